"""Events that recur, and deeds that several did: what happened more than once has no one date, and no one doer."""

import re
from collections import defaultdict
from collections.abc import Sequence

from quizgen.ask.options.stock import bare
from quizgen.classes import place_class
from quizgen.models import Fact, Part

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


def rivalled(facts: Sequence[Fact]) -> frozenset[str]:
    """Ids of facts whose answer another fact of the article could take: same verb, the same matter, somebody else.

    "Who resigned the leadership?" has two answers where two resigned it, unless a name or figure of the clause tells
    which is meant.
    """
    told: dict[str, list[tuple[Fact, Part, frozenset[str]]]] = defaultdict(list)
    for fact in facts:
        asked = fact.clause.asked() if fact.clause is not None else None
        if asked is not None and fact.kind in ("relation", "participant", "place") and asked.role != "time":
            told[fact.pattern].append((fact, asked, _matter(fact)))
    found = set()
    for same in told.values():
        for fact, asked, matter in same:
            for other, theirs, their_matter in same:
                if asked.role != theirs.role or other.evidence.start == fact.evidence.start:
                    continue
                if fact.kind == "place" and _asks(asked) != _asks(theirs):
                    continue  # "on which river" has another answer than "in which county"
                if _alike(asked.text, theirs.text) or not matter & their_matter:
                    continue
                if not any(word[:1].isupper() or word[:1].isdigit() for word in matter - _words(other.statement)):
                    found.add(fact.id)
    return frozenset(found)


def _asks(part: Part) -> tuple[str, str, str]:
    """What a place is asked with."""
    return part.preposition, part.type, place_class(part.text)


def _matter(fact: Fact) -> frozenset[str]:
    """The words of a clause that tell what it is about: without its verb, its lead and the answer."""
    assert fact.clause is not None
    parts = [p for p in fact.clause.parts if not p.asked and p.role not in ("lead", "auxiliary", "verb")]
    return frozenset(word for part in parts for word in _words(part.text))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w[\w’'-]{2,}", text)) - SMALL


def _alike(one: str, other: str) -> bool:
    """The same thing in other words: "a clock", "the clock that he had made"."""
    a, b = _words(bare(one).lower()), _words(bare(other).lower())
    if any(word[:1].isupper() for word in (*_words(bare(one)), *_words(bare(other)))):
        return a <= b or b <= a  # two universities share a word
    return not a or not b or 2 * len(a & b) >= min(len(a), len(b))


SMALL = {"the", "his", "her", "its", "their", "and", "for", "with", "from", "that", "was", "were", "had", "has", "into", "not", "who", "which"}  # fmt: skip
