"""What the guards and `check` say of a question while she types, each beside the field that it is about."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from quizgen.ask.screen import check_pair, check_question
from quizgen.judge.guards import stops
from quizgen.models import CONTEXTS, Deck, Question
from quizgen.render.handout.items import lacking

Field = Literal["stem", "answer", "distractors", "pairs"]

# Guards of the gate and codes of `check` that see the same: it is told once.
SAME = {
    "too-long": "Q03",
    "torn": "Q04",
    "near-time": "Q02",
    "near-day": "Q02",
    "bare-definite": "Q01",
    "answer-in-stem": "Q05",
    "country-told": "Q11",
    "three-options": "Q06",
    "nothing-to-hold": "Q07",
}
OF_OPTIONS = (
    "Q06",
    "Q15",
    "Q16",
    "Q17",
    "Q18",
    "Q19",
    "Q20",
    "Q21",
    "Q23",
    "three-options",
    "odd-option",
    "option-in-stem",
)
OF_ANSWER = ("pronoun-answer", "vague-answer")


class Found(NamedTuple):
    """A code, a reason, and the field beside which it stands; `must`: so it cannot be written."""

    field: Field
    code: str
    why: str
    must: bool = False


def findings(deck: Deck, question: Question) -> list[Found]:
    """What is missing, what the guards stop in the question's context, and what `check` finds, beside the deck's others."""
    needs = [Found(_lacked(question, what), "needs", f"it needs {what}", must=True) for what in lacking(question)]
    checked = [(each.code, each.why) for each in check_question(question)]
    beside = (check_pair(other, question) for other in deck.questions if not other.dropped and other.id != question.id)
    checked += [(each.code, each.why) for pair in beside for each in pair]
    codes = {code for code, _ in checked}
    guarded = [(code, why) for code, why in _guarded(question) if SAME.get(code) not in codes]
    said = [Found(_field(question, code, why), code, why) for code, why in (*checked, *guarded)]
    missing = {each.field for each in needs}  # of what is not there, nothing else is worth saying
    return needs + [each for each in said if each.field not in missing]


def _guarded(question: Question) -> Iterator[tuple[str, str]]:
    """The guards that close the question's own context."""
    for stop in stops(question):
        if CONTEXTS.index(stop.context) >= CONTEXTS.index(question.context):
            yield stop.guard, stop.why


def _lacked(question: Question, what: str) -> Field:
    if "stem" in what:
        return "stem"
    return "distractors" if what.startswith("distractors") else "pairs" if "pairs" in what else "answer"


def _field(question: Question, code: str, why: str) -> Field:
    if question.form in ("matching", "ordering") and ("line" in why or "pairs" in why):
        return "pairs"
    if code in OF_OPTIONS:
        return "distractors"
    return "answer" if code in OF_ANSWER or "answer of" in why or why == "no answer" else "stem"
