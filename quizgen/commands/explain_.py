"""`quizgen explain`: evidence -> fact -> template -> question."""

import click

from quizgen.commands.common import build, load_deck, quiet_option
from quizgen.errors import DeckError
from quizgen.models import Deck, Question


@click.command("explain")
@click.argument("deck")
@click.argument("question_id", required=False)
@click.option(
    "--rejected",
    is_flag=True,
    help="List the candidates that were left out, with the code that stopped them; needs an article.",
)
@quiet_option
def command(deck: str, question_id: str | None, rejected: bool, quiet: bool) -> None:
    """Show where QUESTION_ID of DECK (a deck or an article) comes from; all questions without one."""
    if rejected:
        _rejected(deck, quiet)
        return
    loaded = load_deck(deck, quiet)
    questions = [question for question in loaded.questions if question_id in (None, question.id)]
    if not questions:
        raise DeckError(f"{deck}: no question {question_id!r}; `quizgen export {deck}` lists the ids")
    for question in questions:
        _explain(loaded, question)


def _explain(deck: Deck, question: Question) -> None:
    for fact_id in (fact for fact in (question.fact, *question.also_facts) if fact):
        fact = deck.fact(fact_id)
        if fact is None:
            click.echo(f"evidence  (none: the deck has no fact {fact_id})")
            continue
        click.echo(
            f"evidence  “{' '.join(fact.evidence.text.split())}” (characters {fact.evidence.start} to {fact.evidence.end})"
        )
        click.echo(
            f"fact      {fact.id}, {fact.kind}: {fact.statement} [{fact.pattern}, confidence {fact.confidence:.2f}]"
        )
    if question.evidence is not None:
        click.echo(f"evidence  “{' '.join(question.evidence.text.split())}”")
    click.echo(f"template  {question.template or '(none)'}, {question.form}, context {question.context}")
    answer = "; ".join(f"{pair.left}: {pair.right}" for pair in question.pairs) or question.answer
    click.echo(f"question  {question.id}: {question.stem} -> {answer}\n")


def _rejected(article: str, quiet: bool) -> None:
    if article.endswith(".toml"):
        raise DeckError(f"{article}: a deck does not keep what was left out; give the article instead")
    for each in build(article, quiet).rejected:
        click.echo(f"{each.code}  {each.why}: {each.stem} -> {each.answer}  ({each.fact}, {each.template})")
