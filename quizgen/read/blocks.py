"""What a format yields before it is an Article: blocks of text and what was found beside them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from quizgen.models import LeftOut, Model
from quizgen.read.characters import FORMULA, tidy
from quizgen.read.furniture import is_furniture
from quizgen.read.limits import LONGEST_WORD, count_words

LONGEST_CELL = 60  # words in a cell of a table; a longer one is a column of text
# As in plain text: a short line that ends otherwise is a heading.
SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", '"', ",", "’")
BULLET = re.compile(r"^(?:[•◦▪‣●○■–—*·-]|\d{1,2}[.)])\s+(?=\S)")


# Full stops after short words are mostly abbreviations': there the sentence is taken to go on.
_SENTENCE = re.compile(r".*?(?:(?:[^\W\d_]{4}|\d{4}|°[CF]|[)\]”])[.!?][\"”’)\]]*(?=\s)|$)", re.DOTALL)


class Block(Model):
    """One paragraph, heading or list item, its text on one line."""

    text: str
    kind: Literal["title", "heading", "paragraph", "item"] = "paragraph"


class Extracted(Model):
    """An article's blocks in reading order, the title, byline, date and canonical URL where they were found, what was left out."""

    blocks: tuple[Block, ...]
    title: str = ""
    byline: str = ""
    published: date | None = None
    url: str = ""
    left_out: tuple[LeftOut, ...] = ()


def make_block(text: str, kind: Literal["heading", "paragraph", "item"] = "paragraph") -> Block | None:
    """A block of raw text, tidied; None when nothing is left or it is furniture that every format can have."""
    line = tidy(without_formulas(text))
    if not line or is_furniture(line) or not any(character.isalnum() for character in line):
        return None
    if len(line) > LONGEST_WORD and max(map(len, line.split())) > LONGEST_WORD:
        return None
    if kind == "paragraph" and (marker := BULLET.match(line)):
        return Block(text=line[marker.end() :], kind="item")
    if kind == "paragraph" and count_words(line) <= 10 and not line.endswith(SENTENCE_ENDS):
        kind = "heading"  # a short line that is no sentence, as in plain text
    return Block(text=line, kind=kind)


def is_data_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are a table of figures and keywords, no layout: a row is no sentence, and a cell lacks its row."""
    wide = [row for row in rows if len(row) > 1]
    return len(wide) > 1 and max(len(cell.split()) for row in wide for cell in row) < LONGEST_CELL


def without_formulas(text: str) -> str:
    """The text without the sentences that a formula stood in: what is left of such a sentence is torn."""
    if FORMULA not in text:
        return text
    return "".join(sentence for sentence in _SENTENCE.findall(text) if FORMULA not in sentence)
