"""The self-test driven as people drive it: in a real pseudo-terminal, and over a pipe."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pytest
from test_study_samples import SUEZ

from quizgen.study import history

COMMAND = [sys.executable, "-c", "from quizgen.cli import main; main()", "study"]
RATINGS = "Enter: "


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "suez.toml"
    path.write_text(SUEZ)
    return path


class Terminals:
    """Sessions in pseudo-terminals that share one history; all are ended after the test."""

    def __init__(self, folder: Path) -> None:
        self.history, self.deck = folder / "history.sqlite", folder / "suez.toml"
        self.open: list[pexpect.spawn] = []

    def start(self, *options: str, columns: int = 80, **env: str) -> pexpect.spawn:
        words = [*COMMAND[1:], str(self.deck), "--history", str(self.history), *options]
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        child = pexpect.spawn(
            COMMAND[0],
            words,
            env=clean | {"TERM": "xterm-256color"} | env,
            dimensions=(30, columns),
            encoding="utf-8",
            timeout=15,
            # A test run in the background inherits an ignored Ctrl-C; a user's terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self.open.append(child)
        return child

    def log(self) -> list[tuple[str, int, str]]:
        with closing(history.open_history(self.history)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return [(each.question, each.rating, each.typed) for each in history.reviews(db)]


@pytest.fixture
def terminals(tmp_path: Path, deck: Path) -> Iterator[Terminals]:
    found = Terminals(tmp_path)
    yield found
    for child in found.open:
        child.close(force=True)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")


def test_a_session_at_a_terminal(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("In which year did the Suez Canal open?")
    child.expect_exact("> ")
    child.sendline("1870")
    child.expect_exact("Wrong: ")
    child.expect_exact(RATINGS)
    child.send("?")
    child.expect_exact("skip the question")
    child.send("\x1b[A")  # an arrow key is no rating
    child.send("u")
    child.expect_exact("In which year")
    child.expect_exact("> ")
    child.sendline("1868\x7f9")  # the usual editing keys
    child.expect_exact("Right: ")
    child.expect_exact(RATINGS)
    child.send("4")
    child.expect_exact("streak 1")
    child.expect_exact("> ")
    child.sendline("")
    child.expect_exact("How well did you know it?")
    child.send("1")
    child.expect_exact("letter> ")
    child.sendline("q")
    child.expect_exact("2 answered: 1 right, 1 wrong")
    child.expect_exact("r asks the missed ones again")
    child.send("r")
    child.expect_exact("Who led")
    child.expect_exact("> ")
    child.sendline("de Lesseps")
    child.expect_exact(RATINGS)
    child.send("\r")
    child.expect_exact("letter> ")
    child.sendline("q")
    child.expect_exact("more due now")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert terminals.log() == [("q1", 4, "1869"), ("q2", 1, ""), ("q2", 3, "de Lesseps")]


def test_what_is_typed_ahead_is_kept(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    child.send("1869\r" + "3" + "Lesseps\r" + "3" + "q\r")
    child.expect_exact("2 answered: 2 right")
    child.expect(pexpect.EOF)
    assert [row[:2] for row in terminals.log()] == [("q1", 3), ("q2", 3)]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_killed_between_marking_and_rating(terminals: Terminals, number: signal.Signals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    child.sendline("1870")
    child.expect_exact("Wrong: ")
    child.kill(number)
    child.expect(pexpect.EOF)
    assert terminals.log() == [("q1", 1, "1870")]


def test_closed_terminal(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    child.sendline("1869")
    child.expect_exact("Right: ")
    child.close(force=True)
    assert terminals.log() == [("q1", 3, "1869")]


def test_interrupt_ends_with_a_summary(terminals: Terminals) -> None:
    for at_prompt in (True, False):
        child = terminals.start()
        child.expect_exact("> ")
        if not at_prompt:
            child.sendline("lesseps" if terminals.log() else "1869")
            child.expect_exact(RATINGS)
        child.sendintr()
        child.expect_exact("Nothing answered." if at_prompt else "1 answered: 1 right")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 130


def test_interrupt_after_the_summary_tells_it_once(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    child.sendline("1870")
    child.expect_exact(RATINGS)
    child.send("1")
    child.expect_exact("> ")
    child.sendline("q")
    child.expect_exact("1 answered: 0 right, 1 wrong")
    child.expect_exact("r asks the missed ones again")
    child.sendintr()
    child.expect(pexpect.EOF)
    assert "answered" not in child.before
    child.wait()
    assert child.exitstatus == 0


def test_two_terminals_at_once(terminals: Terminals) -> None:
    one, two = terminals.start(), terminals.start()
    for child in (one, two):
        child.expect_exact("> ")
    one.sendline("1869")
    one.expect_exact(RATINGS)
    two.sendline("1870")
    two.expect_exact(RATINGS)
    one.send("\r")
    two.send("\r")
    one.expect_exact("Who led")
    two.expect_exact("Who led")
    one.expect_exact("> ")
    one.sendline("lesseps")
    one.expect_exact(RATINGS)
    assert sorted(row[0] for row in terminals.log()) == ["q1", "q1", "q2"]


def test_colours_and_no_color(terminals: Terminals) -> None:
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        child = terminals.start("--cram", **env)
        child.expect_exact("> ")
        child.sendline("zzz")
        child.expect_exact("Enter goes on")
        seen = child.before
        assert isinstance(seen, str)
        assert bool(re.search(r"\x1b\[[0-9;]*\b3[1-7]m", seen)) is coloured


def test_narrow_window_wraps_and_keeps_the_indent(terminals: Terminals) -> None:
    child = terminals.start(columns=30)
    child.expect_exact("> ")
    child.sendline("zzz")
    child.expect_exact(RATINGS)
    lines = plain(f"{child.before}").splitlines()
    assert max(map(len, lines)) <= 30
    assert "  After ten years of digging," in lines
    assert "  the Suez Canal opened in" in lines


def test_first_screen_names_the_keys_once(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    first = plain(f"{child.before}")
    for named in ("Enter shows the answer", "s skip", "u undo", "e report", "q quit", "? help"):
        assert named in first
    child.sendline("1869")
    child.expect_exact(RATINGS)
    child.send("\r")
    child.expect_exact("Who led")
    assert "q quit" not in f"{child.before}"


def test_report_is_asked_for_before_and_after_the_answer(terminals: Terminals) -> None:
    child = terminals.start()
    child.expect_exact("> ")
    child.sendline("e")
    child.expect_exact("y reports it")
    child.send("n")
    child.expect_exact("Not reported.")
    child.expect_exact("> ")
    child.sendline("1869")  # the question is still there
    child.expect_exact(RATINGS)
    child.send("e")
    child.expect_exact("y reports it")
    child.send("\r")
    child.expect_exact("Not reported.")
    child.send("3")
    child.expect_exact("Who led")
    child.expect_exact("> ")
    child.sendline("e")
    child.expect_exact("y reports it")
    child.send("y")
    child.expect_exact("Reported.")
    child.expect_exact("letter> ")
    assert terminals.log() == [("q1", 3, "1869")]
    with closing(history.open_history(terminals.history)) as db:
        assert [each.question for each in history.reports(db)] == ["q2"]
    listed = terminals.start("--reported", columns=40)
    listed.expect(pexpect.EOF)
    lines = plain(f"{listed.before}").splitlines()
    assert lines[0].startswith("  ✗ Who led the company")
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("  ") for line in lines)


def test_nothing_reported_says_how_to(terminals: Terminals) -> None:
    listed = terminals.start("--reported")
    listed.expect_exact("No question is reported.")
    listed.expect(pexpect.EOF)


def test_plain_lines_at_a_terminal(terminals: Terminals) -> None:
    child = terminals.start("--plain")
    child.expect_exact("> ")
    child.sendline("1870")
    child.expect_exact("rating> ")
    assert "\x1b" not in f"{child.before}".replace("\x1b[?2004l", "")
    child.sendline("3")
    child.expect_exact("Who led")
    assert terminals.log() == [("q1", 3, "1870")]


def over_pipe(deck: Path, answers: str, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    words = [*COMMAND, str(deck), "--history", str(deck.parent / "history.sqlite"), "--seed", "1", *options]
    environment = {**os.environ, "PYTHONUTF8": "1", **env}
    return subprocess.run(
        words, input=answers, capture_output=True, text=True, encoding="utf-8", timeout=30, env=environment
    )


def test_over_a_pipe(deck: Path) -> None:
    done = over_pipe(deck, "1869\nLesseps\nthe Red Sea\nMediteranean\nf\n\n\n")
    assert done.returncode == 0, done.stderr
    assert "7 answered: 5 right, 2 wrong" in done.stdout
    assert "Right, with a slip: Mediterranean Sea (one slip: mediteranean for mediterranean)" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stdout == over_pipe(deck_beside(deck), "1869\nLesseps\nthe Red Sea\nMediteranean\nf\n\n\n").stdout
    later = over_pipe(deck, "")
    assert "Nothing answered." in later.stdout
    assert re.search(r"Next due in \d+ min\.", later.stdout)


def deck_beside(deck: Path) -> Path:
    """The same deck where there is no history yet."""
    folder = deck.parent / "other"
    folder.mkdir()
    (folder / deck.name).write_text(deck.read_text())
    return folder / deck.name


def test_exam_reported_and_wrong_use(deck: Path, tmp_path: Path) -> None:
    done = over_pipe(deck, "1869\n" * 3, "--exam", "3", "-o", str(tmp_path / "result.json"))
    assert "of 3 right" in done.stdout
    assert '"questions": 3' in (tmp_path / "result.json").read_text()
    over_pipe(deck, "e\ny\n")
    listed = subprocess.run(
        [*COMMAND, "--reported", "--history", str(tmp_path / "history.sqlite")], capture_output=True, text=True
    ).stdout
    assert listed.startswith("  ✗ In which year did the Suez Canal open? → 1869\n    The Suez Canal · reported on ")
    assert "kinds" in over_pipe(deck, "", "--kinds", "datum").stderr
    assert over_pipe(deck, "", "-o", "x.json").returncode == 2
    missing = over_pipe(tmp_path / "none.toml", "")
    assert missing.returncode == 1
    assert missing.stderr.startswith("quizgen: ")


@pytest.mark.parametrize(("typed", "more"), [("", []), ("1869\n", ["fsrs", "typing_extensions"])])
def test_a_start_loads_only_what_the_first_question_needs(deck: Path, typed: str, more: list[str]) -> None:
    """Each library more is felt before the first question; FSRS comes after the first answer."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from quizgen.cli import main\n"
        f"main(['study', {str(deck)!r}, '--history', ':memory:'], standalone_mode=False)\n"
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(*sorted(loaded - sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=typed, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1].split() == sorted(["click", "quizgen", "rich", *more]), done.stderr


# What is typed for each of these answers, and what the screen says of it; "Enter" keeps the rating that is proposed.
SCRIPT = (
    ("short", "How many ships waited at pier {n}?", "1{n}", "1{n} ships", "Right: ", 3),
    ("short", "In which year did mill {n} open?", "18{n}", "in 18{n}", "Right: ", 3),
    ("short", "Who surveyed valley {n}?", "Rasmus Holtengaard", "holtengard", "Right, with a slip: ", 3),
    (
        "short",
        "Which body met in hall {n}?",
        "the Constitutional Assembly",
        "constitutionel assembley",
        "Nearly right: ",
        2,
    ),
    ("cloze", "Wages in district {n} rose by ____%.", "7.{n}", "7.{n}%", "Right: ", 3),
    ("short", "When did dam {n} break?", "4 March 19{n}", "5 March 19{n}", "Wrong: ", 1),
    ("short", "How long is canal {n}?", "1{n} km", "1{n}", "Nearly right: ", 2),
    ("short", "What was envoy {n} in 1920?", "British prime minister", "PM of Britain", "Right: ", 3),
    ("true-false", "Dam {n} was built of clay.", "True", "t", "Right: ", 3),
    ("short", "Which towns did road {n} join?", "Osk and Belmar", "Belmar", "Not quite: ", 1),
)


def sixty() -> tuple[str, list[tuple[str, str, int]]]:
    """A deck of 60 questions, and for each what is typed, what is said, and the rating that is kept."""
    text, script = 'title = "Sixty"\n\n[article]\nid = "sixty"\ntitle = "Sixty"\n', []
    for number in range(60):
        form, stem, answer, typed, said, rating = SCRIPT[number % 10]
        two = f"{number + 10}"
        script.append((typed.format(n=two), said, rating))
        text += (
            f'\n[[questions]]\nid = "s{two}"\nform = "{form}"\nstem = "{stem.format(n=two)}"\n'
            f'answer = "{answer.format(n=two)}"\nkind = "date"\nfact = ""\ntemplate = ""\n'
            f"changed = 2021-04-01T00:00:00Z\n"
        )
    return text, script


def test_sixty_answers_with_undo_report_quit_and_resume(terminals: Terminals) -> None:
    text, script = sixty()
    terminals.deck.write_text(text)
    at, kept = 0, dict[str, int]()
    for stop in (20, 45, 60):  # quit twice, and go on where it stopped
        child = terminals.start("--new", "100")
        while at < stop:
            typed, said, rating = script[at]
            child.expect(r"> (?:\x1b\[\S*)?$|t or f> ")
            if at % 7 == 3:  # a slip of the finger, taken back at the rating
                child.sendline("zzzz")
                child.expect_exact("Wrong: ")
                child.expect_exact(RATINGS)
                child.send("u")
                child.expect("> ")
            if at % 9 == 4:  # reported by mistake
                child.sendline("e")
                child.expect_exact("y reports it")
                child.send("n")
                child.expect_exact("Not reported.")
                child.expect("> ")
            child.sendline(typed)
            child.expect_exact(said)
            child.expect_exact(RATINGS)
            child.send("3" if at % 10 == 5 else "\r")  # overruled: right after all
            kept[f"s{at + 10}"] = 3 if at % 10 == 5 else rating
            at += 1
        if stop < 60:
            child.expect("> ")
            child.sendline("q")
        child.expect_exact("answered: ")
        child.close(force=True)
    log = terminals.log()
    assert {question: rating for question, rating, _ in log} == kept
    assert [typed for _, _, typed in log] == [typed for typed, _, _ in script]
