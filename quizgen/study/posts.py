"""Posts, however they are put: "the prime minister of Britain", "Britain's prime minister", "British PM"."""

import re
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.study.known import is_land, written_out
from quizgen.study.words import ARTICLES, key, words_of


class Post(NamedTuple):
    """An office, what it is for ("transport") and whose it is, each as comparable words; "" where it is not said."""

    office: str
    field: frozenset[str]
    whose: str


def read_post(text: str) -> Post | None:
    """The post that a phrase is; None when it is none, or when order tells what: "France's envoy for Mali"."""
    pieces = re.split(
        r"\s+(?:of|for)\s+(?:the\s+)?|['’]s?\s+", written_out(re.sub(r"^(?:the|an?)\s+", "", text, flags=re.I))
    )
    if not 1 <= len(pieces) <= 3 or re.search(r"\b(?:to|in|at|by|with|on|from|under|and|or)\b|,", text):
        return None
    heads = [n for n, piece in enumerate(pieces) if piece.split() and gazetteer.is_office(piece.split()[-1])]
    if len(heads) != 1:
        return None
    words = pieces.pop(heads[0]).split()
    office, field, owners = words.pop().lower(), set[str](), [piece for piece in pieces if _is_owner(piece)]
    if words and (land := is_land(words[0])):
        owners.append(land)
        words = words[1:]
    field.update(key(" ".join(words)).split())
    for piece in pieces:
        if not _is_owner(piece):
            field.update(key(piece).split())
    if len(owners) > 1 or (owners and not words and len(pieces) > 1 and any(piece[:1].isupper() for piece in field)):
        return None
    return Post(office, frozenset(field - ARTICLES), key(is_land(owners[0]) or owners[0]) if owners else "")


def same_post(answer: str, typed: str, stem: str) -> str | None:
    """ "right" when both are one post; "partly" when whose is not said or the office has another name; else None.

    Whose it is need not be said when the question says it.
    """
    mine, theirs = read_post(answer), read_post(typed)
    if mine is None or theirs is None or mine.field != theirs.field:
        return None
    if mine.office != theirs.office:  # the transport secretary, the minister of transport
        return "partly" if mine.field and mine.whose == theirs.whose else None
    if mine.whose == theirs.whose:
        return "right"
    if mine.whose and theirs.whose:
        return None
    said = {key(is_land(word.removesuffix("'s").removesuffix("’s"))) for word in stem.split()} | set(words_of(stem))
    whose = mine.whose or theirs.whose
    if whose in said or f" {whose} " in f" {key(stem)} ":
        return "right"
    return "partly" if mine.whose else None


def _is_owner(piece: str) -> bool:
    return piece[:1].isupper() or bool(is_land(piece))
