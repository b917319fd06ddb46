"""Dates as words: TIMEX3 values -> "20 October 2021", "in October 2021", the question word that asks for them."""

import re
from calendar import month_name
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}


@lru_cache(maxsize=4096)
def edtf(value: str) -> str:
    """A TIMEX3 value as EDTF, coarser where need be: weeks become their month, times their day; "" for what is no date."""
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{4}-\d\d|\d{4}|\d{4}/\d{4}", value):
        return value
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return ""
        first, sunday = monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
        return f"{first:%Y-%m}" if first.month == sunday.month else ""
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0s"
    if re.fullmatch(r"\d\d", value):
        return f"{value}XX"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return value
    if match := re.fullmatch(r"BC(\d{4})", value):
        return f"-{int(match[1]) - 1:04}" if int(match[1]) > 1 else ""  # there is a year 0 in EDTF: 44 BC is -43
    if match := re.fullmatch(r"BC(\d\d)", value):
        return f"-{match[1]}XX"
    return ""


@lru_cache(maxsize=4096)
def grain(when: str) -> str:
    """day, month, year, decade, century, season, span (two years) or "" of an EDTF date."""
    patterns = {
        "day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"-?\d{4}", "decade": r"\d{3}0s", "century": r"-?\d\dXX",
        "season": r"\d{4}-(?:SP|SU|FA|WI)", "span": r"\d{4}/\d{4}",
    }  # fmt: skip
    return next((name for name, pattern in patterns.items() if re.fullmatch(pattern, when)), "")


@lru_cache(maxsize=4096)
def words(when: str) -> str:
    """`2021-10-20` -> "20 October 2021", `2021-10` -> "October 2021", `1990s` -> "the 1990s"."""
    kind = grain(when)
    if kind == "day":
        return f"{int(when[8:])} {month_name[int(when[5:7])]} {_year(when[:4])}"
    if kind == "month":
        return f"{month_name[int(when[5:])]} {_year(when[:4])}"
    if kind == "decade":
        return f"the {when}"
    if before_christ(when):
        return f"{1 - int(when)} BC" if kind == "year" else f"the {_ordinal(int(when[1:3]) + 1)} century BC"
    if kind == "century":
        return f"the {_ordinal(int(when[:2]) + 1)} century"
    if kind == "season":
        return f"{SEASONS[when[5:]]} {when[:4]}"
    if kind == "span":
        first, last = when.split("/")
        short = first[:2] == last[:2] and last[2:] > "12"  # "1901–02" might be a month
        return f"{first}–{last[2:] if short else last}"
    return _year(when) if kind == "year" else ""


def first_change(published: date | None) -> datetime:
    """The time of change of a question that was never changed: fixed, so that the same input gives the same bytes."""
    return datetime(published.year, published.month, published.day, tzinfo=UTC) if published else FIRST


def is_typed(text: str) -> bool:
    """Whether a text is a date as one types it at a keyboard ("2021-10-20"); nobody writes it by hand."""
    return re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) is not None


def before_christ(when: str) -> bool:
    """Whether an EDTF date lies before the year 1; such dates do not sort as texts."""
    return when.startswith("-")


def phrase(when: str) -> str:
    """With its preposition: "on 20 October 2021", "in 1989"."""
    if grain(when) == "season":
        return f"in the {words(when).replace(' ', ' of ')}"
    return ("on " if grain(when) == "day" else "in ") + words(when) if words(when) else ""


def is_week(value: str) -> bool:
    """Whether a TIMEX3 value is a week or a weekend: "throughout the week" is not throughout its month."""
    return re.match(r"\d{4}-W\d", value) is not None


def noun_phrase(value: str) -> str:
    """The words of a TIMEX3 value, or "" when it is no date."""
    return words(edtf(value)) if edtf(value) else ""


def question_word(when: str) -> str:
    """What asks for this grain."""
    return {
        "day": "On what date", "month": "In which month and year", "year": "In what year", "decade": "In which decade",
        "century": "In which century",
    }.get(grain(when), "When")  # fmt: skip


def _year(figures: str) -> str:
    """1989, and "AD 14" where a bare number would not be taken for a year."""
    return f"AD {int(figures)}" if int(figures) < 100 else str(int(figures))


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
