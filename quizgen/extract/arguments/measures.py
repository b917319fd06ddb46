"""Asking for measures beside a verb or an adjective: how old, how far, how many times, after how many days."""

from collections.abc import Callable

from quizgen import gazetteer, lexicon
from quizgen.extract.arguments.amounts import number_in
from quizgen.extract.arguments.asked import Asked, Request, answer_words
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import preposition, preposition_of, relation
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

UNMARKED = ("obl:unmarked", "nmod:unmarked", "obl:npmod")
OFTEN = {"twice": 2, "thrice": 3}


def has_extent(head: Token) -> bool:
    return head.lemma_ in lexicon.words("grammar", "extents") and any(c.dep_ in UNMARKED for c in head.children)


def ask_extent(request: Request) -> Asked:
    """ "How wide is the river?" of "30 metres wide"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    head = clause.head
    measure = next((c for c in head.children if c.i < head.i and c.dep_ in UNMARKED and number_in(c)), None)
    if measure is None or clause.negation is not None:
        raise UnclearError("no extent")
    if any(c.dep_ == "conj" or c.lower_ in ("too", "more") for c in head.children):
        raise UnclearError("no extent by itself")
    frame = frame_of(annotated, clause, draft, without_predicate=True)
    used = (*draft.used, head)
    tokens = kept(measure)
    return Asked(
        Slot.AMOUNT, Sort(Asks.EXTENT, head.lower_), frame, answer_words(annotated, tokens, draft), tuple(tokens), used
    )


def ask_distance(request: Request, part: Token) -> Asked:
    """ "How far did the workers travel?" of "about 500 miles"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    inner = next((c for c in part.children if c.dep_ in UNMARKED and c.i < part.i), None)
    measure = part if part.dep_ in ("obj", *UNMARKED) else inner
    if measure is None or measure.lemma_.lower() not in lexicon.words("grammar", "distances"):
        raise UnclearError("no distance")
    going = clause.head.lemma_ in lexicon.words("grammar", "motion") | lexicon.words("grammar", "stretching")
    plain = {"nummod", "case", "advmod", "compound", "det"} >= {c.dep_ for c in measure.children if not c.is_punct}
    if not going or number_in(measure) is None or not plain or clause.passive:
        raise UnclearError("no distance")
    if measure is part:
        frame = frame_of(annotated, clause, draft, asked=part)
    else:
        frame = frame_of(annotated, clause, draft, hole=frozenset(measure.subtree))
    used = (*draft.used,)
    tokens = kept(measure)
    return Asked(
        Slot.AMOUNT, Sort(Asks.EXTENT, "far"), frame, answer_words(annotated, tokens, draft), tuple(tokens), used
    )


def ask_times(request: Request, part: Token) -> Asked:
    """ "How many times ...?" of "twice", "three times"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    number = number_in(part) if part.lemma_ == "time" and part.tag_ == "NNS" and not preposition(part) else None
    adverb = part.lower_ in OFTEN and part.dep_ == "advmod" and not [c for c in part.children if not c.is_punct]
    if (number is None and not adverb) or clause.head.pos_ != "VERB":
        raise UnclearError("no number of times")
    if number is not None and len([c for c in part.children if c.dep_ != "nummod"]) > 0:
        raise UnclearError("no number of times by itself")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = (*draft.used,)
    tokens = [part] if adverb else kept(number) if number is not None else []
    answer = answer_words(annotated, tokens, draft)
    also = (f"{answer} times",) if number is not None else ()
    return Asked(Slot.FREQUENCY, Sort(Asks.COUNT, "times", True), frame, answer, tuple(tokens), used, also=also)


def ask_lapse(request: Request, part: Token) -> Asked:
    """ "After how many days ...?", "Within how many hours ...?"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before, number = preposition(part), number_in(part)
    if before not in ("after", "within") or number is None or part.tag_ != "NNS":
        raise UnclearError("no lapse of time")
    if part.lemma_.lower() not in gazetteer.nouns("time_nouns") or any(
        c.dep_ not in ("case", "nummod", "punct", "advmod") for c in part.children
    ):
        raise UnclearError("no lapse of time")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = (*draft.used, part)
    tokens = [t for t in kept(part) if t is not part and t not in preposition_of(part)]
    answer = answer_words(annotated, tokens, draft)
    return Asked(
        Slot.DURATION, Sort(Asks.COUNT, part.lower_, True), frame, answer, tuple(tokens), used, preposition=before,
        also=(f"{answer} {part.lower_}",),
    )  # fmt: skip


def measure_asker(part: Token) -> Callable[..., Asked] | None:
    """The asker of the measure that a phrase may hold: a distance, a number of times, a lapse of time."""
    if part.lower_ in OFTEN or (part.lemma_ == "time" and part.tag_ == "NNS"):
        return ask_times
    if preposition(part) in ("after", "within") and part.lemma_.lower() in gazetteer.nouns("time_nouns"):
        return ask_lapse
    far = any(t.lemma_.lower() in lexicon.words("grammar", "distances") for t in (part, *part.children))
    return ask_distance if far and (part.dep_ in ("obj", *UNMARKED) or relation(part) == "obl") else None
