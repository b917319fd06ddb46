"""Asking where."""

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, Request, answer_words, asked_as, bare_tokens
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.arguments.obliques import check_stranded
from quizgen.extract.arguments.valency import takes
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import preposition, relation
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

WHERE = (
    "in",
    "at",
    "on",
    "near",
    "outside",
    "inside",
    "off",
    "along",
    "beneath",
    "under",
    "around",
    "throughout",
    "across",
    "within",
    "between",
    "above",
    "below",
)


TOWARDS = ("to", "into", "onto", "from")


def ask_place(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before = preposition(part)
    going = clause.head.lemma_ in lexicon.words("grammar", "motion")
    if before not in WHERE and not (before in TOWARDS and going):
        raise UnclearError("no place")
    if not is_place(annotated, part) or (before == "on" and takes(clause.head, before)):
        raise UnclearError("no place")
    if any(p is not part and preposition(p) in WHERE and is_place(annotated, p) for p in clause.parts):
        raise UnclearError("two places")
    if before in TOWARDS and any(p is not part and preposition(p) in TOWARDS for p in clause.parts):
        raise UnclearError("two directions")
    stay = "from" if before == "from" else ""
    frame = frame_of(annotated, clause, draft, asked=part, stay=stay)
    check_stranded(frame, stay)
    tokens = bare_tokens(part) if before in ("to", "from") else kept(part)
    return asked_as(request, Slot.PLACE, Sort(Asks.PLACE), frame, tokens)


def is_place(annotated: Annotated, part: Token) -> bool:
    entity = annotated.entity_at.get(part.i)
    if entity is not None:
        return entity.type in ("PLACE", "COUNTRY")
    lemma = part.lemma_.lower()
    if lemma == "state" and any(c.dep_ == "nmod" and preposition(c) == "of" for c in part.children):
        return False  # "in a state of decomposition"
    return lemma in gazetteer.nouns("place_nouns") or lemma in gazetteer.nouns("area_nouns")


def ask_place_of_act(request: Request, part: Token) -> Asked:
    """ "Where is the fair to take place?": the place inside what somebody plans, agreed, is expected to do."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    inner = [
        c
        for c in part.children
        if relation(c) == "obl" and c.i > part.i and preposition(c) in WHERE and is_place(annotated, c)
    ]
    if (
        len(inner) != 1
        or part.tag_ != "VB"
        or any(preposition(p) in WHERE and is_place(annotated, p) for p in clause.parts)
    ):
        raise UnclearError("no place of an act")
    frame = frame_of(annotated, clause, draft, hole=frozenset(inner[0].subtree))
    tokens = kept(inner[0])
    return asked_as(request, Slot.PLACE, Sort(Asks.PLACE), frame, tokens)


def ask_place_of_object(request: Request, part: Token) -> Asked:
    """ "Where did the envoys hold talks?" of "talks with the council in Leeds": what is held is where its noun says."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    inner = [
        c
        for c in part.subtree
        if relation(c) == "nmod"
        and preposition(c) in ("in", "at", "near")
        and c.i in annotated.entity_at
        and (c.head is part or (c.head.dep_ == "nmod" and c.head.head is part))
    ]
    staged = clause.head.lemma_ in lexicon.words("grammar", "staging")
    if not staged or len(inner) != 1 or not is_place(annotated, inner[0]):
        raise UnclearError("no place of an object")
    if clause.passive or any(preposition(p) in WHERE and is_place(annotated, p) for p in clause.parts):
        raise UnclearError("two places")
    frame = frame_of(annotated, clause, draft, hole=frozenset(inner[0].subtree))
    return asked_as(request, Slot.PLACE, Sort(Asks.PLACE), frame, kept(inner[0]))


def ask_where_is(request: Request) -> Asked:
    """ "Where is Jakarta?": a place as the predicate."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    head = clause.head
    if preposition(head) not in WHERE or not is_place(annotated, head) or clause.negation is not None:
        raise UnclearError("no place as predicate")
    frame = frame_of(annotated, clause, draft, without_predicate=True)
    used = draft.used.copy()
    tokens = list(
        kept(
            head,
            frozenset(
                c
                for c in head.children
                if c not in clause.own and c.dep_ != "case" and c.dep_ not in ("det", "amod", "compound")
            ),
        )
    )
    return Asked(
        Slot.PLACE, Sort(Asks.PLACE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )
