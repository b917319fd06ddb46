"""QUESTION WRITING: facts -> questions. Overgenerate, screen hard, select."""

from collections.abc import Sequence

from quizgen.ask.candidates import find_candidates, first_change
from quizgen.ask.distract import known_of
from quizgen.ask.recur import recurring
from quizgen.ask.select import select
from quizgen.ask.series import match_roles, order_events
from quizgen.models import ArticleInfo, Fact, Question, Rejected, Template

__all__ = ["write_questions"]


def write_questions(
    article: ArticleInfo,
    facts: Sequence[Fact],
    templates: Sequence[Template],
    count: int = 20,
    kinds: Sequence[str] = (),
    seed: int = 1,
) -> tuple[list[Question], list[Rejected]]:
    """The questions of a deck in the article's order, and the candidates left out with the reason."""
    changed = first_change(article)
    wanted = [fact for fact in facts if not kinds or fact.kind in kinds]
    twice = recurring(facts)
    scored, rejected = find_candidates(article, wanted, templates, known_of(facts), twice, seed)
    if (matching := match_roles(facts, changed, seed)) is not None and (not kinds or "role" in kinds):
        scored.append((0.95, *matching))
    questions, left_out = select(scored, count)
    if len(questions) < count and (not kinds or "date" in kinds):
        questions += order_events(facts, questions, twice, changed)
    return questions, [*rejected, *left_out]
