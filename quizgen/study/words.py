"""Words made comparable: case, accents, punctuation, spelling. And whether something is a word at all."""

import gzip
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from quizgen.numbers import with_digits


def listed(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


ARTICLES = listed("the a an")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_SPELLINGS = {
    "armour": "armor", "behaviour": "behavior", "centre": "center", "colour": "color", "defence": "defense",
    "favour": "favor", "fibre": "fiber", "grey": "gray", "harbour": "harbor", "honour": "honor", "humour": "humor",
    "kilometre": "kilometer", "kilometres": "kilometers", "labour": "labor", "licence": "license", "litre": "liter",
    "litres": "liters", "metre": "meter", "metres": "meters", "neighbour": "neighbor", "offence": "offense",
    "programme": "program", "rumour": "rumor", "theatre": "theater", "tonne": "ton", "tonnes": "tons",
    "traveller": "traveler", "vapour": "vapor", "aluminium": "aluminum", "aeroplane": "airplane",
    "percent": "%", "percentage": "%", "&": "and", "dept": "department", "govt": "government", "univ": "university",
    "st": "saint", "ltd": "limited", "corp": "corporation", "intl": "international", "sankt": "saint",
}  # fmt: skip
# Names that everybody uses for one another; the key is what both sides become.
_SAME = {
    "united states": ("us", "usa", "u s", "u s a", "united states of america", "america"),
    "united kingdom": ("uk", "u k", "great britain", "britain"),
    "soviet union": ("ussr", "u s s r", "union of soviet socialist republics"),
    "united nations": ("un", "u n"),
    "european union": ("eu", "e u"),
    "world war 1": ("first world war", "1st world war", "world war one", "ww1", "wwi", "great war"),
    "world war 2": ("second world war", "2nd world war", "world war two", "ww2", "wwii"),
    "china": ("people republic of china", "peoples republic of china"),
}
SAME = {other: name for name, others in _SAME.items() for other in others}
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii"
ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS.split(), 1)}


@lru_cache(maxsize=10_000)  # the same answers are compared again and again
def bare(text: str) -> str:
    """Lower case, without accents, with one kind of quote and dash."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    # Only the accents of Latin, Greek and Cyrillic: elsewhere such marks tell letters apart.
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[‘’ʼ`´′]", "'", text)
    return re.sub("[‐‑‒–—―−]", "-", text)


def words_of(text: str) -> list[str]:
    """The words of a text, comparable: numbers in digits, one spelling, no punctuation, articles kept."""
    return list(_words(text))


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    roman = _roman_places(text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", bare(text))  # 1,500
    text = re.sub(r"\b\d{1,3}(?: \d{3})+\b", lambda match: match[0].replace(" ", ""), text)  # 30 000
    text = re.sub(r"(?<=\d) (?:to|-) (?=\d)", " ", text)  # 14 to 9, 14-9
    text = re.sub(r"([$€£¥])\s*([\d.,]+(?:\s*(?:k|mn|bn|tn|million|billion|trillion)\b)?)", _money, text)
    text = re.sub(r"(?<=\d)%| per cent\b", " %", text)
    text = re.sub(r"\b((?:[a-z]\.){2,})", lambda match: match[1].replace(".", "") + " ", text)  # u.s. -> us
    text = re.sub(r"(\w)'s\b", r"\1's ", text)
    raw = re.findall(r"\d+(?:\.\d+)?(?:[a-z]+)?|[^\W_]+(?:'[^\W_]+)*|[%&]", text)
    if roman:
        raw = [ROMAN[word] if word in ROMAN and word in roman else word for word in raw]
    words = with_digits([_spelling(word) for word in raw])
    return tuple(
        word for n, word in enumerate(words) if not (word == "to" and _between_digits(words, n))
    )  # three to one


@lru_cache(maxsize=10_000)
def key(text: str) -> str:
    """What two texts must share to be the same answer: `words_of` without articles and possessive endings, joined."""
    words = [re.sub(r"'s?$", "", word).replace("'", "") for word in words_of(text)]
    kept = [word for word in words if word not in ARTICLES] or words
    joined = " ".join(kept)
    return SAME.get(joined, joined)


def _between_digits(words: list[str], n: int) -> bool:
    return 0 < n < len(words) - 1 and words[n - 1].isdigit() and words[n + 1].isdigit()


@lru_cache(maxsize=10_000)
def is_word(word: str) -> bool:
    """Whether this is an English word or a common name, in lower case: then it was meant, and is no slip of the keys.

    Looks into the word list of lemminflect and the names of faker without importing them, which would load spaCy.
    Without the lists everything counts as a word, so that nothing wrong is taken for a slip.
    """
    words = _lists()[0]
    return not words or f"\n{word},".encode() in words or is_name(word)


@lru_cache(maxsize=10_000)
def is_name(word: str) -> bool:
    """Whether this is a common name of persons, in lower case."""
    return f'"{word}"'.encode() in _lists()[1]


@cache
def _lists() -> tuple[bytes, bytes]:
    """The two lists as they lie in their files, in lower case: lines "word,tag,lemma", and Python with "name"s."""
    try:
        words = gzip.decompress((_folder("lemminflect") / "resources" / "lemma_lu.csv.gz").read_bytes())
        names = [
            path.read_bytes() for path in sorted((_folder("faker") / "providers" / "person").glob("en*/__init__.py"))
        ]
    except OSError:
        return b"", b""
    return b"\n" + words.lower(), b"".join(names).lower()


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def _roman_places(text: str) -> set[str]:
    """The Roman numerals that number a name: capitals after a capitalised word ("World War II", "Elizabeth I")."""
    return {numeral.lower() for numeral in re.findall(r"\b[A-Z]\w+\.? ([IVX]+)\b", text) if numeral.lower() in ROMAN}


def _money(match: re.Match[str]) -> str:
    unit = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}[match[1]]
    return f"{match[2]} {unit}"


def _spelling(word: str) -> str:
    word = _SPELLINGS.get(word, word)
    if len(word) >= 7:
        word = re.sub(r"is(ation|ations|e|ed|es|er|ers|ing)$", r"iz\1", word)
    return word
