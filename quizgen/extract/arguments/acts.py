"""Asking what somebody agreed, tried, was able to do, and what a study found."""

from quizgen import gazetteer, lexicon
from quizgen.extract.arguments.amounts import number_in
from quizgen.extract.arguments.asked import Asked, Request, answer_words, asked_as, entity_answer
from quizgen.extract.arguments.frames import frame_of
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, kind_noun, sort_of
from quizgen.extract.grammar.trees import first_words, mark_of, relation
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot
from quizgen.tokens import Token


def ask_object_of_act(request: Request, part: Token) -> Asked:
    """ "What did the council agree to repair?": the object of what somebody agreed, tried, travelled to do."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    inner = next((c for c in part.children if c.dep_ == "obj" and c.i > part.i), None)
    if (
        inner is None
        or part.tag_ != "VB"
        or mark_of(part) != "to"
        or part.i < clause.head.i
        or clause.passive
        or number_in(inner) is not None
        or (part.lemma_ in lexicon.words("grammar", "light") and inner.tag_ == "NN" and not list(inner.children))
    ):
        raise UnclearError("no object of an act")
    if any(c.dep_ in ("xcomp", "ccomp", "conj") for c in part.children) or any(
        p.dep_ == "obj" for p in clause.parts if relation(part) == "advcl"
    ):
        raise UnclearError("an object that is not plainly the act's")
    sort = sort_of(annotated, inner)
    if sort.asks is Asks.THING and (noun := kind_noun(annotated, inner)):
        sort = Sort(Asks.SORT, noun)
    tokens = kept(inner)
    frame = frame_of(annotated, clause, draft, hole=frozenset(inner.subtree))
    used = draft.used.copy()
    answer, also = entity_answer(annotated, inner, tokens, draft)
    return Asked(Slot.OBJECT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


def ask_act_of_predicate(request: Request, part: Token) -> Asked:
    """ "What is the test more likely to do?": what an adjective looks forward to."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    marks = [c for c in part.children if c.dep_ == "mark" and c.lower_ == "to"]
    forward = clause.head.pos_ == "ADJ" and clause.head.lemma_ in lexicon.words("grammar", "forward")
    if part.tag_ != "VB" or not marks or not forward:
        raise UnclearError("no act of its own")
    tokens = [t for t in kept(part) if t not in marks]
    frame = frame_of(annotated, clause, draft, hole=frozenset(part.subtree))
    complements = (f"{frame.complements[0]} to do", *frame.complements[1:])
    return asked_as(request, Slot.ACT, Sort(Asks.ACT), frame.model_copy(update={"complements": complements}), tokens)


def ask_act(request: Request, part: Token) -> Asked:
    """ "What did Hale agree to do?" """
    annotated, clause, draft = request.annotated, request.clause, request.draft
    marks = [c for c in part.children if c.dep_ == "mark" and c.lower_ == "to"]
    if clause.head.lemma_ == "use" and clause.passive and part.tag_ == "VB" and marks:
        frame = frame_of(annotated, clause, draft, asked=part, stay="for")
        used = draft.used.copy()
        tokens = kept(part)
        return Asked(
            Slot.PURPOSE, Sort(Asks.THING), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
        )
    if part.tag_ != "VB" or not marks or clause.head.lemma_ in lexicon.words("grammar", "aspectual"):
        raise UnclearError("no act of its own")
    passive = any(c.dep_ in ("aux:pass", "cop") for c in part.children)
    if passive:
        raise UnclearError("no act")
    frame = frame_of(annotated, clause, draft, asked=part, stay="to do")
    tokens = [t for t in kept(part) if t not in marks]
    return asked_as(request, Slot.ACT, Sort(Asks.ACT), frame, tokens)


SHORTEST_CONTENT = 4  # words of "how cells divide in time"


def ask_content(request: Request, part: Token) -> Asked:
    """ "What did the study find?", "What does the study explore? How cells divide"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if first_words(part, 1) in ("how", "why", "whether") and part.i > clause.head.i and clause.verbal:
        frame = frame_of(annotated, clause, draft, asked=part)
        used = tuple(draft.used)
        tokens = kept(part)
        if any(p.dep_ == "obj" for p in clause.parts) or len(tokens) < SHORTEST_CONTENT:
            raise UnclearError("no content of its own")
        return Asked(Slot.CONTENT, Sort(Asks.THING), frame, words(annotated, tokens, draft.told), tuple(tokens), used)
    if clause.head.lemma_ in lexicon.words("grammar", "plain_saying") or mark_of(part) not in ("", "that"):
        raise UnclearError("what was said: many things")
    if clause.head.lemma_ not in gazetteer.cue_verbs() or part.i < clause.head.i:
        raise UnclearError("no content")
    frame = frame_of(annotated, clause, draft, asked=part)
    tokens = kept(part)
    return asked_as(request, Slot.CONTENT, Sort(Asks.THING), frame, tokens)
