"""`load_pipeline()`: text in, spaCy Doc out. The only place where the model is loaded."""

import gc
import re
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokens import Doc

from quizgen.annotate.engine import Array, Engine
from quizgen.annotate.lemmas import lemma
from quizgen.annotate.sentences import BULLETS, LEADING, sentence_starts

LIST_MARKS = {*BULLETS, "*", "-", "–", "—"}
MODEL = Path(__file__).parent / "model"


@Language.factory("quizgen_engine")
def make_engine(nlp: Language, name: str) -> "EngineComponent":
    return EngineComponent(Engine(MODEL))


class EngineComponent:
    """Fills tags, morphology, lemmas, heads, labels, sentence starts and names of a Doc, paragraph by paragraph."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __call__(self, doc: Doc) -> Doc:
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        size = len(words)
        tags, pos, morphs, deps, names = ["_SP"] * size, ["SPACE"] * size, [""] * size, ["dep"] * size, ["O"] * size
        lemmas, heads = words.copy(), list(range(size))
        margins = [1.0] * size
        for i in range(1, size):
            if words[i].isspace():
                heads[i] = heads[i - 1] if words[i - 1].isspace() else i - 1
        states: list[tuple[list[int], Array]] = []
        for places in paragraphs(words):
            own = [words[i] for i in places]
            split = partial(sentence_starts, own, [spaces[i] for i in places])
            read = self.engine.analyse(own, split)
            states.append((places, read.states))
            for i, upos, tag, feats, head, dep, name, margin in zip(
                places, read.upos, read.xpos, read.feats, read.heads, read.labels, read.names, read.margins, strict=True
            ):
                margins[i] = margin
                pos[i], tags[i], morphs[i], deps[i], names[i] = upos, tag, feats, dep, name
                heads[i], lemmas[i] = places[head], lemma(words[i], upos, tag)
        deps = ["ROOT" if heads[i] == i else dep for i, dep in enumerate(deps)]
        parsed = Doc(
            doc.vocab, words, spaces, tags=tags, pos=["X" if p == "_" else p for p in pos], morphs=morphs, lemmas=lemmas,
            heads=heads, deps=deps, ents=names,
        )  # fmt: skip
        parsed.user_data["margins"] = margins
        if states:
            parsed.tensor = np.zeros((size, states[0][1].shape[1]), np.float32)
            for places, own_states in states:
                parsed.tensor[places] = own_states
        return parsed


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


class _Defaults(EnglishDefaults):
    """spaCy's English tokeniser, with hyphens split off and titles kept whole, as the treebanks have them."""

    infixes = [*EnglishDefaults.infixes, r"(?<=[A-Za-z0-9])[-–—](?=[A-Za-z0-9])", r"(?<=[a-z])[.](?=[A-Z][a-z])"]
    url_match = re.compile(r"(?u)^(?:https?://|www\.)\S+$").match
    tokenizer_exceptions = EnglishDefaults.tokenizer_exceptions | {
        form: [{"ORTH": form}] for word in (*LEADING, "etc.", "Univ.", "Dept.") for form in (word, word.upper())
    }


class _English(English):  # type: ignore[no-untyped-call]
    Defaults = _Defaults


@cache
def load_pipeline() -> Language:
    """The pipeline, loaded once."""
    nlp = _English()
    nlp.add_pipe("quizgen_engine")
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again
    return nlp
