"""`quizgen schema`: what a file may hold, for editors and other programs."""

import json
from typing import Any

import click


@click.command("schema")
@click.argument("of", metavar="deck", type=click.Choice(["deck"]))
def command(of: str) -> None:
    """Print the JSON Schema of a deck file, as editors and other programs read it."""
    click.echo(json.dumps(deck_schema(), indent=1))


def deck_schema() -> dict[str, Any]:
    """The schema of what a person writes: of a question stem and answer, or pairs, are enough."""
    from quizgen.models import Deck

    schema = Deck.model_json_schema(mode="serialization")
    schema["required"] = ["title"]
    schema["$defs"]["Question"]["required"] = ["stem"]
    return schema
