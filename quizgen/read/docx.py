"""A Word document -> blocks: body text in order, list items and headings by style, as it shows with all changes accepted.

Deleted, struck out and hidden text, captions, notes and tables of figures are left out.
"""

import io
from typing import Any

from quizgen.errors import ReadError
from quizgen.models import LeftOut
from quizgen.read.archive import damaged, open_archive, read_member
from quizgen.read.blocks import Block, Extracted, is_data_table, make_block
from quizgen.read.characters import FORMULA, tidy
from quizgen.read.limits import Limits
from quizgen.read.raised import lowered, raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = (
    *(W + tag for tag in ("del", "moveFrom", "txbxContent", "instrText", "delText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
FORMULAS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
UNSEEN = (W + "vanish", W + "webHidden", W + "strike", W + "dstrike")
NOTES = (W + "footnoteReference", W + "endnoteReference")
NO_AUTHORS = (
    "",
    "python-docx",
    "user",
    "admin",
    "administrator",
    "author",
    "unknown author",
    "microsoft office user",
    "windows user",
)


def read_docx(raw: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a .docx file. Raises ReadError: damaged, locked, larger unpacked than allowed."""
    archive = open_archive(raw, name, limits)
    left = limits.unpacked
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            left -= len(read_member(archive, member, name, limits.model_copy(update={"unpacked": max(left, 0)})))
    import docx

    try:
        document = docx.Document(io.BytesIO(raw))
        body = document.element.body
        styles = {style.style_id: (style.name or "") for style in document.styles if style.style_id}
        properties = document.core_properties
        author, title = properties.author or "", properties.title or ""
    except Exception:  # python-docx lets out whatever zipfile, lxml and its own lookups raise on a damaged file
        raise damaged(name) from None
    if body is None:
        raise damaged(name)
    _join_deleted(body)
    tables = _remove_tables(body)
    blocks = [block for block in (_block(each, styles) for each in body.iter(W + "p")) if block is not None]
    if not blocks:
        raise ReadError(f"{name}: there is no text in it; if it shows pictures of text, type or recognise it first")
    return Extracted(
        blocks=tuple(blocks),
        title="" if any(block.kind == "title" for block in blocks[:8]) else _trusted_title(title, blocks),
        byline=tidy(author) if author.strip().lower() not in NO_AUTHORS else _by_style(body, styles),
        left_out=(LeftOut(why="tables", words=tables),) if tables else (),
    )


def _join_deleted(body: Any) -> None:
    """A paragraph whose mark is deleted goes on in the next."""
    for paragraph in list(body.iter(W + "p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None:
            continue
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            place = 1 if following.find(W + "pPr") is not None else 0
            for child in reversed([each for each in paragraph if each.tag != W + "pPr"]):
                following.insert(place, child)


def _remove_tables(body: Any) -> int:
    """Takes the tables of figures away, not those that only lay a page out; their words."""
    words = 0
    for table in list(body.iter(W + "tbl")):
        rows = [[" ".join(_text(cell)) for cell in row.iterchildren(W + "tc")] for row in table.iter(W + "tr")]
        if table.getparent() is not None and is_data_table(rows):
            words += sum(len(cell.split()) for row in rows for cell in row)
            table.getparent().remove(table)
    return words


def _trusted_title(title: str, blocks: list[Block]) -> str:
    """The title of the properties is often a leftover of another document; it counts where the text has it too."""
    words = tidy(title)
    return words if words and any(words.casefold() == block.text.casefold() for block in blocks[:8]) else ""


def _block(paragraph: Any, styles: dict[str, str]) -> Block | None:
    if any(parent.tag in SKIPPED for parent in paragraph.iterancestors()):
        return None
    properties = paragraph.find(W + "pPr")
    numbered = properties is not None and properties.find(W + "numPr") is not None
    style = _style(paragraph, styles)
    if style in ("header", "footer", "illustration") or style.endswith("caption") or style.startswith("toc"):
        return None
    text = "".join(_text(paragraph))
    if style == "title":
        line = tidy(text)
        return Block(text=line, kind="title") if line else None
    if style.startswith("heading"):
        return make_block(text, "heading")
    return make_block(text, "item" if numbered or style.startswith("list") else "paragraph")


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    style_id = next((each.get(W + "val") for each in paragraph.findall(f"{W}pPr/{W}pStyle")), None)
    return styles.get(style_id or "", "").lower()


def _by_style(body: Any, styles: dict[str, str]) -> str:
    """The author's name where a paragraph's style says that it is one, as pandoc does."""
    return next((tidy("".join(_text(each))) for each in body.iter(W + "p") if _style(each, styles) == "author"), "")


def _text(paragraph: Any) -> list[str]:
    """The pieces of a paragraph as they show: deleted and hidden text, field codes, text boxes, marks of notes left out."""
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        each = stack.pop()
        if each.tag in SKIPPED or (
            each.tag == W + "r" and (_is_unseen(each) or any(child.tag in NOTES for child in each))
        ):
            continue
        if each.tag == FORMULAS:
            pieces.append(FORMULA)
            continue
        if each.tag == W + "t":
            pieces.append(_as_raised(each, "".join(pieces[-6:])))
        elif each.tag in (W + "tab", W + "br", W + "cr") and each.getparent().tag == W + "r":
            pieces.append(" ")
        elif each.tag == W + "noBreakHyphen":
            pieces.append("-")
        stack += reversed(list(each))
    return pieces


def _is_unseen(run: Any) -> bool:
    """Whether a run is hidden or struck out."""
    marks = [mark for name in UNSEEN for mark in run.findall(f"{W}rPr/{name}")]
    return any(mark.get(W + "val", "true") not in ("0", "false", "off") for mark in marks)


def _as_raised(text: Any, before: str) -> str:
    words = text.text or ""
    place = text.getparent().find(f"{W}rPr/{W}vertAlign")
    if place is None:
        return words
    if place.get(W + "val") == "subscript":
        return lowered(words)
    shown = raised(words.strip(), before) if place.get(W + "val") == "superscript" else None
    return words if shown is None else shown
