"""Markup of Markdown and of note programs, taken out of a text whose length stays, since offsets count in the file.

Obsidian, Logseq, pandoc and the HTML that people write between: what shows is kept, what is struck out, commented or computed
goes. What goes is replaced by spaces behind the word that it stood at.
"""

import html
import re
from collections.abc import Callable

from quizgen.read.blocks import without_formulas
from quizgen.read.characters import FORMULA
from quizgen.read.raised import lowered, raised

_GONE = "\0"
_NOTE = r"\[(?:\^[^\]\s]{1,60}|\d{1,3})\]"  # [^name] of Markdown, [12] of copied pages
_TAGS = "u|b|i|em|strong|abbr|span|mark|small|big|kbd|font|a|img|ins|cite|wbr|nobr|code|tt|var|time|dfn"
_BLOCK_TAGS = "br|div|p|center|details|summary|hr|blockquote|section|ul|ol|li"
_LINK = r"\((?:[^()\n]|\([^()\n]{0,200}\)){1,500}\)"


def _run(mark: str) -> str:
    """Words between two equal marks, none of which stands inside a word."""
    last = mark[-1]
    return rf"(?<![\w\\{last}]){mark}(?=[^\s{last}])([^{last}]{{1,200}})(?<![\s\\]){mark}(?!\w)"


def _gone(match: re.Match[str]) -> str:
    """The match with all but its first group marked as gone; line ends stay."""
    kept = (match.start(1), match.end(1)) if match.re.groups and match.start(1) >= 0 else (-1, -1)
    return "".join(
        character if kept[0] <= place < kept[1] or character == "\n" else _GONE
        for place, character in enumerate(match.group(), match.start())
    )


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _entity(match: re.Match[str]) -> str:
    shown = html.unescape(match.group())
    return shown.ljust(len(match.group()), _GONE) if len(shown) == 1 else match.group()


def _formula(match: re.Match[str]) -> str:
    return "".join("\n" if character == "\n" else FORMULA for character in match.group())


def _raise(match: re.Match[str]) -> str:
    shown = raised(match.group(1), match.string[max(match.start() - 12, 0) : match.start()].replace(_GONE, ""))
    return match.group(1).ljust(len(match.group()), _GONE) if shown is None else shown.ljust(len(match.group()), _GONE)


def _lower(match: re.Match[str]) -> str:
    return lowered(match.group(1)).ljust(len(match.group()), _GONE)


def _called(match: re.Match[str]) -> str:
    """A note's text goes where the text before it has its mark."""
    called = match.string.find(match.group("mark"), 0, match.start()) >= 0
    return re.sub(r"[^\n]", _GONE, match.group()) if called else match.group()


# In this order. Every repetition is bounded, so that no text takes long.
_RULES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?m)^ {0,3}(```|~~~)[^\n]*\n(?:(?! {0,3}\1)[^\n]*\n){0,2000}(?: {0,3}\1[^\n]*|\Z)", lambda m: re.sub(r"[^\n]", _GONE, m.group())),
    (r"<!--[^>]{0,2000}-->", _gone),
    (r"%%[^%]{1,2000}%%", _gone),
    (r"\$\$[^$]{1,2000}\$\$|\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,300}?\\\]|(?<![\w$])\$[^\s$\d][^$\n]{0,100}\\[^$\n]{1,100}\$(?!\d)", _formula),
    (r"(?m)^[ \t]*\|[^\n]*\|[ \t]*$", _gone),  # a table's row is no sentence
    (r"(?m)^[ \t]*(?:- )?[\w-]{1,40}::(?: [^\n]*)?$", _gone),  # properties of Logseq
    (r"\{\{c\d+::([^{}]{1,200}?)(?:::[^{}]{0,200})?\}\}", _gone),  # a cloze shows its word
    (r"\{\{(?:embed|query|renderer)[^{}]{0,300}\}\}|\(\([0-9a-f-]{36}\)\)", _gone),
    (r"(?m)^ {0,3}\[[^\]\n]{1,60}\]:[^\n]*(?:\n(?:[ \t]+\S[^\n]*))*", _gone),  # what a note or a link's mark stands for
    (r"(?m)^(?P<mark>\[\d{1,3}\]) [^\n]*(?:\n[^\n]*\S[^\n]*)*", _called),
    (rf"!\[[^\]\n]{{0,300}}\]{_LINK}|!\[\[[^\]\n]{{1,300}}\]\]", _gone),  # a picture with its caption
    (r"\[\[(?:[^\]|\n]{1,200}\|)?([^\]|\n#]{1,200})(?:#[^\]|\n]{0,200})?\]\]", _gone),
    (r"\^\[[^\]\n]{1,500}\]", _gone),  # a note in its place
    (rf"(?<=[^\s\[]){_NOTE}(?:{_NOTE})*", _gone),
    (r"[ \t]?\[-?@[^\]\n]{1,200}\]", _gone),  # a citation
    (rf"\[([^\]\[\n]{{1,300}}(?:\n[^\]\[\n]{{1,300}})?)\](?:{_LINK}|\[[^\]\n]{{0,60}}\])", _gone),  # a link's words
    (r"(?m)^[ \t]*>[> ]*\[![\w-]{1,30}\][^\n]*$", _gone),  # the label of a callout
    (r"(?m)^[ \t]*>[> ]*", _gone),
    (r"(?m)^[ \t]*[-*+] \[ \][^\n]*$", _gone),  # what is still to be done is no fact
    (r"(?m)(?<=^- )\[[xX]\] ", _gone),
    (r"~~[^~\n]{1,500}~~", _gone),
    (r"(?i)<(?:del|s|strike)>[^<]{0,500}</(?:del|s|strike)>", _gone),
    (r"(?i)<sup>([^<]{1,20})</sup>|(?<=\w)\^(\d{1,3})\^", lambda m: _raise(m) if m.group(1) else _raised_caret(m)),
    (r"(?i)<sub>([^<]{1,20})</sub>", _lower),
    (r"(?<=\w)~(\d{1,3})~", _lower),
    (rf"(?i)</?(?:{_BLOCK_TAGS})(?:\s[^<>\n]{{0,200}})?/?>", _spaces),
    (rf"(?i)</?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?/?>", _gone),
    (r"&(?:[a-zA-Z]{2,10}|#\d{2,5}|#x[0-9a-fA-F]{2,5});", _entity),
    *((_run(mark), _gone) for mark in (r"\*\*\*", r"\*\*", r"\*", "___", "__", "_", "`", "==")),
    (r"\{[#.][^{}\n]{1,100}\}", _gone),  # attributes of pandoc
    (r"(?m)[ \t]\^[\w-]{1,40}[ \t]*$", _gone),  # the name of a block
    (rf"(?m)(?:(?<=\s)#[A-Za-z][\w/-]{{0,60}}[ \t{_GONE}]*)+$", _gone),  # tags at a line's end
    (r"(?<=\s):[a-z][a-z_]{1,30}:(?=\s)", _gone),
    (r"\\(?=[^\w\s]|_)", _gone),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), put) for pattern, put in _RULES)


def _raised_caret(match: re.Match[str]) -> str:
    shown = raised(match.group(2), match.string[max(match.start() - 12, 0) : match.start()].replace(_GONE, "")) or ""
    return shown.ljust(len(match.group()), _GONE)


def without_markup(text: str) -> str:
    """The text, each piece of markup replaced by spaces behind the word that it stood at. It must not hold NULs."""
    for pattern, put in _COMPILED:
        text = pattern.sub(put, text)
    if FORMULA in text:
        text = re.sub(r"[^\n]*\ufdd0[^\n]*", _without_formula, text)
    return re.sub(r"\S+", _closed_up, text) if _GONE in text else text


def _without_formula(line: re.Match[str]) -> str:
    return without_formulas(line.group()).ljust(len(line.group()))


def _closed_up(run: re.Match[str]) -> str:
    return run.group().replace(_GONE, "").ljust(len(run.group()))
