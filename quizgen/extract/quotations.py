"""Who said what: exact words between quote marks, and an interviewee's answers."""

from collections.abc import Iterator

from quizgen import dates
from quizgen.annotated import Annotated, Attribution, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import named
from quizgen.extract.pointing import starts_with_pronoun
from quizgen.extract.reported import saying_date
from quizgen.extract.speakers import Speaker, speaker_at, speaker_of
from quizgen.extract.unclear import UnclearError
from quizgen.extract.wording import Wording, exact_words, gapped, names, plain, sentences, whole_thought
from quizgen.models import Quotation

FEWEST_KEPT, MOST_KEPT = 4, 45  # words
FEWEST_SPOKEN = 5  # of an interview, where short sentences are small talk


def find_quotations(annotated: Annotated) -> Iterator[Quotation]:
    """Quotations of named speakers; those whose words need what stands around them have no anchors, and are not asked."""
    for attribution in annotated.attributions:
        quote = attribution.quote or _spoken(attribution)
        speaker = _speaker(annotated, attribution)
        if (
            speaker is None
            or quote is None
            or (attribution.quote is None and (speaker.entity is None or speaker.organisation))
        ):
            continue  # an interviewing paper's questions are not its words
        if _goes_on(annotated, quote):
            continue  # “We will not go,” she said, “until they sign”: half of it is not what she said
        before: tuple[int, int] | None = None
        for sentence in sentences(annotated, quote):
            before_it = before
            before = sentence
            if names(annotated, sentence, speaker.entity):
                continue
            for fact in _quoted(annotated, attribution, speaker, sentence, before_it):
                yield fact
                before = None if fact.anchors else sentence  # what is asked by itself is not asked again with the next


def _goes_on(annotated: Annotated, quote: tuple[int, int]) -> bool:
    """Whether an interrupted quotation goes on behind the cue, in the middle of its sentence."""
    doc, end = annotated.doc, quote[1]
    if end >= len(doc) or doc[end - 1].text not in (",", "—", "–"):
        return False
    rest = [token.i for token in doc[end + 1 : doc[end].sent.end]]
    return any(
        doc[i].text in ("“", '"', "«")
        and i + 1 < len(doc)
        and (doc[i + 1].text[:1].islower() or doc[i + 1].text == "[")
        for i in rest
    )


def _speaker(annotated: Annotated, attribution: Attribution) -> Speaker | None:
    """Who says it, where it is somebody with a name or a description."""
    if attribution.entity is not None:
        return speaker_of(attribution.entity)
    return speaker_at(annotated, attribution.speaker) if attribution.speaker is not None else None


def _quoted(
    annotated: Annotated,
    attribution: Attribution,
    speaker: Speaker,
    sentence: tuple[int, int],
    before: tuple[int, int] | None,
) -> Iterator[Quotation]:
    """One sentence of a quotation as a fact, with the sentence `before` it where only that tells what it speaks of."""
    turn = attribution.entity is not None or attribution.cue.text == ":"
    firm = 2.0 if speaker.firm else 0.0
    try:
        wording = _worded(annotated, sentence, before, speaker.entity, turn)
    except UnclearError:
        wording, firm = Wording(plain(annotated, sentence)), 0.0
        length = len(wording.text.split())
        if (
            (turn and _broken_off(annotated, sentence))
            or not FEWEST_KEPT <= length <= MOST_KEPT
            or "“" in wording.text
            or (turn and length < FEWEST_SPOKEN)
        ):
            return
    near = not firm and not turn and speaker.firm and whole_thought(annotated, sentence)
    words, when = wording.text, saying_date(annotated, attribution.cue)
    said = "said:" if not words[:1].islower() else "said that" if firm else "used the words"
    if when:
        said = said.replace("said", f"said {dates.phrase(when)}")
    about = named(wording.about) if wording.about is not None else ""
    if about:
        said = said.replace("said", f"said of {about}", 1)
    gap, key = gapped(annotated, sentence, words) if firm and words[:1].isupper() else ("", "")
    placed = annotated.headline is not None and (wording.headed or not turn)
    if not wording.headed and (when or about or words[:1].islower() or _in_headline(annotated, speaker.name)):
        placed = False
    yield Quotation(
        speaker=speaker.name, content=words, exact=True, embedded=words[:1].islower(), when=when, near=near,
        organisation=speaker.organisation, about=about, placed=placed, gap=gap, key=key,
        statement=f"{speaker.introduced} {said} “{words}”",
        evidence=sentence_evidence(annotated, annotated.doc[sentence[0]]), source=speaker.name,
        pattern=f"quotation, {attribution.cue.lemma_}", confidence=0.9, anchors=firm,
    )  # fmt: skip


def _broken_off(annotated: Annotated, sentence: tuple[int, int]) -> bool:
    """Words without a finite verb, or that the speaker did not bring to their end."""
    words = annotated.doc[sentence[0] : sentence[1]]
    behind = annotated.doc[sentence[1]].text if sentence[1] < len(annotated.doc) else ""
    finite = any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in words)
    return not finite or words.text.rstrip(' ”"').endswith(("...", "…")) or behind in ("...", "…")


def _in_headline(annotated: Annotated, speaker: str) -> bool:
    """Whether the headline names the speaker, or a part of the name."""
    told = annotated.headline.text.lower().split() if annotated.headline is not None else ()
    return not set(speaker.lower().split()).isdisjoint(told)


def _worded(
    annotated: Annotated, sentence: tuple[int, int], before: tuple[int, int] | None, speaker: Entity | None, turn: bool
) -> Wording:
    try:
        return exact_words(annotated, sentence, speaker, turn)
    except UnclearError:
        if before is None or not starts_with_pronoun(annotated, sentence):
            raise
        joined = before[0], sentence[1]
        if names(annotated, joined, speaker):
            raise
        return exact_words(annotated, joined, speaker, turn)


def _spoken(attribution: Attribution) -> tuple[int, int] | None:
    """An interviewee's answer, and all that stands behind "X said:" and a paragraph break, are the speaker's own words."""
    if attribution.quote is not None or not attribution.content:
        return None
    start, end = attribution.content[0], attribution.content[-1] + 1
    if attribution.entity is not None:
        return start, end
    before = start - 1
    while before > 0 and attribution.cue.doc[before].is_space:
        before -= 1
    return (start, end) if attribution.cue.doc[before].text == ":" else None
