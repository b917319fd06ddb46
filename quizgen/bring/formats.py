"""Which form a file of cards has: told by what stands in it, not by its name."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from quizgen.bring.card import LONGEST_FIELD, MOST_CARDS, Card, CardError
from quizgen.bring.json_cards import read_json
from quizgen.bring.markdown import read_markdown
from quizgen.bring.package import read_package
from quizgen.bring.quiz_text import KEY, OPTION, read_aiken, read_gift
from quizgen.bring.tables import read_table
from quizgen.errors import ReadError

LARGEST = 50_000_000  # bytes
TEXT_FORMATS: dict[str, Callable[[str, str], Iterable[Card]]] = {
    "json": read_json,
    "markdown": read_markdown,
    "gift": read_gift,
    "aiken": read_aiken,
    "table": read_table,
}
FORMATS = (*TEXT_FORMATS, "apkg")


def read_cards(raw: bytes, name: str, form: str = "", columns: Sequence[str] = ()) -> list[Card]:
    """The cards of a file's bytes; `form` is one of FORMATS, "" to have it told by the content.

    `columns` name the columns of a table without header. Raises CardError, with the line where there is one.
    """
    if len(raw) > LARGEST:
        raise CardError(f"{name}: larger than {LARGEST // 1_000_000} MB; split it")
    form = form or ("apkg" if raw.startswith(b"PK\x03\x04") else "")
    found: Iterable[Card]
    if form == "apkg":
        found = read_package(raw, name)
    else:
        text = _text(raw, name)
        form = form or format_of(text)
        found = read_table(text, name, columns) if form == "table" else TEXT_FORMATS[form](text, name)
    cards = list(islice(found, MOST_CARDS + 1))
    if len(cards) > MOST_CARDS:
        raise CardError(f"{name}: more than {MOST_CARDS:,} cards; split it")
    if not cards:
        raise CardError(f"{name}: no cards found in it as {form}; name its form with --from ({', '.join(FORMATS)})")
    for card in cards:
        if max(len(card.question), len(card.answer)) > LONGEST_FIELD:
            raise CardError(f"{name}:{card.line}: a field of more than {LONGEST_FIELD:,} characters is no card")
    return cards


def _text(raw: bytes, name: str) -> str:
    from quizgen.read.encoding import decode

    try:
        return decode(raw, name)
    except ReadError:
        raise CardError(f"{name}: a binary file that is no Anki package; give text, JSON, CSV or .apkg") from None


def format_of(text: str) -> str:
    """The form of a text: json, aiken, gift, markdown or table."""
    start = text.lstrip()
    if re.match(r"(?:```\w*\s*)?(?:\[\s*\{|\{\s*\"|\[\s*\])", start):
        return "json"
    lines = [line for line in text.splitlines() if line.strip()]
    if any(KEY.fullmatch(line) for line in lines) and any(OPTION.fullmatch(line) for line in lines):
        return "aiken"
    if re.search(r"(?<!\\)(?<!\{)\{\s*(?:[=~#]|T\b|F\b|TRUE\b|FALSE\b)", text):
        return "gift"
    tabs = sum("\t" in line for line in lines)
    if text.startswith("#separator") or tabs > len(lines) / 2:
        return "table"
    if re.search(
        r"(?m)^\s*(?:[-*]\s+)?(?:\*\*)?(?:Q|C|Question)\s*\d*\s*(?:\*\*)?[:.]|\s:::?\s|==[^=]+==|^\?{1,2}$|\{\{c\d+::",
        text,
    ):
        return "markdown"
    if any(line.rstrip().endswith("?") for line in lines) and any(re.match(r"\s*[-*+]\s", line) for line in lines):
        return "markdown"
    return "table"
