"""The history: the log is the truth, FSRS agrees with it, nothing that was saved is lost."""

import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.study import history
from quizgen.study.history import HistoryError, Review
from quizgen.study.scheduling import retrievability, scheduler, to_datetime, to_milliseconds, waits

NOON = to_milliseconds(datetime(2026, 3, 1, 12, tzinfo=UTC))
MINUTE, DAY = 60_000, 86_400_000
FSRS = scheduler()


def by_fsrs(log: list[Review]) -> tuple[object, ...] | None:
    """What the library alone makes of a log whose days are whole: a clock of its own, moved by rounded days."""
    if not log:
        return None
    card, plain = Card(card_id=1), Scheduler(enable_fuzzing=False)
    clock = last = log[0].at
    for each in log:
        days = math.floor((each.at - last) / DAY + 0.5)
        clock, last = clock + (days * DAY if days else each.at - last), each.at
        card, _ = plain.review_card(card, Rating(each.rating), to_datetime(clock))
    wait = to_milliseconds(card.due) - clock
    return card.state.value, card.step, card.stability, card.difficulty, last + wait, last


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "undo", "cram"]),
        st.integers(1, 4),
        st.integers(-3 * DAY, 60 * DAY) | st.integers(-MINUTE, 20 * MINUTE),  # the clock may jump back
        st.sampled_from(["a", "b"]),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_state_after_any_sequence_equals_fsrs_replayed(sequence: list[tuple[str, int, int, str]]) -> None:
    with closing(history.open_history(":memory:")) as db:
        now, last = NOON, None
        for action, rating, wait, question in sequence:
            now += wait
            if action in ("add", "cram"):
                mode = "cram" if action == "cram" else "study"
                last, _ = history.add(db, FSRS, Review(question, now, rating, mode))
            elif last is not None and action == "change":
                question = db.execute("SELECT question FROM log WHERE id = ?", (last,)).fetchone()[0]
                last, _ = history.add(db, FSRS, Review(question, now, rating), replaces=last)
            elif last is not None:
                history.take_back(db, FSRS, last, now)
                last = None
        states = {}
        for question in ("a", "b"):
            log = [each for each in history.reviews(db, question) if each.mode == "study"]
            assert [each.at for each in log] == sorted(each.at for each in log)
            memory = history.memory_of(db, question)
            states[question] = memory
            found = memory and (memory.state, memory.step, memory.stability, memory.difficulty, memory.due, memory.last)
            assert found == by_fsrs(log)
        history.rebuild(db, FSRS)
        assert {question: history.memory_of(db, question) for question in states} == states


def test_log_is_append_only() -> None:
    with closing(history.open_history(":memory:")) as db:
        history.add(db, FSRS, Review("a", NOON, 3))
        for statement in ("UPDATE log SET rating = 4", "DELETE FROM log"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)


def test_clock_jumping_back_is_clamped() -> None:
    with closing(history.open_history(":memory:")) as db:
        _, first = history.add(db, FSRS, Review("a", NOON, 3))
        _, second = history.add(db, FSRS, Review("a", NOON - 400 * DAY, 3))
        assert first is not None
        assert second is not None
        assert second.last == first.last == NOON
        assert second.due > NOON
        assert 0 < retrievability(FSRS, second, NOON - DAY) <= 1


def test_schedule_is_the_same_each_time_and_good_waits_longer_than_again() -> None:
    first = waits(FSRS, None, NOON)
    assert first == waits(scheduler(), None, NOON)
    assert first[1] < first[2] < first[3] < first[4]
    with pytest.raises(ValueError, match="naive"):
        to_milliseconds(datetime(2026, 1, 1))


def test_opening_what_is_no_history(tmp_path: Path) -> None:
    text = tmp_path / "deck.toml"
    text.write_text("title = 'no database'\n" * 100)
    with pytest.raises(HistoryError, match="--history"):
        history.open_history(text)
    assert text.read_text().startswith("title")
    newer = tmp_path / "newer.sqlite"
    with closing(history.open_history(newer)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(HistoryError, match="newer quizgen"):
        history.open_history(newer)


def test_migration_from_an_empty_file_and_reopening(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "history.sqlite"
    for _ in range(2):
        with closing(history.open_history(path)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (len(history.MIGRATIONS),)
            assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_migration_of_a_history_of_the_first_day(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(history.MIGRATIONS[0])
        old.execute("INSERT INTO reports (question, at, deck, stem, answer) VALUES ('q1', 1, 'deck', 'stem', 'answer')")
        old.execute("PRAGMA user_version = 1")
        old.commit()
    with closing(history.open_history(path)) as db:
        assert history.reports(db) == [history.Report("q1", 1, "deck", "stem", "answer", "")]
        assert db.execute("PRAGMA user_version").fetchone() == (len(history.MIGRATIONS),)


def test_two_sessions_make_the_file_at_once(tmp_path: Path) -> None:
    """The switch to WAL fails at once when another session holds the new file; it must wait instead."""
    for number in range(15):
        path, barrier, failed = tmp_path / f"{number}.sqlite", threading.Barrier(4), list[Exception]()

        def start(path: Path = path, barrier: threading.Barrier = barrier, failed: list[Exception] = failed) -> None:
            barrier.wait()
            try:
                history.open_history(path).close()
            except history.HistoryError as error:
                failed.append(error)

        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failed


def test_two_sessions_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"

    def answer(name: str) -> None:
        with closing(history.open_history(path)) as db:
            for number in range(60):
                history.add(db, FSRS, Review(f"q{number % 7}", NOON + number * DAY, 1 + number % 4, typed=name))

    threads = [threading.Thread(target=answer, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(history.open_history(path)) as db:
        assert db.execute("SELECT count(*) FROM log").fetchone() == (120,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        before = {f"q{n}": history.memory_of(db, f"q{n}") for n in range(7)}
        history.rebuild(db, FSRS)
        assert {question: history.memory_of(db, question) for question in before} == before


WRITER = """
import sys, time
from quizgen.study import history
from quizgen.study.scheduling import scheduler
db, fsrs = history.open_history(sys.argv[1]), scheduler()
start = int(sys.argv[2])
print("ready", flush=True)
for number in range(start, start + 1000):
    at, rating = 1772366400000 + number * 60000, 1 + number % 4
    history.add(db, fsrs, history.Review(f"q{number % 40}", at, rating, typed=str(number)))
    print(number, flush=True)
"""


def test_kill_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """Killed at random moments while it writes; each review that was acknowledged must be there afterwards.

    QUIZGEN_KILLS=50 makes it the long run.
    """
    path, chance, acknowledged = tmp_path / "history.sqlite", random.Random(8), []
    for round_ in range(int(os.environ.get("QUIZGEN_KILLS", "4"))):
        command = [sys.executable, "-c", WRITER, str(path), str(round_ * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 1.2))
            process.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in process.stdout.read().splitlines(True) if line.endswith("\n")]
        with closing(history.open_history(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            saved = {row[0] for row in db.execute("SELECT typed FROM log")}
            assert set(acknowledged) <= saved
            assert len(saved) <= len(acknowledged) + round_ + 1  # at most the one in flight, each time
    assert acknowledged
    with closing(history.open_history(path)) as db:
        kept = {row[0]: history.memory_of(db, row[0]) for row in db.execute("SELECT question FROM cards")}
        history.rebuild(db, FSRS)
        assert {question: history.memory_of(db, question) for question in kept} == kept


def test_reviews_survive_a_correction_and_reports_are_kept() -> None:
    with closing(history.open_history(":memory:")) as db:
        row, _ = history.add(db, FSRS, Review("a", NOON, 1, typed="1870"))
        row, _ = history.add(db, FSRS, Review("a", NOON + 9, 3, typed="1870"), replaces=row)
        assert [(each.at, each.rating) for each in history.reviews(db)] == [(NOON, 3)]
        history.take_back(db, FSRS, row, NOON + 10)
        assert list(history.reviews(db)) == []
        assert history.memory_of(db, "a") is None
        assert db.execute("SELECT count(*) FROM log").fetchone() == (3,)  # the truth keeps all of it
        history.report(db, history.Report("a", NOON, "deck", "stem", "answer"))
        assert [each.stem for each in history.reports(db)] == ["stem"]


def test_local_time_is_kept_as_utc() -> None:
    from datetime import timezone

    local = datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    assert to_milliseconds(local) == NOON
    assert to_datetime(NOON).tzinfo is UTC
