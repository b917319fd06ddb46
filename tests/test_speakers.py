"""Who speaks before a colon, on the engine's own reading of invented news."""

import pytest

from quizgen.annotate.layers import annotate
from quizgen.models import Article, ArticleInfo, Paragraph


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Varga: The harbour of Bergen is safe for ships of every size.", "Varga"),
        ("Left: The harbour of Bergen is safe for ships of every size.", ""),
        ("Photo: The harbour of Bergen is safe for ships of every size.", ""),
    ],
)
def test_a_word_under_a_picture_speaks_to_nobody(line: str, speaker: str) -> None:
    text = f"Edith Varga led the Tern Foundation.\n\n{line}"
    parts = (Paragraph(start=0, end=text.index("\n")), Paragraph(start=text.index("\n") + 2, end=len(text)))
    info = ArticleInfo(id="test", title="An interview with Edith Varga")
    found = annotate(Article(info=info, text=text, paragraphs=parts)).attributions
    assert [each.speaker.text for each in found if each.speaker is not None] == ([speaker] if speaker else [])
