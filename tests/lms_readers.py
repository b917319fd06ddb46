"""Readers of the formats that quizgen writes, made from what their importers are documented or seen to do.

Each gives the questions of a file as records that can be compared, whatever they were written from.
"""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html
from openpyxl.utils.escape import unescape

NPM = Path(__file__).parent / "npm"


class Read(NamedTuple):
    """A question as an importer has it. Short answers are `answers`; an ordering has its lines in order there."""

    form: str
    stem: str
    answers: tuple[str, ...] = ()
    options: tuple[tuple[str, bool], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def node_packages() -> Path:
    """The folder of the tests' npm packages, installed on first use; skips where node or the packages cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    if not (NPM / "node_modules").is_dir():
        done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=NPM, capture_output=True, timeout=120)
        if done.returncode:
            pytest.skip("the npm packages of tests/npm cannot be installed")
    return NPM / "node_modules"


def visible(markup: str) -> str:
    """The text that a browser shows of HTML."""
    return str(lxml_html.fromstring(f"<div>{markup}</div>").text_content())


# --------------------------------------------------------------------------------------------------------------- Moodle


def moodle(content: bytes) -> list[Read]:
    """As question/format/xml reads it."""
    return [_moodle(each) for each in etree.fromstring(content) if each.get("type") not in ("category", "description")]


def _moodle(question: Any) -> Read:
    stem = question.findtext("questiontext/text")
    answers = [(each.findtext("text"), each.get("fraction")) for each in question.findall("answer")]
    match question.get("type"):
        case "shortanswer":
            assert all(fraction == "100" for _, fraction in answers)
            return Read("short", visible(stem), tuple(_unstarred(text) for text, _ in answers))
        case "cloze":
            return _moodle_cloze(stem)
        case "multichoice":
            return Read("choice", visible(stem), options=tuple((visible(t), f == "100") for t, f in answers))
        case "truefalse":
            return Read("true-false", visible(stem), options=tuple((t.title(), f == "100") for t, f in answers))
        case "matching":
            pairs = ((visible(e.findtext("text")), e.findtext("answer/text")) for e in question.findall("subquestion"))
            return Read("matching", visible(stem), pairs=tuple(pairs))
    assert question.get("type") == "ordering"
    assert question.findtext("shownumcorrect") == "1"
    assert [int(f) for _, f in answers] == list(range(1, len(answers) + 1))
    return Read("ordering", visible(stem), tuple(visible(t) for t, _ in answers))


def _unstarred(text: str) -> str:
    assert not re.search(r"(?<!\\)\*", text)
    return text.replace(r"\*", "*")


def _moodle_cloze(stem: str) -> Read:
    """As question/type/multianswer takes a text apart: answers end at ~ } or # without \\ or & before."""
    before, found, after = re.fullmatch(r"(.*?)\{1:SHORTANSWER:((?:[^}]|\\\})*)\}(.*)", stem, re.DOTALL).groups()
    answers = re.findall(r"=(.+?)(?<!\\|&)(?=[~#}]|$)~?", found)
    return Read("cloze", visible(f"{before}____{after}"), tuple(_unstarred(html.unescape(each)) for each in answers))


# ----------------------------------------------------------------------------------------------------------------- GIFT

GIFT = """
const { parse } = require(process.argv[1] + "/gift-pegjs");
let text = "";
process.stdin.on("data", (part) => (text += part)).on("end", () => console.log(JSON.stringify(parse(text))));
"""


def gift(content: bytes) -> list[Read]:
    """As npm's gift-pegjs reads it."""
    done = subprocess.run(["node", "-e", GIFT, str(node_packages())], input=content, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()[:2000]
    return [_gift(each) for each in json.loads(done.stdout) if each["type"] not in ("Category", "Description")]


def _gift(question: dict[str, Any]) -> Read:
    assert question["stem"]["format"] == "html"
    stem = visible(question["stem"]["text"])
    match question["type"]:
        case "Short":
            assert all(each["weight"] == 100 for each in question["choices"])
            # The parser undoes one backslash of the two before a star, Moodle's matcher the other.
            return Read("short", stem, tuple(_unstarred(each["text"]["text"]) for each in question["choices"]))
        case "MC":
            options = tuple((visible(each["text"]["text"]), each["isCorrect"]) for each in question["choices"])
            return Read("choice", stem, options=options)
        case "TF":
            return Read("true-false", stem, options=(("True", question["isTrue"]), ("False", not question["isTrue"])))
    assert question["type"] == "Matching"
    pairs = tuple((visible(each["subquestion"]["text"]), _placed(each["subanswer"])) for each in question["matchPairs"])
    return Read("matching", stem, pairs=pairs)


def _placed(text: str) -> str:
    """The parser leaves its own place holders of escaped signs in right sides: "&&058;" for a colon."""
    return re.sub(r"&&(\d{3});", lambda match: chr(int(match[1])), text)


# ------------------------------------------------------------------------------------------------------------------ QTI

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def qti12(content: bytes) -> list[Read]:
    """As Canvas reads a package: by its manifest, each answer by what it scores."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
        files = [each.get("href") for each in manifest.iter("{*}file")]
        assert sorted([*files, "imsmanifest.xml"]) == sorted(archive.namelist())
        named = {each.get("identifier"): each for each in manifest.iter("{*}resource")}
        assert {each.get("identifierref") for each in manifest.iter("{*}dependency")} < set(named)
        (questions,) = (each for each in named.values() if each.get("type") == "imsqti_xmlv1p2")
        root = etree.fromstring(archive.read(questions[0].get("href")))
    items = root.findall(f"{QTI}assessment/{QTI}section/{QTI}item")
    assert len({item.get("ident") for item in items}) == len(items)
    return [_qti(item) for item in items if _qti_type(item) != "text_only_question"]


def _qti_type(item: Any) -> str:
    fields = {field[0].text: field[1].text for field in item.iter(f"{QTI}qtimetadatafield")}
    return str(fields["question_type"])


def _qti(item: Any) -> Read:
    order = [each.tag.removeprefix(QTI) for each in item]
    assert order[:3] == ["itemmetadata", "presentation", "resprocessing"]
    assert order[3:] in ([], ["itemfeedback"])
    shown = {each.get("ident") for each in item.iter(f"{QTI}itemfeedback")}
    assert {each.get("linkrefid") for each in item.iter(f"{QTI}displayfeedback")} == shown
    stem = visible(item.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext"))
    kind = _qti_type(item)
    if kind == "short_answer_question":
        wordings = [each.text for each in item.iter(f"{QTI}varequal")]
        assert {_qti_score(item, {"response1": text}) for text in wordings} == {100}
        return Read("short", stem, tuple(wordings))
    if kind == "matching_question":
        pairs = []
        for response in item.iter(f"{QTI}response_lid"):
            name = response.get("ident")
            texts = _qti_labels(response)
            (right,) = (each for each in texts if _qti_score(item, {name: each}) > 0)
            pairs.append((response.findtext(f"{QTI}material/{QTI}mattext"), texts[right]))
        return Read("matching", stem, pairs=tuple(pairs))
    form = {"multiple_choice_question": "choice", "true_false_question": "true-false"}[kind]
    labels = _qti_labels(item)
    scores = {ident: _qti_score(item, {"response1": ident}) for ident in labels}
    assert set(scores.values()) == {0, 100}
    return Read(form, stem, options=tuple((text, scores[ident] == 100) for ident, text in labels.items()))


def _qti_labels(element: Any) -> dict[str, str]:
    return {each.get("ident"): each.findtext(f".//{QTI}mattext") for each in element.iter(f"{QTI}response_label")}


def _qti_score(item: Any, given: dict[str, str]) -> float:
    """What a response scores; of several words in a condition each is right, as Canvas has it."""
    score = 0.0
    for condition in item.iter(f"{QTI}respcondition"):
        equals = condition.findall(f"{QTI}conditionvar/{QTI}varequal")
        if any(given.get(each.get("respident")) == each.text for each in equals):
            points = condition.find(f"{QTI}setvar")
            score = float(points.text) + (score if points.get("action") == "Add" else 0)
            if condition.get("continue") == "No":
                break
    return score


# -------------------------------------------------------------------------------------------------------- plain formats


def aiken(content: bytes) -> list[Read]:
    """As question/format/aiken reads it, line by line."""
    found, stem, options = [], "", []
    for line in content.decode().split("\n"):
        if key := re.match(r"ANSWER: ([A-Z])", line):
            marked = tuple((text, letter == key[1]) for letter, text in options)
            found.append(Read("choice", stem, options=marked))
            stem, options = "", []
        elif stem and (option := re.match(r"([A-Z])[.)] ?(.*)", line)):
            options.append((option[1], option[2]))
        elif line:
            assert not stem, "a stem of two lines"
            stem = line
    return found


def kahoot(content: bytes) -> list[Read]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Sheet1"]
    assert sheet["B8"].value == "Question - max 120 characters"
    assert sheet["H8"].value == "Correct answer(s) - choose at least one"
    found = []
    for number, row in enumerate(sheet.iter_rows(min_row=9, max_col=8), 1):
        place, stem, *answers, seconds, right = (_undone(cell.value) for cell in row)
        assert all(cell.data_type != "f" for cell in row)
        assert (place, seconds) == (number, 30)
        assert len(stem) <= 120
        assert all(len(each) <= 75 for each in answers if each is not None)
        found.append(_numbered(stem, answers, right))
    return found


def wayground(content: bytes) -> list[Read]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(content))["Sheet1"].iter_rows(max_col=11)
    assert [cell.value for cell in head][::7] == ["Question Text", "Correct Answer"]
    found = []
    for row in rows:
        assert all(cell.data_type != "f" for cell in row)
        stem, kind, *answers, right, seconds, image, explanation = (_undone(cell.value) for cell in row)
        assert (kind, seconds, image) == ("Multiple Choice", 30, None)
        assert explanation
        found.append(_numbered(stem, answers, right))
    return found


def _undone(value: Any) -> Any:
    """Spreadsheets undo "_x005F_" in a text as they show it, openpyxl on demand."""
    return unescape(value) if isinstance(value, str) else value


def blooket(content: bytes) -> list[Read]:
    assert content.count(b"\r\n") >= 3
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert rows[0] == ["Blooket\nImport Template"] + [""] * 7
    assert all(len(row) == 8 for row in rows)
    return [_numbered(row[1], row[2:6], int(row[7])) for row in rows[2:]]


def gimkit(content: bytes) -> list[Read]:
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert all(len(row) == 5 for row in rows)
    return [
        Read("choice", stem, options=((right, True), *((each, False) for each in wrong if each)))
        for stem, right, *wrong in rows[2:]
    ]


def _numbered(stem: str, answers: list[str | None], right: int) -> Read:
    return Read("choice", stem, options=tuple((text, n == right) for n, text in enumerate(answers, 1) if text))


def blackboard(content: bytes) -> list[Read]:
    found = []
    for line in content.decode().removesuffix("\r\n").split("\r\n"):
        kind, stem, *rest = line.split("\t")
        two = tuple(zip(rest[::2], rest[1::2], strict=False))
        match kind:
            case "MC":
                assert {mark for _, mark in two} == {"correct", "incorrect"}
                found.append(Read("choice", stem, options=tuple((text, mark == "correct") for text, mark in two)))
            case "TF":
                found.append(
                    Read("true-false", stem, options=(("True", rest == ["true"]), ("False", rest == ["false"])))
                )
            case "MAT":
                found.append(Read("matching", stem, pairs=two))
            case "ORD" | "FIB":
                found.append(Read({"ORD": "ordering", "FIB": "short"}[kind], stem, tuple(rest)))
    return found


def brightspace(content: bytes) -> list[Read]:
    found: list[list[list[str]]] = []
    for row in csv.reader(io.StringIO(content.decode(), newline="")):
        if row[0] == "NewQuestion":
            found.append([])
        found[-1].append(row)
    return [_brightspace(rows) for rows in found]


def _brightspace(rows: list[list[str]]) -> Read:
    def those(name: str) -> list[list[str]]:
        return [row[1:] for row in rows if row[0] == name]

    stem = visible(those("QuestionText")[0][0])
    match those("NewQuestion")[0][0]:
        case "MC":
            return Read(
                "choice", stem, options=tuple((visible(text), mark == "100") for mark, text, _ in those("Option"))
            )
        case "TF":
            marks = ((name, those(name.upper())[0][0] == "100") for name in ("True", "False"))
            return Read("true-false", stem, options=tuple(marks))
        case "M":
            choices = {number: visible(text) for number, text, _ in those("Choice")}
            return Read("matching", stem, pairs=tuple((visible(text), choices[n]) for n, text, _ in those("Match")))
        case "O":
            return Read("ordering", stem, tuple(visible(text) for text, _ in those("Item")))
    return Read("short", stem, tuple(text for _, text in those("Answer")))
