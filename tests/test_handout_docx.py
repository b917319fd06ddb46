"""Word documents, read again with python-docx."""

import io
import re
import zipfile
from typing import Any

import pytest
from deck_samples import canals, every_slot, history, items, printable

from quizgen.errors import RenderError
from quizgen.models import Deck
from quizgen.render.docx import render_docx
from quizgen.render.handout.layout import lay_out

docx = pytest.importorskip("docx", reason="python-docx is an extra")


def opened(deck: Deck, **options: Any) -> Any:
    return docx.Document(io.BytesIO(render_docx(deck, **options)))


def test_docx_has_the_same_numbers_and_key() -> None:
    deck = history(20)
    made = render_docx(deck, versions=2, layout=["quiz", "key", "study"])
    assert made == render_docx(deck, versions=2, layout=["quiz", "key", "study"])
    document = docx.Document(io.BytesIO(made))
    handout = lay_out(deck, versions=2)
    numbered = [p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    stems = [p.text for p in numbered if p._p.pPr.numPr.ilvl.val == 0]
    wanted = [item for version in range(2) for item in items(handout, version)]
    for stem, item in zip(stems, wanted, strict=True):
        assert item.stem in stem
    keys = [table for table in document.tables if table.cell(0, 0).text == "No."]
    for version, table in enumerate(keys):
        rows = [(row.cells[0].text, row.cells[1].text.split("\n")[0].split("  ")[0]) for row in table.rows[1:]]
        assert rows == [(f"{item.number}.", item.key) for item in items(handout, version)]
    with pytest.raises(RenderError, match="cards"):
        render_docx(deck, layout=["cards"])
    hostile = render_docx(printable(every_slot("x", "nul\x00 \ud800 <w:p/> & ]]>")))
    assert zipfile.ZipFile(io.BytesIO(hostile)).testzip() is None
    assert "<w:p/> & ]]>" in docx.Document(io.BytesIO(hostile)).paragraphs[0].text


def test_each_part_has_its_footer_and_its_own_page_numbers() -> None:
    document = opened(canals(), versions=2)
    footers = [section.footer.paragraphs[0].text for section in document.sections]
    assert [re.sub(r" · \w{6}$", "", footer.split("\t")[0]) for footer in footers] == [
        "Three canals · Version A",
        "Three canals · Version B",
        "Answer key · Three canals · Version A",
        "Answer key · Three canals · Version B",
        "Question numbers by version · Three canals",
    ]
    xml = document.element.body.xml
    for number, section in enumerate(document.sections):
        assert f"PAGEREF end{number}<" in section.footer._element.xml
        assert xml.count(f'w:name="end{number}"') == 1
        assert section._sectPr.xml.count('w:pgNumType w:start="1"') == 1


def test_answer_lines_are_tabs_that_cannot_run_over() -> None:
    document = opened(canals(), layout=["quiz"])
    lines = [p for p in document.paragraphs if p.text == "\t"]
    assert [p.paragraph_format.tab_stops[0].position.mm for p in lines] == [pytest.approx(50, abs=0.1)]
    long = canals().questions[0].model_copy(update={"answer": "word " * 300})
    document = opened(canals().model_copy(update={"questions": (long,)}), layout=["quiz"])
    assert sum(p.text == "\t" for p in document.paragraphs) == 2


def test_right_to_left_with_marks_for_those_scripts() -> None:
    document = opened(printable(every_slot("x", "מתי נפתחה תעלת סואץ")))
    xml = document.element.body.xml
    assert xml.count("<w:bidiVisual/>") == len(document.tables)
    assert xml.count("<w:b/>") == xml.count("<w:bCs")
    assert xml.count("<w:sz ") == xml.count("<w:szCs ")


def test_large_print() -> None:
    document = opened(canals(), large=True, layout=["quiz", "key"])
    assert document.styles["Normal"].font.size.pt == 18
    key = document.tables[-1]
    assert {run.font.size.pt for p in key.cell(1, 1).paragraphs for run in p.runs} == {11}
