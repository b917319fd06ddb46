"""PROPOSALS FROM ELSEWHERE: a file of cards that anybody or any program wrote -> Cards."""

from quizgen.bring.card import Card, CardError
from quizgen.bring.formats import FORMATS, read_cards

__all__ = ["FORMATS", "Card", "CardError", "read_cards"]
