"""Selection: the best questions that together cover the article, none telling another's answer."""

from collections.abc import Sequence, Set

from quizgen.ask.candidates import Scored
from quizgen.ask.distract import bare
from quizgen.ask.screen import gives_away, words_of
from quizgen.models import Fact, Question, Rejected

PER_SENTENCE = 2  # and one more of a long one
PER_TEMPLATE = 0.4  # the most that one template may be: nobody wants twenty years to learn by heart
AGAIN = 0.9
LONG_SENTENCE = 30  # words
PER_ANSWER = 3
ENOUGH = 12
PER_FORM = {"cloze": 0.4, "choice": 0.4, "true-false": 0.2}  # the most of a deck that one form may be


def select(scored: Sequence[Scored], count: int, sure: Set[str]) -> tuple[list[Question], list[Rejected]]:
    """At most `count` questions, best first, then in the article's order; `sure` are ids of those that readers will like.

    One question a fact, of those that are sure; where that leaves fewer than ENOUGH, others too, and then a second one
    with another answer (true or false beside a question).
    """
    ranked = _mixed(scored)
    chosen: list[tuple[Question, Fact]] = []
    reasons: dict[str, str] = {}
    enough = min(count, ENOUGH)
    for per_fact, wanted, surely in ((1, count, True), (1, enough, False), (2, enough, False)):
        for question, fact in ranked:
            if surely and question.id not in sure:
                reasons[question.id] = "enough that readers will like better"
            elif all(question.id != other.id for other, _ in chosen):
                reasons[question.id] = reason = _objection(question, fact, chosen, per_fact, wanted, count)
                if not reason:
                    chosen.append((question, fact))
    left_out = [
        Rejected(stem=question.stem, answer=question.answer, fact=fact.id, template=question.template, code="S01", why=reasons[question.id])
        for question, fact in ranked if reasons.get(question.id)
    ]  # fmt: skip
    chosen.sort(key=lambda pair: (pair[1].evidence.start, pair[0].id))
    return [question for question, _ in chosen], left_out


def _mixed(scored: Sequence[Scored]) -> list[tuple[Question, Fact]]:
    """Best first, each further question of a template counting a little less than the one before: a deck is no list of years."""
    before: dict[str, int] = {}
    weighed = []
    for score, question, fact, _ in sorted(scored, key=lambda each: (-each.score, each.question.id)):
        nth = before.get(question.template, 0)
        before[question.template] = nth + 1
        weighed.append((-score * AGAIN**nth, question.id, question, fact))
    return [(question, fact) for _, _, question, fact in sorted(weighed, key=lambda item: item[:2])]


def _objection(
    question: Question, fact: Fact, chosen: Sequence[tuple[Question, Fact]], per_fact: int, wanted: int, count: int
) -> str:
    """Why a question does not go with those chosen so far; "" when it does."""
    if len(chosen) >= wanted:
        return "enough better questions"
    others = [other for other, _ in chosen]
    of_sentence = sum(each.evidence.start == fact.evidence.start for _, each in chosen)
    of_fact = [other for other in others if other.fact == question.fact]
    long = len(fact.evidence.text.split()) >= LONG_SENTENCE
    if of_sentence >= PER_SENTENCE + long:
        return "enough questions from this sentence already"
    if len(of_fact) >= per_fact or any(
        bare(other.answer).lower() == bare(question.answer).lower() for other in of_fact
    ):
        return "this fact is asked already"
    if sum(other.form == question.form for other in others) >= max(2, PER_FORM.get(question.form, 1.0) * count):
        return f"enough questions of form {question.form}"
    if sum(other.template == question.template for other in others) >= max(ENOUGH // 2, PER_TEMPLATE * count):
        return "enough questions of this template"
    if question.form != "true-false" and _same_answer(question, others) >= PER_ANSWER:
        return "the answer was asked for three times"
    if any(gives_away(question, other) or gives_away(other, question) for other in others):
        return "tells the answer of another question"
    if any(_too_near(question, other) for other in others if other not in of_fact):
        return "nearly the same as another question"
    return ""


def _too_near(one: Question, other: Question) -> bool:
    """Nearly the same question in other words."""
    a, b = words_of(one.stem) | words_of(one.answer), words_of(other.stem) | words_of(other.answer)
    return len(a & b) >= 0.8 * min(len(a), len(b))


def _same_answer(question: Question, others: Sequence[Question]) -> int:
    return sum(other.answer.lower() == question.answer.lower() for other in others)
