"""`load_pipeline()`: text in, Doc out. The only place where the model is loaded."""

import gc
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

from quizgen.annotate.engine import Array, Engine
from quizgen.annotate.lemmas import lemma
from quizgen.annotate.sentences import BULLETS, sentence_starts
from quizgen.annotate.tokenizer import load_tokenizer
from quizgen.tokens import Doc, Parse

LIST_MARKS = {*BULLETS, "*", "-", "–", "—"}
MODEL = Path(__file__).parent / "model"


def parse(engine: Engine, text: str) -> Doc:
    """The words of a text with tags, lemmas, trees, sentences and names, read paragraph by paragraph."""
    words, spaces = load_tokenizer().words(text)
    size = len(words)
    read = Parse(
        words=words, spaces=spaces, lemmas=words.copy(), pos=["SPACE"] * size, tags=["_SP"] * size, heads=list(range(size)),
        deps=["dep"] * size, names=["O"] * size, margins=[1.0] * size,
    )  # fmt: skip
    for i in range(1, size):
        if words[i].isspace():
            read.heads[i] = read.heads[i - 1] if words[i - 1].isspace() else i - 1
    states: list[tuple[list[int], Array]] = []
    for places in paragraphs(words):
        own = [words[i] for i in places]
        found = engine.analyse(own, partial(sentence_starts, own, [spaces[i] for i in places]))
        states.append((places, found.states))
        for i, upos, tag, head, dep, name, margin in zip(
            places, found.upos, found.xpos, found.heads, found.labels, found.names, found.margins, strict=True
        ):
            read.pos[i], read.tags[i], read.deps[i], read.names[i] = "X" if upos == "_" else upos, tag, dep, name
            read.heads[i], read.lemmas[i], read.margins[i] = places[head], lemma(words[i], upos, tag), margin
    read.deps = ["ROOT" if head == i else dep for i, (head, dep) in enumerate(zip(read.heads, read.deps, strict=True))]
    if states:
        read.states = np.zeros((size, states[0][1].shape[1]), np.float32)
        for places, own_states in states:
            read.states[places] = own_states
    return Doc(read)


def paragraphs(words: Sequence[str]) -> list[list[int]]:
    """Positions of the words of each paragraph, without spaces: a blank line parts paragraphs, and so does a list's next line."""
    found: list[list[int]] = [[]]
    lines = 0  # line ends since the last word
    for i, word in enumerate(words):
        if word.isspace():
            lines += word.count("\n")
        else:
            if found[-1] and (lines > 1 or (lines and word in LIST_MARKS)):
                found.append([])
            found[-1].append(i)
            lines = 0
    return [paragraph for paragraph in found if paragraph]


@cache
def load_pipeline() -> Callable[[str], Doc]:
    """The pipeline, loaded once: a function from a text to its Doc."""
    engine = Engine(MODEL)
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again
    return partial(parse, engine)
