"""The words of an article with their tags and trees, as plain objects.

The stages after the engine look at each word hundreds of times. spaCy makes a new Token at each look and decodes its
strings anew; here all is read off its Doc once. The names of the attributes are spaCy's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc


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


class Doc:
    """The words of a text, its sentences and its names."""

    def __init__(self, read: "SpacyDoc") -> None:
        self.text: str = read.text
        self.states = read.tensor  # what the encoder knows of each word, a row for each; of no size without an engine
        self.tokens = [
            Token(self, t.i, t.idx, t.text, t.whitespace_, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_, t.is_punct)
            for t in read
        ]
        for token, margin in zip(self.tokens, read.user_data.get("margins", ()), strict=False):
            token.margin = margin
        for token, each in zip(self.tokens, read, strict=True):
            token.head = self.tokens[each.head.i]
            if token.head is not token:
                token.head.children.append(token)
        for token in self.tokens:  # a word is the left edge of those above it that begin later
            head = token.head
            while token.i < head.left_edge.i:
                head.left_edge, head = token, head.head
        for token in reversed(self.tokens):
            head = token.head
            while token.i > head.right_edge.i:
                head.right_edge, head = token, head.head
        self.sents = [Span(self, sentence.start, sentence.end) for sentence in read.sents]
        self.ents = [Span(self, name.start, name.end, name.label_) for name in read.ents]
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
