"""The real Anki (PyPI `anki`) for the tests: import a package, study, look at cards, be a local AnkiConnect."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from anki.collection import Card, Collection, ImportAnkiPackageRequest, Note  # importing anki.cards first is a circle


def import_package(collection: Collection, content: bytes) -> dict[str, int]:
    """Import under the options that Anki offers first; how many notes came to what."""
    path = Path(collection.path).with_suffix(".apkg")
    path.write_bytes(content)
    options = collection._backend.get_import_anki_package_presets()
    assert not options.merge_notetypes
    assert not options.with_scheduling
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    collection.models._clear_cache()
    outcomes = {field.name: getattr(log, field.name) for field in log.DESCRIPTOR.fields if field.is_repeated}
    return {name: len(notes) for name, notes in outcomes.items() if len(notes)}


def note_of(collection: Collection, guid: str) -> Note:
    return collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))


def edit(collection: Collection, note: Note, changed: int | None = None) -> None:
    """Save a learner's change, at a moment of our choice."""
    collection.update_note(note)
    if changed is not None:
        collection.db.execute("update notes set mod = ? where id = ?", changed, note.id)


def study(collection: Collection, note: Note) -> list[Any]:
    """Give the note's card an interval, as a year of reviews would; its schedule."""
    card = note.cards()[0]
    card.type, card.queue, card.ivl, card.reps, card.due = 2, 2, 120, 7, 300
    collection.update_card(card)
    return schedule(collection, note)


def schedule(collection: Collection, note: Note) -> list[Any]:
    return collection.db.first("select did, type, queue, due, ivl, reps from cards where nid = ?", note.id)


class Page(HTMLParser):
    """The text that a reader sees, and the elements that it stands in, without those for looks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.elements, self._script = "", [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if tag == "br":
            self.text += "\n"
        elif tag not in ("mark", "span"):
            self.elements.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if not self._script:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", [data]))


def sides(card: Card) -> tuple[Page, Page]:
    """Front and back as Anki's own renderer makes them; neither has sound or LaTeX."""
    output = card.render_output()
    assert not output.question_av_tags
    assert not output.answer_av_tags
    for html in (output.question_text, output.answer_text):
        assert not card.col._backend.extract_latex(text=html, svg=False, expand_clozes=False).latex
    return Page(output.question_text), Page(output.answer_text)


# ---------------------------------------------------------------------------------------------------------- AnkiConnect


class AnkiConnect:
    """The actions of AnkiConnect that we use, with its checks and its replies, over a real collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.seen = collection, []

    def answer(self, request: dict[str, Any]) -> Any:
        self.seen.append(request["action"])
        try:
            result, error = getattr(self, request["action"])(**request.get("params", {})), None
        except Exception as problem:
            result, error = None, str(problem)
        # Version 4, which is meant when none is given, answers without an envelope.
        return {"result": result, "error": error} if request.get("version", 4) > 4 else result

    def multi(self, actions: list[dict[str, Any]]) -> list[Any]:
        return [self.answer(action) for action in actions]

    def modelNames(self) -> list[str]:  # noqa: N802
        return [each.name for each in self.collection.models.all_names_and_ids()]

    def modelFieldNames(self, modelName: str) -> list[str]:  # noqa: N802, N803
        return self.collection.models.field_names(self.collection.models.by_name(modelName))

    def createModel(  # noqa: N802
        self,
        modelName: str,  # noqa: N803
        inOrderFields: list[str],  # noqa: N803
        cardTemplates: list[dict[str, str]],  # noqa: N803
        css: str | None = None,
        isCloze: bool = False,  # noqa: N803
    ) -> None:
        models = self.collection.models
        if modelName in self.modelNames():
            raise ValueError("Model name already exists")
        model = models.new(modelName)
        model["type"] = int(isCloze)
        for name in inOrderFields:
            models.add_field(model, models.new_field(name))
        model["css"] = css
        for each in cardTemplates:
            template = models.new_template(each["Name"])
            template["qfmt"], template["afmt"] = each["Front"], each["Back"]
            models.add_template(model, template)
        models.add(model)

    def modelTemplates(self, modelName: str) -> dict[str, dict[str, str]]:  # noqa: N802, N803
        model = self.collection.models.by_name(modelName)
        return {each["name"]: {"Front": each["qfmt"], "Back": each["afmt"]} for each in model["tmpls"]}

    def updateModelTemplates(self, model: dict[str, Any]) -> None:  # noqa: N802
        known = self.collection.models.by_name(model["name"])
        for each in known["tmpls"]:
            sides = model["templates"][each["name"]]
            each["qfmt"], each["afmt"] = sides["Front"], sides["Back"]
        self.collection.models.update_dict(known)

    def createDeck(self, deck: str) -> int:  # noqa: N802
        return self.collection.decks.id(deck)

    def findNotes(self, query: str) -> list[int]:  # noqa: N802
        return list(self.collection.find_notes(query))

    def notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        infos = []
        for note in map(self.collection.get_note, notes):
            fields = {name: {"value": value, "order": order} for order, (name, value) in enumerate(note.items())}
            infos.append(
                {"noteId": note.id, "modelName": note.note_type()["name"], "tags": note.tags, "fields": fields}
                | {"mod": note.mod, "cards": note.card_ids()}
            )
        return infos

    def addNote(self, note: dict[str, Any]) -> int:  # noqa: N802
        model, deck = self.collection.models.by_name(note["modelName"]), self.collection.decks.by_name(note["deckName"])
        if model is None or deck is None:
            raise ValueError(f"deck or model was not found: {note['deckName']}, {note['modelName']}")
        new = self.collection.new_note(model)
        new.tags = note["tags"]
        for name, value in note["fields"].items():
            new[name] = value
        if new.duplicate_or_empty():
            raise ValueError("cannot create note because it is a duplicate")
        self.collection.add_note(new, deck["id"])
        return new.id

    def updateNoteFields(self, note: dict[str, Any]) -> None:  # noqa: N802
        known = self.collection.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in known:
                known[name] = value
        self.collection.update_note(known)

    def addTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self.collection.tags.bulk_add(notes, tags)


@contextmanager
def running_anki(anki: AnkiConnect) -> Iterator[int]:
    """Serve an AnkiConnect; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = json.dumps(anki.answer(request)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
