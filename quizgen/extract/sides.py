"""Who takes part in an event: the members of a list, both sides of a meeting, the doer of a passive clause."""

import re

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.nouns import Phrase
from quizgen.extract.phrases import render
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.tokens import Token

WITH = {"with", "by", "between", "against", "among"}  # before those who take part
TOGETHER = {
    "join",
    "meet",
    "include",
    "invite",
    "face",
    "defeat",
    "beat",
    "interview",
    "marry",
    "host",
}  # of their objects
HALVES = re.compile(r"(?P<one>North|South|East|West) and (?P<other>North|South|East|West) (?P<name>[A-Z]\w+)")


def sides(annotated: Annotated, event: Event, phrase: Phrase) -> tuple[str, ...]:
    """All that a phrase names of those who take part; nothing where it may not be all, or where nobody acts."""
    part, head = phrase.part, phrase.head
    listed = [head, *[child for child in head.children if child.dep_ == "conj"]]
    if part.role == "subject" and (halves := HALVES.fullmatch(part.text)):
        return f"{halves['one']} {halves['name']}", f"{halves['other']} {halves['name']}"
    if not all(acts(annotated, each) for each in listed):
        return ()
    doer = part.preposition == "by" and any(c.dep_ == "aux:pass" for c in event.head.children)
    if len(listed) == 1:
        the = part.text.startswith("the ") and not any(c.dep_ == "nmod" for c in head.children)
        group = not the and part.role == "subject" and phrase.entity is None and head.tag_ in ("NNS", "NNPS")
        inside = any(token.i in annotated.entity_at and token.text in part.text for token in head.subtree)
        beside = event.when() or event.headed or any(p.entity is not None for p in event.phrases)
        whole = (
            bool(beside) and group and inside and event.head.pos_ == "VERB" and not event.present and not _modal(event)
        )
        return (part.text,) if phrase.entity is None and (doer or whole) else ()
    takes = (
        part.role == "subject" or part.preposition in WITH or (part.role == "object" and event.head.lemma_ in TOGETHER)
    )
    if event.head.lemma_ == "include" and not ((subject := event.by_role("subject")) and acts(annotated, subject.head)):
        return ()  # roles include those of ...
    finite = next((p.part.text for p in event.phrases if p.part.role == "auxiliary"), "")
    if part.role == "subject" and finite in ("was", "is", "has"):
        return ()  # "Hale, 52, and the father of four, was shot": one, not two
    if not takes or head.tag_ == "JJ" or not any(each.i in annotated.entity_at for each in listed):
        return ()
    members = []
    for each in listed:
        try:
            members.append(
                render(annotated, each, drop=[c.i for c in each.children if c.dep_ in ("conj", "cc", "cc:preconj")])
            )
        except UnclearError:
            return ()
    return tuple(members) if re.split(r",? and |, ", re.sub(r"^both ", "", part.text)) == members else ()


def _modal(event: Event) -> bool:
    auxiliary = event.by_role("auxiliary")
    return auxiliary is not None and auxiliary.part.text in (
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "will",
        "would",
    )


def acts(annotated: Annotated, head: Token) -> bool:
    """Whether it is somebody: a person, a body, a country, or a noun for such."""
    entity, lemma = annotated.entity_at.get(head.i), head.lemma_.lower()
    if entity is not None:
        return entity.type in ("PERSON", "ORG", "COUNTRY", "NORP", "GROUP", "PLACE")
    if head.pos_ == "PROPN":
        return True
    lists = (gazetteer.nouns("person_nouns"), gazetteer.nouns("group_nouns"))
    return any(lemma in nouns for nouns in lists) or gazetteer.is_office(lemma)
