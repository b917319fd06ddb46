"""Faults that writers of cards make and our own questions cannot have: pronouns that nothing explains."""

import re
from typing import NamedTuple

from quizgen.bring.card import Card

PRONOUN = re.compile(
    r"(?i)\b(?:he|she|they|him|her|them|his|hers|their|theirs)\b|^(?:\w+ ){0,3}(?:did|does|do|was|is|has|had|will) its?\b"
)
EXPLAINED = re.compile(r"\w \S*[A-Z]|\b(?:a|an|the|each|every|person|people)\b \w+")


class Flaw(NamedTuple):
    """A code, and the reason for a person."""

    code: str
    why: str


def flaw(card: Card) -> Flaw | None:
    """What is wrong with the question whatever stands beside it; None where nothing is seen."""
    match = PRONOUN.search(card.question)
    if match is None or EXPLAINED.search(card.question[: match.start()]):
        return None
    return Flaw("pronoun", f"“{match[0].split()[-1]}”, and nothing before it says who or what")
