"""Start of the self-test to its first question at a terminal, beside the bare import of what it stands on.

    python bench/study.py

Both run in a pseudo-terminal, with bytecode as an installation has it, by turns, and are timed until they show something.
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizgen import deck_file

DECK = Path(__file__).parent.parent / "decks" / "suez-canal.toml"
RUNS = 25
BARE = "import click, rich, fsrs; print('ready')"
STUDY = "from quizgen.cli import main; main(['study', {deck!r}, '--history', {history!r}])"


def shown_after(code: str, wanted: str) -> float:
    """Seconds from the start of Python to the wanted text on the screen."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    screen, other = pty.openpty()
    started, seen = time.perf_counter(), b""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=other, stdout=other, stderr=other, env=environment
    ) as run:
        os.close(other)
        while wanted.encode() not in seen:
            seen += os.read(screen, 4096)
        taken = time.perf_counter() - started
        run.kill()
    os.close(screen)
    return taken


def main() -> None:
    question = deck_file.load(DECK).questions[0].stem[:20]  # a line of the screen may end after it
    with tempfile.TemporaryDirectory() as folder:
        study = STUDY.format(deck=str(DECK), history=str(Path(folder) / "history.sqlite"))
        both = [(shown_after(BARE, "ready"), shown_after(study, question)) for _ in range(RUNS + 1)][1:]  # one compiles
    bare, ours = (statistics.median(column) for column in zip(*both, strict=True))
    print(
        f"import of click, rich, fsrs {1000 * bare:.0f} ms; study to the first question {1000 * ours:.0f} ms; ratio {ours / bare:.2f}"
    )


if __name__ == "__main__":
    main()
