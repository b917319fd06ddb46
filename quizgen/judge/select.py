"""Which of the judged questions make the deck: as many as readers will keep, of the whole article, none telling another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizgen.dates import first_change
from quizgen.ids import proposal_id
from quizgen.models import CONTEXTS, ArticleInfo, Context, Evidence, Judged, Letter, Question, Rejected
from quizgen.pairs import alike, same_answer, tells
from quizgen.placing import line_of, tells_answer

BARS: Mapping[Context, float] = {
    "alone": 0.8,
    "placed": 0.78,
    "article": 0.85,
}  # chances from which readers keep enough
FLOOR = 0.65  # below it nothing is asked, however few there are; where no article stands beside, the bar is the floor
ENOUGH = 12  # a class wants so many: up to it questions between floor and bar are taken too
CHOICE = 0.6  # the chance from which a question that is kept may be asked as a choice too
BANDS = (0.9, 0.85, 0.8, 0.7)  # chances from which a question's doubt is 0, 1, 2, 3; below 4
PER_SENTENCE = 2  # and one more of a long one
LONG_SENTENCE = 30  # words
PER_ANSWER = 2
PER_FORM = {"cloze": 0.4, "true-false": 0.34}  # the most of a deck that one form may be, where no forms are asked for
PER_TEMPLATE = 0.4  # nobody wants twenty years to learn by heart
FEW = 4  # of a form or template these are never too many
CROWDED = 0.03  # what each question of the same paragraph costs the next one: the whole article is asked
UNEVEN = 3  # so many more true statements than false ones, or the other way round, are the most
LOPSIDED = 0.06  # what each statement with the same key, true or false, beyond the others costs the next one
USEFUL: Mapping[Context, float] = {
    "alone": 0.03,
    "placed": 0.02,
    "article": 0.0,
}  # what needs less can go to more places


class Offer(NamedTuple):
    """A question that no guard stops, and how likely a strict reader keeps it in each of CONTEXTS (0 to 1)."""

    question: Question
    evidence: Evidence
    paragraph: int  # of its article, by number
    chances: tuple[float, float, float]
    letter: Letter = ""  # the test that it fails beside its article, if it fails one

    def chance(self, context: Context) -> float:
        return self.chances[CONTEXTS.index(context)]


def offer_of(article: ArticleInfo, judged: Judged, options: tuple[str, ...], paragraph: int) -> Offer:
    """The question that a judged proposal becomes, in the least context in which readers keep it.

    `options` are the wrong answers that it offers as a choice.
    """
    proposal = judged.proposal
    context = least_context(judged)
    line = line_of(article.title, article.published, report=True)
    if context == "placed" and tells_answer(
        line, proposal.form, proposal.stem, (proposal.answer, *proposal.also_accept), (), proposal.note
    ):
        context = "article"
    chance = judged.chance(context)
    question = Question(
        id=proposal_id(article.id, proposal),
        form=proposal.form,
        stem=proposal.stem,
        answer=proposal.answer,
        also_accept=proposal.also_accept,
        distractors=proposal.distractors,
        options=options,
        pairs=proposal.pairs,
        note=proposal.note,
        kind=proposal.kind,
        fact=proposal.fact,
        template=proposal.template,
        asked=proposal.asked,
        context=context,
        doubt=next((band for band, least in enumerate(BANDS) if chance >= least), len(BANDS)),
        changed=first_change(article.published),
    )
    return Offer(question, proposal.evidence, paragraph, judged.chances, judged.letter("article"))


def least_context(judged: Judged) -> Context:
    """The least that must stand beside it: the first context in which readers will keep it; `article` where it is none."""
    return next((context for context in CONTEXTS if judged.chance(context) >= BARS[context]), "article")


def select(
    offers: Sequence[Offer], count: int, most: Context = "article", whole: bool = False
) -> tuple[list[Question], list[Rejected]]:
    """At most `count` questions in the article's order, and the others with the reason.

    A question is worth what its chance is where `most` stands beside it.
    The best are taken first; `whole` takes all that do not spoil another.
    Ties go by id, so that the same article gives the same deck on every machine.
    """
    chosen: list[Offer] = []
    left: list[Rejected] = []
    waiting = sorted(offers, key=lambda offer: (-_value(offer, most), offer.question.id))
    while waiting:
        offer = _next(waiting, chosen, most)
        waiting.remove(offer)
        reason = _objection(offer, chosen, count, most, whole)
        if reason:
            left.append(_left_out(offer, reason))
        else:
            chosen.append(offer)
    chosen.sort(key=lambda offer: (offer.evidence.article, offer.evidence.start, offer.question.id))
    return [offer.question for offer in chosen], left


def pool(offers: Sequence[Offer], most: Context) -> tuple[list[Question], list[Rejected]]:
    """All questions that readers would keep where `most` stands beside them, though one may tell another's answer.

    Those that are asked together are chosen of them by their forms (`quizgen.ask.forms`).
    """
    floor = _floor(most)
    kept = sorted((o for o in offers if o.chance(most) >= floor), key=lambda o: (o.evidence.start, o.question.id))
    left = [_left_out(offer, _dropped(offer, most)) for offer in offers if offer.chance(most) < floor]
    return [offer.question for offer in kept], left


def _floor(most: Context) -> float:
    return FLOOR if most == "article" else BARS[most]


def _next(waiting: Sequence[Offer], chosen: Sequence[Offer], most: Context) -> Offer:
    """The most worthy, each question of the same paragraph counting against it a little."""
    crowd = Counter((each.evidence.article, each.paragraph) for each in chosen)
    keys = Counter(each.question.answer for each in chosen if each.question.form == "true-false")

    def now(offer: Offer) -> float:
        worth = _value(offer, most) - CROWDED * crowd[offer.evidence.article, offer.paragraph]
        if offer.question.form == "true-false":
            worth -= LOPSIDED * (2 * keys[offer.question.answer] - keys.total())
        return round(worth, 3)

    return max(waiting, key=now)


def _value(offer: Offer, most: Context) -> float:
    """Rounded: processors differ in the last digits."""
    return round(offer.chance(most) + USEFUL[offer.question.context], 3)


def _left_out(offer: Offer, why: str) -> Rejected:
    question = offer.question
    return Rejected(
        stem=question.stem, answer=question.answer, fact=question.fact, template=question.template, code="S01", why=why
    )


def _dropped(offer: Offer, most: Context) -> str:
    test = f", by test {offer.letter}" if offer.letter else ""
    return f"a strict reader would rather drop it{test} (kept at {offer.chance(most):.0%})"


def _objection(offer: Offer, chosen: Sequence[Offer], count: int, most: Context, whole: bool) -> str:
    """Why an offer does not go with those chosen so far; "" when it does."""
    question, others = offer.question, [each.question for each in chosen]
    if len(chosen) >= count:
        return "enough better questions"
    floor, chance = _floor(most), offer.chance(most)
    if chance < floor or (chance < BARS[most] and len(chosen) >= ENOUGH and not whole):
        return _dropped(offer, most)
    here = [each for each in chosen if each.evidence == offer.evidence]
    if len(here) >= PER_SENTENCE + (len(offer.evidence.text.split()) >= LONG_SENTENCE):
        return "enough questions from this sentence already"
    if question.form != "true-false" and sum(same_answer(question, other) for other in others) >= PER_ANSWER:
        return f"the answer is asked for {PER_ANSWER} times already"
    if teller := next((other for other in others if tells(question, other) or tells(other, question)), None):
        return f"one of it and {teller.id} tells the other's answer"
    if twin := next((other for other in others if alike(question, other)), None):
        return f"nearly the same as {twin.id}"
    if question.form == "true-false":
        keys = Counter(other.answer for other in others if other.form == "true-false")
        if 2 * keys[question.answer] - keys.total() >= UNEVEN:
            return f"enough statements that are {question.answer.lower()}"
    if whole:
        return ""
    if sum(other.form == question.form for other in others) >= max(FEW, PER_FORM.get(question.form, 1.0) * count):
        return f"enough questions of form {question.form}"
    if sum(other.template == question.template for other in others) >= max(FEW, PER_TEMPLATE * count):
        return "enough questions of this template"
    return ""
