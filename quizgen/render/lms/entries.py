"""A deck's questions as plain entries, from which the files of learning platforms and quiz programs are written.

Texts are one line each, without control characters, which no format can hold. Nothing in them is marked up.
"""

import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from quizgen.models import Context, Deck, Form, KeptArticle, Question
from quizgen.placing import placing_line
from quizgen.sizes import by_size

ENOUGH = 3  # wrong options, for a short answer to be asked as a choice
_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


class Option(NamedTuple):
    """An option of a choice."""

    text: str
    right: bool


class Entry(NamedTuple):
    """A question. `accepted` has the answer first; `pairs` of an ordering stand in the right order, event and date."""

    id: str
    form: Form
    stem: str
    placing: str  # the line that stands above it, "" where none does
    context: Context
    kind: str
    answer: str
    accepted: tuple[str, ...]
    options: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]
    note: str
    evidence: str
    source: str  # of the evidence: title, source, date
    sole: bool = True  # its deck is of one article, which whoever is asked has heard of
    choice: "Entry | None" = None  # the same question with options, of a short answer or a blank that has some
    points: int = 1

    @property
    def asked(self) -> str:
        """What is asked in one line, below its placing line."""
        return f"{self.placing}: {self.stem}" if self.placing else self.stem

    @property
    def feedback(self) -> str:
        """What is said after the answer: the note, and the evidence with its source."""
        proof = f"“{self.evidence}” ({self.source})" if self.evidence else ""
        return " ".join(part for part in (self.note, proof) if part)


class Passage(NamedTuple):
    """An article that must be at hand for some of the entries. `credit`: byline, source, date and licence."""

    title: str
    credit: str
    paragraphs: tuple[str, ...]


class Sheet(NamedTuple):
    """What a format writes."""

    title: str
    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...]


def sheet_of(deck: Deck, passage: bool = True) -> Sheet:
    """The entries of a deck in its order; with `passage` the articles that some of them need, where the deck holds their text."""
    entries = tuple(_entry(deck, question) for question in deck.questions)
    needed = {deck.article(question).id for question in deck.questions if question.context == "article"}
    passages = (_passage(each) for each in deck.articles if passage and each.id in needed and each.paragraphs)
    return Sheet(clean(deck.title), entries, tuple(passages))


def clean(text: str) -> str:
    """The text as one line that any file can hold."""
    return _CONTROL.sub(" ", text).strip()


def markup(text: str) -> str:
    """The text as HTML between tags."""
    return escape(text, quote=False)


def _entry(deck: Deck, question: Question) -> Entry:
    proofs = dict.fromkeys(clean(proof.text) for proof in deck.proofs(question))
    article = deck.article(question)
    published = f"{article.published.day} {article.published:%B %Y}" if article.published else ""
    return Entry(
        id=clean(question.id),
        form=question.form,
        stem=clean(question.stem),
        placing=clean(placing_line(deck, question)),
        context=question.context,
        kind=question.kind,
        answer=clean(question.answer),
        accepted=tuple(dict.fromkeys(_wordings(question))),
        options=_options(question),
        pairs=tuple((clean(pair.left), clean(pair.right)) for pair in question.pairs),
        note=clean(question.note),
        evidence=" … ".join(proofs),
        source=", ".join(filter(None, map(clean, (article.title, article.source, published)))),
        sole=len(deck.articles) == 1,
        choice=_choice(deck, question),
        points=(question.points or 1) * max(len(question.pairs) if question.points else 1, 1),
    )


def _choice(deck: Deck, question: Question) -> Entry | None:
    if question.form not in ("short", "cloze") or len(question.wrong()) < ENOUGH:
        return None
    from quizgen.ask.forms import choice_of  # needs the lexicon

    return _entry(deck, choice_of(question))


def _options(question: Question) -> tuple[Option, ...]:
    answer = clean(question.answer)
    if question.form == "true-false":
        return tuple(Option(text, text == answer) for text in ("True", "False"))
    if question.form != "choice":
        return ()
    texts = dict.fromkeys(filter(None, map(clean, (answer, *question.distractors))))
    drawn = sorted(texts, key=lambda text: hashlib.sha256((question.id + text).encode()).hexdigest())
    return tuple(Option(text, text == answer) for text in by_size(drawn) or drawn)


def _wordings(question: Question) -> Iterator[str]:
    """The accepted answers, and those that a program which compares letter by letter would refuse beside them."""
    answers = [text for text in map(clean, (question.answer, *question.also_accept)) if text]
    yield from answers
    if question.form in ("short", "cloze"):
        for answer in answers:
            bare = re.sub(r"^(?:the|a|an) (?=\S)", "", answer, flags=re.IGNORECASE)
            yield from (bare, re.sub(r",(?=\s)", "", bare), re.sub(r"(?<=\d),(?=\d{3})", "", bare))


def _passage(article: KeptArticle) -> Passage:
    published = f"{article.published.day} {article.published:%B %Y}" if article.published else ""
    credit = (article.byline, article.source, published, article.licence)
    paragraphs = (clean(each.text) for each in article.paragraphs if each.kind != "title")
    return Passage(clean(article.title), " · ".join(filter(None, map(clean, credit))), tuple(filter(None, paragraphs)))
