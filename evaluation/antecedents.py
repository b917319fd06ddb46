"""Links to any antecedent, named or described, against the gold chains of GUM, and the words that take their place.

Of a phrase that goes back to another (it is not the first of its chain, no apposition and no predicate), recall is whether
it was linked to a phrase of its chain; precision is over all links made. The text goes through the project's own pipeline.
`said` is the share of antecedents whose words come from the gold chain.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.chains import Mention
from evaluation.reference import DEFINITE, GENRES, TREEBANKS, Read, is_right, read
from quizgen.annotate.coreference import SURE, find_links
from quizgen.annotate.phrases import PRONOUNS, Phrase
from quizgen.tokens import Token

GROUPS = {"he": "he/she", "she": "he/she", "it": "it", "they": "they", "definite": "definite"}
EVERY = frozenset(["news", "bio", "interview", "voyage", "academic", "textbook", "speech", "court", "vlog", "conversation"])  # fmt: skip


def group_of(token: Token, mention: Mention) -> str:
    """The kind of phrase that a gold mention is, by its head as it stands in the text."""
    if token.lower_ in PRONOUNS and mention.upos in ("PRON", "DET"):
        return GROUPS.get(PRONOUNS[token.lower_], "")
    return "definite" if mention.first in DEFINITE and mention.upos == "NOUN" and not mention.named else ""


def anaphoric(document: Read) -> Iterator[tuple[str, int, bool]]:
    """Kind, token and whether its chain has a name, of each phrase that goes back to one before it."""
    begins = {document.annotated.offset(token.idx): token for token in document.annotated.doc}
    named, seen = document.gold.named(), set[str]()
    for mention in document.gold.mentions:
        token = begins.get(mention.head)
        if token is not None and mention.chain in seen and mention.link not in ("appos", "pred"):
            if kind := group_of(token, mention):
                yield kind, token.i, mention.chain in named
        seen.add(mention.chain)


def chains_of(document: Read, phrase: Phrase) -> set[str]:
    """The gold chains that a phrase stands for."""
    at = document.annotated.offset(phrase.head.idx)
    found = document.at.get(at, [])
    if phrase.kind != "group":
        return {mention.chain for mention in found[-1:]} if found else set()
    last = max(child.i for child in phrase.head.children if child.dep_ == "conj")
    end = document.annotated.offset(document.annotated.doc[last].idx)
    whole = {mention.chain for mention in found if mention.end > end}
    heads = [phrase.head, *(child for child in phrase.head.children if child.dep_ == "conj")]
    parts = [{m.chain for m in document.at.get(document.annotated.offset(head.idx), [])} for head in heads]
    return whole | {
        chain
        for chain, members in document.gold.parts.items()
        if len(members) == len(parts) and all(part & members for part in parts)
    }


def score(path: Path, genres: frozenset[str]) -> dict[str, float]:
    """Precision and recall by kind, in per cent; prints them for chains with and without a name."""
    made, right, could, found = Counter[str](), Counter[str](), Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    said, proper = Counter[str](), Counter[str]()
    for document in read(path, genres):
        annotated = document.annotated
        phrases, links = find_links(
            annotated.doc, annotated.entities, annotated.entity_at, annotated.article.info.title
        )
        hits: dict[int, bool] = {}
        for link in links:
            phrase = phrases[link.phrase]
            meant = document.mention(phrase.head)
            hit = meant is not None and meant.chain in chains_of(document, phrases[link.nearest])
            made[GROUPS[phrase.kind]] += 1
            right[GROUPS[phrase.kind]] += hit
            hits[phrase.head.i] = hit
        for kind, i, has_name in anaphoric(document):
            could[kind, has_name] += 1
            found[kind, has_name] += hits.get(i, False)
        for i, words in annotated.antecedent.items():
            token = annotated.doc[i]
            kind = GROUPS.get(PRONOUNS.get(token.lower_, "definite"), "")
            if kind:
                said[kind] += 1
                meant = document.mention(token)
                proper[kind] += (
                    is_right(document, token, words.entity)
                    if words.entity is not None
                    else meant is not None and meant.chain in chains_of(document, Phrase(words.head, "definite"))
                )
    figures: dict[str, float] = {}
    for kind in ("he/she", "it", "they", "definite"):
        total, hit = could[kind, True] + could[kind, False], found[kind, True] + found[kind, False]
        figures[f"{kind} precision"] = 100 * right[kind] / max(1, made[kind])
        figures[f"{kind} recall"] = 100 * hit / max(1, total)
        print(
            f"{path.name}: {kind}: {made[kind]} links, {figures[f'{kind} precision']:.0f} % right; "
            f"{hit} of {total} found, {figures[f'{kind} recall']:.0f} % ({found[kind, True]} of {could[kind, True]} with a name); "
            f"{said[kind]} said, {100 * proper[kind] / max(1, said[kind]):.0f} % right"
        )
    return figures


def curve(path: Path, genres: frozenset[str]) -> None:
    """Prints precision and recall by kind for thresholds, to set those of quizgen/annotate/goes_back.py by."""
    links: dict[str, list[tuple[float, bool]]] = {}
    could: Counter[str] = Counter()
    for document in read(path, genres):
        annotated = document.annotated
        phrases, found = find_links(
            annotated.doc,
            annotated.entities,
            annotated.entity_at,
            annotated.article.info.title,
            dict.fromkeys(SURE, 0.0),
        )
        for link in found:
            meant = document.mention(phrases[link.phrase].head)
            hit = meant is not None and meant.chain in chains_of(document, phrases[link.nearest])
            links.setdefault(GROUPS[phrases[link.phrase].kind], []).append((link.odds, hit))
        could.update(kind for kind, _, _ in anaphoric(document))
    for kind, judged in links.items():
        print(f"{path.name}: {kind}: {could[kind]} go back")
        for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97):
            made = [hit for odds, hit in judged if odds >= least]
            print(f"  {least:.2f}: {100 * sum(made) / max(1, len(made)):.0f} % of {len(made)} right, {100 * sum(made) / could[kind]:.0f} % found")  # fmt: skip


def measure() -> dict[str, float]:
    """The figures on GUM's test documents; nothing where they are not there."""
    path = TREEBANKS / "gum-test.conllu.xz"
    if not path.is_file():
        return {}
    print("news, biographies and interviews:")
    figures = score(path, GENRES)
    print("all genres:")
    return {f"ref {name}": figure for name, figure in figures.items()} | {
        f"ref all {name}": figure for name, figure in score(path, EVERY).items()
    }


if __name__ == "__main__":
    for each in (GENRES, EVERY):
        curve(TREEBANKS / "gum-dev.conllu.xz", each)
