"""What a sitting works with and remembers, and what it asks."""

import random
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from quizgen.sizes import by_size
from quizgen.study import history
from quizgen.study.days import Days, due_at
from quizgen.study.items import Item
from quizgen.study.scheduling import to_milliseconds
from quizgen.study.screen import Line

if TYPE_CHECKING:
    from fsrs import Scheduler


class Talk(NamedTuple):
    """How the session speaks and hears.

    `show` prints a line. `line` shows a prompt and returns what was typed; it raises
    EOFError at the end of input. `key` returns one key; without it (a pipe) what is proposed holds.
    """

    show: Callable[[Line], None]
    line: Callable[[str], str]
    key: Callable[[], str] | None = None
    plain: bool = False


class Rules(NamedTuple):
    """What a session asks. `new` limits the new questions, `minutes` the time; `cram` asks all, schedules nothing."""

    new: int = 20
    minutes: float | None = None
    cram: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Desk:
    """What a session works with: the history, a clock (UTC), a timer in seconds, and the rules."""

    connection: sqlite3.Connection
    clock: Callable[[], datetime]
    timer: Callable[[], float]
    rules: Rules
    days: Days = field(default_factory=Days)

    @cached_property
    def scheduler(self) -> "Scheduler":
        """FSRS as this history is tuned."""
        return history.scheduler_for(self.connection)

    @property
    def now(self) -> int:
        """Milliseconds since 1970."""
        return to_milliseconds(self.clock())


class Done(NamedTuple):
    """An answered question: its row in the log, and how it went."""

    item: Item
    row: int
    counts: bool
    slow: bool


@dataclass
class Sitting:
    """What changes during a session."""

    queue: deque[Item]
    later: list[tuple[int, int, Item]] = field(default_factory=list)  # a heap: due again within this session
    done: list[Done] = field(default_factory=list)
    placed: str = ""  # the placing line that was shown last

    @property
    def streak(self) -> int:
        """Right answers since the last wrong one."""
        return next((n for n, each in enumerate(reversed(self.done)) if not each.counts), len(self.done))

    @property
    def missed(self) -> list[Item]:
        """The questions whose last answer was wrong."""
        last = {each.item.id: each for each in self.done}
        return [each.item for each in last.values() if not each.counts]


def plan(items: Iterable[Item], desk: Desk) -> deque[Item]:
    """What to ask, in order: what is due today, longest due first, then new questions in the deck's order.

    A reported question rests until it is changed in its deck. When cramming everything is asked, shuffled.
    """
    items = list(items)
    if desk.rules.cram:
        random.Random(desk.rules.seed).shuffle(items)
        return deque(items)
    now = desk.now
    reported = {each.question: each for each in history.reports(desk.connection)}
    due: list[tuple[int, int, Item]] = []
    new: list[Item] = []
    for number, item in enumerate(items):
        report = reported.get(item.id)
        if report and report.stem == item.stem and report.content in ("", item.content):
            continue
        memory = history.memory_of(desk.connection, item.id)
        if memory is None:
            new.append(item)
        elif due_at(memory, desk.days) <= now:
            due.append((memory.due, number, item))
    return deque([item for _, _, item in sorted(due, key=lambda each: each[:2])] + new[: desk.rules.new])


def retry(sitting: Sitting) -> Sitting:
    """The same sitting with the missed questions next, to be asked with `ahead`."""
    missed = sitting.missed
    known = {item.id for item in missed}
    sitting.later = [each for each in sitting.later if each[2].id not in known]
    sitting.queue = deque([*missed, *(item for item in sitting.queue if item.id not in known)])
    return sitting


def tell(talk: Talk, lines: Iterable[Line]) -> None:
    """Show several lines."""
    for line in lines:
        talk.show(line)


def lettered(item: Item, seed: int) -> list[str]:
    """The lines that stand under letters: options, right-hand sides, or things to be ordered; shuffled by the seed."""
    if item.form == "choice":
        lines = [item.answer, *item.distractors]
        if (sized := by_size(lines)) is not None:
            return sized
    elif item.form == "matching":
        lines = list(dict.fromkeys(right for _, right in item.pairs))
    elif item.form == "ordering":
        lines = [left for left, _ in item.pairs]
    else:
        return []
    start = list(lines)
    shuffler = random.Random(f"{seed} {item.id}")
    shuffler.shuffle(lines)
    if item.form == "ordering" and lines == start and len(lines) > 1:
        lines.reverse()  # an order that is right already would be no question
    return lines


def slow_after(item: Item) -> float:
    """Seconds after which a right answer counts as slow: time to read everything twice, and to think."""
    words = sum(
        len(text.split()) for text in (item.stem, *item.distractors, *(text for pair in item.pairs for text in pair))
    )
    return 15 + 0.6 * words + 5 * len(item.pairs)
