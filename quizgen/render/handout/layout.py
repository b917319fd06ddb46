"""Deck -> Handout: questions grouped by form and numbered, options lettered, an order of its own for each version."""

import itertools
import operator
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizgen import dates
from quizgen.errors import RenderError
from quizgen.models import Deck, Form, KeptArticle, Question
from quizgen.placing import line_of
from quizgen.render.handout.data import (
    Edge,
    Handout,
    Item,
    Layout,
    Numbers,
    Paper,
    ReadArticle,
    Section,
    Test,
    clean,
    letter,
)
from quizgen.render.handout.facts import study_of
from quizgen.render.handout.items import common, own
from quizgen.render.handout.order import shuffled
from quizgen.render.handout.reading import places_of, position, read_articles
from quizgen.render.record import code_of, record
from quizgen.resources import template_folder

MOST_FIT = 0.8  # of the answers of a section on its lines: one long one must not double all


def default_layout(deck: Deck) -> tuple[Layout, ...]:
    """The article with its questions; of several articles, and where the deck does not hold the text, the questions."""
    return ("reading", "key") if len(deck.articles) == 1 and deck.articles[0].paragraphs else ("quiz", "key")


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
    ids: bool = False,
    points: Mapping[Form, int] = {},
) -> Handout:
    """A handout, the same for equal input.

    `large` is large print (one column, 18 points), `flip` the edge at which the printer turns the sheets of `cards`,
    `language` that of the deck (else guessed from the direction of its script), `ids` shows question ids and further
    right answers to whoever marks, `points` are those of a question of a form (else 1, or 1 a row) that has none of its own. The table of `numbers` is added to the
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
    articles = read_articles(deck, licence) if "reading" in layout else ()
    tests = tuple(_tests(deck, versions, words, points, articles))
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
        ids=ids,
        articles=articles,
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


def recorded(handout: Handout) -> bytes:
    """The record of a handout, as `record` has it."""
    kept = {"number", "id", "form", "stem", "rest", "options", "rows", "key", "answer", "also_accept", "points"}
    versions = (
        {
            "version": test.version,
            "code": test.code,
            "points": test.points,
            "questions": [
                item.model_dump(mode="json", include=kept, exclude_defaults=True)
                for section in test.sections
                for item in section.items
            ],
        }
        for test in handout.tests
    )
    return record(handout.title, versions)


# ------------------------------------------------------------------------------------------------------------- versions


def _tests(
    deck: Deck, versions: int, words: Mapping[str, Any], points: Mapping[Form, int], articles: Sequence[ReadArticle]
) -> Iterator[Test]:
    """The versions: the first in the order of the deck, each further one unlike the one before wherever it can be.

    Beside the article (`articles`) the first follows the text, if nobody arranged the questions.
    """
    questions = list(deck.questions)
    if articles and not deck.arranged:
        questions.sort(key=lambda question: position(deck, question))
    shared = {q.id: common(q, deck, places_of(deck, q, articles) if articles else ()) for q in questions}
    groups = {form: [q for q in questions if q.form == form] for form in words["forms"]}
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
                worth = question.points or points.get(form, 1)
                this = own(question, version, words, worth, used, keys.get(question.id, ""))
                items.append(Item.model_validate(shared[question.id] | {"number": next(numbers)} | this))
                keys[question.id] = items[-1].key
            if items:
                sections.append(_section(words, form, tuple(items)))
        every = [item for section in sections for item in section.items]
        yield Test(
            version=letter(version) if versions > 1 else "",
            code=code_of((item.id, item.key) for item in every),
            points=sum(item.points for item in every),
            sections=tuple(sections),
        )


def _moved(before: list[Question], version: int) -> list[Question]:
    """Another order, in which no question stands where it stood before."""
    return shuffled(before, lambda order: not any(map(operator.is_, before, order)), "order", version)


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
        room=sorted(len(item.answer) for item in items)[round(MOST_FIT * (len(items) - 1))],
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
