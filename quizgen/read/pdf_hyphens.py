"""The lines of a paragraph -> one line: which hyphens at the ends of lines belong to the word."""

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from quizgen.read.pdf_lines import Line

# Numbers and these short words stand first in many compounds.
NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "self", "ex", "non", "pro", "anti", "all", "half", "two-thirds", "co", "re", "no", "so", "up",
    "in", "on", "by", "to", "do",
))  # fmt: skip


def join(lines: Sequence[Line], words: Counter[str]) -> str:
    """The text of a paragraph's lines. A hyphen at a line's end goes, unless the word is written with it."""
    text = ""
    for line in lines:
        piece = line.text.strip()
        hyphen = text.endswith(("\u00ad", "-")) and (text[-2:-1].isalnum() or text[-2:-1] == ".")  # "U.S.-backed"
        if hyphen and piece[:1].isalpha() and text[-2:-1].isalpha():
            head = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[:-1])
            tail = re.findall(r"^[^\W\d_]+", piece)
            text = text[:-1] + ("-" if keeps_hyphen(head[0] if head else "", tail[0], words) else "") + piece
        elif hyphen or (text.endswith(("—", "/")) and not text[-2:-1].isspace()):
            text += piece
        else:
            text += (" " if text else "") + piece
    return text.replace("\u00ad", "-")


def keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether `head-tail` is a compound: as the text has it elsewhere, else as the words tell."""
    last = head.casefold().rsplit("-", 1)[-1]
    whole, end = last + tail.casefold(), tail.casefold()
    if words[f"{last}-{end}"] != words[whole]:
        return words[f"{last}-{end}"] > words[whole]
    if tail[:1].isupper():
        return True
    known = _english()
    if whole in known or not known:
        return False
    first = last in NUMBERS or (len(last) > 2 and (last in known or words[last] > 0))  # "Za-mir" is no compound
    return first and (end in known or end in NUMBERS) and len(end) > 2


@cache
def _english() -> frozenset[str]:
    """80,000 words with their inflected forms' base: the list that lemminflect brings, read without loading its models."""
    place = find_spec("lemminflect")
    path = Path(place.origin or "").parent / "resources" / "lemma_lu.csv.gz" if place else None
    if path is None or not path.is_file():
        return frozenset()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.split(",", 1)[0].casefold() for line in lines)
