"""The reader: a small network that has learnt from blind verdicts what strict readers keep (training/reader.py).

Each sheet is read by itself: quantised kernels scale by the whole batch, so that a card in company would be read differently.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime

from quizgen.judge.sheet import Sheet, sheet
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


class Reader(NamedTuple):
    """What is loaded once. `calibration` holds for each context slope and offset of the log odds (training/calibrate.py)."""

    network: onnxruntime.InferenceSession
    pieces: WordPieces
    calibration: Sequence[tuple[float, float]]


@cache
def load_reader() -> Reader | None:
    """The trained reader; None where its files are not."""
    if not (MODEL / "reader.onnx").exists():
        return None
    about = json.loads((MODEL / "reader.json").read_text("utf-8"))
    return Reader(session(MODEL / "reader.onnx"), WordPieces(TOKENIZER), [tuple(pair) for pair in about["calibration"]])


def read_proposals(reader: Reader, article: Article, proposals: Sequence[Proposal]) -> list[Reading]:
    """What the reader says of each, in their order."""
    return [_reading(reader, _scores(reader, sheet(article, proposal, reader.pieces))) for proposal in proposals]


def _scores(reader: Reader, page: Sheet) -> "np.ndarray[Any, Any]":
    """Log-probabilities (contexts, letters)."""
    inputs = {name: np.array([values], np.int64) for name, values in page._asdict().items()}
    inputs["mask"] = np.ones_like(inputs["ids"])
    scores: np.ndarray[Any, Any] = reader.network.run(["scores"], inputs)[0][0].astype(np.float64)
    scores -= scores.max(-1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
    return scores


def _reading(reader: Reader, scores: "np.ndarray[Any, Any]") -> Reading:
    chances = []
    for row, (slope, offset) in zip(scores, reader.calibration, strict=True):
        log_odds = row[0] - np.log1p(-np.exp(min(row[0], -1e-6)))
        chances.append(
            round(float(1 / (1 + np.exp(-(slope * log_odds + offset)))), 4)
        )  # processors differ in later digits
    alone, placed, _ = chances
    letters = [LETTERS[row[1:].argmax()] for row in scores]
    # What is kept with less beside it is kept with more.
    return Reading((alone, max(alone, placed), max(chances)), (letters[0], letters[1], letters[2]))
