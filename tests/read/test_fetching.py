"""Addresses that lead elsewhere than they say, servers that want a login or drip, and what the command makes of them."""

import errno
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from producers import make_docx, make_html

from quizgen import deck_file
from quizgen.cli import main
from quizgen.errors import ReadError
from quizgen.read import Limits, read_article
from quizgen.read.options import ReadOptions
from quizgen.read.web import fetch

PAGE = make_html().encode()


@contextmanager
def server(answer: bytes, pause: float = 0.0, secure: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that gives every caller the same bytes; with a pause, one byte at a time; with `secure`, by HTTPS."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with suppress(OSError), secure.wrap_socket(caller, server_side=True) if secure else caller as caller:
                caller.recv(65536)
                for piece in [answer] if not pause else [answer[i : i + 1] for i in range(len(answer))]:
                    caller.sendall(piece)
                    time.sleep(pause)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http{'s' if secure else ''}://127.0.0.1:{listener.getsockname()[1]}/2021/a-page.html"
    finally:
        listener.close()


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (http("401 Unauthorized"), "login"),
        (http("403 Forbidden"), "login"),
        (http("404 Not Found"), "no such page"),
        (http("503 Busy"), "503 Busy"),
        (http("302 Found", b"", "Location: file:///etc/passwd"), "not an address"),
        (http("302 Found", b"", "Location: http://user:secret@127.0.0.1/"), "password"),
        (http("302 Found", b"", "Location: http://[::1"), "."),
        (http("200 OK", b"<html><body><input type=password></body></html>", "Content-Type: text/html"), "login"),
        (http("200 OK", b"\x89PNG", "Content-Type: image/png"), "image/png"),
        (http("200 OK", b"not gzip", "Content-Encoding: gzip"), "packing"),
        (http("200 OK", b"x", "Content-Encoding: br"), "packed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "."),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "."),
        (b"X" * 200_000, "."),
        (b"", "."),
    ],
)
def test_answers_that_are_no_article(answer: bytes, said: str) -> None:
    with server(answer) as address, pytest.raises(ReadError, match=said) as failure:
        read_article(address, options=ReadOptions(allow_private=True, limits=Limits(seconds=5)))
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value)


def test_headers_that_drip() -> None:
    begun = time.monotonic()
    with server(http("200 OK", PAGE), pause=0.1) as address, pytest.raises(ReadError, match="after 1 s"):
        fetch(address, Limits(seconds=1), allow_private=True)
    assert time.monotonic() - begun < 4


def test_a_name_that_resolves_to_a_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ReadError, match="--allow-private"):
        fetch("http://rebind.example/", Limits())
    assert asked == ["rebind.example"]  # once: what was checked is what is connected to


@pytest.mark.parametrize(
    "where", ["http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/meta-data"]
)
def test_a_redirect_into_the_own_network(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.read import web

    real = web.is_public
    with server(http("302 Found", b"", f"Location: {where}")) as address:
        # The test's own server counts as public, nothing else does.
        monkeypatch.setattr(web, "is_public", lambda ip: ip == "127.0.0.1" or real(ip))
        with pytest.raises(ReadError, match="--allow-private"):
            fetch(address, Limits(seconds=5))


CERTIFICATE = Path(__file__).parent / "files" / "localhost.pem"


@pytest.fixture
def secure() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def test_https_with_a_certificate_that_is_trusted(secure: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with server(http("200 OK", PAGE), secure=secure) as address:
        assert fetch(address, Limits(seconds=5), allow_private=True).content == PAGE
        by_name = address.replace("127.0.0.1", "localhost")
        assert fetch(by_name, Limits(seconds=5), allow_private=True).content == PAGE


def test_https_with_a_certificate_that_is_not(secure: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with server(http("200 OK", PAGE), secure=secure) as address:
        said = run("make", address, "--allow-private")
        assert (said.exit_code, said.stderr.count("\n")) == (1, 1)
        assert "certificate" in said.stderr
        assert "save it, and give the saved file" in said.stderr
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        # 127.1 is the same server, but not a name that its certificate has.
        with pytest.raises(ReadError, match="certificate"):
            fetch(address.replace("127.0.0.1", "127.1"), Limits(seconds=5), allow_private=True)
    with server(http("200 OK", PAGE)) as address, pytest.raises(ReadError, match="encryption"):
        fetch(address.replace("http:", "https:"), Limits(seconds=5), allow_private=True)


# ----------------------------------------------------------------------------------------------------- the command


def run(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "word.docx").write_bytes(make_docx())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_make_from_a_url_and_from_standard_input(folder: Path) -> None:
    with server(http("200 OK", PAGE, "Content-Type: text/html")) as address:
        made = run("make", address, "--allow-private")
        assert made.exit_code == 0, made.stderr
        assert "by Ann Lee" in made.stdout
        assert "published 2021-10-20, English" in made.stdout
        assert "https://bee.example/2021/10/20/harbour" in made.stdout
        refused = run("make", address, "-o", "no.toml")
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    deck = deck_file.load(Path("a-page.toml"))
    assert deck.articles[0].id == "https://bee.example/2021/10/20/harbour"
    piped = run("make", "-", "-o", "piped.toml", stdin=PAGE)
    assert piped.exit_code == 0, piped.stderr
    assert [q.id for q in deck_file.load(Path("piped.toml")).questions] == [q.id for q in deck.questions]


def test_several_articles_one_deck_each_or_one_of_all(folder: Path) -> None:
    each = run("make", "page.html", "word.docx", "none.pdf")
    assert each.exit_code == 1
    assert "none.pdf" in each.stderr
    page, word = (deck_file.load(Path(f"{name}.toml")) for name in ("page", "word"))
    assert run("make", "page.html", "word.docx", "-o", "sub/").exit_code == 0
    assert sorted(path.name for path in (folder / "sub").iterdir()) == ["page.toml", "word.toml"]
    assert run("make", "page.html", "word.docx", "-o", "both.toml", "--title", "Two").exit_code == 0
    both = deck_file.load(Path("both.toml"))
    assert both.title == "Two"
    own = ("argument", "statement")  # kept where a question rests on them
    told = {fact.id for deck in (page, word) for fact in deck.facts if fact.kind not in own}
    assert {fact.id for fact in both.facts if fact.kind not in own} == told
    assert run("make", "page.html", "word.docx", "--title", "Two").exit_code == 2
    (folder / "page.txt").write_bytes(b"x")
    assert "page.toml" in run("make", "page.html", "page.txt").stderr


def test_what_is_overwritten(folder: Path) -> None:
    notes = folder / "notes.toml"
    for content in (b"shopping = 'milk'\n", b"\xff\xfe\x00binary"):
        notes.write_bytes(content)
        refused = run("make", "page.html", "-o", notes)
        assert (refused.exit_code, refused.stderr.count("\n"), notes.read_bytes()) == (1, 1, content)
        assert "--force" in refused.stderr
        assert run("make", "page.html", "-o", notes, "--force").exit_code == 0
        assert deck_file.load(notes).questions
    (folder / "link.toml").symlink_to(notes)
    assert "link" in run("make", "page.html", "-o", "link.toml").stderr
    assert "article itself" in run("make", "page.html", "-o", "page.html", "--force").stderr
    assert "ordinary" in run("make", "page.html", "-o", "/dev/null").stderr
    assert run("make", "page.html", "--limit", "page=3").exit_code == 2
    assert run("make", "page.html", "--limit", "words=20").exit_code == 1


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_nothing_behind(
    failure: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise failure

    before = sorted(os.listdir(folder))
    monkeypatch.setattr(os, "replace", fail)
    result = run("make", "page.html", "-o", "deck.toml")
    assert result.exit_code == 1
    assert "Traceback" not in result.output + result.stderr
    assert sorted(os.listdir(folder)) == before


def test_facts_show_what_was_found_and_the_text(folder: Path) -> None:
    import json

    shown = run("facts", "page.html")
    assert "published 2021-10-20, English" in shown.stdout
    data = json.loads(run("facts", "page.html", "--to", "json").stdout)
    for fact in data["facts"]:
        evidence = fact["evidence"]
        assert data["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_book_is_read_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen import read
    from quizgen.commands.reading import bar
    from quizgen.read.batches import batches

    monkeypatch.setattr(read, "batches", lambda article: batches(article, whole=100, part=100))
    data = run("facts", "page.html", "--to", "json")
    assert data.exit_code == 0, data.stderr
    assert bar(0.5, 75) == "reading [###############...............]  50%, 1:15 left"
