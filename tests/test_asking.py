"""Forms, mixes, points and difficulty where a deck is printed, exported, learnt and asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from deck_samples import canals, history

from quizgen import deck_file
from quizgen.cli import main
from quizgen.models import Deck


def offering() -> Deck:
    """Sixty questions of history, the short ones with tested options."""
    deck = history(60)
    kept = (
        q.model_copy(update={"options": ("1801", "1802", "1803")}) if q.form == "short" else q for q in deck.questions
    )
    return deck.model_copy(update={"questions": tuple(kept)})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "history.toml"
    made.write_text(deck_file.dumps(offering()), "utf-8")
    return made


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def exported(path: Path, *options: str) -> list[dict[str, Any]]:
    return json.loads(run("export", path, *options).stdout)["questions"]


def forms(questions: list[dict[str, Any]]) -> dict[str, int]:
    names = [each["form"] for each in questions]
    return {name: names.count(name) for name in names}


def test_forms_on_demand(path: Path) -> None:
    assert forms(exported(path, "--forms", "choice=10,short=5")) == {"choice": 10, "short": 5}
    assert forms(exported(path, "--forms", "true-false,cloze", "--count", "8")) == {"true-false": 4, "cloze": 4}


def test_a_deck_of_which_nothing_is_wished_is_asked_as_it_stands(path: Path) -> None:
    assert len(exported(path)) == 60


def test_a_short_question_becomes_a_choice_under_an_id_of_its_own(path: Path) -> None:
    turned = [each for each in exported(path, "--forms", "choice=35") if each["id"].endswith("-short-choice")]
    assert turned
    assert set(turned[0]["distractors"]) == {"1801", "1802", "1803"}


def test_what_there_is_not_is_told_in_one_line(path: Path) -> None:
    result = run("export", path, "--forms", "cloze=50", "-o", path.with_suffix(".json"))
    assert result.stderr.count("\n") == 1
    assert "of 50 clozes" in result.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--forms", "choise=3"), "'choise' is no form of question; did you mean choice?"),
        (("--forms", "choice=many"), "after = stands how many are wanted"),
        (("--mix", "klass"), "'klass' is no mix; there are class"),
    ],
)
def test_a_wish_that_is_none_is_one_line(path: Path, options: tuple[str, ...], says: str) -> None:
    assert says in run("export", path, *options, code=1).output


def test_points_and_forms_on_paper(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    run("print", path, "--forms", "choice=4,short=2", "--points", "choice=3,short=2", "--record", "-o", "quiz.pdf")
    (version,) = json.loads(Path("quiz.key.json").read_text())["versions"]
    assert version["points"] == 16
    assert [each.get("points", 1) for each in version["questions"]] == [3, 3, 3, 3, 2, 2]
    assert "write a form and its points" in run("print", path, "--points", "essay=3", code=2).output


def test_difficulty_is_told_by_the_deck_alone(path: Path) -> None:
    easy, hard = (exported(path, "--difficulty", each) for each in ("easy", "hard"))
    assert {each["form"] for each in easy} <= {"true-false", "choice", "matching"}
    assert {each["form"] for each in hard} == {"ordering"}


def test_anki_and_the_self_test_take_wishes_too(path: Path) -> None:
    assert "6 notes" in run("anki", path, "--forms", "choice=6", "-o", path.with_suffix(".apkg")).output
    history = path.with_name("history.sqlite")
    asked = CliRunner().invoke(
        main, ["study", str(path), "--forms", "true-false=3", "--history", str(history)], input="t\n" * 3
    )
    assert asked.output.count("True or false?") == 3


def test_an_export_bears_its_code_and_is_recorded(tmp_path: Path) -> None:
    deck = tmp_path / "canals.toml"
    deck.write_text(deck_file.dumps(canals()), "utf-8")
    run("export", deck, "-o", tmp_path / "quiz.csv", "--record")
    (version,) = json.loads((tmp_path / "quiz.key.json").read_text())["versions"]
    assert json.loads(run("export", deck).stdout)["code"] == version["code"]
    other = json.loads(run("export", deck, "--context", "alone", "--forms", "short=1").stdout)["code"]
    assert other != version["code"]
    assert (tmp_path / "quiz.csv").read_text().startswith("id,form,stem")
    assert "must end in .json, .csv" in run("export", deck, "-o", tmp_path / "quiz.doc", code=1).output


@pytest.mark.parametrize("command", ["print", "anki", "export"])
def test_a_deck_is_enough_without_the_engine(path: Path, command: str) -> None:
    script = (
        "import sys; from quizgen.cli import main; main(sys.argv[1:], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith(('quizgen.annotate.', 'quizgen.extract', 'spacy', 'onnx'))])"
    )
    out = path.with_suffix({"print": ".pdf", "anki": ".apkg", "export": ".json"}[command])
    done = subprocess.run(
        [sys.executable, "-c", script, command, str(path), "-o", str(out), "-q"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
    assert out.stat().st_size > 1000
