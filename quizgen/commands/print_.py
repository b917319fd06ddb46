"""`quizgen print`: a deck to a printed quiz and its answer key."""

from pathlib import Path
from typing import Any, Literal, cast, get_args

import click

from quizgen.commands.asking import Wishes, asked_of, asking_options, points_option
from quizgen.commands.common import (
    OutputPath,
    context_option,
    format_of,
    load_deck,
    output_path,
    quiet_option,
    write,
)
from quizgen.errors import RenderError
from quizgen.kinds import Context, Form
from quizgen.render.docx import write_docx
from quizgen.render.handout import default_layout, lay_out, print_handout, recorded
from quizgen.render.handout.data import LAYOUTS, Edge, Layout, Paper
from quizgen.render.record import record_path

FORMATS = ("pdf", "docx", "png", "svg")


@click.command("print")
@click.argument("deck", metavar="DECK|ARTICLE")
@click.option("-o", "--output", type=OutputPath(), help="File to write; - is standard output.")
@click.option(
    "--layout",
    "layouts",
    type=click.Choice(LAYOUTS),
    multiple=True,
    help="What to print; give it again for more. Without it: reading and key, of several articles quiz and key.",
)
@click.option(
    "--versions", type=click.IntRange(1, 100), default=1, help="Versions A, B ... in other orders, each with its key."
)
@click.option("--paper", type=click.Choice(get_args(Paper)), default="a4", show_default=True)
@click.option("--columns", type=click.IntRange(1, 2), default=1, show_default=True)
@click.option("--large", is_flag=True, help="Large print: 18 points, sans serif, one column.")
@click.option("--font-size", type=click.FloatRange(6, 40), help="In points; 11, in large print 18.")
@click.option(
    "--flip", type=click.Choice(get_args(Edge)), default="long", help="Edge at which your printer turns cards."
)
@click.option("--language", default="", metavar="CODE", help="Language of the deck, as en or ar.")
@click.option("--licence", default="", metavar="TEXT", help="Stands after the source.")
@click.option(
    "--font-path",
    "font_paths",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of fonts, for scripts that the built-in ones lack.",
)
@click.option("--template", type=click.Path(path_type=Path), help="A design of your own, a .typ file.")
@asking_options
@points_option
@context_option("article")
@click.option("--ids", is_flag=True, help="Question ids and further right answers in the key.")
@click.option("--record", "recording", is_flag=True, help="Write NAME.key.json too: what was printed, for grading.")
@click.option("--to", type=click.Choice(FORMATS), help="Without it the ending of -o says it, else PDF.")
@quiet_option
def command(
    deck: str,
    output: Path | None,
    layouts: tuple[str, ...],
    versions: int,
    paper: str,
    columns: int,
    large: bool,
    font_size: float | None,
    flip: str,
    language: str,
    licence: str,
    font_paths: tuple[Path, ...],
    template: Path | None,
    points: dict[Form, int],
    context: Context,
    ids: bool,
    recording: bool,
    to: str | None,
    quiet: bool,
    **wishes: Any,
) -> None:
    """Write the article with its questions and, from a new page on, the answer key.

    Layouts: reading (the article, its paragraphs and lines numbered, and its questions), quiz (the questions alone),
    sheet (answers on a sheet of their own), key, numbers (which question is which in each version), cards (to cut out,
    printed on both sides), study (the facts).
    """
    to = format_of(output, to, FORMATS, "pdf")
    path = output_path(deck, output, f".{to}")
    if recording and str(path) == "-":
        raise RenderError("standard output has no name for the record; name a file with -o FILE")
    loaded, whole = load_deck(deck, quiet, pool=True), deck.endswith(".toml")
    asked = asked_of(loaded, context, Wishes(**wishes), "class", whole=whole, pool=not whole)
    handout = lay_out(
        asked,
        layout=cast(tuple[Layout, ...], layouts) or default_layout(asked),
        versions=versions,
        paper=cast(Paper, paper),
        columns=columns,
        large=large,
        font_size=font_size,
        flip=cast(Edge, flip),
        language=language,
        licence=licence,
        ids=ids,
        points=points,
    )
    if to == "docx":
        write(path, write_docx(handout))
        written = [path]
    else:
        kind = cast(Literal["pdf", "png", "svg"], to)
        printed = print_handout(handout, kind, template=template, font_paths=font_paths)
        written = _write_pages(path, printed.files)
        if printed.missing and not quiet:
            click.echo(
                f"no font has {' '.join(printed.missing)}: signs are left out, letters a box; --font-path DIR names a font",
                err=True,
            )
    if recording:
        write(record_path(path), recorded(handout))
        written.append(record_path(path))
    if not quiet:
        click.echo("\n".join(map(str, written)), err=str(path) == "-")


def _write_pages(path: Path, pages: list[bytes]) -> list[Path]:
    """quiz.png, or quiz-1.png, quiz-2.png ... of several pages."""
    if len(pages) == 1:
        write(path, pages[0])
        return [path]
    if str(path) == "-":
        raise RenderError(f"{len(pages)} pictures do not fit into standard output; name a file with -o FILE")
    paths = [path.with_stem(f"{path.stem}-{number}") for number in range(1, len(pages) + 1)]
    for each, page in zip(paths, pages, strict=True):
        write(each, page)
    return paths
