"""A PDF -> blocks: lines in column order, running heads and page numbers gone, hyphenated line ends joined."""

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from quizgen.errors import ReadError
from quizgen.read.blocks import BULLET, Block, Extracted, make_block
from quizgen.read.characters import tidy
from quizgen.read.limits import Limits, count_words, raise_it
from quizgen.read.pdf_lines import Line, in_columns, page_lines

PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?[\W_]*$", re.I
)
ENDS = re.compile(r"[.!?…:][\"'”’)\]]*$")
# Numbers and these short words stand first in many compounds.
NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "self", "ex", "non", "pro", "anti", "all", "half", "two-thirds", "co", "re", "no", "so", "up",
    "in", "on", "by", "to", "do",
))  # fmt: skip


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
    blocks = _blocks(body)
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
    body = _body_size([line for page in pages for line in page])
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


def _body_size(lines: Sequence[Line]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# ---------------------------------------------------------------------------------------------------------- paragraphs


def _blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = _body_size(lines)
    pitch = _pitch(pages, body)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text.casefold() for line in lines)))
    groups: list[list[Line]] = []
    previous: Line | None = None
    edges_before = (0.0, 0.0)
    for number, page in enumerate(pages):
        columns = _edges(page)
        for line in page:
            placed = line._replace(column=number * 1000 + line.column)
            if previous is not None and not _breaks(
                previous,
                placed,
                edges_before,
                columns[line.column],
                pitch,
                body,
                BULLET.match(groups[-1][0].text) is not None,
            ):
                groups[-1].append(placed)
            else:
                groups.append([placed])
            previous, edges_before = placed, columns[line.column]
    largest = max((group[0].size for group in groups if group[0].column < 1000), default=body)
    titles = [g for g in groups if g[0].column < 1000 and g[0].size >= largest - 0.1] if largest > 1.25 * body else []
    found: list[Block | None] = []
    for group in groups:
        text = join(group, words)
        if titles and group is titles[0]:
            found.append(Block(text=tidy(text), kind="title") if tidy(text) else None)
        elif not _is_footnote(group, body):
            large = group[0].size > 1.06 * body and len(text.split()) <= 25
            found.append(make_block(text, "heading" if large else "paragraph"))
    return [block for block in found if block is not None]


def _edges(page: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Left and right edge of each column, as most lines have them."""
    columns: dict[int, list[Line]] = {}
    for line in page:
        columns.setdefault(line.column, []).append(line)
    return {
        number: (
            sorted(line.left for line in lines)[len(lines) // 10],
            sorted(line.right for line in lines)[-1 - len(lines) // 10],
        )
        for number, lines in columns.items()
    }


def _pitch(pages: Sequence[Sequence[Line]], body: float) -> float:
    """The usual distance from line to line."""
    steps = [
        a.middle - b.middle
        for page in pages
        for a, b in pairwise(page)
        if a.column == b.column and a.size == b.size and 0 < a.middle - b.middle < 4 * body
    ]
    return median(steps) if steps else 1.3 * body


def _breaks(
    a: Line,
    b: Line,
    a_edges: tuple[float, float],
    b_edges: tuple[float, float],
    pitch: float,
    body: float,
    in_item: bool,
) -> bool:
    """Whether a new paragraph begins with line `b`; the lines of a list item hang behind its mark."""
    if a.size > 1.1 * body and abs(a.size - b.size) < 0.02 * a.size and 0 < a.middle - b.middle < 1.7 * a.size:
        return False  # a heading of several lines, whatever their width
    if abs(a.size - b.size) > 0.06 * max(a.size, b.size):
        return True
    indented = b.left > b_edges[0] + 0.8 * body and not in_item
    full = a.right > a_edges[1] - 0.12 * (a_edges[1] - a_edges[0])
    ended = ENDS.search(a.text) is not None
    if BULLET.match(b.text) and (ended or not full):
        return True
    if a.bold != b.bold and not full:
        return True
    if a.text.endswith(("\u00ad", "-")):
        return False
    if a.column == b.column:
        if a.middle - b.middle > 1.25 * pitch:
            return True
        was_indented = a.left > a_edges[0] + 0.8 * body
        return (indented and not was_indented) or (ended and not full)
    # Over a column or page break the distance tells nothing: a full line goes on, unless the next is indented.
    if not ended:
        return b.text[:1].isupper() and not full and len(a.text.split()) <= 10
    return not full or indented


def _is_footnote(group: Sequence[Line], body: float) -> bool:
    return group[0].size < 0.87 * body and re.match(r"^(?:\d{1,3}|[*†‡§])\s*\D", group[0].text) is not None


def join(lines: Sequence[Line], words: Counter[str]) -> str:
    """The text of a paragraph's lines. A hyphen at a line's end goes, unless the word is written with it."""
    text = ""
    for line in lines:
        piece = line.text.strip()
        hyphen = text.endswith(("\u00ad", "-")) and (text[-2:-1].isalnum() or text[-2:-1] == ".")  # "U.S.-backed"
        if hyphen and piece[:1].isalpha() and text[-2:-1].isalpha():
            head = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text[:-1])
            tail = re.findall(r"^[^\W\d_]+", piece)
            text = text[:-1] + ("-" if keeps_hyphen(head[0] if head else "", tail[0], words) else "") + piece
        elif hyphen or (text.endswith(("—", "/")) and not text[-2:-1].isspace()):
            text += piece
        else:
            text += (" " if text else "") + piece
    return text.replace("\u00ad", "-")


def keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether `head-tail` is a compound: as the text has it elsewhere, else as the words tell."""
    last = head.casefold().rsplit("-", 1)[-1]
    whole, end = last + tail.casefold(), tail.casefold()
    if words[f"{last}-{end}"] != words[whole]:
        return words[f"{last}-{end}"] > words[whole]
    if tail[:1].isupper():
        return True
    known = _english()
    if whole in known or not known:
        return False
    first = last in NUMBERS or (len(last) > 2 and (last in known or words[last] > 0))  # "Za-mir" is no compound
    return first and (end in known or end in NUMBERS) and len(end) > 2


@cache
def _english() -> frozenset[str]:
    """80,000 words with their inflected forms' base: the list that lemminflect brings, read without loading its models."""
    place = find_spec("lemminflect")
    path = Path(place.origin or "").parent / "resources" / "lemma_lu.csv.gz" if place else None
    if path is None or not path.is_file():
        return frozenset()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(line.split(",", 1)[0].casefold() for line in lines)
