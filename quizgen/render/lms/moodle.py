"""Moodle XML, as Moodle 5.1 takes it: every form, ids as idnumbers, tags, the evidence as feedback.

The elements are those of Moodle's own export (question/format/xml and the formats of the question types).
"""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from quizgen.models import BLANK
from quizgen.render.lms.entries import Entry, Passage, Sheet, markup

LONGEST_NAME = 250  # Moodle cuts at 251
TYPES = {
    "short": "shortanswer",
    "cloze": "cloze",  # Moodle's name of its `multianswer` in files
    "choice": "multichoice",
    "true-false": "truefalse",
    "matching": "matching",
    "ordering": "ordering",
}


def write(sheet: Sheet) -> bytes:
    """The questions in a category named after the deck; the articles that they need stand before them as descriptions."""
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    _text(category, "category", "$course$/top/" + sheet.title.replace("/", "//"))
    for passage in sheet.passages:
        _description(quiz, passage)
    for entry in sheet.entries:
        _question(quiz, entry)
    ElementTree.indent(quiz, " ")
    text: str = ElementTree.tostring(quiz, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _question(quiz: Element, entry: Entry) -> None:
    question = SubElement(quiz, "question", type=TYPES[entry.form])
    _text(question, "name", entry.stem[:LONGEST_NAME])
    stem = _blank(entry) if entry.form == "cloze" else markup(entry.stem)
    placing = f"<p><em>{markup(entry.placing)}</em></p>" if entry.placing else ""
    _text(question, "questiontext", f"{placing}<p>{stem}</p>", html=True)
    _text(question, "generalfeedback", _paragraph(entry.feedback), html=True)
    _plain(question, defaultgrade=str(entry.points), penalty="0.3333333", hidden="0", idnumber=entry.id)
    match entry.form:
        case "short":
            _plain(question, usecase="0")
            for text in entry.accepted:
                _answer(question, _literal(text), 100)
        case "choice":
            _plain(question, single="true", shuffleanswers="true", answernumbering="abc")
            for option in entry.options:
                said = "" if option.right else f"<p>The answer is: {markup(entry.answer)}</p>"
                _answer(question, markup(option.text), 100 * option.right, said, html=True)
        case "true-false":
            for option in entry.options:
                said = "" if option.right else _paragraph(entry.note)
                _answer(question, option.text.lower(), 100 * option.right, said)
        case "matching":
            _plain(question, shuffleanswers="true")
            for left, right in entry.pairs:
                pair = _text(question, "subquestion", markup(left), html=True)
                _text(pair, "answer", right)
        case "ordering":
            # Without shownumcorrect the import aborts.
            _plain(question, layouttype="VERTICAL", selecttype="ALL", selectcount="0", gradingtype="ABSOLUTE_POSITION")
            _plain(question, showgrading="SHOW", numberingstyle="none", shownumcorrect="1")
            for place, (left, _) in enumerate(entry.pairs, 1):
                _answer(question, markup(left), place, html=True)
    tags = SubElement(question, "tags")
    for tag in (f"form:{entry.form}", f"kind:{entry.kind}" if entry.kind else ""):
        if tag:
            _text(tags, "tag", tag)


def _description(quiz: Element, passage: Passage) -> None:
    question = SubElement(quiz, "question", type="description")
    _text(question, "name", passage.title[:LONGEST_NAME])
    parts = (_paragraph(text) for text in passage.paragraphs)
    text = f"<h3>{markup(passage.title)}</h3>{''.join(parts)}<p><small>{markup(passage.credit)}</small></p>"
    _text(question, "questiontext", text, html=True)
    _text(question, "generalfeedback", "", html=True)
    _plain(question, defaultgrade="0", penalty="0", hidden="0")


def _blank(entry: Entry) -> str:
    """The stem with its blank as a sub-question; what ends an answer there is written as an entity, which Moodle undoes."""
    signs = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'#~}{/\\%"}
    answers = "~".join("=" + _literal(text).translate(signs) for text in entry.accepted)
    before, _, after = entry.stem.partition(BLANK)
    # A brace in the words around it could start a sub-question of its own.
    before, after = (markup(part).replace("{", "&#123;") for part in (before, after))
    return f"{before}{{1:SHORTANSWER:{answers}}}{after}"


def _literal(text: str) -> str:
    """A short answer, in which a star would stand for anything."""
    return text.replace("*", r"\*")


def _paragraph(text: str) -> str:
    return f"<p>{markup(text)}</p>" if text else ""


def _text(parent: Element, name: str, text: str, *, html: bool = False) -> Element:
    made = SubElement(parent, name, {"format": "html"} if html else {})
    SubElement(made, "text").text = text
    return made


def _plain(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = value


def _answer(parent: Element, text: str, fraction: int, feedback: str = "", *, html: bool = False) -> None:
    answer = _text(parent, "answer", text, html=html)
    answer.set("fraction", str(fraction))
    answer.set("format", "html" if html else "moodle_auto_format")
    _text(answer, "feedback", feedback, html=True)
