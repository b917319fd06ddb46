"""Anki packages (.apkg, .colpkg) -> Cards, with zipfile and SQLite alone."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator

from quizgen.bring.card import Card, CardError, make_card, plain
from quizgen.bring.clozes import DELETION, anki_clozes

LARGEST = 500_000_000  # bytes of the unpacked collection
QUESTION = ("question", "front", "stem", "text", "prompt", "statement")
ANSWER = ("answer", "back", "back extra", "definition", "extra")


def read_package(raw: bytes, name: str) -> Iterator[Card]:
    """Cards of an Anki package: notes by their fields' names, else their first two fields; deletions one card each.

    Raises CardError for what is no package, and for packages of the newest form, which are compressed in another way.
    """
    connection = _collection(raw, name)
    try:
        fields = {
            int(key): [field["name"].lower() for field in model["flds"]]
            for key, model in json.loads(connection.execute("SELECT models FROM col").fetchone()[0]).items()
        }
        rows = connection.execute("SELECT mid, flds FROM notes ORDER BY id").fetchall()
    except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
        raise CardError(f"{name}: a damaged Anki package ({error}); export it again") from None
    finally:
        connection.close()
    for number, (model, packed) in enumerate(rows, 1):
        values = str(packed).split("\x1f")
        named = dict(zip(fields.get(int(model), []), values, strict=False))
        if cloze := next((value for value in values if DELETION.search(value)), None):
            yield from anki_clozes(cloze, number)
            continue
        question = next((named[key] for key in QUESTION if plain(named.get(key, ""))), values[0])
        answer = next((named[key] for key in ANSWER if plain(named.get(key, ""))), values[1] if len(values) > 1 else "")
        if plain(question) and plain(answer):
            wrong = [
                value
                for key, value in named.items()
                if key.startswith(("distractor", "wrong", "option")) and plain(value)
            ]
            yield make_card(question, answer, wrong, number)


def _collection(raw: bytes, name: str) -> sqlite3.Connection:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.namelist()
            if "collection.anki21b" in members:
                raise CardError(f"{name}: export it from Anki with “Support older Anki versions” ticked, and try again")
            member = next((each for each in ("collection.anki21", "collection.anki2") if each in members), None)
            if member is None:
                raise CardError(f"{name}: no Anki package: it holds no collection")
            if archive.getinfo(member).file_size > LARGEST:
                raise CardError(f"{name}: its collection is larger than {LARGEST // 1_000_000} MB; export fewer decks")
            database = archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, OSError):
        raise CardError(f"{name}: not an Anki package; it should be a .apkg file") from None
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
    except sqlite3.Error:
        connection.close()
        raise CardError(f"{name}: a damaged Anki package; export it again") from None
    return connection
