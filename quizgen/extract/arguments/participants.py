"""Asking for who and what takes part: subject, object, predicate, agent, and obliques with their prepositions."""

import re

from quizgen import gazetteer, lexicon
from quizgen.extract.arguments.amounts import AMOUNT, number_in
from quizgen.extract.arguments.asked import Asked, Request, answer_words, bare_tokens, entity_answer
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of, predicate_tokens, subject_tokens
from quizgen.extract.arguments.valency import agentive, takes
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, kind_noun, sort_of
from quizgen.extract.grammar.trees import mark_of, preposition, relation
from quizgen.extract.pasts import past_of
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Frame, Slot
from quizgen.tokens import Token


def ask_subject(request: Request) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    tokens = subject_tokens(clause)
    sort = sort_of(annotated, clause.subject, clause.head if clause.relative is not None else None)
    frame = frame_of(annotated, clause, draft, asked=clause.subject)
    if clause.finite is not None and clause.finite.lower_ == "had" and clause.head.tag_ == "VBN":
        raise UnclearError("a past before another past")
    if (
        sort.asks is Asks.THING
        and sort.acting
        and (clause.subject.i not in annotated.entity_at or agentive(clause.head))
    ):
        sort = Sort(Asks.PERSON, plural=sort.plural) if _acts(clause) else sort
    if (
        AMOUNT.search(" ".join(t.text for t in (clause.subject, *clause.subject.children)))
        and number_in(clause.subject) is not None
    ):
        raise UnclearError("an amount is asked with how much")
    if clause.head.pos_ in ("NUM", "SYM") or number_in(clause.head) is not None:
        raise UnclearError("a number as predicate")
    if (
        clause.relative is not None
        and len([t for t in tokens if t.pos_ != "DET"]) == 1
        and clause.subject.pos_ == "NOUN"
    ):
        raise UnclearError("a bare noun that its clause tells of")
    if sort.asks is Asks.THING and clause.head.lemma_ in gazetteer.cue_verbs():
        raise UnclearError("a thing that says something")
    if sort.asks is Asks.THING and clause.subject.pos_ == "PROPN" and agentive(clause.head):
        raise UnclearError("who or what: a name of which nothing is known")
    if (
        sort.asks in (Asks.THING, Asks.CLASS)
        and clause.subject.i not in annotated.entity_at
        and clause.head.lemma_ in ("have", "include", "contain", "involve", "mean")
    ):
        raise UnclearError("what has or includes it: many things")
    if sort.asks is Asks.CLASS and sort.noun == "country" and not sort.plural and frame.plural:
        raise UnclearError("a country with a plural verb")
    if (
        sort.asks is Asks.CLASS
        and sort.plural != frame.plural
        and frame.plural != bool(frame.auxiliaries and frame.auxiliaries[0] in ("are", "were", "have"))
    ):
        raise UnclearError("subject and verb do not agree")
    if sort.asks is Asks.THING and clause.verbal and not clause.passive and sort.acting:
        raise UnclearError("a body of which no class is known")
    used = draft.used.copy()
    answer, also = entity_answer(annotated, clause.subject, tokens, draft)
    return Asked(Slot.SUBJECT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


def _bare(part: Token) -> bool:
    """Whether a noun stands without article and adjective: "take place", "give rise"."""
    return not any(c.i < part.i and c.dep_ in ("det", "amod", "nmod:poss", "compound", "nummod") for c in part.children)


def _acts(clause: Clause) -> bool:
    return clause.verbal and not clause.passive


def ask_object(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if clause.passive:
        raise UnclearError("the object of a passive")
    if AMOUNT.search(" ".join(t.text for t in (part, *(c for c in part.children if c.dep_ == "nummod")))):
        raise UnclearError("an amount is asked with how much")
    if any(p.dep_ in ("xcomp", "ccomp") and p.i > part.i for p in clause.parts):
        raise UnclearError("an object that does what follows")
    if any(c.dep_ == "nummod" and c.i < part.i for c in part.children):
        raise UnclearError("a number is asked with how many")
    if clause.head.lemma_ in lexicon.words("grammar", "light") and part.tag_ == "NN" and _bare(part):
        raise UnclearError("an idiom")
    sort = sort_of(annotated, part)
    if sort.asks is Asks.THING and (noun := kind_noun(annotated, part)):
        sort = Sort(Asks.SORT, noun)
    if sort.asks is Asks.THING and sort.acting:
        sort = Sort(Asks.PERSON) if part.i not in annotated.entity_at else sort
    tokens = kept(part)
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.OBJECT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


def ask_predicate(request: Request) -> Asked:
    """What or who the subject is; asks for nothing where the predicate is an adjective or has a preposition."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    head = clause.head
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "SYM") or preposition(head) or clause.negation is not None:
        raise UnclearError("no noun as predicate")
    if any(c.lower_ in ("one", "same") and c.dep_ in ("nummod", "amod") for c in head.children):
        raise UnclearError("one of several")
    tokens = predicate_tokens(clause)
    frame = frame_of(annotated, clause, draft, without_predicate=True)
    used = draft.used.copy()
    subject = sort_of(annotated, clause.subject)
    person = subject.asks is Asks.PERSON and clause.subject.pos_ in ("PROPN", "PRON")
    answer = answer_words(annotated, tokens, draft)
    return Asked(Slot.PREDICATE, Sort(Asks.PERSON if person else Asks.THING), frame, answer, tuple(tokens), tuple(used))


def ask_named(request: Request, part: Token) -> Asked:
    """What somebody became, or was called: a noun behind the verb."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    if part.pos_ not in ("NOUN", "PROPN") or clause.head.lemma_ not in (
        "become",
        "call",
        "name",
        "rename",
        "dub",
        "nickname",
        "title",
        "remain",
        "term",
    ):
        raise UnclearError("a complement that no question word asks for")
    return Asked(
        Slot.PREDICATE, Sort(Asks.THING), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )


def ask_agent(request: Request, part: Token) -> Asked:
    """ "Who discovered X?" of "X was discovered by Y": the passive turned into the active."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    first = clause.auxiliaries[0].lower_ if clause.auxiliaries else clause.supplied
    if first not in ("was", "were", "is", "are") or len(clause.auxiliaries) > 1 or clause.negation is not None:
        raise UnclearError("a passive that is not turned round")
    sort = sort_of(annotated, part)
    if sort.asks is Asks.THING and sort.acting:
        sort = Sort(Asks.PERSON)
    tokens = bare_tokens(part)
    if any(t.tag_ == "VBG" for t in tokens[:1]):
        raise UnclearError("means, no agent")
    frame = frame_of(annotated, clause, draft, asked=part)
    past = first in ("was", "were")
    particles = [c.text for c in clause.head.children if c.dep_ == "compound:prt"]
    if frame.adverb or clause.head.lemma_ in ("bear", "base"):
        raise UnclearError("a passive that is not turned round")
    verb = " ".join([past_of(clause.head.lemma_) if past else clause.head.lemma_, *particles])
    frame = _turned(frame, verb, past)
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.AGENT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


def _turned(frame: Frame, verb: str, past: bool) -> Frame:
    """The active clause with its subject asked: what was the subject is the object."""
    return frame.model_copy(
        update={"auxiliaries": (), "verb": verb, "tense": "past" if past else "present", "plural": True, "subject": "",
                "base": "", "complements": (frame.subject, *frame.complements)}
    )  # fmt: skip


def ask_oblique(request: Request, part: Token) -> Asked:
    """A phrase with a preposition: "What does it depend on?", "In which journal ...?", "With whom ...?"."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    before = preposition(part)
    if not before or (
        before
        in ("by", "of", "than", "like", "as", "despite", "without", "per", "including", "via", "according to", "unlike")
        and not takes(clause.head, before)
    ):
        raise UnclearError("an oblique that no question word asks for")
    if " " in before:
        raise UnclearError("a preposition of several words")
    if part.pos_ not in ("NOUN", "PROPN", "PRON"):
        raise UnclearError("an oblique that is no noun")
    sort = sort_of(annotated, part)
    tokens = bare_tokens(part)
    near = _follows_verb(clause, part)
    if (sort.asks is Asks.PERSON and before in ("with", "to", "from", "for", "against", "on", "by")) or (
        sort.asks is Asks.CLASS
        and (
            takes(clause.head, before)
            or (sort.noun in ("country", "city") and before in ("in", "to", "from", "near", "into", "with", "against"))
            or (part.i in annotated.entity_at and sort.noun not in ("country", "city"))
        )
    ):
        stay, front = ("", before)
    elif part.tag_ == "NN" and not any(c.dep_ != "case" for c in part.children):
        raise UnclearError("an idiom")
    elif near and (takes(clause.head, before) or _bound(clause, part, before)):
        stay, front = (before, "")
        if sort.asks is Asks.CLASS:
            sort = Sort(Asks.THING)
    else:
        raise UnclearError("a loose oblique")
    if any(c.dep_ == "nummod" and c.i < part.i for c in part.children):
        raise UnclearError("a number is asked with how many")
    frame = frame_of(annotated, clause, draft, asked=part, stay=stay)
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.OBLIQUE, sort, frame, answer, tuple(tokens), tuple(used), preposition=front, also=also)


BINDING = ("for", "to", "into", "from", "about", "against", "of", "on", "upon", "toward", "towards")
BINDING_PASSIVE = ("for", "to", "into", "from", "with", "on", "of")


def _bound(clause: Clause, part: Token, before: str) -> bool:
    """Whether a preposition stands right behind a verb without an object: "applied for a job", "was based on a map"."""
    between = [t for t in part.doc.tokens[clause.head.i + 1 : part.left_edge.i] if t.dep_ != "compound:prt"]
    if not clause.verbal:
        return clause.head.pos_ == "ADJ" and not between and before in BINDING_PASSIVE
    if before == "with" and not clause.passive:  # an instrument
        objects = [p for p in clause.parts if p.dep_ == "obj" and len(kept(p)) <= 3]
        tool = part.pos_ == "NOUN" and not ABSTRACT.search(part.lemma_.lower())
        return len(objects) == 1 and part.left_edge.i == objects[0].right_edge.i + 1 and tool
    bare = not between and not any(p.dep_ == "obj" for p in clause.parts)
    return bare and before in (BINDING_PASSIVE if clause.passive else BINDING)


ABSTRACT = re.compile(r"(?:ion|ness|ity|ment|[ae]nce|ship|ism|ure|cy|al|th|ude|age|hood|ing)$")


def _follows_verb(clause: Clause, part: Token) -> bool:
    """Whether nothing but an object and adverbs stands between the predicate and the phrase."""
    between = [p for p in clause.parts if clause.head.i < p.i < part.i and p.dep_ not in ("advmod",)]
    return all(p.dep_ == "obj" and len(kept(p)) <= 5 for p in between) and part.i > clause.head.i


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
    used = draft.used.copy()
    answer = answer_words(annotated, tokens, draft)
    return Asked(
        Slot.ACT,
        Sort(Asks.ACT),
        frame.model_copy(update={"complements": complements}),
        answer,
        tuple(tokens),
        tuple(used),
    )


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
    used = draft.used.copy()
    tokens = [t for t in kept(part) if t not in marks]
    return Asked(Slot.ACT, Sort(Asks.ACT), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used))


def ask_content(request: Request, part: Token) -> Asked:
    """ "What did the study find?": what follows a verb of saying or finding."""
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if clause.head.lemma_ in lexicon.words("grammar", "plain_saying") or mark_of(part) not in ("", "that"):
        raise UnclearError("what was said: many things")
    if clause.head.lemma_ not in gazetteer.cue_verbs() or part.i < clause.head.i:
        raise UnclearError("no content")
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    tokens = kept(part)
    return Asked(
        Slot.CONTENT, Sort(Asks.THING), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(used)
    )
