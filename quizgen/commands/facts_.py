"""`quizgen facts`: the fact records of an article."""

import json
from datetime import date
from pathlib import Path

import click

from quizgen.commands.common import DateOption, progress, quiet_option, read_stdin


@click.command("facts")
@click.argument("article")
@click.option("--to", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Same as --to json.")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@quiet_option
def command(article: str, form: str, as_json: bool, published: date | None, quiet: bool) -> None:
    """Show the facts of ARTICLE, each with the sentence that proves it."""
    from quizgen.pipeline import find_facts
    from quizgen.read import read_article, read_text

    read = (
        read_text(read_stdin(), "standard input", published)
        if article == "-"
        else read_article(Path(article), published)
    )
    facts = find_facts(read, progress=progress(quiet))
    if form == "json" or as_json:
        info = read.info.model_dump(mode="json")
        click.echo(
            json.dumps(
                {"article": info, "facts": [fact.model_dump(mode="json") for fact in facts]},
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    for fact in facts:
        click.echo(f"{click.style(fact.kind, bold=True)}  {fact.statement}")
        click.echo(f"    {click.style('“' + ' '.join(fact.evidence.text.split()) + '”', dim=True)}  {fact.id}")
