"""Corpora -> training examples. An example is a stretch of text with the layers that its corpus has; the others are None."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from training import entities
from training.conllu import Document, Word, read_documents

LONGEST = 230  # words in one example


class Example(NamedTuple):
    words: list[str]
    names: list[entities.Tag] | None
    sentences: list[list[Word]] | None  # gold sentences, whose words are `words`
    silver: bool = False  # labelled by machine


def parsed_examples(document: Document, nationalities: set[str] | None) -> Iterator[Example]:
    """Paragraphs of a treebank document, short ones (headings) joined to the next."""
    held: list[list[Word]] = []
    for number, paragraph in enumerate(document.paragraphs, 1):
        for sentence in paragraph:
            if held and sum(map(len, held)) + len(sentence) > LONGEST:
                yield _example(held, nationalities)
                held = []
            held.append(sentence[:LONGEST] if len(sentence) <= LONGEST else _cut(sentence))
        if sum(map(len, held)) >= 30 or number == len(document.paragraphs):
            yield _example(held, nationalities)
            held = []


def _cut(sentence: list[Word]) -> list[Word]:
    """The first words of an overlong sentence; heads beyond the cut become the root."""
    return [word._replace(head=word.head if word.head <= LONGEST else 0) for word in sentence[:LONGEST]]


def _example(sentences: list[list[Word]], nationalities: set[str] | None) -> Example:
    names = None
    if nationalities is not None:
        names = [tag for sentence in sentences for tag in entities.gum_names(sentence, nationalities)]
    return Example([word.form for sentence in sentences for word in sentence], names, sentences)


def curly(example: Example) -> Example:
    """The same with typographic quotes, as newspapers set them."""
    words, opened = [], False
    for word in example.words:
        if word in ('"', "``", "''"):
            opened = not opened
            word = "“" if opened else "”"
        elif word == "'":
            word = "’"
        else:
            word = word.replace("'", "’")
        words.append(word)
    return example._replace(words=words)


def rename(example: Example, rng: random.Random, first_names: list[str], last_names: list[str]) -> Example:
    """Persons get other names, so that the context has to carry them, not the string. One name stays one name."""
    if example.names is None:
        return example
    words, chosen = list(example.words), dict[str, str]()
    for start, end, label in entities.bio_spans(example.names):
        plain = all(word.isalpha() and word[:1].isupper() and not word.isupper() for word in words[start:end])
        if label == "PERSON" and plain and end - start <= 3:
            for i in range(start, end):
                pool = last_names if i == end - 1 else first_names
                words[i] = chosen.setdefault(words[i], rng.choice(pool))
    return example._replace(words=words)


def mentions(examples: list[Example]) -> dict[tuple[str, int], list[list[str]]]:
    """Every name of the gold examples by label and number of words."""
    found: dict[tuple[str, int], list[list[str]]] = {}
    for example in examples:
        for start, end, label in swappable(example):
            found.setdefault((label, end - start), []).append(example.words[start:end])
    return found


def swappable(example: Example) -> list[tuple[int, int, str]]:
    """The names of an example, persons left out (`rename` has a richer stock for them); none from silver labels."""
    if example.names is None or example.silver:
        return []
    return [span for span in entities.bio_spans(example.names) if span[2] != "PERSON"]


def swap_mentions(example: Example, rng: random.Random, stock: dict[tuple[str, int], list[list[str]]]) -> Example:
    """Other names of the same kind and length in half of the places (mention replacement, Dai and Adel 2020).

    The same length keeps the tree right.
    """
    words = list(example.words)
    for start, end, label in swappable(example):
        if rng.random() < 0.5:
            words[start:end] = rng.choice(stock[label, end - start])
    return example._replace(words=words)


def load(folder: Path) -> dict[str, list[Example]]:
    """Parts `train`, `dev`, and the test sets `gum`, `gum-nib` (news, interview, bio), `ewt`, `uner`, `gmb`."""
    groningen = entities.GroningenCleaner(folder / "ner")
    nations = groningen.nationalities
    parts: dict[str, list[Example]] = {name: [] for name in ("train", "dev", "gum", "gum-nib", "ewt", "uner", "gmb")}
    for split in ("train", "dev", "test"):
        for document in read_documents(folder / f"ewt-{split}.conllu.xz"):
            parts["ewt" if split == "test" else split] += parsed_examples(document, None)
        for document in read_documents(folder / f"gum-{split}.conllu.xz"):
            examples = list(parsed_examples(document, nations))
            parts["gum" if split == "test" else split] += examples
            if split == "test" and document.genre in ("news", "interview", "bio"):
                parts["gum-nib"] += examples
    for words, raw in groningen.sentences:
        parts["gmb" if entities.held_out(words) else "train"].append(
            Example(words, groningen.clean(words, raw), None, silver=True)
        )
    for words, tags in entities.wikigold(folder / "ner" / "wikigold.txt.xz", nations):
        parts["train"].append(Example(words, tags, None))
    for split, part in (("dev", "train"), ("test", "uner")):
        for words, tags in entities.universal_ner(folder / "ner" / f"uner-ewt-{split}.iob2.xz", nations):
            parts[part].append(Example(words, tags, None))
    return parts
