"""The article with its questions: lines, paragraphs, the key that names them, in PDF and in Word."""

import re
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from deck_samples import canals, items
from test_handout import pages

from quizgen import deck_file
from quizgen.models import Deck, Evidence, KeptParagraph
from quizgen.render.docx import render_docx
from quizgen.render.handout import lay_out, render_handout
from quizgen.render.handout.data import curly

ROOT = Path(__file__).parent.parent


def seed() -> Deck:
    return deck_file.load(ROOT / "decks" / "moscow-talks.toml")


def lines_of(pdf: bytes) -> list[str]:
    """The lines of all pages as they are seen, from top to bottom, columns one after the other; no title, no footer."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        lines = text.get_text_range().replace("\ufffe", "").splitlines()
        found += [line for line in lines if not line.startswith(("Moscow prepares", "Taliban as Washington"))]
    return found


@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"large": True}, {"paper": "letter", "font_size": 13}])
def test_the_key_names_the_line_that_holds_the_answer(options: Any) -> None:
    deck = seed()
    pdf = render_handout(deck, layout=["reading", "key"], **options)
    handout = lay_out(deck, layout=["reading", "key"], **options)
    words = [word for paragraph in handout.articles[0].paragraphs for word in paragraph.words]
    # What the page shows: the words of the article, one line after the other, without the numbers beside them.
    shown, place = [list[str]()], 0
    for line in lines_of(pdf):
        before = place
        for word in line.split():
            if place < len(words) and word == words[place]:
                place += 1
        if place > before:
            shown.append(words[before:place])
    assert place == len(words)
    where = re.findall(r"¶ (\d+), line (\d+)", " ".join(pages(pdf)))
    every = list(items(handout))
    assert len(where) == sum(len(item.places) for item in every)
    told = [(item, spot) for item in every for spot in item.places]
    for (paragraph, line), (_, spot) in zip(where, told, strict=True):
        assert int(paragraph) == spot.paragraph
        assert words[spot.word] in shown[int(line)]
        assert sum(map(len, shown[: int(line)])) <= spot.word < sum(map(len, shown[: int(line) + 1]))


def test_questions_follow_the_text_and_credit_stands_below_it() -> None:
    deck = seed()
    deck = deck.model_copy(update={"questions": deck.questions[::-1]})
    handout = lay_out(deck, layout=["reading"])
    for section in handout.tests[0].sections:
        spots = [item.places[0].paragraph for item in section.items]
        assert spots == sorted(spots), section
    text = " ".join(pages(render_handout(deck, layout=["reading"], licence="CC BY 4.0")))
    assert "19 October 2021 · Written for quizgen from public reports of October 2021 · CC BY 4.0" in text


def test_versions_have_the_article_each() -> None:
    texts = pages(render_handout(seed(), layout=["reading", "key"], versions=2))
    assert sum("Russia will host envoys" in text for text in texts) == 2
    keys = [text for text in texts if text.startswith("Answer key")]
    assert [re.findall(r"Version ([AB])", key)[0] for key in keys] == ["A", "B"]


def test_word_names_paragraphs() -> None:
    import io

    document = docx.Document(io.BytesIO(render_docx(seed(), layout=["reading", "key"])))
    numbered = [p.text for p in document.paragraphs if re.match(r"\d+\t", p.text)]
    assert numbered[0].startswith("1\tRussia will host envoys")
    assert "19 October 2021\nWritten for quizgen from public reports of October 2021" in [
        p.text for p in document.paragraphs
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[0][2] == "Where"
    for _, answer, where, _ in rows[1:]:
        assert re.fullmatch(r"¶ \d+", where), answer


def test_an_answer_that_the_text_says_in_other_words_is_found_by_its_sentence() -> None:
    deck = canals()
    text = "Ships waited [ here ](x) , long. " + deck.facts[0].evidence.text
    moved = deck.facts[0].model_copy(
        update={
            "evidence": Evidence(text=deck.facts[0].evidence.text, start=33, end=33 + len(deck.facts[0].evidence.text))
        }
    )
    article = deck.articles[0].model_copy(
        update={
            "paragraphs": (KeptParagraph(start=0, text="Opening", kind="heading"), KeptParagraph(start=0, text=text))
        }
    )
    asked = deck.questions[0].model_copy(update={"answer": "a century and a half ago", "also_accept": ()})
    made = lay_out(
        deck.model_copy(update={"facts": (moved,), "articles": (article,), "questions": (asked,)}), layout=["reading"]
    )
    (item,) = items(made)
    words = [word for paragraph in made.articles[0].paragraphs for word in paragraph.words]
    assert words[item.places[0].word :][:3] == ["The", "Suez", "Canal"]
    assert item.places[0].paragraph == 1


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        ('He said: "It\'s late," and left.', "He said: “It’s late,” and left."),
        ("the dogs' owners' '90s music", "the dogs’ owners’ ’90s music"),
        ("'Never,' she said", "‘Never,’ she said"),
        ('("a" and "b")', "(“a” and “b”)"),
        ('a board 6" wide', "a board 6″ wide"),
        ('in "1985", then', "in “1985”, then"),
        ("rock 'n' roll", "rock ’n’ roll"),
    ],
)
def test_quote_marks_are_curly(straight: str, typographic: str) -> None:
    assert curly(straight) == typographic
    assert len(curly(straight)) == len(straight)


def test_a_title_that_stands_as_a_heading_too_is_printed_once() -> None:
    deck = seed()
    title = deck.articles[0].title
    headed = (KeptParagraph(start=0, text=title, kind="heading"), *deck.articles[0].paragraphs)
    twice = deck.model_copy(update={"articles": (deck.articles[0].model_copy(update={"paragraphs": headed}),)})
    (article,) = lay_out(twice, layout=("reading",)).articles
    assert all(title not in " ".join(paragraph.words) for paragraph in article.paragraphs)
