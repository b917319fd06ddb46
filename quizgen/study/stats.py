"""What the history says: retention, what is due when, the hardest questions. Plain numbers in, plain numbers out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from quizgen.study.history import Review
from quizgen.study.scheduling import Memory

DAY = 86_400_000


@dataclass(frozen=True)
class Hard:
    """How a question went: reviews, and how many of them were wrong."""

    question: str
    reviews: int
    wrong: int


@dataclass(frozen=True)
class Stats:
    """`retention` is the share of answers known again after a day or more, for the last 30 days and for ever.

    None where there were no such answers. `forecast` counts the questions due today (and before), tomorrow, and so on.
    """

    questions: int
    reviews: int
    asked_again: tuple[int, int]
    retention: tuple[float | None, float | None]
    forecast: tuple[int, ...]
    hardest: tuple[Hard, ...]


def count(
    reviews: Iterable[Review], memories: Mapping[str, Memory], now: int, days: int = 14, hardest: int = 10
) -> Stats:
    """The figures of these reviews (sorted by question, as `history.reviews` gives them), at the time `now`."""
    hard, again, total = [], [], 0
    for question, group in groupby((each for each in reviews if each.mode == "study"), key=lambda each: each.question):
        log = list(group)
        total += len(log)
        hard.append(Hard(question, len(log), sum(each.rating == 1 for each in log)))
        again += [(b.at, b.rating > 1) for a, b in pairwise(log) if b.at - a.at >= DAY]
    lately = [known for at, known in again if at > now - 30 * DAY]
    due = Counter(max(0, (memory.due - now) // DAY) for memory in memories.values())
    worst = sorted(
        (each for each in hard if each.wrong), key=lambda each: (-each.wrong / each.reviews, -each.wrong, each.question)
    )
    return Stats(
        questions=len(memories),
        reviews=total,
        asked_again=(len(lately), len(again)),
        retention=(_share(lately), _share([known for _, known in again])),
        forecast=tuple(due[day] for day in range(days)),
        hardest=tuple(worst[:hardest]),
    )


def bars(numbers: Sequence[int], width: int) -> list[str]:
    """A bar of blocks for each number, the longest `width` columns wide."""
    longest = max(numbers, default=0) or 1
    return ["█" * round(width * number / longest) or ("▏" if number else "") for number in numbers]


def to_svg(found: Stats) -> str:
    """The forecast and the retention as a picture: 640 x 320, no fonts of its own, readable in black and white."""
    longest = max(found.forecast, default=0) or 1
    step = 580 / len(found.forecast)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320" font-family="sans-serif" font-size="12">',
        '<rect width="640" height="320" fill="white"/>',
        f'<text x="30" y="28" font-size="16">{escape(headline(found))}</text>',
        '<text x="30" y="50">Questions due, by day from today</text>',
    ]
    for day, number in enumerate(found.forecast):
        height = 200 * number / longest
        x, y = 30 + step * day, 280 - height
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{step - 4:.1f}" height="{height:.1f}" fill="#2a6f97"/>')
        if number:
            parts.append(f'<text x="{x + step / 2 - 2:.1f}" y="{y - 4:.1f}" text-anchor="middle">{number}</text>')
        parts.append(f'<text x="{x + step / 2 - 2:.1f}" y="298" text-anchor="middle">{day}</text>')
    return "\n".join([*parts, "</svg>", ""])


def headline(found: Stats) -> str:
    """The figures in one line."""
    lately, ever = found.retention
    known = f"{lately:.0%} known again in 30 days" if lately is not None else "nothing asked again yet"
    return f"{found.questions} questions, {found.reviews} reviews, {known}" + (
        f" ({ever:.0%} in all)" if ever is not None else ""
    )


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
