"""What stands in the place of a pronoun or definite phrase, on the engine's own reading of invented news."""

from functools import cache

import pytest

from quizgen.annotate.layers import annotate
from quizgen.annotated import Antecedent
from quizgen.models import Article, ArticleInfo, Paragraph


@cache
def antecedents(text: str) -> dict[str, Antecedent]:
    """Word as it stands (the last of its kind) -> what stands for it."""
    info = ArticleInfo(id="test", title="News of the day")
    read = annotate(Article(info=info, text=text, paragraphs=(Paragraph(start=0, end=len(text)),)))
    return {read.doc[i].text: found for i, found in sorted(read.antecedent.items())}


@pytest.mark.parametrize(
    ("text", "word", "said", "context"),
    [
        (
            "The council of Ardmouth has approved a plan to close the Tern Bridge. The plan will cost four million pounds.",
            "plan",
            "the plan to close the Tern Bridge",
            "placed",
        ),
        (
            "Ann Marlow opened a museum of clocks in Ardmouth. She had collected them for thirty years.",
            "She",
            "Ann Marlow",
            "alone",
        ),
        (
            "A trawler from Ardmouth ran onto the reef. It had left the harbour at noon.",
            "It",
            "the trawler from Ardmouth",
            "placed",
        ),
        (
            "Young seals are born on the beach in June. Visitors may not feed them.",
            "them",
            "young seals",
            "article",
        ),
        (
            "A new law on fishing was passed in May. The law protects young seals.",
            "law",
            "the new law on fishing",
            "article",
        ),
    ],
)
def test_what_stands_for_a_word(text: str, word: str, said: str, context: str) -> None:
    found = antecedents(text)[word]
    assert (found.text, found.context) == (said, context)
    assert 0 < found.odds <= 1
    assert found.head.i < len(found.span.doc)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It rained in Ardmouth for nine days. The harbour was closed.", "It"),
        ("It rained in Ardmouth for nine days. The harbour was closed.", "harbour"),
        ("Ann Marlow and Edith Varga met in Ardmouth. Norway honoured her in 1971.", "her"),
        ("The plan was rejected. A new plan was drawn up.", "plan"),
    ],
)
def test_what_is_left_open(text: str, word: str) -> None:
    assert word not in antecedents(text)


def test_number_and_place() -> None:
    text = "Divers found a bronze bell in the wreck. They believe that it was cast in the seventeenth century."
    found = antecedents(text)["They"]
    assert found.plural
    assert found.span.text == "Divers"
    assert found.head.text == "Divers"
    assert found.entity is None
