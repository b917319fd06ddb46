"""QUESTION WRITING: facts -> questions. Overgenerate, screen hard, select."""

from collections.abc import Sequence

from quizgen.ask.candidates import Scored, find_candidates
from quizgen.ask.difficulty import difficulty as difficulty_of
from quizgen.ask.distract import known_of
from quizgen.ask.recur import recurring, rivalled
from quizgen.ask.select import ENOUGH, select
from quizgen.ask.series import match_roles, order_events
from quizgen.ask.worthiness import LEAST_WORTH, SURE_WORTH
from quizgen.dates import first_change
from quizgen.models import ArticleInfo, Fact, Question, Rejected, Template

__all__ = ["write_questions"]


def write_questions(
    article: ArticleInfo,
    facts: Sequence[Fact],
    templates: Sequence[Template],
    count: int = 20,
    kinds: Sequence[str] = (),
    seed: int = 1,
    difficulty: str = "",
) -> tuple[list[Question], list[Rejected]]:
    """The questions of a deck in the article's order, and the candidates left out with the reason.

    `kinds` of fact and a `difficulty` limit the questions; without them there are all.
    """
    changed = first_change(article.published)
    wanted = [fact for fact in facts if not kinds or fact.kind in kinds]
    twice = recurring(facts)
    scored, rejected = find_candidates(article, wanted, templates, known_of(facts), twice | rivalled(facts), seed)
    scored, doubted = _parted(scored)
    if difficulty:
        scored = [each for each in scored if difficulty_of(each.question, each.fact) == difficulty]
    sure = {each.question.id for each in scored if each.worth >= SURE_WORTH}
    questions, left_out = select(scored, count, sure)
    if (not kinds or "role" in kinds) and difficulty in ("", "easy"):
        questions = _matched(questions, match_roles(facts, changed, seed), count)
    if len(questions) < count and (not kinds or "date" in kinds) and difficulty in ("", "hard"):
        questions += order_events(facts, questions, twice, changed)
    return questions, [*rejected, *doubted, *left_out]


def _matched(questions: list[Question], matching: Question | None, count: int) -> list[Question]:
    """The deck with one question that matches persons and roles in the place of those that it holds, where enough others stay.

    Not both: its lines would tell the answers of the others.
    """
    if matching is None:
        return questions
    held = {matching.fact, *matching.also_facts}
    others = [question for question in questions if question.fact not in held]
    if not min(ENOUGH, len(questions)) <= len(others) + 1 <= count:
        return questions
    place = next((i for i, question in enumerate(questions) if question.fact in held), len(others))
    return [*others[:place], matching, *others[place:]]


def _parted(scored: Sequence[Scored]) -> tuple[list[Scored], list[Rejected]]:
    """The candidates that readers would keep, more likely than not, and the others."""
    kept, doubted = list[Scored](), list[Rejected]()
    for each in scored:
        question, fact = each.question, each.fact
        if each.worth >= LEAST_WORTH:
            kept.append(each)
        else:
            doubted.append(
                Rejected(stem=question.stem, answer=question.answer, fact=fact.id, template=question.template, code="S02", why="readers reject most of its like")
            )  # fmt: skip
    return kept, doubted
