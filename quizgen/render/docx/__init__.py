"""Deck -> Word document for those who want to change a handout by hand: real headings, lists and tables.

Numbers, order and key are those of the PDF, since both come from `lay_out`. python-docx (extra `docx`) writes it.
"""

import re
import textwrap
from collections.abc import Iterable
from typing import Any, Unpack

from quizgen.errors import RenderError
from quizgen.models import Deck
from quizgen.render.docx.elements import (
    PAGES,
    add_bookmark,
    add_field,
    element,
    library,
    packed,
    set_stops,
    set_style,
    shrink,
    text_width,
    turn,
)
from quizgen.render.docx.key import add_key, add_numbers, add_study
from quizgen.render.docx.quiz import add_quiz, add_reading
from quizgen.render.handout.data import Handout, Layout, Options, Test
from quizgen.render.handout.layout import lay_out

DRAWN = ("reading", "quiz", "key", "numbers", "study")
OF_A_VERSION = ("reading", "quiz", "key")


def render_docx(deck: Deck, **options: Unpack[Options]) -> bytes:
    """A .docx of the layouts reading, quiz, key, numbers and study; the same bytes each time. Columns are left to Word.

    RenderError, beside that of `lay_out`, for another layout and when python-docx is not installed.
    """
    return write_docx(lay_out(deck, **options))


def write_docx(handout: Handout) -> bytes:
    """The document of a handout that is laid out; errors as of `render_docx`."""
    for layout in handout.layouts:
        if layout not in DRAWN:
            raise RenderError(f"layout {layout} is drawn as PDF, PNG or SVG only; leave `--to docx` out")
    document = _document(handout)
    for number, (part, test) in enumerate(_parts(handout)):
        section = document.add_section() if number else document.sections[0]
        _footer(section, handout, part, test, f"end{number}")
        if part == "reading":
            add_reading(document, handout, test)
        elif part == "quiz":
            add_quiz(document, handout, test)
        elif part == "key":
            add_key(document, handout, test)
        elif part == "numbers":
            add_numbers(document, handout)
        else:
            add_study(document, handout)
        add_bookmark(document, f"end{number}")
    if handout.rtl:
        for each in (document.element.body, *(section.footer._element for section in document.sections)):
            turn(each)
    return packed(document)


def _parts(handout: Handout) -> Iterable[tuple[Layout, Test]]:
    """Article, quiz and key of each version, the others once."""
    for layout in handout.layouts:
        for test in handout.tests if layout in OF_A_VERSION else handout.tests[:1]:
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
    section.left_margin = section.right_margin = shared.Mm((PAGES[handout.paper][0] - text_width(handout)) / 2)
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


def _footer(section: Any, handout: Handout, part: Layout, test: Test, end: str) -> None:
    """Title and version on one side, on the other the page, counted within this part up to the bookmark `end`."""
    if section._sectPr.find(library("docx.oxml.ns").qn("w:pgNumType")) is None:  # a section begins as its forerunner
        start = element(None, "w:pgNumType", {"w:start": "1"})
        section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Normal"
    set_stops(paragraph, [(text_width(handout), "RIGHT", "SPACES")])
    title = handout.title if part in ("reading", "quiz") else f"{handout.words['layouts'][part]} · {handout.title}"
    texts = [textwrap.shorten(title, 24 if handout.large else 64, placeholder=" …")]
    if test.version and part in OF_A_VERSION:
        texts.append(f"{handout.words['version']} {test.version}")
    if part in OF_A_VERSION:
        texts.append(test.code)
    paragraph.add_run(" · ".join(texts) + "\t")
    fields = {"{n}": "PAGE", "{all}": f"PAGEREF {end}"}  # SECTIONPAGES is known to Word alone
    for text in re.split(r"(\{\w+\})", handout.words["page"]):
        if text in fields:
            add_field(paragraph, fields[text])
        else:
            paragraph.add_run(text)
    shrink(paragraph, handout)
