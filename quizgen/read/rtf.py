"""Rich Text Format -> blocks: a small reader of the words that show."""

import re
from typing import NamedTuple

from quizgen.errors import ReadError
from quizgen.read.blocks import Block, Extracted, make_block
from quizgen.read.characters import tidy
from quizgen.read.raised import lowered, raised

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
# Groups that hold no text of the document.
ASIDE = frozenset((
    b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"rsidtbl", b"info", b"pict", b"object", b"header",
    b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"footnote", b"annotation", b"atnid", b"atnauthor",
    b"fldinst", b"themedata", b"colorschememapping", b"datastore", b"latentstyles", b"xmlnstbl", b"generator", b"bkmkstart", b"bkmkend",
    b"tc", b"xe", b"shppict", b"nonshppict", b"pntext", b"listtext", b"revtbl",
))  # fmt: skip
CHARACTERS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"tab": " ",
    b"line": " ", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
BREAKS = (b"par", b"sect", b"page", b"row", b"cell")
DEEPEST = 500  # groups


class State(NamedTuple):
    """What holds inside a group."""

    aside: bool = False
    hidden: bool = False
    level: str = ""  # "super" or "sub"
    skip: int = 1  # bytes that stand for a Unicode character in old readers
    table: bool = False


def read_rtf(raw: bytes, name: str) -> Extracted:
    """The text of an RTF file. Raises ReadError: no text in it, damaged."""
    page = _code_page(raw)
    states = [State()]
    blocks: list[Block] = []
    line: list[str] = []
    skipping = 0

    def add(text: str) -> None:
        state = states[-1]
        if state.aside or state.hidden or state.table:
            return
        if state.level == "super":
            shown = raised(text.strip(), "".join(line[-8:]))
            text = text if shown is None else shown
        elif state.level == "sub":
            text = lowered(text)
        line.append(text)

    for token in TOKEN.finditer(raw):
        word, number, code, sign, brace, text = token.groups()
        state = states[-1]
        if brace == b"{":
            if len(states) > DEEPEST:
                raise ReadError(f"{name}: the file is damaged; save it again from the program that made it")
            states.append(state)
        elif brace == b"}":
            if len(states) > 1:
                states.pop()
        elif text is not None:
            gone, skipping = min(skipping, len(text)), max(skipping - len(text), 0)
            add(text[gone:].decode(page, "replace"))
        elif code is not None:
            if skipping:
                skipping -= 1
            else:
                add(bytes.fromhex(code.decode()).decode(page, "replace"))
        elif sign is not None:
            if sign == b"*":
                states[-1] = state._replace(aside=True)
            else:
                add({b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1") if sign in b"{}\\" else ""))
        elif word in BREAKS:
            if word in (b"par", b"sect", b"page") and not state.aside and (block := make_block("".join(line))):
                blocks.append(block)
            line = line if word == b"cell" else []
        elif word == b"u":
            add(chr(int(number or 0) % 0x10000))
            skipping = state.skip
        elif word in CHARACTERS:
            add(CHARACTERS[word])
        elif word is not None:
            if word in (b"listtext", b"pntext") and not state.aside:
                line.append("• ")
            states[-1] = _changed(state, word, int(number) if number else None)
    if block := make_block("".join(line)):
        blocks.append(block)
    if not blocks:
        raise ReadError(f"{name}: there is no text in it; if it shows some, save it as .docx")
    return Extracted(blocks=tuple(blocks), title=_stated(raw, b"title", page), byline=_stated(raw, b"author", page))


def _changed(state: State, word: bytes, number: int | None) -> State:
    on = number != 0
    if word in ASIDE:
        return state._replace(aside=True)
    if word in (b"v", b"strike", b"striked", b"deleted"):
        return state._replace(hidden=on)
    if word in (b"super", b"sub"):
        return state._replace(level=word.decode() if on else "")
    if word in (b"nosupersub", b"plain"):
        return state._replace(level="", hidden=state.hidden and word != b"plain")
    if word == b"uc":
        return state._replace(skip=max(0, min(number or 0, 8)))
    if word in (b"intbl", b"pard"):
        return state._replace(table=word == b"intbl")
    return state


def _code_page(raw: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", raw[:2000])
    label = f"cp{found.group(1).decode()}" if found else "mac_roman" if b"\\mac" in raw[:200] else "cp1252"
    try:
        b"a".decode(label)
    except LookupError:
        return "cp1252"
    return label


def _stated(raw: bytes, name: bytes, page: str) -> str:
    """What the file's information says, where a person is likely to have written it."""
    found = re.search(rb"\{\\" + name + rb" ([^{}\\]{1,200})\}", raw[:200_000])
    line = tidy(found.group(1).decode(page, "replace")) if found else ""
    return "" if re.search(r"(?i)untitled|^(?:user|admin|author|document\d*|microsoft.*)?$", line) else line
