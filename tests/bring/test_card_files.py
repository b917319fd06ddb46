"""Files of cards, as people and programs write them: each form is recognised, read whole, and complained of by line."""

import json
import sqlite3
import zipfile
from pathlib import Path

import genanki
import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from quizgen.bring import Card, CardError, read_cards
from quizgen.bring.card import plain
from quizgen.bring.formats import format_of


def read(text: str, form: str = "") -> list[Card]:
    return read_cards(text.encode(), "cards.txt", form)


def pairs(text: str, form: str = "") -> list[tuple[str, str, str]]:
    return [(card.form, card.question, card.answer) for card in read(text, form)]


CSV = 'Question,Answer,Wrong 1,Wrong 2\n"Who dug it, and when?","Lesseps, 1859",Cook,Eads\n"How long?",164 km,,\n'
ANKI_TEXT = "#separator:tab\n#html:true\n#tags column:3\nWho <b>dug</b> it?\tLesseps &amp; co<br>1859\tcanal\n"
GIFT = r"""// a comment
$CATEGORY: $course$/canals

::Q1:: Who dug it\: he or she? {=Lesseps =de Lesseps ~Cook#no ~%50%Eads}

It opened in 1869. {TRUE#yes}

How many ships? {#15:1}

The canal opened in {=1869} at Suez.

Match. {=Suez -> Egypt =Panama -> Panama =Kiel -> Germany}

Write an essay. {}
"""
AIKEN = "Who dug it?\nA. Cook\nB) Lesseps\nC. Eads\nANSWER: B\n"
NOTES = """---
tags: canal
---
# Canals
The canal opened in :: 1869 #history
[[Suez Canal|The canal]] joins ==two seas== in ==Egypt==.

Q: Who **dug** it?
A: Lesseps

C: The [Suez] Canal opened in [1869].

Which seas does it join?
?
- the Red Sea
- the Mediterranean

Which ports lie on it?
- Suez
- Port Said

```
not :: a card
```
"""


@pytest.mark.parametrize(
    ("text", "form", "wanted"),
    [
        (CSV, "table", [("choice", "Who dug it, and when?", "Lesseps, 1859"), ("short", "How long?", "164 km")]),
        (ANKI_TEXT, "table", [("short", "Who dug it?", "Lesseps & co 1859")]),
        ("Suez\ta canal\nKiel\tanother\n", "table", [("short", "Suez", "a canal"), ("short", "Kiel", "another")]),
        ("What < that?;5 > 4\n", "table", [("short", "What < that?", "5 > 4")]),
        ('[{"question": "Who?", "answer": "Lesseps"}]', "json", [("short", "Who?", "Lesseps")]),
        (
            '```json\n{"cards": [{"front": "True or false: it opened in 1869.", "back": true, "options": ["True", "False"]}]}\n```',
            "json",
            [("true-false", "it opened in 1869.", "True")],
        ),
        (
            '[{"stem": "Who?", "choices": {"A": "Cook", "B": "Lesseps"}, "correct": "B"}]',
            "json",
            [("choice", "Who?", "Lesseps")],
        ),
        ('[{"q": "Who?", "answers": [{"text": "Cook"}, {"text": "Lesseps", "correct": true}]}]', "json", [("choice", "Who?", "Lesseps")]),
        ('[{"question": "Opened in ___?", "answer": 1869}]', "json", [("cloze", "Opened in ____?", "1869")]),
        (AIKEN, "aiken", [("choice", "Who dug it?", "Lesseps")]),
        (
            GIFT,
            "gift",
            [
                ("choice", "Who dug it: he or she?", "Lesseps, de Lesseps, Eads"),
                ("true-false", "It opened in 1869.", "True"),
                ("short", "How many ships?", "15"),
                ("cloze", "The canal opened in ____ at Suez.", "1869"),
                ("matching", "Match.", ""),
            ],
        ),
        (
            NOTES,
            "markdown",
            [
                ("short", "The canal opened in", "1869"),
                ("cloze", "The canal joins ____ in Egypt.", "two seas"),
                ("cloze", "The canal joins two seas in ____.", "Egypt"),
                ("short", "Who dug it?", "Lesseps"),
                ("cloze", "The ____ Canal opened in 1869.", "Suez"),
                ("cloze", "The Suez Canal opened in ____.", "1869"),
                ("short", "Which seas does it join?", "the Red Sea, the Mediterranean"),
                ("short", "Which ports lie on it?", "Suez, Port Said"),
            ],
        ),
        (
            "Q: Who dug it?\nA) Cook\nB) Lesseps\nA: Lesseps\n\nQ: When?\nA: 1859\nto 1869\n",
            "markdown",
            [("choice", "Who dug it?", "Lesseps"), ("short", "When?", "1859 to 1869")],
        ),
        ("{{c1::Suez::town}} lies on the {{c2::Red Sea}}.", "markdown", [("cloze", "____ lies on the Red Sea.", "Suez"), ("cloze", "Suez lies on the ____.", "Red Sea")]),
    ],
)  # fmt: skip
def test_form_and_cards(text: str, form: str, wanted: list[tuple[str, str, str]]) -> None:
    assert format_of(text) == form
    assert pairs(text) == wanted


def test_options_and_accepted_answers_come_along() -> None:
    card, *_ = read(CSV)
    assert card.distractors == ("Cook", "Eads")
    assert card.line == 2
    gift = read("Who? {=Lesseps =de Lesseps}")[0]
    assert (gift.answer, gift.also_accept) == ("Lesseps", ("de Lesseps",))
    matching = read("Match. {=Suez -> Egypt =Kiel -> Germany =Panama -> Panama}")[0]
    assert [(pair.left, pair.right) for pair in matching.pairs] == [("Suez", "Egypt"), ("Kiel", "Germany"), ("Panama", "Panama")]  # fmt: skip


def test_columns_without_header_are_named() -> None:
    table = b"canal\tLesseps\tWho dug it?\n"
    card = read_cards(table, "cards.tsv", columns=("tag", "answer", "question"))[0]
    assert (card.question, card.answer) == ("Who dug it?", "Lesseps")


@pytest.mark.parametrize(
    ("text", "form", "says"),
    [
        ("question,answer\nWho?,\n", "", r"cards\.txt:2: a row without question or answer"),
        ('[{"question": "Who?"}]', "", r"card 1 has no answer; its keys are question"),
        ('[{"question": "Who?" "answer": 1}]', "", r"cards\.txt:1: not JSON"),
        ('{"title": "x", "answer": 1}', "json", "no list of cards"),
        ("Who?\nA. Cook\nB. Eads\nANSWER: D\n", "", r"cards\.txt:4: ANSWER: D names no option"),
        ("Who?\nA. Cook\nB. Eads\n", "aiken", r"cards\.txt:1: this question has no ANSWER"),
        ("Who? {~Cook ~Eads}", "gift", "no right answer"),
        ("# Only a heading\n", "markdown", "no cards found"),
    ],
)
def test_complaints_name_the_line(text: str, form: str, says: str) -> None:
    with pytest.raises(CardError, match=says):
        read(text, form)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("<script>alert(1)</script>Suez", "Suez"),
        ("a<br>b", "a b"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("AT&amp;T", "AT&T"),
        ("[sound:x.mp3] Suez \x1b[31m", "Suez [31m"),
        ("<img src=x onerror=alert(1)>Suez", "Suez"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_fields_are_plain_text(field: str, shown: str) -> None:
    assert plain(field) == shown


def test_a_package_of_genanki(tmp_path: Path) -> None:
    basic = genanki.Model(
        1, "Two", fields=[{"name": "Front"}, {"name": "Back"}], templates=[{"name": "1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}]
    )  # fmt: skip
    deck = genanki.Deck(1, "canals")
    deck.add_note(genanki.Note(basic, ["Who <i>dug</i> it?", "Lesseps"]))
    deck.add_note(genanki.Note(genanki.CLOZE_MODEL, ["{{c1::Suez}} lies in {{c2::Egypt}}.", ""]))
    genanki.Package(deck).write_to_file(tmp_path / "x.apkg")
    cards = read_cards((tmp_path / "x.apkg").read_bytes(), "x.apkg")
    assert [(card.question, card.answer) for card in cards] == [
        ("Who dug it?", "Lesseps"),
        ("____ lies in Egypt.", "Suez"),
        ("Suez lies in ____.", "Egypt"),
    ]


def test_text_and_package_that_anki_itself_exports(tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "c.anki2"))
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"], note["Back"] = "Who <b>dug</b>\tit?", "Lesseps &amp; co"
    collection.add_note(note, 1)
    text, package = tmp_path / "x.txt", tmp_path / "x.apkg"
    collection.export_note_csv(
        out_path=str(text),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    collection.export_anki_package(
        out_path=str(package),
        limit=None,
        options=ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=False, legacy=True),
    )
    collection.close()
    for file in (text, package):
        cards = read_cards(file.read_bytes(), file.name)
        assert [(card.question, card.answer) for card in cards] == [("Who dug it?", "Lesseps & co")], file


def test_packages_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="holds no collection"):
        read_cards(_zipped(tmp_path, "a.txt", b"x"), "x.apkg")
    with pytest.raises(CardError, match="Support older Anki versions"):
        read_cards(_zipped(tmp_path, "collection.anki21b", b"x"), "x.apkg")
    with pytest.raises(CardError, match="damaged"):
        read_cards(_zipped(tmp_path, "collection.anki2", b"no database"), "x.apkg")
    empty = sqlite3.connect(":memory:")
    empty.execute("CREATE TABLE col (models TEXT)")
    with pytest.raises(CardError, match="damaged"):
        read_cards(_zipped(tmp_path, "collection.anki2", empty.serialize()), "x.apkg")
    empty.close()


def _zipped(folder: Path, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr(name, content)
    return (folder / "x.zip").read_bytes()


def test_too_many_and_too_long() -> None:
    with pytest.raises(CardError, match="20,000 cards"):
        read_cards(json.dumps([{"q": "Who?", "a": "he"}] * 20_001).encode(), "x.json")
    with pytest.raises(CardError, match="5,000 characters"):
        read_cards(json.dumps([{"q": "Who?" * 2000, "a": "he"}]).encode(), "x.json")
    with pytest.raises(CardError, match="binary file"):
        read_cards(b"\x7fELF\0\0\0\0", "x")
