"""What is cut from a sentence that stands by itself, and the comma that is put between two clauses of it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen import lexicon
from quizgen.ask.sentences.naming import UnfitError
from quizgen.tokens import Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
FINITE = ("VBD", "VBZ", "VBP", "MD")
ROOM = "sentences"


class Edit(NamedTuple):
    """Characters `start` to `end` of the Doc's text become `words`."""

    start: int
    end: int
    words: str


def connectives(text: str, start: int, end: int) -> Iterator[Edit]:
    """Connectives at the head, one behind the other."""
    at = start
    phrases = lexicon.words(ROOM, "cut_at_head")
    while match := re.match(r"([A-Za-z ]+),\s+", text[at:end]):
        if match[1].lower() not in phrases:
            break
        yield Edit(at, at + match.end(), "")
        at += match.end()


def brackets(text: str, start: int, end: int) -> Iterator[Edit]:
    """What stands in brackets, with the space before it; never inside a name."""
    for match in re.finditer(r"\s*[(\[]([^()\[\]]*)[)\]]", text[start:end]):
        before, after = text[start : start + match.start()], text[start + match.end() : end].lstrip()
        if match[0].lstrip().startswith("[") and not re.fullmatch(r"\d+|[a-z]|note \d+", match[1]):
            raise UnfitError("words put into a quotation")
        if re.search(r"[A-Z]\w*$", before) and re.match(r"[A-Z]", after):
            raise UnfitError("a bracket inside a name")
        yield Edit(start + match.start(), start + match.end(), "")
    if re.search(r"[()\[\]]", re.sub(r"[(\[][^()\[\]]*[)\]]", "", text[start:end])):
        raise UnfitError("brackets in brackets")


def dashes(text: str, start: int, end: int) -> Iterator[Edit]:
    """What stands between two dashes."""
    marks = list(re.finditer(r"\s+[–—]\s+|\s*—\s*", text[start:end]))
    if len(marks) == 2:
        yield Edit(start + marks[0].start(), start + marks[1].end(), " ")
    elif marks:
        raise UnfitError("dashes that do not come in a pair")


def inner_connectives(words: Sequence[Token], text: str) -> Iterator[Edit]:
    """Connectives between commas, a bare "also" or "therefore" beside its verb, "as well" at the end."""
    phrases = lexicon.words(ROOM, "cut_inside")
    spoken = " ".join(token.lower_ for token in words)
    if spoken.endswith(" as well .") and words[-4].text != ",":
        yield Edit(words[-3].idx, words[-1].idx, "")
    for place, token in enumerate(words[1:-1], 1):
        if token.text == ",":
            close = next((i for i in range(place + 2, min(place + 5, len(words))) if words[i].text in (",", ".")), None)
            if close is None or text[words[place + 1].idx : words[close].idx].strip().lower() not in phrases:
                continue
            after = words[close + 1] if close + 1 < len(words) else None
            fronted = after is not None and after.tag_ not in ("VB", "VBN", "VBG", *FINITE) and after.dep_ != "advmod"
            yield Edit(token.idx, words[close].idx + (words[close].text == ","), "," if fronted else "")
        elif token.lower_ in ("also", "therefore", "consequently") and token.dep_ == "advmod":
            if words[place - 1].text == "," or "not only" in spoken or words[place + 1].text in (",", "."):
                if words[place - 1].text != ",":
                    raise UnfitError(f"a {token.lower_} that cannot be cut")
                continue
            yield Edit(token.idx, words[place + 1].idx, "")


def relatives(kept: Sequence[Token], text: str) -> Iterator[Edit]:
    """Relative clauses between two commas or before the full stop, the outermost ones."""
    done = -1
    for token in kept:
        if token.dep_ != "acl:relcl" or token.left_edge.i <= done:
            continue
        first, last = token.left_edge, token.right_edge
        doc = token.doc
        if first.lower_ not in ("who", "which", "whose", "where") or first.i == 0 or last.i + 1 >= len(doc):
            continue
        before, after = doc[first.i - 1], doc[last.i + 1]
        if before.text != "," or after.text not in (",", ".") or len(token.subtree) != last.i - first.i + 1:
            continue
        done = last.i
        yield Edit(before.idx, after.idx + (after.text == ","), "")


def joined_clauses(root: Token) -> Iterator[Edit]:
    """The comma that parts two clauses with a subject each: "They sold the boat, and the town bought it"."""
    for clause in root.children:
        own = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
        joint = next((child for child in clause.children if child.dep_ == "cc" and child.i < clause.i), None)
        if clause.dep_ != "conj" or own is None or joint is None or joint.i + 1 != own.left_edge.i:
            continue
        before = joint.doc[joint.i - 1]
        if joint.lower_ in ("and", "but", "or") and not before.is_punct and own.lower_ not in ("who", "which", "that"):
            yield Edit(before.idx + len(before.text), before.idx + len(before.text), ",")
