"""`quizgen make`: article -> deck."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen import deck_file
from quizgen.commands.asking import Wishes, asked_of, forms_options
from quizgen.commands.common import DateOption, OutputPath, context_option, progress, quiet_option, write
from quizgen.commands.reading import describe, read_source, reading_bar, reading_options, stem, targets
from quizgen.errors import DeckError, QuizgenError
from quizgen.kinds import DIFFICULTIES, KINDS, Context
from quizgen.models import Article, Deck

if TYPE_CHECKING:
    from quizgen.corridor import Examined


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
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    help="Deck file to write, of all articles; a folder, for one deck each; - for standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is no deck.")
@forms_options
@click.option("--count", type=click.IntRange(1, 500), default=20, show_default=True, help="At most so many questions.")
@click.option("--kinds", type=Kinds(), default=(), help="Only these kinds of fact, e.g. role,date.")
@click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Only questions that are so hard.")
@click.option("--published", type=DateOption(), help="Publication date, YYYY-MM-DD; anchors “Wednesday”.")
@click.option("--title", default="", help="Title of the deck.")
@click.option("--id", "article_id", default="", help="Article id, from which all ids are made.")
@click.option(
    "--templates", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with your own templates."
)
@context_option("article")
@click.option("--no-text", is_flag=True, help="Keep the articles' text out of the deck.")
@click.option("--proposals", help="Cards of a file, of which those that the article proves are chosen from as well.")
@reading_options
@quiet_option
def command(
    articles: tuple[str, ...],
    output: Path | None,
    force: bool,
    count: int,
    kinds: tuple[str, ...],
    difficulty: str | None,
    published: date | None,
    title: str,
    article_id: str,
    templates: Path | None,
    context: Context,
    no_text: bool,
    proposals: str | None,
    forms: str,
    mix: str | None,
    quiet: bool,
    **given: Any,
) -> None:
    """Turn ARTICLE into a deck: facts with evidence, and questions.

    ARTICLE is a file (text, Markdown, HTML, PDF, DOCX, ODT, RTF, PPTX, EPUB, subtitles), a URL, or - for standard input. Several articles make one
    deck each, or, with -o FILE, one deck of them all.
    """

    def make(sources: Sequence[str], target: Path) -> None:
        refuse_target(target, sources, force)
        old_text = _old_text(target, force)
        old = None if force and not old_text else _old_deck(old_text, target)
        # Kept from the first make on, so that a new title changes no id.
        known = article_id or (old.articles[0].id if old is not None and len(sources) == 1 else "")
        show = progress(quiet)
        read = [read_source(s, published, title if len(sources) == 1 else "", known, **given) for s in sources]
        found = [examine(article, words, reading_bar(show)) for article in read]
        if proposals is not None:
            found = [_with_proposals(found[0], proposals, context, target)]
        chosen = bool(forms or mix)
        scope = Scope(count=count, most=context, kinds=kinds, difficulty=difficulty or "", pool=chosen)
        built = deck_of(found, scope, title=title or title_of(read, target), text=not no_text).deck
        if chosen:
            built = asked_of(built, context, Wishes(count, forms, mix), "class", whole=False, pool=True)
        deck = updated(built, old)
        write(target, deck_file.dumps(deck, old_text).encode("utf-8"))
        if not quiet and str(target) != "-":
            summary(deck, target, read)

    from quizgen.ask.templates import load_templates
    from quizgen.corridor import Scope, deck_of, examine
    from quizgen.deck_file import updated
    from quizgen.resources import template_folder

    if proposals is not None and len(articles) > 1:
        raise click.UsageError("--proposals is for one article; give it alone")
    words = load_templates(templates or template_folder())

    # Of several articles, a name without an ending is a folder's: click does not keep the slash behind it.
    folder = output is not None and (
        output.is_dir() or (len(articles) > 1 and output.name != "-" and not output.suffix)
    )
    if len(articles) == 1 and not folder:
        target = Path("-") if output is None and articles[0] == "-" else output or Path(stem(articles[0]) + ".toml")
        make(articles, target)
    elif output is not None and not folder:
        make(articles, output)
    else:
        if len(articles) > 1 and (title or article_id or given["chapter"] or given["url"]):
            raise click.UsageError("--title, --id, --url and --chapter are for one article; give it alone")
        _one_each(articles, output or Path(), make)


def _with_proposals(examined: "Examined", proposals: str, most: Context, target: Path) -> "Examined":
    """The article with the cards of a file among its offers; they are kept beside the deck, to make it again with."""
    from quizgen.annotate.layers import annotate
    from quizgen.bring.offering import offers_of
    from quizgen.commands.bringing import brought

    cards = brought(proposals)
    if str(target) != "-":
        rows = [card.model_dump(mode="json", exclude_defaults=True, exclude={"line"}) for card in cards]
        write(target.with_suffix(".proposals.json"), json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")
    offers, rejected = offers_of(annotate(examined.article), cards, most)
    return examined._replace(offers=(*examined.offers, *offers), rejected=(*examined.rejected, *rejected))


def _one_each(sources: Sequence[str], folder: Path, make: Callable[[Sequence[str], Path], None]) -> None:
    """A deck of each article; one that fails is told and does not stop the others. Exit status 1 if any failed."""
    failed = 0
    for source, target in zip(sources, targets(sources, folder), strict=True):
        try:
            make([source], target)
        except QuizgenError as error:
            failed += 1
            click.echo(f"quizgen: {error}", err=True)
    if failed:
        raise QuizgenError(f"{failed} of {len(sources)} articles failed; the other decks are written")


def title_of(read: Sequence[Article], target: Path) -> str:
    """The title of a deck: the article's; of several, what the deck's file is called."""
    if len(read) == 1:
        return read[0].info.title
    name = re.sub(r"[-_\s]+", " ", target.stem).strip()
    return name[:1].upper() + name[1:] or f"{len(read)} articles"


def refuse_target(target: Path, sources: Sequence[str], force: bool) -> None:
    """DeckError for a target that would be lost: an article itself, and without `force` a link."""
    if str(target) == "-":
        return
    if any(
        source != "-" and target.exists() and Path(source).exists() and target.samefile(source) for source in sources
    ):
        raise DeckError(f"{target}: this is the article itself; write the deck elsewhere with -o")
    if target.exists() and not target.is_file():  # replacing a device by a file would lose the device
        raise DeckError(f"{target}: not an ordinary file; name the deck's file with -o, or - for standard output")
    if target.is_symlink() and not force:
        raise DeckError(f"{target}: a symbolic link; write to the file it leads to, or replace the link with --force")


def _old_text(target: Path, force: bool) -> str:
    """What stands where the deck goes; with `force`, "" for a file that is no deck."""
    if str(target) == "-" or not target.is_file() or (force and target.is_symlink()):
        return ""
    try:
        text = target.read_text("utf-8")
        if force and text.strip():
            deck_file.loads(text, str(target))
        return text
    except OSError as error:
        raise DeckError(f"{target}: {(error.strerror or str(error)).lower()}; check the path") from None
    except (UnicodeDecodeError, DeckError):
        if force:
            return ""
        raise DeckError(
            f"{target}: there is a file that is no deck; write elsewhere with -o, or give --force"
        ) from None


def _old_deck(text: str, target: Path) -> Deck | None:
    """The deck that stands where the new one goes; a file that is no deck is not overwritten."""
    if not text.strip():
        return None
    try:
        return deck_file.loads(text, str(target))
    except DeckError as error:
        raise DeckError(
            f"{error}; {target} is not a deck that can be updated: mend it, move it, write elsewhere with -o, or give --force"
        ) from None


def summary(deck: Deck, target: Path, articles: Sequence[Article]) -> None:
    """What was read and made, and what to do next."""
    facts: Counter[str] = Counter(fact.kind for fact in deck.facts)
    questions = Counter(q.kind for q in deck.questions)
    for article in articles:
        click.echo("\n".join([article.info.title, *describe(article), ""]))
    click.echo(f"{'kind':<14}{'facts':>6}{'questions':>11}")
    for kind in KINDS:
        if facts[kind]:
            click.echo(f"{kind:<14}{facts[kind]:>6}{questions[kind]:>11}")
    click.echo(f"{'all':<14}{facts.total():>6}{questions.total():>11}\n")
    if any(article.info.published is None for article in articles):
        click.echo(
            "No publication date: facts with relative dates are left out. Give it with --published YYYY-MM-DD.\n"
        )
    if own := sum(question.edited for question in deck.questions):
        click.echo(f"{own} {'question' if own == 1 else 'questions'} edited or typed by hand: kept as they are")
        if gone := [question.id for question in deck.questions if question.edited and not deck.fact(question.fact)]:
            click.echo(f"of these the article does not say (any more): {', '.join(gone)}")
        click.echo()
    click.echo(f"wrote {target}")
    click.echo(f"next: quizgen study {target} | quizgen anki {target} | quizgen print {target}")
