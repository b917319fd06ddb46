"""Events that recur: what happened more than once has no one date."""

from collections import defaultdict
from collections.abc import Sequence

from quizgen.ask.distract import bare
from quizgen.models import Fact

MOTION = {"go", "leave", "return", "travel", "move", "come", "visit", "sail", "fly", "emigrate", "arrive"}


def recurring(facts: Sequence[Fact]) -> frozenset[str]:
    """Ids of the dates of which the article tells another time, when the same subject did the same: "returned to China" twice.

    Going somewhere, leaving for it and visiting it are the same to a learner. A stated purpose tells them apart.
    """
    told: dict[tuple[str, str], list[tuple[set[str], str, str]]] = defaultdict(list)
    for fact in facts:
        if fact.clause is not None and fact.kind in ("date", "relation", "participant"):
            told[_deed(fact)].append((_with(fact), fact.when, fact.id))
    found = set()
    for fact in facts:
        if fact.kind != "date" or fact.clause is None or any(part.role == "complement" for part in fact.clause.parts):
            continue
        own = _with(fact)
        if any(
            id_ != fact.id and own & named and when not in ("", fact.when) for named, when, id_ in told[_deed(fact)]
        ):
            found.add(fact.id)
    return frozenset(found)


def _deed(fact: Fact) -> tuple[str, str]:
    """Verb, one for all going, and subject."""
    assert fact.clause is not None
    verb = fact.pattern.rpartition(" ")[2]
    subject = next((part.text for part in fact.clause.parts if part.role == "subject"), "")
    return "go" if verb in MOTION else verb, subject


def _with(fact: Fact) -> set[str]:
    """The other phrases but times."""
    assert fact.clause is not None
    parts = fact.clause.parts
    return {bare(part.text) for part in parts if part.role in ("object", "oblique", "place") and part.type != "date"}
