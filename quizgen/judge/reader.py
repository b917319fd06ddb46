"""The reader: a small network that has learnt from blind verdicts what strict readers keep (training/reader.py).

Each sheet is read by itself: quantised kernels scale by the whole batch, so that a card in company would be read differently.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime

from quizgen.judge.sheet import sheet
from quizgen.models import Article, Letter, Proposal
from quizgen.pieces import WordPieces
from quizgen.sessions import session

MODEL = Path(__file__).parent / "model"
TOKENIZER = Path(__file__).parents[1] / "annotate/model/tokenizer.json"  # the engine's
LETTERS: tuple[Letter, ...] = ("A", "B", "C", "D", "E", "F", "G")  # in the order of the network's scores, after "ok"


class Reading(NamedTuple):
    """Of one proposal, for each context: how likely it is kept, and the test that it fails if it is not."""

    chances: tuple[float, float, float]
    letters: tuple[Letter, Letter, Letter]


Curve = tuple[float, float]  # slope and offset of the log odds
Curves = Mapping[str, tuple[Curve, ...]]  # of each family, a curve for each context; "" of what belongs to none


class Reader(NamedTuple):
    """What is loaded once: the network in two halves, how each half's scores become chances, and when the first is enough."""

    first: onnxruntime.InferenceSession
    rest: onnxruntime.InferenceSession
    pieces: WordPieces
    first_curves: Curves
    rest_curves: Curves
    hopeless: float  # below this chance with the article at hand, by the first half, the rest is not asked


@cache
def load_reader() -> Reader | None:
    """The trained reader; None where its files are not."""
    if not (MODEL / "rest.onnx").exists():
        return None
    about = json.loads((MODEL / "reader.json").read_text("utf-8"))
    first, rest = (
        {name: tuple((slope, offset) for slope, offset in curves) for name, curves in about[half].items()}
        for half in ("first", "rest")
    )
    halves = session(MODEL / "first.onnx"), session(MODEL / "rest.onnx")
    return Reader(halves[0], halves[1], WordPieces(TOKENIZER), first, rest, about["hopeless"])


def family(proposal: Proposal) -> str:
    """What is asked alike and liked alike: short questions of a kind of fact, false statements of a template, other forms."""
    if proposal.form == "short":
        return proposal.kind
    return proposal.template if proposal.answer == "False" else proposal.form


def read_proposal(reader: Reader, article: Article, proposal: Proposal) -> Reading:
    """What the reader says. A third of the network tells what is hopeless; the rest of it is for the others."""
    page = sheet(article, proposal, reader.pieces)
    inputs = {name: np.array([values], np.int64) for name, values in page._asdict().items()}
    states, scores = reader.first.run(["states", "scores"], inputs)
    mine = family(proposal)
    glance = _reading(scores[0], reader.first_curves.get(mine, reader.first_curves[""]))
    if glance.chances[-1] < reader.hopeless:
        return glance
    scores = reader.rest.run(["scores"], {"states": states})[0]
    return _reading(scores[0], reader.rest_curves.get(mine, reader.rest_curves[""]))


def _reading(scores: "np.ndarray[Any, Any]", curves: Sequence[Curve]) -> Reading:
    """Of the scores (contexts, letters)."""
    chances = []
    for row, (slope, offset) in zip(scores.astype(np.float64), curves, strict=True):
        failing = row[1:].max() + np.log(np.exp(row[1:] - row[1:].max()).sum())
        chance = 1 / (1 + np.exp(-(slope * (row[0] - failing) + offset)))
        chances.append(round(float(chance), 4))  # processors differ in later digits
    alone, placed, _ = chances
    letters = [LETTERS[row[1:].argmax()] for row in scores]
    # What is kept with less beside it is kept with more.
    return Reading((alone, max(alone, placed), max(chances)), (letters[0], letters[1], letters[2]))
