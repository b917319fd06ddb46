"""What somebody calls somebody or something: "called the bridge “the best in Norway”", "described by X as ..."."""

from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import named
from quizgen.extract.pasts import past_of
from quizgen.extract.phrases import render
from quizgen.extract.speakers import speaker_at, speaker_of
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.models import Quotation
from quizgen.tokens import Token

CALLING = {"call", "dub", "label", "brand", "term", "nickname"}
DESCRIBING = {"describe", "characterise", "characterize", "denounce", "hail", "portray", "depict"}
FEWEST_WORDS, MOST_WORDS, MOST_ASKED = 2, 40, 20
OPENING, CLOSING = ("“", '"', "‘", "'"), ("”", '"', "’", "'")


def find_epithets(annotated: Annotated) -> Iterator[Quotation]:
    """One fact for each; it is asked where the words stand in quote marks and the thing stands alone."""
    for token in annotated.doc:
        if token.pos_ == "VERB" and token.lemma_ in CALLING | DESCRIBING:
            yield from _epithet(annotated, token)


def _epithet(annotated: Annotated, verb: Token) -> Iterator[Quotation]:
    children = {child.dep_: child for child in reversed(verb.children)}
    named_as = [child for child in verb.children if child.dep_ == "xcomp"]
    passive = "nsubj:pass" in children
    speaker_token = children.get("obl:agent") if passive else children.get("nsubj")
    thing = children.get("nsubj:pass") if passive else children.get("obj")
    if thing is None and verb.lemma_ in CALLING and len(named_as) == 2:
        thing = named_as[0]  # "dubbed the row about the bridge: ..."
    words = _name_of(verb)
    if speaker_token is None or thing is None or words is None or any(c.dep_ == "advmod" and c.lower_ in ("not", "n't", "n’t", "never") for c in verb.children):  # fmt: skip
        return
    if not passive and verb.tag_ not in ("VBD", "VBZ", "VBP") and not any(c.lower_ in ("has", "have", "had") for c in verb.children):  # fmt: skip
        return
    speaker = speaker_at(annotated, speaker_token)
    text, quoted = words
    if speaker is None or not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
        return
    about, firm = _thing(annotated, thing)
    if not about:
        return
    if sum(token.text in '“"' for token in verb.sent) > (1 if "“" in verb.sent.text else 2):
        firm = 0.0  # two phrases of one speaker: either answers
    past = past_of(verb.lemma_)
    link = "" if verb.lemma_ in CALLING else "as "
    yield Quotation(
        speaker=speaker.name, content=text, exact=quoted, naming=verb.lemma_ if quoted else "", about=about, organisation=speaker.organisation, source=speaker.name,
        verb=past, statement=f"{speaker.introduced} {past} {about} {link}{f'“{text}”' if quoted else text}.",
        evidence=sentence_evidence(annotated, verb), pattern=f"epithet, {verb.lemma_}", confidence=0.85, anchors=firm if quoted and speaker.firm and len(text.split()) <= MOST_ASKED else 0.0,
    )  # fmt: skip


def _name_of(verb: Token) -> tuple[str, bool] | None:
    """What it is called, without its quote marks, and whether all of it stood in them."""
    found = [
        child
        for child in verb.children
        if (child.dep_ == "xcomp" and verb.lemma_ in CALLING)
        or (
            verb.lemma_ in DESCRIBING
            and child.dep_ in ("obl", "xcomp", "advcl")
            and any(c.lower_ == "as" for c in child.children)
        )
    ]
    name = found[-1] if found else None
    if name is None or name.i < verb.i or name.pos_ == "VERB":
        return None
    tokens = [token for token in name.subtree if not (token.head is name and token.lower_ == "as" and token.i < name.i)]
    while tokens and tokens[0].text in (":", ","):
        tokens = tokens[1:]
    doc = verb.doc
    start, end = tokens[0].i, tokens[-1].i + 1
    if end - start != len(tokens):
        return None
    before = (start, start - 1) + ((start + 1,) if doc[start].pos_ == "DET" else ())  # "as the “queen of the curve”"
    opened = next((i for i in before if doc[i].text in OPENING), None)
    if opened is not None:
        closed = next((i for i in range(max(opened + 1, start), min(len(doc), opened + 60)) if doc[i].text in CLOSING and not (doc[i].text in "’'" and doc[i].tag_ == "POS")), None)  # fmt: skip
        if closed is None and doc[end - 1].i + 1 >= doc[start].sent.end - 1:
            closed = end  # the quotation goes on behind its first sentence
        if closed is None or (closed + 1 < end and doc[closed + 1].text != ","):
            return None
        return " ".join(doc[opened + 1 : closed].text.split()).strip(" ,;."), True
    if end < len(doc) and doc[end].text == ",":
        return None  # "as a man, hunted by ..."
    text = " ".join(doc[start:end].text.split()).strip(" ,;.")
    return (text, False) if not set(text) & set('“”"') else None


def _thing(annotated: Annotated, token: Token) -> tuple[str, float]:
    """What it is that is called so, and 2 where that stands alone; else its own words, and 0."""
    try:
        entity = referent(annotated, token)
        if entity is not None:
            return named(entity), 2.0 if speaker_of(entity).firm else 0.0
        return render(annotated, token), 2.0
    except UnclearError:
        if token.pos_ == "PRON":
            return "", 0.0
        words = [each for each in token.subtree if not each.is_space]
        return annotated.doc[words[0].i : words[-1].i + 1].text.strip(" ,"), 0.0
