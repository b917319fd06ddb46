"""What `make` and `facts` share: the options of reading, standard input, what was found, and books in parts."""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from quizgen.errors import QuizgenError
from quizgen.models import Article


class LimitOption(click.ParamType[tuple[str, int]]):
    """A limit as NAME=NUMBER."""

    name = "name=number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        from quizgen.read import Limits

        if isinstance(value, tuple):
            return value
        name, _, number = str(value).partition("=")
        digits = number.replace("_", "").replace(",", "")
        if name not in Limits.model_fields:
            self.fail(f"unknown limit {name!r}; the limits are {', '.join(Limits.model_fields)}", param, ctx)
        if not digits.isdecimal() or not digits.isascii() or not 0 < len(digits) <= 15:
            self.fail(f"{number!r} is not a number; write {name}=5000", param, ctx)
        return name, int(digits)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how to read an article; the command gets them as keywords for `options_of`."""
    for option in reversed(
        (
            click.option("--byline", default="", help="Who wrote it, where the article does not say or says it wrong."),
            click.option("--url", default="", help="Its canonical address."),
            click.option("--language", default="", help="en: it is English, whatever it looks like."),
            click.option("--chapter", default="", help="Of an EPUB: number or title; a wrong one lists them all."),
            click.option("--allow-private", is_flag=True, help="Fetch from addresses of your own network too."),
            click.option(
                "--limit",
                "limits",
                type=LimitOption(),
                multiple=True,
                help="Raise a limit: bytes, unpacked, pages, words or seconds, e.g. --limit pages=5000.",
            ),
        )
    ):
        command = option(command)
    return command


def read_source(
    source: str,
    published: date | None,
    title: str = "",
    article_id: str = "",
    *,
    raw: bytes | None = None,
    limits: Sequence[tuple[str, int]] = (),
    **given: Any,
) -> Article:
    """The article of a path, a URL or, for `-`, standard input, unless `raw` is what stood there.

    `limits` and `given` are the values of `reading_options`.
    """
    from quizgen.read import Limits, ReadOptions, read_article, read_bytes

    options = ReadOptions(limits=Limits(**dict(limits)), **given)
    if source == "-":
        raw = sys.stdin.buffer.read(options.limits.bytes + 1) if raw is None else raw
        return read_bytes(raw, "standard input", published, title, article_id, options)
    return read_article(source, published, title, article_id, options)


def describe(article: Article) -> list[str]:
    """What was found beside the text, a line each."""
    from quizgen.read import NAMES, language_of

    info = article.info
    language = NAMES.get(language_of(article.text), "not told by so little text")
    lines = [f"by {info.byline}"] if info.byline else []
    lines.append(f"published {info.published}, {language}" if info.published else f"no publication date, {language}")
    lines += [info.source] if info.source else []
    return [*lines, left_out(article)] if article.left_out else lines


def left_out(article: Article) -> str:
    """How much of the source was not taken for the article, and what it was."""
    taken = sum(len(article.text[p.start : p.end].split()) for p in article.paragraphs)
    gone = sum(each.words for each in article.left_out)
    why = ", ".join(f"{each.why} {each.words:,}" for each in article.left_out)
    return f"left out {gone:,} of {taken + gone:,} words: {why}; `quizgen read` shows the article as read"


def reading_bar(show: Callable[[str], None]) -> Callable[[float], None]:
    """A function that shows how much of an article is read, and of a book how long the rest takes."""
    begun = time.monotonic()

    def told(share: float) -> None:
        if share >= 1:
            show("")
        elif share <= 0:
            show("reading")
        else:
            show(bar(share, (time.monotonic() - begun) * (1 - share) / share))

    return told


def bar(share: float, seconds: float) -> str:
    """A progress bar of 30 characters, with the time left."""
    filled = round(30 * share)
    left = f"{round(seconds) // 60}:{round(seconds) % 60:02} left"
    return f"reading [{'#' * filled}{'.' * (30 - filled)}] {share:4.0%}, {left}"


def targets(sources: Sequence[str], folder: Path) -> list[Path]:
    """The deck file of each article in a folder. Raises QuizgenError when two would be the same."""
    found = [folder / (stem(source) + ".toml") for source in sources]
    for source, path in zip(sources, found, strict=True):
        if found.count(path) > 1:
            raise QuizgenError(
                f"{source}: another article would be written to {path} too; make them one after the other with -o"
            )
    return found


def stem(source: str) -> str:
    """The name of a source without its ending; of a URL, its last part that has letters."""
    from quizgen.ids import slug
    from quizgen.read.web import is_url

    if not is_url(source):
        return Path(source).stem
    host, *path = source.split("//", 1)[1].split("?")[0].split("#")[0].split("/")
    last = next((part for part in reversed(path) if any(c.isalpha() for c in part)), host)
    return slug(last.rsplit(".", 1)[0] if last != host else host)
