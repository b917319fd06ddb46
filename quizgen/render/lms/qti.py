"""A QTI 1.2 package as Canvas writes and reads it (IMS Question & Test Interoperability 1.2.1, with Canvas's question types).

Wordings of a short answer stand beside each other in one condition, and each of them is right: that is Canvas's reading,
where the specification would want them all.
"""

import hashlib
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from quizgen.render.lms.archive import zipped
from quizgen.render.lms.entries import Entry, Passage, Sheet, markup

RESPONSE = "response1"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
TYPES = {
    "short": "short_answer_question",
    "cloze": "short_answer_question",
    "choice": "multiple_choice_question",
    "true-false": "true_false_question",
    "matching": "matching_question",
}


def fit(entry: Entry) -> Entry | str:
    """An order is asked as a matching of places: Canvas's classic quizzes know none."""
    if entry.form != "ordering":
        return entry
    return entry._replace(form="matching", pairs=tuple((left, str(n)) for n, (left, _) in enumerate(entry.pairs, 1)))


def write(sheet: Sheet) -> bytes:
    """The zip file: manifest, questions, and Canvas's record of the quiz."""
    name = _ident(sheet.title, *(entry.id for entry in sheet.entries))
    root = Element("questestinterop", xmlns=_QTI)
    assessment = SubElement(root, "assessment", ident=name, title=sheet.title)
    section = SubElement(assessment, "section", ident="root_section")
    for passage in sheet.passages:
        _stimulus(section, passage)
    for entry in sheet.entries:
        _item(section, entry)
    quiz = Element("quiz", identifier=name, xmlns=_CANVAS)
    for label, text in (("title", sheet.title), ("description", ""), ("quiz_type", "assignment")):
        SubElement(quiz, label).text = text
    parts = {
        "imsmanifest.xml": _manifest(name),
        f"{name}/{name}.xml": root,
        f"{name}/assessment_meta.xml": quiz,
    }
    return zipped({path: _serialised(part) for path, part in parts.items()})


def _manifest(name: str) -> Element:
    manifest = Element("manifest", identifier=f"{name}m", xmlns=_PACKAGING)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    questions = SubElement(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    SubElement(questions, "file", href=f"{name}/{name}.xml")
    SubElement(questions, "dependency", identifierref=f"{name}a")
    record = f"{name}/assessment_meta.xml"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    SubElement(SubElement(resources, "resource", identifier=f"{name}a", type=kind, href=record), "file", href=record)
    return manifest


def _item(section: Element, entry: Entry) -> None:
    placing = f"<p><em>{markup(entry.placing)}</em></p>" if entry.placing else ""
    html = f"{placing}<p>{markup(entry.stem)}</p>"
    item, presentation = _begun(
        section, _ident(entry.id), entry.id, TYPES[entry.form], html, points=f"{entry.points}.0"
    )
    processing = SubElement(item, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if entry.feedback:
        told = SubElement(processing, "respcondition", {"continue": "Yes"})
        SubElement(SubElement(told, "conditionvar"), "other")
        SubElement(told, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
    if entry.form == "matching":
        rights = {right: str(n) for n, right in enumerate(sorted({right for _, right in entry.pairs}), 1)}
        for n, (left, right) in enumerate(entry.pairs, 1):
            _choices(presentation, f"response_{n}", [(ident, text) for text, ident in rights.items()], left)
            _scores(processing, f"response_{n}", [rights[right]], "Add", f"{100 / len(entry.pairs):.2f}")
    elif entry.options:
        idents = [option.text.lower() for option in entry.options]
        if entry.form != "true-false":
            idents = [str(n) for n, _ in enumerate(entry.options, 1)]
        texts = [option.text for option in entry.options]
        _choices(presentation, RESPONSE, list(zip(idents, texts, strict=True)))
        marked = [ident for ident, option in zip(idents, entry.options, strict=True) if option.right]
        _scores(processing, RESPONSE, marked, "Set", "100")
    else:
        response = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
        SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1", rshuffle="No")
        _scores(processing, RESPONSE, entry.accepted, "Set", "100")
    if entry.feedback:
        feedback = SubElement(item, "itemfeedback", ident="general_fb")
        _material(SubElement(feedback, "flow_mat"), f"<p>{markup(entry.feedback)}</p>", "text/html")


def _stimulus(section: Element, passage: Passage) -> None:
    paragraphs = "".join(f"<p>{markup(text)}</p>" for text in passage.paragraphs)
    html = f"<h3>{markup(passage.title)}</h3>{paragraphs}<p><small>{markup(passage.credit)}</small></p>"
    _begun(section, _ident(passage.title, "passage"), passage.title, "text_only_question", html, points="0")


def _begun(section: Element, ident: str, title: str, kind: str, html: str, *, points: str) -> tuple[Element, Element]:
    """A new item and its presentation, which shows the HTML."""
    item = SubElement(section, "item", ident=ident, title=title)
    metadata = SubElement(SubElement(item, "itemmetadata"), "qtimetadata")
    for label, text in (("question_type", kind), ("points_possible", points)):
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = text
    presentation = SubElement(item, "presentation")
    _material(presentation, html, "text/html")
    return item, presentation


def _choices(presentation: Element, ident: str, options: Iterable[tuple[str, str]], left: str = "") -> None:
    """What is chosen from, as (ident, text); of a pair behind its left side."""
    response = SubElement(presentation, "response_lid", ident=ident, rcardinality="Single")
    if left:
        _material(response, left, "text/plain")
    choice = SubElement(response, "render_choice")
    for name, text in options:
        _material(SubElement(choice, "response_label", ident=name), text, "text/plain")


def _scores(processing: Element, ident: str, right: Sequence[str], action: str, points: str) -> None:
    """Any of the right answers scores."""
    condition = SubElement(processing, "respcondition", {"continue": "Yes" if action == "Add" else "No"})
    conditions = SubElement(condition, "conditionvar")
    for text in right:
        SubElement(conditions, "varequal", respident=ident).text = text
    SubElement(condition, "setvar", action=action, varname="SCORE").text = points


def _material(parent: Element, text: str, kind: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype=kind).text = text


def _ident(*parts: str) -> str:
    return "g" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _serialised(root: Element) -> str:
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
