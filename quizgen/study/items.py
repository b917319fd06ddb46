"""What the self-test needs of a deck: each question with its evidence and its source, in plain records.

A deck is read here with tomllib and without pydantic, which together with tomlkit would double the time to the first
question; for the same reason the records are named tuples, which are made ten times as fast as data classes. Whatever
looks odd goes to `deck_file`, which says in which line the mistake is.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.kinds import Context
from quizgen.placing import line_of, tells_answer

# What could steer a terminal or reorder a line: controls (C0, C1), line separators, bidirectional and invisible marks.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"[ \t\n\u2028\u2029]+")

BLANK = "____"  # stands once in the stem of a cloze; `models` has it too, which is too slow for a first question
LONGEST = 1000  # characters of an answer that are looked at and kept


class Item(NamedTuple):
    """One question with what is shown after it. All texts are clean: see `clean`."""

    id: str
    form: str
    stem: str
    answer: str = ""
    also_accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    note: str = ""
    kind: str = ""
    evidence: tuple[str, ...] = ()
    source: str = ""  # one line: title, date, where it stood
    context: Context = "alone"
    placing: str = ""  # the line above it: its article's title
    deck: str = ""
    people: tuple[str, ...] = ()  # everyone the deck's facts name

    @property
    def content(self) -> str:
        """Eight hex digits over what is shown of it: others once it was edited, also by hand and a minute ago."""
        from hashlib import sha256

        options = (self.also_accept, self.distractors, self.pairs)
        shown = (self.form, self.stem, self.answer, options, self.note, self.evidence)
        return sha256(repr(shown).encode()).hexdigest()[:8]


def clean(text: str) -> str:
    """The text as one line without anything that could steer a terminal; characters composed (NFC)."""
    return unicodedata.normalize("NFC", _UNSAFE.sub("", _BLANKS.sub(" ", text))).strip()


def read_items(path: Path) -> list[Item]:
    """The questions of a deck file. Raises DeckError, with the line, when the file is no deck."""
    try:
        return list(items_of(tomllib.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        from quizgen import deck_file

        return list(items_of(deck_file.load_settled(path).model_dump(mode="json")))


def items_of(deck: dict[str, Any]) -> Iterator[Item]:
    """The questions of a deck given as plain data, as in its TOML file or from `Deck.model_dump(mode="json")`.

    Raises KeyError, TypeError, ValueError or AttributeError when the data is no deck.
    """
    facts = {fact["id"]: fact for fact in deck.get("facts", ())}
    people = tuple(_people(facts.values()))
    title = clean(deck["title"])
    articles = {article["id"]: article for article in deck["articles"]}
    seen: set[str] = set()
    for data in deck.get("questions", ()):
        if data["id"] in seen:
            raise ValueError(data["id"])
        seen.add(data["id"])
        if data.get("dropped"):
            continue
        own = [data["evidence"]] if data.get("evidence") else []
        known = (facts[each] for each in (data.get("fact", ""), *data.get("also_facts", ())) if each in facts)
        proofs = [*own, *(fact["evidence"] for fact in known)]
        named = data.get("article") or next((proof.get("article") for proof in proofs if proof.get("article")), "")
        article = articles.get(named) or deck["articles"][0]
        item = Item(
            id=clean(data["id"]),
            form=clean(data["form"]),
            stem=clean(data["stem"]),
            answer=clean(data.get("answer", "")),
            also_accept=tuple(map(clean, data.get("also_accept", ()))),
            distractors=tuple(map(clean, data.get("distractors", ()))),
            pairs=tuple((clean(pair["left"]), clean(pair["right"])) for pair in data.get("pairs", ())),
            note=clean(data.get("note", "")),
            kind=clean(data.get("kind", "")),
            evidence=tuple(dict.fromkeys(clean(proof["text"]) for proof in proofs)),
            source=_source(article),
            context=data.get("context", "alone"),
            deck=title,
            people=people,
        )
        if item.context != "alone":
            item = item._replace(placing=_placing(item, article))
        if item.context == "placed" and not item.placing and data.get("template"):
            item = item._replace(context="article")  # below a line that tells its answer it cannot stand
        yield item


def _placing(item: Item, article: dict[str, Any]) -> str:
    """The line above a question; "" where it would tell the answer."""
    published = article.get("published")
    day = date.fromisoformat(str(published)) if published else None
    line = clean(line_of(article["title"], day, article.get("report", False)))
    answers = (item.answer, *item.also_accept)
    return "" if tells_answer(line, item.form, item.stem, answers, item.pairs, item.note) else line


def _people(facts: Iterable[dict[str, Any]]) -> Iterator[str]:
    for fact in facts:
        if name := fact.get("person") or fact.get("speaker"):
            yield clean(name)


def _source(article: dict[str, Any]) -> str:
    parts = (article["title"], str(article.get("published") or ""), article.get("source", ""))
    return " · ".join(dict.fromkeys(clean(part) for part in parts if part))
