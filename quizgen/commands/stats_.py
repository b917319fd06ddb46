"""quizgen stats: what the history says."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size

import click

from quizgen.commands.study_ import default_history, load_items
from quizgen.study import history
from quizgen.study.days import Days
from quizgen.study.items import clean
from quizgen.study.picture import to_svg
from quizgen.study.scheduling import to_milliseconds
from quizgen.study.stats import Stats, bars, count, headline

SHOWN = 14  # days of the forecast as a table; bars show all


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK|ARTICLE...]")
@click.option("--plot", is_flag=True, help="Draw the forecast as bars.")
@click.option("--to", type=click.Path(path_type=Path), metavar="FILE", help="Write a picture: FILE.svg or FILE.png.")
@click.option("--dark", is_flag=True, help="Light figures on a dark ground, in the picture.")
@click.option(
    "--day-start", default=4, show_default=True, type=click.IntRange(0, 23), metavar="HOUR", help="When a day begins."
)
@click.option("--history", "history_file", type=click.Path(path_type=Path), help="Read the history in this file.")
def command(
    decks: tuple[str, ...], plot: bool, to: Path | None, dark: bool, day_start: int, history_file: Path | None
) -> None:
    """Show retention, what is due in the next days, and the hardest questions; of these decks, or of all."""
    if to is not None and to.suffix not in (".svg", ".png"):
        raise click.BadParameter("the name must end in .svg or .png", param_hint="--to")
    items = {item.id: item for deck in decks for item in load_items(deck)}
    connection = history.open_history(history_file or default_history())
    reviews = (each for each in history.reviews(connection) if not items or each.question in items)
    known = history.all_memories(connection)
    memories = {question: memory for question, memory in known.items() if not items or question in items}
    now = to_milliseconds(datetime.now(UTC))
    found = count(reviews, memories, now, history.scheduler_for(connection), Days(day_start))
    stems = {each.question: items[each.question].stem if items else clean(each.question) for each in found.hardest}
    show(found, stems, plot)
    if to is not None:
        write_picture(to, to_svg(found, "dark" if dark else "light"))


def show(found: Stats, stems: dict[str, str], plot: bool) -> None:
    """Print the tables."""
    click.echo(headline(found))
    click.echo("\nDue")
    drawn = bars(found.forecast, 40) if plot else [""] * len(found.forecast)
    for day, (number, bar) in enumerate(zip(found.forecast, drawn, strict=True)):
        if day >= SHOWN and not plot:
            break
        name = ("today", "tomorrow")[day] if day < 2 else f"in {day} days"
        click.echo(f"  {name:<11} {number:>5}  {bar}".rstrip())
    if found.hardest:
        click.echo("\nHardest: wrong of asked")
        for each in found.hardest:
            lead = f"  {each.wrong:>3} of {each.reviews:<4} "
            click.echo(
                click.wrap_text(
                    stems[each.question], _columns(), initial_indent=lead, subsequent_indent=" " * len(lead)
                )
            )


def _columns() -> int:
    """The width of the terminal, at least 40 columns."""
    return max(40, get_terminal_size().columns)


def write_picture(path: Path, svg: str) -> None:
    """Write the picture; as PNG by way of typst. Raises HistoryError when it cannot be written."""
    content = svg.encode()
    if path.suffix == ".png":
        import typst

        page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
        content = typst.compile(page, format="png", ppi=144, sys_inputs={"svg": svg})
    try:
        path.write_bytes(content)
    except OSError as error:
        raise history.HistoryError(f"{path}: cannot write: {(error.strerror or '').lower()}") from None
