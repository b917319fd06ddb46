"""Deck <-> TOML. A person's comments and order survive, since an existing file is edited, not replaced."""

import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel, ValidationError

from quizgen.errors import DeckError
from quizgen.models import Deck

HEAD = "A quizgen deck. Edit stems and answers freely; keep the ids: learners' histories hang on them."


def loads(text: str, name: str = "deck") -> Deck:
    """Deck of a TOML text.

    Raises DeckError, with the line where there is one, for broken TOML, unknown keys, missing fields, doubled ids.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, rest = str(error).partition(" (at line ")
        where = rest.split(",")[0] or len(text.splitlines())  # or "at end of document"
        raise DeckError(f"{name}:{where}: this is not TOML: {what.lower()}") from None
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
    """TOML text of a deck. What `old`, the text it replaces, says as well stays as it was typed, with all comments."""
    head, blocks = _parts(old)
    article = _plain(deck.article)
    data: dict[str, Any] = {"title": deck.title, "article": article}
    texts = [_head_text(deck.title, article, head)]
    for label, records in (("facts", deck.facts), ("questions", deck.questions)):
        for record in records:
            plain = _plain(record)
            plain = {"id": plain.pop("id")} | ({"kind": record.kind} if label == "facts" else {}) | plain
            data.setdefault(label, []).append(plain)
            texts.append(_block_text(label, plain, blocks.get((label, record.id), "")))
    text = "\n".join(texts)
    # A file that is written in an odd way loses its comments rather than its questions.
    return text if not old or _read(text) == data else dumps(deck)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: into a temporary file beside it, then renamed.

    A device or a pipe is written to, for the renamed file would take its place.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise DeckError(f"{path}: cannot write: {(error.strerror or str(error)).lower()}") from None


def _plain(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _read(text: str) -> dict[str, Any]:
    """The data of a TOML text; nothing when it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _parts(text: str) -> tuple[str, dict[tuple[str, str], str]]:
    """A deck's text taken apart: what stands before the facts, and each fact and question by label and id.

    The comment right above `[[questions]]` belongs to that question.
    """
    head, *rest = re.split(r"(?m)^((?:[ \t]*#.*\n)*[ \t]*\[\[)", text)
    blocks = {}
    for start, end in zip(rest[::2], rest[1::2], strict=True):
        block = f"{start}{end}".rstrip() + "\n"
        for label, tables in _read(block).items():
            if isinstance(tables, list) and len(tables) == 1:
                blocks[label, str(tables[0].get("id"))] = block
    return head.rstrip() + "\n", blocks


def _head_text(title: str, article: dict[str, Any], old: str) -> str:
    there = _read(old)
    if there.keys() != {"title", "article"}:
        document = tomlkit.document()
        document.add(tomlkit.comment(HEAD))
        document.add("title", tomlkit.item(title))
        document.add(tomlkit.nl())
        document.add("article", tomlkit.table())
    elif there == {"title": title, "article": article}:
        return old
    else:
        document = tomlkit.parse(old)
        document["title"] = title
    _merge(document["article"], article)
    return tomlkit.dumps(document)


def _block_text(label: str, data: dict[str, Any], old: str) -> str:
    if old and _read(old) == {label: [data]}:
        return old
    document = tomlkit.parse(old or f"[[{label}]]\n")
    _merge(document[label][0], data)
    return tomlkit.dumps(document)


def _merge(table: Any, data: dict[str, Any]) -> None:
    """Make a table say what the data says; what says it already stays as it was typed."""
    plain = table.unwrap()
    for key in plain.keys() - data.keys():
        table.remove(key)
    for key, value in data.items():
        if key not in plain or plain[key] != value:
            table[key] = _value(value)


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
