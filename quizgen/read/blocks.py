"""What a format yields before it is an Article: blocks of text and what was found beside them."""

import re
from datetime import date
from typing import Literal

from quizgen.models import Model
from quizgen.read.characters import tidy
from quizgen.read.furniture import is_furniture
from quizgen.read.limits import LONGEST_WORD

# As in plain text: a short line that ends otherwise is a heading.
SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", '"', ",", "’")
BULLET = re.compile(r"^(?:[•◦▪‣●○■–—*·-]|\d{1,2}[.)])\s+(?=\S)")


class Block(Model):
    """One paragraph, heading or list item, its text on one line."""

    text: str
    kind: Literal["title", "heading", "paragraph", "item"] = "paragraph"


class Extracted(Model):
    """An article's blocks in reading order, and the title, byline, date and canonical URL where they were found."""

    blocks: tuple[Block, ...]
    title: str = ""
    byline: str = ""
    published: date | None = None
    url: str = ""


def make_block(text: str, kind: Literal["heading", "paragraph", "item"] = "paragraph") -> Block | None:
    """A block of raw text, tidied; None when nothing is left or it is furniture that every format can have."""
    line = tidy(text)
    if not line or is_furniture(line) or not any(character.isalnum() for character in line):
        return None
    if len(line) > LONGEST_WORD and max(map(len, line.split())) > LONGEST_WORD:
        return None
    if kind == "paragraph" and (marker := BULLET.match(line)):
        return Block(text=line[marker.end() :], kind="item")
    if kind == "paragraph" and len(line.split()) <= 10 and not line.endswith(SENTENCE_ENDS):
        kind = "heading"  # a short line that is no sentence, as in plain text
    return Block(text=line, kind=kind)
