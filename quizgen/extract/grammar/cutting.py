"""A phrase without its asides: appositions, brackets, what stands between commas, words that only join sentences."""

import re

from quizgen import lexicon
from quizgen.extract.grammar.trees import SUBJECTS, behind_comma, bracketed, first_words
from quizgen.tokens import Token

ASIDES = frozenset({"parataxis", "discourse", "vocative", "reparandum", "list", "dislocated", "orphan", "dep"})
# What ties a sentence to the one before it and says nothing of the matter.
PHONETIC = re.compile(r"[\u0250-\u02ff]")
PREDICATES = ("VERB", "AUX")


def stock(token: Token) -> bool:
    """Whether a phrase only joins: "in contrast", "for example"."""
    words = first_words(token, 3)
    return any(words == phrase or words.startswith(f"{phrase} ") for phrase in lexicon.words("grammar", "stock"))


def joining(token: Token) -> bool:
    """Whether a word says nothing but that one sentence follows another."""
    if (
        token.lower_ in lexicon.words("grammar", "always_joining")
        and token.dep_ in ("advmod", "obl:unmarked")
        and not token.children
    ):
        return True
    return (
        token.dep_ == "advmod"
        and token.lower_ in lexicon.words("grammar", "joining")
        and not [c for c in token.children if not c.is_punct]
    )


def kept(token: Token, drop: frozenset[Token] = frozenset()) -> list[Token]:
    """The tokens of a phrase in order, without its asides and without the subtrees of `drop`."""
    tokens = _kept(token, drop)
    doc, first = token.doc, tokens[0].i
    depth, bracketed_off = 0, set()
    for i in range(first, tokens[-1].i + 1):
        depth += doc[i].text in ("(", "[")
        if depth > 0:
            bracketed_off.add(i)
        depth -= doc[i].text in (")", "]")
    return tokens if token.i in bracketed_off else [each for each in tokens if each.i not in bracketed_off]


def _kept(token: Token, drop: frozenset[Token] = frozenset()) -> list[Token]:
    found = [token]
    nominal = token.pos_ not in PREDICATES
    for child in token.children:
        if child in drop or child.is_space or _aside(child) or _of_another_clause(child, token, nominal):
            continue
        if child.dep_ == "punct" and child.text in ("(", ")", "[", "]", "–", "—", ";", ":", "--", ".", "?", "!"):
            continue
        found += _kept(child, drop)
    return sorted(found, key=lambda each: each.i)


def _aside(child: Token) -> bool:
    if child.dep_ in ASIDES or bracketed(child) or child.text == "/" or PHONETIC.search(child.text):
        return True
    if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG") and child.i < child.head.i and len(child.subtree) > 2:
        return True  # "inspired by Hale, Lund ..."
    if child.dep_ in ("acl:relcl", "appos", "advcl", "acl", "advcl:relcl") and behind_comma(child):
        return True
    if child.dep_ == "amod" and child.i > child.head.i and behind_comma(child):
        return True  # "Hale, unaware of the plan"
    if child.dep_ in ("nmod", "obl") and behind_comma(child) and child.i > child.head.i:
        return first_words(child, 1) in ("including", "such", "like", "with", "especially", "except")
    return joining(child) and (
        child.lower_ in lexicon.words("grammar", "always_joining")
        or child.head.pos_ not in ("ADJ", "ADV", "NUM", "NOUN")
    )


def _of_another_clause(child: Token, token: Token, nominal: bool) -> bool:
    """Whether a conjunct, or the "and" before it, opens a clause that was hung on a noun."""
    if child.dep_ == "conj":
        return _clausal(child, nominal)
    if child.dep_ in ("cc", "punct"):
        following = next((each for each in token.children if each.dep_ == "conj" and each.i > child.i), None)
        return child.dep_ == "cc" and following is not None and _clausal(following, nominal)
    return False


def _clausal(conjunct: Token, nominal: bool) -> bool:
    return (conjunct.pos_ in PREDICATES and nominal) or any(c.dep_ in SUBJECTS for c in conjunct.children)
