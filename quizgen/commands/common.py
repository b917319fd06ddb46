"""What several commands share: the DECK|ARTICLE argument, output files, progress."""

import codecs
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen import deck_file
from quizgen.errors import DeckError, ReadError
from quizgen.kinds import CONTEXTS, Context
from quizgen.models import Deck

if TYPE_CHECKING:
    from quizgen.corridor import Built

F = TypeVar("F", bound=Callable[..., Any])
STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


CONTEXT_HELP = "The most that may stand beside a question: alone (nothing), placed (its article's title above it), article (the text)."


def context_option(default: Context) -> Callable[[F], F]:
    """The option `--context` with a command's default."""
    return click.option("--context", type=click.Choice(CONTEXTS), default=default, show_default=True, help=CONTEXT_HELP)


class OutputPath(click.Path):
    """A file to write. Standard output by its name in /dev is `-`: there a regular file may stand behind it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return Path("-") if str(value) in STANDARD_OUTPUT else super().convert(value, param, ctx)


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


def load_deck(argument: str, quiet: bool = False, *, pool: bool = False) -> Deck:
    """The deck of a `.toml` file, or the deck made of an article: a file or a URL; `-` reads either from standard input.

    An article's deck holds every question that spoils no other, with `pool` all from which those asked are to be chosen.
    """
    if argument == "-":
        raw = sys.stdin.buffer.read()
        if raw.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"# A quizgen deck", b"title =")):
            return deck_file.loads(raw.decode("utf-8-sig", "replace"), "standard input")
        return build(argument, quiet, raw, pool=pool).deck
    if argument.endswith(".toml"):
        return deck_file.load_settled(Path(argument))
    return build(argument, quiet, pool=pool).deck


def build(source: str, quiet: bool, raw: bytes | None = None, *, pool: bool = False) -> "Built":
    """The deck of all that can be asked of an article, and what was left out of it."""
    from quizgen.ask.templates import load_templates
    from quizgen.commands.reading import read_source, reading_bar
    from quizgen.corridor import Scope, deck_of, examine
    from quizgen.resources import template_folder

    try:
        article = read_source(source, None, raw=raw)
    except ReadError as error:
        if " --" in str(error):
            raise ReadError(f"{error} (options of `quizgen make`: make a deck of it first)") from None
        raise
    read = examine(article, load_templates(template_folder()), reading_bar(progress(quiet)))
    return deck_of([read], Scope(count=len(read.offers), whole=True, pool=pool))


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
    if "://" in argument:
        from quizgen.commands.reading import stem

        return Path(stem(argument) + suffix)
    return Path(Path(argument).stem + suffix)


def format_of(output: Path | None, given: str | None, formats: Sequence[str], default: str) -> str:
    """The format to write: as given, else what the ending of the file says. DeckError where the two do not fit."""
    if output is None or not output.suffix:
        return given or default
    ending = output.suffix.lower().removeprefix(".")
    if given not in (None, ending):
        raise DeckError(f"{output}: --to {given} makes no .{ending} file; name it {output.stem}.{given}")
    if ending not in formats:
        raise DeckError(f"{output}: the name must end in {', '.join(f'.{each}' for each in formats)}")
    return ending


def write(path: Path, content: bytes) -> None:
    """Write whole or not at all; `-` is standard output."""
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        deck_file.write_bytes(path, content)
