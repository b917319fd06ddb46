"""Words as the encoder sees them: word pieces, word shapes, and the place of each word's first piece."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 12  # pieces kept of one word; the rest of a longer one tells nothing about its grammar
LONGEST_INPUT = 512  # positions of the encoder


class Encoded(NamedTuple):
    ids: list[int]
    shapes: list[int]
    first: list[int]  # position of each word's first piece


class Batch(NamedTuple):
    """Arrays of shape (sequences, pieces), and `first` (sequences, 1 + words): 0, the root, then each word."""

    ids: np.ndarray
    shapes: np.ndarray
    mask: np.ndarray
    first: np.ndarray


def word_shape(word: str) -> int:
    """1 lower, 2 Capitalised, 3 UPPER, 4 a single capital, 5 miXed, 6 with a digit, 7 other (0 is padding).

    The encoder is uncased: this is how capitals reach it.
    """
    if word.islower():
        return 1
    if word.isupper():
        return 3 if sum(c.isalpha() for c in word) > 1 else 4
    if any(c.isalpha() for c in word):
        return 2 if word[:1].isupper() and word[1:].islower() else 5
    return 6 if any(c.isdigit() for c in word) else 7


class WordPieces:
    """The encoder's vocabulary, with a memory of the words seen."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._seen: dict[str, tuple[list[int], list[int]]] = {}

    def of_word(self, word: str) -> tuple[list[int], list[int]]:
        """Ids of the pieces of a word, and its shape once for each."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) > 50_000:
                self._seen.clear()
            ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids[:LONGEST_WORD] or [UNKNOWN]
            found = self._seen[word] = ids, [word_shape(word)] * len(ids)
        return found

    def encode(self, words: Sequence[str]) -> Encoded:
        ids, shapes, first = [CLS], [0], []
        for word in words:
            own, shape = self.of_word(word)
            first.append(len(ids))
            ids += own
            shapes += shape
        return Encoded([*ids, SEP], [*shapes, 0], first)


def collate(sequences: Sequence[Encoded]) -> Batch:
    """Pad sequences to one length."""
    rows = len(sequences)
    pieces = max(len(sequence.ids) for sequence in sequences)
    words = max(len(sequence.first) for sequence in sequences)
    ids = np.zeros((rows, pieces), np.int64)
    shapes = np.zeros((rows, pieces), np.int64)
    mask = np.zeros((rows, pieces), np.int64)
    first = np.zeros((rows, words + 1), np.int64)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence.ids)] = sequence.ids
        shapes[row, : len(sequence.shapes)] = sequence.shapes
        mask[row, : len(sequence.ids)] = 1
        first[row, 1 : len(sequence.first) + 1] = sequence.first
    return Batch(ids, shapes, mask, first)
