"""Read CoNLL-U treebanks (UD English EWT and GUM) as documents of paragraphs of sentences."""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # 0 is the root, else the 1-based position in the sentence
    deprel: str
    space: bool  # followed by a space
    misc: str


class Document(NamedTuple):
    name: str
    genre: str
    paragraphs: list[list[list[Word]]]


def open_text(path: Path) -> Iterator[str]:
    """Lines of a text file, compressed with xz or not, without their line ends."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_documents(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file; multi-word tokens give their words the right spacing."""
    name, genre = "", ""
    paragraphs: list[list[list[Word]]] = []
    sentence: list[Word] = []
    range_end, range_space = 0, True
    fresh = True
    for line in open_text(path):
        if line.startswith("# newdoc"):
            if paragraphs:
                yield Document(name, genre, paragraphs)
            name, paragraphs, fresh = line.split("=", 1)[1].strip(), [], True
            genre = name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]
        elif re.match(r"# newpar\b(?!_)", line):
            fresh = True
        elif line.startswith("#"):
            continue
        elif not line:
            if sentence:
                if fresh or not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(sentence)
                sentence, fresh = [], False
            range_end = 0
        else:
            column = line.split("\t")
            spaced = "SpaceAfter=No" not in column[9]
            if "." in column[0]:
                continue
            if "-" in column[0]:
                range_end, range_space = int(column[0].split("-")[1]), spaced
                continue
            number = int(column[0])
            if number <= range_end:
                spaced = range_space if number == range_end else False
            form = column[1].replace(" ", "") or column[1]
            lemma = form if column[2] == "_" else column[2]
            feats = "" if column[5] == "_" else column[5]
            head, deprel = int(column[6]), column[7]
            sentence.append(Word(form, lemma, column[3], column[4], feats, head, deprel, spaced, column[9]))
    if paragraphs:
        yield Document(name, genre, paragraphs)
