"""Who said what: exact words between quote marks, and reported statements."""

import re
from collections.abc import Iterator

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Attribution
from quizgen.extract.asking import anchors
from quizgen.extract.clauses import gloss, introduce
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import named
from quizgen.extract.pasts import past_of
from quizgen.extract.records import Event, words_of_part
from quizgen.extract.standing import check_definite, referent
from quizgen.extract.unclear import CONTEXTUAL, PAST_SPEECH, UnclearError
from quizgen.models import Quotation

HANGING = {
    "he",
    "she",
    "they",
    "him",
    "them",
    "his",
    "her",
    "hers",
    "their",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "such",
    "so",
}


# Official statements are full of words that commit to nothing and belong to nobody.
COURTESY = re.compile(
    r"(?i)\b(?:committed to|look(?:ing)? forward|pleased|delighted|proud|honou?red|grateful|thank(?:s|ful)?|excited|thrilled|welcome[sd]?|"
    r"work(?:ing)? (?:closely |together|with)|once again|condolences|thoughts and prayers|heartfelt|great (?:opportunity|pleasure|honou?r|job|team)|"
    r"very (?:happy|good|important|special))\b"
)


FEWEST_WORDS, MOST_WORDS = 4, 45
FEWEST_SPOKEN = 9  # of an interview, where short sentences are small talk


def find_quotations(annotated: Annotated) -> Iterator[Quotation]:
    """Quotations of named speakers; those whose words need what stands around them have no anchors, and are not asked."""
    for attribution in annotated.attributions:
        quote = attribution.quote or _spoken(attribution)
        if attribution.speaker is None or quote is None:
            continue
        entity = referent(annotated, attribution.speaker)
        if (
            entity is None
            or entity.type not in ("PERSON", "ORG")
            or (attribution.quote is None and entity.type == "ORG")
        ):
            continue  # an interviewing paper's questions are not its words
        when = _when(annotated, attribution)
        for start, end in _sentences(annotated, quote):
            try:
                words, firm = exact_words(annotated, (start, end), attribution.cue.text == ":"), 2.0
            except UnclearError:
                words, firm = " ".join(annotated.doc[start:end].text.split()).strip(' ,;.:—-"“”'), 0.0
                if not FEWEST_WORDS <= len(words.split()) <= MOST_WORDS or "“" in words:
                    continue
                if attribution.cue.text == ":" and len(words.split()) < FEWEST_SPOKEN:
                    continue
            said = "said:" if not words[:1].islower() else "said that" if firm else "used the words"
            if when:
                said = said.replace("said", f"said {dates.phrase(when)}")
            statement = f"{introduce(entity)}{',' if gloss(entity) else ''} {said} “{words}”"
            yield Quotation(
                speaker=named(entity) if entity.type == "ORG" else entity.name, content=words, exact=True, embedded=words[:1].islower(), when=when, organisation=entity.type == "ORG",
                statement=statement, evidence=sentence_evidence(annotated, annotated.doc[start]), source=entity.name,
                pattern=f"quotation, {attribution.cue.lemma_}", confidence=0.9, anchors=firm,
            )  # fmt: skip


def _spoken(attribution: Attribution) -> tuple[int, int] | None:
    """All that stands behind "NAME:" in an interview, or behind "X said:" and a paragraph break, are the speaker's own words."""
    if attribution.quote is not None or not attribution.content:
        return None
    before = attribution.content[0] - 1
    while before > 0 and attribution.cue.doc[before].is_space:
        before -= 1
    if attribution.cue.doc[before].text != ":":
        return None
    return attribution.content[0], attribution.content[-1] + 1


def _sentences(annotated: Annotated, quote: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The quotation's sentences, each by itself."""
    doc = annotated.doc
    start = quote[0]
    for i in range(quote[0], quote[1]):
        if i > start and doc[i].is_sent_start:
            yield start, i
            start = i
    yield start, quote[1]


def exact_words(annotated: Annotated, quote: tuple[int, int], spoken: bool = False) -> str:
    """The words between the marks, when they are a whole thought that needs nothing from outside.

    `spoken` is talk in an interview, where "I" and "you" and what goes before matter more than in a statement.
    """
    tokens = annotated.doc[quote[0] : quote[1]]
    text = " ".join(tokens.text.split()).strip(" ,;.")
    words = text.split()
    if not 6 <= len(words) <= 30 or "[" in text or "…" in text or "..." in text:
        raise UnclearError("length")
    if not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in tokens):
        raise UnclearError("no finite verb")
    if spoken and (
        words[0] in ("And", "But", "So", "Well", "No", "Yes", "Then", "Also") or tokens[0].tag_ in ("VBN", "VBD", "VB")
    ):
        raise UnclearError("goes on from what was said before")
    for token in tokens:
        check_definite(annotated, token)
        if token.lower_ in CONTEXTUAL and token.dep_ in ("amod", "det"):
            raise UnclearError(f"depends on context: {token.text}")
        if token.lower_ in ("my", "mine", "me", "today", "yesterday", "tomorrow", "tonight"):
            raise UnclearError(f"hangs on speaker or day: {token.text}")
        if spoken and token.lower_ in PAST_SPEECH:
            raise UnclearError("an interview's I and you")
        if (
            token.lower_ in HANGING
            and token.pos_ in ("PRON", "DET", "ADV")
            and not (
                token.lower_ == "that"
                and token.dep_ in ("mark", "nsubj", "obj")
                and token.i > quote[0] + 1
                and token.tag_ in ("IN", "WDT")
            )
        ):
            if token.lower_ in ("there", "it") and token.dep_ == "expl":
                continue
            raise UnclearError(f"pronoun in quotation: {token.text}")
    if COURTESY.search(text):
        raise UnclearError("a courtesy that anybody could have said")
    if tokens.text.rstrip().endswith("?"):
        raise UnclearError("a question")
    if tokens[0].lower_ in ("which", "who", "whose", "because") or (
        text[:1].islower()
        and not (
            tokens[0].dep_ in ("expl", "det", "nsubj", "amod", "compound", "nsubj:pass")
            and any(t.dep_ in ("nsubj", "expl", "nsubj:pass") for t in tokens[:8])
        )
    ):
        raise UnclearError("starts in the middle")
    return text


def _when(annotated: Annotated, attribution: Attribution) -> str:
    """The date of the saying: a time expression that hangs on the cue."""
    for child in attribution.cue.children:
        time = annotated.time_at(child)
        if time is not None and time.type == "DATE" and not time.vague:
            return dates.edtf(time.value)
    return ""


def reported_in_event(annotated: Annotated, event: Event) -> Iterator[Quotation]:
    """What a named speaker is reported to have said, as a clause after "that"."""
    if (told := _told_by_subject(annotated, event)) is not None:
        yield told
        return
    if event.source_entity is None or event.source_entity.type not in ("PERSON", "ORG"):
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
    ):
        return
    verb = past_of(cue.lemma_) if cue.lemma_ in THAT_VERBS else "said"
    content = _backshifted(
        " ".join(words_of_part(phrase.part) for phrase in event.phrases if phrase.part.role != "lead")
    )
    when = next(
        (
            dates.edtf(time.value)
            for child in cue.children
            if (time := annotated.time_at(child)) is not None and not time.vague
        ),
        "",
    )
    if not 6 <= len(content.split()) <= 28 or not verb:
        return
    yield Quotation(
        speaker=speaker.name, content=content, verb=verb, when=when, source=speaker.name, organisation=speaker.type == "ORG",
        statement=f"{introduce(speaker)}{',' if ',' in introduce(speaker) else ''} {verb}{' ' + dates.phrase(when) if when else ''} that {content}.",
        evidence=sentence_evidence(annotated, event.head), pattern=f"reported, {cue.lemma_}", confidence=0.85,
        anchors=anchors(annotated, event, event.phrases[0]),
    )  # fmt: skip


def _backshifted(content: str) -> str:
    """What was said "will" be, reported later: "said that it would". Words between quote marks stand as they are."""
    pieces = re.split(r"(“[^”]*”)", content)
    return "".join(
        piece if piece.startswith("“") else MODAL.sub(lambda match: PAST_MODALS[match[0]], piece) for piece in pieces
    )


PAST_MODALS = {"will": "would", "can": "could", "may": "might"}
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
    content = _backshifted(complement.part.text.removeprefix("that "))
    verb = past_of(cue.lemma_)
    if not 6 <= len(content.split()) <= 28 or not verb or event.by_role("object") is not None:
        return None
    when = event.when()
    return Quotation(
        speaker=subject.entity.name, content=content, verb=verb, when=when, source=subject.entity.name,
        statement=f"{introduce(subject.entity)}{',' if gloss(subject.entity) else ''} {verb}{' ' + dates.phrase(when) if when else ''} that {content}.",
        evidence=sentence_evidence(annotated, cue), pattern=f"reported, {cue.lemma_}", confidence=0.85, anchors=2.0,
    )  # fmt: skip


THAT_VERBS = {"warn", "argue", "claim", "insist", "announce", "predict", "note", "stress", "suggest", "maintain", "confirm", "explain", "report",
              "believe", "complain", "admit", "declare", "acknowledge", "caution", "assert"}  # fmt: skip
