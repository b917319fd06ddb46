"""Raised and lowered figures: an exponent is kept as one (10⁶, km²), the number of a note is none of the text."""

import re

from quizgen.read.characters import FORMULA

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_FIGURES = re.compile(r"[+−–-]?\d{1,3}[+−–-]?|n")
_NOTES = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3})(?:\s?[,;–-]\s?\d{1,3})*[\])]?")
_UNITS = r"(?:k|c|m|d|µ|μ|n)?m|ft|in|mi|yd|s"
# What a power or a unit stands behind: ten, a unit that stands apart from words, one letter.
_TAKES_POWER = re.compile(rf"(?:(?:^|[^\d.,])10|(?:^|[\s\d/·(]|\d[\s\u00a0])(?:{_UNITS})|(?:^|[^\w])[A-Za-zα-ω])$")
_OPENS = re.compile(r"(?:^|[\s(“])$")  # as in ¹⁴C


def raised(figures: str, before: str) -> str | None:
    """What a raised run shows as text behind `before`: "" for the mark of a note; None for letters, which stay (3rd).

    Behind a number that takes no power it cannot be told whether it belongs to it: FORMULA, and the sentence goes.
    """
    if not figures:
        return ""
    power = _FIGURES.fullmatch(figures)
    if power and (_TAKES_POWER.search(before) or _OPENS.search(before)):
        return figures.translate(_RAISED)
    if _NOTES.fullmatch(figures):
        return FORMULA if figures.isdigit() and before[-1:].isdigit() and not _ends_year(before) else ""
    return FORMULA if power else None


def _ends_year(before: str) -> bool:
    """Years take no powers; a figure raised behind one is a note's."""
    return re.search(r"(?:^|\D)(?:1\d|20)\d\d$", before) is not None


def lowered(figures: str) -> str:
    """The figures of H₂O; letters stay as they are."""
    return figures.translate(_LOWERED) if re.fullmatch(r"[\d+−–-]{1,4}", figures) else figures
