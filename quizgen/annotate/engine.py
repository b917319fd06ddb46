"""The language engine at run time: words of one paragraph in, tags, trees and names out.

The model (training/model.py) runs in onnxruntime on one thread, one paragraph at a time: quantised kernels scale by
the whole batch, so that a paragraph in company would be read differently from the same paragraph alone.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from quizgen.annotate.pieces import LONGEST_INPUT, WordPieces, collate
from quizgen.annotate.trees import best_tree

LONGEST_CHUNK = 200  # words read at once; longer paragraphs are cut, after a full stop where there is one
SAME_NAME_AGAIN = 2.0  # penalty on a name that begins where one of its type ends: nearly always one name


class Analysis(NamedTuple):
    """One entry per word. `heads` are positions in the paragraph, a root is its own head; `names` are BIO tags."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    starts: list[bool]
    heads: list[int]
    labels: list[str]
    names: list[str]


class Engine:
    """The model of a folder with `model.onnx`, `labels.json`, `biaffine.npz` and `tokenizer.json`."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        self.pieces = WordPieces(folder / "tokenizer.json")
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        weights = np.load(folder / "biaffine.npz")["weights"].astype(np.float32)
        self.label_shape = weights.shape[0], weights.shape[2]
        self.label_weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))
        self.root = self.labels["deps"].index("root")
        self.transitions, self.first = _name_transitions(self.labels["names"])

    def analyse(self, words: Sequence[str], sentence_starts: Sequence[int] = ()) -> Analysis:
        """Annotate the words of a paragraph of any length. `sentence_starts`, when given, overrule the model's."""
        result = Analysis([], [], [], [], [], [], [])
        for start, end in self._chunks(words):
            forced = [position - start for position in sentence_starts if start <= position < end]
            part = self._read(words[start:end], forced)
            for whole, piece in zip(result, part._replace(heads=[head + start for head in part.heads]), strict=True):
                whole += piece  # type: ignore[operator]
        return result

    def _chunks(self, words: Sequence[str]) -> list[tuple[int, int]]:
        lengths = [len(self.pieces.of_word(word)) for word in words]
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

    def _read(self, words: Sequence[str], forced: list[int]) -> Analysis:
        batch = collate([self.pieces.encode(words)])
        inputs = {"ids": batch.ids, "shapes": batch.shapes, "mask": batch.mask, "first": batch.first}
        upos, xpos, feats, start, arcs, dependent, head, names = (array[0] for array in self.session.run(None, inputs))
        # Rounded, so that the last bits of another processor cannot turn a near tie.
        starts = forced or [0, *(np.flatnonzero(np.round(start[1:], 3) > 0) + 1).tolist()]
        scores = np.round(arcs, 3)
        heads = np.zeros(len(words), int)  # 0 is the root, word i is i + 1
        for a, b in zip(starts, [*starts[1:], len(words)], strict=True):
            local = best_tree(np.concatenate([scores[a:b, :1], scores[a:b, a + 1 : b + 1]], 1))
            heads[a:b] = np.where(local == 0, 0, local + a)
        labels = self._label(dependent, head[heads], heads)
        own = np.where(heads == 0, np.arange(len(words)), heads - 1)
        begins = set(starts)
        return Analysis(
            [self.labels["upos"][i] for i in upos],
            [self.labels["xpos"][i] for i in xpos],
            [self.labels["feats"][i] for i in feats],
            [i in begins for i in range(len(words))],
            own.tolist(),
            labels,
            [self.labels["names"][i] for i in _viterbi(np.round(names, 3), self.transitions, self.first)],
        )

    def _label(self, dependent: np.ndarray, head: np.ndarray, heads: np.ndarray) -> list[str]:
        one = np.ones((len(dependent), 1), np.float32)
        left = np.concatenate([dependent, one], 1) @ self.label_weights
        right = np.concatenate([head, one], 1)
        scores = np.matmul(left.reshape(len(dependent), *self.label_shape), right[:, :, None])[:, :, 0]
        scores[:, self.root] = -np.inf
        best = np.where(heads == 0, self.root, np.round(scores, 3).argmax(1))
        return [self.labels["deps"][i] for i in best]


def _name_transitions(tags: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Scores of tag after tag, and of a first tag: an I follows its own B or I only."""
    table = np.zeros((len(tags), len(tags)))
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after[0] == "I" and before[1:] != after[1:]:
                table[i, j] = -1e9
            elif after[0] == "B" and before[1:] == after[1:]:
                table[i, j] = -SAME_NAME_AGAIN
    return table, np.array([-1e9 if tag[0] == "I" else 0.0 for tag in tags])


def _viterbi(scores: np.ndarray, transitions: np.ndarray, first: np.ndarray) -> list[int]:
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
