"""A headline before a question or statement: “Dam bursts near Elling” (May 2023): Which river ...?"""

import re
from dataclasses import dataclass

HEADLINE = re.compile(r"“[^”]+”(?: \([A-Z][a-z]+ \d{4}\))?: ")


@dataclass(frozen=True)
class Headline:
    """`text` as it stands before a question; `lemmas` of its words, as nouns and as verbs, in lower case.

    `person` when it speaks of one person, and `people` when of one group or several persons in one word: "he" and
    "they" in the words of others are then theirs.
    """

    text: str
    lemmas: frozenset[str]
    person: bool = False
    people: bool = False


def split_headline(text: str) -> tuple[str, str]:
    """The headline with its colon and space, "" where there is none; and what follows."""
    match = HEADLINE.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def capitalise(text: str) -> str:
    """A capital for the first word, behind a headline too."""
    headline, rest = split_headline(text)
    return headline + rest[:1].upper() + rest[1:]
