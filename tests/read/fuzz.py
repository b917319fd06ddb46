"""A bounded random mutator over the readers, in process: `python tests/read/fuzz.py FORM SECONDS [SEED]`.

Anything but an Extracted or a ReadError, and anything slower than 30 s, is a find: it is written to tests/read/crashes/.
The input at work lies in build/fuzz-FORM-SEED while it is read, in case the process itself dies.
"""

import io
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

from producers import ARTICLE, make_docx, make_epub, make_html, make_odt, make_pdf, make_pptx, shape

from quizgen.errors import ReadError
from quizgen.read.article import to_article
from quizgen.read.limits import Limits
from quizgen.read.order import Order
from quizgen.read.source import form_of
from quizgen.read.text import read_text
from quizgen.read.worker import read_blocks

HERE = Path(__file__).parent
ODD = (
    b"\0", b"\xff\xfe", b"<", b">", b"&#x0;", b"&lol;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<table>" * 50, b"<svg>", b"]]>",
    b"<script type='application/ld+json'>[[[[", b"9" * 400, b"-1", b"%PDF-", b"endobj", b"stream\n", b"<< /Length 99999999 >>",
    b"/Kids [1 0 R]", b"PK\x05\x06", b"\xed\xa0\x80", b"\xe2\x80\xae", b" " * 500, b"charset=utf-7", b"<w:p>", b"</w:p>",
    b'<itemref idref="c1"/>', b"../../etc/passwd", b"<time datetime='0000-99-99'>", b"---\n- a\n---\n", b"# ", b"\r",
)  # fmt: skip


def seeds(form: str) -> list[bytes]:
    """Whole files to start from."""
    texts = [text for _, text in ARTICLE]
    if form == "html":
        return [make_html().encode(), b"<html><body>" + b"".join(f"<p>{t}</p>".encode() for t in texts)]
    if form == "pdf":
        return [make_pdf(), make_pdf(columns=1, size="8pt"), make_pdf(columns=3)]
    if form == "docx":
        return [make_docx()]
    if form == "odt":
        return [make_odt("".join(f"<text:p>{text}</text:p>" for text in texts))]
    if form == "pptx":
        return [make_pptx([shape("title", texts[0]) + shape("body", *texts[1:])])]
    if form == "rtf":
        return [
            b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}"
            + b"".join(f"{{\\b {t}}}\\u8217?\\par ".encode("cp1252") for t in texts)
            + b"}"
        ]
    if form == "subtitles":
        return [
            "\n\n".join(f"{i}\n00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{t}" for i, t in enumerate(texts)).encode()
        ]
    if form == "epub":
        return [make_epub([("One", texts), ("Two", texts)])]
    return [
        "\n\n".join(["# Title", *texts]).encode(),
        ("---\ntitle: x\npublished: 2021-10-20\n---\n" + "\n".join(texts)).encode(),
    ]


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """A file with one to eight wounds; an archive mostly inside its members, so that the damage gets past the checksums."""
    if raw.startswith(b"PK") and chance.random() < 0.8:
        return _mutate_members(raw, chance)
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = chance.choice(ODD)
            case 3:
                data[at:at] = data[at : at + length] * chance.randint(1, 30)
            case 4:
                source = chance.randrange(len(data) + 1)
                data[at : at + length] = data[source : source + length]
            case _:
                data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
    return bytes(data[: 3 * len(raw) + 100_000])


def _mutate_members(raw: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hurt = chance.sample(names, k=min(len(names), chance.randint(1, 2)))
        for name in names:
            content = old.read(name)
            if name in hurt and chance.random() < 0.1:
                continue
            new.writestr(name, mutate(content, chance) if name in hurt else content)
    return out.getvalue()


def read_any(raw: bytes, form: str) -> None:
    """Reads as the program does, without the child process that would hide what happens."""
    limits = Limits(unpacked=50_000_000)
    try:
        if form == "text":
            from quizgen.read.encoding import decode

            text = decode(raw, "fuzz")
            article = read_text(text, "fuzz")
        else:
            form_of(raw, f"fuzz.{form}")
            article = to_article(read_blocks(Order(form=form, name="fuzz", limits=limits), raw), "fuzz")  # type: ignore[arg-type]
    except ReadError as error:
        if "\n" in str(error):
            raise ValueError("a message of several lines") from error
        return
    for paragraph in article.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(article.text)
    article.model_dump_json()


def hunt(form: str, seconds: float, seed: int, report: Callable[[str], None] = print) -> int:
    """Mutates and reads until the time is over; returns the number of finds."""
    chance, started = random.Random(f"{form}{seed}"), time.monotonic()
    whole, finds, tried, slowest = seeds(form), 0, 0, 0.0
    at_work = HERE.parent.parent / "build" / f"fuzz-{form}-{seed}"
    at_work.parent.mkdir(exist_ok=True)
    while time.monotonic() - started < seconds:
        raw = mutate(chance.choice(whole), chance)
        at_work.write_bytes(raw)
        signal.alarm(30)
        begun = time.monotonic()
        try:
            read_any(raw, form)
        except Exception:
            finds += 1
            (HERE / "crashes" / f"{form}-{seed}-{tried}").write_bytes(raw)
            report(traceback.format_exc(limit=-4))
        signal.alarm(0)
        slowest = max(slowest, time.monotonic() - begun)
        tried += 1
    at_work.unlink()
    report(f"{form}: {tried} inputs, {finds} finds, slowest {slowest:.2f} s, "
           f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")  # fmt: skip
    return finds


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError("slower than 30 s")))
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
    sys.exit(hunt(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1) > 0)
