"""The corridor: read -> annotate -> extract -> ask -> Deck."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from quizgen.errors import QuizgenError
from quizgen.models import Article, Deck, Fact, Question, Rejected
from quizgen.resources import template_folder


class Built(NamedTuple):
    """A deck, and the candidates that were left out of it."""

    deck: Deck
    rejected: list[Rejected]


def build_deck(
    article: Article,
    *,
    count: int = 20,
    kinds: Sequence[str] = (),
    templates: Path | None = None,
    seed: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> Built:
    """Facts and questions of an article. Raises QuizgenError when no facts are found, TemplateError for bad templates."""
    from quizgen.ask import write_questions
    from quizgen.ask.templates import load_templates

    words = load_templates(templates or template_folder())
    facts = find_facts(article, progress)
    progress("writing questions")
    questions, rejected = write_questions(article.info, facts, words, count, kinds, seed)
    progress("")
    deck = Deck(title=article.info.title, article=article.info, facts=tuple(facts), questions=tuple(questions))
    return Built(deck, rejected)


def find_facts(article: Article, progress: Callable[[str], None] = lambda stage: None) -> list[Fact]:
    """The facts of an article in its order. Raises QuizgenError when there are none."""
    progress("loading the language engine")
    from quizgen.annotate.layers import annotate
    from quizgen.extract import extract_facts

    progress("annotating")
    annotated = annotate(article)
    progress("extracting facts")
    facts = extract_facts(annotated)
    progress("")
    if not facts:
        raise QuizgenError("no facts found in this article; it needs names, dates or numbers in full English sentences")
    return facts


def updated(deck: Deck, old: Deck | None, now: datetime | None = None) -> Deck:
    """A deck made again: what did not change keeps its time of change, what did gets a newer one (`now`, UTC).

    Anki takes an update only from a newer note, and leaves a learner's tags alone where nothing is newer.
    """
    if old is None:
        return deck
    before = {question.id: question for question in old.questions}
    moment = (now or datetime.now(UTC)).replace(microsecond=0)

    def settle(question: Question) -> Question:
        known = before.get(question.id)
        if known is None:
            return question
        same = question.model_copy(update={"changed": known.changed}) == known
        return question.model_copy(
            update={"changed": known.changed if same else max(moment, known.changed + timedelta(seconds=1))}
        )

    return deck.model_copy(update={"questions": tuple(settle(question) for question in deck.questions)})
