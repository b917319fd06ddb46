"""The study day: it begins at four in the morning where the learner is, so that a late evening is not two days."""

from datetime import date, datetime, time, tzinfo
from typing import NamedTuple

from quizgen.study.scheduling import DAY, Memory, to_datetime, to_milliseconds


class Days(NamedTuple):
    """When a day begins: at `start` o'clock (0 to 23) in `zone`, None for the zone that this machine is in just now."""

    start: int = 4
    zone: tzinfo | None = None


def day_of(moment: int, days: Days) -> int:
    """The study day of a moment (milliseconds since 1970, UTC), counted as `date.toordinal` counts."""
    local = to_datetime(moment).astimezone(days.zone)
    return local.date().toordinal() - (local.hour < days.start)


def begin_of(day: int, days: Days) -> int:
    """The moment at which a study day begins, milliseconds since 1970, UTC."""
    local = datetime.combine(date.fromordinal(day), time(days.start))
    return to_milliseconds(local.astimezone() if days.zone is None else local.replace(tzinfo=days.zone))


def due_day(memory: Memory, days: Days) -> int:
    """The study day on which a question is due.

    Whole days are counted from the day of the last review: 24 hours later may be the same study day when clocks change.
    """
    wait = memory.due - memory.last
    return day_of(memory.due, days) if wait < DAY else day_of(memory.last, days) + round(wait / DAY)


def due_at(memory: Memory, days: Days) -> int:
    """From when a question may be asked again: minutes later where it waits for minutes, else as its study day begins."""
    if memory.due - memory.last < DAY:
        return memory.due
    return min(memory.due, begin_of(due_day(memory, days), days))
