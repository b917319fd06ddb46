"""What a person changes in a deck file, from `make` to the real Anki."""

import tomllib
from pathlib import Path

import pytest
from anki.collection import Collection
from click.testing import CliRunner

from quizgen.cli import main
from tests.anki_backend import edit, import_package, note_of, schedule, study

ARTICLE = """---
title: A bridge at Kalmar
published: 2024-05-06
---

Ann Marlow founded the Tern Society in 1951. The Tern Society opened a museum in Bergen in 1958.

Norway signed the Kalmar Charter on 3 June 1960. Peter Hale, the ambassador of Norway to Sweden, left Stockholm in 1963.
"""


def quizgen(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(ARTICLE)
    return tmp_path


def make(folder: Path) -> tuple[Path, str]:
    deck = folder / "bridge.toml"
    return deck, quizgen("make", folder / "bridge.md", "-o", deck)


def questions(deck: Path) -> list[dict[str, object]]:
    return tomllib.loads(deck.read_text())["questions"]


def single(deck: Path) -> set[str]:
    """The ids of questions that are one note each."""
    return {str(each["id"]) for each in questions(deck) if each["form"] not in ("matching", "ordering")}


def test_making_again_changes_nothing(folder: Path) -> None:
    deck, _ = make(folder)
    before = deck.read_bytes()
    make(folder)
    assert deck.read_bytes() == before


def test_make_keeps_a_persons_words(folder: Path) -> None:
    deck, _ = make(folder)
    first = str(questions(deck)[0]["stem"])
    text = deck.read_text()
    assert text.count(f'stem = "{first}"') == 1
    deck.write_text(text.replace(f'stem = "{first}"', '# better so\nstem = "Which words are mine?"'))
    _, said = make(folder)
    assert "1 question edited or typed by hand" in said
    kept = questions(deck)[0]
    assert kept["stem"] == "Which words are mine?"
    assert kept["edited"] is True
    assert kept["changed"] > questions(deck)[1]["changed"]  # type: ignore[operator]
    assert "# better so" in deck.read_text()
    again = deck.read_bytes()
    make(folder)
    assert deck.read_bytes() == again


def test_make_keeps_a_question_typed_by_hand(folder: Path) -> None:
    deck, _ = make(folder)
    own = '\n[[questions]]\nid = "mine-1"\nform = "short"\nstem = "Who paid for the bridge at Kalmar?"\nanswer = "Nobody"\n'
    deck.write_text(
        deck.read_text() + own + 'kind = "relation"\nfact = "mine"\ntemplate = "hand"\nchanged = 2024-05-06T00:00:00Z\n'
    )
    make(folder)
    assert questions(deck)[-1]["id"] == "mine-1"


def test_an_edit_of_the_deck_reaches_anki(folder: Path) -> None:
    deck, _ = make(folder)
    package = folder / "bridge.apkg"
    quizgen("anki", deck, "-o", package)
    collection = Collection(str(folder / "collection.anki2"))
    import_package(collection, package.read_bytes())
    guid, stem = str(questions(deck)[0]["id"]), str(questions(deck)[0]["stem"])
    learned = study(collection, note_of(collection, guid))
    deck.write_text(deck.read_text().replace(stem, "Which words are mine?"))
    said = quizgen("anki", deck, "-o", package)
    assert "1 edited by hand" in said
    assert import_package(collection, package.read_bytes())["updated"] == 1
    assert note_of(collection, guid)["Question"] == "Which words are mine?"
    assert schedule(collection, note_of(collection, guid)) == learned
    same = package.read_bytes()
    quizgen("anki", deck, "-o", package)
    assert package.read_bytes() == same
    collection.close()


def test_a_corrected_article_reaches_anki(folder: Path) -> None:
    """Study some, edit a note, tag another; the article is corrected, one sentence goes, one comes."""
    deck, _ = make(folder)
    package = folder / "bridge.apkg"
    quizgen("anki", deck, "-o", package)
    collection = Collection(str(folder / "collection.anki2"))
    first = import_package(collection, package.read_bytes())["new"]
    before = single(deck)
    learned = {guid: study(collection, note_of(collection, guid)) for guid in before}
    own, tagged = sorted(before)[:2]
    note = note_of(collection, own)
    note["Note"] = "my own words"
    edit(collection, note)
    note = note_of(collection, tagged)
    note.tags.append("hard")
    edit(collection, note)

    corrected = ARTICLE.replace(
        "Norway signed the Kalmar Charter on 3 June 1960.", "Sweden left the Kalmar Charter in 1961."
    )
    (folder / "bridge.md").write_text(corrected)
    make(folder)
    quizgen("anki", deck, "-o", package)
    after = single(deck)
    assert set(before) - set(after)
    assert set(after) - set(before)
    outcome = import_package(collection, package.read_bytes())

    assert outcome["new"] >= len(set(after) - set(before))
    assert collection.note_count() == first + outcome["new"]
    assert all(note_of(collection, guid)["Question"] for guid in after)
    assert all(schedule(collection, note_of(collection, guid)) == learned[guid] for guid in before)
    assert note_of(collection, own)["Note"] == "my own words"
    assert "hard" in note_of(collection, tagged).tags
    assert len(collection.models.all_names_and_ids()) == len(
        {each.name for each in collection.models.all_names_and_ids()}
    )
    collection.close()
