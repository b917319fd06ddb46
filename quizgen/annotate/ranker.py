"""Which phrase before it a phrase goes back to: a small network on the engine's states and on what grammar tells of a pair.

Source: the mention ranking of Lee et al. 2017 ("End-to-end neural coreference resolution"), on given phrases. Its weights
(ranker.npz beside the engine's) are learnt by training/reference.py from gold chains.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from quizgen.annotate.pairs import REACH, Pairs, make_pairs
from quizgen.annotate.phrases import Array, Traits

WEIGHTS = Path(__file__).parent / "model" / "ranker.npz"
SCALE = 12.0  # of the product of two phrases' own vectors


class Weights(dict[str, Array]):
    """The network by the names of its parts: asked, before, feature, inner, outer, product, none_inner, none_outer."""


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    stored = np.load(WEIGHTS)
    return Weights({name: stored[name].astype(np.float32) for name in stored.files})


def odds(told: Traits, states: Array, asked: Sequence[int]) -> tuple[Pairs, Array]:
    """The phrases asked for with the REACH before each, and how likely it goes back to each of them; the last column is
    for none. Each row sums to 1."""
    pairs = make_pairs(told, asked)
    if not len(asked):
        return pairs, np.zeros((0, REACH + 1), np.float32)
    weights = load_weights()
    scores = _scores(pairs, states[told.word], weights)
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return pairs, np.round(powers / powers.sum(1, keepdims=True), 4)


def _scores(pairs: Pairs, states: Array, weights: Weights) -> Array:
    every = states @ weights["before"] + weights["before_bias"]
    asked = states[pairs.asked] @ weights["asked"] + weights["asked_bias"]
    rows, places = np.nonzero(pairs.real)
    left, right = asked[rows], every[pairs.before[rows, places]]
    told = pairs.features[rows, places] @ weights["feature"] + weights["feature_bias"]
    hidden = _gelu(_gelu(left + right + told + left * right) @ weights["inner"] + weights["inner_bias"])
    scores = np.full((len(asked), REACH + 1), -1e4, np.float32)
    product = asked @ weights["product"]
    scores[rows, places] = hidden @ weights["outer"][:, 0] + (product[rows] * right).sum(1) / SCALE
    alone = np.concatenate([states[pairs.asked], pairs.own], 1) @ weights["none_inner"] + weights["none_inner_bias"]
    scores[:, -1] = _gelu(alone) @ weights["none_outer"][:, 0] + weights["none_outer_bias"][0]
    return scores


def _gelu(x: Array) -> Array:
    """GELU by its tanh formula (Hendrycks and Gimpel 2016)."""
    gated: Array = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return gated
