"""`quizgen export`: the questions as JSON or CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import click

from quizgen.commands.common import OutputPath, load_deck, quiet_option, write
from quizgen.models import Deck

COLUMNS = ("id", "form", "stem", "answer", "also_accept", "distractors", "fact", "template", "kind", "evidence")


@click.command("export")
@click.argument("deck")
@click.option("--to", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    default=Path("-"),
    help="File to write; standard output by default.",
)
@quiet_option
def command(deck: str, form: str, output: Path, quiet: bool) -> None:
    """Write the questions of DECK (a deck or an article) for other programs."""
    loaded = load_deck(deck, quiet)
    text = as_json(loaded) if form == "json" else as_csv(loaded)
    write(output, text.encode("utf-8"))


def rows(deck: Deck) -> list[dict[str, Any]]:
    """One mapping per question; the pairs of matching and ordering questions are added where there are any."""
    out = []
    for question in deck.questions:
        fact = deck.fact(question.fact)
        row = {name: getattr(question, name) for name in COLUMNS if name != "evidence"}
        row |= {"also_accept": list(question.also_accept), "distractors": list(question.distractors)}
        row["evidence"] = fact.evidence.model_dump() if fact is not None else None
        if question.pairs:
            row["pairs"] = [[pair.left, pair.right] for pair in question.pairs]
        out.append(row)
    return out


def as_json(deck: Deck) -> str:
    return json.dumps({"title": deck.title, "questions": rows(deck)}, ensure_ascii=False, indent=1) + "\n"


def as_csv(deck: Deck) -> str:
    """Lists are joined with " | "; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(deck):
        row["evidence"] = row["evidence"]["text"] if row["evidence"] else ""
        if row.get("pairs"):
            row["answer"] = "; ".join(f"{left}: {right}" for left, right in row["pairs"])
        cells = [" | ".join(row[name]) if isinstance(row[name], list) else str(row[name]) for name in COLUMNS]
        writer.writerow(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
    return out.getvalue()
