"""Events that recur: what happened more than once has no one date."""

from collections.abc import Sequence

from quizgen.ask.distract import bare
from quizgen.models import Fact

MOTION = {"go", "leave", "return", "travel", "move", "come", "visit", "sail", "fly", "emigrate", "arrive"}


def recurs(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the article tells of another time at which the same subject did the same: "returned to China" twice.

    Going somewhere, leaving for it and visiting it are the same to a learner. A stated purpose tells them apart.
    """
    if fact.clause is None or any(part.role == "complement" for part in fact.clause.parts):
        return False
    verb, subject, named = _frame(fact)
    for other in facts:
        if other.id != fact.id and other.clause is not None and other.kind in ("date", "relation", "participant"):
            their_verb, their_subject, their_named = _frame(other)
            if subject == their_subject and verb == their_verb and named & their_named and getattr(other, "when", "") not in ("", getattr(fact, "when", "")):  # fmt: skip
                return True
    return False


def _frame(fact: Fact) -> tuple[str, str, set[str]]:
    """Verb (one for all going), subject, and the other phrases but times."""
    assert fact.clause is not None
    verb = fact.pattern.rpartition(" ")[2]
    parts = fact.clause.parts
    return (
        "go" if verb in MOTION else verb,
        next((part.text for part in parts if part.role == "subject"), ""),
        {bare(part.text) for part in parts if part.role in ("object", "oblique", "place") and part.type != "date"},
    )
