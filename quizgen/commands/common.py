"""What several commands share: the DECK|ARTICLE argument, output files, progress."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from quizgen import deck_file
from quizgen.errors import DeckError, ReadError
from quizgen.models import Deck

quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


class DateOption(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2021-10-19", param, ctx)


def load_deck(argument: str, quiet: bool = False) -> Deck:
    """The deck of a `.toml` file, or the deck made of an article; `-` reads a deck or an article from standard input."""
    if argument == "-":
        text = read_stdin()
        if text.lstrip().startswith(("# A quizgen deck", "title =")):
            return deck_file.loads(text, "standard input")
        from quizgen.pipeline import build_deck
        from quizgen.read import read_text

        return build_deck(read_text(text, "standard input"), progress=progress(quiet)).deck
    if argument.endswith(".toml"):
        return deck_file.load(Path(argument))
    from quizgen.pipeline import build_deck
    from quizgen.read import read_article

    return build_deck(read_article(Path(argument)), progress=progress(quiet)).deck


def read_stdin() -> str:
    """Standard input as UTF-8 text; ReadError when it is none."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError("standard input: not text in UTF-8; save the article as UTF-8 and try again") from None


def progress(quiet: bool) -> Any:
    """A function that shows which stage is at work, on stderr and only at a terminal."""
    shown = sys.stderr.isatty() and not quiet

    def show(stage: str) -> None:
        if shown:
            click.echo(f"\r\x1b[K{stage}" if stage else "\r\x1b[K", err=True, nl=False)

    return show


def output_path(argument: str, given: Path | None, suffix: str) -> Path:
    """The file to write: as given, else the input's name with another suffix, in the current folder."""
    if given is not None:
        return given
    if argument == "-":
        raise DeckError("standard input has no name; say where to write with -o FILE")
    return Path(Path(argument).stem + suffix)


def write(path: Path, content: bytes) -> None:
    """Write whole or not at all; `-` is standard output."""
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        deck_file.write_bytes(path, content)
