"""A PDF page -> its lines: characters with their places, joined to runs, runs put in column order."""

import ctypes
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

HYPHENS = "\x02\ufffe\u00ad"  # what pdfium makes of a hyphen at the end of a line
SUPERSCRIPTS, SUBSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
LEAST_LINES = 2  # a column has at least so many: the last one of an article may be short
LEAST_ON_PAGE = 8  # fewer show no columns


class Line(NamedTuple):
    """A run of characters on one line, in points from the page's lower left corner. `column` parts reading regions."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    column: int = 0

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def page_lines(textpage: Any) -> list[Line]:
    """The runs of a page in the order of its content stream. Turned text (watermarks, edge notes) is left out."""
    import pypdfium2.raw as pdfium

    lines: list[Line] = []
    text: list[str] = []
    left = right = bottom = top = size = 0.0
    first = last = 0  # indices of its first and last character
    box = pdfium.FS_RECTF()
    baseline: float | None = None  # of the run, told by its letters

    def flush() -> None:
        nonlocal text
        if words := "".join(text).strip():
            bold = all(pdfium.FPDFText_GetFontWeight(textpage.raw, i) >= 600 for i in (first, last))
            lines.append(Line(words, left, right, bottom, top, size, bold))
        text = []

    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, i)
        character = chr(code) if 0 < code <= 0x10FFFF else ""
        if character in "\r\n\x00":
            continue  # where lines end is told by place
        if not pdfium.FPDFText_GetLooseCharBox(textpage.raw, i, ctypes.byref(box)):
            continue
        if character.isspace():
            if text and not text[-1].isspace():
                text.append(" ")
            continue
        if abs(pdfium.FPDFText_GetCharAngle(textpage.raw, i) % 6.2832 - 3.1416) < 3.04:
            continue
        height = abs(box.top - box.bottom) or 1.0
        new_size = pdfium.FPDFText_GetFontSize(textpage.raw, i) or height
        em = max(size, 1.0) if size < 200 else top - bottom
        middle, own = (bottom + top) / 2, (box.bottom + box.top) / 2
        if text and (
            abs(own - middle) > 0.6 * max(top - bottom, height)
            or box.left < right - 1.5 * em
            or box.left > right + 1.6 * em
        ):
            flush()
        last = i
        place = _ink(textpage, i) if character.isdigit() else None
        if place is not None:
            character = _as_placed(character, place, baseline, max(size if text else 0.0, new_size))
        elif character.isalpha():
            baseline = _origin(textpage, i)
        if not text:
            first = i
            left, right, bottom, top, size = box.left, box.right, box.bottom, box.top, new_size
        elif box.left > right + 0.25 * em and not text[-1].isspace():
            text.append(" ")
        text.append("\u00ad" if character in HYPHENS else character)
        right, bottom, top, size = (
            max(right, box.right),
            min(bottom, box.bottom),
            max(top, box.top),
            max(size, new_size),
        )
    flush()
    return lines


class _Ink(NamedTuple):
    """Where the glyph itself is, and the line that it is set on."""

    bottom: float
    top: float
    origin: float


def _ink(textpage: Any, index: int) -> _Ink | None:
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top):
        return None
    return _Ink(bottom.value, top.value, _origin(textpage, index))


def _origin(textpage: Any, index: int) -> float:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
    return y.value


def _as_placed(figure: str, ink: _Ink, baseline: float | None, size: float) -> str:
    """A figure, as a raised or lowered one where it stands so: fonts have glyphs for it, others shift a smaller one."""
    ground = ink.origin if baseline is None or abs(ink.origin - baseline) > 0.8 * size else baseline
    if ink.top - ink.bottom > 0.6 * size:
        return figure
    if ink.bottom > ground + 0.2 * size:
        return SUPERSCRIPTS[int(figure)] if figure.isascii() else figure
    if ink.bottom < ground - 0.08 * size and ink.top < ground + 0.5 * size:
        return SUBSCRIPTS[int(figure)] if figure.isascii() else figure
    return figure


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines in reading order, column after column; runs side by side on one line of a column are joined."""
    ordered: list[Line] = []
    for number, region in enumerate(_regions(list(lines))):
        ordered += [line._replace(column=number) for line in _joined(region)]
    return ordered


def _regions(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """Regions in reading order: what crosses the gutter parts the page into bands, a band is read left, then right."""
    gutter = _gutter(lines) if depth < 4 else None
    if gutter is None:
        return [lines] if lines else []
    crossing = sorted((line for line in lines if _crosses(line, gutter)), key=lambda line: -line.middle)
    rest = [line for line in lines if not _crosses(line, gutter)]
    regions: list[list[Line]] = []
    ceiling = float("inf")
    for bar in [*crossing, None]:
        floor = bar.middle if bar is not None else float("-inf")
        band = [line for line in rest if floor < line.middle <= ceiling]
        left = [line for line in band if line.right <= gutter + 1]
        right = [line for line in band if line.right > gutter + 1]
        regions += _regions(left, depth + 1) + _regions(right, depth + 1)
        if bar is not None:
            if regions and not band and all(_crosses(line, gutter) for line in regions[-1]):
                regions[-1].append(bar)
            else:
                regions.append([bar])
        ceiling = floor
    return regions


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - 1 and line.right > gutter + 1


def _gutter(lines: list[Line]) -> float | None:
    """Where a right column begins: many lines begin there or further right, many end before, few run across."""
    if len(lines) < LEAST_ON_PAGE:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    best, gutter = 0.0, None
    for start in sorted({round(line.left, 1) for line in lines}):
        right = [line for line in lines if line.left >= start - 0.5]
        left = [line for line in lines if line.right <= start - 1]
        if min(len(left), len(right)) < LEAST_LINES:
            continue
        crossing = len(lines) - len(left) - len(right)
        if crossing > 0.3 * len(lines):
            continue
        if min(median(line.right - line.left for line in side) for side in (left, right)) < 0.15 * width:
            continue  # numbers beside a list, a table's cells
        shared = min(max(x.top for x in left), max(x.top for x in right)) - max(
            min(x.bottom for x in left), min(x.bottom for x in right)
        )
        least = min(max(x.top for x in side) - min(x.bottom for x in side) for side in (left, right))
        score = len(left) + len(right) - 2 * crossing
        if shared > 0.5 * least and score > best:
            best, gutter = score, start - 0.5
    return gutter


def _joined(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; runs at the same height are one line, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.4 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_one([*sorted(row, key=lambda line: line.left)]) for row in rows]


def _one(row: list[Line]) -> Line:
    text = row[0].text
    for before, after in pairwise(row):
        text += ("" if after.left < before.right + 0.15 * after.size else " ") + after.text
    return Line(
        text,
        row[0].left,
        max(line.right for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
        max(row, key=lambda line: len(line.text)).size,
        all(line.bold for line in row),
    )
