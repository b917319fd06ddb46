"""Formats of plain lines: Aiken, Blackboard's text, Brightspace's table, cards for Quizlet and Anki."""

import csv
import io
import re

from quizgen.models import BLANK
from quizgen.render.anki_notes import literal
from quizgen.render.lms.entries import Entry, Sheet, markup
from quizgen.render.lms.games import as_choice

LETTERS = "ABCDEFGH"
MOST_BLACKBOARD = 500


def fit_aiken(entry: Entry) -> Entry | str:
    """A choice, whose stem must not look like an option or a key."""
    asked = as_choice(entry)
    if not isinstance(asked, str) and re.match(r"[A-Za-z][.)]|ANSWER:", asked.asked):
        return "its stem begins like an option"
    return asked


def aiken(sheet: Sheet) -> bytes:
    """Moodle's smallest format: stem, lettered options, key."""
    parts = []
    for entry in sheet.entries:
        lines = [f"{letter}) {option.text}" for letter, option in zip(LETTERS, entry.options, strict=False)]
        key = next(letter for letter, option in zip(LETTERS, entry.options, strict=False) if option.right)
        parts.append("\n".join((entry.asked, *lines, f"ANSWER: {key}", "")))
    return "\n".join(parts).encode()


def blackboard(sheet: Sheet) -> bytes:
    """A question a line, its fields parted by tabs (which no entry has); short answers are FIB, the form that is marked."""
    return "".join("\t".join(_blackboard(entry)) + "\r\n" for entry in sheet.entries).encode()


def _blackboard(entry: Entry) -> list[str]:
    match entry.form:
        case "choice":
            marked = ((option.text, "correct" if option.right else "incorrect") for option in entry.options)
            return ["MC", entry.asked, *(field for option in marked for field in option)]
        case "true-false":
            return ["TF", entry.asked, entry.answer.lower()]
        case "matching":
            return ["MAT", entry.asked, *(side for pair in entry.pairs for side in pair)]
        case "ordering":
            return ["ORD", entry.asked, *(left for left, _ in entry.pairs)]
        case _:
            return ["FIB", entry.asked, *entry.accepted]


def brightspace(sheet: Sheet) -> bytes:
    """D2L's table: a question is a few rows, each of a name and values. Blanks are asked as short answers."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    for entry in sheet.entries:
        kind = {"choice": "MC", "true-false": "TF", "matching": "M", "ordering": "O"}.get(entry.form, "SA")
        placing = f"<p><em>{markup(entry.placing)}</em></p>" if entry.placing else ""
        rows.writerow(("NewQuestion", kind))
        rows.writerow(("ID", entry.id))
        rows.writerow(("Title", entry.stem[:100]))
        rows.writerow(("QuestionText", f"{placing}<p>{markup(entry.stem)}</p>", "HTML"))
        rows.writerow(("Points", 1))
        rows.writerows(_brightspace(entry))
        if entry.feedback:
            rows.writerow(("Feedback", f"<p>{markup(entry.feedback)}</p>", "HTML"))
    return out.getvalue().encode()


def _brightspace(entry: Entry) -> list[tuple[str | int, ...]]:
    match entry.form:
        case "choice":
            return [("Option", 100 * option.right, markup(option.text), "HTML") for option in entry.options]
        case "true-false":
            return [(option.text.upper(), 100 * option.right) for option in entry.options]
        case "matching":
            numbers = {right: n for n, right in enumerate(dict.fromkeys(right for _, right in entry.pairs), 1)}
            choices = [("Choice", n, markup(right), "HTML") for right, n in numbers.items()]
            matches = [("Match", numbers[right], markup(left), "HTML") for left, right in entry.pairs]
            return [("Scoring", "EquallyWeighted"), *choices, *matches]
        case "ordering":
            items = [("Item", markup(left), "HTML") for left, _ in entry.pairs]
            return [("Scoring", "EquallyWeighted"), *items]
        case _:
            return [("InputBox", 1, 40), *(("Answer", 100, text) for text in entry.accepted)]


def quizlet(sheet: Sheet) -> bytes:
    """Cards to paste: front, tab, back, one a line."""
    return "".join(f"{front}\t{back}\n" for entry in sheet.entries for _, front, back in _cards(entry)).encode()


def anki_text(sheet: Sheet) -> bytes:
    """Anki's text import with its header lines: id, front, back with the evidence, tag; a second import renews the cards."""
    head = (
        "#separator:tab",
        "#html:true",
        "#notetype:Basic",
        f"#deck:{sheet.title}",
        "#guid column:1",
        "#tags column:4",
    )
    lines = []
    for entry in sheet.entries:
        for id, front, back in _cards(entry):
            proof = f"<br><br><small>{literal(entry.feedback)}</small>" if entry.feedback else ""
            lines.append("\t".join((id, literal(front), literal(back) + proof, f"form::{entry.form}")))
    return "".join(f"{line}\n" for line in (*head, *lines)).encode()


def _cards(entry: Entry) -> list[tuple[str, str, str]]:
    """Id, front and back; a card for each pair of a matching, one for a whole order."""
    if entry.form == "matching":
        return [(f"{entry.id}-{n}", f"{entry.asked} {left}", right) for n, (left, right) in enumerate(entry.pairs, 1)]
    if entry.form == "ordering":
        drawn = "; ".join(sorted(left for left, _ in entry.pairs))
        return [(entry.id, f"{entry.asked} {drawn}", "; ".join(f"{left} ({right})" for left, right in entry.pairs))]
    if entry.form == "choice":
        return [(entry.id, f"{entry.asked} {' / '.join(option.text for option in entry.options)}", entry.answer)]
    if entry.form == "true-false":
        return [(entry.id, f"True or false? {entry.asked}", f"{entry.answer}. {entry.note}".removesuffix(". "))]
    return [(entry.id, entry.asked.replace(BLANK, "_____"), entry.answer)]
