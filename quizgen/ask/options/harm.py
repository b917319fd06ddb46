"""The harm guard: no wrong option and no false statement puts a named person into a crime, an illness, a death or an insult."""

import re
from functools import cache

from quizgen import lexicon

KINDS = ("crime", "illness", "death", "insult")
ROOM = "harm"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Words of three letters stand for themselves, longer ones for all that begins with them."""
    words = sorted(lexicon.words(ROOM, kind))
    forms = (re.escape(word) + (r"\b" if len(word) <= 3 else r"\w*") for word in words)
    return re.compile(rf"(?i)\b(?:{'|'.join(forms)})")


def harm(words: str) -> str:
    """Which harm the words speak of, "" for none."""
    for kind in KINDS:
        if (match := _pattern(kind).search(words)) is not None:
            return f"{kind}: {match[0]}"
    return ""
