"""The lines of a PDF -> blocks: which lines are one paragraph, without footnotes, captions and rows of tables."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from quizgen.read.blocks import BULLET, Block, make_block
from quizgen.read.characters import FORMULA, tidy
from quizgen.read.furniture import CAPTION
from quizgen.read.pdf_hyphens import join
from quizgen.read.pdf_lines import Line
from quizgen.read.raised import raised

ENDS = re.compile(r"[.!?…:][\"'”’)\]]*$")


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Block]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = body_size(lines)
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
                len(groups[-1]),
                CAPTION.match(groups[-1][0].text) is not None,
            ):
                groups[-1].append(placed)
            else:
                groups.append([placed])
            previous, edges_before = placed, columns[line.column]
    largest = max((group[0].size for group in groups if group[0].column < 1000), default=body)
    titles = [g for g in groups if g[0].column < 1000 and g[0].size >= largest - 0.1] if largest > 1.25 * body else []
    notes = {sign for group in groups if (sign := _footnote(group, body))}
    groups = _without_insertions(groups, body)
    found: list[Block | None] = []
    for group in groups:
        text = _settled(join(group, words), notes)
        if _is_row(text):
            continue
        if titles and group is titles[0]:
            found.append(Block(text=tidy(text), kind="title") if tidy(text) else None)
        else:
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
    so_far: int,
    in_caption: bool,
) -> bool:
    """Whether a new paragraph begins with line `b`; the lines of a list item hang behind its mark.

    `so_far` is how many lines the paragraph has, which may be a caption: those are often centred.
    """
    if in_caption and a.column == b.column and 0 < a.middle - b.middle <= 1.15 * pitch:
        return False
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
        return so_far < 3 and b.text[:1].isupper() and not full and len(a.text.split()) <= 10
    return not full or indented


def _footnote(group: Sequence[Line], body: float) -> str:
    """The number or sign of a footnote; "" for a paragraph that is none."""
    found = (
        re.match(r"^(?:(\d{1,3}|[*†‡§])\s*\D|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))", group[0].text)
        if group[0].size < 0.87 * body
        else None
    )
    return (found.group(1) or unicodedata.normalize("NFKC", found.group(2))) if found else ""


def _settled(text: str, notes: set[str]) -> str:
    """The text with its raised figures: exponents stay, the numbers of notes go."""

    def put(figures: re.Match[str]) -> str:
        number, before = unicodedata.normalize("NFKC", figures.group()), text[: figures.start()]
        shown = raised(number, before[-12:])
        # Where there is a note of that number, it is told what a figure behind another number is.
        return "" if number in notes and shown == FORMULA else figures.group() if shown is None else shown

    return re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", put, text)


def _is_row(text: str) -> bool:
    """Whether a short line is a table's row: at least half of it numbers."""
    words = text.split()
    return len(words) in range(2, 9) and 2 * sum(
        re.fullmatch(r"[\d.,%–-]+", word) is not None for word in words
    ) >= len(words)


def _without_insertions(groups: Sequence[list[Line]], body: float) -> list[list[Line]]:
    """The paragraphs without footnotes and captions; what one of these has torn in two is one again."""
    kept: list[list[Line]] = []
    torn = False
    for group in groups:
        if _footnote(group, body) or CAPTION.match(group[0].text):
            torn = True
            continue
        before = kept[-1][-1] if kept else None
        if (
            torn
            and before
            and len(kept[-1]) > 1
            and not ENDS.search(before.text)
            and abs(before.size - group[0].size) < 0.5
        ):
            kept[-1] += group
        else:
            kept.append(group)
        torn = False
    return kept


def body_size(lines: Sequence[Line]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
