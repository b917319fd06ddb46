"""What stands where in a tree: subjects, prepositions, marks, commas, quotation marks. Tokens in, tokens out."""

from collections.abc import Iterator

from quizgen.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
FINITE = ("VBD", "VBZ", "VBP", "MD")
OPENING = (",", "(", "[", "–", "—", "--", ";", ":")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")


def subject_of(head: Token) -> Token | None:
    """The subject that hangs on a predicate itself."""
    return next((child for child in head.children if child.dep_ in SUBJECTS), None)


def preposition_of(token: Token) -> list[Token]:
    """The words of its preposition, in order: "because of"."""
    cases = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    return sorted({word for case in cases for word in case.subtree}, key=lambda word: word.i)


def preposition(token: Token) -> str:
    return " ".join(word.lower_ for word in preposition_of(token))


def relation(token: Token) -> str:
    """Its relation without the subtype: obl of obl:tmod."""
    return token.dep_.partition(":")[0]


def behind_comma(token: Token) -> bool:
    """Whether its phrase begins after a comma, a dash or a bracket."""
    edge = token.left_edge
    return edge.text in OPENING or (edge.i > 0 and token.doc[edge.i - 1].text in OPENING)


def bracketed(token: Token) -> bool:
    return any(child.text in "([" and child.dep_ == "punct" for child in (token, *token.children))


def first_words(token: Token, count: int = 2) -> str:
    """The first words of its phrase, in lower case, punctuation left out."""
    words = sorted((word for word in token.subtree if not word.is_punct), key=lambda word: word.i)
    return " ".join(word.lower_ for word in words[:count])


def mark_of(token: Token) -> str:
    """What opens a clause: "because", "so that", "to", "by"."""
    marks = [
        child for child in token.children
        if child.i < token.i and (child.dep_ in ("mark", "case") or (child.dep_ == "advmod" and child.lower_ in ("when", "where", "how", "why")))
    ]  # fmt: skip
    words = sorted({word for mark in marks for word in mark.subtree}, key=lambda word: word.i)
    return " ".join(word.lower_ for word in words)


def conjuncts(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ == "conj"]


def top_conjunct(token: Token) -> Token:
    """The first of a row: of "came and saw" the coming."""
    while token.dep_ == "conj":
        token = token.head
    return token


def is_plural(token: Token) -> bool:
    """Whether a noun phrase is plural: by its head, or since it is a row."""
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in ("they", "we", "these", "those"):
        return True
    return any(c.pos_ in NOMINAL and any(k.lower_ in ("and", "&") for k in c.children) for c in conjuncts(token))


def quoted_positions(doc: Doc) -> frozenset[int]:
    """The tokens between double quote marks; a quotation left open ends with its paragraph."""
    found: set[int] = set()
    start: int | None = None
    for token in doc:
        if token.is_space and token.text.count("\n") >= 2:
            start = None
        elif token.text in ("“", "«") or (token.text in ('"', "``") and start is None):
            start = token.i
        elif token.text in ("”", "»", '"', "''") and start is not None:
            found.update(range(start + 1, token.i))
            start = None
    return frozenset(found)


def own_tokens(tokens: list[Token]) -> Iterator[Token]:
    """The words among tokens, without punctuation and spaces."""
    return (token for token in tokens if not token.is_punct and not token.is_space)
