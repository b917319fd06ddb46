"""Calendar arithmetic on TIMEX3 values. Pure functions."""

import re
from calendar import monthrange
from datetime import date, timedelta

from quizgen.annotate.times.vocabulary import UNIT_CODES

Amount = float | None  # None: some, an unknown number


HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def iso_week(day: date) -> str:
    """The week a day lies in: 1998-W07."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_of(day: date) -> str:
    """The month a day lies in: 1998-02."""
    return f"{day.year:04}-{day.month:02}"


def quarter_of(day: date) -> str:
    """The calendar quarter a day lies in: 1998-Q1."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def add_months(day: date, months: int) -> date:
    """A day so many months later or earlier, pulled back to the month's last day where need be."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_quarter(value: str, quarters: int) -> str:
    """1989-Q1 and -1 -> 1988-Q4."""
    year, quarter = divmod(int(value[:4]) * 4 + int(value[6]) - 1 + quarters, 4)
    return f"{year:04}-Q{quarter + 1}"


def shift(day: date, amount: float, unit: str) -> str:
    """The day, week, month, quarter, year, decade or century `amount` units from a day, at the unit's grain."""
    whole = int(amount)
    if unit in ("second", "minute", "hour"):
        return day.isoformat()
    if unit in ("day", "night"):
        return (day + timedelta(whole)).isoformat()
    if unit in ("week", "weekend"):
        return iso_week(day + timedelta(round(7 * amount))) + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return month_of(add_months(day, whole))
    if unit == "quarter":
        return quarter_of(add_months(day, 3 * whole))
    if unit == "decade":
        return f"{day.year + 10 * whole:04}"[:3]
    if unit == "century":
        return f"{day.year + 100 * whole:04}"[:2]
    return f"{day.year + whole:04}"


def duration(amount: Amount, unit: str) -> str:
    """three, "week" -> P3W; half, "hour" -> PT30M; some, "day" -> PXD; four, "decade" -> P40Y."""
    code = UNIT_CODES[unit]
    if amount is None:
        return f"P{'TX' + code[1] if code[0] == 'T' else 'X' + code}"
    if code in ("DE", "CE"):
        return f"P{amount * (10 if code == 'DE' else 100):g}Y"
    if amount % 1 == 0.5 and code in HALVES:
        whole = f"{int(amount)}{code[-1]}" if amount > 1 else ""
        return f"P{'T' if code[0] == 'T' else ''}{whole}{HALVES[code]}"
    return f"PT{amount:g}{code[1]}" if code[0] == "T" else f"P{amount:g}{code}"


def first_day(value: str) -> date | None:
    """The first day of a calendar value, or None for what is no calendar date."""
    try:
        if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.match(r"(\d{4})-W(\d\d)", value):
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match := re.match(r"(\d{4})-Q(\d)", value):
            return date(int(match[1]), int(match[2]) * 3 - 2, 1)
        if match := re.match(r"(\d{4})-(\d\d)$", value):
            return date(int(match[1]), int(match[2]), 1)
        if match := re.match(r"(\d{4})(?:-|$)", value):
            return date(int(match[1]), 1, 1)
    except ValueError:
        return None
    return None


def easter(year: int) -> date:
    """Easter Sunday of a year (the anonymous Gregorian reckoning)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1, 2, ...; -1 is the last) weekday (Monday is 0) of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
