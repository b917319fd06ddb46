"""`quizgen check`: the linter for decks and templates."""

from pathlib import Path

import click

from quizgen import deck_file
from quizgen.commands.common import quiet_option


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@quiet_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], quiet: bool) -> None:
    """Check decks (.toml) and template folders for flaws, a code per finding; exit status 1 when there are any."""
    from quizgen.ask.screen import check_deck
    from quizgen.ask.templates import check_examples

    found = 0
    for path in paths:
        if path.is_dir():
            lines = [f"T01 {line}" for line in check_examples(path)]
        else:
            lines = [
                f"{path}: {each.question}: {each.code} {each.why}"
                for each in check_deck(deck_file.load(path).questions)
            ]
        for line in lines:
            click.echo(line)
        found += len(lines)
    if not quiet and not found:
        click.echo("nothing found")
    ctx.exit(1 if found else 0)
