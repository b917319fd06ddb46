"""`quizgen review`: keep, edit, drop the questions of a deck on a page of one's own."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import click

from quizgen.commands.common import OutputPath, quiet_option, write
from quizgen.models import Deck


@click.command("review")
@click.argument("deck", metavar="DECK|ARTICLE")
@click.option("--count", type=click.IntRange(1, 500), help="How many questions you want; the page counts up to it.")
@click.option("--no-open", is_flag=True, help="Open no browser: print the address of the page.")
@click.option(
    "--export-verdicts",
    "verdicts",
    type=OutputPath(),
    help="Open no page: write what was decided as verdicts, a JSON object a line; - is standard output.",
)
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, /, deck: str, count: int | None, no_open: bool, verdicts: Path | None, quiet: bool
) -> None:
    """Keep, edit and drop questions on a page in your browser, beside the article; of an article, a deck is made first.

    Every decision is written to the deck file at once. What is dropped stays in it, and goes into no print, package or
    export. The page is served to this machine alone, until it says Done, or Ctrl-C.
    """
    if deck == "-" or (verdicts is not None and not deck.endswith(".toml")):
        raise click.UsageError("name a deck file, which `quizgen make` writes")
    path = Path(deck) if deck.endswith(".toml") else _made(ctx, deck, quiet)
    if verdicts is not None:
        from quizgen import deck_file
        from quizgen.review.verdicts import verdict_lines

        write(verdicts, "".join(f"{line}\n" for line in verdict_lines(deck_file.load(path))).encode())
        return
    from quizgen.deck_file import locked
    from quizgen.review.desk import Desk
    from quizgen.review.server import Server
    from quizgen.review.service import Service

    with locked(path.resolve()):
        desk = Desk(path, lambda: datetime.now(UTC))
        server = Server(Service(desk, count))
        try:
            click.echo(f"Reviewing {path}: {server.address}\nCtrl-C ends it, and so does Done on the page.")
            if not no_open:
                import webbrowser  # the page is ready sooner without

                Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()  # some take the thread
            server.serve()
        except KeyboardInterrupt:
            click.echo()
    if not quiet:
        click.echo(_summary(desk.deck, path))


def _made(ctx: click.Context, article: str, quiet: bool) -> Path:
    """The deck file of an article: the one that is there, else made now as `quizgen make` does."""
    from quizgen.commands import make_
    from quizgen.commands.reading import stem

    path = Path(stem(article) + ".toml")
    if path.exists():
        click.echo(
            f"{path} is there already: this is what you review. `quizgen make {article}` makes it again.", err=True
        )
    else:
        click.echo(f"Making {path} of {article} first ...", err=True)
        ctx.invoke(make_.command, articles=(article,), output=path, quiet=quiet)
    return path


def _summary(deck: Deck, path: Path) -> str:
    kept, dropped = (sum(getattr(each, what) for each in deck.questions) for what in ("kept", "dropped"))
    left = len(deck.questions) - kept - dropped
    return (
        f"{kept} kept, {dropped} dropped, {left} not decided, which go along\n"
        f"next: quizgen print {path} | quizgen anki {path} | quizgen export {path} -o quiz.html"
    )
