"""Words of a text as one symbol each, so that rules are patterns over words and not over letters.

Every word that the vocabulary or a rule knows has a symbol of its own (a private-use character); all other words share
one. A text becomes a short string of symbols; a rule, written with words and {classes}, becomes a regex over symbols.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from quizgen.annotate.times import vocabulary as v

TOKEN = re.compile(
    r"[aApP]\.\s?[mM]\b\.?|[^\W\d_]+(?:'t\b)?"
    r"|\d{4}-\d\d-\d\d(?!\d)"  # ISO date
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)"  # 10/23/98
    r"|\d{1,2}\.\d{1,2}\.(?:1\d|20)\d\d(?!\.?\d)"  # 30.5.1982
    r"|\d{1,2}[:.]\d\d(?=\s*[aApP]\.?[mM]\b)|\d{1,2}:\d\d(?![\d:])"  # clock
    r"|\d{3,4}0'?s\b|\d{1,3}(?:,\d{3})+|\d+\.\d+|\d+(?:st|nd|rd|th)\b|\d+"
    r"|'\d0s\b|'(?:s|ll|re|ve|d)\b"
    r"|\n[^\S\n]*\n\s*|[^\w\s]|_"
)
SHAPES = ("other", "break", "isodate", "slashdate", "dotdate", "clock", "decadefigure", "year", "dayfigure", "figure", "decimal",
          "ordinalfigure", "ampm")  # fmt: skip


class Token(NamedTuple):
    """One word or sign: its text in lower case, its place, whether it has a capital, its symbol."""

    word: str
    start: int
    end: int
    capital: bool
    upper: bool  # more than one letter, all of them capitals
    symbol: str


WORD_CLASSES: dict[str, tuple[str, ...]] = {
    "monthname": tuple(v.MONTHS), "monthabbr": tuple(v.MONTH_ABBREVIATIONS),
    "weekdayname": tuple(v.WEEKDAYS), "weekdayabbr": tuple(v.WEEKDAY_ABBREVIATIONS),
    "weekdays": tuple(v.WEEKDAY_PLURALS),
    "one": tuple(v.ONES), "teen": tuple(v.TEENS), "ten": tuple(v.TENS), "scale": tuple(v.SCALES),
    "ordone": tuple(v.ORDINAL_ONES), "ordteen": tuple(v.ORDINAL_TEENS), "ordten": tuple(v.ORDINAL_TENS),
    "unit1": tuple(v.UNITS), "units": tuple(v.UNIT_PLURALS), "unit": (*v.UNITS, *v.UNIT_PLURALS),
    "season": tuple(v.SEASONS), "daypart": tuple(v.DAY_PARTS), "dayparts": tuple(v.DAY_PART_PLURALS),
    "noon": tuple(v.NOONS), "frequency": tuple(v.FREQUENCIES), "zone": tuple(sorted(v.ZONES)),
    "longword": tuple(v.LONG_WORDS), "countless": tuple(v.COUNTLESS),
    "writtendecade": tuple(v.WRITTEN_DECADES), "dash": ("-", "–", "—"),
}  # fmt: skip
# Phrases that many rules share, in the rules' own notation.
PHRASES = {
    "month": "(?:{monthname}|{monthabbr} .|{monthabbr} (?= {dayfigure}|{ordinalfigure}|{year}))",
    "weekday": "(?:{weekdayname}|{weekdayabbr} .? (?= ,? (?:{month}|{dayfigure})))",
    "num": "(?:{dayfigure} (?: -? {dayfigure} / {dayfigure})?|{figure}|{year}|{decimal}"
           "|(?:a|{one}|{teen}) {scale}|{ten} (?: -? {one})?|{teen}|{one}|{scale})",
    "ordinal": "(?:{ordinalfigure}|{ten} -? {ordone}|{ordteen}|{ordone}|{ordten})",
    "some": "(?:a few|a couple of|a couple|a number of|several|many|some|few)",
    "day": "(?:{dayfigure}|{ordinalfigure})",
    "saidyear": "(?:(?:seventeen|eighteen|nineteen|twenty) (?:{ten} (?: -? {one})?|{teen}|hundred|oh -? {one})"
                "|two thousand (?: and? (?:{one}|{teen}))?)",
    "part": "(?:early|late|mid {dash}?|earlier|later) {dash}?",
    "ofpart": "the? (?:end|beginning|start|middle|close|turn) of",
    "bound": "(?:at least|at most|up to|more than|less than|fewer than|no more than|nearly|over|under"
             "|just over|just under|well over|as many as)",
    "more": "(?:{bound}|almost|about|around|roughly|approximately)",
}  # fmt: skip
_symbols: dict[str, str] = {}


def symbol_of(word: str) -> str:
    """The symbol of a word that a rule or the vocabulary knows; new words get a new one."""
    return _symbols.setdefault(word, chr(0xE000 + len(_symbols)))


SHAPE = {name: symbol_of(f"<{name}>") for name in SHAPES}
_OTHER = SHAPE["other"]
_WEAK = "".join(symbol_of(word) for word in v.words("the a an of in to and or for on by at , . ; - – — ( ) / ' 's"))
_WEAK_RUN = re.compile(f"(?<![^{_OTHER}])[{_WEAK}{SHAPE['break']}]+(?![^{_OTHER}])")
_PIECE = re.compile(
    r"(?P<group>[a-z]+)=(?=[({a-z])|\\(?P<sign>[()])|(?P<meta>\(\?(?:[:=!]|<[=!])|[()|?*+])|\{(?P<name>\w+)\}"
    r"|(?P<word>[^\s()|?*+{}=\\]+)"
)


def translate(notation: str) -> str:
    """A rule's notation as a regex over symbols: words are themselves, {class} is a class, n={num} a group."""
    out, group = [], ""
    for piece in _PIECE.finditer(notation):
        name = piece["name"]
        if piece["group"]:
            group = piece["group"]
            continue
        if name in PHRASES:
            part = f"(?:{translate(PHRASES[name])})"
        elif name in WORD_CLASSES:
            part = "[" + "".join(symbol_of(word) for word in WORD_CLASSES[name]) + "]"
        elif name:
            part = SHAPE[name]
        elif piece["meta"]:
            part = piece["meta"] if not group else f"(?P<{group}>"  # a group that opens: n=(?:...)
            group = ""
        else:
            part = symbol_of(piece["sign"] or piece["word"])
        out.append(f"(?P<{group}>{part})" if group else part)
        group = ""
    return "".join(out)


def read_tokens(text: str) -> list[Token]:
    """A text's words and signs, each with its symbol."""
    return [_token(match) for match in TOKEN.finditer(text.replace("’", "'").replace("‘", "'"))]


def symbols_of(tokens: list[Token]) -> tuple[str, list[int]]:
    """The symbols of a text's words, and which word each stands for.

    Runs of function words with nothing of time among them count as other words, and a run of other words is one symbol:
    that spares the rules most of the text. No rule matches an other word, so within a match the words are consecutive.
    """
    symbols = _WEAK_RUN.sub(lambda run: _OTHER * len(run[0]), "".join(token.symbol for token in tokens))
    kept = [i for i, symbol in enumerate(symbols) if symbol != _OTHER or not i or symbols[i - 1] != _OTHER]
    return "".join(symbols[i] for i in kept), kept


def _token(match: re.Match[str]) -> Token:
    word, capital, upper, symbol = _read(match[0])
    return Token(word, match.start(), match.end(), capital, upper, symbol)


@lru_cache(maxsize=1 << 14)
def _read(raw: str) -> tuple[str, bool, bool, str]:
    """What a Token says of a word wherever it stands."""
    word = raw.lower()
    capital = raw[0].isupper()
    symbol = _symbols.get(word)
    if symbol is None or (not capital and word in v.ONLY_CAPITALISED):
        symbol = _OTHER if len(word) > 1 and word.isalpha() else SHAPE[_shape(word)]
    return word, capital, len(raw) > 1 and raw.isupper(), symbol


def _shape(word: str) -> str:
    first = word[0]
    if first == "\n":
        return "break"
    if first.isdecimal():
        if word.isdecimal():
            if len(word) == 4 and 1000 <= int(word) <= 2100:
                return "year"
            return "dayfigure" if len(word) < 3 and 1 <= int(word) <= 31 else "figure"
        if "," in word:
            return "figure"
        if word[-1] == "s":
            return "decadefigure"
        if word[-2:].isalpha():
            return "ordinalfigure"
        if word.count(".") == 2:
            return "dotdate"
        return "isodate" if "-" in word else "slashdate" if "/" in word else "clock" if ":" in word else "decimal"
    if first == "'" and word[-1] == "s" and len(word) == 4:
        return "decadefigure"
    return "ampm" if word[0] in "ap" and len(word) > 2 and word[1] == "." else "other"
