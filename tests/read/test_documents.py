"""Word documents, books and PDFs of the kinds on which readers fail. The files are made up for this."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from quizgen.read.blocks import Extracted
from quizgen.read.order import Order
from quizgen.read.source import form_of
from quizgen.read.worker import read_blocks

CASES = Path(__file__).parent / "cases"
SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def read(raw: bytes, name: str) -> Extracted:
    return read_blocks(Order(form=form_of(raw, name), name=name), raw)


def case(name: str) -> list[str]:
    return [block.text for block in read((CASES / name).read_bytes(), name).blocks]


def test_a_word_document_is_read_with_its_changes_accepted() -> None:
    assert case("tracked.docx") == [
        "The harbour of Marsk",
        "The engineer Karen Holt opened the harbour of Marsk in 1912.",
        "The Danish state bought the harbour in 1920 from the Marsk Shipping Company for two million kroner.",
        "Holt was born in Odense in 1870.",
        "In 1930, the painter Niels Bro founded the Marsk Museum.",
        "The first mayor of Marsk was Anna Lund, who took office in 1925.",
        "In 1945, the Royal Navy used the harbour as a base.",
        "The Marsk Bridge was completed in 1953. See Figure 2.",
        "The ferry was sold in 1961 to the Norwegian company Fjord Line.",
    ]


def run(properties: str, text: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("", "The pier was built ") + run("<w:dstrike/>", "in 1911 ") + run("", "in 1912."), "The pier was built in 1912."),
        (run("", "The pier ") + run('<w:strike w:val="0"/>', "was built."), "The pier was built."),
        (run("", "They counted 10") + run('<w:vertAlign w:val="superscript"/>', "6") + run("", " birds."), "They counted 10⁶ birds."),
        (run("", "The lake is H") + run('<w:vertAlign w:val="subscript"/>', "2") + run("", "O."), "The lake is H₂O."),
        (run("", "It opened in 1911") + run('<w:vertAlign w:val="superscript"/>', "3") + run("", " at last."), "It opened in 1911 at last."),
        (run("", "The depth is ") + "<m:oMath><m:r><m:t>d</m:t></m:r></m:oMath>" + run("", " here. The pier sank in May."), "The pier sank in May."),
        (run("<w:vanish/>", "Teacher: 1912."), None),
    ],
)  # fmt: skip
def test_runs_of_a_word_document(runs: str, text: str | None) -> None:
    document = docx.Document()
    document.add_paragraph("The engineers of the company measured the depth of the lake in the spring of the year.")
    document.element.body.insert(1, parse_xml(f"<w:p {SPACE}>{runs}</w:p>"))
    out = io.BytesIO()
    document.save(out)
    assert [block.text for block in read(out.getvalue(), "a.docx").blocks][1:] == ([] if text is None else [text])


def test_sections_of_a_book_stay_whatever_they_are_called() -> None:
    found = case("pandoc-sections.epub")
    assert "Related offices" in found
    assert any("abolished fees in primary schools" in text for text in found)


def test_page_numbers_and_notes_of_a_scanned_book_are_no_words() -> None:
    assert case("gutenberg.epub") == [
        "CHAPTER II.",
        "In 1923, Marsh opened the first municipal hospital of Halifax. The architect Henry Vale built it in eleven months.",
        "In 1929, the Bank of Montreal lent the city two million dollars. The loan was repaid in 1941.",
        "Marsh died in Halifax on 3 May 1951. George Cole succeeded her as president of the Maritime Board of Trade in 1934.",
    ]


def test_a_torn_pdf_is_whole_and_its_notes_captions_and_rows_are_gone() -> None:
    text = "\n".join(case("hyphen.pdf"))
    assert "First World War. Officials of the federation" in text
    assert "and the Canadian Broadcasting Corporation broadcast a radio play" in text
    assert "sister-in-law Edith Vance, a self-taught, well-known photographer" in text
    assert [words for words in ("412", "photographed", "History of Halifax", "vol. 3") if words in text] == []
    assert "from the family of the engineer Robert Hale" in "\n".join(case("float.pdf"))


def test_raised_figures_of_a_pdf() -> None:
    assert case("notes.pdf")[1:] == [
        "Elena Marsh became mayor of Halifax in 1921 and served for eight years. In 1923, Marsh opened the first municipal hospital"
        " of Halifax. In 1929, the Bank of Montreal lent the city 2 million dollars. The hospital treated 655 patients in 1930."
        " The Aral Sea covered 68,000 km² in 1960. The Soviet Academy counted 10⁶ birds in 1989.",
        "Marsh chaired the Maritime Board of Trade from 1930 to 1934. She died in Halifax on 3 May 1951. The lake contains H₂O.",
    ]
