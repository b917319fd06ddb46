"""Where the date of a clause stands, and what else tells when it happened."""

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.nouns import Phrase
from quizgen.extract.parts import time_of
from quizgen.extract.phrases import render
from quizgen.extract.unclear import CONNECTIVES, UnclearError
from quizgen.extract.verbs import (
    SUBJECTS,
)
from quizgen.models import Part
from quizgen.tokens import Token

LIMITING = {"when", "if", "unless", "until", "till", "after", "before", "once", "where", "whenever", "since"}


def dates_last(head: Token, phrases: list[Phrase]) -> list[Phrase]:
    """Dates behind the object or predicate: not "became after 211 the capital"."""
    core = max((i for i, p in enumerate(phrases) if p.part.role in ("object", "complement")), default=0)
    early = [
        phrase for i, phrase in enumerate(phrases)
        if i < core and (phrase.part.type == "date" or phrase.part.role == "time") and any(p.part.role == "subject" for p in phrases[:i])
    ]  # fmt: skip
    if not early or (
        head.pos_ == "VERB"
        and any(eventful(phrase) for phrase in phrases[: core + 1] if phrase.part.role in ("object", "complement"))
    ):
        return phrases
    return [phrase for phrase in phrases if phrase not in early] + early


def shared_time(annotated: Annotated, head: Token) -> Phrase | None:
    """ "In May 1964 a quarrel led to riots, and Panama broke off relations": a date at the head holds for both clauses."""
    if head.dep_ != "conj" or any(child.lower_ in CONNECTIVES for child in head.children):
        return None
    if told_later(head):
        return None
    first = head.head
    subject = next((child for child in first.children if child.dep_ in SUBJECTS), None)
    for child in first.children:
        if subject is not None and child.i < subject.i and (found := time_of(annotated, child)) is not None:
            return found
    return None


LATER = {"later", "then", "afterwards", "afterward", "thereafter", "soon", "subsequently", "eventually", "finally", "until", "since", "ultimately"}  # fmt: skip


def told_later(head: Token) -> bool:
    """ "In 1356 he came and within seven years left": the second verb has a time of its own, or comes after the first."""
    times = gazetteer.nouns("time_nouns")
    return any(
        child.lower_ in LATER
        or (
            child.dep_.startswith("obl")
            and (child.lemma_.lower() in times or any(c.pos_ == "NUM" for c in (child, *child.children)))
        )
        for child in head.children
    )


SIMULTANEOUS = {"as", "when", "while"}


def simultaneous_time(annotated: Annotated, head: Token) -> list[Phrase]:
    """ "The plan failed in May as Sweden withdrew and Norway voted": at the same time; one date, or none."""
    clause = head.head if head.dep_ == "conj" and head.head.dep_ == "advcl" and head.tag_ == head.head.tag_ else head
    if clause.dep_ != "advcl" or (clause is not head and any(c.dep_ in SUBJECTS for c in head.children)):
        return []
    if not any(c.lower_ in SIMULTANEOUS for c in clause.children if c.dep_ in ("mark", "advmod")):
        return []
    return [p for c in clause.head.children if (p := time_of(annotated, c)) is not None][:1]


def limits_of(head: Token) -> list[Token]:
    """The clauses that say when, after or before what something happened."""
    return [
        child
        for child in head.children
        if child.dep_ in ("advcl", "advcl:relcl")
        and any(word.lower_ in LIMITING and word.dep_ in ("mark", "advmod") for word in child.children)
    ]


MOST_LIMIT = 16  # words


def limiting(annotated: Annotated, head: Token, bound: Entity | None, plural: bool) -> Phrase | None:
    """The one clause that tells when it happened, where no date does: "fled after the dam had burst"."""
    limits = limits_of(head)
    if len(limits) != 1 or head.pos_ != "VERB" or not any(c.dep_ in SUBJECTS for c in limits[0].children):
        return None
    try:
        text = render(annotated, limits[0], bound=bound, bound_plural=plural, keep_case=True)
    except UnclearError:
        return None
    if text.lower().startswith("where "):
        return None  # it tells of the place before it
    if text.split()[0].lower() not in LIMITING or not 3 <= len(text.split()) <= MOST_LIMIT:
        return None
    return Phrase(Part(role="complement", type="clause", text=text[:1].lower() + text[1:]), limits[0])


def eventful(phrase: Phrase) -> bool:
    """Whether a date right after this phrase would be read as the date of what it speaks of."""
    return any(
        token.pos_ in ("VERB", "AUX") or (token.pos_ == "NOUN" and (token.lemma_.lower() in gazetteer.nouns("event_nouns") or token.text.endswith("tion")))
        for token in phrase.head.subtree
    )  # fmt: skip
