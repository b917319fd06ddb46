"""Deck -> TOML: what a person typed into the old file stays as it was typed, comments too."""

import re
import tomllib
from typing import Any

import tomlkit
from pydantic import BaseModel

from quizgen.deck_file.reading import MARK, by_id
from quizgen.deck_file.typed import completed
from quizgen.models import Deck, FactBase

HEAD = "A quizgen deck. Edit stems and answers freely; keep the ids: learners' histories hang on them."


def dumps(deck: Deck, old: str = "") -> str:
    """TOML text of a deck. What `old`, the text it replaces, says as well stays as it was typed, with all comments."""
    head, blocks = _parts(old.removeprefix(MARK))
    data: dict[str, Any] = {"title": deck.title}
    texts = [_head_text(deck.title, head)]
    for label, records in (("questions", deck.questions), ("facts", deck.facts), ("articles", deck.articles)):
        for record in records:
            plain = _plain(record)
            first = {"id": plain.pop("id")} | ({"kind": record.kind} if isinstance(record, FactBase) else {})
            data.setdefault(label, []).append(first | plain)
            texts.append(_block_text(label, first | plain, blocks.get((label, record.id), "")))
    text = "\n".join(texts)
    # A file that is written in an odd way loses its comments rather than its questions.
    return text if not old or _read(text) == data else dumps(deck)


def _plain(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True)


def _read(text: str) -> dict[str, Any]:
    """The data of a TOML text; nothing when it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _parts(text: str) -> tuple[str, dict[tuple[str, str], str]]:
    """A deck's text taken apart: what stands before the questions, and each record by label and id.

    The comment right above `[[questions]]` belongs to that question.
    """
    head, *rest = re.split(r"(?m)^((?:[ \t]*#.*\n)*[ \t]*\[\[)", text)
    deck = _read(text)
    articles, facts = by_id(deck.get("articles", ())), by_id(deck.get("facts", ()))
    blocks = {}
    for start, end in zip(rest[::2], rest[1::2], strict=True):
        block = f"{start}{end}".rstrip() + "\n"
        for label, tables in _read(block).items():
            if isinstance(tables, list) and len(tables) == 1:
                record = completed(tables[0], articles, facts) if label == "questions" else tables[0]
                blocks[label, str(record.get("id"))] = block
    return head.rstrip() + "\n", blocks


def _head_text(title: str, old: str) -> str:
    there = _read(old)
    if there == {"title": title}:
        return old
    document = tomlkit.parse(old) if "title" in there else tomlkit.document()
    if "title" not in there:
        document.add(tomlkit.comment(HEAD))
    for other in document.keys() - {"title"}:  # [article] of the first edition
        document.remove(other)
    if there.get("title") != title:
        document["title"] = title
    return tomlkit.dumps(document).rstrip() + "\n"


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
