"""`quizgen make`: article -> deck."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from quizgen import deck_file
from quizgen.commands.common import DateOption, output_path, progress, quiet_option, read_stdin, write
from quizgen.errors import DeckError
from quizgen.models import KINDS, Deck


class Kinds(click.ParamType[tuple[str, ...]]):
    """Kinds of fact, with commas between."""

    name = "kind,kind"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        chosen = (
            value if isinstance(value, tuple) else tuple(part.strip() for part in str(value).split(",") if part.strip())
        )
        for kind in chosen:
            if kind not in KINDS:
                self.fail(f"unknown kind {kind!r}; the kinds are {', '.join(KINDS)}", param, ctx)
        return chosen


@click.command("make")
@click.argument("article")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Deck file to write; - for standard output.")
@click.option("--count", type=click.IntRange(1, 500), default=20, show_default=True, help="At most so many questions.")
@click.option("--kinds", type=Kinds(), default=(), help="Only these kinds of fact, e.g. role,date.")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@click.option("--title", default="", help="Title of the deck.")
@click.option("--id", "article_id", default="", help="Article id, from which all ids are made.")
@click.option(
    "--templates", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with your own templates."
)
@click.option("--seed", type=int, default=1, show_default=True, help="For the choice and order of wrong options.")
@quiet_option
def command(
    article: str,
    output: Path | None,
    count: int,
    kinds: tuple[str, ...],
    published: date | None,
    title: str,
    article_id: str,
    templates: Path | None,
    seed: int,
    quiet: bool,
) -> None:
    """Turn ARTICLE (.txt, .md, or - for standard input) into a deck: facts with evidence, and questions."""
    from quizgen.pipeline import build_deck, updated
    from quizgen.read import read_article, read_text

    target = Path("-") if output is None and article == "-" else output_path(article, output, ".toml")
    old_text = target.read_text("utf-8") if str(target) != "-" and target.is_file() else ""
    old = _old_deck(old_text, target)
    if old is not None and not article_id:
        article_id = old.article.id  # kept from the first make on, so that a new title changes no id
    if article == "-":
        read = read_text(read_stdin(), "standard input", published, title, article_id)
    else:
        read = read_article(Path(article), published, title, article_id)
    built = build_deck(read, count=count, kinds=kinds, templates=templates, seed=seed, progress=progress(quiet))
    deck = updated(built.deck, old)
    write(target, deck_file.dumps(deck, old_text).encode("utf-8"))
    if not quiet and str(target) != "-":
        summary(deck, target, read.info.published is None)


def _old_deck(text: str, target: Path) -> Deck | None:
    """The deck that stands where the new one goes; a file that is no deck is not overwritten."""
    if not text.strip():
        return None
    try:
        return deck_file.loads(text, str(target))
    except DeckError as error:
        raise DeckError(
            f"{error}; {target} is not a deck that can be updated: mend it, move it, or write elsewhere with -o"
        ) from None


def summary(deck: Deck, target: Path, undated: bool) -> None:
    """What was made, and what to do next."""
    facts: Counter[str] = Counter(fact.kind for fact in deck.facts)
    questions = Counter(q.kind for q in deck.questions)
    click.echo(f"{deck.title}\n")
    click.echo(f"{'kind':<14}{'facts':>6}{'questions':>11}")
    for kind in KINDS:
        if facts[kind]:
            click.echo(f"{kind:<14}{facts[kind]:>6}{questions[kind]:>11}")
    click.echo(f"{'all':<14}{facts.total():>6}{questions.total():>11}\n")
    if undated:
        click.echo(
            "No publication date: facts with relative dates are left out. Give it with --published YYYY-MM-DD.\n"
        )
    click.echo(f"wrote {target}")
    click.echo(f"next: quizgen study {target} | quizgen anki {target} | quizgen print {target}")
