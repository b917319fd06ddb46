"""What was asked and how it went, in SQLite.

The log is the truth and is only ever appended to, which triggers enforce; `cards` is what FSRS makes of it and can be
rebuilt. A changed rating and an undo are rows that replace an earlier one. WAL lets two sessions write side by side;
`synchronous=FULL` puts a review on the disk before anybody is told that it was saved.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizgen.errors import QuizgenError
from quizgen.study.scheduling import Memory, replay, review, scheduler

if TYPE_CHECKING:
    from fsrs import Scheduler

# Each entry leads from one schema version to the next; an entry that was released never changes.
MIGRATIONS = (
    """
    CREATE TABLE log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL,
        at INTEGER NOT NULL,              -- milliseconds since 1970, UTC
        mode TEXT NOT NULL,               -- study, cram or exam; only study moves the schedule
        rating INTEGER CHECK (rating BETWEEN 1 AND 4),  -- null in a row that only takes another one back
        verdict TEXT NOT NULL DEFAULT '',
        duration INTEGER NOT NULL DEFAULT 0,  -- milliseconds
        typed TEXT NOT NULL DEFAULT '',
        replaces INTEGER UNIQUE REFERENCES log (id)
    ) STRICT;
    CREATE INDEX log_question ON log (question);
    CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TABLE cards (
        question TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER, stability REAL NOT NULL,
        difficulty REAL NOT NULL, due INTEGER NOT NULL, last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT, question TEXT NOT NULL, at INTEGER NOT NULL,
        deck TEXT NOT NULL, stem TEXT NOT NULL, answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reports_question ON reports (question);
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """,
    "ALTER TABLE reports ADD COLUMN content TEXT NOT NULL DEFAULT '';",
)

BUSY_SECONDS = 30  # how long a session waits for another one's write

# A row counts unless another one replaces it.
_VALID = "rating IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log AS later WHERE later.replaces = log.id)"


class HistoryError(QuizgenError):
    """The history cannot be opened or written."""


class Review(NamedTuple):
    """One row of the log that counts. `at` and `duration` are milliseconds, `rating` 1 to 4."""

    question: str
    at: int
    rating: int
    mode: str = "study"
    verdict: str = ""
    duration: int = 0
    typed: str = ""


class Report(NamedTuple):
    """A question that somebody called bad, as it stood then; `content` is its hash, "" in an old history."""

    question: str
    at: int
    deck: str
    stem: str
    answer: str
    content: str = ""


def open_history(path: Path | str) -> sqlite3.Connection:
    """The history in this file, made if there is none, brought to the newest schema. `:memory:` keeps it nowhere.

    Raises HistoryError when the file is no history, is damaged, or was written by a newer quizgen.
    """
    try:
        if str(path) != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise HistoryError(f"{path}: cannot open the history: {error}; name another file with --history") from None
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL. SQLite does not wait for its busy timeout here, so two sessions that make the file at once would fail."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path | str) -> None:
    if (version := _version(connection)) == len(MIGRATIONS):
        return
    with writing(connection):
        version = _version(connection)  # again: another session may have been first
        if version > len(MIGRATIONS):
            raise HistoryError(
                f"{path}: written by a newer quizgen (schema {version}); upgrade with pip install -U quizgen"
            )
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: `executescript` would commit in between."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its start, so that two sessions wait for each other.

    Raises HistoryError when the disk is full, the file is read-only or the lock cannot be had.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.OperationalError as error:
        raise HistoryError(f"the history cannot be written: {error}; what was saved before is safe") from None


def memory_of(connection: sqlite3.Connection, question: str) -> Memory | None:
    """What FSRS knows of a question; None for a new one."""
    row = connection.execute(
        "SELECT state, step, stability, difficulty, due, last FROM cards WHERE question = ?", (question,)
    ).fetchone()
    return Memory(*row) if row else None


def add(
    connection: sqlite3.Connection, with_: "Scheduler", entry: Review, replaces: int | None = None
) -> tuple[int, Memory | None]:
    """Append a review, in place of the row `replaces` if given; returns the new row's id and the question's memory.

    It is on the disk when this returns. The time is clamped to the question's last review: clocks jump back.
    """
    with writing(connection):
        if replaces is None:
            memory = memory_of(connection, entry.question)
            at = max(entry.at, memory.last) if memory else entry.at
            row = _append(connection, entry, at, None)
            if entry.mode == "study":
                memory = review(with_, memory, entry.rating, at)
                _keep(connection, entry.question, memory)
        else:
            (at,) = connection.execute("SELECT at FROM log WHERE id = ?", (replaces,)).fetchone()
            row = _append(connection, entry, at, replaces)
            memory = _replayed(connection, with_, entry.question)
    return row, memory


def add_many(connection: sqlite3.Connection, with_: "Scheduler", entries: Iterable[Review]) -> None:
    """Append reviews from elsewhere, all or none. They may be older than what is there: questions are reckoned anew."""
    with writing(connection):
        questions = set()
        for entry in entries:
            _append(connection, entry, entry.at, None)
            questions.add(entry.question)
        for question in sorted(questions):
            _replayed(connection, with_, question)


def take_back(connection: sqlite3.Connection, with_: "Scheduler", row: int, at: int) -> None:
    """Append a row that takes back the row `row`; the question's memory is what it would be without it."""
    with writing(connection):
        question, mode = connection.execute("SELECT question, mode FROM log WHERE id = ?", (row,)).fetchone()
        connection.execute(
            "INSERT INTO log (question, at, mode, verdict, replaces) VALUES (?, ?, ?, 'undo', ?)",
            (question, at, mode, row),
        )
        _replayed(connection, with_, question)


def later_than(connection: sqlite3.Connection, moment: int) -> list[tuple[int, int]]:
    """The rows that count and bear a later time than `moment`: id and time, in the order in which they were written."""
    return list(connection.execute(f"SELECT id, at FROM log WHERE at > ? AND {_VALID} ORDER BY id", (moment,)))


def move(connection: sqlite3.Connection, with_: "Scheduler", rows: Sequence[int], now: int) -> None:
    """Append rows that replace these and bear the time of the last row before them that is not after `now`, else `now`."""
    with writing(connection):
        questions = set()
        for row in rows:
            values = connection.execute(
                "SELECT question, mode, rating, verdict, duration, typed FROM log WHERE id = ?", (row,)
            ).fetchone()
            (before,) = connection.execute("SELECT max(at) FROM log WHERE id < ? AND at <= ?", (row, now)).fetchone()
            connection.execute(
                "INSERT INTO log (question, mode, rating, verdict, duration, typed, at, replaces)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, now if before is None else before, row),
            )
            questions.add(values[0])
        for question in sorted(questions):
            _replayed(connection, with_, question)


def reviews(connection: sqlite3.Connection, question: str | None = None) -> Iterator[Review]:
    """The reviews that count, of one question or of all, oldest first within each question."""
    where, values = ("question = ? AND ", (question,)) if question is not None else ("", ())
    # A corrected rating takes the time of the row that it replaces, so time is the order; the id breaks ties.
    for row in connection.execute(
        "SELECT question, at, rating, mode, verdict, duration, typed FROM log"
        f" WHERE {where}{_VALID} ORDER BY question, at, coalesce(replaces, id)",
        values,
    ):
        yield Review(*row)


def rebuild(connection: sqlite3.Connection, with_: "Scheduler") -> int:
    """Make all cards anew from the log; returns how many there are. Needed when the parameters change."""
    with writing(connection):
        connection.execute("DELETE FROM cards")
        questions = [row[0] for row in connection.execute("SELECT DISTINCT question FROM log")]
        for question in questions:
            _replayed(connection, with_, question)
        (count,) = connection.execute("SELECT count(*) FROM cards").fetchone()
    return int(count)


def report(connection: sqlite3.Connection, entry: Report) -> None:
    """Append a report of a bad question."""
    with writing(connection):
        connection.execute(
            "INSERT INTO reports (question, at, deck, stem, answer, content) VALUES (?, ?, ?, ?, ?, ?)", entry
        )


def reports(connection: sqlite3.Connection) -> list[Report]:
    """All reports, oldest first."""
    rows = connection.execute("SELECT question, at, deck, stem, answer, content FROM reports ORDER BY id")
    return [Report(*row) for row in rows]


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting's text; None when it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def set_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a setting."""
    with writing(connection):
        connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))


def scheduler_for(connection: sqlite3.Connection) -> "Scheduler":
    """FSRS with the parameters that this history was tuned to, else the default ones."""
    tuned = setting(connection, "parameters")
    return scheduler(parameters=tuple(map(float, tuned.split())) if tuned else None)


def all_memories(connection: sqlite3.Connection) -> dict[str, Memory]:
    """What FSRS knows of every question that was ever studied."""
    rows = connection.execute(
        "SELECT question, state, step, stability, difficulty, due, last FROM cards ORDER BY question"
    )
    return {question: Memory(*row) for question, *row in rows}


def _append(connection: sqlite3.Connection, entry: Review, at: int, replaces: int | None) -> int:
    cursor = connection.execute(
        "INSERT INTO log (question, at, mode, rating, verdict, duration, typed, replaces)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.question, at, entry.mode, entry.rating, entry.verdict, entry.duration, entry.typed, replaces),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _replayed(connection: sqlite3.Connection, with_: "Scheduler", question: str) -> Memory | None:
    counted = ((each.rating, each.at) for each in reviews(connection, question) if each.mode == "study")
    memory = replay(with_, list(counted))
    if memory is None:
        connection.execute("DELETE FROM cards WHERE question = ?", (question,))
    else:
        _keep(connection, question, memory)
    return memory


def _keep(connection: sqlite3.Connection, question: str, memory: Memory) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)",
        (question, memory.state, memory.step, memory.stability, memory.difficulty, memory.due, memory.last),
    )
