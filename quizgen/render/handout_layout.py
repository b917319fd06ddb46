"""Deck -> Handout: questions grouped by form and numbered, options lettered, an order of its own for each version."""

import hashlib
import itertools
import operator
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from quizgen import dates
from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck, Form, KeptArticle, Pair, Question
from quizgen.placing import line_of, placing_line
from quizgen.render.handout_data import (
    Edge,
    Handout,
    Item,
    Layout,
    Numbers,
    Option,
    Paper,
    Quote,
    Row,
    Section,
    Test,
    clean,
    letter,
)
from quizgen.render.handout_study import study_of
from quizgen.resources import template_folder

T = TypeVar("T")
ISO_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")  # accepted at a keyboard; nobody writes it by hand


def lay_out(
    deck: Deck,
    *,
    layout: Sequence[Layout] = ("quiz", "key"),
    versions: int = 1,
    paper: Paper = "a4",
    columns: int = 1,
    large: bool = False,
    font_size: float | None = None,
    flip: Edge = "long",
    language: str = "",
    licence: str = "",
) -> Handout:
    """A handout, the same for equal input.

    `large` is large print (one column, 18 points), `flip` the edge at which the printer turns the sheets of `cards`,
    `language` that of the deck (else guessed from the direction of its script). The table of `numbers` is added to the
    keys of several versions. RenderError for a deck without questions, a question that lacks a part, no language code.
    """
    if not deck.questions and set(layout) != {"study"}:
        raise RenderError("this deck has no questions to print; `quizgen make` an article first")
    language = language.partition("-")[0].lower()
    if language and not re.fullmatch("[a-z]{2,3}", language):
        raise RenderError(f"{language!r} is no language code; write it as en, de or ar")
    rtl, script_language = _direction(deck.title + "".join(question.stem for question in deck.questions))
    words = tomllib.loads((template_folder() / "handout" / "words.toml").read_text("utf-8"))
    if rtl:
        words = _isolated(words)
    tests = tuple(_tests(deck, versions, words))
    layouts = list(dict.fromkeys(layout))
    if "key" in layouts and versions > 1 and "numbers" not in layouts:
        layouts.insert(layouts.index("key") + 1, "numbers")
    return Handout(
        title=clean(deck.title).strip() or words["layouts"]["quiz"],
        placing=clean(_placing(deck)),
        mixed=len(deck.articles) > 1,
        sources=tuple(dict.fromkeys(map(_source, deck.articles))),
        licence=clean(licence or ", ".join(dict.fromkeys(a.licence for a in deck.articles if a.licence))),
        language=language or script_language,
        rtl=rtl,
        paper=paper,
        columns=1 if large else columns,
        large=large,
        font_size=font_size or (18 if large else 11),
        flip=flip,
        layouts=tuple(layouts),
        tests=tests,
        numbers=_numbers(tests),
        study=study_of(deck.facts if "study" in layouts else ()),
        words=words,
    )


def _source(article: KeptArticle) -> str:
    published = dates.words(article.published.isoformat()) if article.published else ""
    return ", ".join(clean(part) for part in (article.byline, article.title, article.source, published) if part)


def _placing(deck: Deck) -> str:
    """What of the placing line stands below the title of a handout on one article: all that the title does not say."""
    article = deck.articles[0]
    if len(deck.articles) > 1 or all(question.context == "alone" for question in deck.questions):
        return ""
    month = f"{article.published:%B %Y}" if article.report and article.published is not None else ""
    return month if deck.title == article.title else line_of(article.title, article.published, article.report)


# ------------------------------------------------------------------------------------------------------------- versions


def _tests(deck: Deck, versions: int, words: Mapping[str, Any]) -> Iterator[Test]:
    """The versions: the first in the order of the deck, each further one unlike the one before wherever it can be."""
    common = {question.id: _common(question, deck) for question in deck.questions}
    groups = {form: [q for q in deck.questions if q.form == form] for form in words["forms"]}
    keys: dict[str, str] = {}  # of the version before
    for version in range(versions):
        used: Counter[int] = Counter()
        numbers = itertools.count(1)
        sections = []
        for form, group in groups.items():
            if version:
                groups[form] = group = _moved(group, version)
            items = []
            for question in group:
                own = _own(question, version, words, used, keys.get(question.id, ""))
                items.append(Item.model_validate(common[question.id] | {"number": next(numbers)} | own))
                keys[question.id] = items[-1].key
            if items:
                sections.append(_section(words, form, tuple(items)))
        points = sum(item.points for section in sections for item in section.items)
        yield Test(version=letter(version) if versions > 1 else "", points=points, sections=tuple(sections))


def _moved(before: list[Question], version: int) -> list[Question]:
    """Another order, in which no question stands where it stood before."""
    return _shuffled(before, lambda order: not any(map(operator.is_, before, order)), "order", version)


def _section(words: Mapping[str, Any], form: Form, items: tuple[Item, ...]) -> Section:
    texts = words["forms"][form]
    instruction = texts["instruction"]
    if form == "matching" and any(len(item.options) < len(item.rows) for item in items):
        instruction += " " + words["several"]
    each = {item.points for item in items}
    points = max(each)
    worth = "one_point" if points == 1 else "n_points"
    if len(each) > 1:
        points = sum(item.points for item in items)
    elif len(items) > 1:
        worth += "_each"
    return Section(
        form=form,
        title=texts["title"],
        instruction=instruction,
        worth=words[worth].replace("{n}", str(points)),
        items=items,
    )


def _numbers(tests: Sequence[Test]) -> tuple[Numbers, ...]:
    """In the order of the first version."""
    found: dict[str, list[int]] = {}
    for test in tests:
        for section in test.sections:
            for item in section.items:
                found.setdefault(item.id, []).append(item.number)
    return tuple(Numbers(id=id, numbers=tuple(numbers)) for id, numbers in found.items())


# ------------------------------------------------------------------------------------------------------------ questions


def _common(question: Question, deck: Deck) -> dict[str, Any]:
    """What an item is in every version."""
    _check(question)
    stem, _, rest = question.stem.partition(BLANK) if question.form == "cloze" else (question.stem, "", "")
    rights = (question.answer, *question.also_accept, *(pair.right for pair in question.pairs))
    sentences = dict.fromkeys(proof.text for proof in deck.proofs(question))
    return {
        "id": clean(question.id),
        "form": question.form,
        "placing": clean(placing_line(deck, question)),
        "article": clean(deck.article(question).title),
        "stem": clean(stem),
        "rest": clean(rest),
        "key": clean(question.answer),
        "answer": clean(question.answer),
        "also_accept": tuple(clean(each) for each in question.also_accept if not ISO_DATE.fullmatch(each)),
        "note": clean(question.note),
        "evidence": tuple(_quote(sentence, rights) for sentence in sentences),
    }


def _check(question: Question) -> None:
    """RenderError for a question that would come out with a hole."""
    paired = question.form in ("matching", "ordering")
    needs = {
        "a stem": clean(question.stem).strip(),
        f"one {BLANK} in its stem": question.form != "cloze" or question.stem.count(BLANK) == 1,
        "an answer": paired or clean(question.answer).strip(),
        "the answer True or False": question.form != "true-false" or question.answer in ("True", "False"),
        "distractors, none of them empty": question.form != "choice"
        or (question.distractors and all(clean(each).strip() for each in question.distractors)),
        "two pairs or more, no side empty": not paired
        or (len(question.pairs) > 1 and all(clean(p.left).strip() and clean(p.right).strip() for p in question.pairs)),
    }
    for what, there in needs.items():
        if not there:
            raise RenderError(
                f"question {question.id}: a {question.form} question needs {what}; change it in the deck file"
            )


def _own(question: Question, version: int, words: Mapping[str, Any], used: Counter[int], key: str) -> dict[str, Any]:
    """What an item is in this version, with another key than the version before where that can be."""
    match question.form:
        case "choice":
            return _choice(question, version, used, key)
        case "matching":
            return _matching(question, version, key)
        case "ordering":
            return _ordering(question, version, key)
        case "true-false":
            right = question.answer.lower()
            return {"key": words[f"{right}_letter"], "answer": words[right]}
        case _:
            return {"room": len(question.answer)}


def _choice(question: Question, version: int, used: Counter[int], before: str) -> dict[str, Any]:
    """Options in an order of the question's own. The right one stands in each place about equally often."""
    wrong = sorted(set(question.distractors) - {question.answer}, key=lambda text: _hash(question.id, version, text))
    free = [place for place in range(len(wrong) + 1) if letter(place) != before] or [0]
    rare = min(used[place] for place in free)
    # One more than the rarest place may be used: a strict round would tell the last questions' letters.
    fit = [place for place in free if used[place] <= rare + 1]
    place = min(fit, key=lambda place: _hash(question.id, version, place))
    used[place] += 1
    texts = [*wrong[:place], question.answer, *wrong[place:]]
    options = tuple(Option(letter=letter(n), text=clean(text)) for n, text in enumerate(texts))
    return {"options": options, "key": letter(place)}


def _matching(question: Question, version: int, before: str) -> dict[str, Any]:
    pairs = list(question.pairs)
    if version:
        pairs = _shuffled(question.pairs, lambda order: order != list(question.pairs), question.id, version)

    def key(rights: Sequence[str]) -> str:
        return " ".join(letter(rights.index(pair.right)) for pair in pairs)

    known = list(dict.fromkeys(pair.right for pair in question.pairs))
    rights = _shuffled(known, lambda rights: key(rights) not in (before, key(known)), question.id, "rights", version)
    rows = (Row(text=clean(p.left), key=letter(rights.index(p.right)), right=clean(p.right)) for p in pairs)
    options = tuple(Option(letter=letter(n), text=clean(right)) for n, right in enumerate(rights))
    return {"options": options} | _rows(rows)


def _ordering(question: Question, version: int, before: str) -> dict[str, Any]:
    def keys(order: Sequence[tuple[int, Pair]]) -> str:
        return " ".join(str(place) for place, _ in order)

    known = list(enumerate(question.pairs, 1))
    solved = (before, keys(known))
    order = _shuffled(known, lambda order: keys(order) not in solved, question.id, version)
    return _rows(Row(text=clean(pair.left), key=str(place), right=clean(pair.right)) for place, pair in order)


def _rows(rows: Iterable[Row]) -> dict[str, Any]:
    rows = tuple(rows)
    return {"rows": rows, "points": len(rows), "key": " ".join(row.key for row in rows)}


def _quote(sentence: str, answers: Iterable[str]) -> Quote:
    """A sentence cut at the first answer that it holds as whole words."""
    for answer in answers:
        words = re.sub(r"^(the|an?) ", "", answer.strip(), flags=re.IGNORECASE)
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence, re.IGNORECASE) if words else None
        if found:
            before, after = sentence[: found.start()], sentence[found.end() :]
            return Quote(before=clean(before), answer=clean(found[0]), after=clean(after))
    return Quote(before=clean(sentence))


def _direction(text: str) -> tuple[bool, str]:
    """Whether a text runs from right to left, and the language that its script makes likely."""
    kinds = Counter(unicodedata.bidirectional(char) for char in text)
    rtl = kinds["R"] + kinds["AL"] > kinds["L"]
    return rtl, ("he" if kinds["R"] > kinds["AL"] else "ar") if rtl else "en"


def _isolated(words: Any) -> Any:
    """Words that keep their own direction among others: a full stop stays behind its sentence."""
    if isinstance(words, dict):
        return {name: _isolated(each) for name, each in words.items()}
    return f"\u2068{words}\u2069"


def _shuffled(things: Sequence[T], good: Callable[[list[T]], bool], *seed: object) -> list[T]:
    """Another order of some things, the same for the same seed; a good one, if one of a few dozen is."""
    places = range(len(things))
    for attempt in range(50):
        order = [things[place] for place in sorted(places, key=lambda place: _hash(*seed, attempt, place))]
        if good(order):
            break
    return order


def _hash(*parts: object) -> bytes:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
