"""The words of an article with their tags and trees, as plain objects.

The names of the attributes are spaCy's, which the field knows; the objects are plain, since the stages after the engine
look at each word hundreds of times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, overload
from unicodedata import category


class Token:
    """One word: its text and tags, and its place in the tree of its sentence. A root is its own head."""

    __slots__ = ("_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "is_space", "left_edge",
                 "lemma_", "lower_", "margin", "pos_", "right_edge", "sent", "tag_", "text", "whitespace_")  # fmt: skip
    head: "Token"
    sent: "Span"
    left_edge: "Token"  # the first word of its subtree
    right_edge: "Token"  # the last one

    def __init__(self, doc: "Doc", i: int, idx: int, text: str, whitespace: str, lemma: str, pos: str, tag: str, dep: str, name: str, punct: bool) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.idx = idx  # its first character
        self.text = text
        self.whitespace_ = whitespace
        self.lower_ = text.lower()
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = name
        self.is_punct = punct
        self.margin = 1.0  # how sure the engine was of its head and label, 0 to 1
        self.is_space = text.isspace()
        self.is_sent_start = False
        self.children: list[Token] = []
        self.left_edge = self.right_edge = self
        self._subtree: list[Token] = []

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def subtree(self) -> Sequence["Token"]:
        """The word and all that hangs under it, each branch at its place beside its head."""
        if not self._subtree:
            left = chain.from_iterable(child.subtree for child in self.children if child.i < self.i)
            right = chain.from_iterable(child.subtree for child in self.children if child.i > self.i)
            self._subtree = [*left, self, *right] if self.children else [self]
        return self._subtree

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its head, the head's head, and so on to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: "Token") -> bool:
        """Whether the other word hangs somewhere under this one."""
        return any(token is self for token in other.ancestors)

    def nbor(self) -> "Token":
        """The next word. Raises IndexError after the last."""
        return self.doc[self.i + 1]


@dataclass(unsafe_hash=True)  # not frozen, only since that is slow to make
class Span:
    """The words `start` to `end` of a Doc, end left out; `label_` is the type of a name."""

    doc: "Doc"
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> "Span": ...
    def __getitem__(self, place: int | slice) -> "Token | Span":
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @cached_property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def text_with_ws(self) -> str:
        return self.text + self.doc.tokens[self.end - 1].whitespace_ if self.end > self.start else ""

    @cached_property
    def root(self) -> Token:
        """The word that is nearest to the root of its sentence."""
        outward = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        return outward[0] if len(outward) == 1 else min(outward, key=lambda token: sum(1 for _ in token.ancestors))

    @property
    def sent(self) -> "Span":
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent


@dataclass
class Parse:
    """What the engine says of a text, a value for each word: the columns of which a Doc is made.

    `heads` are positions, a root's is its own; `names` are BIO tags ("B-PERSON", "I-PERSON", "O"); `margins` (0 to 1) say
    how sure the engine was; `states` is what its encoder knows of each word, a row for each, of no size without an engine.
    """

    words: list[str]
    spaces: list[bool]  # whether a space follows
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    heads: list[int]
    deps: list[str]
    names: list[str]
    margins: list[float] = field(default_factory=list)
    states: Any = field(default_factory=list)


class Doc:
    """The words of a text, its sentences and its names."""

    def __init__(self, parse: Parse) -> None:
        self.text = "".join(word + " " * space for word, space in zip(parse.words, parse.spaces, strict=True))
        self.states = parse.states
        self.tokens: list[Token] = []
        place = 0
        for i, (word, space, lemma, pos, tag, dep, name) in enumerate(
            zip(parse.words, parse.spaces, parse.lemmas, parse.pos, parse.tags, parse.deps, parse.names, strict=True)
        ):
            self.tokens.append(
                Token(
                    self,
                    i,
                    place,
                    word,
                    " " * space,
                    lemma,
                    pos,
                    tag,
                    dep,
                    name.partition("-")[2],
                    _is_punctuation(word),
                )
            )
            place += len(word) + space
        for token, margin in zip(self.tokens, parse.margins, strict=False):
            token.margin = margin
        for token, head in zip(self.tokens, parse.heads, strict=True):
            token.head = self.tokens[head]
            if token.head is not token:
                token.head.children.append(token)
        for token in self.tokens:  # a word is the left edge of those above it that begin later
            above = token.head
            while token.i < above.left_edge.i:
                above.left_edge, above = token, above.head
        for token in reversed(self.tokens):
            above = token.head
            while token.i > above.right_edge.i:
                above.right_edge, above = token, above.head
        starts = (
            sorted({0, *(token.left_edge.i for token in self.tokens if token.head is token)}) if self.tokens else []
        )
        self.sents = [Span(self, start, end) for start, end in pairwise([*starts, len(self.tokens)])]
        self.ents = [Span(self, start, end, label) for start, end, label in _names(parse.names)]
        for sentence in self.sents:
            self.tokens[sentence.start].is_sent_start = True
            for token in sentence:
                token.sent = sentence

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[place]


def _is_punctuation(word: str) -> bool:
    return all(category(sign).startswith("P") for sign in word)


def _names(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end (left out) and type of each name in BIO tags."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind = tag.partition("-")[2]
        if label and (tag[0] != "I" or kind != label):
            yield start, i, label
            label = ""
        if kind and not label:
            start, label = i, kind
