"""What else teachers have: OpenDocument, RTF, presentations, subtitles."""

import pytest
from producers import TITLE, make_odt, make_pptx, shape

from quizgen.errors import ReadError
from quizgen.read.blocks import Extracted
from quizgen.read.order import Order
from quizgen.read.source import form_of
from quizgen.read.worker import read_blocks

FIRST = "The engineers of the company measured the depth of the lake in the spring of 1911."


def read(raw: bytes, name: str) -> Extracted:
    return read_blocks(Order(form=form_of(raw, name), name=name), raw)


def texts(found: Extracted) -> list[str]:
    return [block.text for block in found.blocks]


STYLES = (
    '<style:style style:name="X1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="X2" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="X3" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="X4" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('The pier was built <text:span text:style-name="X1">in 1910 </text:span>in 1912.', "The pier was built in 1912."),
        ('It stands.<text:span text:style-name="X2"> Teacher: 1912.</text:span>', "It stands."),
        ('They counted 10<text:span text:style-name="X3">6</text:span> birds.', "They counted 10⁶ birds."),
        ('The lake is H<text:span text:style-name="X4">2</text:span>O.', "The lake is H₂O."),
        ("It opened.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>", "It opened."),
        ("The<text:s/>pier<text:line-break/>sank.<office:annotation><text:p>Check it.</text:p></office:annotation>", "The pier sank."),
    ],
)  # fmt: skip
def test_an_opendocument_text_as_it_shows(body: str, text: str) -> None:
    assert texts(read(make_odt(f"<text:p>{FIRST}</text:p><text:p>{body}</text:p>", STYLES), "a.odt")) == [FIRST, text]


def test_the_parts_of_an_opendocument_text() -> None:
    cells = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in ("Year", "Ships"))
    body = (
        f'<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p text:style-name="P1">{TITLE}</text:p>'
        f'<text:h text:outline-level="1">The lake</text:h><text:p>{FIRST}</text:p>'
        f"<text:list><text:list-item><text:p>The northern pier was sold.</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row><table:table-row>{cells}</table:table-row></table:table>"
    )
    found = read(make_odt(body, STYLES), "a.odt")
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("title", TITLE), ("heading", "The lake"), ("paragraph", FIRST), ("item", "The northern pier was sold."),
    ]  # fmt: skip
    assert (found.byline, found.left_out[0].words) == ("Ann Lee", 4)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"The caf\'e9 of Zo\u235?\b  opened\b0  in 1911.", "The café of Zoë opened in 1911."),
        (rb"It was built {\strike in 1910 }{\deleted in 1909 }in 1912{\v Teacher: 1912}.", "It was built in 1912."),
        (rb"They counted 10{\super 6} birds and H{\sub 2}O.{\footnote A note.}", "They counted 10⁶ birds and H₂O."),
        (rb"{\*\bkmkstart x}{\field{\*\fldinst HYPERLINK x}{\fldrslt The pier}} stood\emdash he said \ldblquote no\rdblquote .", "The pier stood—he said “no”."),
    ],
)  # fmt: skip
def test_rich_text_as_it_shows(body: bytes, text: str) -> None:
    head = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title The lake}{\author Ann Lee}}{\header Page 1}"
    raw = head + FIRST.encode() + rb"\par " + body + rb"\par\trowd\intbl Year\cell Ships\cell\row\pard }"
    found = read(raw, "a.rtf")
    assert texts(found) == [FIRST, text]
    assert (found.title, found.byline) == ("The lake", "Ann Lee")


def test_slides_that_are_shown_in_their_order() -> None:
    slides = [
        shape("body", "The company was dissolved in 1920.") + shape("title", "The end") + shape("sldNum", "2"),
        shape("ctrTitle", TITLE) + shape("subTitle", FIRST) + shape("ftr", "The Daily Bee"),
        shape("body", "HIDDEN: the answer is 1920."),
    ]
    found = read(make_pptx([slides[0], slides[2], slides[1]]), "a.pptx")
    assert texts(found) == [TITLE, FIRST, "The end", "The company was dissolved in 1920."]


SRT = """1
00:00:01,000 --> 00:00:03,000
<i>The engineers of the company</i>

2
00:00:03,000 --> 00:00:05,500
measured the depth of the lake. [MUSIC]

3
00:00:30,000 --> 00:00:32,000
- They left in May.
"""


@pytest.mark.parametrize("raw", [SRT, "WEBVTT\n\n" + SRT.replace(",", "."), SRT.replace("\n", "\r\n")])
def test_subtitles_are_sentences(raw: str) -> None:
    found = read(raw.encode(), "the-lake.srt")
    assert texts(found) == ["The engineers of the company measured the depth of the lake.", "They left in May."]
    assert found.title == "the lake"


def test_lines_that_roll_are_read_once() -> None:
    rolled = "WEBVTT\n\n00:01.000 --> 00:03.000\nThe engineers\n\n00:03.000 --> 00:05.000\nThe engineers\nmeasured the lake.\n"
    assert texts(read(rolled.encode(), "a.vtt")) == ["The engineers measured the lake."]


@pytest.mark.parametrize(
    ("raw", "name"), [(b"{\\rtf1 }", "a.rtf"), (make_odt(""), "a.odt"), (make_pptx([]), "a.pptx"), (b"{\\rtf1 " + b"{" * 9000, "a.rtf")]
)  # fmt: skip
def test_nothing_in_it_is_one_line(raw: bytes, name: str) -> None:
    with pytest.raises(ReadError) as said:
        read(raw, name)
    assert "\n" not in str(said.value)
