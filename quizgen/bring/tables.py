"""Tables of cards: CSV, TSV (Quizlet) and Anki's "notes in plain text" -> Cards."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from quizgen.bring.card import Card, CardError, make_card, plain
from quizgen.bring.clozes import DELETION, anki_clozes

QUESTION = ("question", "front", "stem", "prompt", "term", "text", "q")
ANSWER = ("answer", "back", "correct", "correct answer", "definition", "response", "a")
WRONG = re.compile(r"(?:distractor|wrong|incorrect|option|wrong answer|incorrect answer)s? ?\d*")
ALSO = ("also accept", "accepted", "alternatives")
FORM = ("form", "type")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}


def read_table(text: str, name: str, columns: Sequence[str] = ()) -> Iterator[Card]:
    """Cards of a table, one a row.

    Columns are told by a header, else by `columns`, else they are question and answer. Anki's own headers
    (`#separator:tab`, `#html:true`, `#tags column:3` ...) are obeyed. Raises CardError with the line.
    """
    headers, body, skipped = _headers(text)
    separator = _separator(headers.get("separator", ""), body)
    rows = csv.reader(io.StringIO(body), delimiter=separator, strict=False)
    names = [each.strip().lower() for each in columns]
    ignored = {int(value) for key, value in headers.items() if key.endswith("column") and value.isdigit()}
    first = True
    try:
        for row in rows:
            line = skipped + rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if first and not names:
                first = False
                low = [re.sub(r"[_\s]+", " ", cell.strip().lower()) for cell in row]
                if set(low) & set(QUESTION) and set(low) & set(ANSWER):
                    names = low
                    continue
            yield from _cards(row, names, ignored, line, name)
    except csv.Error as error:
        raise CardError(f"{name}:{skipped + rows.line_num}: {error}; check the quote marks of this line") from None


def _headers(text: str) -> tuple[dict[str, str], str, int]:
    """Anki's `#key:value` lines, the text behind them, and how many lines they are."""
    headers: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not (match := re.match(r"#(separator|html|columns|[a-z ]*column|deck|tags|notetype|if matches):(.*)", line)):
            return headers, "".join(lines[number:]), number
        headers[match[1]] = match[2].strip()
    return headers, "", len(lines)


def _separator(named: str, body: str) -> str:
    """The separator as Anki names it, else the one that stands in most of the first lines."""
    if named:
        return SEPARATORS.get(named.lower(), named[:1])
    sample = [line for line in body.splitlines()[:50] if line.strip()]
    return max("\t;,", key=lambda each: (sum(each in line for line in sample), each == "\t"))


def _cards(row: Sequence[str], names: Sequence[str], ignored: set[int], line: int, name: str) -> Iterator[Card]:
    """The card of a row; of a sentence with deletions, one for each."""
    if names:
        cells = dict(zip(names, row, strict=False))
        question = next((cells[key] for key in QUESTION if key in cells), "")
        answer = next((cells[key] for key in ANSWER if key in cells), "")
        wrong = [plain(cell) for key, cell in cells.items() if WRONG.fullmatch(key)]
        also = [plain(part) for key in ALSO for part in cells.get(key, "").split("|")]
    else:
        kept = [cell for number, cell in enumerate(row, 1) if number not in ignored]
        question, answer = kept[0], kept[1] if len(kept) > 1 else ""
        wrong, also = [], []
    if DELETION.search(question):
        yield from anki_clozes(question, line)
        return
    if not plain(question) or not plain(answer):
        raise CardError(
            f"{name}:{line}: a row without question or answer; name the columns with --columns question,answer"
        )
    yield make_card(question, answer, wrong, line, also)
