"""Inline markup of Markdown, and the marks of notes: taken out of a text whose length stays, since offsets count in the file."""

import re

_NOTE = r"\[(?:\^[^\]\s]{1,60}|\d{1,3})\]"  # [^name] of Markdown, [12] of copied pages
# What is in no group goes. Every repetition is bounded, so that no text takes long.
_MARKUP = (
    re.compile(r"<!--[^>]{0,2000}-->"),
    re.compile(
        r"(?m)^ {0,3}\[[^\]\n]{1,60}\]:[^\n]*(?:\n(?:[ \t]+\S[^\n]*))*"
    ),  # what a note or a link's mark stands for
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)"),  # a picture with its caption
    re.compile(rf"(?<=[^\s\[]){_NOTE}(?:{_NOTE})*"),
    re.compile(
        r"\[([^\]\[\n]{1,300}(?:\n[^\]\[\n]{1,300})?)\](?:\([^)\n]{1,500}\)|\[[^\]\n]{0,60}\])"
    ),  # a link's words
    re.compile(r"(?m)^[ \t]*>[> ]*"),
    *(
        re.compile(rf"(?<![\w\\{mark[-1]}]){mark}(?=[^\s{mark[-1]}])([^{mark[-1]}]{{1,200}})(?<![\s\\]){mark}(?!\w)")
        for mark in (r"\*\*", r"\*", "__", "_", "`")
    ),
    re.compile(r"\\(?=[^\w\s])"),
)
_NOTE_TEXT = re.compile(r"(?m)^(\[\d{1,3}\]) [^\n]*(?:\n[^\n]*\S[^\n]*)*")
_GONE = "\0"


def without_markup(text: str) -> str:
    """The text, each piece of markup replaced by spaces behind the word that it stood at. It must not hold NULs."""
    text = _NOTE_TEXT.sub(lambda note: _gone(note) if _is_called(note) else note.group(), text)
    for pattern in _MARKUP:
        text = pattern.sub(_gone, text)
    return re.sub(r"\S+", _closed_up, text) if _GONE in text else text


def _gone(match: re.Match[str]) -> str:
    """The match with all but its group marked as gone; line ends stay."""
    kept = (match.start(1), match.end(1)) if match.re is not _NOTE_TEXT and match.re.groups else (-1, -1)
    return "".join(
        character if kept[0] <= place < kept[1] or character == "\n" else _GONE
        for place, character in enumerate(match.group(), match.start())
    )


def _is_called(note: re.Match[str]) -> bool:
    """Whether the text before a note has its mark."""
    return note.string.find(note.group(1), 0, note.start()) >= 0


def _closed_up(run: re.Match[str]) -> str:
    return run.group().replace(_GONE, "").ljust(len(run.group()))
