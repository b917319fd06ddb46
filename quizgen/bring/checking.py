"""Cards from elsewhere held against articles: proved or not, guards, cards that give each other away, the trained reader."""

from collections.abc import Sequence
from datetime import UTC, datetime

from quizgen.annotated import Annotated
from quizgen.bring.card import Card
from quizgen.bring.flaws import flaw
from quizgen.bring.proving import page_of, prove, says_none
from quizgen.bring.verdict import Checked
from quizgen.judge import judge
from quizgen.judge.guards import stops
from quizgen.models import CONTEXTS, Article, Context, Evidence, Proposal, Question, Stop
from quizgen.pairs import tells

ORDER = ("proved", "doubtful", "flawed", "contradicted", "not proved")
OF_OUR_GRAMMAR = ("two-verbs", "which-place")  # what a person or a model writes is rarely wrong in that way
LITTLE = 0.1  # a chance below this is a doubt


def check(articles: Sequence[Annotated], cards: Sequence[Card], most: Context = "article") -> list[Checked]:
    """Each card with its verdict, in the order given; of several articles the one that speaks best for it.

    `most` is the most that may stand beside a card when it is asked.
    """
    found: list[Checked] = []
    for annotated in articles:
        checked = prove(page_of(annotated), cards)
        checked = [_screened(annotated.article, each, most) for each in checked]
        if len(articles) > 1:
            checked = [_named(annotated.article, each) for each in checked]
        better = zip(found or checked, checked, strict=True)
        found = [min(pair, key=lambda each: ORDER.index(each.verdict)) for pair in better]
    return _told_apart(found)


def _told_apart(checked: Sequence[Checked]) -> list[Checked]:
    """Of two cards that pass and tell each other's answers, the later one is flawed; of two alike as well."""
    kept: list[tuple[Checked, Question]] = []
    out = []
    for each in checked:
        if each.verdict not in ("proved", "doubtful"):
            out.append(each)
            continue
        mine = _question(each.card)
        for other, theirs in kept:
            if mine.stem == theirs.stem and mine.answer == theirs.answer:
                each = each.model_copy(
                    update={"verdict": "flawed", "code": "twice", "why": f"the same as card {other.card.line}"}
                )
                break
            if tells(mine, theirs) and tells(theirs, mine):
                why = f"it and card {other.card.line} tell each other's answers"
                each = each.model_copy(update={"verdict": "flawed", "code": "tells", "why": why})
                break
        else:
            kept.append((each, mine))
        out.append(each)
    return out


def _question(card: Card) -> Question:
    return Question(
        id="", form=card.form, stem=card.question, answer=card.answer, changed=datetime(1970, 1, 1, tzinfo=UTC)
    )


def _screened(article: Article, checked: Checked, most: Context) -> Checked:
    if checked.verdict not in ("proved", "doubtful") or checked.evidence is None:
        return checked
    asked = proposal_of(checked.card, checked.evidence)
    closed = [stop for stop in stops(asked) if stop.guard not in OF_OUR_GRAMMAR and not _of_none(stop, asked)]
    place = CONTEXTS.index(most)
    if (fault := flaw(checked.card)) is not None:
        return checked.model_copy(update={"verdict": "flawed", "code": fault.code, "why": fault.why})
    for stop in closed:
        if CONTEXTS.index(stop.context) >= place:
            return checked.model_copy(update={"verdict": "flawed", "code": stop.guard, "why": stop.why})
    judged = judge(article, [asked])[0]
    least = next(c for c in CONTEXTS if not any(CONTEXTS.index(s.context) >= CONTEXTS.index(c) for s in closed))
    chance = judged.chance("article")
    if judged.refusal() is not None:
        return checked.model_copy(update={"context": least})
    rated = checked.model_copy(update={"chance": chance, "context": least})
    if checked.verdict == "proved" and chance < LITTLE:
        why = "the trained reader gives it little chance"
        return rated.model_copy(update={"verdict": "doubtful", "code": "reader", "why": why})
    return rated


def _named(article: Article, checked: Checked) -> Checked:
    """The card, its evidence with the name of its article."""
    if checked.evidence is None:
        return checked
    return checked.model_copy(update={"evidence": checked.evidence.model_copy(update={"article": article.info.id})})


def _of_none(stop: Stop, asked: Proposal) -> bool:
    """Whether an answer is stopped as vague that says plainly that there is none."""
    return stop.guard == "vague-answer" and says_none(asked.answer)


def proposal_of(card: Card, evidence: Evidence) -> Proposal:
    """The card as the gate takes it."""
    return Proposal(
        form=card.form, stem=card.question, answer=card.answer, also_accept=card.also_accept,
        distractors=card.distractors, pairs=card.pairs, kind="", fact="", template="", evidence=evidence,
    )  # fmt: skip
