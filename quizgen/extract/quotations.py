"""Who said what: exact words between quote marks, and reported statements."""

from collections.abc import Iterator

from quizgen import dates
from quizgen.annotated import Annotated, Attribution
from quizgen.extract.clauses import introduce
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.phrases import UnclearError, referent
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


def find_quotations(annotated: Annotated) -> Iterator[Quotation]:
    """Quotations of named speakers whose words can be understood by themselves."""
    for attribution in annotated.attributions:
        if attribution.speaker is None or attribution.quote is None:
            continue
        entity = referent(annotated, attribution.speaker)
        if entity is None or entity.type not in ("PERSON", "ORG"):
            continue
        try:
            words = exact_words(annotated, attribution.quote)
        except UnclearError:
            continue
        when = _when(annotated, attribution)
        published = annotated.article.info.published
        statement = f"{introduce(entity)}{',' if entity.phrase and not entity.known else ''} said{' ' + dates.phrase(when) if when else ''}: “{words}”"
        yield Quotation(
            speaker=entity.name, content=words, exact=True, when=when or (f"{published:%Y-%m}" if False else ""),
            statement=statement, evidence=sentence_evidence(annotated, attribution.cue), source=entity.name,
            pattern=f"quotation, {attribution.cue.lemma_}", confidence=0.9,
        )  # fmt: skip


def exact_words(annotated: Annotated, quote: tuple[int, int]) -> str:
    """The words between the marks, when they are a whole thought that needs nothing from outside."""
    tokens = annotated.doc[quote[0] : quote[1]]
    text = " ".join(tokens.text.split()).strip(" ,;.")
    words = text.split()
    if not 6 <= len(words) <= 30 or "[" in text or "…" in text or "..." in text:
        raise UnclearError("length")
    if not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in tokens):
        raise UnclearError("no finite verb")
    for token in tokens:
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
            if (token.lower_ in ("there",) and token.dep_ == "expl") or (token.lower_ == "it" and token.dep_ == "expl"):
                continue
            raise UnclearError(f"pronoun in quotation: {token.text}")
    if text[:1].islower():
        raise UnclearError("starts in the middle")
    return text


def _when(annotated: Annotated, attribution: Attribution) -> str:
    """The date of the saying: a time expression that hangs on the cue."""
    for child in attribution.cue.children:
        time = annotated.time_at(child)
        if time is not None and time.type == "DATE" and not time.vague:
            return dates.edtf(time.value)
    return ""
