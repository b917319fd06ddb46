"""`quizgen facts`: the fact records of an article."""

import json
from datetime import date
from typing import Any

import click

from quizgen.commands.common import DateOption, progress, quiet_option
from quizgen.commands.reading import describe, read_source, reading_bar, reading_options


@click.command("facts")
@click.argument("article")
@click.option("--to", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Same as --to json.")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@reading_options
@quiet_option
def command(article: str, form: str, as_json: bool, published: date | None, quiet: bool, **given: Any) -> None:
    """Show the facts of ARTICLE (a file, a URL, or - for standard input), each with the sentence that proves it.

    As JSON, the text stands beside them: evidence counts its characters.
    """
    from quizgen.corridor import find_facts

    read = read_source(article, published, **given)
    facts = find_facts(read, reading_bar(progress(quiet)))
    if form == "json" or as_json:
        info = read.info.model_dump(mode="json")
        click.echo(
            json.dumps(
                {"article": info, "text": read.text, "facts": [fact.model_dump(mode="json") for fact in facts]},
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    if not quiet:
        click.echo("\n".join([click.style(read.info.title, bold=True), *describe(read), ""]))
    for fact in facts:
        click.echo(f"{click.style(fact.kind, bold=True)}  {fact.statement}")
        click.echo(f"    {click.style('“' + ' '.join(fact.evidence.text.split()) + '”', dim=True)}  {fact.id}")
