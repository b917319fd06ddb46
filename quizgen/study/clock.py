"""Answers that bear a time to come: this machine's clock was wrong when they were given, or is wrong now."""

import sqlite3

from quizgen.study import history
from quizgen.study.days import Days, day_of
from quizgen.study.scheduling import DAY, to_datetime

FEW_DAYS = 2  # a clock that was ahead is noticed soon; weeks of answers to come mean that it is behind now


def mend_clock(connection: sqlite3.Connection, now: int, days: Days, surely: bool = False) -> str:
    """Give answers that bear a time to come the time of the answer before them; returns what to tell the learner, or "".

    `now` is milliseconds since 1970, UTC; a day of grace is for travellers. When such answers lie on more than two study
    days it is rather the present clock that is wrong, and nothing is done unless `surely`.
    """
    ahead = history.later_than(connection, now + DAY)
    if not ahead:
        return ""
    if not surely and len({day_of(at, days) for _, at in ahead}) > FEW_DAYS:
        latest = to_datetime(max(at for _, at in ahead)).date()
        return (
            f"{len(ahead)} answers bear dates after today, up to {latest}. If the clock of this machine is wrong, set it; "
            "if it was wrong then, `quizgen history rebuild` mends them."
        )
    history.move(connection, history.scheduler_for(connection), [row for row, _ in ahead], now)
    return f"The clock was ahead when {len(ahead)} answers were given; they are dated back."
