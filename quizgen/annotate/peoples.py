"""Words made of a country's name that do not name the country: its language, and some of its people."""

from quizgen import gazetteer
from quizgen.tokens import Span

LANGUAGE_NOUNS = frozenset({"word", "language", "term", "phrase", "spelling", "pronunciation", "translation", "dialect", "verb", "noun", "alphabet", "speaker"})  # fmt: skip
AGES = frozenset({"old", "middle", "ancient", "medieval", "classical", "modern"})


def is_language(span: Span) -> bool:
    """`(Danish: Grønland)`, "the Dutch word for", "from Old Norse", "spoken in Polish": the language, not the country."""
    doc, last = span.doc, span[-1]
    if not gazetteer.is_demonym(span.text):
        return False
    after = doc[span.end] if span.end < len(doc) else None
    before = doc[span.start - 1] if span.start else None
    if after is not None and (after.text == ":" or after.lemma_.lower() in LANGUAGE_NOUNS):
        return True
    if before is None or last.dep_ in ("amod", "compound") or last.text.endswith("s"):
        return False
    return before.lower_ in AGES or (before.lower_ in ("in", "into", "from") and last.dep_ in ("obl", "nmod"))


def is_some_people(span: Span) -> bool:
    """Danes in "many Danes sailed": some or all of a people, where the name of the country cannot stand."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return (
        gazetteer.is_demonym(span.text)
        and span.text.endswith("s")
        and span.root.pos_ in ("NOUN", "PROPN")
        and span.root.dep_ not in ("compound", "amod", "nmod:desc", "nmod")
        and before != "the"
    )
