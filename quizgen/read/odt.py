"""An OpenDocument text -> blocks, as it shows: deleted, struck and hidden text, notes, comments and tables of figures left out."""

from lxml.etree import _Element

from quizgen.errors import ReadError
from quizgen.models import LeftOut
from quizgen.read.archive import damaged, open_archive, parse_xml, read_member
from quizgen.read.blocks import Block, Extracted, is_data_table, make_block
from quizgen.read.characters import FORMULA, tidy
from quizgen.read.limits import Limits
from quizgen.read.raised import lowered, raised

NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
T, S, TABLE, OFFICE, DRAW = (f"{{{NAMES.format(name)}}}" for name in ("text", "style", "table", "office", "drawing"))
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SKIPPED = (
    *(T + tag for tag in ("tracked-changes", "note", "hidden-text", "hidden-paragraph", "bookmark", "table-of-content", "bibliography")),
    OFFICE + "annotation", DRAW + "text-box", DRAW + "image",
)  # fmt: skip


def read_odt(raw: bytes, name: str, limits: Limits) -> Extracted:
    """The text of an .odt file. Raises ReadError: damaged, locked, larger unpacked than allowed."""
    archive = open_archive(raw, name, limits)
    content = parse_xml(read_member(archive, "content.xml", name, limits))
    body = next(content.iter(OFFICE + "text"), None) if content is not None else None
    if content is None or body is None:
        raise damaged(name)
    styles = parse_xml(read_member(archive, "styles.xml", name, limits))
    known = {
        each.get(S + "name", ""): each
        for root in (styles, content)
        if root is not None
        for each in root.iter(S + "style")
    }
    tables = _remove_tables(body, known)
    blocks = [block for each in body.iter(T + "p", T + "h") if (block := _block(each, known)) is not None]
    if not blocks:
        raise ReadError(f"{name}: there is no text in it; if it shows pictures of text, type or recognise it first")
    meta = parse_xml(read_member(archive, "meta.xml", name, limits))
    stated = {} if meta is None else {str(each.tag).rsplit("}", 1)[-1]: tidy(each.text or "") for each in meta.iter()}
    return Extracted(
        blocks=tuple(blocks),
        title="" if any(block.kind == "title" for block in blocks[:8]) else stated.get("title", ""),
        byline=stated.get("initial-creator", "") or stated.get("creator", ""),
        left_out=(LeftOut(why="tables", words=tables),) if tables else (),
    )


def _block(each: _Element, styles: dict[str, _Element]) -> Block | None:
    around = [parent.tag for parent in each.iterancestors()]
    if any(tag in SKIPPED for tag in around):
        return None
    style = _family(each.get(T + "style-name", ""), styles)
    text = "".join(_text(each, styles))
    if style == "Title":
        return Block(text=tidy(text), kind="title") if tidy(text) else None
    if style in ("Header", "Footer") or style.endswith(("aption", "Illustration", "Figure")):
        return None
    heading = each.tag == T + "h" or style.startswith(("Heading", "Subtitle"))
    return make_block(text, "heading" if heading else "item" if T + "list-item" in around else "paragraph")


def _family(name: str, styles: dict[str, _Element]) -> str:
    """The style that a person chose: an automatic one is a variant of it."""
    for _ in range(4):
        style = styles.get(name)
        if style is None or name in ("Title", "Header", "Footer", "Subtitle") or name.startswith("Heading"):
            break
        parent = style.get(S + "parent-style-name")
        if not parent or parent == "Standard":
            break
        name = parent
    return name


def _text(paragraph: _Element, styles: dict[str, _Element]) -> list[str]:
    """The pieces of a paragraph as they show."""
    pieces: list[str] = []
    stack: list[_Element | str] = [paragraph]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            pieces.append(each)
            continue
        if not isinstance(each.tag, str) or each.tag in SKIPPED:
            continue
        look = _look(each, styles) if each.tag == T + "span" else ""
        if look == "hidden":
            continue
        if each.tag in (T + "s", T + "tab", T + "line-break"):
            pieces.append(" ")
        elif each.tag == DRAW + "object":
            pieces.append(FORMULA)
        elif look:
            words = "".join(part for part in each.itertext() if isinstance(part, str))
            shown = raised(words.strip(), "".join(pieces[-6:])) if look == "super" else lowered(words)
            pieces.append(words if shown is None else shown)
            continue
        pieces.append(each.text or "")
        for child in reversed(each):
            stack += [child.tail or "", child]
    return pieces


def _look(span: _Element, styles: dict[str, _Element]) -> str:
    """ "hidden", "super" or "sub"; "" for words that show as others do."""
    style = styles.get(span.get(T + "style-name", ""))
    properties = style.find(S + "text-properties") if style is not None else None
    if properties is None:
        return ""
    if properties.get(T + "display") == "none" or properties.get(S + "text-line-through-style", "none") != "none":
        return "hidden"
    place = properties.get(S + "text-position", "").split(" ")[0]
    if place == "super" or (place.endswith("%") and place[:1].isdigit() and place != "0%"):
        return "super"
    return "sub" if place == "sub" or place.startswith("-") else ""


def _remove_tables(body: _Element, styles: dict[str, _Element]) -> int:
    words = 0
    for table in list(body.iter(TABLE + "table")):
        rows = [
            [
                " ".join("".join(_text(p, styles)) for p in cell.iter(T + "p"))
                for cell in row.iterchildren(TABLE + "table-cell")
            ]
            for row in table.iter(TABLE + "table-row")
        ]
        parent = table.getparent()
        if parent is not None and is_data_table(rows):
            words += sum(len(cell.split()) for row in rows for cell in row)
            parent.remove(table)
    return words
