"""quizgen study: a self-test at the terminal."""

import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from quizgen.commands.asking import Wishes, asked_of, asking_options
from quizgen.kinds import CONTEXTS, KINDS, Context
from quizgen.study import history, screen
from quizgen.study.clock import mend_clock
from quizgen.study.days import Days, due_at
from quizgen.study.items import Item, items_of, read_items
from quizgen.study.session import ask_all
from quizgen.study.sitting import Desk, Rules, Sitting, Talk, plan, retry, tell
from quizgen.study.terminal import talk_at_terminal, talk_over_pipe

NONE = Wishes()


@click.command()
@click.argument("decks", nargs=-1, metavar="DECK|ARTICLE...")
@click.option("--new", default=20, show_default=True, type=click.IntRange(0), help="Ask at most so many new questions.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), help="Stop after so many minutes.")
@click.option("--kinds", help="Ask only these kinds of fact, such as date,role.")
@asking_options
@click.option(
    "--context",
    type=click.Choice(CONTEXTS),
    show_default="placed; of an article, article",
    help="The most that may stand beside a question: alone, placed (its article's title), article (its text).",
)
@click.option("--cram", is_flag=True, help="Ask everything, due or not, and leave the schedule alone.")
@click.option(
    "--exam", type=click.IntRange(1), metavar="N", help="Ask N questions drawn by lot; marks come at the end."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the exam's result: FILE.json or FILE.csv.")
@click.option("--seed", type=int, help="Draw and shuffle by this seed. Default: another one each day.")
@click.option(
    "--day-start", default=4, show_default=True, type=click.IntRange(0, 23), metavar="HOUR", help="When a day begins."
)
@click.option("--plain", is_flag=True, help="Plain lines, also at a terminal: for screen readers.")
@click.option("--history", "history_file", type=click.Path(path_type=Path), help="Keep the history in this file.")
@click.option("--reported", is_flag=True, help="List the questions that were reported as bad, and ask nothing.")
def command(
    decks: tuple[str, ...],
    new: int,
    minutes: float | None,
    kinds: str | None,
    context: Context | None,
    cram: bool,
    exam: int | None,
    output: Path | None,
    seed: int | None,
    day_start: int,
    plain: bool,
    history_file: Path | None,
    reported: bool,
    **wishes: Any,
) -> None:
    """Test yourself: what is due first, then what is new. Each answer is marked, with the sentence that proves it.

    Over a pipe each line of standard input answers one question.
    """
    connection = history.open_history(history_file or default_history())
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if at_terminal and not plain and find_spec("termios"):
        talk = talk_at_terminal(Console(highlight=False, markup=False, emoji=False), sys.stdin)
    else:
        talk = talk_over_pipe(sys.stdout, sys.stdin, ask_ratings=at_terminal)
    if reported:
        tell(talk, screen.reported(list(history.reports(connection))))
        return
    if output is not None and (exam is None or output.suffix not in (".json", ".csv")):
        raise click.BadParameter("give it with --exam, and a name that ends in .json or .csv", param_hint="--output")
    if not decks:
        raise click.UsageError("Missing argument 'DECK|ARTICLE...'.")
    if "-" in decks:
        raise click.UsageError("standard input holds the answers; write the deck to a file first, and give that")
    by_id = {
        item.id: item for deck in decks for item in load_items(deck, context, Wishes(**wishes))
    }  # a deck named twice is asked once
    items = of_kinds(list(by_id.values()), kinds)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)  # so that the terminal gets its echo back
    seed = datetime.now(UTC).date().toordinal() if seed is None else seed
    rules = Rules(new, minutes, cram, seed)
    desk = Desk(connection, lambda: datetime.now(UTC), time.monotonic, rules, Days(day_start))
    if told := mend_clock(connection, desk.now, desk.days):
        talk.show(screen.note(told))
    if exam is not None:
        sit_exam(items, exam, desk, talk, output)
    else:
        study(items, desk, talk)


def study(items: list[Item], desk: Desk, talk: Talk) -> None:
    """Ask what is due, and what was missed once more if the learner likes."""
    sitting = Sitting(plan(items, desk))
    try:
        ask_all(sitting, desk, talk)
        while end(sitting, items, desk, talk):
            ask_all(retry(sitting), desk, talk, ahead=True)
    except KeyboardInterrupt:
        end(sitting, items, desk, Talk(talk.show, talk.line))
        sys.exit(130)


def sit_exam(items: list[Item], count: int, desk: Desk, talk: Talk, output: Path | None) -> None:
    """Hold an exam, show the result and write it."""
    from quizgen.study import exam

    found = exam.result(exam.sit(items, count, desk, talk), desk.rules.seed, desk.clock())
    talk.show(screen.note(""))
    tell(talk, screen.exam_result(found))
    if output is not None:
        text = exam.to_csv(found) if output.suffix == ".csv" else exam.to_json(found)
        try:
            output.write_text(text, "utf-8")
        except OSError as error:
            raise history.HistoryError(f"{output}: cannot write the result: {(error.strerror or '').lower()}") from None
        talk.show(screen.note(f"Written to {output}."))


def end(sitting: Sitting, items: Sequence[Item], desk: Desk, talk: Talk) -> bool:
    """Show the summary; whether the missed questions shall be asked again now."""
    right = sum(each.counts for each in sitting.done)
    missed = sitting.missed
    memories = (history.memory_of(desk.connection, item.id) for item in items)
    soonest = min((due_at(memory, desk.days) for memory in memories if memory), default=None)
    wait = None if soonest is None else max(0, soonest - desk.now)
    slow = sum(each.slow for each in sitting.done)
    talk.show(screen.note(""))
    tell(talk, screen.summary(right, len(sitting.done) - right, slow, missed, wait, len(sitting.queue)))
    if not missed or talk.key is None:
        return False
    try:
        talk.show(screen.note("r asks the missed ones again, any other key ends"))
        return talk.key() == "r"
    except (EOFError, KeyboardInterrupt):  # all is saved and told: Ctrl-C is one of the other keys
        return False


def load_items(argument: str, context: Context | None = None, wishes: Wishes = NONE) -> list[Item]:
    """The questions of a deck file, or of the deck made of an article, that need no more beside them than `context`.

    Without one a deck is asked with `placed`, years later perhaps, and an article, which was just read, with `article`.
    """
    if argument.endswith(".toml") and wishes == NONE:
        most = CONTEXTS.index(context or "placed")
        return [item for item in read_items(Path(argument)) if CONTEXTS.index(item.context) <= most]
    from quizgen.commands.common import load_deck  # loads the whole house

    usual: Context = "placed" if argument.endswith(".toml") else "article"
    loaded = load_deck(argument, pool=wishes.chosen)
    deck = asked_of(loaded, context or usual, wishes, "revision", whole=True, pool=not argument.endswith(".toml"))
    return list(items_of(deck.model_dump(mode="json")))


def of_kinds(items: list[Item], kinds: str | None) -> list[Item]:
    """The questions whose facts are of these kinds, given as "date,role". Raises BadParameter for an unknown kind."""
    if kinds is None:
        return items
    wanted = {kind.strip() for kind in kinds.split(",")}
    if unknown := wanted.difference(KINDS):
        raise click.BadParameter(f"unknown kind: {', '.join(sorted(unknown))}", param_hint="--kinds")
    return [item for item in items if item.kind in wanted]


def default_history() -> Path:
    """Where the history is kept: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False) / "history.sqlite"


def _leave(number: int, frame: Any) -> None:
    sys.exit(128 + number)
