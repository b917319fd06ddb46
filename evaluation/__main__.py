"""`make eval`: recall of gold facts, times, reference, speakers, blind verdicts, the gate, cards from elsewhere; figures below `floor.toml` make it fail."""

import sys
import tomllib
from pathlib import Path

from evaluation import (
    antecedents,
    attributions,
    cards,
    coverage,
    facts,
    gate,
    names,
    precision,
    reference,
    times,
    verdicts,
)
from evaluation.articles import SHARED


def main() -> int:
    if not SHARED.is_dir():
        print(f"no articles beside this checkout ({SHARED}): only the seeds' verdicts are measured")
    shared = (
        facts.measure()
        | coverage.measure()
        | times.measure()
        | names.measure()
        | reference.measure()
        | antecedents.measure()
        | attributions.measure()
        | cards.measure()
        if SHARED.is_dir()
        else {}
    )
    figures = shared | precision.measure() | verdicts.measure() | gate.measure()
    floor = tomllib.loads(Path(__file__).with_name("floor.toml").read_text("utf-8"))["floor"]
    sunk = 0
    for name, figure in figures.items():
        low = figure < floor.get(name, 0)
        sunk += low
        print(f"{name:<26} {figure:5.1f} %   floor {floor.get(name, 0):5.1f} %{'   BELOW' if low else ''}")
    return int(sunk > 0)


if __name__ == "__main__":
    sys.exit(main())
