"""What python-docx has no words for: lists that begin anew, fields, borders, writing from right to left."""

import importlib
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from quizgen.errors import RenderError
from quizgen.render.handout.data import Handout, Test

PAGES = {"a4": (210, 297), "letter": (215.9, 279.4)}  # millimetres
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP archive knows


def library(name: str) -> Any:
    """A module of python-docx, which is an extra; RenderError where it is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise RenderError("Word documents need python-docx: pip install 'quizgen[docx]'") from None


def element(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """A new XML element, at the end of `parent` if there is one."""
    qn = library("docx.oxml.ns").qn
    made = library("docx.oxml").OxmlElement(name, {qn(key): value for key, value in (attributes or {}).items()})
    if parent is not None:
        parent.append(made)
    return made


def set_style(document: Any, name: str, font: str, size: float) -> Any:
    """A style in black, in one font for every script and without the lines that Word draws below a title."""
    shared, qn = library("docx.shared"), library("docx.oxml.ns").qn
    style = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = font, shared.Pt(size), shared.RGBColor(0, 0, 0)
    properties = style.element.rPr
    fonts = properties.rFonts
    for attribute in list(fonts.attrib):  # fonts of the theme would win over those named
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    fonts.set(qn("w:cs"), font)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    properties.sz.addnext(element(None, "w:szCs", {"w:val": str(round(size * 2))}))  # Arabic and Hebrew
    if style.element.pPr is not None:
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    return style


def table(document: Any, widths: Sequence[float], heads: Sequence[str] = ()) -> Any:
    """A table of some millimetres with a rule above each row but the first; `heads` stand on each of its pages."""
    shared = library("docx.shared")
    made = document.add_table(rows=1 if heads else 0, cols=len(widths))
    made.autofit = False
    if heads:
        borders = element(None, "w:tblBorders")
        element(borders, "w:insideH", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "808080"})
        made._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblLook")
        element(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, head in zip(made.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
    for column, width in zip(made.columns, widths, strict=True):
        column.width = shared.Mm(width)
        for cell in column.cells:
            cell.width = shared.Mm(width)
    return made


def add_row(made: Any) -> Any:
    """The cells of a new row, which stays on one page."""
    row = made.add_row()
    element(row._tr.get_or_add_trPr(), "w:cantSplit")
    for cell, column in zip(row.cells, made.columns, strict=True):
        cell.width = column.width
    return row.cells


def add_field(paragraph: Any, code: str) -> None:
    """A number that Word works out, as PAGE."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else None)._r
        if not kind:
            element(run, "w:instrText").text = code
        elif kind != "text":
            element(run, "w:fldChar", {"w:fldCharType": kind})


def add_bookmark(document: Any, name: str) -> None:
    """A name for the place where the document ends so far."""
    qn = library("docx.oxml.ns").qn
    paragraph = list(document.element.body.iter(qn("w:p")))[-1]
    place = {"w:id": re.sub(r"\D", "", name)}
    element(paragraph, "w:bookmarkStart", place | {"w:name": name})
    element(paragraph, "w:bookmarkEnd", place)


def new_list(document: Any, style: str, mark: str = "") -> int:
    """The id of a list that begins at 1 or A: decimal numbers, or upper-case letters one level down, behind a mark."""
    numbering = document.part.numbering_part.element
    abstract = element(None, "w:abstractNum", {"w:abstractNumId": str(len(numbering))})
    for level in range(2):
        each = element(abstract, "w:lvl", {"w:ilvl": str(level)})
        element(each, "w:start", {"w:val": "1"})
        element(each, "w:numFmt", {"w:val": style})
        element(each, "w:lvlText", {"w:val": f"{mark} %{level + 1}" if mark else f"%{level + 1}."})
        hanging = 680 if mark else 567
        place = {"w:left": str(567 + hanging * level), "w:hanging": str(hanging)}
        element(element(each, "w:pPr"), "w:ind", place)
    first = numbering.num_lst[0]
    first.addprevious(abstract)  # all abstract lists must stand before the first list
    number: int = numbering.add_num(int(abstract.get(library("docx.oxml.ns").qn("w:abstractNumId")))).numId
    return number


def in_list(paragraph: Any, number: int, level: int = 0) -> Any:
    """The paragraph, now an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
    return paragraph


def turn(part: Any) -> None:
    """From right to left, in tables too. Word wants these marks in their place among others."""
    qn = library("docx.oxml.ns").qn
    for paragraph in part.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        properties.insert_element_before(element(None, "w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
        for run in paragraph.iter(qn("w:r")):
            marks = run.get_or_add_rPr()
            for mark in marks.xpath("w:b | w:sz"):  # those scripts have marks of their own for weight and size
                name, value = mark.tag.rpartition("}")[2], mark.get(qn("w:val"), "1")
                mark.addnext(element(None, f"w:{name}Cs", {"w:val": value}))
            element(marks, "w:rtl")
    for properties in part.iter(qn("w:tblPr")):
        properties.insert_element_before(
            element(None, "w:bidiVisual"), "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblLook"
        )


def set_stops(paragraph: Any, stops: Iterable[tuple[float, str, str]]) -> Any:
    """Where tabs lead to: millimetres, how the text stands there, what fills the gap."""
    text, shared = library("docx.enum.text"), library("docx.shared")
    for place, side, leader in stops:
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            shared.Mm(place), text.WD_TAB_ALIGNMENT[side], text.WD_TAB_LEADER[leader]
        )
    return paragraph


def shrink(paragraph: Any, handout: Handout) -> None:
    """A paragraph of small print, grey; in large print it is black."""
    shared = library("docx.shared")
    for run in paragraph.runs:
        run.font.size = shared.Pt(handout.font_size * 0.8)
        run.font.color.rgb = shared.RGBColor(0, 0, 0) if handout.large else shared.RGBColor(89, 89, 89)


def shrink_table(made: Any, handout: Handout) -> None:
    """To 11 points in large print, which is not for the teacher."""
    if handout.large:
        for paragraph in itertools.chain.from_iterable(cell.paragraphs for cell in made._cells):
            for run in paragraph.runs:
                run.font.size = library("docx.shared").Pt(11)


def packed(document: Any) -> bytes:
    """The archive of a document, without the time of its making."""
    made, again = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return again.getvalue()


def text_width(handout: Handout) -> float:
    """Of the text, in millimetres."""
    return PAGES[handout.paper][0] - 2 * (25.4 if handout.large else 20)


def add_title(document: Any, handout: Handout, title: str, test: Test | None = None) -> None:
    """The title of a part, behind it the version where there are several."""
    version = f" · {handout.words['version']} {test.version}" if test and test.version else ""
    document.add_heading(title + version, 0)
