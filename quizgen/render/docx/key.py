"""The teacher's part of a Word document: the key, the numbers in each version, the fact sheet."""

import textwrap
from collections.abc import Sequence
from typing import Any

from quizgen.render.docx.elements import (
    add_row,
    add_title,
    library,
    shrink,
    shrink_table,
    table,
    text_width,
)
from quizgen.render.handout.data import Entry, Handout, Item, Quote, Test


def add_key(document: Any, handout: Handout, test: Test) -> None:
    """What to look for, and the sentence that proves it, or in which paragraph it stands where the article is printed."""
    words = handout.words
    add_title(document, handout, f"{words['layouts']['key']} · {handout.title}", test)
    end = library("docx.enum.text").WD_ALIGN_PARAGRAPH.RIGHT
    rest, reading = text_width(handout) - 14 - 18, bool(handout.articles)
    heads = [words["number"], words["answer"], words["where" if reading else "evidence"], words["points"]]
    share = 0.75 if reading else 0.35
    made = table(document, [14, rest * share, rest * (1 - share), 18], heads)
    made.rows[0].cells[3].paragraphs[0].alignment = end
    for section in test.sections:
        for item in section.items:
            number, answer, evidence, points = add_row(made)
            number.text, points.text = f"{item.number}.", str(item.points)
            points.paragraphs[0].alignment = end
            _answer(answer.paragraphs[0], item, words["also"] if handout.ids else "")
            if reading:
                numbers = dict.fromkeys(place.paragraph for place in item.places)
                evidence.text = "; ".join(words["paragraph"].replace("{n}", str(number)) for number in numbers)
            else:
                for quote in item.evidence:
                    _quoted(evidence.paragraphs[-1] if quote is item.evidence[0] else evidence.add_paragraph(), quote)
            small = [item.article] * (handout.mixed and not reading) + [item.id] * handout.ids
            if small:
                evidence.add_paragraph(" · ".join(small))
                shrink(evidence.paragraphs[-1], handout)
    shrink_table(made, handout)


def _answer(paragraph: Any, item: Item, also: str) -> None:
    paragraph.add_run(item.key).bold = True
    if item.form in ("choice", "true-false"):
        paragraph.add_run(f"  {item.answer}")
    lines = [f"{row.key}  {row.text}" for row in item.rows]
    if also and item.also_accept:
        lines.append(f"{also}: {', '.join(item.also_accept)}")
    for line in [*lines, *filter(None, [item.note])]:
        paragraph.add_run(f"\n{line}")


def _quoted(paragraph: Any, quote: Quote) -> None:
    paragraph.add_run(quote.before)
    paragraph.add_run(quote.answer).bold = True
    paragraph.add_run(quote.after)


def add_numbers(document: Any, handout: Handout) -> None:
    """Which question is which in each version."""
    add_title(document, handout, f"{handout.words['layouts']['numbers']} · {handout.title}")
    versions = [test.version for test in handout.tests]
    each = min(12, (text_width(handout) - 50) / len(versions))
    widths = [each] * len(versions) + [text_width(handout) - each * len(versions)]
    asked = {item.id: f"{item.stem} {item.rest}" for section in handout.tests[0].sections for item in section.items}
    made = table(document, widths, [*versions, handout.words["question"]])
    for row in handout.numbers:
        stem = textwrap.shorten(asked[row.id], 70, placeholder=" …")
        question = f"{stem} ({row.id})" if handout.ids else stem
        for cell, text in zip(add_row(made), [*map(str, row.numbers), question], strict=True):
            cell.text = text
    shrink_table(made, handout)


def add_study(document: Any, handout: Handout) -> None:
    """The facts, sorted for reading."""
    add_title(document, handout, f"{handout.words['layouts']['study']} · {handout.title}")
    for name, heading in handout.words["facts"].items():
        entries: Sequence[Entry] = getattr(handout.study, name)
        if entries:
            document.add_heading(heading, 1)
            made = table(document, [text_width(handout) / 3, text_width(handout) * 2 / 3])
            for entry in entries:
                label, text = add_row(made)
                label.paragraphs[0].add_run(entry.label).bold = True
                text.text = f"{entry.text} ({entry.when})" if name == "people" and entry.when else entry.text
