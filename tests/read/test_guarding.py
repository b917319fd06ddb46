"""Hostile input: limits, bombs, entities, nesting, invisible characters; a reader that hangs, swells or dies."""

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz import mutate, read_any, seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from producers import ARTICLE, make_docx, make_epub, make_html, make_pdf

from quizgen.errors import ReadError
from quizgen.read import Limits, ReadOptions, batches, read_article, read_bytes, read_text
from quizgen.read import guard as guard_module
from quizgen.read.characters import blanked, tidy
from quizgen.read.guard import read_guarded
from quizgen.read.html import page as read_page
from quizgen.read.order import Order
from quizgen.read.text import _paragraphs
from quizgen.read.web import is_public

TEXTS = [text for _, text in ARTICLE]
CRASHES = sorted((Path(__file__).parent / "crashes").glob("*-*"))


def limited(**limits: int) -> ReadOptions:
    return ReadOptions(limits=Limits(**limits))


def reason(read: Callable[[], object]) -> str:
    """Why something cannot be read; "" when it can."""
    try:
        read()
    except ReadError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_crashed_once(path: Path) -> None:
    read_any(path.read_bytes(), path.name.split("-")[0])


@pytest.mark.parametrize(
    ("name", "raw", "limits", "advice"),
    [
        ("a.txt", ("\n\n".join(TEXTS)).encode(), {"bytes": 100}, "--limit bytes="),
        ("a.txt", ("\n\n".join(TEXTS)).encode(), {"words": 50}, "--limit words="),
        ("a.html", make_html().encode(), {"words": 50}, "--limit words="),
        ("a.docx", make_docx(), {"words": 50}, "--limit words="),
        ("a.docx", make_docx(), {"unpacked": 5000}, "--limit unpacked="),
        ("a.epub", make_epub([("One", TEXTS)]), {"unpacked": 1000}, "--limit unpacked="),
        ("a.pdf", make_pdf(more="#pagebreak()\n" * 4), {"pages": 3}, "--limit pages="),
        ("a.pdf", make_pdf(), {"words": 50}, "--limit words="),
    ],
)
def test_each_limit_says_how_to_raise_it(name: str, raw: bytes, limits: dict[str, int], advice: str) -> None:
    with pytest.raises(ReadError, match=advice):
        read_bytes(raw, name, options=limited(**limits))


def test_a_zip_that_lies_about_its_size() -> None:
    raw = bytearray(make_epub([("One", ["x " * 5_000_000])]))
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as archive:
        size = archive.getinfo("OEBPS/text/c 1.xhtml").file_size
    lie = bytes(raw).replace(struct.pack("<L", size), struct.pack("<L", 1000))
    with pytest.raises(ReadError):
        read_bytes(lie, "a.epub", options=limited(unpacked=1_000_000))


@pytest.mark.parametrize("entity", ["&xxe;", "&a9;"])
def test_entities_are_not_resolved(entity: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the harbour")
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    dtd = f'<!DOCTYPE html [<!ENTITY a0 "lol">{bomb}<!ENTITY xxe SYSTEM "file://{secret}">]>'
    body = "".join(f"<p>{text}</p>" for text in TEXTS)
    page = f'<?xml version="1.0"?>{dtd}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}<p>{entity}</p></body></html>'
    book = io.BytesIO(make_epub([("One", TEXTS)]))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("OEBPS/text/c 2.xhtml", page)
    word = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx())) as old, zipfile.ZipFile(word, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(
                    b"<w:document", dtd.replace("html", "w:document").encode() + b"<w:document", 1
                )
                content = content.replace(b"Observers", entity.encode())
            new.writestr(name, content)
    for name, raw in (("a.xhtml", page.encode()), ("a.epub", book.getvalue()), ("a.docx", word.getvalue())):
        try:
            text = read_bytes(raw, name).text
        except ReadError:
            continue
        assert "secret" not in text
        assert text.count("lol") < 5


@pytest.mark.parametrize("tag", ["div", "b", "table", "li", "blockquote", "font", "svg"])
def test_deep_nesting(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 20_000}" + "".join(f"<p>{text}</p>" for text in TEXTS)
    begun = time.monotonic()
    said = reason(lambda: read_bytes(page.encode(), "a.html"))
    assert said == "" or "no article" in said
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "text",
    ["x" * 3_000_000, " " * 2_000_000 + "a", "word " * 400_000, "\n" * 500_000, " \n" * 300_000, "1" * 1_000_000, "# " * 400_000,
     "---\n" + "a: &a [x]\n" * 1000, "\x0b" * 100_000, "a\n" * 50_000, "> " * 300_000, "a\r" * 300_000],
)  # fmt: skip
def test_endless_lines_take_no_time(text: str) -> None:
    begun = time.process_time()
    _paragraphs(text, 0)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]",
        "title: " + "[" * 5000,
        "published: 2021-13-45",
        "title: 0x" + "f" * 9000,
        "title: " + "9" * 9000,
        "title: !!python/object/apply:os.system ['true']",
        "- a\n- b",
        "title: x\npublished: [2021]",
    ],
)
def test_hostile_front_matter(front: str) -> None:
    text = f"---\n{front}\n---\n\n" + "\n\n".join(TEXTS)
    assert "\n" not in reason(lambda: read_text(text, "a.md"))


def test_invisible_characters() -> None:
    dirty = "The min\u00adister\u200b said \u202eyadnoM\u202c that\x00 it\ud800 was ﬁne.\u2066"
    assert tidy(dirty) == "The minister said yadnoM that it was fine."
    assert len(blanked(dirty)) == len(dirty)
    assert not set("\u202e\u202c\x00\ud800\u2066") & set(blanked(dirty))
    article = read_text(f"A title of this\n\n{dirty} " + TEXTS[1], "a")
    assert article.text.index("was") == f"A title of this\n\n{dirty} ".index("was")
    article.text.encode()


def test_a_reader_that_hangs_swells_or_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(form="html", name="a.html", limits=Limits(seconds=1))
    code = {
        "hang": "import time; time.sleep(60)",
        "die": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "babble": "print('[1, 2')",
        "lie": 'print(\'["found", {"blocks": 3}]\')',
    }
    run = guard_module.subprocess.Popen
    for what, program in code.items():
        with monkeypatch.context() as patch:
            patch.setattr(
                guard_module.subprocess,
                "Popen",
                lambda command, program=program, **k: run([command[0], "-c", program], **k),
            )
            with pytest.raises(ReadError, match="longer than 1 s" if what == "hang" else "cannot be read"):
                read_guarded(order, b"<p>x</p>")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import resource; from quizgen.read.guard import MEMORY;"
        "resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)); x = bytearray(3_000_000_000)"
    )
    run = guard_module.subprocess.Popen
    monkeypatch.setattr(guard_module.subprocess, "Popen", lambda command, **k: run([command[0], "-c", program], **k))
    with pytest.raises(ReadError, match="2 GB"):
        read_guarded(Order(form="html", name="a.html"), b"")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (b"{\\rtf1\\ansi}", "no text"),
        (b"%PDF-1.7\nbroken", "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "MHTML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        (b"<html><body></body></html>", "no article"),
        (b"<html><body><form><input type=password></form><p>Log in to read this story now.</p></body></html>", "login"),
        (b"", "no article"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as failure:
        read_bytes(raw, "it")
    assert "\n" not in str(failure.value)


def test_a_locked_archive() -> None:
    raw = bytearray(make_docx())
    at = raw.index(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ReadError, match="password"):
        read_bytes(bytes(raw), "a.docx")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.html", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(ReadError):
            read_article(path)


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False),
     ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
     ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::127.0.0.1", False), ("192.0.2.1", False)],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_reads_or_says_why(text: str) -> None:
    if said := reason(lambda: read_text(text, "any")):
        assert "\n" not in said
        return
    article = read_text(text, "any")
    assert len(article.text) == len(text)
    for p in article.paragraphs:
        assert article.text[p.start : p.end].strip() == article.text[p.start : p.end] != ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=8), st.sampled_from(["html", "pdf", "docx", "epub", "text"]))
def test_any_text_in_any_wrapping(texts: list[str], form: str) -> None:
    raw = "".join(f"<p>{text}</p>" for text in texts).encode("utf-8", "surrogatepass")
    read_any(raw, form)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "epub", "text"])
def test_mutated_files(form: str) -> None:
    chance, whole = random.Random(form), seeds(form)
    for _ in range(60):
        read_any(mutate(chance.choice(whole), chance), form)


def test_batches_keep_every_paragraph_and_offset() -> None:
    article = read_text("A title\n\n" + "\n\n".join(f"# Part {i}\n\n{' '.join(TEXTS[1:])}" for i in range(30)), "book")
    parts = batches(article, whole=1000, part=500)
    assert len(parts) > 5
    assert tuple(p for part in parts for p in part.paragraphs) == article.paragraphs
    assert all(part.text is article.text for part in parts)
    assert batches(article) == [article]


def test_a_book_in_one_line_is_cut_between_sentences() -> None:
    line = " ".join(TEXTS[i % len(TEXTS)] for i in range(400) if ARTICLE[i % len(TEXTS)][0] == "paragraph")
    article = read_text(f"A title\n\n{line}", "book")
    parts = batches(article, whole=1000, part=500)
    stretches = [article.text[p.start : p.end] for part in parts for p in part.paragraphs]
    assert " ".join(stretches[1:]) == line
    assert all(len(stretch.split()) <= 500 for stretch in stretches)
    assert all(stretch.endswith((".", ".”", ":")) for stretch in stretches[1:])


def test_a_page_is_read_whole_or_not_at_all() -> None:
    script = f"<script>{'a = 1; ' * 700_000}</script>"
    page = f"<html><body>{script}" + "".join(f"<p>{text}</p>" for text in TEXTS)
    assert TEXTS[-1] in read_bytes(page.encode(), "a.html").text
    with pytest.raises(ReadError, match=r"characters of markup.*\.txt"):
        read_bytes(page.replace(script, 3 * script).encode(), "a.html")


def test_one_line_again_and_again_takes_no_time() -> None:
    begun = time.process_time()
    found = read_page("<html><body>" + f"<p>{TEXTS[1]}</p>" * 9000, "a.html")
    assert len(found.blocks) == 9000
    assert time.process_time() - begun < 15


def test_data_in_words_without_end_is_no_prose() -> None:
    """The engine's tokeniser takes a million characters and no more."""
    texts = "".join(f"<p>{text}</p>" for text in TEXTS)
    article = read_bytes(f"<html><body>{texts}<p>{'x' * 2_000_000}</p></body></html>".encode(), "a.html")
    assert "xx" not in article.text
    long_words = read_text("A title\n\n" + "\n\n".join(TEXTS) + "\n\n" + f"{'y' * 900} " * 3000, "a")
    for part in batches(long_words):
        assert sum(p.end - p.start for p in part.paragraphs) < 1_000_000
