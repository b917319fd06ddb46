"""Reported statements that cannot be made to stand alone, in their own words."""

from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.pasts import past_of
from quizgen.extract.reported import MOST_WORDS, report_of
from quizgen.extract.speakers import speaker_at
from quizgen.extract.theories import is_theory
from quizgen.models import Fact, Quotation

FEWEST_KEPT = 3  # words


def kept_reports(annotated: Annotated, found: list[Fact]) -> Iterator[Quotation]:
    """Reported statements that cannot be made to stand alone, in their own words: kept as facts, asked where they are a theory."""
    told = {(fact.source, fact.evidence.start) for fact in found if fact.kind == "quotation"}
    for attribution in annotated.attributions:
        cue, content = attribution.cue, attribution.content
        if attribution.speaker is None or attribution.quote is not None or cue.pos_ != "VERB" or not content:
            continue
        speaker = speaker_at(annotated, attribution.speaker)
        words = [annotated.doc[i] for i in range(content[0], content[-1] + 1)]
        while words and (words[0].is_space or words[0].is_punct or words[0].lower_ == "that"):
            words = words[1:]
        if (
            speaker is None
            or not words
            or len(words) > len(content)
            or not (gazetteer.cue_verbs().get(cue.lemma_) in ("say", "claim") or cue.lemma_ in THINKING)
            or any(child.dep_ in ("advmod", "aux") and child.lower_ in UNSAID for child in cue.children)
            or any(word.text in '“”"\n' or word.lower_ in ("whether", "how", "what", "who", "to") for word in words[:1])
            or not any(word.tag_ in ("VBZ", "VBP", "VBD", "MD") for word in words)
            or not any(word.dep_ in ("nsubj", "nsubj:pass", "expl", "csubj") for word in words)
            or any("\n" in word.text for word in words)
            or [word.lower_ for word in words if word.is_alpha][-1:] in (["there"], ["here"])
        ):
            continue
        evidence = sentence_evidence(annotated, cue)
        text = annotated.doc[words[0].i : words[-1].i + 1].text.strip(" ,;.")
        past = past_of(cue.lemma_)
        if (speaker.name, evidence.start) in told or not past or not FEWEST_KEPT <= len(text.split()) <= MOST_WORDS:
            continue
        lower = text if words[0].pos_ == "PROPN" or words[0].text == "I" else text[:1].lower() + text[1:]
        verb = past if gazetteer.takes_that(cue.lemma_) else "said"
        kept = report_of(annotated, speaker, cue, cue, lower, verb, 0.0)
        known_for = is_theory(annotated, cue, speaker.name, kept.when, words)
        yield kept.model_copy(update={"anchors": 1.0}) if known_for else kept


TELLING = {"tell", "inform", "remind", "assure", "notify"}
THINKING = {
    "believe",
    "think",
    "fear",
    "suspect",
    "expect",
    "estimate",
    "conclude",
    "feel",
    "hope",
}  # what a report knows because it was said
UNSAID = {"not", "n't", "n’t", "never", "would", "could", "should", "might", "may", "must", "to"}
