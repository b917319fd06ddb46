"""`quizgen read`: the article as read, for a person to look at and mend."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from quizgen.commands.common import DateOption, OutputPath, quiet_option, write
from quizgen.commands.reading import left_out, read_source, reading_options


@click.command("read")
@click.argument("source")
@click.option("-o", "--output", type=OutputPath(), help="File to write; standard output when none is given.")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD.")
@click.option("--title", default="", help="Title of the article.")
@reading_options
@quiet_option
def command(source: str, output: Path | None, published: date | None, title: str, quiet: bool, **given: Any) -> None:
    """Show the article of SOURCE (a file, a URL, or - for standard input) as it is read: Markdown with front matter.

    What was left out is told on standard error. Mend the Markdown and give it to `quizgen make`.
    """
    from quizgen.read.markdown import as_markdown

    article = read_source(source, published, title, **given)
    write(output or Path("-"), as_markdown(article).encode("utf-8"))
    if article.left_out and not quiet:
        click.echo(left_out(article), err=True)
