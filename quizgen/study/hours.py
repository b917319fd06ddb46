"""Times of the day: "7:30 a.m.", "half past seven in the morning", "19.30", "noon"."""

import re

from quizgen.study.words import bare, words_of

_HALVES = {
    "am": 0, "in the morning": 0, "at night": None, "pm": 12, "in the afternoon": 12, "in the evening": 12,
}  # fmt: skip
_FIXED = {"noon": 720, "midday": 720, "12 noon": 720, "midnight": 0, "12 midnight": 0}


def read_time(text: str) -> frozenset[int]:
    """The minutes after midnight that a text may mean: one, or two where it does not say which half; none if it is no time."""
    plain = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", bare(text)).strip(" .!?")
    plain = re.sub(r"\b(?:hours?|hrs?|uhr|o'clock|exactly|local time|at about|at|about)\b(?! night)", "", plain).strip()
    if plain in _FIXED:
        return frozenset({_FIXED[plain]})
    half, rest = None, plain
    for words, shift in _HALVES.items():
        if match := re.fullmatch(rf"(.*\S)\s*{words}", plain):
            half, rest = shift, match[1].strip()
            break
    clock = "o'clock" in bare(text)
    minutes = _clock(rest, told=half is not None or clock)
    if minutes is None:
        return frozenset()
    hour, minute = divmod(minutes, 60)
    if half is not None:
        return frozenset({60 * (hour % 12 + half) + minute}) if 1 <= hour <= 12 else frozenset()
    if hour > 12 or hour == 0 or re.match(r"0\d", rest):
        return frozenset({minutes})
    return frozenset({minutes % 720, minutes % 720 + 720})


def _clock(text: str, told: bool) -> int | None:
    """Minutes on the dial: of "7:30", "half past seven", "seven thirty"; of a bare "7" only where a half is told."""
    if match := re.fullmatch(r"(\d{1,2})(?:[:.h](\d\d))(?:[:.]\d\d)?", text):
        return _minutes(int(match[1]), int(match[2]))
    words = words_of(text)
    if match := re.fullmatch(
        r"(half|quarter|\d{1,2})(?: minutes?)? (past|to|after|before) (\d{1,2})", " ".join(words).removeprefix("a ")
    ):
        count = {"half": 30, "quarter": 15}.get(match[1]) or int(match[1])
        whole = _minutes(int(match[3]), 0)
        if whole is None or count > 59:
            return None
        return (whole + (count if match[2] in ("past", "after") else -count)) % 1440
    if told and len(words) in (1, 2) and all(re.fullmatch(r"\d{1,2}", word) for word in words):
        return _minutes(int(words[0]), int(words[1]) if len(words) == 2 else 0)
    return None


def _minutes(hour: int, minute: int) -> int | None:
    return 60 * hour + minute if hour < 24 and minute < 60 else None
