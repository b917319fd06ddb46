"""The language engine at run time: words of one paragraph in, tags, trees and names out.

The model (training/model.py) runs in onnxruntime on one thread, one paragraph at a time: quantised kernels scale by
the whole batch, so that a paragraph in company would be read differently from the same paragraph alone.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from quizgen.annotate.trees import best_tree
from quizgen.pieces import LONGEST_INPUT, WordPieces, collate
from quizgen.sessions import session

Array = np.ndarray[Any, Any]
Split = Callable[[list[bool], list[str]], list[int]]

LONGEST_CHUNK = 200  # words read at once; longer paragraphs are cut, after a full stop where there is one
SAME_NAME_AGAIN = 2.0  # penalty on a name that begins where one of its type ends: nearly always one name


class Analysis(NamedTuple):
    """One entry per word. `heads` are positions in the paragraph, a root is its own head; `names` are BIO tags.

    `margins` are the lower of the probabilities of the arc and of the label that were chosen, 0 to 1; `states` (words,
    width) is what the encoder knows of each word.
    """

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    starts: list[bool]
    heads: list[int]
    labels: list[str]
    names: list[str]
    margins: list[float]
    states: Array


class _Scores(NamedTuple):
    """What the model says of one chunk: the exported outputs of training/model.py, in their order."""

    upos: Array
    xpos: Array
    feats: Array
    start: Array
    arcs: Array
    dependent: Array
    head: Array
    names: Array
    states: Array


class Engine:
    """The model of a folder with `model.onnx`, `labels.json`, `biaffine.npz` and `tokenizer.json`."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.session = session(folder / "model.onnx", threads)
        self.pieces = WordPieces(folder / "tokenizer.json")
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        weights = np.load(folder / "biaffine.npz")["weights"].astype(np.float32)  # label, dependent and 1, head and 1
        self.label_shape = weights.shape[:2]
        self.label_weights = np.ascontiguousarray(weights.transpose(2, 0, 1).reshape(weights.shape[2], -1))
        self.root = self.labels["deps"].index("root")
        self.transitions, self.first = _name_transitions(self.labels["names"])

    def analyse(self, words: Sequence[str], split: Split | None = None) -> Analysis:
        """Annotate the words of a paragraph of any length.

        `split` makes the positions where sentences begin of the model's own choice and the Penn tags, before the
        sentences are parsed.
        """
        chunks = self._chunks(words)
        scores = [self._run(words[start:end]) for start, end in chunks]
        xpos = [self.labels["xpos"][i] for part in scores for i in part.xpos.tolist()]
        # Rounded here and below, so that the last bits of another processor cannot turn a near tie.
        starts = [bool(start) for part in scores for start in (np.round(part.start, 3) > 0).tolist()]
        begins = set(split(starts, xpos) if split else (i for i, start in enumerate(starts) if start))
        begins.update(start for start, _ in chunks)
        heads: list[int] = []
        labels: list[str] = []
        names: list[str] = []
        margins: list[float] = []
        for (start, end), part in zip(chunks, scores, strict=True):
            tree = self._tree(part, sorted(i - start for i in begins if start <= i < end))
            own = np.where(tree == 0, np.arange(end - start), tree - 1) + start
            heads += own.tolist()
            chosen, sure = self._labels(part, tree)
            labels += chosen
            margins += [round(float(chance), 3) for chance in np.minimum(_chances(part.arcs, tree), sure)]
            best = _viterbi(np.round(part.names, 3), self.transitions, self.first)
            names += [self.labels["names"][i] for i in best]
        return Analysis(
            [self.labels["upos"][i] for part in scores for i in part.upos.tolist()],
            xpos,
            [self.labels["feats"][i] for part in scores for i in part.feats.tolist()],
            [i in begins for i in range(len(words))],
            heads,
            labels,
            names,
            margins,
            np.concatenate([part.states for part in scores]),
        )

    def _chunks(self, words: Sequence[str]) -> list[tuple[int, int]]:
        lengths = [len(self.pieces.of_word(word)[0]) for word in words]
        chunks, start = [], 0
        while start < len(words):
            end, pieces = start, 2
            while end < len(words) and end - start < LONGEST_CHUNK and pieces + lengths[end] <= LONGEST_INPUT:
                pieces += lengths[end]
                end += 1
            if end < len(words):
                stops = [i + 1 for i in range(start + 20, end) if words[i] in (".", "?", "!", "”", '"', ";")]
                end = stops[-1] if stops else end
            chunks.append((start, end))
            start = end
        return chunks

    def _run(self, words: Sequence[str]) -> _Scores:
        batch = collate([self.pieces.encode(words)])
        return _Scores(*(array[0] for array in self.session.run(None, batch._asdict())))

    def _tree(self, part: _Scores, begins: list[int]) -> Array:
        """The head of each word: 0 is the root, word i is i + 1."""
        scores = np.round(part.arcs, 3)
        heads = np.zeros(len(scores), int)
        for a, b in zip(begins, [*begins[1:], len(scores)], strict=True):
            local = best_tree(np.concatenate([scores[a:b, :1], scores[a:b, a + 1 : b + 1]], 1))
            heads[a:b] = np.where(local == 0, 0, local + a)
        return heads

    def _labels(self, part: _Scores, heads: Array) -> tuple[list[str], Array]:
        """The label of each arc, and how probable it is."""
        # The product with the weights is the costly one: once for each head, not for each of its dependents.
        used, place = np.unique(heads, return_inverse=True)
        right = (_with_one(part.head[used]) @ self.label_weights).reshape(-1, *self.label_shape)
        scores = np.matmul(right[place], _with_one(part.dependent)[:, :, None])[:, :, 0]
        scores[:, self.root] = -np.inf
        best = np.where(heads == 0, self.root, np.round(scores, 3).argmax(1))
        return [self.labels["deps"][i] for i in best.tolist()], np.where(heads == 0, 1.0, _chances(scores, best))


def _chances(scores: Array, chosen: Array) -> Array:
    """The probability (softmax) of the chosen column of each row."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    found: Array = odds[np.arange(len(scores)), chosen] / odds.sum(1)
    return found


def _with_one(states: Array) -> Array:
    return np.concatenate([states, np.ones((len(states), 1), states.dtype)], 1)


def _name_transitions(tags: list[str]) -> tuple[Array, Array]:
    """Scores of tag after tag, and of a first tag: an I follows its own B or I only."""
    table = np.zeros((len(tags), len(tags)))
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after[0] == "I" and before[1:] != after[1:]:
                table[i, j] = -1e9
            elif after[0] == "B" and before[1:] == after[1:]:
                table[i, j] = -SAME_NAME_AGAIN
    return table, np.array([-1e9 if tag[0] == "I" else 0.0 for tag in tags])


def _viterbi(scores: Array, transitions: Array, first: Array) -> list[int]:
    """The best legal tag sequence; the greedy one when it is legal, as it mostly is."""
    greedy = scores.argmax(1)
    if first[greedy[0]] == 0 and (transitions[greedy[:-1], greedy[1:]] == 0).all():
        return list(greedy.tolist())
    total, back = scores[0] + first, []
    for row in scores[1:]:
        candidates = total[:, None] + transitions
        back.append(candidates.argmax(0))
        total = candidates.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
