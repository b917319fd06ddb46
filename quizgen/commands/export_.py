"""`quizgen export`: the questions as JSON or CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import click

from quizgen.commands.asking import Wishes, asked_of, asking_options
from quizgen.commands.common import OutputPath, context_option, format_of, load_deck, quiet_option, write
from quizgen.errors import RenderError
from quizgen.kinds import Context
from quizgen.models import Deck
from quizgen.placing import placing_line
from quizgen.render.record import code_of, record, record_path

FORMATS = ("json", "csv")
COLUMNS = (
    *("id", "form", "stem", "answer", "also_accept", "distractors", "fact", "template", "kind", "evidence"),
    *("context", "placing", "article"),
)


@click.command("export")
@click.argument("deck")
@click.option("--to", "form", type=click.Choice(FORMATS), help="Without it the ending of -o says it, else JSON.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    default=Path("-"),
    help="File to write; standard output by default.",
)
@asking_options
@context_option("article")
@click.option("--record", "recording", is_flag=True, help="Write NAME.key.json too: what was exported, for grading.")
@quiet_option
def command(
    deck: str, form: str | None, output: Path, context: Context, recording: bool, quiet: bool, **wishes: Any
) -> None:
    """Write the questions of DECK (a deck or an article) for other programs."""
    if recording and str(output) == "-":
        raise RenderError("standard output has no name for the record; name a file with -o FILE")
    loaded = asked_of(load_deck(deck, quiet), context, Wishes(**wishes), "class", whole=True)
    text = {"json": as_json, "csv": as_csv}[format_of(output, form, FORMATS, "json")](loaded)
    write(output, text.encode("utf-8"))
    if recording:
        versions = [{"version": "", "code": code(loaded), "questions": rows(loaded)}]
        write(record_path(output), record(loaded.title, versions))


def rows(deck: Deck) -> list[dict[str, Any]]:
    """One mapping per question; the pairs of matching and ordering questions are added where there are any."""
    out = []
    for question in deck.questions:
        proof = next(iter(deck.proofs(question)), None)
        row = {name: getattr(question, name, "") for name in COLUMNS}
        row |= {"also_accept": list(question.also_accept), "distractors": list(question.distractors)}
        row["evidence"] = proof.model_dump(exclude_defaults=True) if proof is not None else None
        row |= {"placing": placing_line(deck, question), "article": deck.article(question).title}
        if question.pairs:
            row["pairs"] = [[pair.left, pair.right] for pair in question.pairs]
        out.append(row)
    return out


def as_json(deck: Deck) -> str:
    content = {"title": deck.title, "code": code(deck), "questions": rows(deck)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def code(deck: Deck) -> str:
    """The short code of the questions in their order with their answers."""
    return code_of((q.id, q.answer or "; ".join(f"{p.left}: {p.right}" for p in q.pairs)) for q in deck.questions)


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
