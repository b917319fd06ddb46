"""Names against gold: GUM news, interviews and biographies, PUD, and the politics of CrossNER.

F1 over all types that the corpus marks as the engine does, in per cent, of the engine's names and of those that the
article's entities are made of; a name is right when its words and its type are. "The" at its front counts for neither
side, and what the corpus marks by another rule (events, works, `misc`) is left out on both sides.
"""

import io
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from evaluation.articles import ROOT
from quizgen.annotate.entities import find_entities
from quizgen.annotate.pipeline import load_pipeline
from training.conllu import read_documents
from training.entities import GroningenCleaner, bio_spans, gum_names
from training.evaluate import spaced

SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "data" / "ner.tar.xz"
TREEBANKS = SHARED / "treebanks"
Text = tuple[str, list[tuple[int, int, str]]]  # and its names: first character, character after the last, type or ""
CROSSNER = {
    **dict.fromkeys(["person", "politician", "scientist", "writer", "musicalartist", "researcher"], "PERSON"),
    **dict.fromkeys(["organisation", "politicalparty", "university", "band"], "ORG"),
    **dict.fromkeys(["location", "country"], "PLACE"),
}
UNIVERSAL = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}


def gum(genres: Sequence[str] = ("news", "interview", "bio")) -> Iterator[Text]:
    nations = GroningenCleaner(TREEBANKS / "ner").nationalities
    for document in read_documents(TREEBANKS / "gum-test.conllu.xz"):
        if document.genre in genres:
            for paragraph in document.paragraphs:
                words = [word for sentence in paragraph for word in sentence]
                tags = [tag for sentence in paragraph for tag in gum_names(sentence, nations)]
                spaces = [word.space for word in words]
                known = [tag if tag is not None else "B-?" for tag in tags]
                yield _text([word.form for word in words], spaces, bio_spans(known))


def universal() -> Iterator[Text]:
    """PUD: persons, organisations and places."""
    for words, raw in _columns("ner/pud/en_pud-ud-test.iob2", 1, 2):
        yield _text(words, spaced(words), [(a, b, UNIVERSAL.get(label, "")) for a, b, label in bio_spans(raw)])


def politics() -> Iterator[Text]:
    """CrossNER politics, test."""
    for words, raw in _columns("ner/crossner/politics/test.txt", 0, 1):
        yield _text(words, spaced(words), [(a, b, CROSSNER.get(label, "")) for a, b, label in bio_spans(raw)])


def _columns(member: str, form: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*_packed(member).splitlines(), ""]:
        column = line.split("\t")
        if line.startswith("# "):
            continue
        if len(column) > max(form, tag):
            words.append(column[form])
            tags.append(column[tag])
        elif words:
            yield words, tags
            words, tags = [], []


@cache
def _packed(member: str) -> str:
    with tarfile.open(CORPORA) as packed:
        file = packed.extractfile(member)
        assert file is not None
        return io.TextIOWrapper(file, "utf-8").read()


def _text(words: Sequence[str], spaces: Sequence[bool], spans: Sequence[tuple[int, int, str]]) -> Text:
    text, starts, ends = "", [], []
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(text))
        text += word
        ends.append(len(text))
        text += " " if space else ""
    return text, [(starts[a], ends[b - 1], label) for a, b, label in spans]


def score(texts: Iterator[Text], types: frozenset[str]) -> tuple[float, float]:
    """F1 of the engine's names, and of the entities' mentions."""
    counts: Counter[str] = Counter()
    for text, gold in texts:
        doc = load_pipeline()(text)
        wanted = {_bare(text, a, b): label if label in types else "" for a, b, label in gold}
        merged = [(m, entity.type) for entity in find_entities(doc) for m in entity.mentions]
        for kind, names in (("engine", [(name, name.label_) for name in doc.ents]), ("entities", merged)):
            for span, type_ in names:
                place = _bare(text, span.start_char, span.end_char)
                label = "PLACE" if type_ == "COUNTRY" else type_
                doubtful = any(not known and a < place[1] and place[0] < b for (a, b), known in wanted.items())
                if not doubtful and (label in types or place in wanted):
                    counts.update({f"{kind} right": wanted.get(place) == label, kind: 1})
        counts.update(wanted=sum(label in types for label in wanted.values()))
    engine, entities = (
        200 * counts[f"{kind} right"] / (counts[kind] + counts["wanted"]) for kind in ("engine", "entities")
    )
    return engine, entities


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    return (start + 4 if text[start : start + 4].lower() == "the " else start), end


EVERY = frozenset(["PERSON", "ORG", "PLACE", "NORP", "EVENT", "OTHER"])
THREE = frozenset(["PERSON", "ORG", "PLACE"])


def measure() -> dict[str, float]:
    """The three figures; nothing where the corpora are not there."""
    if not (CORPORA.is_file() and TREEBANKS.is_dir()):
        return {}
    figures = {}
    for name, texts, types in (
        ("gum", gum(), EVERY),
        ("pud", universal(), THREE),
        ("politics", politics(), THREE),
    ):
        figures[f"names {name}"], entities = score(texts, types)
        print(f"names {name}: engine F1 {figures[f'names {name}']:.1f}, entities F1 {entities:.1f}")
    return figures


if __name__ == "__main__":
    measure()
