"""Our tokenizer gives the words that spaCy's gives for the same rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.articles import SHARED
from quizgen.annotate.tokenizer import load_tokenizer
from training.tokenizer import Treebank

SPACY = Treebank().tokenizer
TEXTS = [
    "Dr. O’Neil didn't pay $39.2bn (about €35m) at 7:30 a.m. on Jan. 3rd; “It's 10 km/h,” she'd said.",
    "U.S.-based firms--and others...they cost 5%-10% more. E.g. A.B. Smith's co-op, i.e. AT&T and 3M.",
    "See https://example.org/a?b=c, or mail ann.dale@example.org! (No: not now.) [1][2] 'Tis so.",
    "  Two  spaces\tand a tab\n\n\nand lines. The end.Next one… etc. 1990s, '68, 1731/32, 10:45p.m. :) <br>",
    "I'm gonna won't've y'all'd've; C++ v2.0 — 12,000–15,000 m². ½ of it—really? “‘Nested’ quotes,” he said.",
    "",
    " ",
    "can't can’t cannot Cannot c'mon o'clock ma'am 'em ’em U.K. U.K.'s a.m.. p.m.) e.g.,",
]  # fmt: skip
SIGNS = "abz AZ09.,;:!?'’\"“”()[]{}-–—…/\\&%$€£@#*+=<>|_ \t\n°²½éßñ漢🙂"


def ours(text: str) -> list[tuple[str, bool]]:
    return list(zip(*load_tokenizer().words(text), strict=True))


def theirs(text: str) -> list[tuple[str, bool]]:
    return [(token.text, bool(token.whitespace_)) for token in SPACY(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_hard_words(text: str) -> None:
    assert ours(text) == theirs(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(SIGNS, max_size=12) | st.sampled_from(" ".join(TEXTS).split()), max_size=12).map(" ".join))
def test_any_text(text: str) -> None:
    assert ours(text) == theirs(text)
    assert "".join(word + " " * space for word, space in ours(text)) == text


@pytest.mark.slow
def test_articles_at_hand() -> None:
    texts = [*SHARED.glob("*/*.txt"), *SHARED.parent.glob("pool/shelf-0[1-7]/*.txt")]
    if not texts:
        pytest.skip(f"no articles beside this checkout ({SHARED})")
    for path in texts:
        text = path.read_text("utf-8")
        assert ours(text) == theirs(text), path.name
