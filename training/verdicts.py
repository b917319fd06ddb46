"""Blind verdicts on cards: kept here without their articles, and put together again where the articles lie beside the checkout.

    python -m training.verdicts READING.jsonl --out training/verdicts/NAME.jsonl      takes a reading in

A line of `training/verdicts/*.jsonl` is one card: `article` (its id), `form`, `template`, `stem`, `answer`, `distractors`,
`evidence` (characters of the article's text), `verdict` (alone, placed, article: "ok", the first failed letter of the rubric, or
null where nobody read it so), `reader`, and what the generator knew (`context`, `margin`). A stem that is a sentence of the
article as it stands is no words of ours: it is kept as `sentence` (characters) and, of a cloze, `blank` (characters). Cards with
a planted wrong answer are left out.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.kinds import KINDS
from quizgen.models import BLANK, Article, Evidence, Proposal
from quizgen.read.text import read_text

HERE = Path(__file__).parent / "verdicts"
SHARED = Path(__file__).parents[2] / "shared"
SHELVES = 16
HELD_OUT = 7  # one article in so many
TRUE_FALSE = re.compile(r"True or false: ")


class Verdict(NamedTuple):
    """One card with what strict readers said of it in each context: "ok", a letter, or "" where it was not read.

    `reading` is the file that holds it.
    """

    article: str
    proposal: Proposal
    letters: tuple[str, str, str]
    reading: str = ""


def load(folder: Path = HERE, shared: Path = SHARED) -> tuple[dict[str, Article], list[Verdict]]:
    """Articles by id, and the verdicts on those that lie beside the checkout, in the order of the files."""
    articles: dict[str, Article | None] = {}
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in _lines([path]):
            name = line["article"]
            if name not in articles:
                articles[name] = article_of(name, shared)
            if article := articles[name]:
                letters = tuple(letter or "" for letter in line["verdict"])
                found.append(Verdict(name, _proposal(line, article), letters, path.stem))
    return {name: article for name, article in articles.items() if article}, found


def held_out(article: str) -> bool:
    """Whether an article belongs to those that nothing is trained on: one in seven, always the same, by the hash of its id."""
    return _number(article) % HELD_OUT == 0


def fold_of(article: str) -> int:
    """0 or 1: the half of all articles that it belongs to."""
    return _number(article) // HELD_OUT % 2


def _number(article: str) -> int:
    return int(hashlib.sha256(article.encode()).hexdigest(), 16)


def article_of(name: str, shared: Path = SHARED) -> Article | None:
    """The article of that id, from the folders beside the checkout."""
    folders = [shared / "articles/gum", *(shared / f"pool/shelf-{n:02d}" for n in range(1, SHELVES + 1))]
    path = next((path for folder in folders if (path := folder / f"{name}.txt").exists()), None)
    if path is None:
        return None
    about = json.loads(path.with_suffix(".json").read_text("utf-8"))
    published = date.fromisoformat(about["published"][:10]) if about.get("published") else None
    return read_text(path.read_text("utf-8"), name, published, about["title"], name)


def taken_in(cards: Iterable[dict[str, Any]], shared: Path = SHARED) -> Iterator[dict[str, Any]]:
    """Lines to keep, of cards as a blind reading leaves them (question, answer, start, end, alone, placed, read)."""
    articles: dict[str, Article | None] = {}
    for card in cards:
        if card.get("planted"):
            continue
        name = card["article"]
        if name not in articles:
            articles[name] = article_of(name, shared)
        line = {key: card[key] for key in ("article", "form", "template")}
        article = articles[name]
        line |= _stem(TRUE_FALSE.sub("", card["question"]), card, article.text if article else "")
        line |= {"answer": str(card["answer"])}
        line |= {"distractors": card["distractors"]} if card.get("distractors") else {}
        line["evidence"] = [card["start"], card["end"]]
        line |= {key: card[key] for key in ("context", "margin") if key in card}
        line["verdict"] = [card.get(context) for context in ("alone", "placed", "read")]
        yield line | ({"reader": card["reader"]} if card.get("reader") else {})


def _stem(stem: str, card: dict[str, Any], text: str) -> dict[str, Any]:
    """The stem in words, or as characters of the text if it is a sentence that stands there."""
    start, end = card["start"], card["end"]
    if card["form"] != "short":
        pattern = re.escape(stem).replace(r"\ ", r"\s+")
        answer = re.escape(str(card["answer"])).replace(r"\ ", r"\s+")
        pattern = pattern.replace(re.escape(BLANK), f"({answer})", 1)
        if match := re.search(pattern, text[start:end], re.I):
            line: dict[str, Any] = {"sentence": [start + match.start(), start + match.end()]}
            line |= {"blank": [start + match.start(1), start + match.end(1)]} if match.groups() else {}
            if _words(line, text) == stem:
                return line
    return {"stem": stem}


def _words(line: dict[str, Any], text: str) -> str:
    """The stem of a line."""
    if "stem" in line:
        return str(line["stem"])
    start, end = line["sentence"]
    if "blank" not in line:
        return " ".join(text[start:end].split())
    from_, to = line["blank"]
    return " ".join((text[start:from_] + BLANK + text[to:end]).split())


def _proposal(line: dict[str, Any], article: Article) -> Proposal:
    start, end = line["evidence"]
    return Proposal(
        form=line["form"],
        stem=_words(line, article.text),
        answer=line["answer"],
        distractors=tuple(line.get("distractors", ())),
        kind=_kind(line["template"]),
        fact="",
        template=line["template"],
        evidence=Evidence(text=article.text[start:end], start=start, end=end),
        context=line.get("context", "article"),
        margin=line.get("margin", 1.0),
    )


def _kind(template: str) -> str:
    """The kind of fact that a template asks; "" of sentences as they stand, and of the sketch's ("broad-subject")."""
    first = template.partition("-")[0]
    return first if first in KINDS else ""


def _lines(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = [json.dumps(line, ensure_ascii=False) for line in taken_in(_lines(args.readings))]
    args.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} verdicts")


if __name__ == "__main__":
    main()
