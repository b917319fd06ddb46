"""The gate against blind verdicts: what each guard stops and how much of it readers refuse; how well the reader ranks.

Guards are counted on every verdict of training/verdicts, and apart on the articles held out, whose verdicts no guard was chosen
by and no reader trained on. The reader is measured on those alone; what its chances are worth, on what today's generator asked
of them.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from quizgen.judge.guards import GUARDS, stops
from quizgen.judge.reader import load_reader, read_proposal
from quizgen.models import CONTEXTS, FORMS
from training.curves import area, best_of
from training.verdicts import Verdict, held_out, load

BANDS = (0.0, 0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 1.01)
TODAYS = "own"  # in the names of readings of what this generator asks
TWELVE, SEVERAL = 12, 18  # a class wants twelve; of fewer than eighteen the best twelve tell little


def measure() -> dict[str, float]:
    """Of all that guards stop, the share refused (per cent); area under the curve in each context (per cent)."""
    articles, verdicts = load()
    if not verdicts:
        print("no article with verdicts lies beside this checkout: the gate is not measured")
        return {}
    figures = {"guards refused": _guards(verdicts)}
    reader = load_reader()
    if reader is None:
        print("the reader is not there: its ranking is not measured")
        return figures
    unseen = [verdict for verdict in verdicts if held_out(verdict.article)]
    chances = np.array([read_proposal(reader, articles[v.article], v.proposal).chances for v in unseen])
    print(f"{len(unseen)} cards on articles held out: area under the curve, kept of all and of the best fifth")
    for name in ("", *FORMS, *sorted({verdict.reading for verdict in unseen})):
        for place, context in enumerate(CONTEXTS):
            rows = [i for i, v in enumerate(unseen) if v.letters[place] and name in ("", v.proposal.form, v.reading)]
            if len(rows) < 20:
                continue
            kept, guess = np.array([unseen[i].letters[place] == "ok" for i in rows]), chances[rows, place]
            print(
                f"  {name or 'all':<21} {context:<8} {len(rows):5}  {area(kept, guess):.3f}"
                f"   {kept.mean():.2f} {best_of(kept, guess, 0.2):.2f}"
            )
            if not name:
                figures[f"area {context}"] = 100 * area(kept, guess)
    own = [i for i, verdict in enumerate(unseen) if TODAYS in verdict.reading]
    return figures | _worth([unseen[i] for i in own], chances[own])


def _guards(verdicts: Sequence[Verdict]) -> float:
    """Print what each guard stops; the share refused of all that is stopped."""
    found = [(verdict, stop) for verdict in verdicts for stop in stops(verdict.proposal)]
    right = read = 0
    print("guard               test  closes    stops  articles  refused  on articles held out")
    for guard in GUARDS:
        place = CONTEXTS.index(guard.context)
        own = [v for v, stop in found if stop.guard == guard.name and v.letters[place]]
        unseen = [v for v in own if held_out(v.article)]
        print(
            f"{guard.name:<20} {guard.letter}    {guard.context:<8} {len(own):6}  {len({v.article for v in own}):8}"
            f"  {_refused(own, place):>7}  {_refused(unseen, place)} of {len(unseen)}"
        )
        right += sum(v.letters[place] != "ok" for v in own)
        read += len(own)
    return 100 * right / read


def _refused(verdicts: Sequence[Verdict], place: int) -> str:
    return f"{100 * sum(v.letters[place] != 'ok' for v in verdicts) / len(verdicts):.0f} %" if verdicts else "-"


def _worth(own: Sequence[Verdict], chances: np.ndarray) -> dict[str, float]:
    """What was kept of what the reader gives a chance between two bounds, and of the twelve it ranks highest in an article."""
    print(f"{len(own)} of these are what today's generator asks: kept of each band of chances")
    for place, context in enumerate(CONTEXTS):
        read = [i for i, verdict in enumerate(own) if verdict.letters[place]]
        kept, guess = np.array([own[i].letters[place] == "ok" for i in read]), chances[read, place]
        bands = [(low, high, (guess >= low) & (guess < high)) for low, high in pairwise(BANDS)]
        print(
            f"  {context:<8} "
            + "  ".join(f"{low:.2f}+: {kept[rows].mean():.2f} of {rows.sum()}" for low, _, rows in bands if rows.any())
        )
    best = good = 0
    for article in {verdict.article for verdict in own}:
        rows = sorted((-chances[i, -1], v.letters[-1]) for i, v in enumerate(own) if v.article == article)
        if len(rows) >= SEVERAL:
            best += TWELVE
            good += sum(letter == "ok" for _, letter in rows[:TWELVE])
    share = 100 * good / best if best else 0.0
    print(f"  of the {TWELVE} ranked highest of each article with {SEVERAL} and more: {share:.0f} % of {best}")
    return {"best twelve": share}
