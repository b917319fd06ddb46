"""Gold chains of a treebank of the GUM family: which phrases of a document mean the same.

The `Entity=` field of MISC opens a mention, "(4-person-giv:act-...-ana-Name", and closes it, "4)"; `SplitAnte=3<9,5<9`
says that chain 9 means 3 and 5 together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from training.conllu import Document, Word, read_documents

MARK = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")


class Mention(NamedTuple):
    """A phrase: its characters in the text, where its head word begins, the head's part of speech, chain and status."""

    start: int
    end: int
    head: int
    upos: str
    first: str  # its first word
    chain: str
    known: bool  # spoken of before
    link: str  # "ana", "coref", "appos", "pred" ...
    named: bool  # some word of it is a name's


@dataclass
class Gold:
    """A document's text and its mentions in order."""

    name: str
    genre: str
    text: str
    mentions: list[Mention]
    parts: dict[str, set[str]] = field(default_factory=dict)  # chain -> the chains that it means together

    def named(self) -> dict[str, list[str]]:
        """Chain -> the names that it is called by, for the chains that have one."""
        found: dict[str, list[str]] = defaultdict(list)
        for mention in self.mentions:
            if mention.upos == "PROPN":
                found[mention.chain].append(self.text[mention.start : mention.end])
        return found


def read_gold(path: Path, genres: frozenset[str]) -> Iterator[Gold]:
    """The documents of these genres."""
    for document in read_documents(path):
        if document.genre in genres:
            yield _gold(document)


def _gold(document: Document) -> Gold:
    text = ""
    mentions: list[Mention] = []
    parts: dict[str, set[str]] = defaultdict(set)
    for paragraph in document.paragraphs:
        text = text.rstrip() + "\n\n" if text else ""
        for sentence in paragraph:
            begins = []
            for word in sentence:
                begins.append(len(text))
                text += word.form + (" " if word.space else "")
                if split := re.search(r"SplitAnte=([^|]*)", word.misc):
                    for pair in split[1].split(","):
                        one, _, whole = pair.partition("<")
                        parts[whole].add(one)
            if not text.endswith(" "):
                text += " "
            mentions += _mentions(sentence, begins)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return Gold(document.name, document.genre, text.rstrip() + "\n", mentions, dict(parts))


def _mentions(sentence: list[Word], begins: list[int]) -> Iterator[Mention]:
    """The mentions of a sentence whose words begin at these characters."""
    opened: list[tuple[str, list[str], int]] = []
    for number, word in enumerate(sentence):
        entity = re.search(r"Entity=([^|]*)", word.misc)
        for mark in MARK.finditer(entity[1] if entity else ""):
            if mark["open"]:
                fields = mark["open"].split("-")
                opened.append((fields[0], fields, number))
            if mark["single"] or mark["close"]:
                chain = mark["close"] or opened[-1][0]
                last = next((i for i in reversed(range(len(opened))) if opened[i][0] == chain), None)
                if last is not None:
                    chain, fields, start = opened.pop(last)
                    yield _mention(sentence, begins, start, number, fields)


def _mention(sentence: list[Word], begins: list[int], start: int, last: int, fields: list[str]) -> Mention:
    inside = range(start, last + 1)
    head = next((i for i in inside if not start <= sentence[i].head - 1 <= last), start)
    return Mention(
        begins[start], begins[last] + len(sentence[last].form), begins[head], sentence[head].upos,
        sentence[start].form.lower(), fields[0].partition("[")[0], fields[2].startswith("giv"),
        next((f for f in fields[5:] if f in ("ana", "cata", "coref", "appos", "pred", "disc", "sgl")), ""),
        any(sentence[i].upos == "PROPN" for i in inside),
    )  # fmt: skip
