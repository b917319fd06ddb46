"""Time expressions: the cases of cases/times.md, what the model promises, speed, and the score on TimeBank."""

import datetime as dt
import re
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from quizgen.annotate.times import TimeExpression, find_times

CASES = Path(__file__).parent / "cases" / "times.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
TUESDAY = dt.date(2021, 10, 19)


def read_cases() -> list[tuple[str, dt.date | None, str]]:
    """The rows of the tables: text, publication date, expected expressions as written."""
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not cells[0].startswith(("text", "---")):
            rows.append((cells[0], None if cells[1] == "-" else dt.date.fromisoformat(cells[1]), cells[2]))
    return rows


def written(expression: TimeExpression) -> str:
    """An expression the way the cases write it."""
    flags = {"vague": expression.vague, "relative": expression.anchored, "about": expression.approximate}
    named = "".join(f" {name}" for name, on in flags.items() if on)
    return f"{expression.text} = {expression.type} {expression.value}{named}"


@pytest.mark.parametrize(("text", "published", "expected"), read_cases())
def test_case(text: str, published: dt.date | None, expected: str) -> None:
    found = "; ".join(written(expression) for expression in find_times(text, published))
    assert (found or "nothing") == expected


def test_there_are_enough_cases() -> None:
    cases = read_cases()
    assert len(cases) >= 80
    assert sum(expected == "nothing" for _, _, expected in cases) >= 25


def test_offsets_and_order() -> None:
    text = "In 1941 he left.\n\nOn “20 October 2021” – a Wednesday’s work – it ended, two days later than planned."
    found = find_times(text, TUESDAY)
    assert [expression.text for expression in found][:2] == ["1941", "20 October 2021"]
    assert all(text[expression.start : expression.end] == expression.text for expression in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_blank_line_parts_expressions() -> None:
    assert [e.value for e in find_times("The story of 20 October\n\n2021 was a good year", TUESDAY)][-1] == "2021"


def test_a_year_does_not_reach_into_the_next_paragraph() -> None:
    same, other = ("The mill was sold on 3 May 1960.", "The barn burnt on 8 June.")
    assert [e.value for e in find_times(f"{same} {other}", None)] == ["1960-05-03", "1960-06-08"]
    assert [e.vague for e in find_times(f"{same}\n\n{other}", None)] == [False, True]


def test_empty_and_blank_texts() -> None:
    assert find_times("", None) == []
    assert find_times(" \n\n\t ", TUESDAY) == []


def test_model_is_frozen_and_closed() -> None:
    (found,) = find_times("in 1989", None)
    with pytest.raises(ValidationError):
        found.value = "1990"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        TimeExpression.model_validate(found.model_dump() | {"extra": 1})


def test_pure() -> None:
    text = "The plan will be tested Wednesday. It was made last Friday, two days after 3 May 1999."
    assert find_times(text, TUESDAY) == find_times(text, TUESDAY)


@pytest.mark.parametrize("weekday", range(7))
def test_a_past_weekday_is_at_most_six_days_back_and_a_coming_one_at_most_six_ahead(weekday: int) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for day in range(1, 15):
        published = dt.date(2021, 3, day)
        (past,) = find_times(f"The ship sank {names[weekday]}.", published)
        (coming,) = find_times(f"The ship will sail {names[weekday]}.", published)
        assert 0 <= (published - dt.date.fromisoformat(past.value)).days <= 6
        assert 0 <= (dt.date.fromisoformat(coming.value) - published).days <= 6
        assert dt.date.fromisoformat(past.value).weekday() == dt.date.fromisoformat(coming.value).weekday() == weekday


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000, "a " * 50_000, "1 " * 50_000, "1990-" * 20_000, "twenty-" * 14_000, "May " * 25_000,
        "1,000," * 16_000, "'" * 100_000, " " * 100_000, "\n" * 100_000, "will " * 20_000 + "Monday",
    ],
    ids=["digits", "a", "ones", "years", "twenty", "May", "thousands", "quotes", "blanks", "lines", "will"],
)  # fmt: skip
def test_no_text_is_slow(text: str) -> None:
    start = time.perf_counter()
    find_times(text, TUESDAY)
    assert time.perf_counter() - start < 5  # about 0.4 s at worst on an idle machine


def test_timebank_score() -> None:
    scorer, folder = SHARED / "eval" / "score_times.py", SHARED / "timebank-dev"
    if not scorer.is_file() or not folder.is_dir():
        pytest.skip("the shared folder with TimeBank is not beside the repository")
    run = subprocess.run(
        [sys.executable, str(scorer), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONUTF8": "1"},
    )
    scores = {name: float(value) for name, value in re.findall(r"(strict|value|calendar) ([\d.]+)", run.stdout)}
    assert scores["strict"] >= 90
    assert scores["value"] >= 82
    assert scores["calendar"] >= 85.5
