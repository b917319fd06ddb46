"""The pupil's part of a Word document: the questions, below the article where that is to be read."""

import itertools
import math
from typing import Any

from quizgen.models import BLANK
from quizgen.render.docx.elements import (
    add_row,
    add_title,
    in_list,
    library,
    new_list,
    set_stops,
    shrink,
    table,
    text_width,
)
from quizgen.render.handout.data import Handout, Item, Section, Test

INDENT = 10  # millimetres by which what belongs to a question stands further in
CIRCLE, BOX = "\N{WHITE CIRCLE}", "\N{BALLOT BOX}"


def add_quiz(document: Any, handout: Handout, test: Test) -> None:
    """The questions, and what they are about below them."""
    add_title(document, handout, handout.title, test)
    if handout.placing:
        shrink(document.add_paragraph(handout.placing), handout)
    _name_lines(document, handout, test)
    _questions(document, handout, test)
    lines = [f"{handout.words['source']}: " + "\n".join(handout.sources), handout.licence]
    _small(document, handout, "\n".join(filter(None, lines)))


def add_reading(document: Any, handout: Handout, test: Test) -> None:
    """The article, its paragraphs numbered, whose it is, and the questions. (Only Word knows where its lines break.)"""
    add_title(document, handout, handout.title, test)
    _name_lines(document, handout, test)
    for article in handout.articles:
        if handout.mixed or article.title != handout.title:
            document.add_heading(article.title, 1)
        for each in article.paragraphs:
            if each.number:
                marked(document.add_paragraph(), handout, str(each.number), " ".join(each.words))
            else:
                document.add_paragraph().add_run(" ".join(each.words)).bold = True
        _small(document, handout, "\n".join(article.credit))
    _questions(document, handout, test)


def _questions(document: Any, handout: Handout, test: Test) -> None:
    numbers = new_list(document, "decimal")
    for section in test.sections:
        document.add_heading(section.title, 1)
        instruction = document.add_paragraph()
        instruction.add_run(section.instruction).italic = not handout.large
        instruction.add_run(f" ({section.worth})")
        instruction.paragraph_format.keep_with_next = True
        for item in section.items:
            _question(document, handout, section, item, numbers)


def _small(document: Any, handout: Handout, text: str) -> None:
    """Whose text it is, in small print."""
    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.space_before = library("docx.shared").Pt(handout.font_size * 1.5)
    if not handout.large:
        shrink(paragraph, handout)


def _name_lines(document: Any, handout: Handout, test: Test) -> None:
    """Labels with lines to write on: tabs that leave one, since underscores would run into the next line."""
    words, width = handout.words, text_width(handout)
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
        stem = f"{stem}{'_' * (16 if section.room <= 10 else 30)}{item.rest}"
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
        paragraphs += [marked(document.add_paragraph(), handout, BOX, row.text, INDENT) for row in item.rows]
    elif section.form == "short":
        paragraphs += _answer_lines(document, handout, section.room)
    elif section.form == "matching":
        paragraphs += _matching(document, handout, item)
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_together = True
    for paragraph in paragraphs[:-1]:  # Word has no other way to keep a question on one page
        paragraph.paragraph_format.keep_with_next = True


def _answer_lines(document: Any, handout: Handout, room: int) -> list[Any]:
    """Lines as in the PDF: of few lengths, so that they say little about the answer, and far enough apart to write."""
    hand, step = 4.5 if handout.large else 3.0, 40.0
    width = text_width(handout) - INDENT
    length = max(math.ceil(room * hand / step), 1) * step
    if length > width - 15:
        length = width
    lines = [_indented(document.add_paragraph("\t")) for _ in range(min(max(math.ceil(room * hand / width), 1), 2))]
    for line in lines:
        line.paragraph_format.space_before = library("docx.shared").Mm(8 if handout.large else 4)
        set_stops(line, [(INDENT + length, "LEFT", "LINES")])
    return lines


def _matching(document: Any, handout: Handout, item: Item) -> list[Any]:
    """Rows, blanks before them, beside the lettered options."""
    width = text_width(handout) - INDENT
    made = table(document, [INDENT, width * 0.48, width * 0.52])
    for row, option in itertools.zip_longest(item.rows, item.options):
        _, left, right = add_row(made)
        if row:
            marked(left.paragraphs[0], handout, BLANK, row.text)
        if option:
            marked(right.paragraphs[0], handout, option.letter, option.text)
    return [paragraph for row in made.rows for cell in row.cells for paragraph in cell.paragraphs]


def marked(paragraph: Any, handout: Handout, mark: str, text: str, indent: float = 0) -> Any:
    """A text with a mark before its first line."""
    shared, hanging = library("docx.shared"), handout.font_size * (1.1 if mark == BLANK else 0.6)
    paragraph.add_run(f"{mark}\t{text}")
    paragraph.paragraph_format.left_indent = shared.Mm(indent + hanging)
    paragraph.paragraph_format.first_line_indent = shared.Mm(-hanging)
    return paragraph


def _indented(paragraph: Any) -> Any:
    paragraph.paragraph_format.left_indent = library("docx.shared").Mm(INDENT)
    return paragraph
