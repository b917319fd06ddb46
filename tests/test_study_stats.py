"""Figures of a history, and its way out and in again."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from fsrs import ReviewLog
from test_study_samples import SUEZ

from quizgen.commands.history_ import command as history_command
from quizgen.commands.stats_ import command as stats_command
from quizgen.study import exchange, history
from quizgen.study.days import Days
from quizgen.study.history import HistoryError, Review
from quizgen.study.picture import to_svg
from quizgen.study.scheduling import scheduler, to_milliseconds
from quizgen.study.stats import bars, count

NOON = to_milliseconds(datetime(2026, 3, 1, 12, tzinfo=UTC))
DAY = 86_400_000
FSRS = scheduler()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A history: q1 right three times, q2 wrong twice of three, q3 once in an exam."""
    path = tmp_path / "history.sqlite"
    with closing(history.open_history(path)) as db:
        for day, first, second in ((0, 3, 1), (2, 3, 1), (9, 4, 3)):
            history.add(db, FSRS, Review("q1", NOON + day * DAY, first, "study", "right", 900, "1869"))
            history.add(db, FSRS, Review("q2", NOON + day * DAY, second, "study", "wrong", 900, '=a,"b"'))
        history.add(db, FSRS, Review("q3", NOON, 1, "exam"))
    return path


def test_figures(kept: Path) -> None:
    with closing(history.open_history(kept)) as db:
        found = count(history.reviews(db), history.all_memories(db), NOON + 10 * DAY, FSRS, Days(4, UTC))
    assert (found.questions, found.reviews) == (2, 6)
    assert found.asked_again == (4, 4)
    assert found.retention == (0.75, 0.75)
    assert [(each.question, each.wrong) for each in found.hardest] == [("q2", 2)]
    assert sum(found.forecast) >= 1
    assert bars([0, 1, 4], 8) == ["", "██▏"[:2], "████████"]
    assert ElementTree.fromstring(to_svg(found)).tag.endswith("svg")
    empty = count([], {}, NOON, FSRS, Days(4, UTC))
    assert empty.retention == (None, None)
    assert ElementTree.fromstring(to_svg(empty)) is not None


def test_csv_goes_out_and_in_again(kept: Path, tmp_path: Path) -> None:
    with closing(history.open_history(kept)) as old, closing(history.open_history(":memory:")) as new:
        text = exchange.to_csv(history.reviews(old))
        assert exchange.add_missing(new, FSRS, exchange.from_csv(text, "x.csv")) == 7
        assert exchange.add_missing(new, FSRS, exchange.from_csv(text, "x.csv")) == 0
        assert exchange.to_csv(history.reviews(new)) == text
        assert history.all_memories(new) == history.all_memories(old)


def test_fsrs_format_goes_out_and_in_again(kept: Path) -> None:
    with closing(history.open_history(kept)) as old, closing(history.open_history(":memory:")) as new:
        text = exchange.to_fsrs(history.reviews(old))
        assert [ReviewLog.from_dict(log).review_duration for log in json.loads(text)] == [900] * 6
        with pytest.raises(HistoryError, match="--deck"):
            exchange.from_fsrs(text, ["q1"], "x.json")
        assert exchange.add_missing(new, FSRS, exchange.from_fsrs(text, ["q1", "q2"], "x.json")) == 6
        assert history.all_memories(new) == history.all_memories(old)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", r"x\.csv:1: no column"),
        ("question,at,rating\nq,2026-01-01T00:00:00,3\n", r"x\.csv:2: time without a time zone"),
        ("question,at,rating\nq,2026-01-01T00:00:00Z,7\n", r"x\.csv:2: rating 7"),
        ("question,at,rating\nq,yesterday,3\n", r"x\.csv:2: Invalid isoformat"),
        ("question,at,rating,mode\nq,2026-01-01T00:00:00Z,3,x\n", r"x\.csv:2: unknown mode"),
    ],
)
def test_broken_csv_is_reported_with_its_line(text: str, says: str) -> None:
    with pytest.raises(HistoryError, match=says):
        exchange.from_csv(text, "x.csv")


def test_commands(kept: Path, tmp_path: Path) -> None:
    runner, deck = CliRunner(), tmp_path / "suez.toml"
    deck.write_text(SUEZ)
    shown = runner.invoke(stats_command, [str(deck), "--plot", "--history", str(kept), "--to", str(tmp_path / "a.svg")])
    assert shown.exit_code == 0, shown.output
    assert "2 questions, 6 reviews" in shown.output
    assert "2 of 3    Who led the company" in shown.output
    assert "█" in shown.output
    assert runner.invoke(stats_command, ["--history", str(kept), "--to", str(tmp_path / "a.png")]).exit_code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    for suffix, options, added in (("csv", [], 7), ("json", ["--deck", str(deck)], 6)):
        file, other = str(tmp_path / f"out.{suffix}"), str(tmp_path / f"{suffix}.sqlite")
        assert runner.invoke(history_command, ["export", file, "--history", str(kept)]).exit_code == 0
        done = runner.invoke(history_command, ["import", file, "--history", other, *options])
        assert done.output == f"{added} reviews added.\n"
    assert runner.invoke(history_command, ["rebuild", "--history", str(kept)]).output == "2 questions scheduled.\n"
    assert runner.invoke(history_command, ["export", str(tmp_path / "x.txt"), "--history", str(kept)]).exit_code == 2


def test_tuning_without_the_optimizer_says_how_to_get_it(kept: Path) -> None:
    code = "import sys; sys.modules['torch'] = None; from quizgen.commands.history_ import command; command()"
    done = subprocess.run([sys.executable, "-c", code, "tune", "--history", str(kept)], capture_output=True, text=True)
    assert "pip install 'fsrs[optimizer]'" in done.stderr


def test_tuned_parameters_are_used_and_bad_ones_refused(kept: Path) -> None:
    with closing(history.open_history(kept)) as db:
        default = history.scheduler_for(db)
        history.set_setting(db, "parameters", " ".join(str(each * 1.05) for each in default.parameters[:20]) + " 0.2")
        tuned = history.scheduler_for(db)
        assert tuned.parameters != default.parameters
        before = history.all_memories(db)
        history.rebuild(db, tuned)
        assert history.all_memories(db) != before
