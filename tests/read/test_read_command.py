"""`quizgen read` shows an article so that reading it again gives the same, and says what was left out."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner
from producers import TITLE, make_html

from quizgen.cli import main
from quizgen.read import read_article

PAGE = make_html().encode()


def test_what_is_shown_reads_as_the_same_article(tmp_path: Path) -> None:
    page, shown = tmp_path / "page.html", tmp_path / "page.md"
    page.write_bytes(PAGE)
    result = CliRunner().invoke(main, ["read", str(page), "-o", str(shown)])
    assert result.exit_code == 0
    assert "left out" in result.stderr
    assert "menus and boxes" in result.stderr
    first, again = read_article(page), read_article(shown)
    lines = [
        [" ".join(a.text[p.start : p.end].split()) for p in a.paragraphs if p.kind != "title"] for a in (first, again)
    ]
    assert lines[0] == lines[1]
    assert (again.info.title, again.info.published, again.info.byline) == (TITLE, date(2021, 10, 20), "Ann Lee")
    assert (again.info.id, again.info.source) == (first.info.id, first.info.source)


def test_a_page_without_an_article_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    result = CliRunner().invoke(main, ["read", str(tmp_path / "empty.html")])
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
