"""A presentation -> blocks: the title and the text of each slide that is shown. Notes, tables, dates and numbers are left out."""

import posixpath

from lxml.etree import _Element

from quizgen.errors import ReadError
from quizgen.read.archive import damaged, open_archive, parse_xml, read_member
from quizgen.read.blocks import Block, Extracted, make_block
from quizgen.read.characters import tidy
from quizgen.read.limits import Limits

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FURNITURE = ("dt", "ftr", "sldNum", "hdr")


def read_pptx(raw: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a .pptx file. Raises ReadError: damaged, locked, larger unpacked than allowed."""
    archive = open_archive(raw, name, limits)
    left = limits.unpacked

    def tree(member: str) -> _Element | None:
        nonlocal left
        content = read_member(archive, member, name, limits.model_copy(update={"unpacked": max(left, 0)}))
        left -= len(content)
        return parse_xml(content)

    show, links = tree("ppt/presentation.xml"), tree("ppt/_rels/presentation.xml.rels")
    if show is None or links is None:
        raise damaged(name)
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    blocks: list[Block] = []
    for each in show.iter(P + "sldId"):
        slide = tree(posixpath.normpath(posixpath.join("ppt", targets.get(each.get(R + "id"), "").lstrip("/"))))
        if slide is not None and slide.get("show") != "0":
            blocks += _slide(slide, first=not blocks)
    if not blocks:
        raise ReadError(f"{name}: there is no text in it; if it shows pictures of text, type it first")
    core = tree("docProps/core.xml")
    author = (
        next((tidy(each.text or "") for each in core.iter() if str(each.tag).endswith("}creator")), "")
        if core is not None
        else ""
    )
    return Extracted(blocks=tuple(blocks), byline=author)


def _slide(slide: _Element, first: bool) -> list[Block]:
    blocks: list[Block] = []
    for shape in slide.iter(P + "sp"):
        place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = place.get("type", "body") if place is not None else ""
        if kind in FURNITURE:
            continue
        for paragraph in shape.iter(A + "p"):
            text = "".join(
                (each.text or "") if each.tag == A + "t" else " " for each in paragraph.iter(A + "t", A + "br")
            )
            if kind in ("title", "ctrTitle"):
                line = tidy(text)
                if line:
                    blocks.insert(0, Block(text=line, kind="title" if first and kind == "ctrTitle" else "heading"))
            elif block := make_block(text, "item" if kind == "body" and place is not None else "paragraph"):
                blocks.append(block)
    return blocks
