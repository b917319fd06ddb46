"""The spreadsheets of Kahoot, Blooket, Gimkit and Wayground, which know choices of two to four options."""

import csv
import io
from collections.abc import Iterable, Sequence

from quizgen.render.lms.entries import Entry, Sheet
from quizgen.render.lms.spreadsheet import workbook

SECONDS = 30
LONGEST_STEM, LONGEST_ANSWER = 120, 75  # Kahoot's
KAHOOT = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in (1, 2, 3, 4)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
BLOOKET = (
    *("Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)"),
    *("Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)"),
)
WAYGROUND = (
    *("Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Option 4", "Option 5"),
    *("Correct Answer", "Time in seconds", "Image Link", "Answer explanation"),
)
GIMKIT = (
    *("Question", "Correct Answer", "Incorrect Answer 1"),
    *("Incorrect Answer 2 (Optional)", "Incorrect Answer 3 (Optional)"),
)


def as_choice(entry: Entry) -> Entry | str:
    """The entry as a choice of two to four options, the right one among them, else the reason why it is none."""
    asked = entry if entry.options else entry.choice
    if asked is None:
        return "needs three wrong options" if entry.form in ("short", "cloze") else f"{entry.form} is no choice"
    right = [option for option in asked.options if option.right]
    if not right or len(asked.options) < 2:
        return "needs a right and a wrong option"
    if len(asked.options) > 4:
        kept = [*right, *(option for option in asked.options if not option.right)][:4]
        return asked._replace(options=tuple(option for option in asked.options if option in kept))
    return asked


def fit_kahoot(entry: Entry) -> Entry | str:
    """As `as_choice`; what is longer than Kahoot allows is not cut, but of a deck of one article the title may go."""
    asked = as_choice(entry)
    if isinstance(asked, str):
        return asked
    if asked.sole and len(asked.asked) > LONGEST_STEM:
        asked = asked._replace(placing="")
    if len(asked.asked) > LONGEST_STEM:
        return f"{len(asked.asked)} characters, Kahoot allows {LONGEST_STEM}"
    longest = max(len(option.text) for option in asked.options)
    return asked if longest <= LONGEST_ANSWER else f"an option of {longest} characters, Kahoot allows {LONGEST_ANSWER}"


def kahoot(sheet: Sheet) -> bytes:
    """Kahoot's template: the header in B8 to H8, the questions from row 9, numbered in A."""
    rows: list[Sequence[str | int]] = [[], ["", "Quiz template"], [], [], [], [], [], ["", *KAHOOT]]
    for number, entry in enumerate(sheet.entries, 1):
        rows.append([number, entry.asked, *_four(entry), SECONDS, _right(entry)])
    return workbook(rows)


def blooket(sheet: Sheet) -> bytes:
    """Blooket's template: a title row, a header, answers by number."""
    rows: list[Sequence[str | int]] = [["Blooket\nImport Template", *[""] * 7], BLOOKET]
    for number, entry in enumerate(sheet.entries, 1):
        rows.append([number, entry.asked, *_four(entry), SECONDS, _right(entry)])
    return _csv(rows)


def gimkit(sheet: Sheet) -> bytes:
    """Gimkit's template: a title row, a header, the right answer second."""
    rows: list[Sequence[str | int]] = [["Gimkit Spreadsheet Import Template", *[""] * 4], GIMKIT]
    for entry in sheet.entries:
        right_first = sorted(entry.options, key=lambda option: not option.right)
        texts = [option.text for option in right_first]
        rows.append([entry.asked, *texts, *[""] * (4 - len(texts))])
    return _csv(rows)


def wayground(sheet: Sheet) -> bytes:
    """Wayground's (once Quizizz's) template: a header of eleven columns, five options, the evidence as explanation."""
    rows: list[Sequence[str | int]] = [WAYGROUND]
    for entry in sheet.entries:
        rows.append([entry.asked, "Multiple Choice", *_four(entry), "", _right(entry), SECONDS, "", entry.feedback])
    return workbook(rows)


def _four(entry: Entry) -> list[str]:
    texts = [option.text for option in entry.options]
    return texts + [""] * (4 - len(texts))


def _right(entry: Entry) -> int:
    return next(number for number, option in enumerate(entry.options, 1) if option.right)


def _csv(rows: Iterable[Sequence[str | int]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()
