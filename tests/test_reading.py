"""Articles in other formats than plain text: the same words and the same questions; hostile input gets one clear line."""

import gzip
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest
import typst

from quizgen.errors import ReadError
from quizgen.models import Article
from quizgen.read import Limits, ReadOptions, read_article, read_bytes, read_text

SEED = Path(__file__).parent.parent / "seeds" / "suez-canal.md"
PLAIN = read_text(SEED.read_text("utf-8"), "seed")
TITLE = PLAIN.info.title
PARTS = [(part.kind, PLAIN.text[part.start : part.end]) for part in PLAIN.paragraphs if part.kind != "title"]
HERE = ReadOptions(allow_private=True)


def words(text: str) -> list[str]:
    return text.split()


def body(article: Article) -> list[str]:
    """The words of headings and paragraphs, without the title."""
    return [
        word
        for part in article.paragraphs
        if part.kind != "title"
        for word in words(article.text[part.start : part.end])
    ]


WANTED = [word for _, text in PARTS for word in words(text.lstrip("# "))]


def page(charset: str = "utf-8") -> str:
    inside = "".join(f"<h2>{text.lstrip('# ')}</h2>" if kind == "heading" else f"<p>{text}</p>" for kind, text in PARTS)
    return f"""<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{TITLE} | The Daily Page</title>
<meta property="article:published_time" content="2024-03-26T09:00:00Z"><meta name="author" content="A. Writer">
<link rel="canonical" href="https://example.org/canal"><script>alert(1)</script></head><body>
<header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav></header>
<div class="cookie-banner">We use cookies to improve your experience. Accept all</div>
<article><h1>{TITLE}</h1>{inside}<p class="related"><a href="/other">Read more: ten canals to see</a></p></article>
<aside>Subscribe to our newsletter</aside><footer>© 2024 The Daily Page. All rights reserved.</footer></body></html>"""


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "canal.html"
    path.write_text(page(), "utf-8")
    article = read_article(path)
    assert body(article) == WANTED
    assert article.info.title == TITLE
    assert str(article.info.published) == "2024-03-26"
    assert article.info.byline == "A. Writer"
    assert article.info.id == "https://example.org/canal"


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for kind, text in PARTS:
        document.add_heading(text.lstrip("# "), 2) if kind == "heading" else document.add_paragraph(text)
    document.save(str(tmp_path / "canal.docx"))
    article = read_article(tmp_path / "canal.docx")
    assert article.info.title == TITLE
    assert body(article) == WANTED


def test_pdf_in_two_columns(tmp_path: Path) -> None:
    text = "\n\n".join(f"== {each.lstrip('# ')}" if kind == "heading" else each for kind, each in PARTS)
    source = tmp_path / "canal.typ"
    head = '#set page(columns: 2, footer: context align(center)[#counter(page).display()])\n#set par(justify: true)\n#set text(lang: "en", hyphenate: true)\n'
    source.write_text(f"{head}= {TITLE}\n\n{text}", "utf-8")
    (tmp_path / "canal.pdf").write_bytes(typst.compile(source))
    found, wanted = body(read_article(tmp_path / "canal.pdf")), WANTED
    same = sum(one == other for one, other in zip(found, wanted, strict=False))
    assert same >= 0.99 * len(wanted)
    assert len(found) == pytest.approx(len(wanted), rel=0.01)


class Site(BaseHTTPRequestHandler):
    """A web site with the faults of web sites."""

    def do_GET(self) -> None:
        if self.path == "/old":
            self.answer(301, b"", Location="/canal")
        elif self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/away":
            self.answer(302, b"", Location="http://169.254.169.254/latest")
        elif self.path == "/zip":
            self.answer(200, gzip.compress(page().encode()), **{"Content-Encoding": "gzip"})
        elif self.path == "/latin":
            self.answer(200, page().encode(), **{"Content-Type": "text/html; charset=iso-8859-1"})
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(b"a" * 30_000_000), **{"Content-Encoding": "gzip"})
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"<p>")
                time.sleep(0.1)
        elif self.path == "/endless":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            while True:
                self.wfile.write(b"<p>more and more</p>" * 5000)
        else:
            self.answer(
                404 if self.path == "/gone" else 200, page().encode(), **{"Content-Type": "text/html; charset=utf-8"}
            )

    def answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):  # the reader has hung up
            super().handle()


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("path", ["/canal", "/old", "/zip", "/latin"])
def test_web_pages(path: str) -> None:
    with site() as address:
        assert body(read_article(address + path, options=HERE)) == WANTED


@pytest.mark.parametrize(
    ("path", "said"),
    [("/gone", "404"), ("/loop", "redirect"), ("/slow", "second"), ("/endless", "--limit bytes"), ("/bomb", "--limit")],
)
def test_web_pages_that_fail(path: str, said: str) -> None:
    limits = Limits(bytes=2_000_000, unpacked=5_000_000, seconds=2)
    with site() as address, pytest.raises(ReadError, match=said) as failure:
        read_article(address + path, options=HERE.model_copy(update={"limits": limits}))
    assert "\n" not in str(failure.value)


def test_private_addresses_are_refused() -> None:
    with site() as address, pytest.raises(ReadError, match="--allow-private"):
        read_article(f"{address}/canal")
    for each in (
        "http://localhost/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://0x7f000001/",
    ):
        with pytest.raises(ReadError):
            read_article(each)


def test_other_languages_get_one_line(tmp_path: Path) -> None:
    path = tmp_path / "kanal.txt"
    path.write_text(
        "Der Kanal wurde im Jahr 1869 eröffnet, und die Schiffe fuhren durch die Wüste nach Indien. " * 20, "utf-8"
    )
    with pytest.raises(ReadError, match="German"):
        read_article(path)


def test_an_archive_that_unpacks_without_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a>" + "b" * 50_000_000)
    with pytest.raises(ReadError, match="--limit unpacked"):
        read_article(path, options=ReadOptions(limits=Limits(unpacked=10_000_000)))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4 broken",
        b"PK\x03\x04 broken",
        b"<html>" + b"<div>" * 50_000,
        b"\x00" * 1000,
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
def test_broken_files_get_one_line(content: bytes, tmp_path: Path) -> None:
    for name in ("a.pdf", "a.docx", "a.epub", "a.html"):
        (tmp_path / name).write_bytes(content)
        said = ""
        try:
            assert len(read_article(tmp_path / name).text) < 100  # an empty page is no crash either
        except ReadError as failure:
            said = str(failure)
        assert "\n" not in said


def test_bytes_of_another_encoding() -> None:
    text = "The café at Suez opened in 1869, and its owner – a Frenchman – served the pilots. " * 30
    assert "café" in read_bytes(text.encode("cp1252"), "cafe.txt").text
    short = "The café of Émile Zola – the naïve one – was opened in Paris on 2 April 1840."
    assert read_bytes(short.encode("cp1252"), "cafe.txt").text == short
