"""Noun phrases as parts of a clause: names, lists, and described things, each standing on its own."""

import re
from dataclasses import dataclass

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.phrases import render
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.models import Part
from quizgen.tokens import Token


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
               "theatre", "theater", "stadium", "festival", "expedition", "mission", "fellowship", "scholarship", "airport", "island", "river", "lake",
               "park", "castle", "abbey", "temple", "library", "dam", "harbour", "harbor", "tunnel", "railway", "monument", "lighthouse", "peninsula",
               "desert", "glacier", "volcano", "reef", "waterfall", "falls", "strait", "bay", "gulf", "sea", "ocean", "valley", "mosque"}  # fmt: skip


def entity_type(entity: Entity) -> str:
    """The answer type that decides the question word."""
    if entity.type == "PLACE":
        return "city" if gazetteer.city(entity.name) is not None else "place"
    if entity.type in ("OTHER", "EVENT") and entity.name.split()[-1].lower() in CLASS_NOUNS:
        return "named"
    if entity.type == "THING" and entity.mentions:  # a description
        return phrase_type(entity.mentions[0].root)
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
        plural = (subject.tag_ in ("NNS", "NNPS") and entity.type in ("NORP", "THING")) or entity.type == "GROUP"
        kind = entity_type(entity)
        if kind == "place" and entity.name.split()[-1].lower() in CLASS_NOUNS:
            kind = "named"  # "which airport", where a goal or a place is asked with "where"
        part = Part(role="subject", text=text, type=kind, plural=plural, gloss=_placing(annotated, entity))
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
    if any(c.i not in inside and re.fullmatch(r"\d+(?:st|nd|rd|th)", c.text) for c in token.children):
        return True  # "the 116th Congress"
    return any(
        child.i not in inside and not _apart(child) and child.dep_ in ("amod", "nmod", "nmod:poss", "nummod", "compound", "acl") and child.ent_type_ != mention[0].type
        and not (child.dep_ == "compound" and gazetteer.is_office(child.lemma_.lower()))
        for child in token.children
    ) and mention[0].type != "PERSON"  # fmt: skip


def _apart(child: Token) -> bool:
    """Whether it stands in a bracket, or is a participle behind a comma: it says more of the thing, and not which one."""
    edge = child.left_edge
    comma = edge.text == "," or (edge.i > 0 and child.doc[edge.i - 1].text == ",")
    return edge.text == "(" or (child.dep_ == "acl" and comma)


def nominal(annotated: Annotated, child: Token, role: str, bound: Entity | None, plural: bool) -> Phrase:
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
        if re.fullmatch(r"(?:an?|the) [a-z]+", shortened):
            raise UnclearError(f"nothing left but {shortened}") from None
        return shortened


def _number(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ == "nummod" and child.pos_ == "NUM"), None)
