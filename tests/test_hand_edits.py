"""What a person changes in an article or in its deck file, from `make` to the real Anki."""

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki_backend import edit, import_package, note_of, schedule, study
from click.testing import CliRunner
from deck_samples import canals

from quizgen import deck_file
from quizgen.cli import main
from quizgen.deck_file import stamped, updated
from quizgen.errors import DeckError
from quizgen.ids import content_hash
from quizgen.models import Deck
from quizgen.render.anki_notes import anki_notes

ARTICLE = """---
title: A bridge at Kalmar
published: 2024-05-06
---

Ann Marlow founded the Tern Society in 1951. The Tern Society opened a museum in Bergen in 1958.

Norway signed the Kalmar Charter on 3 June 1960. Peter Hale, the ambassador of Norway to Sweden, left Stockholm in 1963.
"""
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def quizgen(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bridge.md").write_text(ARTICLE)
    return tmp_path


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def make(folder: Path, *options: str | Path) -> tuple[Path, str]:
    deck = folder / "bridge.toml"
    return deck, quizgen("make", folder / "bridge.md", "-o", deck, *options)


def packed(deck: Path, *options: str | Path) -> bytes:
    quizgen("anki", deck, "-o", deck.with_suffix(".apkg"), "--context", "article", *options)
    return deck.with_suffix(".apkg").read_bytes()


def questions(deck: Path) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in tomllib.loads(deck.read_text())["questions"]}


def cards(deck: Path) -> set[str]:
    """The ids of its notes in Anki; a matching or ordering question has several."""
    return {note.guid for note in anki_notes([deck_file.load(deck)], context="article")}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


# ------------------------------------------------------------------------------------------------- from article to Anki


def test_a_year_of_learning_survives_a_corrected_article(folder: Path, collection: Collection) -> None:
    deck, _ = make(folder)
    assert import_package(collection, packed(deck)) == {"new": len(cards(deck))}
    old, old_cards = questions(deck), cards(deck)
    collection.decks.select(collection.decks.id("A bridge at Kalmar"))
    for _ in range(3):
        card = collection.sched.getCard()
        assert card is not None
        collection.sched.answerCard(card, 3)
    learned = {guid: schedule(collection, note_of(collection, guid)) for guid in old_cards}
    learned |= {guid: study(collection, note_of(collection, guid)) for guid in sorted(old_cards)[::2]}
    reviews = collection.db.all("select * from revlog order by id")
    assert len(reviews) == 3
    mine, tagged, *_ = sorted(each for each in old_cards if "Charter" not in old[each]["stem"])
    note = note_of(collection, mine)
    note["Note"] = "my own words"
    edit(collection, note)
    note = note_of(collection, tagged)
    note.tags.append("hard")
    edit(collection, note)
    types = [(each.id, each.name) for each in collection.models.all_names_and_ids()]

    # A sentence is corrected away, another comes.
    correction = ("Norway signed the Kalmar Charter on 3 June 1960.", "Sweden left the Kalmar Charter in 1961.")
    replace(folder / "bridge.md", *correction)
    shutil.copy(deck, folder / "before.toml")
    make(folder)
    new = questions(deck)
    added, dropped = cards(deck) - old_cards, old_cards - cards(deck)
    kept = [each for each in old if each in new]
    assert new.keys() - old.keys()
    assert old.keys() - new.keys()
    for each in kept:  # an unchanged question never gets a newer time
        seen = [
            {key: value for key, value in made[each].items() if key not in ("options", "doubt")} for made in (old, new)
        ]
        assert (seen[0] == seen[1]) is (old[each]["changed"] == new[each]["changed"])
    outcome = import_package(collection, packed(deck))

    assert outcome["new"] == len(added)
    assert sum(outcome.values()) == len(cards(deck))
    assert collection.note_count() == collection.card_count() == len(old_cards | added)
    assert {guid: schedule(collection, note_of(collection, guid)) for guid in learned} == learned
    assert collection.db.all("select * from revlog order by id") == reviews
    assert note_of(collection, mine)["Note"] == "my own words"
    assert "hard" in note_of(collection, tagged).tags
    assert all(note_of(collection, guid).cards()[0].queue == 0 for guid in added)
    named = [(each.id, each.name) for each in collection.models.all_names_and_ids()]
    assert set(types) <= set(named)
    assert not any(name.endswith("+") for _, name in named)
    assert [each.name for each in collection.decks.all_names_and_ids()] == ["A bridge at Kalmar", "Default"]
    assert not collection.find_notes("tag:retired")

    import_package(collection, packed(deck, "--retire-tag", folder / "before.toml"))
    retired = {collection.get_note(each)["Id"] for each in collection.find_notes("tag:retired")}
    assert retired == dropped - {mine, tagged}  # what the learner changed later stays the learner's
    assert {guid: schedule(collection, note_of(collection, guid)) for guid in learned} == learned
    assert set(import_package(collection, packed(deck))) == {"duplicate"}


def test_an_edit_of_the_deck_reaches_anki_again_and_again(folder: Path, collection: Collection) -> None:
    deck, _ = make(folder)
    import_package(collection, packed(deck))
    guid = next(id for id, each in questions(deck).items() if each["form"] == "short")
    others = questions(deck).keys() - {guid}
    learned = study(collection, note_of(collection, guid))
    words = questions(deck)[guid]["stem"]
    for stem in ("Which words are mine?", "Which words are better?"):
        replace(deck, words, stem)
        words = stem
        said = quizgen("anki", deck, "-o", folder / "x.apkg", "--context", "article")
        assert "1 question edited by hand, marked there as changed now" in said
        outcome = import_package(collection, (folder / "x.apkg").read_bytes())
        assert outcome["updated"] == 1
        assert "new" not in outcome
        assert note_of(collection, guid)["Question"] == stem
        assert schedule(collection, note_of(collection, guid)) == learned
        again = deck.read_bytes()
        assert "edited" not in quizgen("anki", deck, "-o", folder / "y.apkg", "--context", "article")
        assert (folder / "y.apkg").read_bytes() == (folder / "x.apkg").read_bytes()
        assert deck.read_bytes() == again
    make(folder)  # keeps the person's words and their time: nothing new for Anki
    assert questions(deck)[guid]["stem"] == words
    assert set(import_package(collection, packed(deck))) == {"duplicate"}
    assert all(each["changed"].startswith("2024-05-06") for id, each in questions(deck).items() if id in others)


def test_a_correction_of_the_evidence_reaches_anki(folder: Path, collection: Collection) -> None:
    deck, _ = make(folder)
    import_package(collection, packed(deck))
    replace(folder / "bridge.md", "opened a museum in Bergen in 1958", "opened a museum in Bergen in  1958")
    make(folder)
    changed = {id for id, each in questions(deck).items() if not each["changed"].startswith("2024-05-06")}
    assert 0 < len(changed) < len(questions(deck))
    updated = import_package(collection, packed(deck))["updated"]
    corrected = [guid for guid in cards(deck) if "in  1958" in note_of(collection, guid)["Evidence"]]
    assert 0 < len(corrected) <= updated


# ------------------------------------------------------------------------------------------------------------ the times


def deck_of(**changes: Any) -> Deck:
    """A deck as `make` writes it; the first question changed afterwards, as by hand."""
    deck = updated(canals(), None)
    first = deck.questions[0].model_copy(update=changes)
    return deck.model_copy(update={"questions": (first, *deck.questions[1:])})


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "Mine?"},
        {"answer": "mine"},
        {"also_accept": ()},
        {"note": "mine"},
        {"form": "choice", "distractors": ("one", "two", "three")},
    ],
)
def test_an_edit_of_anything_that_is_seen_shows(changes: dict[str, Any]) -> None:
    first, *others = stamped(deck_of(**changes), NOW).questions
    assert (first.changed, first.edited) == (NOW, True)
    assert others == list(updated(canals(), None).questions[1:])


def test_what_is_not_seen_changes_no_time() -> None:
    deck = deck_of(template="another", kind="place")
    assert stamped(deck, NOW) == deck
    assert updated(canals(), stamped(deck, NOW), NOW).questions == deck_of().questions


@pytest.mark.parametrize("changed", [NOW + timedelta(days=900), datetime(2026, 3, 1, 12)])
def test_each_edit_is_newer_even_where_the_clock_is_not(changed: datetime) -> None:
    first = stamped(deck_of(stem="Mine?", changed=changed), NOW).questions[0]
    assert first.changed == changed.replace(tzinfo=UTC) + timedelta(seconds=1)


def test_an_edit_that_says_what_make_says_is_none() -> None:
    deck = stamped(deck_of(stem="Mine?"), NOW)
    back = deck.model_copy(update={"questions": canals().questions})
    again = updated(back, deck, NOW).questions[0]
    assert (again.stem, again.changed) == ("Mine?", NOW)
    taken_back = deck.questions[0].model_copy(update={"stem": canals().questions[0].stem})
    deck = deck.model_copy(update={"questions": (taken_back, *deck.questions[1:])})
    again = updated(canals(), deck, NOW).questions[0]
    assert not again.edited
    assert again.changed == NOW + timedelta(seconds=1)
    assert again.content == content_hash(again, {fact.id: fact for fact in canals().facts})


# ------------------------------------------------------------------------------------------------------ the deck's file


def test_making_again_changes_no_byte(folder: Path) -> None:
    deck, _ = make(folder)
    before = deck.read_bytes()
    make(folder)
    assert deck.read_bytes() == before


def test_make_keeps_a_persons_words(folder: Path) -> None:
    deck, _ = make(folder)
    guid, *others = questions(deck)
    replace(deck, f'stem = "{questions(deck)[guid]["stem"]}"', '# better so\nstem = "Which words are mine?"')
    _, said = make(folder)
    assert "1 question edited or typed by hand: kept as they are\n\n" in said
    kept = questions(deck)[guid]
    assert (kept["stem"], kept["edited"]) == ("Which words are mine?", True)
    assert kept["changed"] > questions(deck)[others[0]]["changed"]
    assert "# better so" in deck.read_text()
    again = deck.read_bytes()
    make(folder)
    assert deck.read_bytes() == again
    replace(deck, "edited = true\n", "")  # the way back
    make(folder)
    assert questions(deck)[guid]["stem"] != "Which words are mine?"


def test_make_keeps_a_question_typed_by_hand(folder: Path) -> None:
    deck, _ = make(folder)
    own = '\n[[questions]]\nid = "mine-1"\nform = "short"\nstem = "Who paid for the bridge at Kalmar?"\nanswer = "Nobody"\n'
    own += 'kind = "relation"\nfact = "mine"\ntemplate = "hand"\nchanged = 2024-05-06T00:00:00Z\n'
    deck.write_text(deck.read_text() + own)
    for _ in range(2):
        _, said = make(folder)
        assert "of these the article does not say (any more): mine-1" in said
        assert list(questions(deck))[-1] == "mine-1"
        assert questions(deck)["mine-1"]["changed"].startswith("2024-05-06")
    replace(deck, "Nobody", "The king")
    quizgen("anki", deck, "-o", folder / "x.apkg", "--context", "article")
    assert not questions(deck)["mine-1"]["changed"].startswith("2024-05-06")


def test_a_file_keeps_its_comments_its_rights_and_its_link(folder: Path) -> None:
    deck, _ = make(folder)
    text = deck.read_text()
    text = "# mine, at the top\n" + text.replace("[[articles]]\n", "# mine, of the article\n[[articles]]\n# inside\n")
    text = text.replace("[[questions]]", "# mine, of this question\n[[questions]]", 1) + "# at the end\n"
    text = re.sub(r'answer = "(?!True|False)[^"]*"', 'answer = "Envoy" # or before?', text, count=1)
    deck.write_text(text.replace("kind =", "kind  =  ", 1))
    deck.chmod(0o600)
    os.symlink(deck, folder / "link.toml")
    before = deck.read_text().splitlines()
    quizgen("anki", folder / "link.toml", "-o", folder / "x.apkg")
    after = deck.read_text().splitlines()
    assert len(after) == len(before) + 1
    assert sum(line not in before for line in after) == 3  # changed, content, edited
    make(folder)
    for comment in ("mine, at the top", "mine, of the article", "inside", "mine, of this", "or before?", "at the end"):
        assert deck.read_text().count(f"# {comment}") == 1
    assert deck.stat().st_mode & 0o777 == 0o600
    assert (folder / "link.toml").is_symlink()


def test_a_file_written_in_an_odd_way_loses_no_question(folder: Path) -> None:
    deck, _ = make(folder)
    text = deck.read_text()
    head, rest = text[: text.index("[[questions]]")], text[text.index("[[questions]]") : text.index("[[articles]]")]
    article = text[len(head) + len(rest) :]
    brackets = 'answer = """\n# no comment\n[[questions]]\n"""'
    for odd in (
        head + article + rest,  # the article first
        text.replace("\n", "\r\n"),
        text.replace('answer = "1951"', brackets),
        re.sub(
            r"evidence = {text = (.*), start = (.*), end = (.*)}\n((?:.+\n)+)",
            r"\4[facts.evidence]\ntext = \1\nstart = \2\nend = \3\n",
            text,
        ),
    ):
        loaded = deck_file.loads(odd)
        assert deck_file.loads(deck_file.dumps(loaded, odd)) == loaded
        mine = loaded.model_copy(update={"title": "Mine", "questions": loaded.questions[1:]})
        assert deck_file.loads(deck_file.dumps(mine, odd)) == mine


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('title = "x"\nfoo bar\n', "deck:2: this is not TOML: expected '=' after a key"),
        ('title = "x"\nfoo = [1,\n', "deck:2: this is not TOML: invalid value"),
        ('title = "x"\na = 1\na = 2\n', "deck:3: this is not TOML: cannot overwrite a value"),
        ('title = "x"\narticles = 3\n', r"deck:2: articles are tables, each below a line \[\[articles\]\]"),
        ('title = "x"\n[[question]]\nstem = "a"\n', r"deck:2: unknown key 'question'; did you mean \[\[questions\]\]"),
        ('title = "x"\n[[questions]]\n', "deck:2: question 1: add 'stem' and 'answer'"),
        ('title = "x"\n\n[[articles]]\n', "deck:3: articles.0: add 'id' and 'title'"),
        ("title = “x”\n", 'deck:1: quote marks around a value are straight ones: write " instead of “'),
        ('title = "the "big" one"\n', "deck:1: a quote mark inside a text ends it"),
        ('title = "big\n', "deck:1: a text has a quote mark"),
    ],
)
def test_a_slip_of_the_keys_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(DeckError, match=f"^{says}"):
        deck_file.loads(text)
