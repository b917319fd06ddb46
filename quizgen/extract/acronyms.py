"""Abbreviations that the article writes out: "the Korean Central News Agency (KCNA)", "UNHCR (United Nations ...)"."""

import re
from collections.abc import Iterator, Sequence

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.models import Definition
from quizgen.tokens import Token

LETTERS = re.compile(r"[A-Z]{3,8}")
MINOR = {"of", "the", "and", "for", "in", "on", "to", "de", "&"}
CLOSING = {"(": ")", "[": "]"}
LONGEST = 10  # words
FEWEST_SYLLABIC = 5  # letters, from which an abbreviation may be made of beginnings: BElgium, NEtherlands, LUXembourg


def find_acronyms(annotated: Annotated) -> Iterator[Definition]:
    """Terms in brackets behind what they stand for, and before it."""
    doc = annotated.doc
    for token in doc[1:-2]:
        if token.text not in CLOSING:
            continue
        close = next((t.i for t in doc[token.i : token.i + LONGEST + 2] if t.text == CLOSING[token.text]), None)
        if close is None:
            continue
        before, inside = doc[token.i - 1], doc[token.i + 1 : close]
        if len(inside) == 1 and LETTERS.fullmatch(inside.text):
            letters, name = inside.text, _name_before(list(doc[max(0, token.i - LONGEST) : token.i]), inside.text)
        elif LETTERS.fullmatch(before.text) and abbreviates(before.text, [t.text for t in inside]):
            letters, name = before.text, inside.text
        else:
            continue
        if name:
            yield Definition(
                term=letters, description=name, be="stands for", statement=f"{letters} stands for {name}.",
                evidence=sentence_evidence(annotated, token), pattern="acronym", confidence=0.9,
                placed=annotated.headline is not None,
            )  # fmt: skip


def _name_before(tokens: list[Token], letters: str) -> str:
    """The shortest run of words up to the bracket that the letters abbreviate."""
    while tokens and tokens[-1].tag_ == "POS":
        tokens.pop()
    for start in range(len(tokens) - 2, -1, -1):
        words = tokens[start:]
        if not all(t.text[:1].isupper() or t.lower_ in MINOR or t.tag_ in ("HYPH", "POS") for t in words):
            return ""
        if words[0].text[:1].isupper() and abbreviates(letters, [t.text for t in words]):
            return str(tokens[0].doc[words[0].i : words[-1].i + 1].text)
    return ""


def abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are the words' first ones, small words counted or not, or long ones the beginnings of some."""
    words = [word for word in words if word[:1].isalpha()]
    large = [word for word in words if word.lower() not in MINOR]
    if letters in ("".join(word[0] for word in chosen).upper() for chosen in (words, large)):
        return True
    return len(letters) >= FEWEST_SYLLABIC and _made_of_beginnings(letters.lower(), [word.lower() for word in large])


def _made_of_beginnings(letters: str, words: Sequence[str]) -> bool:
    if not letters:
        return True
    if not words:
        return False
    common = 0
    while common < min(len(letters), len(words[0])) and letters[common] == words[0][common]:
        common += 1
    return any(_made_of_beginnings(letters[n:], words[1:]) for n in range(common, 1, -1)) or (
        len(words) > 1 and _made_of_beginnings(letters, words[1:])
    )
