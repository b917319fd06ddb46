"""The quiz as one page for a browser: no network, no library, a strict Content-Security-Policy; words and looks are in
`templates/web/`."""

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from string import Template

from quizgen.models import BLANK
from quizgen.render.lms.entries import Entry, Passage, Sheet
from quizgen.resources import template_folder

TYPED = ("short", "cloze")


def write(sheet: Sheet) -> bytes:
    """The page: articles folded above, then a question after the other, each with its evidence for when it is answered."""
    folder = template_folder() / "web"
    style = (folder / "quiz.css").read_text("utf-8")
    script = "".join((folder / name).read_text("utf-8") for name in ("marking.js", "quiz.js"))
    answers = json.dumps([_right(entry) for entry in sheet.entries], ensure_ascii=False).replace("<", "\\u003c")
    questions = "\n".join(_question(number, entry) for number, entry in enumerate(sheet.entries, 1))
    page = Template((folder / "page.html").read_text("utf-8")).substitute(
        title=escape(sheet.title),
        passages="\n".join(map(_passage, sheet.passages)),
        questions=questions,
        answers=answers,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        key=hashlib.sha256((questions + answers).encode()).hexdigest()[:16],
    )
    return page.encode()


def _hash(text: str) -> str:
    """A source of a Content-Security-Policy that lets through this text only."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _right(entry: Entry) -> object:
    """What the script looks for: wordings, the number of an option, for each pair the number of its right side."""
    if entry.form in TYPED:
        return entry.accepted
    if entry.form == "matching":
        rights = _rights(entry)
        return [rights.index(right) for _, right in entry.pairs]
    return next((number for number, option in enumerate(entry.options) if option.right), None)


def _rights(entry: Entry) -> list[str]:
    return sorted({right for _, right in entry.pairs})


def _question(number: int, entry: Entry) -> str:
    placing = f'<span class="placing">{escape(entry.placing)}</span>' if entry.placing else ""
    stem = escape(entry.stem.replace(BLANK, "_____") if entry.form == "cloze" else entry.stem)
    overrule = (
        '<button type="button" class="overrule" hidden>My answer was right</button>' if entry.form in TYPED else ""
    )
    return (
        f'<fieldset class="question" data-form="{entry.form}">\n<legend>{placing}{number}. {stem}</legend>\n'
        f"{''.join(_controls(number, entry))}\n"
        f'<button type="button" class="check">Check<span class="of"> {number}</span></button>\n'
        '<p class="verdict" role="status" tabindex="-1"></p>\n'
        f'<div class="feedback" hidden>{"".join(_feedback(entry))}{overrule}</div>\n</fieldset>'
    )


def _controls(number: int, entry: Entry) -> Iterator[str]:
    if entry.form in TYPED:
        yield f'<label for="q{number}">Your answer</label>'
        yield f'<input type="text" id="q{number}" autocomplete="off" autocapitalize="off" spellcheck="false">'
    elif entry.form == "matching":
        options = "".join(f'<option value="{n}">{escape(right)}</option>' for n, right in enumerate(_rights(entry)))
        for n, (left, _) in enumerate(entry.pairs):
            yield f'<label for="q{number}-{n}">{escape(left)}</label>'
            yield f'<select id="q{number}-{n}"><option value="">choose</option>{options}</select>'
    elif entry.form == "ordering":
        yield '<ol class="lines">'
        for place, left in _drawn(entry):
            text = escape(left)
            yield f'<li data-place="{place}"><span>{text}</span>'
            for step, sign, name in ((-1, "↑", "up"), (1, "↓", "down")):
                yield f'<button type="button" data-step="{step}" aria-label="Move {name}: {text}">{sign}</button>'
            yield "</li>"
        yield '</ol><p class="moved" role="status"></p>'
    else:
        yield '<div class="options">'
        for n, option in enumerate(entry.options):
            yield f'<label><input type="radio" name="q{number}" value="{n}"> {escape(option.text)}</label>'
        yield "</div>"


def _drawn(entry: Entry) -> list[tuple[int, str]]:
    """The lines with their right places, in an order that is another one and the same each time."""
    places = list(enumerate(left for left, _ in entry.pairs))
    drawn = sorted(places, key=lambda line: hashlib.sha256((entry.id + line[1]).encode()).hexdigest())
    return drawn if drawn != places else [*places[1:], places[0]]


def _feedback(entry: Entry) -> Iterator[str]:
    if entry.form == "matching":
        yield f"<p>{'<br>'.join(f'{escape(left)}: {escape(right)}' for left, right in entry.pairs)}</p>"
    elif entry.form == "ordering":
        yield f"<p>{'<br>'.join(f'{escape(right)}: {escape(left)}' for left, right in entry.pairs)}</p>"
    else:
        yield f"<p>Answer: <strong>{escape(entry.answer)}</strong></p>"
    if entry.note:
        yield f"<p>{escape(entry.note)}</p>"
    if entry.evidence:
        yield f"<blockquote>{escape(entry.evidence)}<br><cite>{escape(entry.source)}</cite></blockquote>"


def _passage(passage: Passage) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in passage.paragraphs)
    return (
        f"<details><summary>The article: {escape(passage.title)}</summary>{paragraphs}"
        f'<p class="credit">{escape(passage.credit)}</p></details>'
    )
