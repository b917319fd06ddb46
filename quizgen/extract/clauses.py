"""Finite clauses taken apart into parts that stand alone: the material of event records.

Only what the article asserts: no questions, conditions, wishes, orders; a claim keeps its claimant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import lemminflect
from spacy.tokens import Token

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.phrases import CONNECTIVES, MEETINGS, UnclearError, referent, render
from quizgen.models import Clause, Part

FINITE = {"VBD", "VBZ", "VBP", "MD"}
ASSERTING = {"say", "claim", "think"}  # kinds of cue verb whose content is put forward as true
SUBJECTS = ("nsubj", "nsubj:pass")
CIRCUMSTANCE = {"amid", "after", "before", "despite", "because of", "due to", "during", "following", "among", "besides", "like", "unlike", "under",
                "in", "at", "since", "within", "through", "throughout", "alongside", "across", "beyond", "without", "until"}  # fmt: skip
PRESUPPOSED = {"as", "when", "while", "because", "although", "though"}  # what follows them is said to be true
SIMULTANEOUS = {"as", "when", "while"}
HYPOTHETICAL = {"if", "unless", "whether", "lest", "should"}
MOTION = {"go", "come", "travel", "move", "return", "fly", "sail", "march", "flee", "emigrate", "arrive", "leave", "run", "walk", "drive",
          "head", "send", "bring", "take", "carry", "export", "import", "transport", "deploy", "withdraw", "retreat", "invite"}  # fmt: skip

WITH_VERBS = {"present", "provide", "supply", "replace", "fill", "share", "equip", "link", "connect", "compare", "combine", "charge", "credit",
              "entrust", "arm", "reward", "honour", "honor", "associate", "identify", "deal", "collaborate", "cooperate"}  # fmt: skip
GOING = {"go", "come", "sail", "arrive", "happen", "occur", "die"}  # what has no object


@dataclass(frozen=True)
class Phrase:
    """A part with what the extractors need to know about it."""

    part: Part
    head: Token
    entity: Entity | None = None
    when: str = ""  # EDTF, for times
    coarse: bool = False  # the date is the month of a week: true, but not what one asks for


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

    def ranked(self) -> bool:
        """Whether the predicate is a rank: "became the first woman to ..."."""
        return any(
            p.part.role in ("complement", "object")
            and re.match(r"(?:the )?(?:first|only|youngest|oldest|last)\b", p.part.text)
            for p in self.phrases
        )

    def clause(self, asked: Phrase | None = None) -> Clause:
        phrases = self.phrases
        if asked is not None and asked.part.role != "time" and self.ranked():
            phrases = tuple(
                p for p in phrases if p.part.role != "time"
            )  # "the first to win it in 2004": the rank is enough
        parts = tuple(p.part.model_copy(update={"asked": True}) if p is asked else p.part for p in phrases)
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
                except UnclearError:
                    continue
                if event is not None:
                    yield event


def _is_clause_head(token: Token) -> bool:
    return _is_reduced_passive(token) or (
        token.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "acl:relcl", "advcl")
        and (token.pos_ == "VERB" or any(child.dep_ == "cop" for child in token.children))
    )


def _is_reduced_passive(token: Token) -> bool:
    """ "Captured by the Vikings in 866, the city ...", "Lensey, born in 1929, ...": a passive clause without its verb "be"."""
    if (
        token.tag_ != "VBN"
        or token.dep_ not in ("advcl", "acl")
        or any(c.dep_ in ("mark", "aux", "aux:pass", *SUBJECTS) for c in token.children)
    ):
        return False
    edge = token.left_edge.i
    comma_before = edge > 0 and token.doc[edge - 1].text == ","
    return (token.dep_ == "acl" and comma_before) or (
        token.dep_ == "advcl" and token.is_sent_start is True and token.i == token.sent.start
    )


def _take_apart(annotated: Annotated, head: Token) -> Event | None:
    reduced = _is_reduced_passive(head)
    group = ([], None, head) if reduced else _verb_group(head)
    if group is None or (
        _hypothetical(head.head) if reduced and head.dep_ == "advcl" else not reduced and _hypothetical(head)
    ):
        return None
    auxiliaries, negation, finite = group
    subject = _subject(head.head) if reduced and head.dep_ == "advcl" else head.head if reduced else _subject(head)
    if subject is None or any(child.dep_ == "expl" for child in head.children):
        return None
    if subject.i > head.i and subject.head == head and head.pos_ == "VERB":
        return None  # "With him went three friends": inverted, and easily misread
    if head.lemma_ in GOING and any(child.dep_ == "obj" for child in head.children):
        return None  # "With him went three friends", misread
    source, source_entity = _claimant(annotated, head)
    phrases: list[Phrase] = []
    subject_phrase = _subject_phrase(annotated, head, subject)
    bound, plural = subject_phrase.entity, subject_phrase.part.plural
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
    else:
        verb_phrases, base, support = _verb_phrases(head, auxiliaries, negation, finite)
    children = [child for child in head.children if child.i not in {token.i for token in auxiliaries}]
    if any(
        child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children)
        for child in children
    ):
        objects = [child for child in children if child.dep_ in ("obj", "obl", "ccomp", "xcomp")]
        if not objects and head.pos_ == "VERB":
            return None  # "edit and render X": the object of the first verb stands with the second
    leads: list[Phrase] = []
    for child in sorted(children, key=lambda token: token.i):
        mention = annotated.mention_of(child)
        if mention is not None and mention[1].root.i != child.i and mention[1].root.head.i == head.i:
            continue  # the second half of a name that the parser has cut
        phrase = _dependent(annotated, head, child, bound, plural, source != "")
        if phrase is None:
            continue
        (
            leads
            if child.i < subject.i and child.sent == subject.sent and head.dep_ != "acl:relcl" and not reduced
            else phrases
        ).append(phrase)
    if head.pos_ != "VERB":
        predicate = _predicate(annotated, head, bound, plural)
        phrases = [predicate, *[p for p in phrases if p.head.i > head.i or p.part.role == "time"]]
    ordered = [subject_phrase, *verb_phrases, *phrases]
    # A fronted date or place goes behind, where questions want it, unless it would hang on another verb there.
    for lead in leads:
        if lead.part.role == "time" and not source and any(_eventful(phrase) for phrase in phrases):
            ordered.insert(0, lead)
        elif lead.part.role in ("time", "place") or lead.part.type == "date":
            ordered.append(lead)
    ordered = [
        p
        for p in ordered
        if p.part.role != "time" or not any(p.part.text in q.part.text for q in ordered if q is not p)
    ]
    ordered = _dates_last(head, ordered)
    if not any(phrase.when for phrase in ordered) and (shared := _shared_time(annotated, head)) is not None:
        ordered.append(shared)
    if sum(1 for phrase in ordered if phrase.part.role == "time") > 1:
        return None
    if head.pos_ == "VERB" and not any(
        phrase.part.role in ("object", "oblique", "complement", "place", "adverb") for phrase in ordered
    ):
        if any(
            child.dep_ in ("obj", "obl", "obl:agent", "xcomp", "ccomp") and annotated.time_at(child) is None
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
    if head.dep_ == "advcl" and not reduced and not any(phrase.when for phrase in ordered):
        # "The plan failed in May as Sweden withdrew": at the same time
        if any(c.lower_ in SIMULTANEOUS for c in head.children if c.dep_ in ("mark", "advmod")):
            ordered += [p for c in head.head.children if (p := _main_time(annotated, head.head, c)) is not None][:1]
    if head.lemma_ in ("attend", "participate") and not any(p.part.role in ("object", "oblique") for p in ordered):
        if label := _main_meeting(annotated):  # "was invited but did not attend": the meeting of the article
            preposition = "in" if head.lemma_ == "participate" else ""
            ordered.append(Phrase(Part(role="object", text=label, preposition=preposition), head))
    if source:
        part = Part(role="lead", text=f"According to {source},", gloss=gloss(source_entity) if source_entity else "")
        ordered.insert(0, Phrase(part, head))
    _check_repeated(ordered)
    hedge = " ".join(
        child.lower_
        for child in head.children
        if child.lower_ in ("reportedly", "allegedly", "apparently", "probably", "perhaps")
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
    )


def _check_repeated(phrases: list[Phrase]) -> None:
    """Nobody does a thing to himself by name: a person named twice in a clause is a wrong link, or reads like one."""
    text = " ".join(phrase.part.text for phrase in phrases if phrase.part.role != "lead")
    for phrase in phrases:
        entity = phrase.entity
        if entity is not None and entity.type == "PERSON" and text.count(entity.name) > 1:
            raise UnclearError(f"named twice: {entity.name}")


def _dates_last(head: Token, phrases: list[Phrase]) -> list[Phrase]:
    """Dates behind the object or predicate: not "became after 211 the capital"."""
    core = max((i for i, p in enumerate(phrases) if p.part.role in ("object", "complement")), default=0)
    early = [
        phrase for i, phrase in enumerate(phrases)
        if i < core and (phrase.part.type == "date" or phrase.part.role == "time") and any(p.part.role == "subject" for p in phrases[:i])
    ]  # fmt: skip
    if not early or (
        head.pos_ == "VERB"
        and any(_eventful(phrase) for phrase in phrases[: core + 1] if phrase.part.role in ("object", "complement"))
    ):
        return phrases
    return [phrase for phrase in phrases if phrase not in early] + early


def _shared_time(annotated: Annotated, head: Token) -> Phrase | None:
    """ "In May 1964 a quarrel led to riots, and Panama broke off relations": a date at the head holds for both clauses."""
    if head.dep_ != "conj" or any(child.lower_ in CONNECTIVES for child in head.children):
        return None
    first = head.head
    subject = next((child for child in first.children if child.dep_ in SUBJECTS), None)
    for child in first.children:
        if subject is not None and child.i < subject.i and (found := _main_time(annotated, first, child)) is not None:
            return found
    return None


def _eventful(phrase: Phrase) -> bool:
    """Whether a date right after this phrase would be read as the date of what it speaks of."""
    return any(
        token.pos_ in ("VERB", "AUX") or (token.pos_ == "NOUN" and (token.lemma_.lower() in gazetteer.nouns("event_nouns") or token.text.endswith("tion")))
        for token in phrase.head.subtree
    )  # fmt: skip


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
    if finite is None or (
        finite.tag_ == "VBP"
        and finite is head
        and not any(child.dep_ in SUBJECTS for child in head.children)
        and head.dep_ == "ROOT"
    ):
        return None
    return auxiliaries, negation, finite


def _hypothetical(head: Token) -> bool:
    """Conditions, wishes, questions, orders, and clauses that stand under such."""
    token = head
    while True:
        marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
        if marks & HYPOTHETICAL:
            return True
        if (
            token.dep_ == "advcl"
            and token is head
            and not (marks & PRESUPPOSED and any(c.dep_ in SUBJECTS for c in token.children))
        ):
            return True
        if any(
            child.tag_ in ("WP", "WRB", "WDT") and child.dep_ != "nsubj" and token.dep_ != "acl:relcl"
            for child in token.children
        ):
            return True
        if token.dep_ in ("ROOT",):
            return False
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            kind = gazetteer.cue_verbs().get(token.head.lemma_)
            if kind not in ASSERTING or any(
                child.lower_ in ("not", "n't", "n’t", "never") for child in token.head.children
            ):
                return True
            if any(
                child.lower_ in ("would", "may", "might", "could", "should", "must", "to")
                for child in token.head.children
            ):
                return True
        elif token.dep_ not in ("conj", "parataxis", "acl:relcl", "advcl") or (
            token.dep_ == "acl:relcl" and token is not head
        ):
            return True
        token = token.head


def _subject(head: Token) -> Token | None:
    own = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.tag_ in ("WP", "WDT") and head.dep_ == "acl:relcl":
        comma = any(t.text in (",", "—", "–") for t in head.doc[max(0, own.i - 1) : own.i])
        return head.head if comma and own.lower_ in ("who", "which") else None
    if own is None and head.dep_ == "conj" and any(t.dep_ == "acl:relcl" for t in head.doc[head.head.i : head.i]):
        return None  # "signed it with an engineer who had ... and was ...": whose predicate is it?
    if own is None and head.dep_ == "conj":
        return _subject(head.head) if not any(child.dep_ == "csubj" for child in head.children) else None
    if head.dep_ == "acl:relcl":
        return None
    return own


def _subject_phrase(annotated: Annotated, head: Token, subject: Token) -> Phrase:
    if subject.dep_ in ("csubj", "expl"):
        raise UnclearError("clausal subject")
    entity = referent(annotated, subject)
    inside = [
        child.i
        for child in subject.children
        if child.i == head.i or (head.is_ancestor(child) and child.dep_ == "acl:relcl")
    ]
    relative = (
        [child.i for child in subject.children if child.dep_ in ("acl:relcl", "acl")]
        if head.head == subject
        else inside
    )
    if (
        entity is not None
        and not any(child.dep_ == "conj" for child in subject.children)
        and not _qualified(annotated, subject)
    ):
        text = named(entity)
        plural = subject.tag_ in ("NNS", "NNPS") and entity.type == "NORP"
        return Phrase(Part(role="subject", text=text, type=entity_type(entity), plural=plural), subject, entity)
    first = entity if entity is not None and any(child.dep_ == "conj" for child in subject.children) else None
    text = render(annotated, subject, drop=relative, keep_case=True, bound=first)
    plural = subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
    if len(text.split()) > 18:
        raise UnclearError("long subject")
    kind = _list_type(annotated, subject) or phrase_type(annotated, subject)
    return Phrase(Part(role="subject", text=text, type=kind, plural=plural), subject, None)


def _list_type(annotated: Annotated, token: Token) -> str:
    """`countries`, `persons`, `organisations` for a list of nothing but names of one type; else nothing."""
    heads = [token, *[child for child in token.children if child.dep_ == "conj"]]
    entities = [annotated.entity_at.get(head.i) for head in heads]
    kinds = {entity.type for entity in entities if entity is not None}
    if (
        len(heads) < 2
        or None in entities
        or len(kinds) != 1
        or any(_has_modifiers(annotated, head) for head in heads[1:])
    ):
        return ""
    if token.tag_ == "JJ" or any(child.dep_ in ("nmod", "amod") for child in token.children):
        return ""
    return {"COUNTRY": "countries", "PERSON": "persons", "ORG": "organisations"}.get(kinds.pop(), "")


def _qualified(annotated: Annotated, token: Token) -> bool:
    entity = annotated.entity_at.get(token.i)
    if entity is not None and entity.type == "PERSON" and any(child.lower_ == "the" for child in token.children):
        return True  # "the Curies"
    return _has_modifiers(annotated, token)


def _has_modifiers(annotated: Annotated, token: Token) -> bool:
    """The name stands with words that change what is meant: "Taliban leadership", "two Russias", "much of Syria"."""
    if any(child.dep_ == "det" and child.lower_ != "the" for child in token.children):
        return True
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
    return {"PERSON": "person", "ORG": "organisation", "COUNTRY": "country", "NORP": "people", "EVENT": "event"}.get(
        entity.type, "thing"
    )


def phrase_type(annotated: Annotated, token: Token) -> str:
    lemma = token.lemma_.lower()
    if lemma in gazetteer.nouns("person_nouns") or gazetteer.is_office(lemma):
        return "people" if token.tag_ == "NNS" else "human"
    return "group" if lemma in gazetteer.nouns("group_nouns") else "thing"


def _verb_phrases(
    head: Token, auxiliaries: list[Token], negation: Token | None, finite: Token
) -> tuple[list[Phrase], str, str]:
    """First auxiliary and rest of the verb group; else what do-support needs."""
    particles = [child for child in head.children if child.dep_ == "compound:prt"]
    adverbs = [
        child for child in head.children
        if head.pos_ == "VERB" and child.dep_ == "advmod" and child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in CONNECTIVES
        and not list(child.children) and child.i > min([token.i for token in auxiliaries] or [head.i - 2])
    ]  # fmt: skip
    words = [_aux_text(token) for token in auxiliaries]
    manner = [child.text.lower() for child in adverbs if not child.is_sent_start]
    rest = [*words[1:], *manner]
    if negation is not None:
        rest.insert(0, "not" if negation.lower_ != "never" else "never")
    if head.pos_ == "VERB":
        rest += [_prefix(head) + head.text, *[particle.text for particle in particles]]
    if len(words) == 1 and words[0] == "had" and head.tag_ == "VBN" and head.pos_ == "VERB":
        # The pluperfect orders two events of the article; a question by itself says it in the simple past.
        simple = lemminflect.getInflection(head.lemma_, "VBD")
        if not simple:
            raise UnclearError("no past form")
        negated = ["not"] if negation is not None else []
        if negated:
            raise UnclearError("negated pluperfect")
        text = " ".join([*manner, _prefix(head) + str(simple[0]), *[particle.text for particle in particles]])
        base = " ".join([*manner, _prefix(head) + head.lemma_, *[particle.text for particle in particles]])
        return [Phrase(Part(role="verb", text=text), head)], base, "did"
    if auxiliaries:
        found = [Phrase(Part(role="auxiliary", text=words[0]), auxiliaries[0])]
        if rest:
            found.append(Phrase(Part(role="verb", text=" ".join(rest)), head))
        return found, "", ""
    if negation is not None:  # "never" without an auxiliary
        raise UnclearError("negation without auxiliary")
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(finite.tag_)
    if support is None:
        raise UnclearError("no finite verb")
    base = " ".join([*manner, _prefix(head) + head.lemma_, *[particle.text for particle in particles]])
    return [Phrase(Part(role="verb", text=" ".join(rest)), head)], base, support


def _prefix(head: Token) -> str:
    """`co-` of "co-founded": what is glued to the verb by a hyphen."""
    doc, start = head.doc, head.i
    while (
        start > head.sent.start
        and not doc[start - 1].whitespace_
        and (doc[start - 1].text in ("-", "–") or (start < head.i and doc[start].text in ("-", "–")))
    ):
        start -= 1
    return doc[start : head.i].text if start < head.i else ""


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
    apart += [child.i for child in head.children if child.i < head.i and annotated.time_at(child) is not None]
    text = render(annotated, head, drop=apart, bound=bound, bound_plural=plural, keep_case=True)
    if re.match(r"(?i)(one|some|part|among|all|the same|like) (of|as)?", text):
        raise UnclearError("one of many")
    return Phrase(Part(role="complement", text=text), head, None)


def _dependent(
    annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool, claimed: bool
) -> Phrase | None:
    """A part of the clause from one dependent of its verb; None when it can be left out without changing what is said."""
    relation = child.dep_
    if relation in (*SUBJECTS, "cop", "aux", "aux:pass", "punct", "cc", "mark", "conj", "parataxis", "discourse", "vocative", "compound:prt", "expl",
                    "advcl:relcl"):  # fmt: skip
        return None
    if child.lower_ in ("not", "n't", "n’t", "never"):
        return None
    if relation == "advmod":
        return _adverb(annotated, head, child)
    if relation in ("obj", "iobj"):
        return _nominal(annotated, child, "object", bound, plural)
    if relation in ("obl", "obl:tmod", "obl:unmarked", "obl:npmod", "obl:agent", "nmod", "nmod:unmarked"):
        if (
            head.pos_ != "VERB"
            and (child.i < head.i or relation.startswith("nmod"))
            and annotated.time_at(child) is None
        ):
            return None  # inside the predicate
        return _oblique(annotated, head, child, bound, plural)
    if relation == "xcomp" and head.lemma_ == "bear":
        return None  # "was born Maria Skłodowska"
    if relation == "xcomp":
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child, referent(annotated, child))
    if relation == "ccomp":
        if any(t.text in ("“", '"') for t in head.doc[max(0, child.left_edge.i - 1) : child.left_edge.i + 1]):
            raise UnclearError("quotation as object")
        text = render(annotated, child, bound=bound, bound_plural=plural, keep_case=True)
        return Phrase(Part(role="complement", text=text), child)
    if relation == "advcl":
        marks = [c.lower_ for c in child.children if c.dep_ == "mark"]
        purpose = child.tag_ == "VB" and "to" in marks
        if purpose and child.i > head.i:
            try:
                return Phrase(
                    Part(
                        role="complement",
                        text=render(annotated, child, bound=bound, bound_plural=plural, keep_case=True),
                    ),
                    child,
                )
            except UnclearError:
                if any(c.dep_ in ("obj", "obl") for c in head.children):
                    return None
                raise
        if set(marks) & HYPOTHETICAL:
            raise UnclearError("condition")
        return None
    if relation in (
        "acl",
        "acl:relcl",
        "appos",
        "list",
        "dep",
        "nmod:poss",
        "det",
        "amod",
        "compound",
        "case",
        "nummod",
        "flat",
        "fixed",
        "nmod:desc",
    ):
        return None
    raise UnclearError(f"relation {relation}")


def _adverb(annotated: Annotated, head: Token, child: Token) -> Phrase | None:
    time = annotated.time_at(child)
    if time is not None:
        return _time(annotated, child, time.value, time.vague)
    if child.lower_ in ("here", "there") and not any(c.dep_ in ("obj", "xcomp") for c in head.children):
        raise UnclearError(f"a place is left out: {child.text}")
    if child.lower_ in CONNECTIVES or (
        child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in ("early",)
    ):
        return None
    if child.lower_ in ("here", "there", "where", "when", "why", "how", "as", "so", "that"):
        raise UnclearError(f"adverb: {child.text}")
    if child.i < head.i:
        return None
    return Phrase(Part(role="adverb", text=render(annotated, child)), child)


def _nominal(annotated: Annotated, child: Token, role: str, bound: Entity | None, plural: bool) -> Phrase:
    if child.pos_ == "NUM" or child.lower_ in ("more", "others", "another"):
        raise UnclearError(f"number of what: {child.text}")
    entity = referent(annotated, child)
    if entity is not None and entity.type == "COUNTRY" and child.tag_ != "NNPS" and gazetteer.is_demonym(child.text):
        entity = None  # "taught English": the language
    single = not any(c.dep_ == "conj" for c in child.children)
    if entity is not None and single and not _qualified(annotated, child):
        return Phrase(
            Part.model_validate({"role": role, "text": named(entity), "type": entity_type(entity)}), child, entity
        )
    if (
        child.tag_ in ("NN", "NNP")
        and child.i not in annotated.entity_at
        and gazetteer.is_office(child.lemma_.lower())
        and not any(c.dep_ in ("det", "nmod:poss", "nummod") or c.lower_ == "as" for c in child.children)
    ):
        raise UnclearError("title without its bearer")
    text = _render_shortened(annotated, child, bound, plural)
    if len(text.split()) > 25:
        raise UnclearError("long object")
    kind = "number" if _number(child) is not None else _list_type(annotated, child) or phrase_type(annotated, child)
    plural_part = child.tag_ in ("NNS", "NNPS") or not single
    return Phrase(Part.model_validate({"role": role, "text": text, "type": kind, "plural": plural_part}), child)


def _render_shortened(annotated: Annotated, root: Token, bound: Entity | None, plural: bool) -> str:
    """The phrase; where a conjunct or a restrictive clause of it is unclear, the phrase without that: still true."""
    try:
        return render(annotated, root, bound=bound, bound_plural=plural)
    except UnclearError:
        extra = [c.i for c in root.children if c.dep_ in ("conj", "cc", "acl", "acl:relcl", "advcl") and c.i > root.i]
        if not extra:
            raise
        return render(annotated, root, drop=extra, bound=bound, bound_plural=plural)


def _number(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ == "nummod" and child.pos_ == "NUM"), None)


def _oblique(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    preposition = " ".join(
        token.lower_ for case in child.children if case.dep_ == "case" and case.i < child.i
        for token in sorted([case, *[c for c in case.children if c.dep_ == "fixed"]], key=lambda t: t.i)
    )  # fmt: skip
    if preposition == "according to" or any(
        c.lower_ in ("especially", "particularly", "including", "mainly", "notably") for c in child.children
    ):
        return None
    cases = [case.i for case in child.children if case.dep_ == "case" and case.i < child.i]
    if (
        child.lower_ == "turn"
        or any(c.dep_ in ("nsubj", "mark", "cop") for c in child.children)
        or any(t.lower_ == "with" and t.dep_ == "mark" for t in child.subtree)
    ):
        return None
    if cases and max(cases) - min(cases) >= len(cases) and len(cases) > 1:
        return None  # "with forces in disarray": a clause without a verb
    time = annotated.time_at(child)
    if time is None and annotated.time_at(child.left_edge) is None:
        time = next(
            (annotated.time_at(c) for c in child.children if c.dep_ in ("compound", "nummod") and annotated.time_at(c)),
            None,
        )
        if time is not None and child.lemma_.lower() not in gazetteer.nouns("time_nouns"):
            time = None
    if time is not None and time.type in ("DATE", "TIME"):
        if preposition in ("", "in", "on", "at", "during", "this"):
            return _time(annotated, child, time.value, time.vague)
        if time.vague or not dates.noun_phrase(time.value):
            raise UnclearError(f"time: {time.text}")
        text = dates.noun_phrase(time.value) if time.anchored else render(annotated, child)
        return Phrase(
            Part(role="oblique", text=text, preposition=preposition, type="date"),
            child,
            when=dates.edtf(time.value) if preposition == "since" else "",
        )
    if (
        preposition == "with"
        and head.lemma_ not in WITH_VERBS
        and child.i not in annotated.entity_at
        and child.i not in annotated.reference
    ):
        if any(c.dep_ in ("obj", "ccomp", "xcomp") or (c.dep_ == "obl" and c.i < child.i) for c in head.children):
            return None  # "earned a degree with a thesis": how, not what
    try:
        phrase = _nominal(annotated, child, "oblique", bound, plural)
    except UnclearError:
        core = any(c.dep_ in ("obj", "ccomp", "xcomp") for c in head.children) or any(
            c.dep_ == "obl" and c.i != child.i for c in head.children
        )
        negated = any(c.lower_ in ("not", "n't", "n’t", "never") for c in head.children)
        if preposition in CIRCUMSTANCE and core and not negated and head.pos_ == "VERB":
            return None  # a circumstance: the rest of the clause is as true without it
        raise
    part = phrase.part.model_copy(update={"preposition": preposition})
    located = phrase.entity is not None and phrase.entity.type in ("PLACE", "COUNTRY")
    if (
        located
        and preposition in ("in", "at", "near", "on", "off", "outside", "around", "above", "across")
        and head.lemma_ not in MOTION
    ):
        part = part.model_copy(update={"role": "place"})
    return replace(phrase, part=part)


def _time(annotated: Annotated, child: Token, value: str, vague: bool) -> Phrase | None:
    when = dates.edtf(value)
    if any(c.dep_ == "conj" for c in child.children):
        raise UnclearError("several dates")
    if vague:
        return None
    if not when:
        raise UnclearError(f"time: {child.text}")
    words = dates.phrase(when)
    preposition, _, text = words.partition(" ")
    part = Part(role="time", text=text, preposition=preposition, type="date")
    return Phrase(part, child, when=when, coarse="W" in value)


def _main_meeting(annotated: Annotated) -> str:
    """The short name of the one meeting that the article names by its place: "the Moscow talks of October 2021"."""
    labels = {}
    for token in annotated.doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in MEETINGS:
            for child in token.children:
                entity = annotated.entity_at.get(child.i)
                if entity is not None and child.dep_ == "compound" and entity.name in annotated.meetings:
                    month = annotated.meetings[entity.name]
                    labels[entity.name] = f"the {entity.name} {token.lower_} of {dates.words(month)}"
    return next(iter(labels.values())) if len(labels) == 1 else ""


def _main_time(annotated: Annotated, head: Token, child: Token) -> Phrase | None:
    if child.dep_ not in ("obl", "obl:tmod", "obl:unmarked", "advmod", "nmod:unmarked"):
        return None
    time = annotated.time_at(child)
    if time is None or time.vague or not dates.phrase(dates.edtf(time.value)):
        return None
    return _time(annotated, child, time.value, time.vague)


def _claimant(annotated: Annotated, head: Token) -> tuple[str, Entity | None]:
    """Whose claim the clause is, by the innermost attribution that covers it."""
    covering = [a for a in annotated.attributions if head.i in a.content and a.cue.i != head.i]
    if not covering:
        return "", None
    inner = min(covering, key=lambda attribution: len(attribution.content))
    if inner.speaker is None:
        raise UnclearError("claim without speaker")
    entity = referent(annotated, inner.speaker)
    if entity is None or _qualified(annotated, inner.speaker):
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
