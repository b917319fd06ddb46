"""`quizgen anki`: decks to an Anki package, or into a running Anki."""

from pathlib import Path
from typing import Any

import click

from quizgen import deck_file
from quizgen.commands.asking import Wishes, asked_of, asking_options
from quizgen.commands.common import OutputPath, context_option, format_of, load_deck, output_path, quiet_option, write
from quizgen.deck_file import stamped
from quizgen.kinds import Context
from quizgen.models import Deck
from quizgen.render.anki import package
from quizgen.render.anki_connect import PORT, push
from quizgen.render.anki_notes import anki_notes


@click.command("anki")
@click.argument("decks", metavar="DECK|ARTICLE...", nargs=-1, required=True)
@click.option("-o", "--output", type=OutputPath(), help="File to write; - is standard output.")
@click.option("--deck", "name", metavar="NAME", help="Deck inside Anki; News::Moscow nests, News:: adds the title.")
@click.option("--per-kind", is_flag=True, help="A subdeck for each kind of fact.")
@click.option(
    "--retire-tag",
    "before",
    metavar="OLD_DECK",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Tag as `retired` what this older deck file has and the decks no longer have.",
)
@asking_options
@context_option("placed")
@click.option("--push", "pushed", is_flag=True, help="Write no file: send to the Anki that runs here (AnkiConnect).")
@click.option("--port", default=PORT, show_default=True, help="Port of AnkiConnect.")
@quiet_option
def command(
    decks: tuple[str, ...],
    output: Path | None,
    name: str | None,
    per_kind: bool,
    before: tuple[Path, ...],
    context: Context,
    pushed: bool,
    port: int,
    quiet: bool,
    **wishes: Any,
) -> None:
    """Write an Anki package of one or more decks.

    Import it again after a correction: what you learned, edited and tagged stays. Anki keeps notes whose question was
    dropped; --retire-tag tags them, so that you can find and suspend them.
    """
    notes = anki_notes(
        (
            asked_of(
                _with_edits(deck, quiet),
                context,
                Wishes(**wishes),
                "revision",
                whole=deck.endswith(".toml"),
                pool=not deck.endswith(".toml"),
            )
            for deck in decks  # one at a time: there may be many
        ),
        deck_name=name,
        per_kind=per_kind,
        before=(deck_file.load(old) for old in before),
        context=context,
    )
    if pushed:
        done = push(notes, port)
        message = f"Anki: {done.added} added, {done.updated} updated, {done.left} left as they were"
    else:
        path = output_path(decks[0], output, f".{format_of(output, None, ('apkg',), 'apkg')}")
        content, number = package(notes)
        write(path, content)
        message = f"{path}: {number} {'note' if number == 1 else 'notes'}"
    if not quiet:
        click.echo(message, err=str(output) == "-")


def _with_edits(argument: str, quiet: bool) -> Deck:
    """The deck, what was edited by hand changed now, in its file too; a deck from standard input has no file."""
    deck = load_deck(argument, quiet, pool=True)
    fresh = stamped(deck)
    if argument.endswith(".toml"):
        path = Path(argument).resolve()  # a link stays a link
        text = path.read_text("utf-8")
        if fresh != deck or deck_file.of_first_edition(text):
            deck_file.write_text(path, deck_file.dumps(fresh, text))
        edits = sum(one.changed != other.changed for one, other in zip(deck.questions, fresh.questions, strict=True))
        if edits and not quiet:
            questions = "1 question" if edits == 1 else f"{edits} questions"
            click.echo(f"{argument}: {questions} edited by hand, marked there as changed now", err=True)
    return fresh
