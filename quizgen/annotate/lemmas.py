"""Lemmas from word form and tags: closed classes by table, open classes by a dictionary of forms and regular endings.

The lemmas follow the English treebanks of Universal Dependencies: "better" -> "good", "n't" -> "not", "people" ->
"person"; a name keeps its capitals, "Nations" -> "Nation".
"""

import gzip
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from quizgen.gazetteer import country

AUXILIARIES = {
    **dict.fromkeys(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "s", "re", "m"], "be"),
    **dict.fromkeys(["have", "has", "had", "having", "'ve", "'d", "ve"], "have"),
    **dict.fromkeys(["do", "does", "did", "done", "doing"], "do"),
    **dict.fromkeys(["will", "'ll", "wo", "ll"], "will"),
    **dict.fromkeys(["get", "gets", "got", "getting", "gotten"], "get"),
    "ca": "can", "sha": "shall",
}  # fmt: skip
PRONOUNS = {
    "me": "I", "i": "I", "him": "he", "them": "they", "us": "we", "'em": "they", "em": "they", "these": "this", "those": "that",
    "whom": "who", "'s": "we", "mine": "my", "yours": "your", "hers": "her", "ours": "our", "theirs": "their",
}  # fmt: skip
PARTICLES = {"n't": "not", "nt": "not", "'": "'s", "s": "'s", "na": "to", "ta": "to"}
FUNCTION_WORDS = {"an": "a", "these": "this", "those": "that", "vs.": "versus", "vs": "versus", "n": "and", "n'": "and"}
NUMBERS = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
PUNCTUATION = {
    "–": "-", "--": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "...": "…",
}  # fmt: skip
MONTHS = {
    "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April", "Jun.": "June", "Jul.": "July", "Aug.": "August",
    "Sep.": "September", "Sept.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December",
}  # fmt: skip
# Forms whose lemma the dictionary and the endings miss.
IRREGULAR = {
    ("gon", "VERB"): "go", ("got", "VERB"): "get", ("wan", "VERB"): "want", ("pm", "NOUN"): "p.m.", ("am", "NOUN"): "a.m.",
    ("etc", "NOUN"): "etc.", ("people", "NOUN"): "person", ("better", "ADV"): "well", ("worse", "ADV"): "badly",
    ("later", "ADJ"): "late", ("later", "ADV"): "late", ("further", "ADJ"): "further",
}  # fmt: skip
UNCOMPARED = {"more", "most", "least"}
PLURAL_ONLY = re.compile(
    "beatles|belongings|clothes|commons|data|earnings|glasses|goods|headquarters|means|netherlands|.*news|olympics|outskirts"
    "|pants|paralympics|philippines|politics|premises|proceedings|regards|remains|scissors|.*series|.*species|surroundings"
    "|thanks|trousers|whereabouts"
)
CLASSES = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
PREFIX = re.compile(r"(?:anti|counter|cyber|dis|fore|inter|micro|mis|non|out|over|pre|re|un|under)(?=\w{4})")
INFLECTED = {"NNS", "NNPS", "VBZ", "VBD", "VBN", "VBG", "JJR", "JJS", "RBR", "RBS"}


@lru_cache(maxsize=100_000)
def lemma(form: str, upos: str, xpos: str) -> str:
    """Lemma of a word with its universal and Penn tags."""
    lower = form.lower().replace("’", "'")
    if upos == "AUX":
        return "would" if (lower, xpos) == ("'d", "MD") else AUXILIARIES.get(lower, lower)
    if upos == "PRON":
        return "she" if (lower, xpos) == ("her", "PRP") else PRONOUNS.get(lower, lower)
    if upos == "PART":
        return PARTICLES.get(lower, lower)
    if upos in ("PUNCT", "SYM"):
        return PUNCTUATION.get(form, form)
    if upos == "NUM":
        return _number(form, lower)
    if upos == "X":
        return form
    if upos == "PROPN":
        return _name(form, lower, xpos)
    if upos in CLASSES:
        return _capitals(_open_class(lower, upos, xpos), form, upos, xpos)
    return FUNCTION_WORDS.get(lower, lower)


def _number(form: str, lower: str) -> str:
    if form == "I" or re.fullmatch(r"[IVXLCDM]{2,}", form):
        return form
    return re.sub(r"(?<=\d),(?=\d)", "", NUMBERS.get(lower, lower))


def _name(form: str, lower: str, xpos: str) -> str:
    if xpos != "NNPS" or (form.isupper() and len(form) <= 4):
        return MONTHS.get(form, form)
    listed = _words().get(f"{form},noun")
    return listed.partition("/")[0] if listed else _cased(_open_class(lower, "NOUN", "NNS"), form)


def _capitals(found: str, form: str, upos: str, xpos: str) -> str:
    """A lemma keeps the capitals of a part of a name, of an abbreviation, and of a word that is always written so."""
    if form.islower():
        return found
    if xpos == "NNP" or re.fullmatch(r"[A-Z]{2,}s", form):
        return _cased(found, form)
    if form[1:].islower():
        return found[:1].upper() + found[1:] if _always_capital(form, found, upos) else found
    if upos not in ("NOUN", "ADJ"):
        return found
    if form.isupper() and len(form) <= 3:
        return form
    return found if _is_word(found) else _cased(found, form)


def _always_capital(form: str, found: str, upos: str) -> bool:
    if upos == "ADJ" and country(form) is not None:
        return True
    if f"{found},{CLASSES[upos]}" in _words():
        return False
    made_from_name = re.search(r"(?:an|ese|esque|ic|ish|ist|ite|i)$", found) is not None and not _is_word(found)
    return f"{found.capitalize()},{CLASSES[upos]}" in _words() or (upos == "ADJ" and made_from_name)


def _cased(found: str, form: str) -> str:
    """The lemma with the capitals of the form, as far as they agree."""
    return "".join(
        theirs if theirs.lower() == ours else ours for ours, theirs in zip(found, form.ljust(len(found)), strict=False)
    )


def _open_class(lower: str, upos: str, xpos: str) -> str:
    if (lower, upos) in IRREGULAR:
        return IRREGULAR[lower, upos]
    if upos == "VERB" and lower in AUXILIARIES:
        return AUXILIARIES[lower]
    if lower in UNCOMPARED or lower[:1].isdigit() or (upos == "NOUN" and PLURAL_ONLY.fullmatch(lower)):
        return lower
    listed = _words().get(f"{lower},{CLASSES[upos]}", "").split("/")
    candidates = [each for each in listed if each and ("-" not in each or "-" in lower)]
    if xpos not in INFLECTED and not (upos == "VERB" and xpos not in ("VB", "VBP")):
        return candidates[0] if candidates and lower not in candidates else lower
    # "left", "lay", "found" are verbs of their own too, but not under an inflected tag
    candidates = [each for each in candidates if each != lower] or candidates
    return candidates[0] if candidates else _regular(lower, CLASSES[upos])


def _regular(lower: str, kind: str) -> str:
    """The lemma by the ending: of the possible stems one that is a word or ends in one, else the likeliest."""
    stems = _stems(lower, kind)
    for known in (
        _is_word,
        lambda stem: _is_word(stem.rpartition("-")[2]),
        lambda stem: _is_word(PREFIX.sub("", stem)),
    ):
        for stem in stems:
            if known(stem):
                return stem
    return stems[0] if stems and kind in ("noun", "verb") else lower


def _stems(lower: str, kind: str) -> list[str]:
    """What a regularly inflected form may come from, the likeliest first."""
    if kind == "noun":
        for plural, singular in (("men", "man"), ("children", "child"), ("people", "person")):
            if lower.endswith(plural):
                return [lower.removesuffix(plural) + singular]
    if kind in ("noun", "verb") and re.search(r"..(?<!s|u|')s$", lower):
        if lower.endswith("ies"):
            return [lower[:-3] + "y", lower[:-1]]
        return [lower[:-2], lower[:-1]] if re.search(r"(?:ss|[^o]us|x|[tz]z|[cs]h|o)es$", lower) else [lower[:-1]]
    ending = re.search({"verb": "(?:ed|ing)$", "adj": "(?:er|est)$", "adv": "(?:er|est)$"}.get(kind, "$^"), lower)
    if not ending or ending.start() < 2:
        return []
    stem = lower[: ending.start()]
    if re.search(r"([bdgklmnprtz])\1$", stem):
        return [stem[:-1], stem]
    if stem.endswith("i"):
        return [stem[:-1] + "y"]
    mute = re.search(r"(?:[aiu]t|[iy][sz]|[csuv]|[^n]g|[^aeiou]l|[aeiou]r|sed)$", stem)
    return [stem + "e", stem] if mute else [stem, stem + "e"]


def _is_word(word: str) -> bool:
    return any(f"{word},{kind}" in _words() for kind in ("noun", "verb", "adj"))


@cache
def _words() -> dict[str, str]:
    """The dictionary of lemminflect, "form,class" -> "lemma" or "lemma/lemma", read at a tenth of its own loading time."""
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lemminflect")
    text = gzip.decompress((Path(spec.origin).parent / "resources" / "lemma_lu.csv.gz").read_bytes()).decode()
    rows = (line.rpartition(",") for line in text.splitlines())
    return {key: lemmas for key, _, lemmas in rows}
