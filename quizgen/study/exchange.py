"""The history as a file: CSV for people and spreadsheets, JSON as the optimizer of FSRS reads it."""

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from quizgen.study import history
from quizgen.study.history import HistoryError, Review
from quizgen.study.items import LONGEST, clean
from quizgen.study.scheduling import to_datetime, to_milliseconds

if TYPE_CHECKING:
    from fsrs import Scheduler

COLUMNS = ("question", "at", "rating", "mode", "verdict", "duration_ms", "typed")
MODES = ("study", "cram", "exam")


def card_id(question: str) -> int:
    """The number that stands for a question where only numbers are allowed: stable, 48 bits."""
    return int.from_bytes(hashlib.sha256(question.encode()).digest()[:6], "big")


def to_csv(reviews: Iterable[Review]) -> str:
    """All reviews, a line each, times in UTC."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in reviews:
        at = to_datetime(each.at).isoformat(timespec="milliseconds")
        writer.writerow((each.question, at, each.rating, each.mode, each.verdict, each.duration, each.typed))
    return out.getvalue()


def to_fsrs(reviews: Iterable[Review]) -> str:
    """The reviews that moved the schedule, as `fsrs.ReviewLog.from_dict` and the optimizer take them."""
    logs = [
        {
            "card_id": card_id(each.question),
            "rating": each.rating,
            "review_datetime": to_datetime(each.at).isoformat(),
            "review_duration": each.duration,
        }
        for each in reviews
        if each.mode == "study"
    ]
    return json.dumps(logs, indent=1) + "\n"


def from_csv(text: str, name: str) -> list[Review]:
    """The reviews of a CSV file. Raises HistoryError, with the line, for a missing column or a bad value."""
    rows = csv.DictReader(io.StringIO(text))
    if missing := {"question", "at", "rating"} - set(rows.fieldnames or ()):
        raise HistoryError(f"{name}:1: no column {', '.join(sorted(missing))}; write one with quizgen history export")
    found = []
    for row in rows:
        try:
            found.append(_review(row))
        except (ValueError, TypeError, AttributeError) as error:
            raise HistoryError(f"{name}:{rows.line_num}: {error}; correct the line and import again") from None
    return found


def from_fsrs(text: str, questions: Iterable[str], name: str) -> list[Review]:
    """The reviews of a JSON file. `questions` are the ids that its numbers may stand for; HistoryError for others."""
    known = {card_id(question): question for question in questions}
    try:
        logs: list[dict[str, Any]] = json.loads(text)
        unknown = {log["card_id"] for log in logs} - set(known)
        if unknown:
            raise HistoryError(f"{name}: {len(unknown)} cards of unknown questions; name their decks with --deck")
        return [
            _review(
                {
                    "question": known[log["card_id"]],
                    "at": log["review_datetime"],
                    "rating": log["rating"],
                    "duration_ms": log.get("review_duration") or 0,
                }
            )
            for log in logs
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise HistoryError(f"{name}: not a review log of FSRS: {error}") from None


def add_missing(connection: sqlite3.Connection, with_: "Scheduler", found: Iterable[Review]) -> int:
    """Append the reviews that are not there yet and reckon their questions anew; returns how many were added."""
    there = {(each.question, each.at, each.rating, each.mode) for each in history.reviews(connection)}
    new = [each for each in dict.fromkeys(found) if (each.question, each.at, each.rating, each.mode) not in there]
    history.add_many(connection, with_, sorted(new, key=lambda each: each.at))
    return len(new)


def fitted(reviews: Iterable[Review]) -> list[float]:
    """The parameters of FSRS that fit these reviews best. Raises HistoryError without fsrs[optimizer]."""
    try:
        from fsrs import Optimizer, ReviewLog

        optimizer = Optimizer([ReviewLog.from_dict(log) for log in json.loads(to_fsrs(reviews))])
    except ImportError:
        raise HistoryError("the optimizer is not installed; install it with pip install 'fsrs[optimizer]'") from None
    return [float(each) for each in optimizer.compute_optimal_parameters()]


def _review(row: dict[str, Any]) -> Review:
    at = datetime.fromisoformat(row["at"])
    if at.tzinfo is None:
        raise ValueError(f"time without a time zone: {row['at']}")
    rating, mode = int(row["rating"]), row.get("mode") or "study"
    if rating not in (1, 2, 3, 4):
        raise ValueError(f"rating {rating} is not 1 to 4")
    if mode not in MODES:
        raise ValueError(f"unknown mode {clean(mode)}; it is one of {', '.join(MODES)}")
    return Review(
        question=clean(row["question"]),
        at=to_milliseconds(at),
        rating=rating,
        mode=mode,
        verdict=clean(row.get("verdict") or ""),
        duration=max(0, int(row.get("duration_ms") or 0)),
        typed=clean(row.get("typed") or "")[:LONGEST],
    )
