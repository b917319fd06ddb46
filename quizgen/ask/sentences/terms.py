"""Terms that a blank may stand for."""

from collections.abc import Iterator

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.ask.sentences.cuts import ROOM
from quizgen.ask.sentences.spots import Blank, whole
from quizgen.ask.sentences.verbatim import Standing


def terms(annotated: Annotated, standing: Standing) -> Iterator[Blank]:
    """Compounds that the article uses more than once: its terms. "circadian rhythm", never "important role"."""
    doc = annotated.doc
    lowered = doc.text.lower()
    refused = lexicon.words(ROOM, "blank_refuses")
    for token in standing.tokens:
        if (
            token.pos_ != "NOUN"
            or token.ent_type_
            or token.dep_ not in ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "ROOT")
        ):
            continue
        before = [c for c in token.children if c.dep_ in ("compound", "amod") and c.i < token.i and c.left_edge is c]
        others = [
            c for c in token.children if c.dep_ not in ("compound", "amod", "det", "case", "cop", "nsubj", "punct")
        ]
        if not before or others or any(c.dep_ == "punct" for c in token.children):
            continue
        first = min(before, key=lambda c: c.i)
        if len(before) != token.i - first.i or len(before) > 3 or not whole(standing, first, token):
            continue
        words = [doc[i].lower_ for i in range(first.i, token.i + 1)]
        if token.lemma_.lower() in gazetteer.nouns("person_nouns"):
            continue
        if any(word in refused for word in (*words, token.lemma_.lower())) or token.lemma_ in gazetteer.nouns(
            "vague_nouns"
        ):
            continue
        if any(
            doc[i].text[:1].isupper() or doc[i].tag_ in ("JJR", "JJS", "CD", "VBN", "VBG")
            for i in range(first.i, token.i + 1)
        ):
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if after is not None and (after.pos_ in ("NOUN", "PROPN") or after.tag_ == "POS"):
            continue
        phrase = doc.text[first.idx : token.idx + len(token.text)]
        singular = phrase[: len(phrase) - len(token.text)] + token.lemma_
        if lowered.count(singular.lower()) >= 2 and singular.lower() not in annotated.article.info.title.lower():
            yield Blank("term", first.idx, token.idx + len(token.text))
