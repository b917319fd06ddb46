"""`verify` on cards whose faults are known: tests/bring/bench, half of them good, half spoiled in ten ways."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.articles import ROOT, SHARED, shared_article
from quizgen.annotate.layers import annotate
from quizgen.bring import Checked
from quizgen.bring.card import make_card
from quizgen.bring.checking import check

BENCH = ROOT / "tests/bring/bench"
FLAGGED = ("flawed", "contradicted", "not proved")


def measure() -> dict[str, float]:
    """Prints the rates by way of being wrong; gives the shares of spoiled cards flagged and of good ones not, in percent."""
    seen, flagged, doubtful = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(BENCH.glob("*.jsonl")):
        for way, checked in _checked(path):
            for group in {way, "good" if way == "good" else "spoiled"}:
                seen[group] += 1
                flagged[group] += checked.verdict in FLAGGED
                doubtful[group] += checked.verdict == "doubtful"
    for way in sorted(seen):
        print(f"cards {way:<12} {seen[way]:3} seen, {flagged[way]:3} flagged, {doubtful[way]:3} doubtful")
    return {
        "cards spoiled flagged": 100 * flagged["spoiled"] / seen["spoiled"],
        "cards good not flagged": 100 - 100 * flagged["good"] / seen["good"],
    }


def _checked(path: Path) -> Iterator[tuple[str, Checked]]:
    """The way of each card of a file, and what is said of it, judged as `alone`; the file is called as its article."""
    shelf, _, name = path.stem.partition("+")
    article = shared_article(SHARED.parent / "pool" / shelf / f"{name}.txt")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    cards = [
        make_card(
            row["question"], row["answer"], ("True", "False") if row["answer"] in ("True", "False") else (), number
        )
        for number, row in enumerate(rows, 1)
    ]
    return zip((row["way"] for row in rows), check([annotate(article)], cards, "alone"), strict=True)
