"""The short code that every print and export bears, and the record that says what stood under it."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
LENGTH = 6


def code_of(answers: Iterable[tuple[str, str]]) -> str:
    """The code of questions in their order with their key, given as (id, what a marker looks for): six letters and digits."""
    number = int.from_bytes(hashlib.sha256(json.dumps(list(answers)).encode()).digest()[:8], "big")
    return "".join(SIGNS[number >> 5 * place & 31] for place in range(LENGTH))


def record(title: str, versions: Iterable[dict[str, Any]]) -> bytes:
    """NAME.key.json: what was handed out, to check and grade it when the deck has moved on.

    A version has `version`, `code`, `points` and `questions`, each with number, id, form, stem, options, key, answer,
    also_accept and points.
    """
    return (json.dumps({"title": title, "versions": list(versions)}, ensure_ascii=False, indent=1) + "\n").encode()


def record_path(output: Path) -> Path:
    """Where the record of an output lies: quiz.key.json beside quiz.pdf."""
    return output.with_suffix(".key.json")
