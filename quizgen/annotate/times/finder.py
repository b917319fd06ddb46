"""Runs the rules over a text, left to right, the longest match first."""

import datetime as dt
import re
from typing import Literal, cast

from quizgen.annotate.times.expression import TimeExpression
from quizgen.annotate.times.reading import Memory, Reading, Value
from quizgen.annotate.times.rules import RULES
from quizgen.annotate.times.rules_date import day_first
from quizgen.annotate.times.tokens import SHAPE, read_tokens, symbols_of

STAND_IN = dt.date(2001, 7, 4)  # counts for the publication date where there is none; what hangs on it is then masked
APPROXIMATE = {"about", "around", "circa", "approximately", "roughly", "nearly", "almost"}
APPROXIMATE_BEFORE = APPROXIMATE | {"c", "ca", "some"}
CALENDAR = re.compile(r"\d{3,4}(?:-|$|T)")


def find_times(text: str, published: dt.date | None) -> list[TimeExpression]:
    """The time expressions of a text in reading order; relative ones are resolved from the publication date."""
    tokens = read_tokens(text)
    symbols, words = symbols_of(tokens)
    candidates = sorted(
        (
            (words[match.start()], match.start() - match.end(), order, match)
            for order, rule in enumerate(RULES)
            for match in rule.pattern.finditer(symbols)
        ),
        key=lambda candidate: candidate[:3],
    )
    memory, free_from = Memory(day_first=day_first(t.word for t in tokens if t.symbol == SHAPE["slashdate"])), 0
    found: list[TimeExpression] = []
    for start, minus_length, order, match in candidates:
        if start < free_from or not minus_length:
            continue
        reading = Reading(tokens, start, start - minus_length, match, published or STAND_IN, memory, published is None)
        try:
            value = RULES[order].resolve(reading)
        except (ValueError, OverflowError):  # the 31st of February, a year before 1
            value = None
        if value is None:
            continue
        free_from = reading.end
        found.append(_expression(text, reading, value, published))
        _remember(memory, reading, value)
    return found


def _expression(text: str, reading: Reading, value: Value, published: dt.date | None) -> TimeExpression:
    unresolved = published is None and reading.relative and not value.vague
    start, end = reading.tokens[reading.start].start, reading.tokens[reading.end - 1].end
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=cast(Literal["DATE", "TIME", "DURATION", "SET"], value.type),
        value=masked(value.value, reading) if unresolved else value.value,
        approximate=_is_approximate(reading),
        fiscal=value.type == "DATE" and reading.has("fiscal", "fy"),
        vague=value.vague or unresolved,
        anchored=not value.vague and (reading.relative or reading.recalled),
    )


def _is_approximate(reading: Reading) -> bool:
    before = [reading.before()] if reading.before() != "." else [reading.before(2)]
    return not APPROXIMATE_BEFORE.isdisjoint(before) or not APPROXIMATE.isdisjoint(reading.words)


def masked(value: str, reading: Reading) -> str:
    """A value without what only the publication date could tell: 2001-10-23 of "Oct. 23" -> XXXX-10-23."""
    if reading.memory.explicit and reading.recalled and not reading.relative:
        return value
    day, time = value[:10].split("T")[0], value[len(value[:10].split("T")[0]) :]
    parts = day.split("-")
    parts[0] = "X" * len(parts[0])
    named_month = reading.number_of("month") is not None
    for i, part in enumerate(parts[1:], 1):
        if part[0] == "W" and part != "WE":
            parts[i] = "WXX" if part != "WI" else part
        elif part[0] == "Q":
            parts[i] = part if reading.number_of("ordinal") else "QX"
        elif part.isdigit() and not named_month:
            parts[i] = "XX"
    return "-".join(parts) + time


def _remember(memory: Memory, reading: Reading, value: Value) -> None:
    if reading.undated and reading.relative:  # counted from the stand-in: nothing to count from
        return
    if value.type in ("DATE", "TIME") and not value.vague and CALENDAR.match(value.value):
        if re.match(r"\d{4}-Q\d$", value.value):
            if not reading.has("ago", "earlier"):
                memory.quarter = value.value
            memory.quarter_at = reading.start
        memory.value, memory.value_at = value.value, reading.start
        memory.end_at, memory.counted = reading.end, reading.recalled
        memory.explicit = not reading.relative and reading.before() != "since"  # "since 1980" runs up to now
        if reading.relative and reading.number_of("month") is None:
            memory.relative_at = reading.start
    elif value.type == "DATE" and value.value[:2] in (
        "BC",
        "XX",
    ):  # a date of its own: nothing goes on from one before it
        memory.value, memory.value_at, memory.end_at, memory.explicit = value.value, reading.start, reading.end, False
    elif value.value in ("P9M", "P6M") and reading.has("the", "first", "latest"):
        memory.months_at = reading.start
