"""Deck -> Word document for those who want to change a handout by hand: real headings, lists and tables.

Numbers, order and key are those of the PDF, since both come from `lay_out`. python-docx (extra `docx`) writes it.
"""

import importlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck
from quizgen.render.handout_data import Entry, Handout, Item, Layout, Options, Quote, Section, Test
from quizgen.render.handout_layout import lay_out

DRAWN = ("quiz", "key", "numbers", "study")
PAGES = {"a4": (210, 297), "letter": (215.9, 279.4)}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP archive knows


def render_docx(deck: Deck, **options: Unpack[Options]) -> bytes:
    """A .docx of the layouts quiz, key, numbers and study; the same bytes each time. Columns are left to Word.

    RenderError, beside that of `lay_out`, for another layout and when python-docx is not installed.
    """
    handout = lay_out(deck, **options)
    for layout in handout.layouts:
        if layout not in DRAWN:
            raise RenderError(f"layout {layout} is drawn as PDF, PNG or SVG only; leave `--to docx` out")
    document = _document(handout)
    for number, (part, test) in enumerate(_parts(handout)):
        if number:
            document.add_page_break()
        if part == "quiz":
            _quiz(document, handout, test)
        elif part == "key":
            _key(document, handout, test)
        elif part == "numbers":
            _numbers(document, handout)
        else:
            _study(document, handout)
    if handout.rtl:
        _turn(document)
    return _packed(document)


def _parts(handout: Handout) -> Iterable[tuple[Layout, Test]]:
    """Quiz and key of each version, the others once."""
    for layout in handout.layouts:
        for test in handout.tests if layout in ("quiz", "key") else handout.tests[:1]:
            yield layout, test


def _document(handout: Handout) -> Any:
    docx = _library("docx")
    document = docx.Document()
    document.core_properties.title = handout.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = handout.language
    shared = _library("docx.shared")
    section = document.sections[0]
    section.page_width, section.page_height = (shared.Mm(length) for length in PAGES[handout.paper])
    section.left_margin = section.right_margin = shared.Mm(25.4 if handout.large else 20)
    section.top_margin = section.bottom_margin = shared.Mm(25.4 if handout.large else 18)
    document.styles["Normal"].font.size = shared.Pt(handout.font_size)
    document.styles["Normal"].font.name = "Arial" if handout.large else "Cambria"
    document.styles["Normal"].paragraph_format.space_after = shared.Pt(handout.font_size * 0.4)
    return document


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise RenderError("Word documents need python-docx: pip install 'quizgen[docx]'") from None


def _packed(document: Any) -> bytes:
    """The archive without the time of its making."""
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()


# ----------------------------------------------------------------------------------------------------------------- quiz


def _quiz(document: Any, handout: Handout, test: Test) -> None:
    words = handout.words
    _title(document, handout, handout.title, test)
    lines = f"{words['name']} {'_' * 28}  {words['class']} {'_' * 8}  {words['date']} {'_' * 10}"
    document.add_paragraph(f"{lines}  {words['points']} {BLANK} / {test.points}")
    numbers = _new_list(document, "decimal")
    for section in test.sections:
        document.add_heading(section.title, 1)
        instruction = document.add_paragraph()
        instruction.add_run(section.instruction).italic = True
        instruction.add_run(f" ({section.worth})")
        instruction.paragraph_format.keep_with_next = True
        for item in section.items:
            _question(document, handout, section, item, numbers)
    document.add_paragraph(f"{words['source']}: {handout.source}")
    if handout.licence:
        document.add_paragraph(handout.licence)


def _question(document: Any, handout: Handout, section: Section, item: Item, numbers: int) -> None:
    words = handout.words
    stem = item.stem
    if section.form == "true-false":
        stem = f"{words['true_letter']}  {words['false_letter']}  {stem}"
    elif section.form == "cloze":
        stem = f"{stem}{_line(item.room)}{item.rest}"
    paragraphs = [_in_list(document.add_paragraph(stem), numbers)]
    if section.form == "choice":
        letters = _new_list(document, "upperLetter")
        paragraphs += [_in_list(document.add_paragraph(option.text), letters, level=1) for option in item.options]
    elif section.form == "ordering":
        paragraphs += [_indented(document.add_paragraph(f"{BLANK} {row.text}")) for row in item.rows]
    elif section.form == "short":
        paragraphs.append(_indented(document.add_paragraph(_line(item.room))))
    elif section.form == "matching":
        paragraphs += _matching(document, item)
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_together = True
    for paragraph in paragraphs[:-1]:  # Word has no other way to keep a question on one page
        paragraph.paragraph_format.keep_with_next = True


def _line(room: int) -> str:
    return "_" * max(16, room * 2)


def _matching(document: Any, item: Item) -> list[Any]:
    left = [f"{BLANK} {row.text}" for row in item.rows]
    right = [f"{option.letter}  {option.text}" for option in item.options]
    table = document.add_table(rows=max(len(left), len(right)), cols=2)
    for column, texts in zip(table.columns, (left, right), strict=True):
        for cell, text in zip(column.cells, texts, strict=False):
            cell.text = text
    return [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]


def _title(document: Any, handout: Handout, title: str, test: Test | None = None) -> None:
    version = f" · {handout.words['version']} {test.version}" if test and test.version else ""
    document.add_heading(title + version, 0)


def _indented(paragraph: Any) -> Any:
    paragraph.paragraph_format.left_indent = _library("docx.shared").Mm(10)
    return paragraph


# --------------------------------------------------------------------------------------------------- key and fact sheet


def _key(document: Any, handout: Handout, test: Test) -> None:
    words = handout.words
    _title(document, handout, f"{words['layouts']['key']} · {handout.title}", test)
    table = _table(document, [words["number"], words["answer"], words["evidence"], words["points"]])
    for section in test.sections:
        for item in section.items:
            number, answer, evidence, points = table.add_row().cells
            number.text, points.text = f"{item.number}.", str(item.points)
            _answer(answer.paragraphs[0], item, words["also"])
            for quote in item.evidence:
                _quoted(evidence.paragraphs[-1], quote)
                evidence.add_paragraph()
            evidence.paragraphs[-1].add_run(item.id).italic = True


def _answer(paragraph: Any, item: Item, also: str) -> None:
    paragraph.add_run(item.key).bold = True
    if item.form in ("choice", "true-false"):
        paragraph.add_run(f"  {item.answer}")
    lines = [f"{row.key}  {row.text}" for row in item.rows]
    if item.also_accept:
        lines.append(f"{also}: {', '.join(item.also_accept)}")
    for line in [*lines, *filter(None, [item.note])]:
        paragraph.add_run(f"\n{line}")


def _quoted(paragraph: Any, quote: Quote) -> None:
    paragraph.add_run(quote.before)
    paragraph.add_run(quote.answer).bold = True
    paragraph.add_run(quote.after)


def _numbers(document: Any, handout: Handout) -> None:
    _title(document, handout, f"{handout.words['layouts']['numbers']} · {handout.title}")
    table = _table(document, [*(test.version for test in handout.tests), handout.words["question_id"]])
    for row in handout.numbers:
        for cell, text in zip(table.add_row().cells, [*map(str, row.numbers), row.id], strict=True):
            cell.text = text


def _study(document: Any, handout: Handout) -> None:
    _title(document, handout, f"{handout.words['layouts']['study']} · {handout.title}")
    for name, heading in handout.words["facts"].items():
        entries: Sequence[Entry] = getattr(handout.study, name)
        if entries:
            document.add_heading(heading, 1)
            table = document.add_table(rows=0, cols=2)
            for entry in entries:
                label, text = table.add_row().cells
                label.paragraphs[0].add_run(entry.label).bold = True
                text.text = f"{entry.text} ({entry.when})" if name == "people" and entry.when else entry.text


# ------------------------------------------------------------------------------------ what python-docx has no words for


def _table(document: Any, heads: Sequence[str]) -> Any:
    """A table whose first row stands on each of its pages."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    _element(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    return table


def _new_list(document: Any, style: str) -> int:
    """The id of a list that begins at 1 or A: decimal numbers, or upper-case letters one level down."""
    numbering = document.part.numbering_part.element
    abstract = _element(None, "w:abstractNum", {"w:abstractNumId": str(len(numbering))})
    for level in range(2):
        each = _element(abstract, "w:lvl", {"w:ilvl": str(level)})
        _element(each, "w:start", {"w:val": "1"})
        _element(each, "w:numFmt", {"w:val": style})
        _element(each, "w:lvlText", {"w:val": f"%{level + 1}."})
        place = {"w:left": str(567 + 454 * level), "w:hanging": "454"}
        _element(_element(each, "w:pPr"), "w:ind", place)
    first = numbering.num_lst[0]
    first.addprevious(abstract)  # all abstract lists must stand before the first list
    number: int = numbering.add_num(int(abstract.get(_library("docx.oxml.ns").qn("w:abstractNumId")))).numId
    return number


def _in_list(paragraph: Any, number: int, level: int = 0) -> Any:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
    return paragraph


def _turn(document: Any) -> None:
    """From right to left, in tables too. Word wants these marks in their place among others."""
    oxml, qn = _library("docx.oxml"), _library("docx.oxml.ns").qn
    for paragraph in document.element.body.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        properties.insert_element_before(oxml.OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
        for run in paragraph.iter(qn("w:r")):
            _element(run.get_or_add_rPr(), "w:rtl")
    for table in document.element.body.iter(qn("w:tblPr")):
        table.insert_element_before(oxml.OxmlElement("w:bidiVisual"), "w:tblW", "w:jc", "w:tblLook")


def _element(parent: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    qn = _library("docx.oxml.ns").qn
    element = _library("docx.oxml").OxmlElement(name, {qn(key): value for key, value in (attributes or {}).items()})
    if parent is not None:
        parent.append(element)
    return element
