"""Deck -> TOML: what a person typed into the old file stays as it was typed, comments too."""

import re
import tomllib
from typing import Any

import tomlkit

from quizgen.deck_file.reading import MARK, PLAIN, articles_of, by_id
from quizgen.deck_file.typed import completed
from quizgen.models import Deck, Fact, FactBase, KeptArticle, Question

HEAD = "A quizgen deck. Edit stems and answers freely; keep the ids: learners' histories hang on them."


def dumps(deck: Deck, old: str = "") -> str:
    """TOML text of a deck. What `old`, the text it replaces, says as well stays as it was typed, with all comments."""
    head, blocks = _parts(old.removeprefix(MARK))
    data: dict[str, Any] = deck.model_dump(include=set(PLAIN), exclude_defaults=True)
    texts = [head_text(deck, head)]
    for label, records in (("questions", deck.questions), ("facts", deck.facts), ("articles", deck.articles)):
        for record in records:
            plain = _plain(record)
            data.setdefault(label, []).append(plain)
            texts.append(_block_text(label, plain, blocks.get((label, record.id), "")))
    text = "\n".join(texts)
    # A file that is written in an odd way loses its comments rather than its questions.
    return text if not old or _read(text) == data else dumps(deck)


def question_text(question: Question, old: str = "") -> str:
    """The block of one question; what `old`, the block it replaces, says as well stays as it was typed, with its comments."""
    plain = _plain(question)
    text = _block_text("questions", plain, old)
    return text if not old or _read(text) == {"questions": [plain]} else _block_text("questions", plain, "")


def _plain(record: Question | Fact | KeptArticle) -> dict[str, Any]:
    """What is written of a record: its id first, of a fact its kind."""
    plain = record.model_dump(mode="json", exclude_defaults=True)
    first = {"id": plain.pop("id")} | ({"kind": record.kind} if isinstance(record, FactBase) else {})
    return first | plain


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
    articles, facts = by_id(articles_of(deck)), by_id(deck.get("facts", ()))
    blocks = {}
    for start, end in zip(rest[::2], rest[1::2], strict=True):
        block = f"{start}{end}".rstrip() + "\n"
        for label, tables in _read(block).items():
            if isinstance(tables, list) and len(tables) == 1:
                record = completed(tables[0], articles, facts) if label == "questions" else tables[0]
                blocks[label, str(record.get("id"))] = block
    return head.rstrip() + "\n", blocks


def head_text(deck: Deck, old: str = "") -> str:
    """What stands before the questions; of `old`, the text it replaces, all that says the same, comments too."""
    there, data = _read(old), deck.model_dump(include=set(PLAIN), exclude_defaults=True)
    if there == data:
        return old
    document = tomlkit.parse(old) if "title" in there else tomlkit.document()
    if "title" not in there:
        document.add(tomlkit.comment(HEAD))
    for other in document.keys() - set(data):  # [article] of the first edition
        document.remove(other)
    for key, value in data.items():
        if there.get(key) != value:
            document[key] = value
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
