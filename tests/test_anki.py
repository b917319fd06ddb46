"""Anki packages, judged by the real Anki."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from anki.collection import Collection, Note
from anki_backend import AnkiConnect, Page, edit, import_package, note_of, running_anki, schedule, sides, study
from click.testing import CliRunner
from deck_samples import CHANGED, canals, every_slot, question
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import deck_file
from quizgen.cli import main
from quizgen.errors import RenderError
from quizgen.models import Deck, Pair
from quizgen.render import anki as renderer
from quizgen.render.anki import render_anki
from quizgen.render.anki_connect import Pushed, push
from quizgen.render.anki_notes import FIELDS, anki_notes, literal
from quizgen.resources import template_folder

LATER = CHANGED + timedelta(days=30)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def change(deck: Deck, number: int, **changes: object) -> Deck:
    """The deck with one question changed, later."""
    questions = list(deck.questions)
    questions[number] = questions[number].model_copy(update={"changed": LATER} | changes)
    return deck.model_copy(update={"questions": tuple(questions)})


# ---------------------------------------------------------------------------------------------------- years of learning


def test_learning_survives_a_corrected_deck(collection: Collection) -> None:
    first = canals()
    assert import_package(collection, render_anki([first])) == {"new": 10}
    schedules = {guid: study(collection, note_of(collection, guid)) for guid in ("f1-when", "f2-years", "f3-first")}
    edited = note_of(collection, "f3-first")
    edited["Note"] = "my own words"
    edit(collection, edited)
    tagged = note_of(collection, "f2-years")
    tagged.tags.append("hard")
    edit(collection, tagged)

    corrected = change(first, 0, stem="In which month did the Suez Canal open?")  # reworded
    kept = tuple(each for each in corrected.questions if each.id != "f4-seas")  # one dropped
    new = question("f6-when", "short", "f6", stem="When did the Kiel Canal open?", answer="1895", changed=LATER)
    corrected = corrected.model_copy(update={"questions": (*kept, new)})
    types = collection.models.all_names_and_ids()
    outcome = import_package(collection, render_anki([corrected]))

    assert outcome == {"new": 1, "updated": 1, "duplicate": 8}
    assert {guid: schedule(collection, note_of(collection, guid)) for guid in schedules} == schedules
    assert note_of(collection, "f1-when")["Question"] == "In which month did the Suez Canal open?"
    assert note_of(collection, "f3-first")["Note"] == "my own words"
    assert "hard" in note_of(collection, "f2-years").tags
    assert note_of(collection, "f6-when")["Answer"] == "1895"
    assert "retired" not in note_of(collection, "f4-seas").tags  # the dropped one stays as it was
    assert collection.note_count() == collection.card_count() == 11
    assert collection.models.all_names_and_ids() == types
    assert [deck.name for deck in collection.decks.all_names_and_ids()] == ["Default", "Three canals"]


def test_the_learners_later_edit_of_a_reworded_question_stays(collection: Collection) -> None:
    import_package(collection, render_anki([canals()]))
    note = note_of(collection, "f1-when")
    note["Question"] = "mine"
    edit(collection, note, int((LATER + timedelta(days=1)).timestamp()))
    assert import_package(collection, render_anki([change(canals(), 0, stem="ours")])) == {"duplicate": 10}
    assert note_of(collection, "f1-when")["Question"] == "mine"


def test_importing_twice_changes_nothing(collection: Collection) -> None:
    content = render_anki([canals()])
    import_package(collection, content)
    rows = "select * from notes, cards on nid = notes.id"
    before = collection.db.all(rows)
    assert import_package(collection, content) == {"duplicate": 10}
    assert collection.db.all(rows) == before


def test_dropped_questions_are_tagged_when_asked_for(collection: Collection) -> None:
    old = canals()
    import_package(collection, render_anki([old]))
    pairs = old.questions[4].pairs[1:]
    new = change(old, 4, pairs=pairs, also_facts=("f5",))
    new = new.model_copy(update={"questions": new.questions[1:]})  # a question and a pair are gone
    content = render_anki([new], before=[old])
    assert import_package(collection, content) == {"updated": 4, "duplicate": 6}
    retired = {collection.get_note(number)["Item"] for number in collection.find_notes("tag:retired")}
    assert retired == {"", "Suez Canal"}
    assert "retired" in note_of(collection, "f1-when").tags
    assert import_package(collection, content) == {"duplicate": 10}


def test_the_learners_look_stays_until_ours_is_newer(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import_package(collection, render_anki([canals()]))
    model = collection.models.by_name("Quizgen short")
    model["css"] = "/* mine */"
    collection.models.update_dict(model)
    import_package(collection, render_anki([canals()]))
    assert collection.models.by_name("Quizgen short")["css"] == "/* mine */"

    (tmp_path / "anki").mkdir()
    for path in (template_folder() / "anki").iterdir():
        text = path.read_text("utf-8")
        (tmp_path / "anki" / path.name).write_text(text.replace("Last changed 2026", "Last changed 2099"), "utf-8")
    monkeypatch.setattr(renderer, "template_folder", lambda: tmp_path)
    import_package(collection, render_anki([canals()]))
    assert "2099" in collection.models.by_name("Quizgen short")["css"]
    assert len([each for each in collection.models.all_names_and_ids() if each.name.startswith("Quizgen short")]) == 1


def test_an_added_pair_changes_no_other_card() -> None:
    pairs = canals().questions[4].pairs
    more = change(canals(), 4, pairs=(pairs[0], Pair(left="Corinth Canal", right="1893"), *pairs[1:]))
    before = {note.guid: note.fields[2:4] for note in anki_notes([canals()])}
    after = {note.guid: note.fields[2:4] for note in anki_notes([more])}
    assert len(after) == len(before) + 1
    assert after.items() >= before.items()


# -------------------------------------------------------------------------------------------------------- frozen things


def test_fields_and_ids_are_those_of_the_first_day() -> None:
    """A change here makes second note types in the collections of all who imported a deck before."""
    with zipfile.ZipFile(BytesIO(render_anki([canals()]))) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        models = json.loads(database.execute("select models from col").fetchone()[0])
    assert {model["name"]: int(model["id"]) for model in models.values()} == {
        "Quizgen short": 1726351840100,
        "Quizgen cloze": 1726351840200,
        "Quizgen choice": 1726351840300,
        "Quizgen true-false": 1726351840400,
        "Quizgen matching": 1726351840500,
        "Quizgen ordering": 1726351840600,
    }
    for model in models.values():
        assert [(field["name"], field["id"] - int(model["id"])) for field in model["flds"]] == [
            ("Id", 1),
            ("Question", 2),
            ("Item", 3),
            ("Answer", 4),
            ("Options", 5),
            ("Also accepted", 6),
            ("Note", 7),
            ("Evidence", 8),
            ("Source", 9),
            ("As of", 10),
            ("Spare 1", 11),
            ("Spare 2", 12),
            ("Spare 3", 13),
        ]
        assert [(each["name"], each["id"] - int(model["id"])) for each in model["tmpls"]] == [("Card", 50)]


def test_pair_cards_keep_their_ids() -> None:
    assert [note.guid for note in anki_notes([canals()])][4:7] == [
        "f1-match-2e7ba2ff",
        "f1-match-d98fc72a",
        "f1-match-7e79c403",
    ]


def test_a_changed_look_has_a_new_date() -> None:
    """Write the new date into card.css and the new digest here, or the look reaches nobody who has a deck already."""
    files = sorted((template_folder() / "anki").iterdir())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    css = (template_folder() / "anki" / "card.css").read_text("utf-8")
    assert (css[:27], digest) == ("/* Last changed 2026-11-30.", "06cf2852f164")


def test_the_cards_load_nothing() -> None:
    for path in (template_folder() / "anki").iterdir():
        text = path.read_text("utf-8")
        assert not any(word in text for word in ("http", "url(", "@import", "src=", "@font-face")), path


# ----------------------------------------------------------------------------------------------------------- same bytes


def test_same_deck_same_bytes_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "canals.toml"
    path.write_text(deck_file.dumps(canals()), "utf-8")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    command = [sys.executable, "-m", "quizgen", "anki", str(path), "-o", "-"]
    command[1:3] = ["-c", "from quizgen.cli import main; main()"]
    elsewhere = subprocess.run(command, capture_output=True, check=True, env=os.environ).stdout
    assert elsewhere == render_anki([canals()])


def test_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    render_anki([canals()])
    with pytest.raises(RenderError):
        render_anki([canals(), canals()])
    assert list(tmp_path.iterdir()) == []


def test_times_without_a_zone_are_utc() -> None:
    naive = change(canals(), 0, changed=datetime(2025, 3, 1, 12))
    assert next(anki_notes([naive])).changed == int(datetime(2025, 3, 1, 12, tzinfo=UTC).timestamp())


# ---------------------------------------------------------------------------------------------------- what is on a card


def test_cards_of_each_form(collection: Collection) -> None:
    import_package(collection, render_anki([canals()]))
    pages = {guid: sides(note_of(collection, guid).cards()[0]) for guid in collection.db.list("select guid from notes")}

    def words(page: Page) -> str:
        return " ".join(page.text.split())

    front, back = pages["f1-when"]
    assert words(front) == "When did the Suez Canal open to ships?"
    assert words(back) == (
        "When did the Suez Canal open to ships? November 1869 also right: 1869 The Suez Canal opened to ships in "
        "November 1869 after ten years of digging. Written for quizgen, Three canals, sample article "
        "· as of 17 November 2019 f1-when"
    )
    front, back = pages["f2-years"]
    assert words(front) == "The digging of the Suez Canal took [...] years."
    assert words(back).startswith("The digging of the Suez Canal took ten years. The Suez Canal opened to ships")
    front, back = pages["f3-first"]
    for option in ("the Aigle", "the Titanic", "the Mayflower", "the Ancon"):
        assert option in words(front)
    front, back = pages["f4-seas"]
    assert words(front) == "True or false? The Kiel Canal joins the North Sea and the Black Sea."
    assert "False It joins the North Sea and the Baltic Sea. Germany had opened" in words(back)
    front, back = pages["f1-match-2e7ba2ff"]
    assert words(front).startswith("Match each canal with the year in which it opened. Suez Canal 18")
    ordering = [pages[guid] for guid in pages if guid.startswith("f1-order-")]
    assert words(ordering[1][0]) == "When was this? The Kiel Canal opened"
    assert "1895 1869 The Suez Canal opened1895 The Kiel Canal opened1914 The Panama" in words(ordering[1][1])


def test_a_date_as_it_is_typed_is_on_no_card() -> None:
    deck = change(canals(), 0, also_accept=("1869-11", "17 November 1869", "1869-11-17"))
    first = next(iter(anki_notes([deck])))
    assert first.fields[FIELDS.index("Also accepted")] == "17 November 1869"


def test_answers_are_marked_in_the_evidence() -> None:
    marked = {note.guid: note.fields[7] for note in anki_notes([canals()])}
    assert "<mark>November 1869</mark>" in marked["f1-when"]
    assert "<mark>ten</mark>" in marked["f2-years"]
    assert "was the <mark>Ancon</mark>." in marked["f3-first"]
    assert "<mark>" not in marked["f4-seas"]
    assert "in November <mark>1869</mark>" in marked["f1-match-2e7ba2ff"]
    assert "in <mark>1914</mark>" in marked["f1-match-d98fc72a"]
    assert "in <mark>1895</mark>" in marked["f1-match-7e79c403"]


def test_a_pair_without_its_fact_shows_no_evidence() -> None:
    edited = change(canals(), 4, pairs=(Pair(left="Corinth Canal", right="1893"),), also_facts=())
    assert [note.fields[7] for note in anki_notes([edited])][4] == ""


@pytest.mark.parametrize(
    ("evidence", "answer", "expected"),
    [
        ("It opened in 18690 or 1869.", "1869", "It opened in 18690 or <mark>1869</mark>."),
        ("Ten often.", "ten", "<mark>Ten</mark> often."),
        ("a<b>c", "b", "a&#60;<mark>b</mark>&#62;c"),
        ("İzmir fell.", "fell", "İzmir <mark>fell</mark>."),
        ("Nothing here.", "1869", "Nothing here."),
    ],
)
def test_marking(evidence: str, answer: str, expected: str) -> None:
    deck = canals()
    fact = deck.facts[0].model_copy(update={"evidence": deck.facts[0].evidence.model_copy(update={"text": evidence})})
    deck = change(deck, 0, answer=answer).model_copy(update={"facts": (fact,)})
    assert next(anki_notes([deck])).fields[7] == expected


def test_the_right_option_is_not_always_at_one_place() -> None:
    places = set()
    for number in range(20):
        options = list(anki_notes([change(canals(), 2, id=f"q{number}")]))[2].fields[4].split("</li>")
        places.add(next(place for place, option in enumerate(options) if "the Ancon" in option))
    assert len(places) > 1


def test_new_cards_come_in_the_order_of_the_deck(collection: Collection) -> None:
    import_package(collection, render_anki([canals()]))
    guids = collection.db.list("select guid from cards, notes on nid = notes.id order by due")
    assert guids == [note.guid for note in anki_notes([canals()])]


# ---------------------------------------------------------------------------------------------------------- any strings

NASTY = [
    "<script>alert(1)</script>",
    "</div></ol><b>bold</b>",
    "&amp; &lt; &#60; &nbsp;",
    "{{c1::cloze}} {{c2::other}}",
    "}} {{Answer}} {{#Id}} {{/Id}}",
    "a::b }} c",
    "[sound:x.mp3] [anki:tts]x[/anki:tts] [anki:play:q:0]",
    "[latex]x[/latex] [$]x[/$] [$$]x[/$$]",
    r"\(x^2\) \[y\] \\ $z$",
    '<img src=x onerror="x()"> \' "',
    "<!-- also.html --> --> <!--",
    "one\x1ftwo\x00three\x7f",
    "two\nlines",
    "%s {} {0} {stem} \\1 ${x}",
    "שלום عربي 日本語 🙂 e\u0301",
    "< " * 400,
    "{{c1::" * 200,
]


def literally(collection: Collection, texts: list[str]) -> None:
    """Every text, in every place of every note type, is shown as the characters that it is."""
    decks = [every_slot(f"s{number}", text) for number, text in enumerate(texts)]
    harmless = every_slot("s0", "Zebra")
    collection.remove_notes(collection.find_notes("deck:*"))
    import_package(collection, render_anki([harmless], deck_name="plain"))
    plain = [sides(card) for card in map(collection.get_card, collection.find_cards("", order="c.due"))]
    for note, pages in zip(anki_notes([harmless]), plain, strict=True):
        pages[1].text = pages[1].text.replace(note.guid, "")
    collection.remove_notes(collection.find_notes("deck:*"))
    assert import_package(collection, render_anki(decks, deck_name="nasty")) == {"new": 8 * len(decks)}
    cards = [collection.get_card(number) for number in collection.find_cards("", order="c.due")]
    assert len(cards) == collection.note_count() == 8 * len(decks)
    for number, card in enumerate(cards):
        text = texts[number // 8]
        shown = unicodedata.normalize(
            "NFC", "".join(c for c in text if c in "\t\n" or (not "\x00" <= c < " " and c != "\x7f"))
        )
        for page, expected in zip(sides(card), plain[number % 8], strict=True):
            assert sorted(page.elements) == sorted(expected.elements)
            text_shown = unicodedata.normalize("NFC", page.text.replace(card.note().guid, ""))
            # Options stand in an order that hangs on their texts.
            assert sorted(text_shown) == sorted(expected.text.replace("Zebra", shown))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_strings_are_shown_literally(collection: Collection, text: str) -> None:
    literally(collection, [text])


pieces = st.sampled_from(
    ["{{", "}}", "{{c1::", "::", "[sound:", "]", "<", ">", "&", "&lt;", "\\(", "\\", "$", "\n", "|"]
)
strings = st.lists(st.one_of(pieces, st.text(max_size=8)), min_size=1, max_size=8).map(
    lambda parts: f"x{''.join(parts)}".replace("__", "_ _")
)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(strings, min_size=1, max_size=12))
def test_any_string_is_shown_literally(collection: Collection, texts: list[str]) -> None:
    literally(collection, texts)


def test_maths_stay_text_where_only_the_app_looks() -> None:
    """The renderer leaves formulas to MathJax, in the app: these classes are those that it leaves alone."""
    assert literal("$x$") == "&#36;x&#36;"
    assert literal(r"\(x\)") == '<span class="mathjax_ignore tex2jax_ignore">&#92;(x&#92;)</span>'


def test_escaping_is_quick() -> None:
    assert len(literal("< " * 400_000)) > 400_000  # genanki's own check takes minutes for this


# ---------------------------------------------------------------------------------------------------------------- decks


def deck_names(collection: Collection) -> list[str]:
    return [each.name for each in collection.decks.all_names_and_ids() if each.name != "Default"]


def test_deck_names(collection: Collection) -> None:
    import_package(collection, render_anki([canals()], deck_name="News::Canals"))
    assert deck_names(collection) == ["News", "News::Canals"]
    import_package(collection, render_anki([canals()], deck_name="News::"))
    assert deck_names(collection) == ["News", "News::Canals", "News::Three canals"]


def test_a_deck_per_kind(collection: Collection) -> None:
    import_package(collection, render_anki([canals()], per_kind=True))
    kinds = ["Date", "Place", "Quantity", "Relation"]
    assert deck_names(collection) == ["Three canals", *(f"Three canals::{kind}" for kind in kinds)]


@pytest.mark.parametrize(
    "title", ["", 'A "b" c', "a\x1fb", "e\u0301té", "::", "x::", " y ", "<i>", "Default", "default", "a:::b"]
)
def test_any_title_makes_the_same_deck_again(collection: Collection, title: str) -> None:
    content = render_anki([canals().model_copy(update={"title": title})])
    assert import_package(collection, content) == {"new": 10}
    names = deck_names(collection)
    assert import_package(collection, content) == {"duplicate": 10}
    assert deck_names(collection) == names


def test_tags(collection: Collection) -> None:
    import_package(collection, render_anki([canals()]))
    tags = ["article::three-canals", "form::cloze", "kind::quantity", "year::2019"]
    assert note_of(collection, "f2-years").tags == tags


def test_several_decks_in_one_package(collection: Collection) -> None:
    assert import_package(collection, render_anki([canals(), every_slot("other", "Other")])) == {"new": 18}
    assert deck_names(collection) == ["Other", "Three canals"]


# --------------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stem": " "}, "a short question needs a stem"),
        ({"answer": "\x00"}, "a short question needs an answer"),
        ({"form": "cloze", "stem": "No gap."}, "needs one ____ in its stem"),
        ({"form": "cloze", "stem": "____ and ____"}, "needs one ____ in its stem"),
        ({"form": "matching", "pairs": (Pair(left="", right="x"),)}, "needs two sides in each pair"),
        ({"form": "matching", "pairs": (Pair(left="x", right="1"), Pair(left="X", right="2"))}, "stands twice"),
    ],
)
def test_what_makes_no_card_is_an_error(changes: dict[str, object], message: str) -> None:
    with pytest.raises(RenderError, match=message):
        render_anki([change(canals(), 0, **changes)])


def test_a_question_in_two_decks_is_an_error() -> None:
    with pytest.raises(RenderError, match="question f1-when stands twice"):
        render_anki([canals(), canals()])


def test_a_style_sheet_without_a_date_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(renderer, "template_folder", lambda: tmp_path)
    with pytest.raises(RenderError, match=r"card\.css: no such file"):
        render_anki([canals()])
    (tmp_path / "anki").mkdir()
    (tmp_path / "anki" / "card.css").write_text("/* 2026-13-45 */")
    with pytest.raises(RenderError, match="write the day of the last change"):
        render_anki([canals()])


# -------------------------------------------------------------------------------------------------------------- command


def test_command(tmp_path: Path, collection: Collection) -> None:
    old, new, out = tmp_path / "old.toml", tmp_path / "new.toml", tmp_path / "x.apkg"
    old.write_text(deck_file.dumps(canals()), "utf-8")
    less = canals().model_copy(update={"questions": canals().questions[:1]})
    new.write_text(deck_file.dumps(less), "utf-8")
    result = CliRunner().invoke(main, ["anki", str(new), "-o", str(out), "--deck", "Mine", "--retire-tag", str(old)])
    assert (result.exit_code, result.output) == (0, f"{out}: 10 notes\n")
    assert out.read_bytes() == render_anki([less], deck_name="Mine", before=[canals()])
    result = CliRunner().invoke(main, ["anki", str(new), "-o", "-"])
    assert result.stdout_bytes == render_anki([less])
    assert result.stderr == "-: 1 note\n"
    assert CliRunner().invoke(main, ["anki", str(new), "-q", "-o", str(out)]).output == ""


def test_command_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "canals.toml"
    path.write_text(deck_file.dumps(canals()), "utf-8")
    result = CliRunner().invoke(main, ["anki", str(path), str(path), "-o", str(tmp_path / "x.apkg")])
    assert (result.exit_code, result.stderr[:35]) == (1, "quizgen: question f1-when stands tw")
    assert not (tmp_path / "x.apkg").exists()


# ------------------------------------------------------------------------------------------------------- a running Anki


def test_push(collection: Collection) -> None:
    anki = AnkiConnect(collection)
    deck = canals()
    with running_anki(anki) as port:
        assert push(anki_notes([deck]), port) == Pushed(10, 0, 0)
        assert push(anki_notes([deck]), port) == Pushed(0, 0, 10)
        schedules = study(collection, collection.get_note(collection.find_notes("Id:f1-when")[0]))
        collection.db.execute("update notes set mod = ?", int(CHANGED.timestamp()))  # pushed long ago
        edited = collection.get_note(collection.find_notes("Id:f2-years")[0])
        edited["Question"], edited.tags = "{{c1::mine}}", ["hard"]
        collection.update_note(edited)
        corrected = change(change(deck, 0, stem="In which month did it open?"), 1, stem="It took ____ years.")
        assert push(anki_notes([corrected]), port) == Pushed(0, 1, 9)
    note = collection.get_note(collection.find_notes("Id:f1-when")[0])
    assert note["Question"] == "In which month did it open?"
    assert schedule(collection, note) == schedules
    assert collection.get_note(edited.id)["Question"] == "{{c1::mine}}"
    assert collection.get_note(edited.id).tags == ["hard"]
    assert deck_names(collection) == ["Three canals"]
    allowed = {
        "modelNames",
        "modelFieldNames",
        "modelTemplates",
        "createModel",
        "createDeck",
        "findNotes",
        "notesInfo",
        "multi",
    }
    assert set(anki.seen) <= allowed | {"addNote", "updateNoteFields", "addTags"}


def test_push_after_an_import_updates_its_notes(collection: Collection) -> None:
    import_package(collection, render_anki([canals()]))
    with running_anki(AnkiConnect(collection)) as port:
        assert push(anki_notes([change(canals(), 0, answer="1869")]), port) == Pushed(0, 1, 9)
    assert note_of(collection, "f1-when")["Answer"] == "1869"
    assert collection.note_count() == 10


def test_push_shows_the_placing_line_on_cards_made_before_there_was_one(collection: Collection) -> None:
    with running_anki(AnkiConnect(collection)) as port:
        push(anki_notes([canals()]), port)
        old = collection.models.by_name("Quizgen short")
        assert old is not None
        old["tmpls"][0]["qfmt"] = "mine: {{Question}}"
        collection.models.update_dict(old)
        collection.db.execute("update notes set mod = ?", int(CHANGED.timestamp()))  # pushed long ago
        anki = AnkiConnect(collection)
    with running_anki(anki) as port:
        push(anki_notes([change(canals(), 0, context="placed")]), port)
        push(anki_notes([canals()]), port)
    assert anki.seen.count("updateModelTemplates") == 1
    front, _ = sides(note_of_question(collection, "f1-when").cards()[0])
    assert front.text == "Three canalsmine: When did the Suez Canal open to ships?"


def note_of_question(collection: Collection, guid: str) -> Note:
    """AnkiConnect draws other guids than ours; the question's id is in a field."""
    return collection.get_note(collection.find_notes(f"Id:{guid}")[0])


def test_push_tags_retired_questions(collection: Collection) -> None:
    less = canals().model_copy(update={"questions": canals().questions[1:]})
    with running_anki(AnkiConnect(collection)) as port:
        assert push(anki_notes([less], before=[canals()]), port) == Pushed(9, 0, 1)  # it never was there
        push(anki_notes([canals()]), port)
        assert push(anki_notes([less], before=[canals()]), port) == Pushed(0, 1, 9)
        assert push(anki_notes([less], before=[canals()]), port) == Pushed(0, 0, 10)
    assert len(collection.find_notes("tag:retired")) == 1


def test_push_sends_many_in_batches(collection: Collection) -> None:
    anki = AnkiConnect(collection)
    text = '_*:"\\ (x) OR -y'
    decks = [every_slot(f"s_{number}*\\", text) for number in range(13)]
    with running_anki(anki) as port:
        assert push(anki_notes(decks, deck_name="All"), port) == Pushed(104, 0, 0)
        assert push(anki_notes(decks, deck_name="All"), port) == Pushed(0, 0, 104)
    assert anki.seen.count("multi") == 6


def test_push_says_what_is_wrong(collection: Collection) -> None:
    anki = AnkiConnect(collection)
    with running_anki(anki) as port:
        push(anki_notes([canals()]), port)
        models = collection.models
        model = models.by_name("Quizgen short")
        models.rename_field(model, model["flds"][1], "Mine")
        models.update_dict(model)
        with pytest.raises(RenderError, match="note type 'Quizgen short' has no field 'Question'"):
            push(anki_notes([canals()]), port)
        models.rename_field(model, model["flds"][1], "Question")
        models.update_dict(model)
        anki.createDeck = lambda deck: 1 / 0
        with pytest.raises(RenderError, match="Anki refuses createDeck: division by zero"):
            push(anki_notes([canals()]), port)
        anki.answer = lambda request: {"hello": "world"}
        with pytest.raises(RenderError, match="not AnkiConnect 6"):
            push(anki_notes([canals()]), port)
    with pytest.raises(RenderError, match=f"Anki does not answer at port {port}; start Anki"):
        push(anki_notes([canals()]), port)
