"""Markdown of note programs -> Cards: `Q:` / `A:`, `C:`, `front :: back`, `?` between two blocks, `==blanks==`, lists.

Forms of hashcards (Q:, A:, C: with [brackets]), Obsidian's Spaced Repetition and Logseq, as their manuals describe them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.bring.card import Card, make_card, plain
from quizgen.bring.clozes import DELETION, MARKED, anki_clozes, marked_clozes

TAGGED = re.compile(
    r"\s*(?:[-*]\s+)?(?:\*\*)?(Q|A|C|Question|Answer|Frage)\s*\d*\s*(?:\*\*)?[:.](?:\*\*)?\s*(.*)", re.IGNORECASE
)
INLINE = re.compile(r"(.+?)\s*:::?\s+(.+)")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
BRACKETS = re.compile(r"\[([^\[\]]+)\](?!\()")
DECORATION = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`|^#+\s+|^>\s?")
LINK = re.compile(r"!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)")
TAG = re.compile(r"(?:^|\s)#[\w/-]+|<!--.*?-->|\^[\w-]+$|\{\{(?:embed|query)[^}]*\}\}")


class _Line(NamedTuple):
    number: int
    text: str


def read_markdown(text: str, name: str) -> Iterator[Card]:
    """Cards of Markdown, in its order; what is no card is passed over."""
    for block in _blocks(text):
        yield from _cards(block)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between; front matter and code are left out."""
    block: list[_Line] = []
    fenced = matter = False
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 and line.strip() == "---":
            matter = True
            continue
        if matter:
            matter = line.strip() not in ("---", "...")
            continue
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if line.strip() in ("", "---", "***") and not fenced:
            if block:
                yield block
            block = []
        elif not fenced:
            block.append(_Line(number, line))
    if block:
        yield block


def _cards(block: list[_Line]) -> Iterator[Card]:
    if any(TAGGED.match(line.text) for line in block):
        yield from _tagged(block)
        return
    marks = [n for n, line in enumerate(block) if line.text.strip() in ("?", "??")]
    if marks and 0 < marks[0] < len(block) - 1:
        front, back = block[: marks[0]], block[marks[0] + 1 :]
        yield make_card(_join(front), _join(back), (), front[0].number)
        return
    if len(block) > 1 and words(block[0].text).endswith("?") and all(ITEM.match(line.text) for line in block[1:]):
        answers = [words(item[1]) for line in block[1:] if (item := ITEM.match(line.text))]
        yield make_card(words(block[0].text), ", ".join(answers), (), block[0].number)
        return
    for line in block:
        if DELETION.search(line.text):
            yield from anki_clozes(words(line.text), line.number)
        elif MARKED.search(line.text):
            yield from marked_clozes(_unlinked(line.text), MARKED, line.number)
        elif match := INLINE.fullmatch(line.text.strip()):
            yield make_card(words(match[1]), words(match[2]), (), line.number)


def _tagged(block: list[_Line]) -> Iterator[Card]:
    """`Q:` and `A:` with the lines that follow each; options of a question stand as a list behind it; `C:` has brackets."""
    question, answer, options = list[str](), list[str](), list[str]()
    begun, tag = 0, ""
    for line in [*block, _Line(0, "Q: ")]:
        match = TAGGED.match(line.text)
        if match and match[1][0].upper() in "QFC":
            if question and answer:
                yield make_card(" ".join(question), " ".join(answer), options, begun)
            question, answer, options, begun = [], [], [], line.number
            tag = "C" if match[1].upper() == "C" else "Q"
            if tag == "C":
                yield from marked_clozes(match[2], BRACKETS, line.number)
            elif match[2]:
                question.append(words(match[2]))
        elif match:
            tag = "A"
            answer.append(words(match[2]))
        elif tag == "Q" and (option := re.fullmatch(r"\s*(?:[-*]\s+)?\(?[A-Ha-h][.)]\s+(.*)", line.text)):
            options.append(words(option[1]))
        elif tag in ("Q", "A"):
            item = ITEM.match(line.text)
            (question if tag == "Q" else answer).append(words(item[1] if item else line.text))


def _join(lines: list[_Line]) -> str:
    items = [ITEM.match(line.text) for line in lines]
    if len(lines) > 1 and all(items):
        return ", ".join(words(item[1]) for item in items if item)
    return " ".join(words(line.text) for line in lines)


def _unlinked(text: str) -> str:
    item = ITEM.match(text)
    return LINK.sub(lambda match: match[1] or match[2] or "", TAG.sub("", item[1] if item else text)).strip()


def words(text: str) -> str:
    """A line by its shown words: no list mark, links by their names, no tags, no emphasis."""
    return plain(DECORATION.sub("", _unlinked(text)))
