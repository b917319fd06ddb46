"""`quizgen prompt`: what to ask a chat model for cards with."""

from datetime import date
from typing import Any

import click

from quizgen.commands.common import DateOption
from quizgen.commands.reading import read_source, reading_options


@click.command("prompt")
@click.argument("article")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@reading_options
def command(article: str, published: date | None, **given: Any) -> None:
    """Print a prompt for cards on ARTICLE, to paste into any chat or pipe into any tool; nothing is sent anywhere.

    Save the reply and hold it against the article: quizgen verify REPLY --against ARTICLE -o DECK.toml
    """
    from quizgen.annotate.layers import annotate
    from quizgen.bring.prompt import prompt_of

    click.echo(prompt_of(annotate(read_source(article, published, **given))), nl=False)
