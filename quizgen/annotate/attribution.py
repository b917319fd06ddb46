"""Who says what: direct, indirect and mixed quotation, “according to”. (Cue lexicon after Krestel et al. 2008; structure
after Pareti 2012: source, cue, content.)"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quizgen import gazetteer
from quizgen.annotated import Attribution

OPENERS, CLOSERS = {"“", '"', "«"}, {"”", '"', "»"}


def quote_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token spans between double quote marks, marks left out. A quotation left open ends with its paragraph."""
    spans, start = [], None
    for token in doc:
        if token.is_space and token.text.count("\n") >= 2:
            if start is not None and token.i > start:
                spans.append((start, token.i))
            start = None
        elif start is None and token.text in OPENERS:
            start = token.i + 1
        elif start is not None and token.text in CLOSERS:
            if token.i > start:
                spans.append((start, token.i))
            start = None
    return spans


def find_attributions(doc: Doc) -> list[Attribution]:
    """One entry per cue with its content, in text order."""
    cues = gazetteer.cue_verbs()
    quotes = quote_spans(doc)
    found = []
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in cues:
            found += _of_cue(token, quotes)
    found += _according_to(doc)
    return sorted(found, key=lambda attribution: attribution.cue.i)


def _of_cue(cue: Token, quotes: list[tuple[int, int]]) -> Iterator[Attribution]:
    speaker = next((child for child in cue.children if child.dep_ == "nsubj"), None)
    if speaker is None and cue.dep_ == "conj":
        speaker = next((child for child in cue.head.children if child.dep_ == "nsubj"), None)
    for child in cue.children:
        if child.dep_ in ("ccomp", "parataxis") and child.i != cue.i:
            content = tuple(token.i for token in child.subtree)
            yield Attribution(speaker, cue, content, _quote_in(content, quotes))
    if cue.dep_ in ("parataxis", "ccomp") and speaker is not None and _reports(cue):
        # "X will win, she said": the cue hangs under what is said
        inside = {token.i for token in cue.subtree}
        content = tuple(token.i for token in cue.head.subtree if token.i not in inside)
        yield Attribution(speaker, cue, content, _quote_in(content, quotes))


def _reports(cue: Token) -> bool:
    """The short inserted clause: the cue, its subject, and nothing that it governs as content."""
    return not any(child.dep_ in ("ccomp", "obj", "mark") for child in cue.children)


def _according_to(doc: Doc) -> Iterator[Attribution]:
    for token in doc[:-2]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            speaker = token.head if token.dep_ in ("case", "fixed") else next((c for c in token.children if c.dep_ in ("obl", "nmod")), None)
            if speaker is None or speaker.i <= token.i:
                continue
            inside = {each.i for each in speaker.subtree}
            content = tuple(each.i for each in speaker.head.subtree if each.i not in inside)
            yield Attribution(speaker, token, content, None)


def _quote_in(content: tuple[int, ...], quotes: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The quotation that makes up most of the content, or starts inside it."""
    covered = set(content)
    best = max(quotes, key=lambda q: len(covered & set(range(*q))), default=None)
    return best if best and covered & set(range(*best)) else None
