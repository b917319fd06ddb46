"""quizgen study: a self-test at the terminal."""

import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from quizgen.study import history, screen
from quizgen.study.items import Item, items_of, read_items
from quizgen.study.scheduling import scheduler
from quizgen.study.session import Desk, Rules, Sitting, Talk, ask_all, plan
from quizgen.study.terminal import talk_at_terminal, talk_over_pipe


@click.command()
@click.argument("decks", nargs=-1, metavar="DECK|ARTICLE...")
@click.option("--new", default=20, show_default=True, type=click.IntRange(0), help="Ask at most so many new questions.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="Stop after so many minutes.")
@click.option("--kinds", help="Ask only these kinds of fact, such as date,role.")
@click.option("--cram", is_flag=True, help="Ask everything, due or not, and leave the schedule alone.")
@click.option("--seed", type=int, default=0, help="Another seed, another order of options.")
@click.option("--plain", is_flag=True, help="Plain lines, also at a terminal: for screen readers.")
@click.option("--history", "history_file", type=click.Path(path_type=Path), help="Keep the history in this file.")
@click.option("--reported", is_flag=True, help="List the questions that were reported as bad, and ask nothing.")
def command(
    decks: tuple[str, ...],
    new: int,
    minutes: float | None,
    kinds: str | None,
    cram: bool,
    seed: int,
    plain: bool,
    history_file: Path | None,
    reported: bool,
) -> None:
    """Test yourself: due questions first, then new ones. Answers are marked, the evidence is shown, FSRS says when next.

    Over a pipe each line of standard input answers one question.
    """
    connection = history.open_history(history_file or default_history())
    if reported:
        for each in history.reports(connection):
            click.echo(f"{each.question}\t{each.deck}\t{each.stem}\t{each.answer}")
        return
    if not decks:
        raise click.UsageError("Missing argument 'DECK|ARTICLE...'.")
    items = of_kinds([item for deck in decks for item in load_items(deck)], kinds)
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if at_terminal and not plain:
        talk = talk_at_terminal(Console(highlight=False, markup=False, emoji=False), sys.stdin)
    else:
        talk = talk_over_pipe(sys.stdout, sys.stdin, ask_ratings=at_terminal)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)  # so that the terminal gets its echo back
    desk = Desk(connection, scheduler(), lambda: datetime.now(UTC), time.monotonic, Rules(new, minutes, cram, seed))
    sitting = Sitting(plan(items, desk))
    try:
        ask_all(sitting, desk, talk)
        while end(sitting, items, desk, talk):
            sitting.queue.extend(sitting.missed)
            ask_all(sitting, desk, talk, ahead=True)
    except KeyboardInterrupt:
        end(sitting, items, desk, Talk(talk.show, talk.line))
        sys.exit(130)


def end(sitting: Sitting, items: Sequence[Item], desk: Desk, talk: Talk) -> bool:
    """Show the summary; whether the missed questions shall be asked again now."""
    right = sum(each.counts for each in sitting.done)
    missed = sitting.missed
    known = history.memories(desk.connection, [item.id for item in items])
    soonest = min((memory.due for memory in known.values()), default=None)
    wait = None if soonest is None else max(0, soonest - desk.now)
    slow = sum(each.slow for each in sitting.done)
    talk.show(Text(), 0)
    talk.show(screen.summary(right, len(sitting.done) - right, slow, missed, wait, len(sitting.queue)), 0)
    if not missed or talk.key is None:
        return False
    talk.show(Text("r asks the missed ones again, any other key ends", "dim"), 0)
    try:
        return talk.key() == "r"
    except EOFError:
        return False


def load_items(argument: str) -> list[Item]:
    """The questions of a deck file; of an article, of the deck made of it."""
    if argument.endswith(".toml"):
        return read_items(Path(argument))
    from quizgen.commands.common import load_deck  # loads the whole house

    return list(items_of(load_deck(argument).model_dump(mode="json")))


def of_kinds(items: list[Item], kinds: str | None) -> list[Item]:
    """The questions whose facts are of these kinds, given as "date,role". Raises BadParameter for an unknown kind."""
    if kinds is None:
        return items
    wanted = {kind.strip() for kind in kinds.split(",")}
    if unknown := wanted - {"role", "date", "participant", "place", "quotation", "quantity", "definition", "relation"}:
        raise click.BadParameter(f"unknown kind: {', '.join(sorted(unknown))}", param_hint="--kinds")
    return [item for item in items if item.kind in wanted]


def default_history() -> Path:
    """Where the history is kept: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False) / "history.sqlite"


def _leave(number: int, frame: Any) -> None:
    sys.exit(128 + number)
