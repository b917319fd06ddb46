"""The exact sentence that proves a fact."""

from quizgen.annotated import Annotated
from quizgen.models import Evidence
from quizgen.tokens import Token


def sentence_evidence(annotated: Annotated, token: Token) -> Evidence:
    """The sentence around a token, as it stands in the article."""
    first = token.sent.start
    if first not in annotated.proofs:
        words = [word for word in token.sent if not word.is_space]
        start = annotated.offset(words[0].idx)
        end = annotated.offset(words[-1].idx + len(words[-1].text) - 1) + 1
        annotated.proofs[first] = Evidence(text=annotated.article.text[start:end], start=start, end=end)
    return annotated.proofs[first]
