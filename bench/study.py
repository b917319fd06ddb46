"""Start of the self-test to its first question, beside the bare import of what it stands on: `python bench/study.py`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DECK = Path(__file__).parent.parent / "decks" / "suez-canal.toml"
RUNS = 15


def seconds(command: list[str]) -> float:
    """Median wall time of a command whose standard input is empty: it shows the first question and ends."""
    taken = []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, env=environment
    )  # compiles
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, env=environment)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = str(Path(folder) / "history.sqlite")
        bare = seconds([sys.executable, "-c", "import click, rich, fsrs"])
        code = "from quizgen.cli import main; main()"
        ours = seconds([sys.executable, "-c", code, "study", str(DECK), "--history", history])
    print(
        f"import of click, rich, fsrs {1000 * bare:.0f} ms; study to the first question {1000 * ours:.0f} ms; ratio {ours / bare:.2f}"
    )


if __name__ == "__main__":
    main()
