"""Notes -> a running Anki, through its add-on AnkiConnect (version 6 of its protocol). Nothing leaves this machine.

The rules are those of importing a package: a note is found by its question's id, what is newer here is updated, what
the learner changed later stays, nothing is deleted.
"""

import json
import re
import unicodedata
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from quizgen.errors import RenderError
from quizgen.render.anki import NoteType, note_types
from quizgen.render.anki_notes import FIELDS, RETIRED, SPARE_FIELDS, Note

PORT = 8765
BATCH = 50  # the add-on reads slowly, and Anki waits for it meanwhile
TIMEOUT = 120.0
PLACING = '{{#Spare 1}}<div class="placing">{{Spare 1}}</div>{{/Spare 1}}'


class Pushed(NamedTuple):
    """How many notes were added, updated, and left as they were."""

    added: int
    updated: int
    left: int


def push(notes: Iterable[Note], port: int = PORT) -> Pushed:
    """Add notes to the running Anki and update those that it has.

    Raises RenderError when Anki does not answer or refuses something; what was sent until then stays.
    """
    types = note_types()
    _prepare_types(port, types.values())
    decks: set[str] = set()
    added = updated = left = 0
    rest = iter(notes)
    while batch := list(islice(rest, BATCH)):
        found = _found(port, batch)
        actions = [_action("createDeck", deck=deck) for deck in sorted({note.deck for note in batch} - decks)]
        decks.update(note.deck for note in batch)
        for note in batch:
            info = found.get(note.guid)
            if info is None and RETIRED not in note.tags:
                actions.append(_action("addNote", note=_note(note, types[note.form].name)))
                added += 1
            elif info is not None and (changes := list(_changes(note, info))):
                actions += changes
                updated += 1
            else:
                left += 1
        _multi(port, actions)
    return Pushed(added, updated, left)


def _prepare_types(port: int, types: Iterable[NoteType]) -> None:
    """Make the note types that Anki does not have yet, and see to it that the others can take our fields."""
    known = _call(port, "modelNames")
    for each in types:
        if each.name not in known:
            _call(
                port,
                "createModel",
                modelName=each.name,
                inOrderFields=[*FIELDS, *SPARE_FIELDS],
                css=each.css,
                isCloze=each.cloze,
                cardTemplates=[{"Name": "Card", "Front": each.front, "Back": each.back}],
            )
        elif missing := set(FIELDS).difference(_call(port, "modelFieldNames", modelName=each.name)):
            raise RenderError(f"Anki's note type {each.name!r} has no field {min(missing)!r} any more; add it there")
        else:
            _show_placing(port, each.name)


def _show_placing(port: int, name: str) -> None:
    """Put the placing line above the cards of a note type that was made before there was one, whatever they look like."""
    known = _call(port, "modelTemplates", modelName=name)
    if all(PLACING in template["Front"] for template in known.values()):
        return
    templates = {card: {side: PLACING + html for side, html in sides.items()} for card, sides in known.items()}
    _call(port, "updateModelTemplates", model={"name": name, "templates": templates})


def _found(port: int, notes: Sequence[Note]) -> dict[str, Any]:
    """What Anki knows of the notes that it has, by their question's id."""
    ids = {note.fields[0]: note.guid for note in notes}
    wanted = " OR ".join(f'"Id:{_searched(html)}"' for html in ids)
    infos = _call(port, "notesInfo", notes=_call(port, "findNotes", query=f'"note:Quizgen *" ({wanted})'))
    if any("mod" not in info for info in infos):
        raise RenderError("this AnkiConnect does not tell when a note was changed; update it under Tools, Add-ons")
    return {ids[html]: info for info in infos if (html := info["fields"]["Id"]["value"]) in ids}


def _searched(text: str) -> str:
    """A text without what has a meaning in Anki's search."""
    return re.sub(r'([\\"*_:])', r"\\\1", text)


def _changes(note: Note, info: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The actions that bring a note of Anki's up to date; none when it is, or when the learner changed it later."""
    if RETIRED in note.tags:
        if RETIRED not in info["tags"]:
            yield _action("addTags", notes=[info["noteId"]], tags=RETIRED)
        return
    fields = {
        name: html
        for name, html in zip(FIELDS, note.fields, strict=True)
        if unicodedata.normalize("NFC", html) != info["fields"][name]["value"]
    }
    if fields and note.changed > info["mod"]:
        yield _action("updateNoteFields", note={"id": info["noteId"], "fields": fields})
        yield _action("addTags", notes=[info["noteId"]], tags=" ".join(note.tags))


def _note(note: Note, type_name: str) -> dict[str, Any]:
    fields = dict(zip(FIELDS, note.fields, strict=True))
    return {"deckName": note.deck, "modelName": type_name, "fields": fields, "tags": list(note.tags)}


# -------------------------------------------------------------------------------------------------------- the protocol


def _action(name: str, **params: Any) -> dict[str, Any]:
    return {"action": name, "version": 6, "params": params}


def _multi(port: int, actions: Sequence[dict[str, Any]]) -> None:
    for action, reply in zip(actions, _call(port, "multi", actions=actions), strict=True):
        _result(action["action"], reply)


def _call(port: int, name: str, **params: Any) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}", json.dumps(_action(name, **params)).encode(), {"Content-Type": "application/json"}
    )
    # No proxy: the text must not leave this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            reply = json.load(answer)
    except (OSError, ValueError):
        raise RenderError(
            f"Anki does not answer at port {port}; start Anki, with the add-on AnkiConnect (2055492159), and try again"
        ) from None
    return _result(name, reply)


def _result(name: str, reply: Any) -> Any:
    """What an action gave; RenderError when it failed."""
    if not isinstance(reply, dict) or "error" not in reply:
        raise RenderError("what answers is not AnkiConnect 6; update the add-on in Anki under Tools, Add-ons")
    if reply["error"] is not None:
        raise RenderError(f"Anki refuses {name}: {reply['error']}")
    return reply["result"]
