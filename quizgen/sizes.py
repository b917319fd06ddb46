"""Figures and dates of one form in order of size, as options of a choice are printed (Haladyna, Downing and Rodriguez 2002)."""

import re
from calendar import month_name
from collections.abc import Sequence

from quizgen.numbers import UNITS

MONTHS = tuple(month_name)[1:]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s)?\b")
WORD = re.compile(rf"(?i)\b(?:{'|'.join(UNITS)})\b")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def by_size(options: Sequence[str]) -> list[str] | None:
    """The options, smallest or earliest first; None where they are not all figures or dates of one form."""
    shapes = {WORD.sub("#", NUMBER.sub("#", MONTH.sub("@", option))) for option in options}
    if len(shapes) != 1 or not re.search(r"[#@]", next(iter(shapes))):
        return None
    return sorted(options, key=_size)


def _size(option: str) -> tuple[float, ...]:
    """Year, month and day of a date; else its numbers in their order. Before Christ a larger one is earlier."""
    numbers = [float(re.sub(r"[^\d.]", "", number)) for number in NUMBER.findall(option)]
    numbers += [float(UNITS[word.lower()]) for word in WORD.findall(option)]
    if (month := MONTH.search(option)) is not None:
        year = next((number for number in numbers if number > 31), 0.0)
        day = next((number for number in numbers if number <= 31), 0.0)
        return year, float(MONTHS.index(month[0])), day
    return tuple(-number for number in numbers) if re.search(r"\bBCE?\b", option) else tuple(numbers)
