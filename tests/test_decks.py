"""What every deck keeps to, over all articles at hand: the seeds, and those beside the checkout where they lie."""

import re

import pytest

from evaluation.articles import SHARED, articles
from quizgen.ask.templates import load_templates
from quizgen.corridor import Scope, deck_of, examine
from quizgen.errors import QuizgenError
from quizgen.judge.guards import stops
from quizgen.kinds import CONTEXTS
from quizgen.models import Article, Deck
from quizgen.resources import template_folder

ARTICLES = dict(articles())
TEMPLATES = load_templates(template_folder())


@pytest.fixture(scope="module", params=sorted(ARTICLES))
def built(request: pytest.FixtureRequest) -> tuple[Article, Deck]:
    article = ARTICLES[request.param]
    try:
        return article, deck_of([examine(article, TEMPLATES)], Scope()).deck
    except QuizgenError:
        pytest.skip("nothing to ask of this article")


def test_no_guard_closes_the_context_that_a_question_stands_in(built: tuple[Article, Deck]) -> None:
    for question in built[1].questions:
        shut = [stop for stop in stops(question) if CONTEXTS.index(stop.context) >= CONTEXTS.index(question.context)]
        assert not shut, question.stem


def test_lengths_and_dates(built: tuple[Article, Deck]) -> None:
    for question in built[1].questions:
        assert len(question.stem.split()) <= 40, question.stem
        assert len(question.answer.split()) <= 25, question.answer
        own = re.sub(r"“[^”]*”", "", question.stem)
        assert not re.search(
            r"(?i)\b(?:yesterday|today|tomorrow|last (?:week|month|year)|this (?:week|month|year))\b", own
        )
        assert not re.match(r"(?:He|She|They|It)\b", own), own


def test_every_question_rests_on_a_sentence_of_its_article(built: tuple[Article, Deck]) -> None:
    article, deck = built
    facts = {fact.id: fact for fact in deck.facts}
    for question in deck.questions:
        for each in (question.fact, *question.also_facts):
            evidence = facts[each].evidence
            assert article.text[evidence.start : evidence.end] == evidence.text


def test_the_articles_beside_the_checkout_are_read_where_they_lie() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no articles beside this checkout ({SHARED})")
    assert len(ARTICLES) >= 16
