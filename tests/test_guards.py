"""The guards of questions: each code has cases that trip it and cases that do not; and what `check --fix` mends."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import deck_file
from quizgen.ask.difficulty import difficulty
from quizgen.ask.mend import mend
from quizgen.ask.screen import GUARDS, check_question
from quizgen.cli import main
from quizgen.models import Evidence, Question, Relation

ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split(" |")]
    for line in (Path(__file__).parent / "cases" / "flaws.md").read_text("utf-8").splitlines()
    if re.match(r"\| Q\d\d", line)
]


def question(form: str, stem: str, answer: str, options: str = "") -> Question:
    wrong = tuple(each.strip() for each in options.split(";") if each.strip())
    return Question.model_validate(
        {"id": "x", "form": form, "stem": stem, "answer": answer, "distractors": wrong, "kind": "relation", "fact": "f", "template": "t", "changed": datetime(2026, 1, 1)}
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{row[1]}-{i}" for i, row in enumerate(ROWS)])
def test_guard(row: list[str]) -> None:
    code, verdict, form, _, answer, *options = [*row, ""]
    stem = row[3].strip() if "  " not in row[3] else row[3]
    codes = [finding.code for finding in check_question(question(form, stem, answer, options[0]))]
    assert (code in codes) == (verdict == "trips"), codes
    if verdict == "passes":
        assert codes == []


def test_every_guard_has_both_cases_and_a_reason() -> None:
    for code, guard in GUARDS:
        assert {row[1] for row in ROWS if row[0] == code} == {"trips", "passes"}, code
        assert guard.__doc__, code


def test_mending_changes_only_what_is_safe() -> None:
    typed = question("short", 'Who  wrote "War and  Peace" in Tolstoy\'s house', " Leo Tolstoy ")
    mended = mend(typed)
    assert (mended.stem, mended.answer) == ("Who wrote “War and Peace” in Tolstoy’s house?", "Leo Tolstoy")
    assert mend(mended) == mended
    assert (
        mend(question("cloze", "Soviet troops left ___ in 1989 .", "Kabul")).stem == "Soviet troops left ____ in 1989."
    )
    board = question("choice", 'How long is a 6" nail?', '6"', '5"; 7"; 8"')
    assert mend(board) == board


def test_check_fix_writes_the_deck(tmp_path: Path) -> None:
    deck = deck_file.load(Path(__file__).parent.parent / "decks" / "suez-canal.toml")
    first = deck.questions[0].model_copy(update={"form": "short", "stem": "In which year did the  Suez Canal open", "answer": "1869", "note": ""})  # fmt: skip
    path = tmp_path / "suez.toml"
    path.write_text(deck_file.dumps(deck.model_copy(update={"questions": (first, *deck.questions[1:])})), "utf-8")
    runner = CliRunner()
    broken = runner.invoke(main, ["check", str(path)])
    assert broken.exit_code == 1
    assert "Q04" in broken.output
    fixed = runner.invoke(main, ["check", "--fix", str(path)])
    assert "1 question mended" in fixed.output
    mended = deck_file.load(path).questions[0]
    assert mended.stem == "In which year did the Suez Canal open?"
    assert mended.edited
    assert mended.id == first.id
    assert runner.invoke(main, ["check", "--fix", str(path)]).output.strip() == "nothing found"


@pytest.mark.parametrize(
    ("form", "kind", "answer", "salience", "hard"),
    [
        ("true-false", "date", "True", 1.0, "easy"),
        ("choice", "relation", "Israel", 0.5, "easy"),
        ("short", "relation", "Israel", 0.5, "medium"),
        ("short", "date", "29 October 1956", 1.0, "hard"),
        ("short", "relation", "Israel", 1.0, "easy"),
        ("short", "relation", "Guy Mollet", 0.1, "hard"),
        ("cloze", "quantity", "35", 0.5, "hard"),
    ],
)
def test_difficulty(form: str, kind: str, answer: str, salience: float, hard: str) -> None:
    asked = question(form, "Which country invaded Egypt in 1956?", answer).model_copy(update={"kind": kind})
    nothing = Evidence(text="", start=0, end=0)
    fact = Relation(subject="a", predicate="b", object="c", statement="-", evidence=nothing, salience=salience)
    assert difficulty(asked, fact) == hard


def test_make_asks_only_so_hard() -> None:
    article = Path(__file__).parent.parent / "seeds" / "suez-canal.md"
    runner = CliRunner()
    every = deck_file.loads(runner.invoke(main, ["make", "-q", str(article), "-o", "-"]).stdout)
    easy = deck_file.loads(runner.invoke(main, ["make", "-q", str(article), "--difficulty", "easy", "-o", "-"]).stdout)
    assert 0 < len(easy.questions) < len(every.questions)
    assert all(each.form in ("true-false", "choice", "matching", "short", "cloze") for each in easy.questions)
    assert not any(re.search(r"\d \w+ \d{4}$", each.answer) for each in easy.questions)
