"""What `verify` and `make --proposals` share: the cards of a file, of a deck or of standard input."""

import sys
from collections.abc import Sequence
from pathlib import Path

from quizgen import deck_file
from quizgen.bring import Card, CardError, read_cards
from quizgen.bring.bringing import cards_of


def brought(cards: str, form: str = "", columns: Sequence[str] = ()) -> list[Card]:
    """The cards of a file, or of standard input for `-`; of a deck of ours, its questions that nobody dropped."""
    if cards.endswith(".toml") and not form:
        return cards_of(deck_file.load(Path(cards)))
    return read_cards(_raw(cards), _name(cards), form, columns)


def _raw(cards: str) -> bytes:
    if cards == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(cards).read_bytes()
    except OSError as error:
        raise CardError(f"{cards}: {error.strerror}; give a file of cards, or - for standard input") from None


def _name(cards: str) -> str:
    return "standard input" if cards == "-" else cards
