"""How much better or worse readers like a family of questions than the network thinks: `python -m training.leanings READING...`.

The network has learnt mostly from an earlier generator. What blind readers say of today's proposals on articles that it has
not seen (names of files in training/verdicts) moves the log odds of each family, so that on average its chance is their
share; ten cards of doubt hold small families back. Where not every card was read placed, those that were are no fair
sample: there it moves by the mean of the other two. Written to the model's reader.json.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Sequence

from quizgen.judge.reader import MODEL, family, load_reader, read_proposal
from training.verdicts import load

DOUBT = 10.0  # cards


def fitted(pairs: Sequence[tuple[float, bool]]) -> float:
    """The offset of the log odds at which the chances add up to what was kept; chances and verdicts come in pairs."""
    odds = [math.log(chance / (1 - chance)) for chance, _ in pairs]
    kept = sum(verdict for _, verdict in pairs)
    low, high = -4.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        over = sum(1 / (1 + math.exp(-(each + middle))) for each in odds) + DOUBT * (1 / (1 + math.exp(-middle)) - 0.5)
        low, high = (low, middle) if over > kept else (middle, high)
    return round((low + high) / 2, 3)


def main() -> None:
    """Fit and write; print each family with its cards and what moved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", nargs="+")
    readings = set(parser.parse_args().readings)
    about = json.loads((MODEL / "reader.json").read_text("utf-8"))
    (MODEL / "reader.json").write_text(json.dumps(about | {"leanings": {}}) + "\n", "utf-8")
    reader = load_reader()
    assert reader is not None
    articles, verdicts = load()
    pairs: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.reading in readings:
            chances = read_proposal(reader, articles[verdict.article], verdict.proposal).chances
            for place, letter in enumerate(verdict.letters):
                if letter:
                    chance = min(max(chances[place], 0.001), 0.999)
                    pairs[family(verdict.proposal), place].append((chance, letter == "ok"))
    leanings = {}
    for name in sorted({name for name, _ in pairs}):
        alone, read = fitted(pairs[name, 0]), fitted(pairs[name, 2])
        whole = len(pairs[name, 1]) == len(pairs[name, 2])
        leanings[name] = [alone, fitted(pairs[name, 1]) if whole else round((alone + read) / 2, 3), read]
    for name, moved in leanings.items():
        print(f"{name:10} {len(pairs[name, 2]):4} cards, moved by {moved}")
    (MODEL / "reader.json").write_text(json.dumps(about | {"leanings": leanings}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
