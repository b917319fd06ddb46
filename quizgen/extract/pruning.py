"""What is said in passing is left out of a phrase: asides, appositions, brackets (Heilman and Smith 2010)."""

import re
from collections.abc import Iterable

from quizgen.annotated import Annotated
from quizgen.extract.unclear import CONNECTIVES, UnclearError
from quizgen.tokens import Token

PRUNED = {"parataxis", "discourse", "vocative", "reparandum", "list", "dislocated", "orphan"}


def kept_tokens(annotated: Annotated, root: Token, drop: Iterable[int] = ()) -> list[Token]:
    """The tokens of a phrase in order: its subtree without asides, and without what `drop` names with their subtrees."""
    dropped = set(drop)
    kept: list[Token] = []

    def visit(token: Token) -> None:
        kept.append(token)
        for child in token.children:
            if child.i not in dropped and not child.is_space and not aside(annotated, child, token):
                visit(child)

    visit(root)
    kept.sort(key=lambda token: token.i)
    return without_brackets(kept)


def aside(annotated: Annotated, child: Token, head: Token) -> bool:
    if child.dep_ in PRUNED:
        return True
    comma = any(
        t.text in (",", "—", "–", "(")
        for t in child.doc[max(head.i + 1, child.left_edge.i - 1) : child.left_edge.i + 1]
    )
    if child.pos_ == "NUM" and comma and head.i in annotated.entity_at and re.fullmatch(r"\d{1,2}", child.text):
        return True  # an age
    if child.dep_ == "appos" and child.i < head.i and not comma and child.pos_ != "PUNCT":
        raise UnclearError("a phrase cut before its noun")  # "the world's first 9b route"
    if child.dep_ == "appos" and child.i == head.i + 1 and any(letter.isdigit() for letter in child.text):
        raise UnclearError("a name that begins with a figure")  # "the magazine 032c"
    if child.dep_ == "appos":
        return (comma and not _identifies(annotated, child, head)) or not _names(annotated, child)
    if child.dep_ == "acl" and child.tag_ == "VB":
        return False  # "a concession from Said Pasha, the governor, to dig a canal": the comma is the apposition's
    if child.dep_ in ("acl:relcl", "acl", "advcl", "advcl:relcl"):
        if not comma and child.dep_ == "acl:relcl" and len(list(child.subtree)) > 12:
            raise UnclearError("long relative clause")
        return comma
    if child.dep_ == "advmod" and child.i == head.i - 1 and head.pos_ in ("ADJ", "ADV", "NUM"):
        return False  # "too much", "even more"
    if child.dep_ == "advmod" and child.lower_ in CONNECTIVES and not list(child.children):
        told = any(c.dep_ in ("obj", "obl", "xcomp") for c in head.children)
        if child.lower_ in ("here", "there") and (not told or _ranked(head)):
            raise UnclearError(f"a place is left out: {child.text}")
        return True
    return child.dep_ in ("nmod", "obl") and any(t.lower_ in ("including", "such") for t in child.children)


def _ranked(head: Token) -> bool:
    """ "the first woman to be honoured there": elsewhere there were others."""
    return head.dep_ in ("acl", "acl:relcl") and any(
        c.lower_ in ("first", "last", "only", "youngest", "oldest") or c.tag_ == "JJS" for c in head.head.children
    )


def _identifies(annotated: Annotated, child: Token, head: Token) -> bool:
    """ "the television series, Tern Island": without its name nobody knows which series."""
    definite = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in head.children if c.dep_ in ("det", "nmod:poss"))
    superlative = any(t.tag_ in ("JJS", "RBS") for c in head.children for t in (c, *c.children))
    entity = annotated.entity_at.get(child.i)
    return (
        head.tag_ == "NN"
        and head.i not in annotated.entity_at
        and definite
        and not superlative
        and entity is not None
        and entity.type in ("OTHER", "ORG", "EVENT")
        and not any(c.dep_ == "det" for c in child.children)
    )


def _names(annotated: Annotated, token: Token) -> bool:
    return token.i in annotated.entity_at


def without_brackets(tokens: Iterable[Token]) -> list[Token]:
    """The tokens outside round and square brackets."""
    out, depth = [], 0
    for token in tokens:
        if token.text in ("(", "["):
            depth += 1
        if depth == 0:
            out.append(token)
        if token.text in (")", "]"):
            depth = max(0, depth - 1)
    return out
