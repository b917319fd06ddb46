"""Files as LibreOffice and pandoc write them (files/README.md): the text, its structure and its questions are the article's."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from comparing import learned, pieces

from quizgen.read import ReadOptions, read_article

FILES = Path(__file__).parent / "files"
SEED = read_article(Path(__file__).parents[2] / "seeds" / "suez-canal.md")
HARBOUR = [
    (kind, text)
    for kind, _, text in (line.partition(": ") for line in (FILES / "harbour.expected").read_text("utf-8").splitlines())
]


def of(name: str) -> list[Path]:
    return sorted(path for path in FILES.glob(f"{name}-*") if path.stem.endswith(("-libreoffice", "-pandoc")))


@pytest.fixture(scope="module")
def asked() -> dict[str, Any]:
    return learned(SEED)


def test_every_format_of_both_producers_is_here() -> None:
    assert {path.suffix for path in of("harbour")} == {".docx", ".epub", ".html", ".odt", ".pdf", ".rtf", ".txt"}
    assert {path.suffix for path in of("suez-canal")} == {".docx", ".epub", ".html", ".pdf"}
    assert all(path.stat().st_size < 60_000 for path in FILES.iterdir())


@pytest.mark.parametrize("path", [*of("harbour"), FILES / "harbour.md"], ids=lambda path: path.name)
def test_structure_without_notes_captions_and_running_heads(path: Path) -> None:
    article = read_article(path)
    wanted = HARBOUR if path.suffix != ".md" else HARBOUR[1:]  # there the title stands in the front matter
    if path.name == "harbour-libreoffice.epub":  # LibreOffice makes the items of a list paragraphs there
        wanted = [("paragraph" if kind == "item" else kind, text) for kind, text in wanted]
    if path.suffix == ".txt":  # nothing tells there that this line is a byline
        wanted = [wanted[0], ("heading", "Ann Lee"), *wanted[1:]]
    assert pieces(article) == wanted
    assert (article.info.title, article.info.published) == (HARBOUR[0][1], date(2021, 10, 20))
    assert article.info.byline == ("" if path.suffix == ".txt" else "Ann Lee")


@pytest.mark.parametrize("path", of("suez-canal"), ids=lambda path: path.name)
def test_the_questions_are_those_of_the_seed(path: Path, asked: dict[str, Any]) -> None:
    article = read_article(path, published=SEED.info.published)
    assert [text for _, text in pieces(article)] == [SEED.info.title, *(text for _, text in pieces(SEED))]
    assert article.info.id == SEED.info.id
    assert learned(article) == asked


@pytest.mark.parametrize("path", of("suez-canal"), ids=lambda path: path.name)
def test_the_day_a_file_was_made_is_no_date_of_publication(path: Path) -> None:
    assert read_article(path).info.published is None


def test_a_chapter_by_number_and_by_title() -> None:
    path = FILES / "harbour-chapters-pandoc.epub"
    by_number, by_title = (read_article(path, options=ReadOptions(chapter=each)) for each in ("3", "how it"))
    assert pieces(by_number) == pieces(by_title)
    assert by_number.info.title == "How it went"
    assert [text for _, text in pieces(by_number)[1:]] == [text for _, text in HARBOUR[9:]]


def test_notes_of_a_word_document_with_signs_of_their_own() -> None:
    """Word lets one type a note's mark: it follows the reference in the same run."""
    import io

    import docx
    from docx.oxml import parse_xml

    from quizgen.read import read_bytes

    document = docx.Document(FILES / "harbour-libreoffice.docx")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = next(each for each in document.paragraphs if each.text.startswith("The international"))
    for kind in ("footnote", "endnote"):
        mark = f'<w:{kind}Reference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>'
        paragraph._p.append(parse_xml(f"<w:r {space}>{mark}</w:r>"))
    out = io.BytesIO()
    document.save(out)
    assert pieces(read_bytes(out.getvalue(), "a.docx")) == HARBOUR
    raw = (FILES / "harbour-libreoffice.docx").read_bytes()
    assert "footnotes.xml" in raw.decode("latin-1")  # the notes are there, and stay there
