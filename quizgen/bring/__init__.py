"""PROPOSALS FROM ELSEWHERE: a file of cards that anybody or any program wrote -> Cards."""

from quizgen.bring.card import Card, CardError
from quizgen.bring.formats import FORMATS, read_cards
from quizgen.bring.verdict import Checked

__all__ = ["FORMATS", "Card", "CardError", "Checked", "read_cards"]
