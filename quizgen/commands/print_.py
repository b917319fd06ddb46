"""`quizgen print`: a deck to a printed quiz and its answer key."""

from pathlib import Path
from typing import Literal, cast, get_args

import click

from quizgen.commands.common import OutputPath, context_option, load_deck, output_path, quiet_option, write
from quizgen.errors import RenderError
from quizgen.kinds import Context
from quizgen.placing import within
from quizgen.render.docx import render_docx
from quizgen.render.handout import render_handout, render_pages
from quizgen.render.handout_data import LAYOUTS, Edge, Layout, Options, Paper


@click.command("print")
@click.argument("deck", metavar="DECK|ARTICLE")
@click.option("-o", "--output", type=OutputPath(), help="File to write; - is standard output.")
@click.option(
    "--layout",
    "layouts",
    type=click.Choice(LAYOUTS),
    multiple=True,
    default=("quiz", "key"),
    show_default=True,
    help="What to print; give it again for more.",
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
@context_option("article")
@click.option("--to", type=click.Choice(["pdf", "png", "svg", "docx"]), default="pdf", show_default=True)
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
    context: Context,
    to: str,
    quiet: bool,
) -> None:
    """Write a quiz and, from a new page on, its answer key.

    Layouts: quiz, sheet (answers on a sheet of their own), key, numbers (which question is which in each version),
    cards (to cut out, printed on both sides), study (the facts).
    """
    options: Options = {
        "layout": cast(tuple[Layout, ...], layouts),
        "versions": versions,
        "paper": cast(Paper, paper),
        "columns": columns,
        "large": large,
        "font_size": font_size,
        "flip": cast(Edge, flip),
        "language": language,
        "licence": licence,
    }
    path = output_path(deck, output, f".{to}")
    loaded = within(load_deck(deck, quiet), context)
    if to == "docx":
        write(path, render_docx(loaded, **options))
        written = [path]
    elif to == "pdf":
        write(path, render_handout(loaded, template=template, font_paths=font_paths, **options))
        written = [path]
    else:
        kind = cast(Literal["png", "svg"], to)
        written = _write_pages(path, render_pages(loaded, kind, template=template, font_paths=font_paths, **options))
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
