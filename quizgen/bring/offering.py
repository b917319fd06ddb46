"""Proved cards -> offers, which the deck's selection weighs with our own questions."""

from collections.abc import Sequence

from quizgen.annotated import Annotated
from quizgen.bring.bringing import question_of
from quizgen.bring.card import Card
from quizgen.bring.checking import check
from quizgen.bring.verdict import Checked
from quizgen.judge.select import Offer
from quizgen.models import CONTEXTS, Article, Context, Rejected

PROVED = (
    0.9  # of the cards of tests/bring/bench that pass as proved more are good; but half of those are good to begin with
)


def offers_of(annotated: Annotated, cards: Sequence[Card], most: Context) -> tuple[list[Offer], list[Rejected]]:
    """Offers of the cards that the article proves, and the others with the reason; a doubtful card is no offer."""
    checked = check([annotated], cards, most)
    offers = [offer for each in checked if (offer := _offer(annotated.article, each)) is not None]
    return offers, [_rejected(each) for each in checked if each.verdict != "proved"]


def _offer(article: Article, checked: Checked) -> Offer | None:
    if checked.verdict != "proved" or checked.evidence is None:
        return None
    start = checked.evidence.start
    paragraph = sum(each.start <= start for each in article.paragraphs)
    least = CONTEXTS.index(checked.context)
    alone, placed, read = (PROVED if place >= least else 0.0 for place in range(len(CONTEXTS)))
    return Offer(question_of(article, checked), checked.evidence, paragraph, (alone, placed, read))


def _rejected(checked: Checked) -> Rejected:
    card = checked.card
    code = f"{checked.verdict} {checked.code}".strip()
    return Rejected(stem=card.question, answer=card.answer, fact="", template="", code=code, why=checked.why)
