"""Deck -> Word document for those who want to change a handout by hand: real headings, lists and tables.

Numbers, order and key are those of the PDF, since both come from `lay_out`. python-docx (extra `docx`) writes it.
"""

import itertools
import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck
from quizgen.render.docx_elements import (
    add_bookmark,
    add_field,
    add_row,
    element,
    in_list,
    library,
    new_list,
    packed,
    set_stops,
    set_style,
    shrink,
    shrink_table,
    table,
    turn,
)
from quizgen.render.handout_data import Entry, Handout, Item, Layout, Options, Quote, Section, Test
from quizgen.render.handout_layout import lay_out

DRAWN = ("quiz", "key", "numbers", "study")
PAGES = {"a4": (210, 297), "letter": (215.9, 279.4)}
INDENT = 10  # millimetres by which what belongs to a question stands further in
CIRCLE, BOX = "\N{WHITE CIRCLE}", "\N{BALLOT BOX}"


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
        section = document.add_section() if number else document.sections[0]
        _footer(section, handout, part, test, f"end{number}")
        if part == "quiz":
            _quiz(document, handout, test)
        elif part == "key":
            _key(document, handout, test)
        elif part == "numbers":
            _numbers(document, handout)
        else:
            _study(document, handout)
        add_bookmark(document, f"end{number}")
    if handout.rtl:
        for each in (document.element.body, *(section.footer._element for section in document.sections)):
            turn(each)
    return packed(document)


def _parts(handout: Handout) -> Iterable[tuple[Layout, Test]]:
    """Quiz and key of each version, the others once."""
    for layout in handout.layouts:
        for test in handout.tests if layout in ("quiz", "key") else handout.tests[:1]:
            yield layout, test


def _document(handout: Handout) -> Any:
    document = library("docx").Document()
    document.core_properties.title = handout.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = handout.language
    shared, qn = library("docx.shared"), library("docx.oxml.ns").qn
    for language in document.styles.element.iter(qn("w:lang")):  # for the spelling check
        language.set(qn("w:bidi" if handout.rtl else "w:val"), handout.language)
    section = document.sections[0]
    section.page_width, section.page_height = (shared.Mm(length) for length in PAGES[handout.paper])
    section.left_margin = section.right_margin = shared.Mm((PAGES[handout.paper][0] - _width(handout)) / 2)
    section.top_margin = section.bottom_margin = shared.Mm(25.4 if handout.large else 18)
    size, font = handout.font_size, "Arial" if handout.large else "Cambria"
    normal = set_style(document, "Normal", font, size).paragraph_format
    normal.space_after, normal.line_spacing = shared.Pt(size * 0.4), 1.25 if handout.large else 1.1
    title = set_style(document, "Title", font, size * 1.6)
    heading = set_style(document, "Heading 1", font, size * 1.2)
    for font in (title.font, heading.font):
        font.bold = font.cs_bold = True
    title.paragraph_format.space_after = shared.Pt(size)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = shared.Pt(size * 1.5), shared.Pt(4)
    return document


def _width(handout: Handout) -> float:
    """Of the text, in millimetres."""
    return PAGES[handout.paper][0] - 2 * (25.4 if handout.large else 20)


def _footer(section: Any, handout: Handout, part: Layout, test: Test, end: str) -> None:
    """Title and version on one side, on the other the page, counted within this part up to the bookmark `end`."""
    if section._sectPr.find(library("docx.oxml.ns").qn("w:pgNumType")) is None:  # a section begins as its forerunner
        start = element(None, "w:pgNumType", {"w:start": "1"})
        section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Normal"
    set_stops(paragraph, [(_width(handout), "RIGHT", "SPACES")])
    title = handout.title if part == "quiz" else f"{handout.words['layouts'][part]} · {handout.title}"
    texts = [textwrap.shorten(title, 30 if handout.large else 80, placeholder=" …")]
    if test.version and part in ("quiz", "key"):
        texts.append(f"{handout.words['version']} {test.version}")
    paragraph.add_run(" · ".join(texts) + "\t")
    fields = {"{n}": "PAGE", "{all}": f"PAGEREF {end}"}  # SECTIONPAGES is known to Word alone
    for text in re.split(r"(\{\w+\})", handout.words["page"]):
        if text in fields:
            add_field(paragraph, fields[text])
        else:
            paragraph.add_run(text)
    shrink(paragraph, handout)


# ----------------------------------------------------------------------------------------------------------------- quiz


def _quiz(document: Any, handout: Handout, test: Test) -> None:
    words = handout.words
    _title(document, handout, handout.title, test)
    if handout.placing:
        shrink(document.add_paragraph(handout.placing), handout)
    _name_lines(document, handout, test)
    numbers = new_list(document, "decimal")
    for section in test.sections:
        document.add_heading(section.title, 1)
        instruction = document.add_paragraph()
        instruction.add_run(section.instruction).italic = not handout.large
        instruction.add_run(f" ({section.worth})")
        instruction.paragraph_format.keep_with_next = True
        for item in section.items:
            _question(document, handout, section, item, numbers)
    source = document.add_paragraph(f"{words['source']}: " + "\n".join(handout.sources))
    source.paragraph_format.space_before = library("docx.shared").Pt(handout.font_size * 1.5)
    if handout.licence:
        source.add_run(f"\n{handout.licence}")
    if not handout.large:
        shrink(source, handout)


def _name_lines(document: Any, handout: Handout, test: Test) -> None:
    """Labels with lines to write on: tabs that leave one, since underscores would run into the next line."""
    words, width = handout.words, _width(handout)
    points = f"{words['points']} {BLANK} / {test.points}"
    if handout.large:
        for word in (words["name"], words["class"], words["date"]):
            set_stops(document.add_paragraph(f"{word} \t"), [(width, "LEFT", "LINES")])
        document.add_paragraph(points)
    else:
        places = [(width * share, "LEFT", "LINES") for share in (0.45, 0.6, 0.78)]
        text = f"{words['name']} \t  {words['class']} \t  {words['date']} \t  {points}"
        set_stops(document.add_paragraph(text), places)


def _question(document: Any, handout: Handout, section: Section, item: Item, numbers: int) -> None:
    words = handout.words
    stem = item.stem
    if section.form == "true-false":
        stem = f"{CIRCLE} {words['true_letter']}  {CIRCLE} {words['false_letter']}  {stem}"
    elif section.form == "cloze":
        stem = f"{stem}{'_' * (16 if item.room <= 10 else 30)}{item.rest}"
    paragraphs = [in_list(document.add_paragraph(), numbers)]
    if handout.mixed and item.placing:
        paragraphs[0].add_run(item.placing).italic = True
        paragraphs[0].add_run().add_break()
    paragraphs[0].add_run(stem)
    paragraphs[0].paragraph_format.space_before = library("docx.shared").Pt(handout.font_size * 0.8)
    if section.form == "choice":
        letters = new_list(document, "upperLetter", CIRCLE)
        paragraphs += [in_list(document.add_paragraph(option.text), letters, level=1) for option in item.options]
    elif section.form == "ordering":
        paragraphs += [_marked(document.add_paragraph(), handout, BOX, row.text, INDENT) for row in item.rows]
    elif section.form == "short":
        paragraphs += _answer_lines(document, handout, item.room)
    elif section.form == "matching":
        paragraphs += _matching(document, handout, item)
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_together = True
    for paragraph in paragraphs[:-1]:  # Word has no other way to keep a question on one page
        paragraph.paragraph_format.keep_with_next = True


def _answer_lines(document: Any, handout: Handout, room: int) -> list[Any]:
    """Lines as in the PDF: of few lengths, so that they say little about the answer, and far enough apart to write."""
    hand, step = 4.5 if handout.large else 3.0, 40.0
    width = _width(handout) - INDENT
    length = max(math.ceil(room * hand / step), 1) * step
    if length > width - 15:
        length = width
    lines = [_indented(document.add_paragraph("\t")) for _ in range(min(max(math.ceil(room * hand / width), 1), 6))]
    for line in lines:
        line.paragraph_format.space_before = library("docx.shared").Mm(8 if handout.large else 4)
        set_stops(line, [(INDENT + length, "LEFT", "LINES")])
    return lines


def _matching(document: Any, handout: Handout, item: Item) -> list[Any]:
    """Rows, blanks before them, beside the lettered options."""
    width = _width(handout) - INDENT
    made = table(document, [INDENT, width * 0.48, width * 0.52])
    for row, option in itertools.zip_longest(item.rows, item.options):
        _, left, right = add_row(made)
        if row:
            _marked(left.paragraphs[0], handout, BLANK, row.text)
        if option:
            _marked(right.paragraphs[0], handout, option.letter, option.text)
    return [paragraph for row in made.rows for cell in row.cells for paragraph in cell.paragraphs]


def _marked(paragraph: Any, handout: Handout, mark: str, text: str, indent: float = 0) -> Any:
    """A text with a mark before its first line."""
    shared, hanging = library("docx.shared"), handout.font_size * (1.1 if mark == BLANK else 0.6)
    paragraph.add_run(f"{mark}\t{text}")
    paragraph.paragraph_format.left_indent = shared.Mm(indent + hanging)
    paragraph.paragraph_format.first_line_indent = shared.Mm(-hanging)
    return paragraph


def _title(document: Any, handout: Handout, title: str, test: Test | None = None) -> None:
    version = f" · {handout.words['version']} {test.version}" if test and test.version else ""
    document.add_heading(title + version, 0)


def _indented(paragraph: Any) -> Any:
    paragraph.paragraph_format.left_indent = library("docx.shared").Mm(INDENT)
    return paragraph


# --------------------------------------------------------------------------------------------------- key and fact sheet


def _key(document: Any, handout: Handout, test: Test) -> None:
    words = handout.words
    _title(document, handout, f"{words['layouts']['key']} · {handout.title}", test)
    end = library("docx.enum.text").WD_ALIGN_PARAGRAPH.RIGHT
    rest = _width(handout) - 14 - 18
    heads = [words["number"], words["answer"], words["evidence"], words["points"]]
    made = table(document, [14, rest * 0.35, rest * 0.65, 18], heads)
    made.rows[0].cells[3].paragraphs[0].alignment = end
    for section in test.sections:
        for item in section.items:
            number, answer, evidence, points = add_row(made)
            number.text, points.text = f"{item.number}.", str(item.points)
            points.paragraphs[0].alignment = end
            _answer(answer.paragraphs[0], item, words["also"])
            for quote in item.evidence:
                _quoted(evidence.paragraphs[-1], quote)
                evidence.add_paragraph()
            evidence.paragraphs[-1].add_run(item.id)
            shrink(evidence.paragraphs[-1], handout)
    shrink_table(made, handout)


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
    versions = [test.version for test in handout.tests]
    each = min(12, (_width(handout) - 50) / len(versions))
    widths = [each] * len(versions) + [_width(handout) - each * len(versions)]
    made = table(document, widths, [*versions, handout.words["question_id"]])
    for row in handout.numbers:
        for cell, text in zip(add_row(made), [*map(str, row.numbers), row.id], strict=True):
            cell.text = text
    shrink_table(made, handout)


def _study(document: Any, handout: Handout) -> None:
    _title(document, handout, f"{handout.words['layouts']['study']} · {handout.title}")
    for name, heading in handout.words["facts"].items():
        entries: Sequence[Entry] = getattr(handout.study, name)
        if entries:
            document.add_heading(heading, 1)
            made = table(document, [_width(handout) / 3, _width(handout) * 2 / 3])
            for entry in entries:
                label, text = add_row(made)
                label.paragraphs[0].add_run(entry.label).bold = True
                text.text = f"{entry.text} ({entry.when})" if name == "people" and entry.when else entry.text
