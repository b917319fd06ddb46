"""Selection: the best questions that together cover the article, none telling another's answer."""

from collections import Counter
from collections.abc import Sequence

from quizgen.ask.screen import gives_away, words_of
from quizgen.models import Fact, Question, Rejected

PER_SENTENCE = 2  # and one more of a long one
LONG_SENTENCE = 30  # words
PER_FORM = {"cloze": 0.4, "choice": 0.4, "true-false": 0.2}  # the most of a deck that one form may be


def select(scored: Sequence[tuple[float, Question, Fact]], count: int) -> tuple[list[Question], list[Rejected]]:
    """At most `count` questions, best first, then in the article's order."""
    chosen: list[tuple[Question, Fact]] = []
    left_out: list[Rejected] = []
    sentences: Counter[int] = Counter()
    forms: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for _, question, fact in sorted(scored, key=lambda item: (-item[0], item[1].id)):
        reason = ""
        if len(chosen) >= count:
            reason = "enough better questions"
        elif sentences[fact.evidence.start] >= PER_SENTENCE + (len(fact.evidence.text.split()) >= LONG_SENTENCE):
            reason = "enough questions from this sentence already"
        elif any(other.fact == question.fact for other, _ in chosen):
            reason = "this fact is asked already"
        elif forms[question.form] >= max(2, PER_FORM.get(question.form, 1.0) * count):
            reason = f"enough questions of form {question.form}"
        elif question.form != "true-false" and answers[question.answer.lower()] >= 3:
            reason = "the answer was asked for three times"
        elif any(
            gives_away(question, other) or gives_away(other, question) or _too_near(question, other)
            for other, _ in chosen
        ):
            reason = "tells the answer of another question"
        if reason:
            left_out.append(
                Rejected(
                    stem=question.stem,
                    answer=question.answer,
                    fact=fact.id,
                    template=question.template,
                    code="S01",
                    why=reason,
                )
            )
            continue
        chosen.append((question, fact))
        sentences[fact.evidence.start] += 1
        forms[question.form] += 1
        answers[question.answer.lower()] += 1
    chosen.sort(key=lambda pair: (pair[1].evidence.start, pair[0].id))
    return [question for question, _ in chosen], left_out


def _too_near(one: Question, other: Question) -> bool:
    """Nearly the same question in other words."""
    a, b = words_of(one.stem) | words_of(one.answer), words_of(other.stem) | words_of(other.answer)
    return len(a & b) >= 0.8 * min(len(a), len(b))
