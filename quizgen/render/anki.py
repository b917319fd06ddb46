"""Decks -> Anki package.

genanki lays out the collection and the note types. The rows are written here: genanki stamps all notes with one time,
so that each import would overwrite what learners changed, and keeps all notes in memory.
"""

import hashlib
import io
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quizgen.errors import RenderError
from quizgen.models import Context, Deck, Form
from quizgen.render.anki_notes import FIELDS, SPARE_FIELDS, Note, anki_notes
from quizgen.resources import template_folder

# Never changed: Anki knows note types, and their fields and templates, by ids that are counted on from these.
TYPE_IDS: dict[Form, int] = {
    "short": 1726351840100,
    "cloze": 1726351840200,
    "choice": 1726351840300,
    "true-false": 1726351840400,
    "matching": 1726351840500,
    "ordering": 1726351840600,
}
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


class NoteType(NamedTuple):
    """How the cards of a form look: front and back are HTML with Anki's `{{Field}}`."""

    id: int
    name: str
    cloze: bool
    front: str
    back: str
    css: str
    changed: int  # seconds since 1970
    sort_field: int


def render_anki(
    decks: Iterable[Deck],
    *,
    deck_name: str | None = None,
    per_kind: bool = False,
    before: Iterable[Deck] = (),
    context: Context = "placed",
) -> bytes:
    """The `.apkg` file of some decks; the same decks give the same bytes.

    `deck_name` is the deck inside Anki, else each deck's title is; `News::Moscow` nests, and with `::` at its end the
    title follows. `per_kind` makes a subdeck for each kind of fact. `before` holds older states of the decks: what only
    they have goes along, tagged `retired`. `context` is the most that may stand beside a question: with `placed` the
    article's title above it, with `article` the sentence before its evidence too. Raises RenderError for a question that stands twice or that makes no card.
    """
    content, _ = package(anki_notes(decks, deck_name=deck_name, per_kind=per_kind, before=before, context=context))
    return content


def package(notes: Iterable[Note]) -> tuple[bytes, int]:
    """The `.apkg` file of some notes, and their number. They are taken one by one: there may be 100,000 of them."""
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w") as archive:
        path = Path(folder) / "collection.anki2"
        number = _write_collection(path, notes)
        with path.open("rb") as collection, archive.open(_entry("collection.anki2"), "w") as member:
            shutil.copyfileobj(collection, member)
        archive.writestr(_entry("media"), "{}")
    return out.getvalue(), number


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that says nothing of when and where it was made."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    return entry


def _write_collection(path: Path, notes: Iterable[Note]) -> int:
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    types = note_types()
    decks: dict[str, int] = {}
    number = first_id = 0
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + APKG_SCHEMA + APKG_COL)
        for number, note in enumerate(notes, 1):
            first_id = first_id or note.changed * 1000  # Anki shows ids as times of creation
            note_id = first_id + number
            deck_id = decks.get(note.deck) or decks.setdefault(note.deck, _deck_id(note.deck))
            tags = f" {' '.join(note.tags)} "
            fields = "\x1f".join((*note.fields, *("" for _ in SPARE_FIELDS)))
            sorted_by = note.fields[types[note.form].sort_field]
            database.execute(_NOTE, (note_id, note.guid, types[note.form].id, note.changed, tags, fields, sorted_by))
            database.execute(_CARD, (note_id, note_id, deck_id, note.changed, number))
        database.execute("UPDATE col SET models = ?, decks = json_patch(decks, ?)", (_models(types), _decks(decks)))
        database.commit()
    return number


def note_types() -> dict[Form, NoteType]:
    """The note types out of `templates/anki`; RenderError when a file is missing or the style sheet has no date.

    Anki takes over a look that is newer than its own, so the style sheet says when it was last changed.
    """
    folder = template_folder() / "anki"
    css = _read(folder / "card.css")
    try:
        changed = datetime.fromisoformat("".join(re.findall(r"\d{4}-\d\d-\d\d", css)[:1])).replace(tzinfo=UTC)
    except ValueError:
        raise RenderError(f"{folder / 'card.css'}: write the day of the last change into it, as 2026-11-23") from None
    return {
        form: NoteType(
            id=TYPE_IDS[form],
            name=f"Quizgen {form}",
            cloze=form == "cloze",
            front=_read(folder / f"{form}.front.html"),
            back=_read(folder / f"{form}.back.html"),
            css=css,
            changed=int(changed.timestamp()),
            sort_field=FIELDS.index("Item" if form in ("matching", "ordering") else "Question"),
        )
        for form in TYPE_IDS
    }


def _read(path: Path) -> str:
    """A template's text, with `<!-- name.html -->` replaced by that file of the same folder."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise RenderError(f"{path}: {(error.strerror or str(error)).lower()}; install quizgen again") from None
    return re.sub(r"<!-- (\w+\.html) -->\n?", lambda match: _read(path.parent / match[1]), text)


def _models(types: dict[Form, NoteType]) -> str:
    """The note types as Anki keeps them."""
    import genanki

    models = {}
    for each in types.values():
        model = genanki.Model(
            each.id,
            each.name,
            fields=[{"name": name, "id": each.id + 1 + place} for place, name in enumerate(FIELDS + SPARE_FIELDS)],
            templates=[{"name": "Card", "id": each.id + 50, "qfmt": each.front, "afmt": each.back}],
            css=each.css,
            model_type=genanki.Model.CLOZE if each.cloze else genanki.Model.FRONT_BACK,
            sort_field_index=each.sort_field,
        )
        models[str(each.id)] = model.to_json(each.changed, 1)
    return json.dumps(models)


def _decks(decks: dict[str, int]) -> str:
    import genanki

    return json.dumps({str(number): genanki.Deck(number, name).to_json() for name, number in decks.items()})


def _deck_id(name: str) -> int:
    """Anki knows decks by name; the number only has to differ. Its own deck has the number 1."""
    return 1 if name.lower() == "default" else 1 << 40 | int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
