"""What somebody is reported to have said, in the reporter's words: "said that ..."."""

import re
from collections.abc import Iterator

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Attribution, Entity
from quizgen.extract.asking import anchors
from quizgen.extract.clauses import gloss, introduce
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.fullness import over_nothing
from quizgen.extract.nouns import Phrase
from quizgen.extract.pasts import past_of
from quizgen.extract.records import Event, words_of_part
from quizgen.extract.speakers import SPEAKERS, Speaker, speaker_of
from quizgen.extract.unclear import UnclearError
from quizgen.extract.wording import exact_words
from quizgen.models import Quotation
from quizgen.tokens import Token

FEWEST_WORDS, MOST_WORDS = 6, 28


def reported_in_event(annotated: Annotated, event: Event) -> Iterator[Quotation]:
    """What a named speaker is reported to have said, as a clause after "that"."""
    if (told := _told_by_subject(annotated, event)) is not None:
        yield told
        return
    if event.source_entity is None or event.source_entity.type not in SPEAKERS:
        return
    attribution = min((a for a in annotated.attributions if event.head.i in a.content), key=lambda a: len(a.content))
    speaker = event.source_entity
    cue = attribution.cue
    kind = gazetteer.cue_verbs().get(cue.lemma_)
    if (
        cue.pos_ != "VERB"
        or kind not in ("say", "claim")
        or (
            gazetteer.cue_verbs().get(event.head.lemma_) in ("say", "claim")
            and any(c.dep_ == "ccomp" for c in event.head.children)
        )
        or (event.negative and cue.lemma_ == "deny")
        or not _whole_claim(event.head, attribution)
        or _whose(annotated, event.head, speaker, attribution)
    ):
        return
    verb = past_of(cue.lemma_) if cue.lemma_ in THAT_VERBS else "said"
    if attribution.quote is not None and _asked_exactly(annotated, event.head, attribution, speaker):
        return
    past = event.present and bool(told_date(annotated, cue))
    content = backshifted(
        " ".join(
            "it" if _is_body(phrase, speaker) else _words(event, phrase, past)
            for phrase in event.phrases
            if phrase.part.role != "lead"
        )
    )
    named = {t.i: annotated.entity_at.get(t.i) for phrase in event.phrases for t in phrase.head.subtree}
    names = [entity for entity in named.values() if entity is not None and entity is not speaker]
    if not names or HANGING.search(content) or _says_less(annotated, event, content):
        return
    if not FEWEST_WORDS <= len(content.split()) <= MOST_WORDS or not verb or re.match(r"(?:what|which|who)\b", content):  # fmt: skip
        return
    yield report_of(
        annotated,
        speaker_of(speaker),
        cue,
        event.head,
        content,
        verb,
        anchors(annotated, event, event.phrases[0])
        if speaker.type != "PERSON" or speaker.known or " " in speaker.name
        else 0.0,
    )


def _is_body(phrase: Phrase, speaker: Entity) -> bool:
    """ "Norway said that it was ready": a body that speaks of itself is not named twice."""
    return phrase.part.role == "subject" and phrase.entity is speaker and speaker.type != "PERSON"


def _says_less(annotated: Annotated, event: Event, content: str) -> bool:
    """Whether a condition, a "but", a rank or a clause that tells which was left out, or a first name tells nobody who."""
    words = set(content.lower().split())
    for token in event.head.sent:
        if token.lower_ in ("if", "unless", "first", "only") and token.lower_ not in words:
            return True
    if any(c.dep_ == "conj" and any(g.lower_ == "but" for g in c.children) for c in event.head.children):
        return True
    for phrase in event.phrases:
        for token in phrase.head.subtree if phrase.part.role not in ("verb", "auxiliary", "lead") else ():
            entity = annotated.entity_at.get(token.i)
            if entity is not None and entity.type == "PERSON" and not (entity.known or " " in entity.name):
                return True
            if over_nothing(token):
                return True
            told = (
                token.dep_ == "acl:relcl" and token.i > phrase.head.i and token.doc[token.left_edge.i - 1].text != ","
            )
            if told and token.text not in content and token.left_edge.text != ",":
                return True
    return False


def _asked_exactly(annotated: Annotated, head: Token, attribution: Attribution, speaker: Entity) -> bool:
    """Whether the exact words can be asked for: better than their report."""
    assert attribution.quote is not None
    start, end = max(attribution.quote[0], head.sent.start), min(attribution.quote[1], head.sent.end)
    try:
        return start <= head.i < end and bool(exact_words(annotated, (start, end), speaker).text)
    except UnclearError:
        return False


def _words(event: Event, phrase: Phrase, past: bool) -> str:
    """The phrase; `past` sets the verb back where the day of the saying is told: "said in May that Norway was ready"."""
    words = words_of_part(phrase.part)
    if not past:
        return words
    if phrase.part.role == "auxiliary":
        return PAST_AUXILIARIES.get(words, words)
    if phrase.part.role == "verb" and event.support in ("do", "does"):
        first, _, rest = words.partition(" ")
        shifted = past_of(event.head.lemma_)
        return f"{shifted} {rest}".strip() if shifted and first == event.head.text else words
    return words


PAST_AUXILIARIES = {"is": "was", "are": "were", "has": "had", "have": "had", "does": "did", "do": "did"}


FEWEST_NEAR = 6  # words of what is clear beside the article only
UNDATED = 1.5  # too little for an open question: who said it when is anybody's guess


def report_of(
    annotated: Annotated, speaker: Speaker, cue: Token, head: Token, content: str, verb: str, firm: float
) -> Quotation:
    when, dated = saying_date(annotated, cue), _dated(annotated, cue, content)
    if not dated and not re.search(r"\b(?:1\d|20)\d\d\b", content):
        firm = min(firm, UNDATED)
    return Quotation(
        speaker=speaker.name, content=content, verb=verb, when=when, dated=dated, source=speaker.name,
        organisation=speaker.organisation, near=not firm and speaker.firm and gazetteer.takes_that(cue.lemma_) and _clear_nearby(content),
        statement=f"{speaker.introduced} {verb}{' ' + dates.phrase(when) if when else ''} that {content}.",
        evidence=sentence_evidence(annotated, head), pattern=f"reported, {cue.lemma_}", confidence=0.85, anchors=firm,
    )  # fmt: skip


HANGING = re.compile(
    r"\.\.\.|…|\b(?:he|him|she|they|them|I|we|us|you)\b|\b(\w+(?: \w+){3}),? .*\b\1\b|"
    r"\bthe (?:possibility|situation|matter|issue|request|idea|plan|proposal|decision|move|case|problem)$"
)


def told_date(annotated: Annotated, cue: Token) -> str:
    """The date of the saying for a question: what a report tells was said in its month, or in its year where that began
    some days before."""
    when, day = saying_date(annotated, cue), annotated.article.info.published
    if when or day is None or not annotated.report or cue.tag_ not in ("VBD", "VBZ"):
        return when
    if any(annotated.time_at(token) is not None for child in cue.children if child.dep_ in ("obl", "obl:tmod", "advmod", "advcl", "obl:unmarked") for token in child.subtree):  # fmt: skip
        return ""
    return f"{day:%Y-%m}" if day.day > EARLY else f"{day:%Y}" if day.month > 1 else ""


def _dated(annotated: Annotated, cue: Token, content: str) -> str:
    """The date of the saying; the report's own month only where what is said has no date."""
    if re.search(r"\b(?:1\d|20)\d\d\b", content):
        return saying_date(annotated, cue)
    return told_date(annotated, cue)


EARLY = 4  # days into a month, whose news is of the month before


def saying_date(annotated: Annotated, cue: Token) -> str:
    """The date of the saying: a time expression that hangs on the cue."""
    return next(
        (
            dates.edtf(time.value)
            for child in cue.children
            if (time := annotated.time_at(child)) is not None and time.type == "DATE" and not time.vague
        ),
        "",
    )


def _whole_claim(head: Token, attribution: Attribution) -> bool:
    """Whether the clause is said as such: the head of what is said or joined to it, not part of a thought, a reason or an
    alternative within it."""
    if any(child.lower_ == "or" for token in (head, *head.children) for child in token.children if child.dep_ == "cc"):
        if any(child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ") for child in head.children):
            return False
    content = set(attribution.content)
    if attribution.quote is not None and any(
        child.lower_ == "that" and child.dep_ == "mark" and attribution.quote[0] < child.i < attribution.quote[1]
        for child in head.children
    ):
        return False  # a thought within what is quoted
    token = head
    while token.dep_ == "conj" and token.head.i in content:
        if any(child.dep_ == "cc" and child.lower_ == "or" for child in token.children):
            return False
        token = token.head
    if token.dep_ == "advcl" and any(c.lower_ in ("while", "although", "though") for c in token.children):
        token = token.head  # granted, and so said
    return token.dep_ == "root" or token.head is token or token.head.i not in content


def _whose(annotated: Annotated, head: Token, speaker: Entity, attribution: Attribution) -> bool:
    """ "Hale said his son had left": outside quote marks "he" may be the speaker, and a link to another man a mistake."""
    if speaker.type != "PERSON":
        return False
    quote = range(*attribution.quote) if attribution.quote is not None else range(0)
    told = [
        annotated.entity_at[t.i]
        for t in head.subtree
        if t.i in annotated.entity_at and t.dep_ in ("nsubj", "nsubj:pass")
    ]
    for token in head.subtree:
        if token.lower_ in ("he", "him", "his", "she", "her") and token.i not in quote:
            meant = annotated.reference.get(token.i)
            named_here = any(entity is meant for entity in told) and token.dep_ == "nmod:poss"
            if meant is None or meant is speaker or named_here:
                continue
            if not speaker.gender or speaker.gender == meant.gender:
                return True
    return False


def backshifted(content: str) -> str:
    """What was said "will" be, reported later: "said that it would". Words between quote marks stand as they are."""
    pieces = re.split(r"(“[^”]*”)", re.sub(r'"([^"]*)"', r"“\1”", content))
    return "".join(
        piece if piece.startswith("“") else MODAL.sub(lambda match: PAST_MODALS[match[0]], piece) for piece in pieces
    )


PAST_MODALS = {"will": "would", "can": "could", "may": "might"}


def _clear_nearby(content: str) -> bool:
    """Whether what is reported is clear to whoever has the article: long enough, and no pronoun left in it."""
    opens = re.match(r"(?:th(?:is|at|ese|ose)|its?|his|her|their|\w+ed)\b", content)
    return len(content.split()) >= FEWEST_NEAR and HANGING.search(content) is None and opens is None


MODAL = re.compile(r"(?<![-’'])\b(?:will|can|may)\b(?![-’'])")


def _told_by_subject(annotated: Annotated, event: Event) -> Quotation | None:
    """The clause of the cue itself: "Marlow warned that “nobody need run” to sell the mill"."""
    subject, complement = event.by_role("subject"), event.by_role("complement")
    cue = event.head
    if (
        subject is None
        or subject.entity is None
        or subject.entity.type != "PERSON"
        or complement is None
        or event.negative
        or event.source
    ):
        return None
    if complement.head.dep_ != "ccomp" or cue.lemma_ not in THAT_VERBS | {"say"} or "“" not in complement.part.text:
        return None  # without quoted words the content is an event of its own
    content = backshifted(complement.part.text.removeprefix("that "))
    verb = past_of(cue.lemma_)
    if not FEWEST_WORDS <= len(content.split()) <= MOST_WORDS or not verb or event.by_role("object") is not None:
        return None
    when = event.when()
    return Quotation(
        speaker=subject.entity.name, content=content, verb=verb, when=when, dated=when or _dated(annotated, cue, content), source=subject.entity.name,
        statement=f"{introduce(subject.entity)}{',' if gloss(subject.entity) else ''} {verb}{' ' + dates.phrase(when) if when else ''} that {content}.",
        evidence=sentence_evidence(annotated, cue), pattern=f"reported, {cue.lemma_}", confidence=0.85, anchors=2.0,
    )  # fmt: skip


THAT_VERBS = {"warn", "argue", "claim", "insist", "announce", "predict", "note", "stress", "suggest", "maintain", "confirm", "explain", "report",
              "believe", "complain", "admit", "declare", "acknowledge", "caution", "assert"}  # fmt: skip
