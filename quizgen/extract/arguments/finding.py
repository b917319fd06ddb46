"""`find_arguments`: every phrase of every asserted clause as a fact that can be asked; what cannot is kept with its reason."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from quizgen import lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.acts import ask_act, ask_act_of_predicate, ask_content, ask_object_of_act
from quizgen.extract.arguments.amounts import ask_age, ask_number, measured, number_in
from quizgen.extract.arguments.asked import Asked, Request
from quizgen.extract.arguments.clauses import Clause, find_clauses
from quizgen.extract.arguments.context import context_of
from quizgen.extract.arguments.glosses import find_glosses
from quizgen.extract.arguments.identities import find_identities
from quizgen.extract.arguments.lists import ask_listed, listed
from quizgen.extract.arguments.measures import ask_extent, has_extent, measure_asker
from quizgen.extract.arguments.obliques import ask_oblique
from quizgen.extract.arguments.participants import ask_agent, ask_named, ask_object, ask_predicate, ask_subject
from quizgen.extract.arguments.places import ask_place, ask_place_of_act, ask_place_of_object, ask_where_is
from quizgen.extract.arguments.reading import check_reading
from quizgen.extract.arguments.reasons import ask_cause, ask_clause, ask_consequence, ask_means, follows_from
from quizgen.extract.arguments.soundness import check_sound
from quizgen.extract.arguments.tenses import in_plain_past
from quizgen.extract.arguments.times import ask_event, ask_time, is_time
from quizgen.extract.certain import certainty
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.grammar.cutting import stock
from quizgen.extract.grammar.pronouns import entity_of
from quizgen.extract.grammar.trees import FINITE, own_tokens, preposition, relation
from quizgen.extract.unclear import UnclearError
from quizgen.models import Argument, Asks, Evidence, Frame, Slot
from quizgen.tokens import Token


class Refused(NamedTuple):
    """A phrase that could not be asked for, and why."""

    evidence: Evidence
    text: str
    why: str


def find_arguments(annotated: Annotated) -> tuple[list[Argument], list[Refused]]:
    """All arguments in the article's order, each once, and what the grammar was not sure of."""
    found: dict[tuple[str, str, str], Argument] = {}
    refused: list[Refused] = []
    for clause in find_clauses(annotated):
        for token, asker in _askers(annotated, clause):
            try:
                asked = asker(Request(annotated, clause))
                argument = _argument(annotated, clause, asked)
            except UnclearError as reason:
                refused.append(Refused(sentence_evidence(annotated, clause.head), token.text, str(reason)))
                continue
            found.setdefault((argument.event, argument.slot, argument.filler), argument)
    for clause, identity in chain(find_identities(annotated), find_glosses(annotated)):
        try:
            if isinstance(identity, UnclearError):
                raise identity
            argument = _argument(annotated, clause, identity)
        except UnclearError as reason:
            refused.append(Refused(sentence_evidence(annotated, clause.head), clause.head.text, str(reason)))
            continue
        found.setdefault((argument.event, argument.slot, argument.filler), argument)
    return sorted(found.values(), key=lambda each: each.span), refused


def _askers(annotated: Annotated, clause: Clause) -> Iterator[tuple[Token, Callable[[Request], Asked]]]:
    """What can be tried on a clause: each phrase with the askers of its relation."""
    if clause.subject.dep_ != "expl":
        yield clause.subject, ask_subject
    if follows_from(clause.head):
        yield clause.head, ask_consequence
    if not clause.verbal:
        yield clause.head, ask_where_is if preposition(clause.head) else ask_predicate
        if has_extent(clause.head):
            yield clause.head, ask_extent
        for part in clause.own:
            if relation(part) in ("xcomp", "advcl"):
                yield part, partial(ask_act_of_predicate, part=part)
    for part in clause.parts:
        if stock(part):
            continue
        for asker in _askers_of(annotated, clause, part):
            yield part, partial(asker, part=part)
    for part in clause.borrowed:
        if is_time(annotated, part) and not any(is_time(annotated, p) for p in clause.parts):
            yield part, partial(ask_time, part=part)
    for part in clause.parts:
        if (measure := measure_asker(part)) is not None:
            yield part, partial(measure, part=part)
    for part in measured(clause):
        if listed(part) is not None:
            yield part, partial(ask_listed, part=part)
        if number_in(part) is not None and not is_time(annotated, part):
            yield part, partial(ask_number, part=part)


def _askers_of(annotated: Annotated, clause: Clause, part: Token) -> Iterator[Callable[..., Asked]]:
    base = relation(part)
    if is_time(annotated, part):
        yield ask_time
    elif part.dep_ in ("obj",):
        yield from (ask_object, ask_place_of_object)
    elif part.dep_ == "iobj" and any(p.dep_ == "xcomp" for p in clause.parts):
        yield ask_object
    elif part.dep_ == "obl:agent" or (base == "obl" and clause.passive and preposition(part) == "by"):
        yield ask_agent
    elif base == "obl":
        yield from (ask_cause, ask_age, ask_place, ask_event, ask_means, ask_oblique)
    elif base == "advcl" and clause.passive and clause.head.lemma_ == "use" and part.tag_ == "VB":
        yield ask_act
    elif base == "advcl":
        yield from (ask_clause, ask_object_of_act)
    elif base == "xcomp":
        yield from (ask_act, ask_object_of_act, ask_place_of_act) if part.tag_.startswith("VB") else (ask_named,)
    elif base == "ccomp":
        yield ask_content


FINITE_WORD = re.compile(r"(?:can|could|will|would|may|might|must|shall|should|is|are|was|were|has|have|had)\b")
LEAST_MARGIN = 0.25  # of arcs and labels along the clause
LONGEST_ANSWER = 25
FEWEST_TELLING = 3  # words of the question that say something


def _argument(annotated: Annotated, clause: Clause, asked: Asked) -> Argument:
    asked = replace(asked, frame=in_plain_past(annotated, clause, asked))
    check_sound(annotated, clause, asked)
    check_reading(annotated, clause, asked)
    frame = asked.frame
    if frame.auxiliaries and frame.complements and not frame.verb and FINITE_WORD.match(frame.complements[0]):
        raise UnclearError("a verb of another sentence")
    told = [t for t in asked.tokens if asked.slot is not Slot.REASON or not t.is_ancestor(clause.head)]
    if any(_torn(clause, token) for token in (*asked.used, *told)):
        raise UnclearError("a verb of another sentence")
    fronted = asked.preposition or asked.sort.asks in (Asks.YEAR, Asks.DATE, Asks.DECADE, Asks.CENTURY, Asks.CONDITION)
    if fronted and frame.lead and not frame.lead.startswith("according"):
        frame = frame.model_copy(
            update={"lead": "", "complements": (*frame.complements, frame.lead[:1].lower() + frame.lead[1:-1])}
        )
    event = _event(frame)
    if len(asked.answer.split()) > LONGEST_ANSWER:
        raise UnclearError("too long an answer")
    telling = [
        t for t in asked.used
        if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADV") or (t.pos_ == "PRON" and entity_of(annotated, t) is not None)
    ]  # fmt: skip
    light = asked.slot is Slot.OBJECT and clause.head.lemma_ in lexicon.words("grammar", "light")
    named = any(t.pos_ == "PROPN" for t in asked.used) and not light
    fewest = FEWEST_TELLING if asked.slot in (Slot.SUBJECT, Slot.OBJECT) and not named else FEWEST_TELLING - 1
    if len(telling) + (clause.head.pos_ == "VERB") < fewest and not (
        asked.slot in (Slot.PREDICATE, Slot.MEANING) and telling
    ):
        raise UnclearError("too little to ask about")
    if clause.negation is not None and asked.sort.asks not in (Asks.CAUSE, Asks.CONDITION):
        raise UnclearError("what is not so: many things")
    if asked.sort.asks in (Asks.CLASS, Asks.SORT) and {
        t.lower_ for t in own_tokens(list(asked.tokens)) if t.pos_ not in ("DET",)
    } <= {asked.sort.noun}:
        raise UnclearError("an answer that says no more than the question")
    if clause.speaker is not None and any(
        entity_of(annotated, t) is clause.speaker for t in asked.tokens if t.pos_ in ("PROPN", "PRON")
    ):
        raise UnclearError("the speaker is the answer")
    if _betrayed(asked, event):
        raise UnclearError("the answer stands in the question")
    evidence = sentence_evidence(annotated, clause.head)
    positions = [t for t in asked.tokens if not t.is_space]
    start = annotated.offset(min(t.idx for t in positions))
    end = annotated.offset(max(t.idx + len(t.text) - 1 for t in positions)) + 1
    along = [clause.head, clause.subject, *clause.auxiliaries, *clause.parts, *asked.tokens]
    margin = min(t.margin for t in along if not t.is_punct)
    if margin < LEAST_MARGIN:
        raise UnclearError(f"a doubtful parse: {margin}")
    return Argument(
        confidence=round(certainty(annotated, (*along, *asked.used)), 2), statement=evidence.text, evidence=evidence, source=frame.lead.removeprefix("according to ").rstrip(",") if clause.source is not None or clause.speaker is not None else "",
        event=_event(frame, _gap(asked)), slot=asked.slot, filler=asked.answer, asks=asked.sort.asks, noun=asked.sort.noun, preposition=asked.preposition, also=asked.also,
        span=(start, end), context=context_of(annotated, clause, asked), margin=margin, frame=frame,
        pattern=f"{asked.slot} of {clause.head.lemma_}",
    )  # fmt: skip


def _event(frame: Frame, gap: str = "") -> str:
    """The clause without its asked phrase, in words; `gap` is what of the phrase is not asked, behind the verb."""
    verb = [frame.subject, *frame.auxiliaries, frame.negation, frame.adverb, frame.verb]
    behind = [gap, *frame.complements] if frame.verb else [*frame.complements, gap]
    told = [*verb, *behind] if frame.subject else [gap, *verb, *frame.complements]
    return " ".join(" ".join(told).split())


def _gap(asked: Asked) -> str:
    """What is counted, behind its preposition: without it the event is another."""
    counted = asked.sort.noun if asked.sort.asks is Asks.COUNT else ""
    return f"{asked.preposition if counted else ''} {counted}".strip()


def _torn(clause: Clause, token: Token) -> bool:
    """Whether a finite verb that is not the clause's own hangs there without a clause of its own: two sentences read as one."""
    if token.tag_ not in FINITE or token is clause.finite or token in clause.auxiliaries:
        return False
    while token.head is not token:
        if token.dep_ in ("acl:relcl", "ccomp", "advcl", "acl", "csubj", "advcl:relcl"):
            return False
        if token is clause.head:
            return False
        token = token.head
    return True


def _betrayed(asked: Asked, event: str) -> bool:
    """Whether the question says the answer: a name of it, or its head word."""
    said = set(re.findall(r"\w+", event.lower()))
    names = {t.lower_ for t in asked.tokens if t.pos_ in ("PROPN",) and len(t.text) > 2}
    heads = {t.lower_ for t in asked.tokens if t.pos_ in ("NOUN", "NUM") and t.lower_ != asked.sort.noun}
    told = said - {"the", "of"}
    return bool(names & told) or (bool(heads) and heads <= told and not names)
