"""`quizgen check`: the linter for decks and templates."""

from pathlib import Path

import click

from quizgen import deck_file
from quizgen.commands.common import quiet_option
from quizgen.models import Deck


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help="Mend spaces, quote marks, blanks and missing question marks in the decks.")
@quiet_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], fix: bool, quiet: bool) -> None:
    """Check decks (.toml) and template folders for flaws, a code per finding; exit status 1 when there are any."""
    from quizgen.ask.screen import check_deck
    from quizgen.ask.templates import check_examples

    found = 0
    for path in paths:
        if path.is_dir():
            lines = [f"T01 {line}" for line in check_examples(path)]
        else:
            deck = deck_file.load(path)
            if fix:
                deck = _mended(path, deck, quiet)
            lines = [f"{path}: {each.question}: {each.code} {each.why}" for each in check_deck(deck.questions)]
        for line in lines:
            click.echo(line)
        found += len(lines)
    if not quiet and not found:
        click.echo("nothing found")
    ctx.exit(1 if found else 0)


def _mended(path: Path, deck: Deck, quiet: bool) -> Deck:
    """The deck with what can be mended safely, written to its file; a question that changed counts as edited."""
    from quizgen.ask.mend import mend
    from quizgen.deck_file import stamped

    questions = tuple(mend(question) for question in deck.questions)
    changed = sum(one != other for one, other in zip(deck.questions, questions, strict=True))
    if not changed:
        return deck
    fixed = stamped(deck.model_copy(update={"questions": questions}))
    deck_file.write_text(path, deck_file.dumps(fixed, path.read_text("utf-8")))
    if not quiet:
        click.echo(f"{path}: {changed} question{'s' if changed > 1 else ''} mended")
    return fixed
