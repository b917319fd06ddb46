"""The command group. Commands load lazily; the one place where a QuizgenError becomes a message and an exit status."""

import importlib
import sys
from typing import Any

import click

from quizgen.errors import QuizgenError

COMMANDS = {
    "make": "Turn an article into a deck.",
    "read": "Show an article as it is read.",
    "facts": "Show the facts of an article, each with its evidence.",
    "review": "Keep, edit and drop questions on a page.",
    "anki": "Write an Anki package.",
    "print": "Write the article with its questions and the answer key.",
    "study": "Test yourself at the terminal.",
    "stats": "Show retention and what is due.",
    "history": "Export, import and tune the self-test's history.",
    "export": "Write the questions as JSON or CSV.",
    "check": "Check decks and templates for flaws.",
    "verify": "Hold cards from elsewhere against the article.",
    "prompt": "Print a prompt with which any chat model writes cards.",
    "explain": "Show where a question comes from.",
    "schema": "Print the JSON Schema of a deck file.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when called, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"quizgen.commands.{cmd_name}_").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuizgenError as error:
            click.echo(f"quizgen: {error}", err=True)
            ctx.exit(1)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quizgen")
def main() -> None:
    """Turn an article into facts with evidence, and facts into questions. Offline, the same each time."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without UTF-8 shows ? instead of failing
