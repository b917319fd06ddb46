"""quizgen history: export, import, tune, rebuild."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from quizgen.commands.study_ import default_history, load_items
from quizgen.study import exchange, history
from quizgen.study.clock import mend_clock
from quizgen.study.days import Days
from quizgen.study.scheduling import to_milliseconds

history_option = click.option(
    "--history", "history_file", type=click.Path(path_type=Path), help="Use the history in this file."
)


@click.group()
def command() -> None:
    """Take the history of the self-test out and in, and tune FSRS to it."""


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@history_option
def export(file: Path, history_file: Path | None) -> None:
    """Write all reviews: FILE.csv, or FILE.json as the optimizer of FSRS reads it."""
    as_json = is_json(file)
    reviews = history.reviews(history.open_history(history_file or default_history()))
    with of_file(file):
        file.write_text(exchange.to_fsrs(reviews) if as_json else exchange.to_csv(reviews), "utf-8")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--deck", "decks", multiple=True, help="For JSON: a deck whose questions it holds; more than once.")
@history_option
def import_(file: Path, decks: tuple[str, ...], history_file: Path | None) -> None:
    """Add the reviews of FILE.csv or FILE.json that are not there yet."""
    as_json = is_json(file)
    connection = history.open_history(history_file or default_history())
    with of_file(file):
        text = file.read_text("utf-8-sig")
    if as_json:
        questions = {item.id for deck in decks for item in load_items(deck)} | set(history.all_memories(connection))
        found = exchange.from_fsrs(text, questions, str(file))
    else:
        found = exchange.from_csv(text, str(file))
    click.echo(f"{exchange.add_missing(connection, history.scheduler_for(connection), found)} reviews added.")


@command.command("rebuild")
@history_option
def rebuild(history_file: Path | None) -> None:
    """Reckon the whole schedule anew from the log; answers given while the clock was ahead are dated back."""
    connection = history.open_history(history_file or default_history())
    if told := mend_clock(connection, to_milliseconds(datetime.now(UTC)), Days(), surely=True):
        click.echo(told)
    click.echo(f"{history.rebuild(connection, history.scheduler_for(connection))} questions scheduled.")


@command.command("tune")
@click.option("--default", "forget", is_flag=True, help="Go back to the default parameters.")
@history_option
def tune(forget: bool, history_file: Path | None) -> None:
    """Fit the parameters of FSRS to this history, and reckon the schedule anew. Needs fsrs[optimizer]."""
    connection = history.open_history(history_file or default_history())
    parameters = "" if forget else " ".join(map(repr, exchange.fitted(history.reviews(connection))))
    history.set_setting(connection, "parameters", parameters)
    click.echo(f"{history.rebuild(connection, history.scheduler_for(connection))} questions scheduled.")


def is_json(file: Path) -> bool:
    """Whether the file is JSON; BadParameter when it is neither JSON nor CSV."""
    if file.suffix not in (".csv", ".json"):
        raise click.BadParameter("the name must end in .csv or .json", param_hint="FILE")
    return file.suffix == ".json"


@contextmanager
def of_file(file: Path) -> Iterator[None]:
    """Turns what can go wrong with a file into a HistoryError."""
    try:
        yield
    except OSError as error:
        raise history.HistoryError(f"{file}: {(error.strerror or str(error)).lower()}; check the path") from None
    except UnicodeDecodeError:
        raise history.HistoryError(f"{file}: not a text file in UTF-8; save it as UTF-8 and try again") from None
