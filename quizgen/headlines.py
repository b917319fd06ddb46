"""The headline of a report: what may go unnamed in a question that is placed below it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Headline:
    """`text` is the title; `lemmas` of its words, as nouns and as verbs, in lower case.

    `person` when it speaks of one person, and `people` when of one group or several persons in one word: "he" and
    "they" in the words of others are then theirs.
    """

    text: str
    lemmas: frozenset[str]
    person: bool = False
    people: bool = False


def capitalise(text: str) -> str:
    """A capital for the first word."""
    return text[:1].upper() + text[1:]
