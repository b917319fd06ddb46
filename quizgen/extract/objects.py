"""Whether a thing can be asked for with "what": the whole of it, of a verb that has one object at a time."""

import re

from quizgen.annotated import Annotated
from quizgen.extract.nouns import Phrase
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.extract.worth import CAUSING, GAINING, GIVEN, LIGHT, TELLING, named_subject
from quizgen.tokens import Token

REPEATED = {
    "send",
    "receive",
    "give",
    "offer",
    "sell",
    "buy",
    "export",
    "import",
    "announce",
    "demand",
    "promise",
    "publish",
    "bring",
    "deliver",
}


def asks_what(annotated: Annotated, event: Event, phrase: Phrase) -> bool:
    """Whether "What did X found in 1858?" can be asked: a whole thing, of a verb that has one object at a time."""
    part, subject, lemma = phrase.part, event.by_role("subject"), event.head.lemma_
    if event.negative or event.head.pos_ != "VERB" or part.type not in ("thing", "group") or subject is None:
        return False
    if phrase.entity is not None and not (phrase.entity.type == "OTHER" and part.role == "object"):
        return False
    if not 1 <= len(part.text.split()) <= MOST_WORDS or re.search(r"\d", part.text):
        return False
    if any(
        c.dep_ == "appos" and c.i in annotated.entity_at and any(t.text == "," for t in c.doc[phrase.head.i + 1 : c.i])
        for c in phrase.head.children
    ):
        return False  # "the country's highest award, the Tern Prize": the name is the answer
    if part.role == "object":
        if sum(p.part.role in ("object", "complement") for p in event.phrases) > 1:
            return False
        if lemma in GAINING and not any(p.part.role in ("oblique", "place", "adverb") for p in event.phrases):
            return False  # "What did she earn in 2006?"
        if lemma in REPEATED and not event.when() and not event.headed:
            return False  # "What did the fund send to Kenya?": many things, over the years
        if phrase.head.lemma_.lower() in LIGHT or re.fullmatch(r"(?:an?|the) [\w-]+", part.text):
            return False  # "a letter", "the offer": which of them
        if re.match(r"(?:about|over|around|up) ", part.text) or _completed_behind(event, phrase):
            return False
        passive = any(c.dep_ == "aux:pass" for c in event.head.children)
        named = subject.entity is not None or subject.part.type in LISTED or named_subject(annotated, event)
        told = lemma in (GIVEN if passive else TELLING) and named
    else:
        told = part.role == "subject" and lemma in CAUSING and event.by_role("object") is not None
    return told and whole(annotated, phrase.head, part.text)


def _completed_behind(event: Event, phrase: Phrase) -> bool:
    """Whether what follows the object may be said of it and not of the deed: "lifted a warning | against travel to Kenya"."""
    i = next((i for i, p in enumerate(event.phrases) if p is phrase), len(event.phrases))
    rest = [p.part for p in event.phrases[i + 1 :] if p.part.role != "time"]
    after = rest[0] if rest else None
    if after is not None and after.preposition == "in" and after.role == "oblique" and after.type == "organisation":
        return True  # "raised its stake | in the Tern Company"
    if after is None or after.role != "oblique" or after.type == "date":
        return False
    return after.preposition in OF_OBJECTS or (after.preposition == "from" and event.head.lemma_ not in TAKING)


OF_OBJECTS = {"against", "about", "of", "between", "over", "for", "on", "concerning", "regarding"}
TAKING = {"receive", "buy", "borrow", "steal", "import", "win", "demand", "earn", "plagiarise", "plagiarize", "copy", "inherit", "collect",
          "remove", "withdraw", "purchase", "seize", "acquire", "extract", "accept", "request"}  # fmt: skip
MOST_WORDS = 12
LISTED = ("persons", "countries", "organisations")


def whole(annotated: Annotated, root: Token, text: str) -> bool:
    """Whether a phrase says all that the article's does: no second thing of a list, no clause that tells which is left out."""
    try:
        kept = kept_tokens(annotated, root)
    except UnclearError:
        return False
    quoted, before = (
        root.doc[root.left_edge.i : root.right_edge.i + 1].text,
        root.doc[root.sent.start : root.left_edge.i].text,
    )
    if any(each.count('"') % 2 or each.count("“") != each.count("”") for each in (quoted, before)) or text[-1] in "$£€":
        return False  # it begins or ends in the middle of another's words
    said = text.lower()
    return all(
        token.lower_ in said or token.i in annotated.reference
        for token in kept
        if token.dep_ in ("conj", "acl", "acl:relcl", "nmod", "obj", "xcomp", "obl", "advcl") and token.is_alpha
    )
