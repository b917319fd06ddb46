"""Roles that a clause tells: the copula, "served as", "became", "was elected"."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.phrases import render
from quizgen.extract.posts import is_news, is_post, lower_offices, owner_of, possessive
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.records import Event
from quizgen.extract.roles import is_role_noun, role_conjunct
from quizgen.extract.unclear import UnclearError
from quizgen.models import Role
from quizgen.tokens import Token


def roles_of_events(annotated: Annotated, event: Event) -> Iterator[Role]:
    """ "X was the first ...", "X served as ...", "X became ..."."""
    subject = event.by_role("subject")
    if subject is None or subject.entity is None or subject.entity.type != "PERSON" or event.source or event.negative:
        return
    entity = subject.entity
    head = event.head
    noun: Token | None = None
    if head.pos_ == "NOUN" and any(child.dep_ == "cop" for child in head.children):
        noun = head
    elif head.lemma_ in ("serve", "work") or head.lemma_ in ("appoint", "elect", "name", "proclaim", "crown", "choose"):
        noun = next(
            (
                c
                for c in head.children
                if c.dep_ in ("obl", "xcomp", "obj")
                and is_role_noun(c)
                and (c.dep_ != "obl" or any(k.lower_ == "as" for k in c.children))
            ),
            None,
        )
    elif head.lemma_ == "become":
        noun = next((c for c in head.children if c.dep_ in ("xcomp", "obj") and is_role_noun(c)), None)
    if noun is None or not is_role_noun(noun) or noun.tag_ in ("NNS", "NNPS"):
        return
    try:
        drop = [
            c.i
            for c in noun.children
            if c.dep_
            in (
                *(
                    "nsubj",
                    "nsubj:pass",
                    "cop",
                    "aux",
                    "punct",
                    "advcl",
                    "parataxis",
                    "acl:relcl",
                    "case",
                    "advmod",
                    "obl",
                    "appos",
                    "mark",
                ),
            )
        ]
        drop += [c.i for c in noun.children if c.dep_ in ("conj", "cc") and not role_conjunct(c)]
        article = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
        text = render(annotated, noun, drop=[*drop, *[c.i for c in noun.children if c.dep_ == "det"]], bound=entity)
    except UnclearError:
        return
    text = lower_offices(re.sub(r"^(?:and|or)\s+", "", text))
    words = text.split()
    owner = owner_of(annotated, noun, text)
    if not 1 <= len(words) <= 18:
        return
    tokens = list(kept_tokens(annotated, noun, drop))
    if any(token.lower_ in ("his", "her", "their") for token in tokens):
        return
    when = event.when()
    present = any(
        phrase.part.text in ("is", "are", "has", "serves", "works")
        for phrase in event.phrases
        if phrase.part.role in ("verb", "auxiliary")
    )
    past = not present
    if past and not when and is_news(annotated):
        return  # what somebody once was, in a report of what is
    verb = "was" if past else "is"
    if present and not when and is_news(annotated):
        when = f"{annotated.article.info.published:%Y-%m}"
    determiner = (
        ""
        if possessive(text)
        else f"{article} "
        if article in ("the", "a", "an")
        else "the "
        if gazetteer.is_unique_office(noun.lemma_.lower())
        else f"{indefinite(text)} "
    )
    yield Role(
        person=entity.name,
        role=text,
        of=owner,
        as_of=when,
        former=past,
        present=present,
        office=is_post(noun),
        unique=gazetteer.is_unique_office(noun.lemma_.lower()),
        statement=f"{entity.name} {verb} {determiner}{text}.",
        evidence=sentence_evidence(annotated, head),
        pattern=f"clause, {head.lemma_ if head.pos_ == 'VERB' else 'copula'}",
        confidence=0.9,
    )
