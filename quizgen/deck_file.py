"""Deck <-> TOML. A person's comments and order survive, since an existing file is edited, not replaced."""

import os
import tempfile
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import ParseError
from tomlkit.items import Table, Whitespace

from quizgen.errors import DeckError
from quizgen.models import Deck

HEAD = "A quizgen deck. Edit stems and answers freely; keep the ids: learners' histories hang on them."


def loads(text: str, name: str = "deck") -> Deck:
    """Deck of a TOML text.

    Raises DeckError, with the line where there is one, for broken TOML, unknown keys, missing fields, doubled ids.
    """
    try:
        data = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise DeckError(f"{name}:{error.line}: this is not TOML: {_first_line(str(error))}") from None
    try:
        deck = Deck.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"]]
        what = "unknown key" if first["type"] == "extra_forbidden" else first["msg"].lower()
        raise DeckError(f"{name}:{_line_of(text, place)}: {'.'.join(place)}: {what}") from None
    for label, ids in (("question", [q.id for q in deck.questions]), ("fact", [f.id for f in deck.facts])):
        seen: set[str] = set()
        for number, each in enumerate(ids):
            if each in seen:
                line = _line_of(text, [f"{label}s", str(number), "id"])
                raise DeckError(f"{name}:{line}: {label} id {each!r} stands twice; ids must differ")
            seen.add(each)
    return deck


def load(path: Path) -> Deck:
    """Deck of a file; DeckError when it cannot be read."""
    try:
        return loads(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError:
        raise DeckError(f"{path}: not a text file in UTF-8; a deck is a .toml file made by `quizgen make`") from None
    except OSError as error:
        raise DeckError(f"{path}: {(error.strerror or str(error)).lower()}; check the path") from None


def dumps(deck: Deck, old: str = "") -> str:
    """TOML text of a deck. Comments of `old`, the text it replaces, stay with the questions and facts they stood in."""
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    document.add("title", tomlkit.item(deck.title))
    document.add(tomlkit.nl())
    document.add("article", _table(deck.article.model_dump(mode="json", exclude_defaults=True)))
    kept = _tables_by_id(old)
    for label, records in (("facts", deck.facts), ("questions", deck.questions)):
        array = tomlkit.aot()
        for record in records:
            data = record.model_dump(mode="json", exclude_defaults=True)
            data = {"id": data.pop("id")} | ({"kind": record.kind} if label == "facts" else {}) | data
            table = kept.get((label, record.id))
            if table is None or table.unwrap() != data:
                table = _merge(table, data) if table is not None else _table(data)
            array.append(table)
        if records:
            document.add(label, array)
    return tomlkit.dumps(document)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: into a temporary file beside it, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise DeckError(f"{path}: cannot write: {(error.strerror or str(error)).lower()}") from None


def _table(data: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in data.items():
        table.add(key, _value(value))
    return table


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        for each in value:
            array.append(_value(each))
        return array.multiline(len(value) > 0 and isinstance(value[0], dict))
    return value


def _merge(table: Table, data: dict[str, Any]) -> Table:
    plain = table.unwrap()
    for key in plain.keys() - data.keys():
        table.remove(key)
    for key, value in data.items():
        if key not in plain or plain[key] != value:
            table[key] = _value(value)
    return table


def _tables_by_id(text: str) -> dict[tuple[str, str], Table]:
    if not text:
        return {}
    document = tomlkit.parse(text)
    found = {
        (label, str(table["id"])): table
        for label in ("facts", "questions")
        for table in document.get(label, [])
        if "id" in table
    }
    for table in found.values():  # the blank line before the next table; writing puts it there again
        while table.value.body and isinstance(table.value.body[-1][1], Whitespace):
            table.value.body.pop()
    return found


def _first_line(text: str) -> str:
    return text.splitlines()[0]


def _line_of(text: str, place: list[str]) -> int:
    """The line of a key: the n-th `[[questions]]` header, then the key below it."""
    wanted = int(place[1]) + 1 if len(place) > 1 and place[1].isdigit() else 0
    seen, found = 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith(f"[[{place[0]}]]") or (
            not wanted and stripped.startswith((f"[{place[0]}]", f"{place[0]} ="))
        ):
            seen += 1
            found = number if seen <= max(wanted, 1) else found
        elif seen == max(wanted, 1) and any(stripped.startswith((f"{key} =", f"{key}=")) for key in place[1:]):
            return number
    return found
