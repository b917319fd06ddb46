"""The corridor: read -> annotate -> extract -> ask -> judge -> Deck. Commands, library and evaluation all walk it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quizgen.deck_file import kept
from quizgen.errors import QuizgenError
from quizgen.judge.select import CHOICE, FLOOR, Offer, offer_of, pool, select
from quizgen.models import CONTEXTS, Article, Context, Deck, Fact, Judged, Model, Question, Rejected, Template

Show = Callable[[float], None]


def quiet(share: float) -> None:
    """Shows nothing."""


class Examined(NamedTuple):
    """An article read through: its facts, the questions that could be asked, and those that could not, with the reason."""

    article: Article
    facts: tuple[Fact, ...]
    offers: tuple[Offer, ...]
    rejected: tuple[Rejected, ...]
    stopped: tuple[Judged, ...] = ()  # of the rejected, those that a guard stopped, whole


def find_facts(article: Article, show: Show = quiet) -> list[Fact]:
    """The facts of an article in its order, without asking. Raises QuizgenError when there are none."""
    from quizgen.annotate.layers import annotate
    from quizgen.extract import extract_facts, sure

    return _merged([sure(extract_facts(annotate(part))) for part in _parts(article, show)])


class Scope(Model):
    """What a deck shall hold: at most `count` questions that need no more than `most` beside them.

    `kinds` of fact and a `difficulty` limit them. `whole`: every question that does not spoil another; `pool`: every one that
    readers would keep, to choose from.
    """

    count: int = 20
    most: Context = "article"
    kinds: tuple[str, ...] = ()
    difficulty: str = ""
    whole: bool = False
    pool: bool = False


class Built(NamedTuple):
    """A deck, and the candidates that were left out of it."""

    deck: Deck
    rejected: list[Rejected]


def examine(article: Article, templates: Sequence[Template], show: Show = quiet) -> Examined:
    """Read an article through; a book part by part, so that memory is bounded. Raises QuizgenError when it has no facts.

    `show` is told what share of it is read, 0 to 1.
    """
    found = [_examine_part(part, templates) for part in _parts(article, show)]
    offers = {offer.question.id: offer for part in found for offer in part.offers}
    rejected = tuple(each for part in found for each in part.rejected)
    stopped = tuple(each for part in found for each in part.stopped)
    return Examined(article, tuple(_merged([part.facts for part in found])), tuple(offers.values()), rejected, stopped)


def _parts(article: Article, show: Show) -> Iterator[Article]:
    """The parts of an article one after the other; what share of its words is done is told to `show`."""
    from quizgen.read import batches

    parts = batches(article)
    sizes = [sum(len(article.text[p.start : p.end].split()) for p in part.paragraphs) for part in parts]
    show(0.0)
    for number, part in enumerate(parts, 1):
        yield part
        show(sum(sizes[:number]) / max(sum(sizes), 1))


def _merged(parts: Sequence[Sequence[Fact]]) -> list[Fact]:
    """The facts of all parts in the article's order; one that several tell, as it is told most surely."""
    facts: dict[str, Fact] = {}
    for fact in (fact for part in parts for fact in part):
        if fact.id not in facts or fact.confidence > facts[fact.id].confidence:
            facts[fact.id] = fact
    if not facts:
        raise QuizgenError("no facts found in this article; it needs names, dates or numbers in full English sentences")
    return sorted(facts.values(), key=lambda fact: (fact.evidence.start, fact.kind, fact.id))


def _examine_part(article: Article, templates: Sequence[Template]) -> Examined:
    from quizgen.annotate.layers import annotate
    from quizgen.ask.propose import proposed_and_refused
    from quizgen.ask.sentences import statements_of
    from quizgen.extract import extract_facts
    from quizgen.judge import judge

    annotated = annotate(article)
    facts = extract_facts(annotated)
    proposals, refused = proposed_and_refused(annotated, facts, templates)
    facts = [*facts, *statements_of(proposals)]
    judged = judge(article, proposals)
    able = [each for each in judged if each.refusal() is None]
    starts = [paragraph.start for paragraph in article.paragraphs]
    offers = [offer_of(article.info, each, _options(article, each), _place(starts, each)) for each in able]
    stopped = [each for each in judged if each.refusal() is not None]
    rejected = [*refused, *map(_refused, stopped)]
    return Examined(article, tuple(facts), tuple(offers), tuple(rejected), tuple(stopped))


def _options(article: Article, judged: Judged) -> tuple[str, ...]:
    """The tested wrong answers of a proposal that is worth asking, if readers would keep it as a choice as well."""
    from quizgen.ask.options import as_choice
    from quizgen.judge import judge

    proposal = judged.proposal
    if not proposal.options or judged.chance("article") < FLOOR:
        return ()
    stem, answer, wrong = as_choice(proposal.stem, proposal.answer, proposal.options)
    choice = proposal.model_copy(
        update={"form": "choice", "stem": stem, "answer": answer, "distractors": wrong, "options": ()}
    )
    return proposal.options if judge(article, [choice])[0].chance("article") >= CHOICE else ()


def _place(starts: Sequence[int], judged: Judged) -> int:
    return bisect_right(starts, judged.proposal.evidence.start)


def _refused(judged: Judged) -> Rejected:
    stop, proposal = judged.refusal(), judged.proposal
    assert stop is not None
    return Rejected(
        stem=proposal.stem,
        answer=proposal.answer,
        fact=proposal.fact,
        template=proposal.template,
        code=f"{stop.letter} {stop.guard}",
        why=stop.why,
    )


def deck_of(examined: Sequence[Examined], scope: Scope, *, title: str = "", text: bool = True) -> Built:
    """The deck of articles that are read through, about as many questions of each.

    `title` is needed for several articles; without `text` the deck keeps no paragraphs.
    """
    from quizgen.extract import sure

    several = len(examined) > 1
    questions: dict[str, Question] = {}
    facts: dict[str, Fact] = {}
    rejected: list[Rejected] = []
    shares = _shares(examined, scope)
    for (article, found, offers, refused, _), share in zip(examined, shares, strict=True):
        by_id = {fact.id: fact for fact in found}
        wanted = [offer for offer in offers if _wanted(offer, by_id, scope)]
        asked, left = pool(wanted, scope.most) if scope.pool else select(wanted, share, scope.most, scope.whole)
        used = {fact for question in asked for fact in (question.fact, *question.also_facts)}
        told = {fact.id for fact in sure(found) if fact.kind not in ("argument", "statement")}
        own = [fact for fact in found if fact.id in used or fact.id in told]
        for question in asked:
            questions.setdefault(question.id, question)
        for fact in own:
            facts.setdefault(fact.id, _of(article, fact) if several else fact)
        rejected += [*refused, *left]
    deck = Deck(
        title=title or examined[0].article.info.title,
        questions=tuple(questions.values()),
        facts=tuple(facts.values()),
        articles=tuple(kept(each.article, text=text) for each in examined),
    )
    return Built(deck, rejected)


def _wanted(offer: Offer, facts: dict[str, Fact], scope: Scope) -> bool:
    from quizgen.ask.difficulty import difficulty

    question, fact = offer.question, facts.get(offer.question.fact)
    if CONTEXTS.index(question.context) > CONTEXTS.index(scope.most):
        return False
    if scope.kinds and question.kind not in scope.kinds:
        return False
    return not scope.difficulty or (fact is not None and difficulty(question, fact) == scope.difficulty)


def _shares(examined: Sequence[Examined], scope: Scope) -> list[int]:
    """How many questions of each article: alike, and what one cannot give goes to the others."""
    able = [len(each.offers) for each in examined]
    shares = [0] * len(able)
    left = scope.count
    while left and (open_ := [i for i, most in enumerate(able) if shares[i] < most]):
        for i in open_[:left]:
            shares[i] += 1
        left -= min(left, len(open_))
    return shares


def _of(article: Article, fact: Fact) -> Fact:
    """The fact, its evidence with the name of its article."""
    return fact.model_copy(update={"evidence": fact.evidence.model_copy(update={"article": article.info.id})})
