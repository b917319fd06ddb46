"""`load_pipeline()`: text in, spaCy Doc out. The only place where the model is loaded."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from quizgen.annotate.engine import Engine
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
        size = len(doc)
        tags, pos, morphs, deps = ["_SP"] * size, ["SPACE"] * size, [""] * size, ["dep"] * size
        lemmas, names = [token.text for token in doc], ["O"] * size
        heads, starts = list(range(size)), [0] * size
        for paragraph in paragraphs(doc):
            words = [doc[i].text for i in paragraph]
            read = self.engine.analyse(words)
            begins = sentence_starts(words, [bool(doc[i].whitespace_) for i in paragraph], read.starts, read.xpos)
            if begins != [i for i, start in enumerate(read.starts) if start]:
                read = self.engine.analyse(words, begins)
            for k, i in enumerate(paragraph):
                tags[i], pos[i], morphs[i], deps[i] = read.xpos[k], read.upos[k], read.feats[k], read.labels[k]
                lemmas[i] = lemma(words[k], read.upos[k], read.xpos[k])
                names[i] = read.names[k]
                heads[i] = paragraph[read.heads[k]]
            for k in begins:
                starts[paragraph[k]] = 1
        for i in range(1, size):
            if pos[i] == "SPACE":
                heads[i] = heads[i - 1] if pos[i - 1] == "SPACE" else i - 1
        if size and pos[0] == "SPACE" and size > 1:
            deps[0] = "root"
        deps = ["ROOT" if heads[i] == i else label for i, label in enumerate(deps)]
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        return Doc(
            doc.vocab, words, spaces, tags=tags, pos=[p if p != "_" else "X" for p in pos], morphs=morphs, lemmas=lemmas,
            heads=heads, deps=deps, ents=names,
        )  # fmt: skip


def paragraphs(doc: Doc) -> list[list[int]]:
    """Token positions of each paragraph, spaces left out; a blank line parts paragraphs, and so does a list's next line."""
    found: list[list[int]] = [[]]
    lines = 0  # line ends since the last word
    for token in doc:
        if token.is_space:
            lines += token.text.count("\n")
        else:
            if found[-1] and (lines > 1 or (lines and token.text in LIST_MARKS)):
                found.append([])
            found[-1].append(token.i)
            lines = 0
    return [paragraph for paragraph in found if paragraph]


@cache
def load_pipeline() -> Language:
    """The pipeline, loaded once. spaCy's English tokeniser, with hyphens split off as the treebanks have them."""
    nlp = English()
    tokenizer: Any = nlp.tokenizer
    infixes = [*English.Defaults.infixes, r"(?<=[A-Za-z0-9])[-–—](?=[A-Za-z0-9])", r"(?<=[a-z])[.](?=[A-Z][a-z])"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.url_match = re.compile(r"(?u)^(?:https?://|www\.)\S+$").match
    for abbreviation in (*LEADING, "etc.", "Univ.", "Dept."):
        for form in (abbreviation, abbreviation.upper()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    nlp.add_pipe("quizgen_engine")
    return nlp
