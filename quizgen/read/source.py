"""A path, URL or bytes -> Article: tells the form by the content, calls its reader, and lets the user's word overrule."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

from quizgen.errors import ReadError
from quizgen.models import Article
from quizgen.read.article import to_article
from quizgen.read.encoding import decode
from quizgen.read.guard import read_guarded
from quizgen.read.language import NAMES, language_of
from quizgen.read.limits import count_words, raise_it
from quizgen.read.options import ReadOptions
from quizgen.read.order import Form, Order
from quizgen.read.text import read_text
from quizgen.read.web import fetch, is_url

PLAIN = (".txt", ".md", ".markdown", ".text", ".rst")
PAGES = (".html", ".htm", ".xhtml", ".xht")


def read_article(
    source: Path | str,
    published: date | None = None,
    title: str = "",
    article_id: str = "",
    options: ReadOptions | None = None,
) -> Article:
    """Article of a file or, given as text, of a URL. What is given overrules what the source says.

    Raises ReadError: missing, unreachable, damaged, locked, over a limit, not in English, or no article in it.
    """
    options = options or ReadOptions()
    if isinstance(source, str) and is_url(source):
        page = fetch(source, options.limits, options.allow_private)
        return read_bytes(
            page.content, source, published, title, article_id, options, page.url, page.charset, page.kind
        )
    path = Path(source)
    try:
        if path.exists() and not path.is_file():
            raise ReadError(f"{path}: not a file; give the article's own file")
        with path.open("rb") as stream:
            raw = stream.read(options.limits.bytes + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ReadError(f"{path}: {reason}; check the path") from None
    return read_bytes(raw, str(path), published, title, article_id, options)


def read_bytes(
    raw: bytes,
    name: str,
    published: date | None = None,
    title: str = "",
    article_id: str = "",
    options: ReadOptions | None = None,
    address: str = "",
    charset: str = "",
    kind: str = "",
) -> Article:
    """As `read_article`, of content that is already here: standard input, or a download of content type `kind`."""
    options = options or ReadOptions()
    limits = options.limits
    if len(raw) > limits.bytes:
        raise ReadError(
            f"{name}: more than {limits.bytes / 1e6:g} MB; {raise_it('bytes', len(raw))}, or give an article instead"
        )
    form = form_of(raw, name, kind)
    if form == "text":
        text = decode(raw, name, charset)
        words = count_words(text)
        if words > limits.words:
            raise ReadError(
                f"{name}: {words:,} words, more than {limits.words:,}; {raise_it('words', words)}, or cut it"
            )
        article = read_text(text, name, published, title, article_id)
    else:
        order = Order(form=form, name=name, address=address, charset=charset, chapter=options.chapter, limits=limits)
        article = to_article(read_guarded(order, raw), name, published, title, article_id)
    if options.chapter and form != "epub":
        raise ReadError(f"{name}: chapters are chosen in EPUB books only; leave --chapter out")
    _check_language(article, name, options.language)
    return _overruled(article, article_id, address, options)


def form_of(raw: bytes, name: str, kind: str = "") -> Form:
    """What a file is, told by its first bytes, then by its name's ending or content type; ReadError for what cannot be read."""
    head = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = "" if is_url(name) else Path(name).suffix.lower()
    if b"%PDF-" in raw[:1024] and suffix not in PLAIN:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return _archive_form(raw, name)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: an old Word file or one locked with a password; save it as .docx without a password")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"WEBVTT") or re.match(rb"\d{1,5}\s*\r?\n\d\d:\d\d:\d\d,\d{3} --> ", head):
        return "subtitles"
    if (
        head[:200].lower().startswith((b"mime-version:", b"from: <saved by"))
        and b"multipart/related" in raw[:4096].lower()
    ):
        raise ReadError(f"{name}: a page in one MHTML file is not read; save it as “HTML only”")
    if kind.startswith(("image/", "video/", "audio/")):
        raise ReadError(f"{name}: this is {kind}, no article; check the address")
    if suffix in PLAIN:
        return "text"
    if suffix in PAGES or kind in ("text/html", "application/xhtml+xml"):
        return "html"
    opening = head.decode("latin-1").replace("\0", "")[:600]
    if re.match(r"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", opening):
        return "html"
    return "text"


def _archive_form(raw: bytes, name: str) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError):
        raise ReadError(f"{name}: the file is damaged; save it again from the program that made it") from None
    if "word/document.xml" in members:
        return "docx"
    if "META-INF/container.xml" in members:
        return "epub"
    if "ppt/presentation.xml" in members:
        return "pptx"
    if "content.xml" in members:
        return "odt"
    raise ReadError(
        f"{name}: a zip archive that is no Word, OpenDocument, PowerPoint or EPUB file; unpack it and give the article in it"
    )


def _check_language(article: Article, name: str, given: str) -> None:
    if given and given.lower().split("-")[0] != "en":
        raise ReadError(f"{name}: quizgen reads English only; --language can only say that a text is English (en)")
    found = language_of(article.text)
    if not given and found not in ("", "en"):
        raise ReadError(
            f"{name}: this looks like {NAMES[found]}; quizgen reads English only. If it is English, save it as UTF-8, or say --language en"
        )


def _overruled(article: Article, article_id: str, address: str, options: ReadOptions) -> Article:
    """The user's byline and URL in place of what was found; the id follows the URL."""
    changed: dict[str, str] = {}
    if options.byline:
        changed["byline"] = options.byline
    if url := options.url or ("" if article.info.source else address):
        changed["source"] = url
        if not article_id:
            changed["id"] = url
    return article.model_copy(update={"info": article.info.model_copy(update=changed)}) if changed else article
