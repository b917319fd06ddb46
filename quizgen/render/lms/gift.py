"""GIFT, Moodle's text format, in the part of it that npm's `gift-pegjs`, which is stricter than Moodle, takes too.

Stems, options and feedback are HTML; short answers and the right sides of pairs are read letter by letter and are not.
"""

import re

from quizgen.render.lms.entries import Entry, Sheet, markup

_SPECIAL = re.compile(r"[\\~=#{}:]")


def write(sheet: Sheet) -> bytes:
    """The questions with their ids in comments, in a category named after the deck."""
    category = sheet.title.replace("/", "//")  # read letter by letter
    articles = [f"::{_escaped(each.title)}::[html]{_passage(each.paragraphs, each.credit)}" for each in sheet.passages]
    parts = [f"$CATEGORY: $course$/top/{category}", *articles, *(_question(entry) for entry in sheet.entries)]
    return "".join(part + "\n\n" for part in parts).encode()


def fit(entry: Entry) -> Entry | str:
    """What an arrow in a short answer or on a right side would turn into another question is left out."""
    if entry.form in ("short", "cloze"):
        kept = tuple(text for text in entry.accepted if "->" not in text)
        return entry._replace(accepted=kept) if entry.answer in kept else "-> in the answer"
    if entry.form == "ordering":  # GIFT has no such form
        return entry._replace(
            form="matching", pairs=tuple((left, str(n)) for n, (left, _) in enumerate(entry.pairs, 1))
        )
    if entry.form == "matching" and any("->" in right for _, right in entry.pairs):
        return "-> in an answer"
    return entry


def _question(entry: Entry) -> str:
    tags = f" [tag:kind_{entry.kind}]" if entry.kind else ""
    placing = f"<p><em>{_html(entry.placing)}</em></p>" if entry.placing else ""
    stem = f"{placing}<p>{_html(entry.stem)}</p>"
    feedback = f"\n\t####{_html(entry.feedback)}" if entry.feedback else ""
    comment = re.sub(r"[\[\]]", "_", entry.id)
    lines = "".join(f"\n\t{line}" for line in _answers(entry))
    return f"// [id:{comment}]{tags}\n::{_escaped(entry.id)}::[html]{stem} {{{lines}{feedback}\n}}"


def _answers(entry: Entry) -> list[str]:
    if entry.form == "true-false":
        wrong = f"#{_html(entry.note)}" if entry.note else ""
        return [("TRUE" if entry.answer == "True" else "FALSE") + wrong]
    if entry.form == "matching":
        return [f"=[html]{_html(left)} -> {_escaped(right)}" for left, right in entry.pairs]
    if entry.options:
        return [f"{'=' if option.right else '~'}[html]{_html(option.text)}" for option in entry.options]
    # A star would stand for anything; the weight before it keeps a leading "50%" from being one.
    return ["=%100%" + _escaped(text).replace("*", r"\\*") for text in entry.accepted]


def _passage(paragraphs: tuple[str, ...], credit: str) -> str:
    return "".join(f"<p>{_html(text)}</p>" for text in (*paragraphs, credit) if text)


def _html(text: str) -> str:
    return _escaped(markup(text).replace("%", "&percnt;"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
