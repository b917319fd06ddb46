"""Decks of 0.1, read as those of today: their stems began with the article's title, which now stands above them."""

import re
from datetime import timedelta

from quizgen.ids import content_hash
from quizgen.models import Deck, Fact, Question
from quizgen.placing import line_of, tells

PREFIX = re.compile(r"“[^”]+”(?P<month> \([A-Z][a-z]+ \d{4}\))?: (?=[A-Z“‘\"'\d])")


def of_first_edition(text: str) -> bool:
    """Whether a deck's text is of 0.1."""
    return re.search(r"(?m)^\[article\]", text) is not None


def renewed(deck: Deck) -> Deck:
    """The deck with the title taken out of the stems that nobody edited; what a person typed stays as it is.

    Each such question is placed, and a second newer than it was, so that Anki takes it over.
    """
    months = [match["month"] for question in deck.questions if (match := _prefix(deck, question))]
    article = deck.articles[0].model_copy(update={"report": any(months)})
    deck = deck.model_copy(update={"articles": (article, *deck.articles[1:]), "facts": tuple(map(_bare, deck.facts))})
    return deck.model_copy(update={"questions": tuple(_placed(deck, question) for question in deck.questions)})


def _prefix(deck: Deck, question: Question) -> re.Match[str] | None:
    untouched = not question.edited and question.content == content_hash(question, deck.facts_by_id)
    return PREFIX.match(question.stem) if untouched else None


def _placed(deck: Deck, question: Question) -> Question:
    match = _prefix(deck, question)
    if match is None:
        return question
    article = deck.articles[0]
    line = line_of(article.title, article.published, article.report)
    placed = question.model_copy(
        update={
            "stem": question.stem[match.end() :],
            "context": "article" if tells(line, question) else "placed",
            "changed": question.changed + timedelta(seconds=1),
        }
    )
    return placed.model_copy(update={"content": content_hash(placed, deck.facts_by_id)})


def _bare(fact: Fact) -> Fact:
    match = PREFIX.match(fact.statement)
    return fact.model_copy(update={"statement": fact.statement[match.end() :]}) if match else fact
