"""What the history says: retention, what is due when, the hardest questions. Plain numbers in, plain numbers out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.study.days import Days, day_of, due_day
from quizgen.study.history import Review
from quizgen.study.scheduling import Memory, retrievability, review

if TYPE_CHECKING:
    from fsrs import Scheduler

LATELY = 30  # days
WEEK = 7


@dataclass(frozen=True)
class Hard:
    """How a question went: reviews, and how many of them were wrong."""

    question: str
    reviews: int
    wrong: int


@dataclass(frozen=True)
class Week:
    """The answers of one week that came a day or more after the one before: how many, how many known, how many expected."""

    asked: int
    known: int
    expected: float


@dataclass(frozen=True)
class Stats:
    """`retention` is the share of answers known again on a later day, for the last 30 days and for ever.

    None where there were no such answers. `weeks` are the last twelve, oldest first; `forecast` counts the questions due
    today (and before), tomorrow, and so on for four weeks.
    """

    questions: int
    reviews: int
    asked_again: tuple[int, int]
    retention: tuple[float | None, float | None]
    weeks: tuple[Week, ...]
    forecast: tuple[int, ...]
    hardest: tuple[Hard, ...]


def count(
    reviews: Iterable[Review],
    memories: Mapping[str, Memory],
    now: int,
    with_: "Scheduler",
    days: Days,
    horizon: int = 28,
    hardest: int = 10,
) -> Stats:
    """The figures of these reviews (sorted by question, as `history.reviews` gives them), at the time `now`.

    `horizon` is how many days the forecast looks ahead; study days are those of `days`.
    """
    today = day_of(now, days)
    hard, again, total = [], list[tuple[int, bool, float]](), 0
    for question, group in groupby((each for each in reviews if each.mode == "study"), key=lambda each: each.question):
        log = list(group)
        total += len(log)
        hard.append(Hard(question, len(log), sum(each.rating == 1 for each in log)))
        again += _asked_again(log, with_, days)
    lately = [known for day, known, _ in again if day > today - LATELY]
    due = Counter(max(0, due_day(memory, days) - today) for memory in memories.values())
    worst = sorted(
        (each for each in hard if each.wrong), key=lambda each: (-each.wrong / each.reviews, -each.wrong, each.question)
    )
    return Stats(
        questions=len(memories),
        reviews=total,
        asked_again=(len(lately), len(again)),
        retention=(_share(lately), _share([known for _, known, _ in again])),
        weeks=tuple(_week(again, today - WEEK * back) for back in reversed(range(12))),
        forecast=tuple(due[day] for day in range(horizon)),
        hardest=tuple(worst[:hardest]),
    )


def _asked_again(log: Sequence[Review], with_: "Scheduler", days: Days) -> list[tuple[int, bool, float]]:
    """The answers on a later day than the one before: study day, whether it was known, how probable that was."""
    found = []
    memory, before = None, None
    for each in log:
        day = day_of(each.at, days)
        if memory is not None and before is not None and day > before:
            found.append((day, each.rating > 1, retrievability(with_, memory, each.at)))
        memory, before = review(with_, memory, each.rating, each.at), day
    return found


def _week(again: Sequence[tuple[int, bool, float]], last: int) -> Week:
    """The seven days that end with the study day `last`."""
    of_week = [(known, expected) for day, known, expected in again if last - WEEK < day <= last]
    return Week(len(of_week), sum(known for known, _ in of_week), sum(expected for _, expected in of_week))


def bars(numbers: Sequence[int], width: int) -> list[str]:
    """A bar of blocks for each number, the longest `width` columns wide."""
    longest = max(numbers, default=0) or 1
    return ["█" * round(width * number / longest) or ("▏" if number else "") for number in numbers]


def headline(found: Stats) -> str:
    """The figures in one line."""
    lately, ever = found.retention
    known = f"{lately:.0%} known again in {LATELY} days" if lately is not None else "nothing asked again yet"
    return f"{found.questions} questions, {found.reviews} reviews, {known}" + (
        f" ({ever:.0%} in all)" if ever is not None else ""
    )


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
