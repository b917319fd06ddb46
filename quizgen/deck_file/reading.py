"""TOML -> deck. Whatever is wrong gets one line that names the file and the line and says what to do."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from quizgen.deck_file.first_edition import renewed
from quizgen.deck_file.typed import completed, missing
from quizgen.errors import DeckError
from quizgen.ids import slug
from quizgen.models import Deck, KeptArticle, Question

MARK = "\ufeff"  # some editors begin a file with it
LABELS = ("questions", "facts", "articles")
PLAIN = ("title", "arranged")


def load(path: Path) -> Deck:
    """Deck of a file; DeckError when it cannot be read."""
    try:
        return loads(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError:
        raise DeckError(f"{path}: not a text file in UTF-8; a deck is a .toml file made by `quizgen make`") from None
    except OSError as error:
        raise DeckError(f"{path}: {(error.strerror or str(error)).lower()}; check the path") from None


def loads(text: str, name: str = "deck") -> Deck:
    """Deck of a TOML text, what a person left out filled in; a deck of 0.1 becomes one of today.

    Raises DeckError, with the line where there is one, for broken TOML, unknown keys, missing fields, doubled ids.
    """
    text = text.removeprefix(MARK)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, rest = str(error).partition(" (at line ")
        where = int(rest.split(",")[0] or 0) or len(text.splitlines())  # or "at end of document"
        raise DeckError(f"{name}:{where}: {_mistyped(text, where) or f'this is not TOML: {what.lower()}'}") from None
    first_edition = isinstance(data.get("article"), dict) and "articles" not in data
    if first_edition:
        data["articles"] = [data.pop("article")]
    _check_tables(data, text, name)
    try:
        deck = Deck.model_validate(_filled(data, text, name))
    except ValidationError as error:
        raise DeckError(_told(error, text, name)) from None
    _check_ids(deck, text, name)
    return renewed(deck) if first_edition else deck


def _filled(data: dict[str, Any], text: str, name: str) -> dict[str, Any]:
    """The data with what a person need not type. DeckError for a question without what nobody can fill in."""
    questions = data.get("questions", [])
    for number, question in enumerate(questions):
        if lacking := missing(question):
            line = line_of(text, ["questions", str(number)])
            slips = [f"{key!r} is no key of a question" for key in question if key not in Question.model_fields]
            told = "; ".join([f"add {' and '.join(map(repr, lacking))}", *slips])
            raise DeckError(f"{name}:{line}: question {number + 1}: {told}")
    if records := articles_of(data):
        data = data | {"articles": records}
    articles, facts = by_id(records), by_id(data.get("facts", ()))
    return data | {"questions": [completed(question, articles, facts) for question in questions]}


def articles_of(data: Mapping[str, Any]) -> list[Any]:
    """The records of a deck's articles; of questions of somebody's own, on no article, one with the deck's title."""
    there: list[Any] = data.get("articles", [])
    title = data.get("title")
    return there or ([{"id": slug(title), "title": title}] if isinstance(title, str) else [])


def by_id(records: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Plain records by their ids, in their order."""
    return {str(record.get("id", "")): record for record in records}


def _check_tables(data: Mapping[str, Any], text: str, name: str) -> None:
    """DeckError for a table of a wrong name or kind."""
    for key, value in data.items():
        line = line_of(text, [key])
        if key not in (*PLAIN, *LABELS):
            near = get_close_matches(key, (*PLAIN, *LABELS), 1)
            hint = f"a deck has title, {', '.join(LABELS)}"
            if near:
                hint = f"did you mean {near[0] if near[0] in PLAIN else f'[[{near[0]}]]'}?"
            raise DeckError(f"{name}:{line}: unknown key {key!r}; {hint}")
        if key in LABELS and not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
            raise DeckError(f"{name}:{line}: {key} are tables, each below a line [[{key}]]")


def _check_ids(deck: Deck, text: str, name: str) -> None:
    for label in LABELS:
        seen: set[str] = set()
        for number, record in enumerate(getattr(deck, label)):
            if record.id in seen:
                line = line_of(text, [label, str(number), "id"])
                raise DeckError(f"{name}:{line}: {label[:-1]} id {record.id!r} stands twice; ids must differ")
            seen.add(record.id)


# -------------------------------------------------------------------------------------------------------- what is wrong


def _told(error: ValidationError, text: str, name: str) -> str:
    """The first record that is wrong, with all that it lacks."""
    errors = error.errors()
    first = errors[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "missing":
        lacking = [str(e["loc"][-1]) for e in errors if e["type"] == "missing" and e["loc"][:-1] == first["loc"][:-1]]
        return f"{name}:{line_of(text, place[:2])}: {'.'.join(place[:2])}: add {' and '.join(map(repr, lacking))}"
    what = first["msg"].lower()
    if first["type"] == "extra_forbidden":
        near = get_close_matches(place[-1], _keys(place[0]), 1)
        what = f"unknown key{f'; did you mean {near[0]}?' if near else ''}"
    return f"{name}:{line_of(text, place)}: {'.'.join(place)}: {what}"


def _keys(label: str) -> Iterable[str]:
    models: dict[str, type[BaseModel]] = {"questions": Question, "articles": KeptArticle}
    return models[label].model_fields if label in models else ()


def _mistyped(text: str, line: int) -> str:
    """What a person did who typed a text into TOML; "" when it is something else."""
    lines = text.splitlines()
    typed = lines[line - 1] if 0 < line <= len(lines) else ""
    value = re.match(r"\s*[\w-]+\s*=\s*(.*?)\s*$", typed)
    if value and value[1].startswith(tuple("“”„‘’«")):
        return f'quote marks around a value are straight ones: write " instead of {value[1][0]}'
    if value and re.match(r'"(?!"").*[^\\=]".+"$', value[1]):
        return 'a quote mark inside a text ends it: write \\" for it, or “ and ”'
    if value and value[1].count('"') - value[1].count('\\"') == 1:
        return 'a text has a quote mark " on both sides'
    return ""


def line_of(text: str, place: list[str]) -> int:
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
