"""Links of pronouns and definite phrases against the gold chains of GUM: news, biographies and interviews.

The text goes through the project's own pipeline; words are found again by their characters. A link is right when the
entity is called by a mention of the gold chain; what the gold has in no chain, was linked in error.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.articles import ROOT
from evaluation.chains import Gold, Mention, read_gold
from quizgen.annotate.layers import annotate
from quizgen.annotated import Annotated, Entity
from quizgen.read.text import read_text
from quizgen.tokens import Span, Token

TREEBANKS = ROOT.parent / "shared" / "treebanks"
GENRES = frozenset({"news", "bio", "interview"})
PRONOUNS = frozenset(
    ["he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves"]
)  # fmt: skip
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Link(NamedTuple):
    """A word that was linked, to what, and whether the gold says so."""

    token: Token
    entity: Entity
    right: bool


class Read(NamedTuple):
    """A gold document and what the pipeline made of it."""

    gold: Gold
    annotated: Annotated
    at: dict[int, list[Mention]]  # character of a head word -> the mentions that it heads, the longest first

    def mention(self, span: Span | Token) -> Mention | None:
        """The gold mention with the head of a name or word, the one nearest to it in length."""
        root = span.root if isinstance(span, Span) else span
        found = self.at.get(self.annotated.offset(root.idx), [])
        if not found and isinstance(span, Span):  # a name in apposition: "English defender Ann Marlow"
            start = self.annotated.offset(span.start_char)
            found = [each for each in self.gold.mentions if each.start <= start and each.end >= start + len(span.text)]
        return min(found, key=lambda mention: abs(mention.end - mention.start - len(span.text)), default=None)


def read(path: Path, genres: frozenset[str] = GENRES) -> Iterator[Read]:
    """The gold documents of a treebank, annotated."""
    for gold in read_gold(path, genres):
        at: dict[int, list[Mention]] = {}
        for mention in gold.mentions:
            at.setdefault(mention.head, []).append(mention)
        yield Read(gold, annotate(read_text(gold.text, gold.name)), at)


def chains_of(document: Read, entity: Entity) -> Counter[str]:
    """The gold chains that the mentions of an entity stand in."""
    return Counter(found.chain for span in entity.mentions if (found := document.mention(span)) is not None)


def is_right(document: Read, token: Token, entity: Entity) -> bool:
    """Whether the gold links this word to the entity."""
    meant = document.mention(token)
    if meant is None:
        return False
    chains = chains_of(document, entity)
    if chains[meant.chain] * 3 >= max(chains.total(), 1):
        return True
    if (parts := document.gold.parts.get(meant.chain)) and all(part in chains for part in parts):
        return True
    names = [name.removeprefix("the ").removeprefix("The ") for name in document.gold.named().get(meant.chain, [])]
    if entity.name in names:
        return True
    named = {
        mention.chain
        for span in entity.mentions
        for mention in document.gold.mentions
        if mention.upos == "PROPN"
        and document.annotated.offset(span.start_char) <= mention.start
        and mention.end <= document.annotated.offset(span.end_char - 1) + 1
    }
    return bool(parts) and parts <= named


def links(document: Read) -> list[Link]:
    """All links of a document, judged."""
    doc = document.annotated.doc
    return [
        Link(doc[i], entity, is_right(document, doc[i], entity))
        for i, entity in sorted(document.annotated.reference.items())
        if not (doc[i].lower_.endswith("self") and document.mention(doc[i]) is None)  # "the queen herself": no mention
    ]


def wanted(document: Read) -> Iterator[tuple[str, Token]]:
    """The words that could be linked to a name: "pronoun" or "definite", and the word."""
    annotated, named = document.annotated, document.gold.named()
    for token in annotated.doc:
        mention = document.mention(token)
        if mention is None or mention.chain not in named or mention.link in ("appos", "pred"):
            continue
        if token.lower_ in PRONOUNS:
            yield "pronoun", token
        elif mention.first in DEFINITE and mention.upos == "NOUN" and mention.known and not mention.named:
            yield "definite", token


def score(path: Path) -> dict[str, float]:
    """Precision of all links, recall of pronouns and of definite phrases, in per cent; prints the counts."""
    made, right, could, found = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document in read(path):
        judged = {link.token.i: link for link in links(document)}
        for link in judged.values():
            kind = "pronoun" if link.token.lower_ in PRONOUNS else "definite"
            made[kind] += 1
            right[kind] += link.right
        for kind, token in wanted(document):
            could[kind] += 1
            found[kind] += token.i in judged and judged[token.i].right
    for kind in ("pronoun", "definite"):
        print(
            f"{path.name}: {kind}s: {made[kind]} links, {right[kind]} right; {found[kind]} of {could[kind]} that have a name found"
        )
    return {
        "links": 100 * right.total() / made.total(),
        "pronouns": 100 * found["pronoun"] / could["pronoun"],
        "definites": 100 * found["definite"] / could["definite"],
    }


def measure() -> dict[str, float]:
    """The figures on the development documents, those on the training documents beside them; nothing without treebanks."""
    figures = {}
    for part, prefix in (("train", "ref train"), ("dev", "ref")):
        path = TREEBANKS / f"gum-{part}.conllu.xz"
        if not path.is_file():
            print(f"no gold chains beside this checkout ({path}): reference is not measured")
            continue
        figures |= {f"{prefix} {name}": figure for name, figure in score(path).items()}
    return figures


if __name__ == "__main__":
    for link_name, figure in measure().items():
        print(f"{link_name:<20} {figure:5.1f} %")
