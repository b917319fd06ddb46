"""Wherever a deck stands, an article of any form does too, by path, URL or standard input; and where the result may go."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from producers import ARTICLE, make_docx, make_epub, make_html
from test_fetching import http, server

from quizgen import deck_file
from quizgen.cli import main
from quizgen.errors import DeckError
from quizgen.read import web

PAGE = make_html().encode()
COMMANDS = ("export", "explain", "explain --rejected", "print -o out.pdf", "anki -o out.apkg", "facts")


def run(command: str, *arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, [*command.split(), *arguments], input=stdin)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_urls(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "is_public", lambda ip: True)
    with server(http("200 OK", PAGE, "Content-Type: text/html")) as address:
        result = run(command, address)
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("raw", [PAGE, make_docx()], ids=["html", "docx"])
def test_standard_input_of_any_form(command: str, raw: bytes) -> None:
    result = run(command, "-", stdin=raw)
    assert result.exit_code == 0, result.stderr


def test_standard_input_may_be_a_deck() -> None:
    made = run("make --quiet", "-", stdin=PAGE)
    exported = [
        run("export", "-", stdin=raw).stdout for raw in (PAGE, made.stdout_bytes, b"\xef\xbb\xbf" + made.stdout_bytes)
    ]
    assert json.loads(exported[0])["questions"]
    assert exported[1] == exported[2]


def test_the_file_is_named_after_the_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "is_public", lambda ip: True)
    with server(http("200 OK", PAGE, "Content-Type: text/html")) as address:
        assert run("print", address + "?page=1").exit_code == 0
    assert os.listdir() == ["a-page.pdf"]


def test_advice_names_the_command_that_has_the_option() -> None:
    refused = run("print", "http://127.0.0.1/article")
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert "--allow-private" in refused.stderr
    assert "quizgen make" in refused.stderr


def test_answers_and_deck_cannot_both_come_by_standard_input() -> None:
    assert run("study", "-").exit_code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_file_is_written_to_and_stays() -> None:
    os.mkfifo("pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_bytes()), daemon=True)
    reader.start()
    deck_file.write_bytes(Path("pipe"), b"a deck")
    reader.join(10)
    assert got == [b"a deck"]
    assert not Path("pipe").is_file()
    deck_file.write_bytes(Path(os.devnull), b"a deck")
    assert not Path(os.devnull).is_file()
    with pytest.raises(DeckError, match="is a directory"):
        deck_file.write_bytes(Path(), b"a deck")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="standard output has no name here")
def test_standard_output_by_its_name() -> None:
    Path("page.html").write_bytes(PAGE)
    run("make --quiet -o deck.toml", "page.html")
    for command in ("export", "anki", "print"):
        with open("out", "wb") as out:  # a regular file stands behind /dev/stdout
            subprocess.run(
                [sys.executable, "-c", "from quizgen.cli import main; main()", command, "deck.toml", "-o", "/dev/stdout"], stdout=out, check=True,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        assert Path("out").read_bytes()[:2] == {"export": b"{\n", "anki": b"PK", "print": b"%P"}[command]
    assert Path("/dev/stdout").is_symlink() or not Path("/dev/stdout").is_file()


def test_chapters() -> None:
    texts = [text for kind, text in ARTICLE if kind == "paragraph"]
    Path("book.epub").write_bytes(make_epub([("The harbour", texts), ("The island", texts[::-1])]))
    assert run("make --chapter", "island", "book.epub").exit_code == 0
    assert deck_file.load(Path("book.toml")).title == "The island"
    wrong = run("make --chapter", "9", "book.epub")
    assert (wrong.exit_code, "1 The harbour; 2 The island" in wrong.stderr) == (1, True)
