"""JSON -> Cards: a list of objects, or an object that holds one, under the names that programs and models use."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizgen.bring.card import Card, CardError, make_card, plain
from quizgen.bring.clozes import DELETION, anki_clozes
from quizgen.models import Pair

QUESTION = ("question", "stem", "front", "prompt", "q", "text", "statement", "term", "cloze")
ANSWER = ("answer", "back", "correct_answer", "correctAnswer", "correct", "a", "response", "definition", "key")
OPTIONS = ("options", "choices", "distractors", "wrong", "incorrect_answers", "incorrectAnswers", "answers")
ALSO = ("also_accept", "accepted", "aliases", "alternatives")
LISTS = ("questions", "cards", "flashcards", "items", "quiz", "data", "proposals", "results")


def read_json(text: str, name: str) -> Iterator[Card]:
    """Cards of JSON, one object each; a fence of backticks around it is taken off. Raises CardError with the line or number."""
    bare = text.strip()
    if bare.startswith("```"):
        bare = bare.partition("\n")[2].rsplit("```", 1)[0]
    try:
        found = json.loads(bare)
    except json.JSONDecodeError as error:
        raise CardError(f"{name}:{error.lineno}: not JSON: {error.msg}; check this line") from None
    except RecursionError:
        raise CardError(f"{name}: nested too deeply for a list of cards") from None
    rows = _rows(found)
    if rows is None:
        raise CardError(f'{name}: no list of cards in it; write [{{"question": ..., "answer": ...}}, ...]')
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise CardError(f"{name}: card {number} is no object with question and answer")
        yield from _cards(row, number, name)


def _rows(found: Any) -> Sequence[Any] | None:
    if isinstance(found, list):
        return found
    if isinstance(found, Mapping):
        for key in LISTS:
            if isinstance(found.get(key), list):
                return list(found[key])
    return None


def _cards(row: Mapping[str, Any], number: int, name: str) -> Iterator[Card]:
    question = _text(row, QUESTION)
    if DELETION.search(question):
        yield from anki_clozes(question, number)
        return
    options = _options(row)
    answer = _answer(row, options)
    if pairs := _pairs(row):
        yield Card(question=plain(question) or "Match.", form="matching", pairs=pairs, line=number)
        return
    if not plain(question) or not plain(answer):
        missing = "question" if not plain(question) else "answer"
        raise CardError(f"{name}: card {number} has no {missing}; its keys are {', '.join(map(str, row)) or 'none'}")
    also = [str(each) for key in ALSO if isinstance(row.get(key), list) for each in row[key]]
    yield make_card(question, answer, options, number, also)


def _text(row: Mapping[str, Any], keys: Sequence[str]) -> str:
    """The first of these keys that holds a word, a number or a truth value."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value)
    return ""


def _options(row: Mapping[str, Any]) -> list[str]:
    """The options as a list, also where they stand as {"A": ..., "B": ...} or as objects with a text."""
    for key in OPTIONS:
        value = row.get(key)
        if isinstance(value, Mapping):
            return [str(each) for each in value.values()]
        if isinstance(value, list):
            return [
                _text(each, ("text", "option", "label", "value")) if isinstance(each, Mapping) else str(each)
                for each in value
            ]
    return []


def _answer(row: Mapping[str, Any], options: Sequence[str]) -> str:
    """The answer; an index counts the options from nought, an option marked as correct is it."""
    for key in ("correct_index", "correctIndex", "answer_index", "answerIndex"):
        value = row.get(key)
        if isinstance(value, int) and 0 <= value < len(options):
            return options[value]
    for key in OPTIONS:
        for each in row.get(key, ()) if isinstance(row.get(key), list) else ():
            if isinstance(each, Mapping) and any(
                each.get(mark) is True for mark in ("correct", "isCorrect", "is_correct")
            ):
                return _text(each, ("text", "option", "label", "value"))
    value = row.get("answer", row.get("answers"))
    if isinstance(value, list) and value and not options:
        return ", ".join(str(each) for each in value)
    return _text(row, ANSWER)


def _pairs(row: Mapping[str, Any]) -> tuple[Pair, ...]:
    pairs = row.get("pairs")
    if not isinstance(pairs, list):
        return ()
    return tuple(
        Pair(left=plain(str(each["left"])), right=plain(str(each["right"])))
        for each in pairs
        if isinstance(each, Mapping) and {"left", "right"} <= set(each)
    )
