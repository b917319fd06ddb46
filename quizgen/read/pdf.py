"""A PDF -> blocks: lines in column order, running heads and page numbers gone, hyphenated line ends joined."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from quizgen.errors import ReadError
from quizgen.read.blocks import Extracted
from quizgen.read.characters import tidy
from quizgen.read.limits import Limits, count_words, raise_it
from quizgen.read.pdf_lines import Line, in_columns, page_lines
from quizgen.read.pdf_paragraphs import ENDS, body_size, paragraphs

PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?[\W_]*$", re.I
)


def read_pdf(raw: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a PDF. Raises ReadError: damaged, locked, no text (scanned), more pages or words than allowed."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{name}: it is locked with a password; save it without one and try again") from None
        raise ReadError(f"{name}: the PDF is damaged; save or download it again") from None
    try:
        if len(document) > limits.pages:
            raise ReadError(
                f"{name}: {len(document)} pages, more than {limits.pages}; {raise_it('pages', len(document))}, or cut it"
            )
        pages, words = [], 0
        for number in range(len(document)):
            pages.append(_lines_of(document, number))
            words += sum(count_words(line.text) for line in pages[-1])
            if words > limits.words:
                raise ReadError(f"{name}: more than {limits.words:,} words; {raise_it('words')}, or cut it")
        meta = document.get_metadata_dict()
    finally:
        document.close()
    if not any(pages):
        raise ReadError(f"{name}: no text in it, only pictures; run text recognition on it first (e.g. ocrmypdf)")
    body = [in_columns(page) for page in without_margins(pages)]
    blocks = paragraphs(body)
    return Extracted(
        blocks=tuple(blocks),
        title="" if any(block.kind == "title" for block in blocks) else _trusted(meta.get("Title", "")),
        byline=_trusted(meta.get("Author", "")),
    )


def _lines_of(document: Any, number: int) -> list[Line]:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return []  # a broken page; the others may be whole
    try:
        return page_lines(textpage)
    finally:
        textpage.close()
        page.close()


def _trusted(value: str) -> str:
    """A title or name of the metadata, unless a program put it there."""
    line = tidy(value)
    return (
        ""
        if re.search(r"(?i)untitled|^microsoft|\.(docx?|pdf|tex|indd|qxd)\b|^(user|admin|author)$|^\W*$", line)
        else line
    )


# ------------------------------------------------------------------------------------------------------------- margins


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without running heads, running feet and page numbers.

    A line in the margin goes when other pages have it too, digits aside, or when it is a page number; on a single page
    also when it stands apart at the very edge, in letters no larger than the text's.
    """
    body = body_size([line for page in pages for line in page])
    margins = [[*_edge(page, True), *_edge(page, False)] for page in pages]
    seen = Counter(key for margin in margins for key in {_key(line) for line in margin})
    often = 2 if len(pages) < 6 else 3
    kept: list[list[Line]] = []
    for page, margin in zip(pages, margins, strict=True):
        gone = {
            line
            for line in margin
            if seen[_key(line)] >= often
            or PAGE_NUMBER.match(line.text)
            or (
                len(pages) == 1
                and line.size <= 1.02 * body
                and len(line.text.split()) <= 12
                and not ENDS.search(line.text)
            )
        }
        kept.append([line for line in page if line not in gone])
    return kept


def _edge(page: Sequence[Line], top: bool) -> list[Line]:
    """The runs of the outermost one or two rows of a page that stand apart from the text."""
    sign = 1 if top else -1
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -sign * line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.5 * line.size:
            rows[-1].append(line)
        elif len(rows) < 4:
            rows.append([line])
        else:
            break
    gaps = [sign * (a[0].middle - b[0].middle) for a, b in pairwise(rows)]
    for count in (2, 1):
        if len(gaps) >= count and gaps[count - 1] > 1.7 * max(line.size for line in rows[count - 1]):
            return [line for row in rows[:count] for line in row]
    return []


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold()), round(line.middle / 6)
