"""The engine takes a text of any size and kind; the same text gets the same annotation, whatever stood beside it.

QUIZGEN_LARGE=1 reads 100,000 words, and 10,000 without a full stop, instead of a twentieth of them.
"""

import os
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from quizgen.annotate.engine import LONGEST_CHUNK
from quizgen.annotate.pipeline import load_pipeline, paragraphs
from quizgen.tokens import Doc

SCALE = 20 if os.environ.get("QUIZGEN_LARGE") else 1
SENTENCES = [
    "The harbour of North Haven opened in 1902, and the first ships came from Bergen.",
    "“We waited for years,” said Ann Dale, the mayor. “Now it is here.”",
    "Its builder, the Dale Company, employed 1,200 people (most of them from the U.S.) for three years.",
]


def well_formed(doc: Doc) -> bool:
    """Every sentence has one root, and what every word hangs on leads there."""
    return all(
        sum(token.head.i == token.i for token in sentence) == 1
        and all(sentence.start <= token.head.i < sentence.end for token in sentence)
        for sentence in doc.sents
    )


def test_a_long_text_in_bounded_memory() -> None:
    nlp = load_pipeline()
    text = "\n\n".join(" ".join(SENTENCES) for _ in range(125 * SCALE))
    nlp(text[:2_000])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    doc = nlp(text)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (
        1024 if sys.platform != "darwin" else 2**20
    )
    assert len(doc) > 5_000 * SCALE
    assert well_formed(doc)
    assert grown < 40 + 8 * SCALE  # megabytes


def test_a_long_text_without_a_full_stop() -> None:
    doc = load_pipeline()("the old ships and the new boats of the town " * (50 * SCALE))
    assert len(doc) == 500 * SCALE
    assert well_formed(doc)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_CHUNK


@pytest.mark.parametrize(
    "text", ["🙂🙃🎉 " * 300, "漢字かな混じり文。" * 300, "한국어 문장 " * 300, "é\u0301\u200b\ufffd\x07 " * 99]
)
def test_other_scripts_and_signs(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    assert well_formed(doc)


def read(doc: Doc) -> list[tuple[str, str, str, str, int, str]]:
    """All that is said of each word."""
    return [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc]


def read_anew(text: str) -> list[tuple[str, str, str, str, int, str]]:
    return read(load_pipeline()(text))


def test_the_same_text_alone_in_company_and_in_another_process() -> None:
    nlp = load_pipeline()
    texts = [" ".join(SENTENCES[: 1 + i % 3]) for i in range(6)]
    alone = [read(nlp(text)) for text in texts]
    assert [read(nlp(text)) for text in reversed(texts)] == alone[::-1]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(pool.map(read_anew, texts)) == alone


def test_a_paragraph_alone_is_read_as_in_its_article() -> None:
    nlp = load_pipeline()
    article = nlp("\n\n".join(SENTENCES))
    for sentence in SENTENCES:
        alone = nlp(sentence)
        start = article.text.index(sentence)
        inside = [token for token in article if start <= token.idx < start + len(sentence)]
        assert [(t.tag_, t.dep_, t.lemma_, t.ent_type_) for t in inside] == [
            (t.tag_, t.dep_, t.lemma_, t.ent_type_) for t in alone
        ]


def test_paragraphs_end_at_blank_lines_and_before_list_items() -> None:
    words = ["One", "two", "\n", "three", "\n\n", "four", "\n", "-", "five", "\n", "•", "six"]
    assert paragraphs(words) == [[0, 1, 3], [5], [7, 8], [10, 11]]
