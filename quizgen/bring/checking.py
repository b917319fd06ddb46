"""Cards from elsewhere held against articles: proved or not, guards, cards that give each other away, the trained reader."""

from collections.abc import Sequence

from quizgen.annotated import Annotated
from quizgen.bring.card import Card
from quizgen.bring.flaws import flaw
from quizgen.bring.proving import page_of, prove, says_none
from quizgen.bring.verdict import Checked
from quizgen.judge import judge
from quizgen.judge.guards import stops
from quizgen.models import CONTEXTS, Article, Context, Evidence, Proposal

ORDER = ("proved", "doubtful", "flawed", "contradicted", "not proved")
LITTLE = 0.1  # a chance below this is a doubt


def check(articles: Sequence[Annotated], cards: Sequence[Card], most: Context = "article") -> list[Checked]:
    """Each card with its verdict, in the order given; of several articles the one that speaks best for it.

    `most` is the most that may stand beside a card when it is asked.
    """
    found: list[Checked] = []
    for annotated in articles:
        checked = prove(page_of(annotated), cards)
        checked = [_screened(annotated.article, each, most) for each in checked]
        better = zip(found or checked, checked, strict=True)
        found = [min(pair, key=lambda each: ORDER.index(each.verdict)) for pair in better]
    return found


def _screened(article: Article, checked: Checked, most: Context) -> Checked:
    if checked.verdict not in ("proved", "doubtful") or checked.evidence is None:
        return checked
    asked = proposal_of(checked.card, checked.evidence)
    closed = [stop for stop in stops(asked) if not (stop.guard == "vague-answer" and says_none(asked.answer))]
    place = CONTEXTS.index(most)
    if (fault := flaw(checked.card)) is not None:
        return checked.model_copy(update={"verdict": "flawed", "code": fault.code, "why": fault.why})
    for stop in closed:
        if CONTEXTS.index(stop.context) >= place:
            return checked.model_copy(update={"verdict": "flawed", "code": stop.guard, "why": stop.why})
    judged = judge(article, [asked])[0]
    least = next(c for c in CONTEXTS if not any(CONTEXTS.index(s.context) >= CONTEXTS.index(c) for s in closed))
    chance = judged.chance("article")
    rated = checked.model_copy(update={"chance": chance, "context": least})
    if checked.verdict == "proved" and chance < LITTLE:
        why = "the trained reader gives it little chance"
        return rated.model_copy(update={"verdict": "doubtful", "code": "reader", "why": why})
    return rated


def proposal_of(card: Card, evidence: Evidence) -> Proposal:
    """The card as the gate takes it."""
    return Proposal(
        form=card.form, stem=card.question, answer=card.answer, also_accept=card.also_accept,
        distractors=card.distractors, pairs=card.pairs, kind="", fact="", template="", evidence=evidence,
    )  # fmt: skip
