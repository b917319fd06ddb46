"""`quizgen verify`: cards from anywhere, held against the article."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from quizgen import deck_file
from quizgen.bring import FORMATS, Checked
from quizgen.commands.bringing import brought
from quizgen.commands.common import DateOption, OutputPath, context_option, quiet_option, write
from quizgen.commands.reading import read_source, reading_options
from quizgen.kinds import Context
from quizgen.models import Article

COLOURS = {"proved": "green", "doubtful": "yellow", "flawed": "magenta", "contradicted": "red", "not proved": "red"}
WIDEST = max(map(len, COLOURS))


@click.command("verify")
@click.argument("cards")
@click.option("--against", "sources", multiple=True, required=True, help="The article; again for each further one.")
@click.option(
    "-o", "--output", type=OutputPath(), help="Write the cards that passed as a deck, the others dropped in it."
)
@context_option("article")
@click.option(
    "--from", "form", type=click.Choice(FORMATS), help="The form of CARDS, where its content does not tell it."
)
@click.option("--columns", default="", help="Columns of a table without header, e.g. question,answer.")
@click.option("--to", "to", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@reading_options
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    cards: str,
    sources: tuple[str, ...],
    output: Path | None,
    context: Context,
    form: str | None,
    columns: str,
    to: str,
    published: date | None,
    quiet: bool,
    **given: Any,
) -> None:
    """Say of each card of CARDS (a file, a deck, or - for standard input) whether an article proves it, and by which sentence.

    Proved and doubtful cards pass; exit status 1 when any is flawed, contradicted or not proved.
    """
    from quizgen.annotate.layers import annotate
    from quizgen.bring.bringing import deck_of_cards
    from quizgen.bring.checking import check

    cards_given = brought(cards, form or "", tuple(filter(None, map(str.strip, columns.split(",")))))
    articles = [read_source(source, published, **given) for source in sources]
    checked = check([annotate(article) for article in articles], cards_given, context)
    if output is not None:
        write(output, deck_file.dumps(deck_of_cards(articles, checked)).encode())
    if to == "json":
        click.echo(json.dumps([each.model_dump(mode="json") for each in checked], ensure_ascii=False, indent=1))
    elif not quiet:
        _show(checked, articles)
    ctx.exit(0 if all(each.verdict in ("proved", "doubtful") for each in checked) else 1)


def _show(checked: Sequence[Checked], articles: Sequence[Article]) -> None:
    for each in checked:
        card = each.card
        answer = "; ".join(f"{pair.left}: {pair.right}" for pair in card.pairs) or card.answer
        verdict = click.style(each.verdict.ljust(WIDEST), fg=COLOURS[each.verdict], bold=True)
        click.echo(f"{verdict}  {card.line:>4}  {card.question} -> {answer}")
        notes = [f"{each.code}: {each.why}" if each.code else each.why] if each.why else []
        notes += [f"“{' '.join(each.evidence.text.split())}”"] if each.evidence else []
        for note in notes:
            click.echo(" " * (WIDEST + 8) + click.style(note, dim=True))
    counts = Counter[str](each.verdict for each in checked)
    click.echo("\n" + ", ".join(f"{counts[verdict]} {verdict}" for verdict in COLOURS if counts[verdict]))
