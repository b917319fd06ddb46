"""The least that must stand beside a question, by its grammar: nothing, the article's title, or the article."""

from typing import Literal

from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.unclear import UNIQUE
from quizgen.models import Asks, Slot
from quizgen.tokens import Token

DATED = (Slot.TIME, Slot.DURATION)


def context_of(annotated: Annotated, clause: Clause, asked: Asked) -> Literal["alone", "placed", "article"]:
    """`alone` when all that it speaks of is named and an event has its date, `placed` when the title names the rest."""
    title = {word.lower() for word in annotated.article.info.title.replace("’", " ").replace("'", " ").split()}
    needs = 0
    for token in asked.used:
        if (
            token.pos_ == "NOUN"
            and _definite(token)
            and token.lemma_.lower() not in UNIQUE
            and token.lower_ != asked.sort.noun
        ):
            if not _explained(annotated, token):
                needs = max(needs, 1 if token.lower_ in title or token.lemma_.lower() in title else 2)
        entity = annotated.entity_at.get(token.i)
        if entity is not None and entity.type == "PERSON" and " " in entity.name and not _in_full(annotated, token):
            needs = max(needs, 1 if entity.name.split()[-1].lower() in title else 2)
    past = clause.finite is None or clause.finite.tag_ == "VBD"
    dated = any(annotated.time_at(token) is not None for token in asked.used) or asked.slot in DATED
    if past and not dated and annotated.report:
        needs = max(needs, 1)
    named = any(token.pos_ == "PROPN" for token in asked.used) or clause.speaker is not None
    if not named and asked.slot is not Slot.PREDICATE and asked.sort.asks is not Asks.THING:
        needs = max(needs, 1)
    return ("alone", "placed", "article")[needs] if named else ("placed", "placed", "article")[needs]


def _definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "this", "these") for c in token.children if c.dep_ == "det")


def _explained(annotated: Annotated, token: Token) -> bool:
    """Whether a name, a rank or a clause within the phrase says which one."""
    return any(
        t.pos_ == "PROPN"
        or t.i in annotated.entity_at
        or t.tag_ in ("JJS", "RBS")
        or t.dep_ == "acl:relcl"
        or t.lower_ in ("first", "only", "last")
        for t in token.subtree
        if t is not token
    )


def _in_full(annotated: Annotated, token: Token) -> bool:
    mention = annotated.mention_of(token)
    return mention is not None and len(mention[1]) > 1
