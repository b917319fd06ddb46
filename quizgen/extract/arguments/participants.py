"""Asking for who and what takes part: subject, object, agent, and what somebody is or became."""

from dataclasses import replace

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.amounts import AMOUNT, counted, number_in
from quizgen.extract.arguments.asked import Asked, Request, answer_words, bare_tokens, entity_answer
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import frame_of, predicate_tokens, subject_tokens
from quizgen.extract.arguments.valency import agentive
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort, kind_noun, sort_of
from quizgen.extract.grammar.trees import mark_of, preposition
from quizgen.extract.pasts import past_of
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Frame, Slot
from quizgen.tokens import Token


def ask_subject(request: Request) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    tokens = subject_tokens(clause)
    if tokens[0].dep_ == "case":
        raise UnclearError("a subject that begins with another phrase")
    sort = sort_of(annotated, clause.subject, clause.head if clause.relative is not None else None)
    frame = frame_of(annotated, clause, draft, asked=clause.subject)
    if (
        sort.asks is Asks.THING
        and sort.acting
        and (clause.subject.i not in annotated.entity_at or agentive(clause.head))
    ):
        body = clause.subject.lemma_.lower() in gazetteer.nouns("group_nouns")
        if clause.subject.pos_ == "PROPN" and not sort.plural and not body:
            raise UnclearError("who or what: a body of which no class is known")
        things = clause.subject.lemma_.lower() in lexicon.words("grammar", "not_who")
        sort = Sort(Asks.PERSON, plural=sort.plural) if _acts(clause) and not things else sort._replace(acting=False)
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
    if sort.asks is Asks.THING and clause.head.lemma_ in gazetteer.cue_verbs() and _says(clause):
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


def _says(clause: Clause) -> bool:
    """Whether words stand behind a verb of saying or naming: "the report says that", "known as", not "the law forbids it"."""
    if clause.passive:
        return gazetteer.cue_verbs()[clause.head.lemma_] == "think" or clause.head.lemma_ in NAMING
    return any(p.dep_ in ("ccomp", "xcomp", "parataxis") for p in clause.head.children)


NAMING = ("call", "describe", "know", "report", "say", "tell")


def _bare(part: Token) -> bool:
    """Whether a noun stands without article and adjective: "take place", "give rise"."""
    return not any(c.i < part.i and c.dep_ in ("det", "amod", "nmod:poss", "compound", "nummod") for c in part.children)


def _counts_among(part: Token) -> bool:
    """ "the ultimate causes", "all safety rules": one or some of a known number, which can be picked out."""
    return any(c.lower_ in ("the", "all", "both", "these", "those") for c in part.children if c.i < part.i)


def _acts(clause: Clause) -> bool:
    return clause.verbal and not clause.passive


def ask_object(request: Request, part: Token) -> Asked:
    annotated, clause, draft = request.annotated, request.clause, request.draft
    if clause.passive:
        raise UnclearError("the object of a passive")
    if AMOUNT.search(" ".join(t.text for t in (part, *(c for c in part.children if c.dep_ == "nummod")))):
        raise UnclearError("an amount is asked with how much")
    follows = [p for p in clause.parts if p.dep_ in ("xcomp", "ccomp") and p.i > part.i]
    urged = len(follows) == 1 and follows[0].tag_ == "VB" and mark_of(follows[0]) == "to"
    acting = sort_of(annotated, clause.subject)
    somebody = acting.asks is Asks.PERSON or acting.acting
    if follows and not (urged and somebody and sort_of(annotated, part).asks is Asks.PERSON):
        raise UnclearError("an object that does what follows")
    if counted(annotated, part):
        raise UnclearError("a number is asked with how many")
    if clause.head.lemma_ in lexicon.words("grammar", "light") and part.tag_ == "NN" and _bare(part):
        raise UnclearError("an idiom")
    sort = sort_of(annotated, part)
    if sort.asks in (Asks.THING, Asks.CLASS) and (noun := kind_noun(annotated, part)):
        sort = Sort(Asks.SORT, noun)
    if (
        sort.asks is Asks.CLASS
        and not any(t.pos_ == "PROPN" and t.i <= part.i for t in part.subtree)
        and not _counts_among(part)
    ):
        sort = Sort(Asks.THING)  # "Which relations did they resume?"
    tokens = kept(part)
    frame = frame_of(annotated, clause, draft, asked=part)
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.OBJECT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


def ask_predicate(request: Request) -> Asked:
    """What or who the subject is; asks for nothing where the predicate is an adjective or has a preposition."""
    annotated, clause, draft = request.annotated, _by_name(request.annotated, request.clause), request.draft
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


def _by_name(annotated: Annotated, clause: Clause) -> Clause:
    """ "her father Mohammed Hadid", "the elder sister, Vijaya Lakshmi": the name as the subject."""
    subject = clause.subject
    names = [c for c in subject.children if c.dep_ in ("flat", "appos") and c.pos_ == "PROPN" and c.i > subject.i]
    person = len(names) == 1 and subject.pos_ == "NOUN" and sort_of(annotated, names[0]).asks is Asks.PERSON
    return replace(clause, subject=names[0]) if person else clause


def ask_named(request: Request, part: Token) -> Asked:
    """What somebody became, or was called: a noun behind the verb."""
    annotated, clause, draft = request.annotated, _by_name(request.annotated, request.clause), request.draft
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
    auxiliaries = [word.lower_ for word in clause.auxiliaries] or [clause.supplied]
    kept_auxiliary = auxiliaries[0] if auxiliaries[1:] in (["be"], ["been"]) else ""
    plain = len(auxiliaries) == 1 and auxiliaries[0] in ("was", "were", "is", "are")
    if clause.negation is not None or not (plain or (kept_auxiliary and kept_auxiliary in TURNED)):
        raise UnclearError("a passive that is not turned round")
    sort = sort_of(annotated, part)
    if sort.asks is Asks.THING and sort.acting:
        sort = Sort(Asks.PERSON)
    tokens = bare_tokens(part)
    if any(t.tag_ == "VBG" for t in tokens[:1]):
        raise UnclearError("means, no agent")
    frame = frame_of(annotated, clause, draft, asked=part)
    past = auxiliaries[0] in ("was", "were")
    particles = [c.text for c in clause.head.children if c.dep_ == "compound:prt"]
    if frame.adverb or clause.head.lemma_ in ("bear", "base"):
        raise UnclearError("a passive that is not turned round")
    if plain:
        frame = _turned(
            frame, " ".join([past_of(clause.head.lemma_) if past else clause.head.lemma_, *particles]), past
        )
    else:
        verb = clause.head.lower_ if kept_auxiliary in PERFECT else clause.head.lemma_
        auxiliary = PERFECT.get(kept_auxiliary, kept_auxiliary)
        frame = _turned(frame, " ".join([verb, *particles]), past=False).model_copy(
            update={"auxiliaries": (auxiliary,), "tense": ""}
        )
    used = draft.used.copy()
    answer, also = entity_answer(annotated, part, tokens, draft)
    return Asked(Slot.AGENT, sort, frame, answer, tuple(tokens), tuple(used), also=also)


PERFECT = {"has": "has", "have": "has"}  # one is asked for: "who has closed the mills"
TURNED = frozenset(["can", "could", "may", "might", "must", "should", "will", "would", *PERFECT])


def _turned(frame: Frame, verb: str, past: bool) -> Frame:
    """The active clause with its subject asked: what was the subject is the object."""
    return frame.model_copy(
        update={"auxiliaries": (), "verb": verb, "tense": "past" if past else "present", "plural": True, "subject": "",
                "base": "", "complements": (frame.subject, *frame.complements)}
    )  # fmt: skip
