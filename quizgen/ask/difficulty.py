"""How hard a question is, from what it asks of a learner: to recognise or to recall, and what (Bloom; Haladyna 2004)."""

import re

from quizgen.models import Fact, Question

RECOGNISED = ("true-false", "choice", "matching")  # the answer stands there to be found
LONG_ANSWER = 5  # words
WELL_KNOWN = 0.6  # salience from which the article speaks of it again and again


def difficulty(question: Question, fact: Fact | None) -> str:
    """Easy, medium or hard.

    Recognition is a step easier than recall; what the article is about, easier than what it says in passing; the exact
    day, a figure, or a long answer is a step harder. A deck file does not keep how much the article is about a fact.
    """
    salience = fact.salience if fact is not None else 0.0
    steps = -1 if question.form in RECOGNISED else 1 if question.form == "ordering" else 0
    exact = re.search(r"\b\d{1,2} [A-Z][a-z]+ \d{4}$", question.answer) or (
        question.kind == "quantity" and re.search(r"\d", question.answer)
    )
    steps += bool(exact) + (len(question.answer.split()) >= LONG_ANSWER)
    steps -= salience >= WELL_KNOWN and not exact
    steps += 0 < salience < 0.2
    return "easy" if steps < 0 else "hard" if steps > 0 else "medium"
