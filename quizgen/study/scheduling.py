"""When a question is due again: a thin layer over FSRS. The clock comes in as an argument; nothing is random.

The library is imported where it is used, which is after the first answer: the first question comes sooner.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

DAY = 86_400_000  # milliseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Memory(NamedTuple):
    """What FSRS knows of one question. Times are milliseconds since 1970, UTC: exact in SQLite and in Python."""

    state: int
    step: int | None
    stability: float
    difficulty: float
    due: int
    last: int


def scheduler(retention: float = 0.9, parameters: tuple[float, ...] | None = None) -> "Scheduler":
    """An FSRS scheduler without fuzz, so that the same reviews always give the same dates.

    Raises ValueError when `parameters` are out of the bounds that FSRS sets.
    """
    from fsrs import Scheduler

    if parameters is None:
        return Scheduler(desired_retention=retention, enable_fuzzing=False)
    return Scheduler(parameters=parameters, desired_retention=retention, enable_fuzzing=False)


def review(with_: "Scheduler", memory: Memory | None, rating: int, at: int) -> Memory:
    """The memory after a review with `rating` (1 to 4) at `at`.

    FSRS counts whole days and drops what is over: a question learnt in the evening and asked two mornings later would
    have waited one day. So the days are rounded before it sees them. A clock that jumped back is clamped to the last
    review: FSRS would take the negative interval as it comes.
    """
    from fsrs import Rating

    at = max(at, memory.last) if memory else at
    counted = at if memory is None else _whole_days(memory.last, at)
    card, _ = with_.review_card(_card(memory, counted), Rating(rating), to_datetime(counted))
    assert card.stability is not None
    assert card.difficulty is not None
    due = at + to_milliseconds(card.due) - counted
    return Memory(card.state.value, card.step, card.stability, card.difficulty, due, at)


def _whole_days(last: int, at: int) -> int:
    """`at`, moved to the nearest whole number of days after `last` when that is one or more."""
    days = (at - last + DAY // 2) // DAY
    return last + days * DAY if days else at


def replay(with_: "Scheduler", reviews: Iterable[tuple[int, int]]) -> Memory | None:
    """The memory after all reviews, (rating, time) each, in their order."""
    memory = None
    for rating, at in reviews:
        memory = review(with_, memory, rating, at)
    return memory


def retrievability(with_: "Scheduler", memory: Memory, at: int) -> float:
    """How probable it is that the answer would be known at `at`: 0 to 1."""
    return float(with_.get_card_retrievability(_card(memory, at), to_datetime(_whole_days(memory.last, at))))


def waits(with_: "Scheduler", memory: Memory | None, at: int) -> dict[int, int]:
    """For each rating the milliseconds until the question would come again."""
    return {rating: review(with_, memory, rating, at).due - at for rating in (1, 2, 3, 4)}


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no place here; give it UTC")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def to_datetime(milliseconds: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _card(memory: Memory | None, at: int) -> "Card":
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=0, due=to_datetime(at))
    return Card(
        card_id=0,
        state=State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=to_datetime(memory.due),
        last_review=to_datetime(memory.last),
    )
