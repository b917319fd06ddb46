"""Finite clauses taken apart into parts that stand alone: the material of event records.

Only what the article asserts: no questions, conditions, wishes, orders; a claim keeps its claimant.
"""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.annotated import Annotated, Entity
from quizgen.extract.certain import certainty
from quizgen.extract.doubts import doubtful
from quizgen.extract.grammar.sharing import behind_another, crossed, has_two_subjects
from quizgen.extract.nouns import Phrase, named, qualified, subject_phrase_of
from quizgen.extract.parts import part_of
from quizgen.extract.pasts import past_of
from quizgen.extract.phrases import render
from quizgen.extract.predicates import predicate_of, verb_phrases_of
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.records import Event
from quizgen.extract.standing import pronoun_of, referent
from quizgen.extract.timing import dates_last, eventful, limiting, limits_of, shared_time, simultaneous_time
from quizgen.extract.unclear import UnclearError
from quizgen.extract.verbs import (
    SUBJECTS,
    hypothetical,
    is_adjunct,
    is_clause_head,
    is_participial,
    is_preceding,
    is_reduced_passive,
    relative_of,
    subject_of,
    verb_group,
)
from quizgen.models import Part
from quizgen.tokens import Token


def find_events(annotated: Annotated) -> Iterator[Event]:
    """Every clause that can be made to stand alone, whole or `pruned`."""
    for sentence in annotated.sentences():
        if sentence.text.rstrip("”\"’' \n").endswith("?"):
            continue
        for token in sentence:
            if is_clause_head(token):
                if (event := _event_at(annotated, token)) is not None:
                    yield event


def _event_at(annotated: Annotated, head: Token) -> Event | None:
    """The clause made to stand alone; below the headline, where only that places what it speaks of."""
    try:
        return _take_apart(annotated, head)
    except UnclearError:
        pass
    if annotated.headline is not None:
        try:
            event = _take_apart(replace(annotated, placed=annotated.headline.lemmas), head)
            return below_headline(annotated, event) if event is not None else None
        except UnclearError:
            pass
    try:
        event = _take_apart(annotated, head, prune=True)
    except UnclearError:
        return None
    return replace(event, pruned=True) if event is not None else None


def below_headline(annotated: Annotated, event: Event) -> Event | None:
    """The event told below the headline; None when there is none, or when the clause says when, if or after what it holds."""
    kept = {phrase.head.i for phrase in event.phrases}
    if annotated.headline is None or any(limit.i not in kept for limit in limits_of(event.head)):
        return None
    told = (p for p in event.phrases if not (p.part.role == "lead" and p.part.text.startswith("As of")))
    return replace(event, phrases=tuple(told), headed=True)


def _torn(annotated: Annotated, token: Token) -> bool:
    """Whether the parser hangs half of a person's name, with words of its own, on something else than the other half."""
    entity = annotated.entity_at.get(token.i)
    mention = annotated.mention_of(token) if entity is not None and entity.type == "PERSON" else None
    if mention is None or token.i == mention[1].root.i or mention[1].start <= token.head.i < mention[1].end:
        return False
    apart = token.head.i != mention[1].root.head.i
    return apart or any(not mention[1].start <= child.i < mention[1].end for child in token.children)


def _take_apart(annotated: Annotated, head: Token, prune: bool = False) -> Event | None:
    """The clause as an event, or None where nothing is asserted; `prune` leaves out unclear adjuncts."""
    reduced, participial = is_reduced_passive(head), is_participial(head) or is_preceding(head)
    group = ([], None, head) if reduced or participial else verb_group(head)
    leaning = participial or (reduced and head.dep_ == "advcl")  # its subject is the main clause's
    if group is None or (hypothetical(head.head) if leaning else not reduced and hypothetical(head)):
        return None
    auxiliaries, negation, finite = group
    subject = subject_of(head.head) if leaning else head.head if reduced else subject_of(head)
    if subject is None or any(child.dep_ == "expl" for child in head.children):
        return None
    if doubtful(head, auxiliaries, negation, subject):
        return None
    if any(_torn(annotated, token) for token in head.subtree):
        raise UnclearError("a name cut in two")
    if negation is not None and any(child.lower_ in ("itself", "himself", "herself") for child in subject.children):
        raise UnclearError("not itself: perhaps something of it")
    if not reduced and has_two_subjects(annotated, head):
        raise UnclearError("two subjects: a name cut off")
    source, source_entity = claimant(annotated, head)
    phrases: list[Phrase] = []
    subject_phrase = subject_phrase_of(annotated, head, subject)
    bound, plural = subject_phrase.entity, subject_phrase.part.plural
    if subject.i in annotated.selves:
        if finite.tag_ != "VBD" or source_entity is not bound:
            return None  # "I think", "we have": what somebody thinks is a quotation
    if bound is not None and bound is source_entity and (itself := pronoun_of(bound)):
        subject_phrase = replace(
            subject_phrase, part=subject_phrase.part.model_copy(update={"text": itself, "gloss": ""})
        )
    if (
        bound is not None
        and bound.type in ("ORG", "COUNTRY")
        and (finite.tag_ == "VBP" or finite.lower_ in ("are", "were", "have"))
    ):
        subject_phrase = replace(subject_phrase, part=subject_phrase.part.model_copy(update={"plural": True}))
    if bound is None:  # "Gloria's illness took its toll on her health"
        people = {
            id(e): e for t in subject.subtree if (e := annotated.entity_at.get(t.i)) is not None and e.type == "PERSON"
        }
        bound = next(iter(people.values())) if len(people) == 1 else None
    if reduced:
        if subject_phrase.entity is None:
            return None
        be = Phrase(Part(role="auxiliary", text="were" if subject_phrase.part.plural else "was"), head)
        verb_phrases, base, support = [be, Phrase(Part(role="verb", text=head.text.lower()), head)], "", ""
    elif participial:
        past = past_of(head.lemma_)
        particles = [child.text for child in head.children if child.dep_ == "compound:prt"]
        if subject_phrase.entity is None or not past or subject.dep_ == "nsubj:pass":
            return None
        verb_phrases = [Phrase(Part(role="verb", text=" ".join([past, *particles])), head)]
        base, support = " ".join([head.lemma_, *particles]), "did"
    else:
        verb_phrases, base, support = verb_phrases_of(head, auxiliaries, negation, finite)
    children = [child for child in head.children if child.i not in {token.i for token in auxiliaries}]
    if any(
        child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children)
        for child in children
    ):
        objects = [
            child
            for child in children
            if child.dep_ in ("obj", "ccomp", "xcomp")
            or (child.dep_ == "obl" and child.i > head.i and annotated.time_at(child) is None)
        ]
        if not objects and head.pos_ == "VERB" and subject.dep_ != "nsubj:pass" and not reduced:
            return None  # "edit and render X": the object of the first verb stands with the second
    if any(behind_another(head, child) for child in children if child.dep_ not in ("punct", "conj", "cc", *SUBJECTS)):
        raise UnclearError("a phrase that may be another verb's")
    leads: list[Phrase] = []
    relative = relative_of(head) if head.dep_ == "acl:relcl" else None
    late = (
        relative if relative is not None and relative.dep_ != "obj" else None
    )  # "Porto, where she taught": taught in Porto
    for child in sorted(children, key=lambda token: (token is late, token.i)):
        mention = annotated.mention_of(child)
        if mention is not None and mention[1].root.i != child.i and mention[1].root.head.i == head.i:
            continue  # the second half of a name that the parser has cut
        try:
            phrase = part_of(annotated, head, child, bound, plural)
        except UnclearError:
            if prune and negation is None and is_adjunct(head, child):
                continue
            raise
        if phrase is None:
            if (
                head.pos_ == "ADJ"
                and child.i > head.i
                and child.dep_ in ("obl", "ccomp", "advcl", "xcomp")
                and annotated.time_at(child) is None
            ):
                raise UnclearError(f"{head.text} without what it needs")
            continue
        (
            leads
            if child.i < subject.i
            and child.sent == subject.sent
            and head.dep_ != "acl:relcl"
            and not (reduced or leaning)
            else phrases
        ).append(phrase)
    if head.pos_ != "VERB":
        predicate = predicate_of(annotated, head, bound, plural)
        phrases = [predicate, *[p for p in phrases if p.head.i > head.i or p.part.role == "time"]]
    ordered = [subject_phrase, *verb_phrases, *phrases]
    # A fronted date or place goes behind, where questions want it, unless it would hang on another verb there.
    for lead in leads:
        if lead.part.role == "time" and not source and any(eventful(phrase) for phrase in phrases):
            ordered.insert(0, lead)
        elif lead.part.role in ("time", "place") or lead.part.type == "date":
            ordered.append(lead)
    ordered = [
        p
        for p in ordered
        if p.part.role != "time" or not any(p.part.text in q.part.text for q in ordered if q is not p)
    ]
    ordered = dates_last(head, ordered)
    if not any(phrase.when for phrase in ordered) and (shared := shared_time(annotated, head)) is not None:
        ordered.append(shared)
    if sum(1 for phrase in ordered if phrase.part.role == "time") > 1:
        return None
    if not any(phrase.when for phrase in ordered) and (limit := limiting(annotated, head, bound, plural)) is not None:
        ordered.append(limit)
    if head.pos_ == "VERB" and not any(
        phrase.part.role in ("object", "oblique", "complement", "place", "adverb") for phrase in ordered
    ):
        if any(
            (child.dep_ in ("obj", "obl", "obl:agent", "xcomp", "ccomp") or (reduced and child.dep_ == "advcl"))
            and annotated.time_at(child) is None
            for child in children
        ):
            raise UnclearError("all that follows the verb was left out")
    if any(
        phrase.part.role == "time" for phrase in ordered
    ):  # "in 1981, between May and June": the plain date is enough
        ordered = [
            phrase
            for phrase in ordered
            if not (
                phrase.part.role == "oblique"
                and phrase.part.type == "date"
                and phrase.part.preposition in ("between", "from", "until")
            )
        ]
    was = finite.tag_ == "VBD"
    if was and not (reduced or participial) and not any(phrase.when for phrase in ordered):
        ordered += simultaneous_time(annotated, head)
    if head.lemma_ in ("attend", "participate") and not any(p.part.role in ("object", "oblique") for p in ordered):
        if annotated.meeting is not None:  # "was invited but did not attend": the meeting of the article
            preposition = "in" if head.lemma_ == "participate" else ""
            ordered.append(Phrase(Part(role="object", text=named(annotated.meeting), preposition=preposition), head))
    taken = {p.part.text for p in ordered if p.part.role == "object"}
    if (
        head.lemma_ == "take"
        and taken & {"part", "place"}
        and not any(p.part.role in ("oblique", "place") for p in ordered)
    ):
        raise UnclearError("part in what")
    if any(
        crossed(p.head)
        for p in ordered
        if p.part.role in ("subject", "object", "oblique", "place")
        and p.head is not head
        and not p.head.is_ancestor(head)
    ):
        raise UnclearError("a phrase cut in two")
    if head.lemma_ in ISSUING and _cut_title(head, ordered):
        raise UnclearError("the title of a work, cut")
    if source:
        part = Part(role="lead", text=f"According to {source},", gloss=gloss(source_entity) if source_entity else "")
        ordered.insert(0, Phrase(part, head))
    _check_repeated(ordered, annotated)
    hedge = " ".join(
        child.lower_ for child in head.children if child.lower_ in ("reportedly", "allegedly", "apparently", "probably")
    )
    present = finite.tag_ in ("VBZ", "VBP")
    return Event(
        head,
        tuple(ordered),
        base,
        support,
        source=source,
        source_entity=source_entity,
        present=present,
        negative=negation is not None,
        hedge=hedge,
        certainty=_certainty(annotated, head, auxiliaries, subject, ordered),
    )


ISSUING = {"publish", "release", "write", "compose", "complete"}


def _cut_title(head: Token, phrases: list[Phrase]) -> bool:
    """ "published Mrs. Dalloway" as a person, "A Portrait of the Artist" without its "as a Young Man"."""
    person = any(p.part.role == "object" and p.entity is not None and p.entity.type == "PERSON" for p in phrases)
    told = {p.head.i for p in phrases}
    left = (
        c for c in head.subtree if c.i not in told and any(k.lower_ == "as" and k.dep_ == "case" for k in c.children)
    )
    return person or any(c.text[:1].isupper() for c in left)


def _certainty(
    annotated: Annotated, head: Token, auxiliaries: list[Token], subject: Token, phrases: list[Phrase]
) -> float:
    """How sure the engine was of the tree along the words that the event is told in."""
    roots = [p.head for p in phrases if p.head is not head and p.part.role not in ("lead", "verb", "auxiliary")]
    within = [t for root in roots if not root.is_ancestor(head) for t in kept_tokens(annotated, root)]
    return certainty(annotated, (head, subject, *auxiliaries, *within))


def _check_repeated(phrases: list[Phrase], annotated: Annotated) -> None:
    """Nobody does a thing to himself by name: a person named twice in a clause is a wrong link, or reads like one."""
    text = " ".join(phrase.part.text for phrase in phrases)
    for entity in annotated.entities:
        if entity.type == "PERSON" and " " in entity.name and text.count(entity.name) > 1:
            raise UnclearError(f"named twice: {entity.name}")


def claimant(annotated: Annotated, head: Token) -> tuple[str, Entity | None]:
    """Whose claim the clause is, by the innermost attribution that covers it."""
    covering = [
        a for a in annotated.attributions if head.i in a.content and (a.cue.i != head.i or a.entity is not None)
    ]
    if not covering:
        return "", None
    inner = min(covering, key=lambda attribution: len(attribution.content))
    if inner.entity is not None:
        return named(inner.entity), inner.entity
    if inner.speaker is None:
        raise UnclearError("claim without speaker")
    entity = referent(annotated, inner.speaker)
    if entity is None or qualified(annotated, inner.speaker):
        text = render(
            annotated,
            inner.speaker,
            drop=[c.i for c in inner.speaker.children if c.dep_ == "case" or c.lower_ in ("according", "to")],
        )
        if not any(token.i in annotated.entity_at for token in inner.speaker.subtree):
            raise UnclearError(f"vague speaker: {text}")
        return text, None
    return named(entity), entity


def gloss(entity: Entity) -> str:
    """The phrase that places a name for a class that cannot be expected to know it."""
    return entity.phrase if not entity.known and len(entity.phrase.split()) <= 12 else ""


def introduce(entity: Entity) -> str:
    """The name with the phrase that places it."""
    return f"{named(entity)}, {gloss(entity)}" if gloss(entity) else named(entity)
