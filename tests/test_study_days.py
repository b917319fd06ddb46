"""Days and clocks: due is by day, travel and the change of clocks cost nothing, a wrong clock is mended."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from quizgen.commands.history_ import command as history_command
from quizgen.study import history
from quizgen.study.clock import mend_clock
from quizgen.study.days import Days, begin_of, day_of, due_at, due_day
from quizgen.study.history import Review
from quizgen.study.scheduling import DAY, Memory, review, scheduler, to_milliseconds

FSRS = scheduler()
BERLIN = Days(4, ZoneInfo("Europe/Berlin"))
TOKYO, LOS_ANGELES = Days(4, ZoneInfo("Asia/Tokyo")), Days(4, ZoneInfo("America/Los_Angeles"))


def at(days: Days, *moment: int) -> int:
    return to_milliseconds(datetime(*moment, tzinfo=days.zone))  # type: ignore[arg-type, misc]


def waiting(last: int, days: int) -> Memory:
    """A question that was asked at `last` and waits for so many days."""
    return Memory(2, None, 5.0, 5.0, last + days * DAY, last)


def test_the_day_begins_at_four() -> None:
    evening, night, morning = (at(BERLIN, 2026, 3, 3, 23), at(BERLIN, 2026, 3, 4, 3, 59), at(BERLIN, 2026, 3, 4, 4))
    assert day_of(evening, BERLIN) == day_of(night, BERLIN) == day_of(morning, BERLIN) - 1
    assert day_of(night, Days(0, BERLIN.zone)) == day_of(morning, BERLIN)
    assert begin_of(day_of(morning, BERLIN), BERLIN) == morning


def test_due_by_day_not_by_hour() -> None:
    memory = waiting(at(BERLIN, 2026, 3, 3, 19, 55), 2)
    assert due_at(memory, BERLIN) == at(BERLIN, 2026, 3, 5, 4)
    assert due_at(memory, BERLIN) > at(BERLIN, 2026, 3, 4, 23)


def test_minutes_stay_minutes() -> None:
    last = at(BERLIN, 2026, 3, 3, 23, 55)
    learning = Memory(1, 1, 2.0, 5.0, last + 600_000, last)
    assert due_at(learning, BERLIN) == last + 600_000


@pytest.mark.parametrize("day", [28, 29])  # clocks go forward on 29 March 2026
def test_change_of_clocks_in_spring(day: int) -> None:
    memory = waiting(at(BERLIN, 2026, 3, day, 12), 1)
    assert due_at(memory, BERLIN) == at(BERLIN, 2026, 3, day + 1, 4)


def test_change_of_clocks_in_autumn_asks_nothing_twice_a_day() -> None:
    last = at(BERLIN, 2026, 10, 24, 4, 30)  # 24 hours later it is half past three, the same study day
    memory = waiting(last, 1)
    assert day_of(memory.due, BERLIN) == day_of(last, BERLIN)
    assert due_day(memory, BERLIN) == day_of(last, BERLIN) + 1


def test_a_traveller_is_asked_once_a_day() -> None:
    last = at(TOKYO, 2026, 5, 10, 10)
    memory = waiting(last, 3)
    assert due_at(memory, TOKYO) == at(TOKYO, 2026, 5, 13, 4)
    assert due_at(memory, LOS_ANGELES) == at(LOS_ANGELES, 2026, 5, 12, 4)  # there the last one was on 9 May
    assert due_day(memory, LOS_ANGELES) - day_of(last, LOS_ANGELES) == 3


@pytest.mark.parametrize(
    ("hours", "days"), [(36 + 1, 2), (36 - 1, 1), (48 + 11, 2), (12, 1)], ids=["early", "late", "later", "half a day"]
)
def test_fsrs_sees_whole_days(hours: int, days: int) -> None:
    first = review(FSRS, None, 4, 0)
    asked = review(FSRS, first, 3, hours * 3_600_000)
    exact = review(FSRS, first, 3, days * DAY)
    assert (asked.stability, asked.difficulty) == (exact.stability, exact.difficulty)
    assert asked.due - asked.last == exact.due - exact.last


def test_the_same_day_counts_as_no_day() -> None:
    first = review(FSRS, None, 4, 0)
    assert review(FSRS, first, 3, 3_600_000).stability < review(FSRS, first, 3, DAY).stability


NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)


def moments(*days_ahead: float) -> list[int]:
    return [to_milliseconds(NOW + timedelta(days=ahead)) for ahead in days_ahead]


def test_a_clock_that_was_years_ahead_is_mended() -> None:
    with closing(history.open_history(":memory:")) as db:
        sane, ahead = moments(-5, 1500)
        history.add(db, FSRS, Review("q1", sane, 3))
        history.add(db, FSRS, Review("q2", ahead, 4))
        assert history.all_memories(db)["q2"].due > ahead
        told = mend_clock(db, moments(0)[0], BERLIN)
        assert "1 answers" in told
        assert [each.at for each in history.reviews(db)] == [sane, sane]
        assert history.all_memories(db)["q2"].due < moments(60)[0]
        assert mend_clock(db, moments(0)[0], BERLIN) == ""


def test_a_clock_that_is_behind_now_is_told_and_nothing_is_moved() -> None:
    with closing(history.open_history(":memory:")) as db:
        for moment in moments(300, 301, 305, 310):
            history.add(db, FSRS, Review(f"q{moment}", moment, 3))
        before = list(history.reviews(db))
        assert "If the clock of this machine is wrong" in mend_clock(db, moments(0)[0], BERLIN)
        assert list(history.reviews(db)) == before
        mend_clock(db, moments(0)[0], BERLIN, surely=True)
        assert max(each.at for each in history.reviews(db)) == moments(0)[0]


def test_a_day_ahead_is_a_traveller() -> None:
    with closing(history.open_history(":memory:")) as db:
        history.add(db, FSRS, Review("q", moments(0.9)[0], 3))
        assert mend_clock(db, moments(0)[0], BERLIN) == ""


def test_rebuild_mends(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with closing(history.open_history(path)) as db:
        for ahead in range(4):
            year = datetime.now(UTC) + timedelta(days=3000 + ahead)
            history.add(db, FSRS, Review(f"q{ahead}", to_milliseconds(year), 3))
    told = CliRunner().invoke(history_command, ["rebuild", "--history", str(path)]).output
    assert "4 answers" in told
    assert "4 questions scheduled" in told
    with closing(history.open_history(path)) as db:
        soon = to_milliseconds(datetime.now(UTC) + timedelta(days=30))
        assert all(memory.due < soon for memory in history.all_memories(db).values())
