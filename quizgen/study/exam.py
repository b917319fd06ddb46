"""An exam: questions drawn by lot, no feedback until the end, a score. It is logged, and schedules nothing."""

import csv
import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quizgen.study import history, screen
from quizgen.study.items import LONGEST, Item, clean
from quizgen.study.marking import WRONG, Mark, mark
from quizgen.study.sitting import Desk, Talk, lettered, tell
from quizgen.study.words import bare

COLUMNS = ("question", "stem", "answer", "typed", "verdict", "right", "seconds")


@dataclass(frozen=True)
class Answered:
    """One question of an exam and what was typed; an empty answer is a wrong one."""

    item: Item
    typed: str = ""
    mark: Mark = WRONG
    seconds: float = 0.0


def sit(items: Sequence[Item], count: int, desk: Desk, talk: Talk) -> list[Answered]:
    """Ask `count` questions drawn by the seed, in the order drawn. What is not reached counts as not answered."""
    drawn = random.Random(desk.rules.seed).sample(list(items), min(count, len(items)))
    answered = []
    placed = ""
    started = desk.timer()
    for number, item in enumerate(drawn):
        if desk.rules.minutes is not None and desk.timer() - started >= 60 * desk.rules.minutes:
            talk.show(screen.note("Time is up."))
            break
        shown = lettered(item, desk.rules.seed)
        talk.show(screen.note(""))
        talk.show(screen.exam_head(number, len(drawn)))
        tell(talk, screen.question(item, shown, placed))
        placed = item.placing or placed
        asked = desk.timer()
        try:
            typed = clean(talk.line(screen.prompt(item)))[:LONGEST]
        except (EOFError, KeyboardInterrupt):  # an exam that is broken off is still marked
            break
        found = mark(item, typed, shown)
        if typed and bare(typed) == "q" and not found.counts:
            break
        seconds = round(max(0.0, desk.timer() - asked), 1)
        answered.append(Answered(item, typed, found, seconds))
        entry = history.Review(
            item.id, desk.now, 3 if found.counts else 1, "exam", found.verdict, round(1000 * seconds), typed
        )
        history.add(desk.connection, desk.scheduler, entry)
    return answered + [Answered(item) for item in drawn[len(answered) :]]


def result(answered: Sequence[Answered], seed: int, at: datetime) -> dict[str, Any]:
    """The result as plain data: score, date, seed, and each question."""
    right = sum(each.mark.counts for each in answered)
    return {
        "at": at.isoformat(timespec="seconds"),
        "seed": seed,
        "questions": len(answered),
        "right": right,
        "percent": round(100 * right / len(answered), 1) if answered else 0.0,
        "answers": [
            dict(
                zip(
                    COLUMNS,
                    (
                        each.item.id,
                        each.item.stem,
                        screen.full_answer(each.item, ()),
                        each.typed,
                        each.mark.verdict if each.typed else "none",
                        each.mark.counts,
                        each.seconds,
                    ),
                    strict=True,
                )
            )
            for each in answered
        ],
    }


def to_json(found: dict[str, Any]) -> str:
    """The result as JSON text."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def to_csv(found: dict[str, Any]) -> str:
    """The answers as CSV, a line each. A cell that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in found["answers"]:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return out.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
