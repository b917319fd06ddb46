"""What `print`, `anki`, `export`, `study` and `make` share: which questions of a deck are asked, and in which form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen.kinds import DIFFICULTIES, FORMS, Context, Form
from quizgen.placing import within

if TYPE_CHECKING:  # the self-test starts without the models
    from quizgen.models import Deck

F = TypeVar("F", bound=Callable[..., Any])
COUNT = 20  # where neither a number nor the deck says how many


@dataclass(frozen=True)
class Wishes:
    """What the options of `asking_options` say."""

    count: int | None = None
    forms: str = ""
    mix: str | None = None
    difficulty: str | None = None

    @property
    def chosen(self) -> bool:
        """Whether questions are chosen by number or form."""
        return bool(self.count or self.mix or self.forms)


def forms_options(command: F) -> F:
    """The options that say in which forms is asked; the command gets them as keywords `forms` and `mix`."""
    named = ", ".join((*FORMS, "list"))
    command = click.option(
        "--mix",
        metavar="NAME",
        help="A mix of forms, shared out over --count: class, exam, revision; counts in --forms win.",
    )(command)
    return click.option(
        "--forms",
        default="",
        metavar="FORM[=N],...",
        help=f"Forms and how many of each, as short=5,choice=10, or names alone: {named}.",
    )(command)


def asking_options(command: F) -> F:
    """Those of `forms_options`, and `count` and `difficulty`."""
    hard = click.option("--difficulty", type=click.Choice(DIFFICULTIES), help="Only questions that are so hard.")
    count = click.option("--count", type=click.IntRange(1, 500), help=f"So many questions; with forms {COUNT}.")
    return count(forms_options(hard(command)))


class PointsOption(click.ParamType[dict[Form, int]]):
    """Points for a question, by form: choice=1,short=2."""

    name = "form=n,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[Form, int]:
        if isinstance(value, dict):
            return value
        points: dict[Form, int] = {}
        for part in str(value).split(","):
            name, _, number = (each.strip() for each in part.partition("="))
            form = next((form for form in FORMS if form == name), None)
            if form is None or not (number.isdecimal() and 0 < int(number) <= 100):
                self.fail(f"{part!r}: write a form and its points, as choice=1,short=2; the forms: {', '.join(FORMS)}")
            points[form] = int(number)
        return points


points_option = click.option(
    "--points",
    type=PointsOption(),
    default={},
    help="Points for a question of a form, as choice=1,short=2; for each row of matching and ordering.",
)


def asked_of(deck: "Deck", context: Context, wishes: Wishes, mix: str, *, whole: bool, pool: bool) -> "Deck":
    """The questions of a deck that are asked where at most `context` stands beside them.

    `mix` is the mix of forms where the wishes name none; with `whole` a deck of which nothing is wished is asked as it
    stands; `pool` where its questions may spoil each other. What could not be had is told in one line on stderr. Raises QuizgenError for a form, mix or count that is none.
    """
    deck = within(deck, context)
    if whole and wishes == Wishes():
        return deck
    from quizgen.ask import forms  # need the lexicon
    from quizgen.ask import wishes as wished
    from quizgen.ask.difficulty import difficulty

    if wishes.difficulty is not None:
        kept = (q for q in deck.questions if difficulty(q, deck.fact(q.fact)) == wishes.difficulty)
        deck = deck.model_copy(update={"questions": tuple(kept)})
    if whole and not wishes.chosen:
        return deck
    count = wishes.count or COUNT
    wanted = wished.read_forms(wishes.forms, count)
    if wishes.mix or not wishes.forms:
        wanted = wished.mix(wishes.mix or mix, count) | wanted
    chosen = forms.choose(deck, wanted, pool=pool)
    if chosen.line:
        click.echo(chosen.line, err=True)
    return chosen.deck
