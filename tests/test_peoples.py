"""What a country's name is not: its language, some of its people; and which names are said with an article."""

from functools import cache

import pytest

from quizgen.annotate.layers import annotate
from quizgen.annotated import Annotated
from quizgen.models import Article, ArticleInfo, Paragraph


@cache
def read(text: str) -> Annotated:
    info = ArticleInfo(id="test", title="News of the day")
    return annotate(Article(info=info, text=text, paragraphs=(Paragraph(start=0, end=len(text)),)))


@pytest.mark.parametrize(
    ("text", "country", "words"),
    [
        ("Norwegian ships left the harbour. Norway sent a protest.", "Norway", ["Norwegian", "Norway"]),
        ("The Norwegian word for it is older. Norway sent a protest.", "Norway", ["Norway"]),
        ("The song was written in Danish. Denmark printed it on a stamp.", "Denmark", ["Denmark"]),
        ("The Danes sailed at noon. Denmark had paid them.", "Denmark", ["Danes", "Denmark"]),
        ("Many Danes sailed at noon. Denmark had paid them.", "Denmark", ["Denmark"]),
    ],
)
def test_what_names_a_country(text: str, country: str, words: list[str]) -> None:
    found = next(entity for entity in read(text).entities if entity.name == country)
    assert [span.text for span in found.mentions] == words


@pytest.mark.parametrize(
    ("text", "name", "article"),
    [
        ("She joined the Tern Society in May. The Tern Society paid her well.", "Tern Society", True),
        ("She left for Ardmouth. The Ardmouth harbour was closed.", "Ardmouth", False),
        ("The Duke of Ardmouth sailed in May. Norway paid the Duke of Ardmouth.", "Duke of Ardmouth", True),
        ("Mary of Ardmouth sailed in May. Norway paid Mary of Ardmouth.", "Mary of Ardmouth", False),
        ("Ardmouth lies on the coast. The Ardmouth council met in May and Ardmouth grew.", "Ardmouth", False),
    ],
)
def test_article_of_a_name(text: str, name: str, article: bool) -> None:
    found = next(entity for entity in read(text).entities if entity.name == name)
    assert found.article is article


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee Marlow, better known as Ann Stone, sailed in May. Stone died in June.", "Ann Stone"),
        (
            "Ann Marlow was a singer. Until she was fourteen, Marlow was known as Ann Lee Geyer. Marlow died in June.",
            "Ann Marlow",
        ),
    ],
)
def test_one_person_of_two_names_goes_by_the_usual_one(text: str, name: str) -> None:
    assert [entity.name for entity in read(text).entities if entity.type == "PERSON"] == [name]
