"""The deck as a file: typed by hand, of the first edition, in several contexts."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_backend import import_package, note_of, schedule, sides, study
from click.testing import CliRunner
from deck_samples import canals, question

from quizgen import deck_file
from quizgen.cli import main
from quizgen.deck_file.first_edition import PREFIX
from quizgen.errors import DeckError
from quizgen.models import Deck, Evidence, KeptArticle, KeptParagraph, Question
from quizgen.placing import is_report, placing_line, sentence_before, tells, within
from quizgen.render.anki import render_anki
from quizgen.render.anki_notes import FIELDS, anki_notes
from quizgen.study.items import items_of

OLD = Path(__file__).parent / "decks" / "moscow-talks-0.1.toml"
TITLE = "Moscow prepares to receive the Taliban as Washington stays at home"
OWN = """title = "Rivers"

[[questions]]
# mine
stem = "Which river flows through Elling?"
answer = "the Tarn"

[[questions]]
stem = "The Tarn rises in ____."
answer = "Bergen"
context = "article"

[[questions]]
form = "short"
stem = "Which lake lies above Elling?"
answer = "Lake Vik"
distractors = ["Lake Orm", "Lake Hale", "Lake Finch"]

[[articles]]
id = "rivers"
title = "Rivers of the north"
published = "2023-05-12"
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def titled(deck: Deck) -> Deck:
    """A deck of today as 0.1 had it: the title in the stem."""
    old = {q.id: q for q in deck_file_data()}
    return deck.model_copy(
        update={
            "questions": tuple(
                q.model_copy(update={"stem": old[q.id].stem, "context": "alone", "changed": old[q.id].changed})
                for q in deck.questions
            )
        }
    )


def deck_file_data() -> tuple[object, ...]:
    """The questions of the old file as they stand there."""
    import tomllib

    data = tomllib.loads(OLD.read_text("utf-8"))
    data["articles"] = [data.pop("article")]
    return Deck.model_validate(data).questions


# ------------------------------------------------------------------------------------------------- the first edition


def test_a_deck_of_the_first_edition_becomes_one_of_today() -> None:
    old = {q.id: q for q in deck_file_data()}
    deck = deck_file.load(OLD)
    assert [q.id for q in deck.questions] == list(old)
    placed = [q for q in deck.questions if q.context == "placed"]
    assert placed
    for each in placed:
        assert old[each.id].stem == f"“{TITLE}” (October 2021): {each.stem}"
        assert each.changed == old[each.id].changed + timedelta(seconds=1)
        assert placing_line(deck, each) == f"{TITLE} · October 2021"
    for each in deck.questions:
        assert each.context != "alone" or each == old[each.id]
    assert not any(PREFIX.match(fact.statement) for fact in deck.facts)
    assert deck_file.loads(deck_file.dumps(deck, OLD.read_text("utf-8"))) == deck
    assert "[article]" not in deck_file.dumps(deck, OLD.read_text("utf-8"))


def test_a_deck_of_the_first_edition_is_written_anew_for_anki(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    shutil.copy(OLD, path)
    deck = deck_file.load(path)
    result = CliRunner().invoke(main, ["anki", str(path), "-o", str(tmp_path / "talks.apkg")])
    assert result.exit_code == 0, result.output
    assert "[[articles]]" in path.read_text()
    assert "[article]" not in path.read_text()
    assert deck_file.load(path) == deck
    refused = CliRunner().invoke(main, ["anki", str(path), "-o", str(tmp_path / "talks.zip")])
    assert (refused.exit_code, "the name must end in .apkg" in refused.output) == (1, True)


def test_an_edited_stem_of_the_first_edition_stays() -> None:
    text = OLD.read_text("utf-8").replace("On what date did officials from", "When exactly did officials from")
    changed = next(q for q in deck_file.loads(text).questions if "When exactly" in q.stem)
    assert changed.stem.startswith(f"“{TITLE}”")
    assert changed.context == "alone"


def test_histories_survive_the_second_edition(collection: Collection, tmp_path: Path) -> None:
    new = deck_file.load(OLD)
    old = titled(new)
    imported = import_package(collection, render_anki([old]))
    placed = next(q for q in new.questions if q.context == "placed")
    learned = study(collection, note_of(collection, placed.id))
    types = collection.models.all_names_and_ids()
    assert import_package(collection, render_anki([new]))["updated"] == sum(
        q.context == "placed" for q in new.questions
    )
    assert collection.note_count() == imported["new"]
    assert schedule(collection, note_of(collection, placed.id)) == learned
    front, back = sides(note_of(collection, placed.id).cards()[0])
    for side in (front, back):
        assert " ".join(side.text.split()).startswith(f"{TITLE} · October 2021 {placed.stem}")
    # Back again: the old title in the stem, and no line above it.
    later = placed.changed + timedelta(days=1)
    back_again = old.model_copy(
        update={"questions": tuple(q.model_copy(update={"changed": later}) for q in old.questions)}
    )
    import_package(collection, render_anki([back_again]))
    assert schedule(collection, note_of(collection, placed.id)) == learned
    assert sides(note_of(collection, placed.id).cards()[0])[0].text.split()[0].startswith("“Moscow")
    assert collection.models.all_names_and_ids() == types


# --------------------------------------------------------------------------------------------------- typed by hand


def test_stem_and_answer_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\ufeff" + OWN, "utf-8")
    first, second, third = deck_file.load(path).questions
    assert (first.form, first.context, second.form, second.context) == ("short", "placed", "cloze", "article")
    assert third.form == "short"
    assert third.wrong() == ("Lake Orm", "Lake Hale", "Lake Finch")
    result = CliRunner().invoke(main, ["print", str(path), "-o", str(tmp_path / "own.pdf")], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    text = path.read_text("utf-8")
    assert f'id = "{first.id}"' in text
    assert "# mine" in text
    # A new wording keeps the id.
    path.write_text(text.replace("Which river flows through", "What river runs through"))
    assert deck_file.load(path).questions[0].id == first.id


def test_the_self_test_writes_ids_too(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    history = ["--history", str(tmp_path / "history.sqlite")]
    result = CliRunner().invoke(main, ["study", str(path), *history], input="the Tarn\nLake Vik\n")
    assert result.exit_code == 0, result.output
    assert result.output.count("Rivers of the north\n") == 1  # once, not with each question
    assert "rises in" not in result.output  # it needs the article
    assert path.read_text().count("id = ") == 4


def test_title_and_questions_are_a_deck() -> None:
    deck = deck_file.loads('title = "Rivers"\n[[questions]]\nstem = "Which river?"\nanswer = "the Tarn"\n')
    assert (deck.articles[0].id, deck.articles[0].title) == ("rivers", "Rivers")
    with pytest.raises(DeckError, match="deck:1: title: add 'title'"):
        deck_file.loads('[[questions]]\nstem = "Which river?"\nanswer = "the Tarn"\n')


# -------------------------------------------------------------------------------------------------- the placing line


@pytest.mark.parametrize(
    ("line", "form", "stem", "answer", "note", "told"),
    [
        ("Dam bursts near Elling · May 2023", "short", "Near which town did the dam burst?", "Elling", "", True),
        ("Dam bursts near Elling · May 2023", "short", "Who warned the council?", "Ida Norell", "", False),
        ("Dam bursts near Elling · May 2023", "short", "In what month did it burst?", "May 2023", "", True),
        ("Dam bursts near Elling · May 2023", "short", "On what date did it burst?", "4 May 2023", "", False),
        ("Norell quits over the dam", "short", "Who left the council?", "Ida Norell", "", True),
        ("Norell quits over the dam", "short", "What did Norell leave?", "the council of Elling", "", False),
        ("Mali elects Keita", "true-false", "Mali elected Cissé.", "False", "Mali elected Keita.", True),
        ("Mali elects Keita", "true-false", "Turnout was 42 per cent.", "False", "Turnout was 49 per cent.", False),
        ("Mali elects Keita", "true-false", "Keita was elected in Mali.", "True", "", True),
    ],
)
def test_a_line_that_tells_the_answer(line: str, form: str, stem: str, answer: str, note: str, told: bool) -> None:
    assert tells(line, question("q", form, "", stem=stem, answer=answer, note=note)) is told


def test_the_month_is_a_reports_own() -> None:
    published = KeptArticle.model_validate({"id": "a", "title": "t", "published": "2023-05-12"}).published
    assert is_report("The dam burst on Tuesday. It was closed on Monday.", published)
    assert not is_report("The dam burst on Tuesday. It was closed on Monday.", None)
    assert not is_report("The dam opened on Tuesday, 4 May 1911, and closed on Sunday 3 June 1940.", published)


def in_context(context: str) -> Deck:
    deck = canals()
    text = "The canal had many fathers. Ships waited. " + deck.facts[0].evidence.text
    article = deck.articles[0].model_copy(update={"paragraphs": (KeptParagraph(start=-42, text=text),)})
    first = deck.questions[0].model_copy(update={"context": context, "stem": "When did it open?"})
    return deck.model_copy(update={"questions": (first, *deck.questions[1:]), "articles": (article,)})


def test_a_card_shows_what_must_stand_beside_it(collection: Collection) -> None:
    line = FIELDS.index("Spare 1")
    assert [note.fields[line] for note in anki_notes([in_context("placed")])][:2] == ["Three canals", ""]
    deck = in_context("article")
    assert "f1-when" not in {note.guid for note in anki_notes([deck])}
    import_package(collection, render_anki([deck], context="article"))
    front, _ = sides(note_of(collection, "f1-when").cards()[0])
    assert " ".join(front.text.split()) == "Three canals Ships waited. … When did it open?"


def test_below_a_line_that_tells_its_answer_only_a_persons_question_stands() -> None:
    deck = in_context("placed")
    told = deck.questions[0].model_copy(update={"answer": "three canals", "also_accept": ()})
    deck = deck.model_copy(update={"questions": (told,)})
    assert (len(within(deck, "placed").questions), len(within(deck, "article").questions)) == (0, 1)
    data = deck.model_dump(mode="json")
    assert [(item.context, item.placing) for item in items_of(data)] == [("article", "")]
    own = deck.model_copy(update={"questions": (told.model_copy(update={"template": ""}),)})
    assert within(own, "placed") == own
    assert placing_line(own, own.questions[0]) == ""
    assert [(item.context, item.placing) for item in items_of(own.model_dump(mode="json"))] == [("placed", "")]


def test_the_sentence_before_never_holds_the_answer() -> None:
    deck = in_context("article")
    asked = deck.questions[0]
    assert sentence_before(deck, asked) == "Ships waited."
    assert sentence_before(deck, asked.model_copy(update={"answer": "ships"})) == ""
    bare = deck.model_copy(update={"articles": (deck.articles[0].model_copy(update={"paragraphs": ()}),)})
    assert sentence_before(bare, asked) == ""


def test_the_most_that_may_stand_beside_a_question() -> None:
    deck = in_context("article")
    assert [len(within(deck, most).questions) for most in ("alone", "placed", "article")] == [5, 5, 6]
    dropped = deck.questions[1].model_copy(update={"dropped": True})
    assert len(within(deck.model_copy(update={"questions": (dropped,)}), "article").questions) == 0


def test_an_export_names_context_line_and_article(tmp_path: Path) -> None:
    path = tmp_path / "deck.toml"
    path.write_text(deck_file.dumps(in_context("placed")))
    rows = json.loads(CliRunner().invoke(main, ["export", str(path)]).output)["questions"]
    assert (rows[0]["context"], rows[0]["placing"], rows[0]["article"]) == ("placed", "Three canals", "Three canals")
    alone = json.loads(CliRunner().invoke(main, ["export", str(path), "--context", "alone"]).output)["questions"]
    assert [each["id"] for each in alone] == [each["id"] for each in rows[1:]]


# --------------------------------------------------------------------------------------------- what describes the file

PAGE = (Path(__file__).parent.parent / "docs" / "deck.md").read_text("utf-8")


def test_the_page_that_describes_the_file_names_every_key() -> None:
    for model in (Question, KeptArticle, Evidence):
        for key in model.model_fields:
            assert re.search(rf"`{key}`", PAGE), key


def test_the_deck_on_that_page_is_one() -> None:
    example = PAGE.split("```toml\n")[1].split("```")[0]
    (asked,) = deck_file.loads(example).questions
    assert (asked.form, asked.context, asked.id) == ("short", "placed", deck_file.loads(example).questions[0].id)


def test_the_schema_asks_of_a_person_what_a_person_must_write() -> None:
    result = CliRunner().invoke(main, ["schema", "deck"])
    schema = json.loads(result.output)
    assert schema["$defs"]["Question"]["required"] == ["stem"]
    assert list(schema["properties"]) == ["title", "arranged", "questions", "facts", "articles"]
    assert "salience" not in schema["$defs"]["Role"]["properties"]  # never in a file


# ------------------------------------------------------------------------------------------------------ out of articles


def article(folder: Path, name: str, title: str, text: str) -> str:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {title}\npublished: 2023-05-12\nlicence: CC BY 4.0\n---\n\n{text}\n")
    return str(path)


def test_a_deck_of_several_articles_names_them(tmp_path: Path) -> None:
    bridge = "Ann Marlow founded the Tern Society in 1951. The Tern Society opened a museum in Bergen in 1958."
    charter = "Norway signed the Kalmar Charter on 3 June 1960. Peter Hale left Stockholm in 1963."
    sources = [
        article(tmp_path, "a", "The Tern Society", bridge),
        article(tmp_path, "b", "The Kalmar Charter", charter),
    ]
    path = tmp_path / "week-19.toml"
    result = CliRunner().invoke(main, ["make", *sources, "-o", str(path), "-q"])
    assert result.exit_code == 0, result.output
    deck = deck_file.load(path)
    assert deck.title == "Week 19"
    assert [each.title for each in deck.articles] == ["The Tern Society", "The Kalmar Charter"]
    assert {each.licence for each in deck.articles} == {"CC BY 4.0"}
    for asked in deck.questions:
        (proof,) = deck.proofs(asked)
        of = deck.article(asked)
        texts = [p.text[proof.start - p.start : proof.end - p.start] for p in of.paragraphs if p.start <= proof.start]
        assert texts[-1] == proof.text
    counts = [sum(deck.article(q).title == each.title for q in deck.questions) for each in deck.articles]
    assert min(counts) > 0
    result = CliRunner().invoke(main, ["make", *sources, "-o", str(tmp_path / "bare.toml"), "--no-text", "-q"])
    assert not any(each.paragraphs for each in deck_file.load(tmp_path / "bare.toml").articles)


def test_make_over_a_deck_of_the_first_edition_keeps_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    shutil.copy(OLD, path)
    seed = OLD.parent.parent.parent / "seeds" / "moscow-talks.md"
    result = CliRunner().invoke(main, ["make", str(seed), "-o", str(path), "-q"])
    assert result.exit_code == 0, result.output
    made = {q.id: q for q in deck_file.load(path).questions}
    kept = [q for q in deck_file.load(OLD).questions if q.id in made]
    assert len(kept) >= 4
    for each in kept:
        if made[each.id].content == each.content:
            assert made[each.id].changed == each.changed
        else:
            assert made[each.id].changed > each.changed
