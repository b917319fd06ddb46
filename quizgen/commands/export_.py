"""`quizgen export`: the questions as JSON or CSV, and for learning platforms, quiz programs and browsers."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.commands.asking import Wishes, asked_of, asking_options
from quizgen.commands.common import OutputPath, context_option, format_of, load_deck, quiet_option, write
from quizgen.errors import DeckError, RenderError
from quizgen.kinds import Context
from quizgen.models import Deck
from quizgen.placing import placing_line
from quizgen.render.formats import FORMATS, render
from quizgen.render.record import code_of, record, record_path

if TYPE_CHECKING:
    from quizgen.render.formats import LeftOut

DATA = {"json": "everything of each question, as data", "csv": "a table"}
NAMES = (*DATA, *FORMATS)
SAYING = ("json", "csv", "gift", "html")  # endings that say the format by themselves
COLUMNS = (
    *("id", "form", "stem", "answer", "also_accept", "distractors", "fact", "template", "kind", "evidence"),
    *("context", "placing", "article"),
)
HELP = "\n".join(
    (
        "Write the questions of DECK (a deck or an article) for other programs.",
        "\n\b",
        *(f"{name:12}{says}" for name, says in DATA.items()),
        *(f"{name:12}{each.says}" for name, each in FORMATS.items()),
        "\nThe ending of -o says the format for .json, .csv, .gift and .html, --to every one. What a format cannot hold is left out and "
        "named; a short answer is asked as a choice where the format knows nothing else and the deck has wrong options. "
        "Importing into Moodle twice doubles the questions.",
    )
)


@click.command("export", help=HELP)
@click.argument("deck")
@click.option("--to", "form", type=click.Choice(NAMES), metavar="FORMAT", help="Without it the ending of -o says it.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    default=Path("-"),
    help="File to write; standard output by default.",
)
@asking_options
@context_option("article")
@click.option("--no-passage", is_flag=True, help="Leave the article out, where the format would take it along.")
@click.option("--record", "recording", is_flag=True, help="Write NAME.key.json too: what was exported, for grading.")
@quiet_option
def command(
    deck: str,
    form: str | None,
    output: Path,
    context: Context,
    no_passage: bool,
    recording: bool,
    quiet: bool,
    **wishes: Any,
) -> None:
    if recording and str(output) == "-":
        raise RenderError("standard output has no name for the record; name a file with -o FILE")
    name = _format(output, form)
    wanted = Wishes(**wishes)
    loaded = asked_of(
        load_deck(deck, quiet, pool=wanted.chosen),
        context,
        wanted,
        "class",
        whole=True,
        pool=not deck.endswith(".toml"),
    )
    if name in DATA:
        write(output, {"json": as_json, "csv": as_csv}[name](loaded).encode("utf-8"))
    else:
        written = render(loaded, name, passage=not no_passage)
        write(output, written.content)
        if written.left_out:
            click.echo(_left_out(name, written.held, written.left_out), err=True)
        if written.needy and not quiet:
            click.echo(f"{written.needy} of them want the article at hand; --context placed leaves those out", err=True)
    if recording:
        versions = [{"version": "", "code": code(loaded), "questions": rows(loaded)}]
        write(record_path(output), record(loaded.title, versions))


def _format(output: Path, given: str | None) -> str:
    """The format: as given, else what the ending says. DeckError where the two do not fit, or where an ending says nothing."""
    if given in DATA or (given is None and output.suffix.lower().removeprefix(".") in ("", *SAYING)):
        return format_of(output, given, SAYING, "json")
    ending = output.suffix.lower().removeprefix(".")
    if given is None:
        fitting = [name for name, each in FORMATS.items() if each.ending == ending]
        if fitting:
            raise DeckError(f"{output}: say which format, with --to {' or --to '.join(fitting)}")
        raise DeckError(
            f"{output}: the name must end in {', '.join(f'.{each}' for each in SAYING)}, or say --to FORMAT"
        )
    wanted = FORMATS[given].ending
    if ending not in ("", wanted):
        raise DeckError(f"{output}: --to {given} makes no .{ending} file; name it {output.stem}.{wanted}")
    return given


def _left_out(name: str, held: int, left: tuple["LeftOut", ...]) -> str:
    whys = {each.why: [other.id for other in left if other.why == each.why] for each in left}
    named = "; ".join(f"{why}: {', '.join(ids)}" for why, ids in whys.items())
    return f"{held} of {held + len(left)} questions; {name} cannot hold the others ({named})"


def rows(deck: Deck) -> list[dict[str, Any]]:
    """One mapping per question; the pairs of matching and ordering questions are added where there are any."""
    out = []
    for question in deck.questions:
        proof = next(iter(deck.proofs(question)), None)
        row = {name: getattr(question, name, "") for name in COLUMNS}
        row |= {"also_accept": list(question.also_accept), "distractors": list(question.distractors)}
        row["evidence"] = proof.model_dump(exclude_defaults=True) if proof is not None else None
        row |= {"placing": placing_line(deck, question), "article": deck.article(question).title}
        if question.points:
            row["points"] = question.points
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
