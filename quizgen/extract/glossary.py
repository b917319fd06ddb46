"""The glossary: which role places a person, and whether it is the only one that the article tells."""

import re
from collections.abc import Iterator

from quizgen.annotated import Annotated, Entity
from quizgen.extract.posts import is_news, possessive
from quizgen.models import Fact, Role

KIN = {"wife", "husband", "mother", "father", "son", "daughter", "brother", "sister", "widow", "uncle", "aunt", "nephew", "niece", "cousin",
       "grandfather", "grandmother", "child", "grandson", "granddaughter", "heir", "sibling", "twin", "descendant", "friend", "partner", "pupil", "student", "teacher"}  # fmt: skip


def bare(role: Role) -> bool:
    """A title or profession with nothing that it belongs to: true, but it places nobody."""
    return not role.of and len(role.role.split()) == 1


def told_apart(annotated: Annotated, facts: list[Fact]) -> list[Fact]:
    """Roles of persons of whom the article tells two posts, or a role and whose wife or friend they are, are not `sole`.

    Asked who she was or what post he held, a class may then answer with either. Of the one the article is about, the
    role that it begins with is what is meant.
    """
    related = {
        entity.name
        for entity in annotated.entities
        for span in entity.mentions
        if entity.type == "PERSON"
        and {span.root.head.lemma_.lower(), *(t.lemma_.lower() for t in annotated.doc[max(0, span.start - 2) : span.start])}
        & (KIN | {"marry", "wed"})
    }  # fmt: skip
    leading = {entity.name for entity in _leading(annotated)}
    roles = [fact for fact in facts if fact.kind == "role"]
    about = {entity.name for entity in annotated.entities if entity.type == "PERSON" and annotated.is_about(entity)}

    mentioned = {entity.name: len(entity.mentions) for entity in annotated.entities if entity.type == "PERSON"}

    def sole(role: Role) -> bool:
        own = [r for r in roles if r.person == role.person]
        rivals = [
            r for r in own if r is not role and not bare(r) and (r.former == role.former or not is_news(annotated))
        ]
        if role.office:
            posts = [rival for rival in rivals if rival.of and (rival.office or HEADING.search(rival.role))]
            return role.person not in leading and not posts  # a rank is no post
        if role.person not in about and mentioned.get(role.person, 0) > OFTEN:
            return False  # of whom much is told, much is right
        first = role.person in about and role.evidence.start == min(r.evidence.start for r in own)
        return first or not (rivals or role.person in related)

    return [fact.model_copy(update={"sole": sole(fact)}) if fact.kind == "role" else fact for fact in facts]


HEADING = re.compile(r"\b(?:leader|head|founder|co-founder|owner|chief)\b")
OFTEN = 5  # mentions
LEADING = {"lead", "chair", "head", "command", "direct", "run", "captain", "oversee"}


def _leading(annotated: Annotated) -> Iterator[Entity]:
    """Those who the article says lead something, which is a post of its own: "leads Task Force 50"."""
    for token in annotated.doc:
        if token.lemma_ in LEADING and token.tag_ == "VBN":  # "is led by Commander Hale"
            behind = annotated.doc[token.i + 1 : token.i + 5]
            people = (annotated.entity_at.get(t.i) for t in behind if behind[0].lower_ == "by")
            yield from (entity for entity in people if entity is not None and entity.type == "PERSON")
        if token.lemma_ in LEADING and token.tag_ in ("VBZ", "VBP") and any(c.dep_ == "obj" for c in token.children):
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is None and token.dep_ in ("conj", "acl:relcl"):
                heads = [token.head, *(c for c in token.head.children if c.dep_ == "nsubj")]
                subject = heads[-1]
            if (
                subject is not None
                and (entity := annotated.reference.get(subject.i) or annotated.entity_at.get(subject.i)) is not None
            ):
                yield entity


def placing_phrases(annotated: Annotated, roles: list[Role]) -> None:
    """The glossary: each person's best role becomes the phrase that places him or her."""
    for entity in annotated.entities:
        if entity.type != "PERSON":
            continue
        own = [
            role
            for role in roles
            if role.person == entity.name and not role.former and not bare(role) and len(role.role.split()) <= 10
        ]
        if own:
            best = max(own, key=lambda role: (role.of != "", role.confidence, -len(role.role)))
            entity.phrase = (
                best.role
                if possessive(best.role)
                else best.statement.removesuffix(".").split(" is ", 1)[-1].split(" was ", 1)[-1]
            )
