"""The parts of a clause: each dependent of its verb as a phrase that stands alone, or UnclearError."""

import re
from dataclasses import dataclass, replace

import lemminflect
from spacy.tokens import Token

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.phrases import CONNECTIVES, UnclearError, referent, render
from quizgen.extract.verbs import HYPOTHETICAL, PRESUPPOSED, SUBJECTS, auxiliary_text, prefix_of
from quizgen.models import Part

CIRCUMSTANCE = {"amid", "after", "before", "despite", "because of", "due to", "during", "following", "among", "besides", "like", "unlike", "under",
                "in", "at", "since", "within", "through", "throughout", "alongside", "across", "beyond", "without", "until"}  # fmt: skip
MOTION = {"go", "come", "travel", "move", "return", "fly", "sail", "march", "flee", "emigrate", "arrive", "leave", "run", "walk", "drive",
          "head", "send", "bring", "take", "carry", "export", "import", "transport", "deploy", "withdraw", "retreat", "invite"}  # fmt: skip
WITH_VERBS = {"present", "provide", "supply", "replace", "fill", "share", "equip", "link", "connect", "compare", "combine", "charge", "credit",
              "entrust", "arm", "reward", "honour", "honor", "associate", "identify", "deal", "collaborate", "cooperate", "merge", "unite", "meet", "compete", "fight",
              "negotiate", "trade", "begin", "start", "end", "play"}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """A part with what the extractors need to know about it."""

    part: Part
    head: Token
    entity: Entity | None = None
    when: str = ""  # EDTF, for times
    coarse: bool = False  # the date is the month of a week: true, but not what one asks for


def named(entity: Entity) -> str:
    """The canonical name, with its article."""
    return f"the {entity.name}" if entity.article and not entity.name.lower().startswith("the ") else entity.name


# What a name's last word says that it is: "the Stirling Prize" is asked for with "which prize".
CLASS_NOUNS = {"prize", "award", "medal", "cup", "championship", "trophy", "treaty", "bridge", "canal", "tower", "cathedral", "palace", "museum",
               "theatre", "theater", "stadium", "festival", "expedition", "mission", "fellowship", "scholarship"}  # fmt: skip


def entity_type(entity: Entity) -> str:
    """The answer type that decides the question word."""
    if entity.type == "PLACE":
        return "city" if gazetteer.city(entity.name) is not None else "place"
    if entity.type in ("OTHER", "EVENT") and entity.name.split()[-1].lower() in CLASS_NOUNS:
        return "named"
    return {"PERSON": "person", "ORG": "organisation", "COUNTRY": "country", "NORP": "people", "EVENT": "event"}.get(
        entity.type, "thing"
    )


def phrase_type(token: Token) -> str:
    lemma = token.lemma_.lower()
    if lemma in gazetteer.nouns("person_nouns") or gazetteer.is_office(lemma):
        return "people" if token.tag_ == "NNS" else "human"
    return "group" if lemma in gazetteer.nouns("group_nouns") else "thing"


def subject_phrase_of(annotated: Annotated, head: Token, subject: Token) -> Phrase:
    if subject.dep_ in ("csubj", "expl"):
        raise UnclearError("clausal subject")
    after = subject.doc[subject.right_edge.i] if subject.right_edge.i > subject.i else subject.nbor()
    if after.tag_ == "POS":
        raise UnclearError("a possessive without its noun")  # "Norway's trade rose and Sweden's fell"
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
        and not qualified(annotated, subject)
    ):
        text = named(entity)
        plural = (subject.tag_ in ("NNS", "NNPS") and entity.type == "NORP") or entity.type == "GROUP"
        part = Part(
            role="subject", text=text, type=entity_type(entity), plural=plural, gloss=_placing(annotated, entity)
        )
        return Phrase(part, subject, entity)
    first = entity if entity is not None and any(child.dep_ == "conj" for child in subject.children) else None
    text = render(annotated, subject, drop=relative, keep_case=subject.head.i == head.i, bound=first)
    plural = subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
    if len(text.split()) > 18:
        raise UnclearError("long subject")
    kind = _list_type(annotated, subject) or phrase_type(subject)
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


def qualified(annotated: Annotated, token: Token) -> bool:
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
    doc = token.doc
    if (
        span.start > 1
        and doc[span.start - 1].dep_ == "cc"
        and doc[span.start - 2].pos_ == "PROPN"
        and token.is_ancestor(doc[span.start - 2])
    ):
        return True  # "the Salt and Verde Rivers"
    inside = range(span.start, span.end)
    return any(
        child.i not in inside and child.dep_ in ("amod", "nmod", "nmod:poss", "nummod", "compound", "acl") and child.ent_type_ != mention[0].type
        and not (child.dep_ == "compound" and gazetteer.is_office(child.lemma_.lower()))
        for child in token.children
    ) and mention[0].type != "PERSON"  # fmt: skip


KEPT = {
    "first",
    "often",
    "sometimes",
    "best",
    "last",
    "twice",
    "once",
    "never",
    "always",
    "only",
    "half",
    "long",
    "largely",
}  # they change what is said


def verb_phrases_of(
    head: Token, auxiliaries: list[Token], negation: Token | None, finite: Token
) -> tuple[list[Phrase], str, str]:
    """First auxiliary and rest of the verb group; else what do-support needs."""
    particles = [child for child in head.children if child.dep_ == "compound:prt"]
    adverbs = [
        child for child in head.children
        if head.pos_ == "VERB" and child.dep_ == "advmod" and child.i < head.i and (child.lower_.endswith("ly") or child.lower_ in KEPT) and child.lower_ not in CONNECTIVES
        and not list(child.children) and child.i > min([token.i for token in auxiliaries] or [head.i - 2])
    ]  # fmt: skip
    words = [auxiliary_text(token) for token in auxiliaries]
    manner = [child.text.lower() for child in adverbs if not child.is_sent_start]
    rest = [*words[1:], *manner]
    if negation is not None:
        rest.insert(0, "not" if negation.lower_ != "never" else "never")
    if head.pos_ == "VERB":
        rest += [prefix_of(head) + head.text, *[particle.text for particle in particles]]
    if len(words) == 1 and words[0] == "had" and head.tag_ == "VBN" and head.pos_ == "VERB":
        # The pluperfect orders two events of the article; a question by itself says it in the simple past.
        simple = lemminflect.getInflection(head.lemma_, "VBD")
        if not simple:
            raise UnclearError("no past form")
        negated = ["not"] if negation is not None else []
        if negated:
            raise UnclearError("negated pluperfect")
        text = " ".join([*manner, prefix_of(head) + str(simple[0]), *[particle.text for particle in particles]])
        base = " ".join([*manner, prefix_of(head) + head.lemma_, *[particle.text for particle in particles]])
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
    base = " ".join([*manner, prefix_of(head) + head.lemma_, *[particle.text for particle in particles]])
    return [Phrase(Part(role="verb", text=" ".join(rest)), head)], base, support


def predicate_of(annotated: Annotated, head: Token, bound: Entity | None, plural: bool) -> Phrase:
    """The nominal or adjectival predicate after the copula, without the clause's other parts."""
    apart = [
        child.i for child in head.children
        if child.dep_ in (*SUBJECTS, "cop", "aux", "advcl", "parataxis", "conj", "mark", "punct", "cc", "obl", "expl", "ccomp", "advmod")
        and not (child.dep_ == "conj" and child.pos_ == head.pos_) and not (child.dep_ in ("cc", "punct", "advmod") and child.i > head.left_edge.i and child.dep_ != "advmod")
        and not (child.dep_ == "advmod" and (child.lower_ not in CONNECTIVES or child.i == head.i - 1) and child.lower_ not in ("not", "n't", "n’t", "never"))
    ]  # fmt: skip
    apart += [child.i for child in head.children if child.i < head.i and annotated.time_at(child) is not None]
    text = render(annotated, head, drop=apart, bound=bound, bound_plural=plural, keep_case=True)
    if re.match(r"(?i)(one|some|part|among|all|the same|like) (of|as)?", text):
        raise UnclearError("one of many")
    return Phrase(Part(role="complement", text=text), head, None)


def part_of(annotated: Annotated, head: Token, child: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    """A part of the clause from one dependent of its verb; None when it can be left out without changing what is said."""
    relation = child.dep_
    if relation in (*SUBJECTS, "cop", "aux", "aux:pass", "punct", "cc", "mark", "conj", "parataxis", "discourse", "vocative", "compound:prt", "expl",
                    "advcl:relcl"):  # fmt: skip
        return None
    if child.lower_ in ("not", "n't", "n’t", "never"):
        return None
    if relation in ("obj", "iobj", "obl:unmarked") and child.i > head.i and _behind_comma(annotated, child):
        return None
    if relation == "advmod" and head.dep_ == "advcl" and child.lower_ in PRESUPPOSED:
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


def _behind_comma(annotated: Annotated, child: Token) -> bool:
    """ "composed Tern Songs, a series of songs": no comma parts a verb from its object, so this is an apposition misread."""
    edge = child.left_edge
    comma = edge.text == "," or (edge.i > 0 and edge.doc[edge.i - 1].text == ",")
    first = edge.doc[edge.i + 1] if edge.text == "," and edge.i + 1 < len(edge.doc) else edge
    return comma and first.lower_ in ("a", "an", "the") and annotated.time_at(child) is None


def _adverb(annotated: Annotated, head: Token, child: Token) -> Phrase | None:
    time = annotated.time_at(child)
    if time is not None:
        return _time(child, time.value, time.vague)
    if child.lower_ in ("here", "there") and not any(c.dep_ in ("obj", "xcomp") for c in head.children):
        raise UnclearError(f"a place is left out: {child.text}")
    if child.lower_ in CONNECTIVES or (
        child.i < head.i and child.lower_.endswith("ly") and child.lower_ not in ("early",)
    ):
        return None
    if child.lower_ in ("here", "there", "where", "when", "why", "how", "as", "so", "that"):
        raise UnclearError(f"adverb: {child.text}")
    if child.i < head.i and child.lower_ in KEPT and head.pos_ != "VERB":
        raise UnclearError(f"adverb: {child.text}")
    if child.i < head.i:
        return None
    return Phrase(Part(role="adverb", text=render(annotated, child)), child)


def _nominal(annotated: Annotated, child: Token, role: str, bound: Entity | None, plural: bool) -> Phrase:
    if child.pos_ == "NUM" or child.lower_ in ("more", "others", "another"):
        raise UnclearError(f"number of what: {child.text}")
    entity = referent(annotated, child)
    single = not any(c.dep_ == "conj" for c in child.children)
    if entity is not None and single and not qualified(annotated, child):
        return Phrase(
            Part.model_validate(
                {
                    "role": role,
                    "text": named(entity),
                    "type": entity_type(entity),
                    "gloss": _larger_place(annotated, child, entity) or _placing(annotated, entity),
                }
            ),
            child,
            entity,
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
    kind = "number" if _number(child) is not None else _list_type(annotated, child) or phrase_type(child)
    plural_part = child.tag_ in ("NNS", "NNPS") or not single
    return Phrase(Part.model_validate({"role": role, "text": text, "type": kind, "plural": plural_part}), child)


def _placing(annotated: Annotated, entity: Entity) -> str:
    """What a report says of a person, for a class that has not read it: "Hale, Norway’s goalkeeper"; not of its main one."""
    if entity.type != "PERSON" or not annotated.report or annotated.is_about(entity) or len(entity.phrase.split()) > 8:
        return ""
    return entity.phrase


def _larger_place(annotated: Annotated, child: Token, entity: Entity) -> str:
    """ "Cambridge, Massachusetts": the state or country that tells a town from others; none for London or Moscow."""
    town, mention = gazetteer.city(entity.name), annotated.mention_of(child)
    if entity.type != "PLACE" or mention is None:
        return ""
    end = mention[1].end
    if end + 1 >= len(child.doc) or child.doc[end].text != ",":
        return ""
    larger = annotated.entity_at.get(end + 1)
    if larger is None or larger is entity or child.doc[end + 1].sent != child.sent:
        return ""
    region = gazetteer.region(larger.name)
    if (region is None and larger.type != "COUNTRY") or gazetteer.is_demonym(child.doc[end + 1].text):
        return ""
    country = region.country if region is not None else larger.name
    return "" if town is not None and town.size == "world" and town.country == country else larger.name


def _render_shortened(annotated: Annotated, root: Token, bound: Entity | None, plural: bool) -> str:
    """The phrase; where a conjunct or a restrictive clause of it is unclear, the phrase without that: still true."""
    try:
        return render(annotated, root, bound=bound, bound_plural=plural)
    except UnclearError:
        extra = [
            c.i
            for c in root.children
            if c.dep_ in ("conj", "cc", "acl", "acl:relcl", "advcl") and c.i > root.i and c.tag_ != "VB"
        ]  # not what for: "a concession to dig a canal"
        if not extra:
            raise
        shortened = render(annotated, root, drop=extra, bound=bound, bound_plural=plural)
        if re.fullmatch(r"an? [a-z]+", shortened):
            raise UnclearError(f"nothing left but {shortened}") from None
        return shortened


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
            return _time(child, time.value, time.vague)
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
        and not any(c.dep_ == "nummod" for c in child.children)
    ):
        if any(c.dep_ == "obj" or (c.dep_ == "obl" and c.i < child.i) for c in head.children):
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


def _time(child: Token, value: str, vague: bool) -> Phrase | None:
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


def time_of(annotated: Annotated, child: Token) -> Phrase | None:
    if child.dep_ not in ("obl", "obl:tmod", "obl:unmarked", "advmod", "nmod:unmarked"):
        return None
    time = annotated.time_at(child)
    if any(
        c.lower_ in ("after", "before", "until", "since", "by", "from", "to")
        for c in child.children
        if c.dep_ == "case"
    ):
        return None  # "After 1945, when ...": not in 1945
    if time is None or time.vague or not dates.phrase(dates.edtf(time.value)):
        return None
    return _time(child, time.value, time.vague)
