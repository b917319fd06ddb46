"""Finite clauses taken apart into parts that stand alone: the material of event records.

Only what the article asserts: no questions, conditions, wishes, orders; a claim keeps its claimant.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.phrases import CONNECTIVES, Unclear, referent, render
from quizgen.models import Clause, Part

FINITE = {"VBD", "VBZ", "VBP", "MD"}
ASSERTING = {"say", "claim", "think"}  # kinds of cue verb whose content is put forward as true
SUBJECTS = ("nsubj", "nsubj:pass")
LINK_MARKS = {"that"}
HYPOTHETICAL = {"if", "unless", "whether", "lest", "should"}
MOTION = {"go", "come", "travel", "move", "return", "fly", "sail", "march", "flee", "emigrate", "arrive", "leave", "run", "walk", "drive",
          "head", "send", "bring", "take", "carry", "export", "import", "transport", "deploy", "withdraw", "retreat", "invite"}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """A part with what the extractors need to know about it."""

    part: Part
    head: Token
    entity: Entity | None = None
    when: str = ""  # EDTF, for times


@dataclass(frozen=True)
class Event:
    """A clause as asserted by the article: phrases in order, and its frame."""

    head: Token
    phrases: tuple[Phrase, ...]
    base: str
    support: str
    source: str = ""  # claimant
    source_entity: Entity | None = None
    present: bool = False  # true at the time of writing only
    negative: bool = False
    hedge: str = ""

    def by_role(self, role: str) -> Phrase | None:
        return next((phrase for phrase in self.phrases if phrase.part.role == role), None)

    def when(self) -> str:
        return next((phrase.when for phrase in self.phrases if phrase.when), "")

    def clause(self, asked: Phrase | None = None) -> Clause:
        parts = tuple(p.part.model_copy(update={"asked": True}) if p is asked else p.part for p in self.phrases)
        return Clause.model_validate({"parts": parts, "base": self.base, "support": self.support})


def find_events(annotated: Annotated) -> Iterator[Event]:
    """Every clause that can be made to stand alone."""
    for sentence in annotated.sentences():
        if sentence.text.rstrip("”\"’' ").endswith("?"):
            continue
        for token in sentence:
            if _is_clause_head(token):
                try:
                    event = _take_apart(annotated, token)
                except Unclear:
                    continue
                if event is not None:
                    yield event


def _is_clause_head(token: Token) -> bool:
    return token.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "acl:relcl", "advcl") and (
        token.pos_ == "VERB" or any(child.dep_ == "cop" for child in token.children)
    )


def _take_apart(annotated: Annotated, head: Token) -> Event | None:
    group = _verb_group(head)
    if group is None or _hypothetical(head):
        return None
    auxiliaries, negation, finite = group
    subject = _subject(head)
    if subject is None or subject.lower_ in ("there", "it") and subject.dep_ == "expl":
        return None
    source, source_entity = _claimant(annotated, head)
    phrases: list[Phrase] = []
    subject_phrase = _subject_phrase(annotated, head, subject)
    bound, plural = subject_phrase.entity, subject_phrase.part.plural
    verb_phrases, base, support = _verb_phrases(head, auxiliaries, negation, finite, subject_phrase.part.plural)
    children = [child for child in head.children if child.i not in {token.i for token in auxiliaries}]
    if any(child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children) for child in children):
        objects = [child for child in children if child.dep_ in ("obj", "obl", "ccomp", "xcomp")]
        if not objects and head.pos_ == "VERB":
            return None  # "edit and render X": the object of the first verb stands with the second
    leads: list[Phrase] = []
    for child in sorted(children, key=lambda token: token.i):
        phrase = _dependent(annotated, head, child, bound, plural, source != "")
        if phrase is None:
            continue
        (leads if child.i < subject.i and child.sent == subject.sent and head.dep_ != "acl:relcl" else phrases).append(phrase)
    if head.pos_ != "VERB":
        predicate = _predicate(annotated, head, bound, plural)
        phrases = [predicate, *[phrase for phrase in phrases if phrase.head.i > head.i]]
    ordered = [subject_phrase, *verb_phrases, *phrases]
    # A fronted date or place goes behind, where questions want it; one date a clause.
    for lead in leads:
        if lead.part.role in ("time", "place", "oblique"):
            ordered.append(lead)
    if sum(1 for phrase in ordered if phrase.part.role == "time") > 1:
        return None
    if source:
        part = Part(role="lead", text=f"According to {source},")
        ordered.insert(0, Phrase(part, head))
    hedge = " ".join(child.lower_ for child in head.children if child.lower_ in ("reportedly", "allegedly", "apparently", "probably", "perhaps"))
    present = finite.tag_ in ("VBZ", "VBP")
    return Event(
        head, tuple(ordered), base, support, source=source, source_entity=source_entity, present=present, negative=negation is not None, hedge=hedge
    )


def _verb_group(head: Token) -> tuple[list[Token], Token | None, Token] | None:
    """Auxiliaries in order, the negation, and the finite verb; None for infinitives, participles, imperatives."""
    auxiliaries = [child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    negation = next((child for child in head.children if child.lower_ in ("not", "n't", "n’t", "never")), None)
    if any(auxiliary.lower_ == "to" for auxiliary in auxiliaries):
        return None
    finite = next((token for token in (*auxiliaries, head) if token.tag_ in FINITE), None)
    if finite is None and head.dep_ == "conj" and head.tag_ in ("VBN", "VB", "VBG"):
        shared = [child for child in head.head.children if child.dep_ in ("aux", "aux:pass")]
        if shared and shared[0].tag_ in FINITE and not auxiliaries and head.head.tag_ == head.tag_:
            return shared, next((c for c in head.head.children if c.lower_ in ("not", "n't", "n’t")), None), shared[0]
    if finite is None or finite.tag_ == "VBP" and finite is head and not any(child.dep_ in SUBJECTS for child in head.children) and head.dep_ == "ROOT":
        return None
    return auxiliaries, negation, finite


def _hypothetical(head: Token) -> bool:
    """Conditions, wishes, questions, orders, and clauses that stand under such."""
    token = head
    while True:
        marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
        if marks & HYPOTHETICAL:
            return True
        if token.dep_ == "advcl" and token is head:
            return True  # "as the Taliban swept in": a circumstance, asked of its main clause
        if any(child.tag_ in ("WP", "WRB", "WDT") and child.dep_ != "nsubj" and token.dep_ != "acl:relcl" for child in token.children):
            return True
        if token.dep_ in ("ROOT",):
            return False
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            kind = gazetteer.cue_verbs().get(token.head.lemma_)
            if kind not in ASSERTING or any(child.lower_ in ("not", "n't", "n’t", "never") for child in token.head.children):
                return True
            if any(child.lower_ in ("would", "may", "might", "could", "should", "must", "to") for child in token.head.children):
                return True
        elif token.dep_ not in ("conj", "parataxis", "acl:relcl", "advcl"):
            return True
        elif token.dep_ == "acl:relcl" and token is not head:
            return True
        token = token.head


def _subject(head: Token) -> Token | None:
    own = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.tag_ in ("WP", "WDT") and head.dep_ == "acl:relcl":
        comma = any(t.text in (",", "—", "–") for t in head.doc[max(0, own.i - 1) : own.i])
        return head.head if comma and own.lower_ in ("who", "which") else None
    if own is None and head.dep_ == "conj":
        return _subject(head.head) if not any(child.dep_ == "csubj" for child in head.children) else None
    if head.dep_ == "acl:relcl":
        return None
    return own


def _subject_phrase(annotated: Annotated, head: Token, subject: Token) -> Phrase:
    if subject.dep_ in ("csubj", "expl"):
        raise Unclear("clausal subject")
    entity = referent(annotated, subject)
    inside = [child.i for child in subject.children if child.i == head.i or head.is_ancestor(child) and child.dep_ == "acl:relcl"]
    relative = [child.i for child in subject.children if child.dep_ == "acl:relcl"] if head.head is subject else inside
    if entity is not None and not any(child.dep_ == "conj" for child in subject.children) and not _qualified(annotated, subject):
        text = named(entity)
        plural = subject.tag_ in ("NNS", "NNPS") and entity.type == "NORP"
        return Phrase(Part(role="subject", text=text, type=entity_type(entity), plural=plural), subject, entity)
    text = render(annotated, subject, drop=relative, keep_case=True)
    plural = subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
    if len(text.split()) > 18:
        raise Unclear("long subject")
    return Phrase(Part(role="subject", text=text, type=phrase_type(annotated, subject), plural=plural), subject, None)


def _qualified(annotated: Annotated, token: Token) -> bool:
    """The name stands with words that change what is meant: "Taliban leadership", "two Russias", "much of Syria"."""
    mention = annotated.mention_of(token)
    if mention is None:
        return False
    span = mention[1]
    if span.root.i != token.i:
        return True
    inside = range(span.start, span.end)
    return any(
        child.i not in inside and child.dep_ in ("amod", "nmod", "nmod:poss", "nummod", "compound", "acl") and child.ent_type_ != mention[0].type
        and not (child.dep_ == "compound" and gazetteer.is_office(child.lemma_.lower()))
        for child in token.children
    ) and mention[0].type != "PERSON"  # fmt: skip


def named(entity: Entity) -> str:
    """The canonical name, with its article."""
    return f"the {entity.name}" if entity.article and not entity.name.lower().startswith("the ") else entity.name


def entity_type(entity: Entity) -> str:
    """The answer type that decides the question word."""
    if entity.type == "PLACE":
        return "city" if gazetteer.city(entity.name) is not None else "place"
    return {"PERSON": "person", "ORG": "organisation", "COUNTRY": "country", "NORP": "people", "EVENT": "event"}.get(entity.type, "thing")


def phrase_type(annotated: Annotated, token: Token) -> str:
    lemma = token.lemma_.lower()
    if lemma in gazetteer.nouns("person_nouns") or gazetteer.is_office(lemma):
        return "people" if token.tag_ == "NNS" else "person"
    return "group" if lemma in gazetteer.nouns("group_nouns") else "thing"


def _verb_phrases(
    head: Token, auxiliaries: list[Token], negation: Token | None, finite: Token, plural: bool
) -> tuple[list[Phrase], str, str]:
    """First auxiliary and rest of the verb group; else what do-support needs."""
    particles = [child for child in head.children if child.dep_ == "compound:prt"]
    adverbs = [
        child for child in head.children
        if child.dep_ == "advmod" and child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in CONNECTIVES
        and not list(child.children) and child.i > min([token.i for token in auxiliaries] or [head.i - 2])
    ]  # fmt: skip
    words = [_aux_text(token) for token in auxiliaries]
    manner = [child.text.lower() for child in adverbs if not child.is_sent_start]
    rest = [*words[1:], *manner]
    if negation is not None:
        rest.insert(0, "not" if negation.lower_ != "never" else "never")
    if head.pos_ == "VERB":
        rest += [head.text, *[particle.text for particle in particles]]
    if auxiliaries:
        found = [Phrase(Part(role="auxiliary", text=words[0]), auxiliaries[0])]
        if rest:
            found.append(Phrase(Part(role="verb", text=" ".join(rest)), head))
        return found, "", ""
    if negation is not None:  # "never" without an auxiliary
        raise Unclear("negation without auxiliary")
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(finite.tag_)
    if support is None:
        raise Unclear("no finite verb")
    base = " ".join([*manner, head.lemma_, *[particle.text for particle in particles]])
    return [Phrase(Part(role="verb", text=" ".join(rest)), head)], base, support


def _aux_text(token: Token) -> str:
    lower = token.lower_.replace("’", "'")
    full = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "wo": "will", "ca": "can", "sha": "shall"}
    if lower == "'s":
        return "has" if token.lemma_ == "have" else "is"
    if lower == "'d":
        return "had" if token.lemma_ == "have" else "would"
    return full.get(lower, token.lower_)


def _predicate(annotated: Annotated, head: Token, bound: Entity | None, plural: bool) -> Phrase:
    """The nominal or adjectival predicate after the copula, without the clause's other parts."""
    apart = [
        child.i for child in head.children
        if child.dep_ in (*SUBJECTS, "cop", "aux", "advcl", "parataxis", "conj", "mark", "punct", "cc", "obl", "expl", "ccomp", "advmod")
        and not (child.dep_ == "conj" and child.pos_ == head.pos_) and not (child.dep_ in ("cc", "punct", "advmod") and child.i > head.left_edge.i and child.dep_ != "advmod")
        and not (child.dep_ == "advmod" and child.lower_ not in CONNECTIVES and child.lower_ not in ("not", "n't", "n’t"))
    ]  # fmt: skip
    text = render(annotated, head, drop=apart, bound=bound, bound_plural=plural, keep_case=True)
    return Phrase(Part(role="complement", text=text), head, None)


def _dependent(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool, claimed: bool) -> Phrase | None:
    """A part of the clause from one dependent of its verb; None when it can be left out without changing what is said."""
    relation = child.dep_
    if relation in (*SUBJECTS, "cop", "aux", "aux:pass", "punct", "cc", "mark", "conj", "parataxis", "discourse", "vocative", "compound:prt", "expl"):
        return None
    if child.lower_ in ("not", "n't", "n’t", "never"):
        return None
    if relation == "advmod":
        return _adverb(annotated, head, child)
    if relation in ("obj", "iobj"):
        return _nominal(annotated, child, "object", bound, plural)
    if relation in ("obl", "obl:tmod", "obl:unmarked", "obl:npmod", "obl:agent", "nmod", "nmod:unmarked"):
        if head.pos_ != "VERB" and child.i < head.i:
            return None
        return _oblique(annotated, head, child, bound, plural)
    if relation == "xcomp":
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child, referent(annotated, child))
    if relation == "ccomp":
        if any(t.text in ("“", '"') for t in head.doc[max(0, child.left_edge.i - 1) : child.left_edge.i + 1]):
            raise Unclear("quotation as object")
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child)
    if relation == "advcl":
        marks = [c.lower_ for c in child.children if c.dep_ == "mark"]
        purpose = child.tag_ == "VB" and "to" in marks
        if purpose and child.i > head.i:
            try:
                return Phrase(Part(role="complement", text=render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)), child)
            except Unclear:
                return None
        if set(marks) & HYPOTHETICAL:
            raise Unclear("condition")
        return None
    if relation in ("acl", "acl:relcl", "appos", "list", "dep", "nmod:poss", "det", "amod", "compound", "case", "nummod", "flat", "fixed", "nmod:desc"):
        return None if head.pos_ != "VERB" else None
    raise Unclear(f"relation {relation}")


def _adverb(annotated: Annotated, head: Token, child: Token) -> Phrase | None:
    time = annotated.time_at(child)
    if time is not None:
        return _time(annotated, child, time.value, time.vague)
    if child.lower_ in CONNECTIVES or child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in ("early",):
        return None
    if child.lower_ in ("here", "there", "where", "when", "why", "how", "as", "so", "that"):
        raise Unclear(f"adverb: {child.text}")
    if child.i < head.i:
        return None
    return Phrase(Part(role="adverb", text=render(annotated, child)), child)


def _nominal(annotated: Annotated, child: Token, role: str, bound: Entity | None, plural: bool) -> Phrase:
    entity = referent(annotated, child)
    single = not any(c.dep_ == "conj" for c in child.children)
    if entity is not None and single and not _qualified(annotated, child):
        return Phrase(Part.model_validate({"role": role, "text": named(entity), "type": entity_type(entity)}), child, entity)
    text = render(annotated, child, bound=bound, bound_plural=plural)
    if len(text.split()) > 25:
        raise Unclear("long object")
    kind = "number" if _number(child) is not None else phrase_type(annotated, child)
    plural_part = child.tag_ in ("NNS", "NNPS") or not single
    return Phrase(Part.model_validate({"role": role, "text": text, "type": kind, "plural": plural_part}), child)


def _number(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ == "nummod" and child.pos_ == "NUM"), None)


def _oblique(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    preposition = " ".join(
        token.lower_ for case in child.children if case.dep_ == "case" and case.i < child.i
        for token in sorted([case, *[c for c in case.children if c.dep_ == "fixed"]], key=lambda t: t.i)
    )  # fmt: skip
    if preposition == "according to":
        return None
    time = annotated.time_at(child)
    if time is None and annotated.time_at(child.left_edge) is None:
        time = next((annotated.time_at(c) for c in child.children if c.dep_ in ("compound", "nummod") and annotated.time_at(c)), None)
        if time is not None and child.lemma_.lower() not in gazetteer.nouns("time_nouns"):
            time = None
    if time is not None and time.type in ("DATE", "TIME"):
        if preposition in ("", "in", "on", "at", "during", "this"):
            return _time(annotated, child, time.value, time.vague)
        if time.vague or not dates.noun_phrase(time.value):
            raise Unclear(f"time: {time.text}")
        text = dates.noun_phrase(time.value) if time.anchored else render(annotated, child)
        return Phrase(Part(role="oblique", text=text, preposition=preposition, type="date"), child, when=dates.edtf(time.value) if preposition == "since" else "")
    try:
        phrase = _nominal(annotated, child, "oblique", bound, plural)
    except Unclear:
        if preposition in ("amid", "after", "before", "despite", "because of", "due to", "during", "following", "as of", "among", "besides", "like", "unlike", "under"):
            return None  # a circumstance: the rest of the clause says the same without it
        raise
    part = phrase.part.model_copy(update={"preposition": preposition})
    located = phrase.entity is not None and phrase.entity.type in ("PLACE", "COUNTRY")
    if located and preposition in ("in", "at", "near", "on", "off", "outside", "around", "above", "across") and head.lemma_ not in MOTION:
        part = part.model_copy(update={"role": "place"})
    return replace(phrase, part=part)


def _time(annotated: Annotated, child: Token, value: str, vague: bool) -> Phrase | None:
    when = dates.edtf(value)
    if vague:
        return None
    if not when:
        raise Unclear(f"time: {child.text}")
    words = dates.phrase(when)
    preposition, _, text = words.partition(" ")
    return Phrase(Part(role="time", text=text, preposition=preposition, type="date"), child, when=when)


def _claimant(annotated: Annotated, head: Token) -> tuple[str, Entity | None]:
    """Whose claim the clause is, by the innermost attribution that covers it."""
    covering = [a for a in annotated.attributions if head.i in a.content and a.cue.i != head.i]
    if not covering:
        return "", None
    inner = min(covering, key=lambda attribution: len(attribution.content))
    if inner.speaker is None:
        raise Unclear("claim without speaker")
    entity = referent(annotated, inner.speaker)
    if entity is None or _qualified(annotated, inner.speaker):
        text = render(annotated, inner.speaker)
        if not any(token.i in annotated.entity_at for token in inner.speaker.subtree):
            raise Unclear(f"vague speaker: {text}")
        return text, None
    return introduce(entity), entity


def introduce(entity: Entity) -> str:
    """The name with the phrase that places it, when a class cannot be expected to know it."""
    if entity.phrase and not entity.known and len(entity.phrase.split()) <= 12:
        return f"{named(entity)}, {entity.phrase}"
    return named(entity)
