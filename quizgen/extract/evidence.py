"""The exact sentence that proves a fact."""

from spacy.tokens import Token

from quizgen.annotated import Annotated
from quizgen.models import Evidence


def sentence_evidence(annotated: Annotated, token: Token) -> Evidence:
    """The sentence around a token, as it stands in the article."""
    sentence = token.sent
    start, end = sentence.start_char, sentence.end_char
    text = annotated.article.text
    offset = annotated.offset(start)
    length = annotated.offset(end - 1) + 1 - offset
    span = text[offset : offset + length]
    stripped = span.strip()
    offset += len(span) - len(span.lstrip())
    return Evidence(text=stripped, start=offset, end=offset + len(stripped))
