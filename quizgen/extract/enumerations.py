"""Lists that say how many they hold: "There are three types of muscle: skeletal, smooth and cardiac."

The number is the proof that the list is complete; one that counts otherwise is left alone.
"""

import re
from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import case_of
from quizgen.extract.phrases import render
from quizgen.extract.unclear import PERSONAL, UnclearError
from quizgen.extract.verbs import hypothetical
from quizgen.headlines import capitalise
from quizgen.models import Definition
from quizgen.tokens import Token

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
OWNING = {"have", "contain", "comprise", "include", "recognise", "recognize", "distinguish"}
OPENERS = (":", "—", "–", "(", "-", ",")
RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that|where)\b")
LONGEST_ITEM, LONGEST_TERM = 7, 12  # words
EXAMPLES = {"such", "like", "including", "etc", "etc.", "e.g.", "example"}
UNLISTED = {
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "people",
    "times",
    "questions",
    "reasons",
    "ways",
    "things",
    "examples",
    "words",
}


def find_enumerations(annotated: Annotated) -> Iterator[Definition]:
    """Counted lists, whole, each under a phrase that stands alone."""
    claimed = {i for each in annotated.attributions for i in each.content}
    for number in annotated.doc:
        noun = number.head
        if number.dep_ != "nummod" or number.i in claimed or noun.tag_ != "NNS" or noun.i < number.i:
            continue
        count = NUMBERS.get(number.lower_) or (int(number.text) if re.fullmatch("[2-8]", number.text) else 0)
        if not count or noun.lower_ in UNLISTED or noun.i in annotated.entity_at:
            continue
        try:
            told = _told(annotated, noun, count)
        except UnclearError:
            continue
        if told is not None:
            yield told


def _told(annotated: Annotated, noun: Token, count: int) -> Definition | None:
    opening = _opening(noun)
    if opening is None or hypothetical(opening if opening is noun.head else noun.head):
        return None
    items = _items(opening, count)
    term = _term(annotated, noun, opening)
    if items is None or not term or len(term.split()) > LONGEST_TERM or RELATIVE.search(term):
        return None
    listed = _listed(items, term)
    past = any(t.tag_ == "VBD" for t in (noun.head, *noun.head.children) if t.pos_ in ("VERB", "AUX"))
    be = "were" if past else "are"
    return Definition(
        term=term, description=listed, be=be, statement=f"{capitalise(term)} {be} {listed}.", confidence=0.9,
        evidence=sentence_evidence(annotated, noun), pattern="counted list",
    )  # fmt: skip


def _opening(noun: Token) -> Token | None:
    """The first item: behind a colon or dash, or behind "are"."""
    head = noun.head
    if noun.dep_ == "nsubj" and any(c.dep_ == "cop" and c.lower_ in ("are", "were") for c in head.children):
        return head if head.i > noun.i and head.pos_ in ("NOUN", "PROPN", "ADJ") and not case_of(head) else None
    for child in noun.children:
        if child.dep_ in ("appos", "parataxis") and child.i > noun.i:
            mark = noun.doc[child.left_edge.i if child.left_edge.is_punct else child.left_edge.i - 1]
            if mark.text in OPENERS and (mark.text != "," or child.left_edge.i > noun.i + 1):
                return child
    return None


def _items(opening: Token, count: int) -> list[Token] | None:
    """The heads of the list, as many as the sentence says; an apposition between them is an item that the parser took for one."""
    heads = [opening]
    for token in heads:
        heads += [c for c in token.children if c.dep_ in ("conj", "appos") and c.i > token.i and c not in heads]
    heads.sort(key=lambda token: token.i)
    closed = any(c.dep_ == "cc" and c.lower_ == "and" for c in heads[-1].children)
    return heads if len(heads) == count and closed else None


def _words(item: Token, heads: list[Token]) -> str:
    """One item without its conjunction and what it shares with the clause. Raises UnclearError for more than a phrase."""
    after = item.doc[item.right_edge.i + 1] if item.right_edge.i + 1 < len(item.doc) else None
    if after is not None and after.pos_ == "PROPN" and item.pos_ == "PROPN":
        raise UnclearError("half a name")
    end = min(
        [h.left_edge.i for h in heads if h.i > item.i and h is not item and item.is_ancestor(h)]
        or [item.right_edge.i + 1]
    )
    start = item.i
    for child in item.children:
        if child.i < item.i and child.dep_ in ("amod", "compound", "det", "nummod", "nmod:poss", "advmod", "flat"):
            start = min(start, child.left_edge.i)
    words = [t for t in item.doc[start:end] if t.is_ancestor(item) or item.is_ancestor(t) or t is item]
    while words and (words[-1].is_punct or words[-1].dep_ == "cc"):
        words.pop()
    if not words or len(words) > LONGEST_ITEM or any(
        t.tag_ in ("VBZ", "VBP", "VBD", "MD", "WP", "WDT") or t.lower_ in PERSONAL or t.lower_ in EXAMPLES or t.text in ("(", ")", "[", ";", ":")
        for t in words
    ):  # fmt: skip
        raise UnclearError("no plain list")
    text = "".join(t.text + t.whitespace_ for t in words).strip()
    return text[:1].lower() + text[1:] if words[0].pos_ != "PROPN" and words[0].text.istitle() else text


def _term(annotated: Annotated, noun: Token, opening: Token) -> str:
    """ "the three types of muscle"; of "cells have three parts" the three parts of cells."""
    lists = [c.i for c in noun.children if c is opening or c.dep_ in ("acl:relcl", "parataxis", "punct", "appos")]
    text = render(annotated, noun, drop=lists)
    if re.match(r"(?:the|[A-Z][\w’' ]*[’']s?) ", text):
        return text
    if any(c.dep_ == "det" for c in noun.children):
        return ""
    verb, owner = noun.head, None
    if noun.dep_ == "obj" and verb.lemma_ in OWNING:
        owner = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    elif noun.dep_ == "obl" and (verb.lemma_, case_of(noun)) in (
        ("consist", "of"),
        ("divide", "into"),
        ("make", "of"),
        ("compose", "of"),
    ):
        owner = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if owner is not None:
        whose = render(annotated, owner)
        if re.search(r" of ", text):
            return f"the {text}"
        return f"the {text} of {whose}" if " in " not in text and len(whose.split()) <= 5 else ""
    there = any(c.dep_ == "expl" for c in verb.children)
    of = any(c.dep_ == "nmod" and case_of(c) in ("of", "in", "to") for c in noun.children)
    return f"the {text}" if of and (there or noun.dep_ == "nsubj") else ""


def _listed(items: list[Token], term: str) -> str:
    """ "skeletal, smooth and cardiac": without the noun that the question says already."""
    texts = [_words(item, items) for item in items]
    last = {text.split()[-1].lower() for text in texts}
    word = last.pop() if len(last) == 1 else ""
    if (
        word
        and re.search(rf"\b{re.escape(word.removesuffix('s'))}", term.lower())
        and all(len(text.split()) > 1 for text in texts)
    ):
        texts = [text.rsplit(" ", 1)[0] for text in texts]
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
