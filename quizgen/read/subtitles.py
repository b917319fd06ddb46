"""Subtitles (SRT, WebVTT) -> blocks: the cues joined to sentences, without times, colours and sounds."""

import html
import re
from pathlib import Path

from quizgen.read.blocks import Block, Extracted, make_block
from quizgen.read.encoding import decode

TIMES = re.compile(r"^\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{3})")
MARKUP = re.compile(
    r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}|\[[^\[\]\n]{0,60}\]|\([A-Z\s]{2,40}\)|[♪♫]|^\s*(?:>>+|-)\s*"
)
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*$")
PAUSE = 4.0  # seconds after which a new paragraph begins, where a sentence has ended
LONG = 90  # words after which it does anyway


def read_subtitles(raw: bytes, name: str) -> Extracted:
    """The words of subtitles, the file's name as title. Raises ReadError: an encoding that cannot be told."""
    paragraphs: list[list[str]] = [[]]
    ended, last = 0.0, ""
    for began, until, lines in _cues(decode(raw, name)):
        done = bool(paragraphs[-1]) and SENTENCE_END.search(paragraphs[-1][-1]) is not None
        if done and (began - ended > PAUSE or sum(len(line.split()) for line in paragraphs[-1]) > LONG):
            paragraphs.append([])
        for line in lines:
            if line != last:  # cues that roll repeat the line before
                paragraphs[-1].append(line)
            last = line
        ended = until
    blocks = [block for each in paragraphs if (block := make_block(" ".join(each)))]
    title = re.sub(r"[_\s.-]+", " ", Path(name).stem).strip()
    return Extracted(blocks=tuple(Block(text=block.text) for block in blocks), title=title)


def _cues(text: str) -> list[tuple[float, float, list[str]]]:
    """Beginning, end and lines of each cue."""
    cues: list[tuple[float, float, list[str]]] = []
    for part in re.split(r"\r?\n[ \t]*\r?\n", text):
        lines = part.splitlines()
        at = next((number for number, line in enumerate(lines[:3]) if TIMES.match(line)), None)
        if at is None:
            continue
        times = TIMES.match(lines[at])
        assert times is not None
        numbers = [int(value or 0) for value in times.groups()]
        began, until = (h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (numbers[:4], numbers[4:]))
        shown = [" ".join(MARKUP.sub("", html.unescape(line)).split()) for line in lines[at + 1 :]]
        cues.append((began, until, [line for line in shown if line]))
    return cues
