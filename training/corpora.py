"""More corpora of names in the label set of training/entities.py: CrossNER, Universal NER, MEANTIME and re3d.

Their folders lie below one, named as the corpora are. What a corpus does not mark, or marks by another rule, is unknown.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import spacy

from training.data import Example
from training.entities import TITLES, Span, Tag, read_columns, to_tags, universal_ner

CROSSNER = {
    **dict.fromkeys(["person", "politician", "scientist", "writer", "musicalartist", "researcher"], "PERSON"),
    **dict.fromkeys(["organisation", "politicalparty", "university", "band"], "ORG"),
    **dict.fromkeys(["location", "country"], "PLACE"),
    **dict.fromkeys(["election", "event", "conference"], "EVENT"),
    **dict.fromkeys(["book", "poem", "magazine", "album", "song", "academicjournal", "award", "product"], "OTHER"),
}
MEANTIME = {"ORGANIZATION": "ORG", "PERSON": "PERSON", "LOCATION": "PLACE", "PRODUCT": "OTHER"}
RE3D = {"Organisation": "ORG", "Person": "PERSON", "Location": "PLACE", "Nationality": "NORP"}
MEASURED = {"ED9C03D12FCA518C78DD6C3909CA5E42", "E19357552CAE0E45EE364E60A317AC59"}  # re3d texts that recall is read on
SMALL = {"of", "the", "for", "de", "&", "-", "'s", "’s", "du", "la", "on", "in", "von", "van", "al", "'", "."}
POINTING = {"I", "It", "Its", "We", "Our", "He", "His", "She", "Her", "They", "Their", "You", "Your", "This", "These"}
STRETCH = 110  # words of the stretches that single sentences are joined to


def all_names(folder: Path, nationalities: set[str]) -> list[Example]:
    """Every training example; the test parts of CrossNER politics and literature stay unseen."""
    found: list[Example] = []
    for domain in ("politics", "literature", "science", "music", "ai"):
        for part in ("train", "dev", *(() if domain in ("politics", "literature") else ("test",))):
            found += joined(crossner(folder / "crossner" / domain / f"{part}.txt", nationalities))
    train = folder / "uner-ewt" / "en_ewt-ud-train.iob2"
    found += joined(Example(words, tags, None) for words, tags in universal_ner(train, nationalities))
    found += joined(meantime(folder / "meantime" / "output_data" / "en", nationalities))
    return found + list(re3d(folder / "re3d", nationalities))


def joined(examples: Iterator[Example]) -> Iterator[Example]:
    """Single sentences one after the other, as paragraphs have them."""
    words: list[str] = []
    tags: list[Tag] = []
    for example in examples:
        if words and len(words) + len(example.words) > STRETCH:
            yield Example(words, tags, None)
            words, tags = [], []
        words, tags = words + example.words, tags + list(example.names or [])
    if words:
        yield Example(words, tags, None)


def crossner(path: Path, nationalities: set[str]) -> Iterator[Example]:
    """CrossNER (Liu et al. 2021). Its `misc`, and types that are names in some of their uses only, are unknown."""
    for words, raw in read_columns(path, 0, 1, "\t"):
        tags: list[Tag] = []
        for word, tag in zip(words, raw, strict=True):
            label = CROSSNER.get(tag[2:])
            if tag == "O" or label is None:
                outside = "O" if tag == "O" else None
                tags.append("B-NORP" if tag == "B-misc" and word in nationalities else outside)
                if tag == "O" and word in nationalities:
                    tags[-1] = None
            else:
                tags.append(f"{tag[:2]}{label}")
        yield Example(words, tags, None)


def meantime(folder: Path, nationalities: set[str]) -> Iterator[Example]:
    """MEANTIME (Minard et al. 2016): of its mentions, those that are a name and nothing else."""
    spans: dict[tuple[str, int], list[Span]] = {}
    loose: dict[tuple[str, int], set[int]] = {}
    for mention in json.loads((folder / "entities_mentions.json").read_text("utf-8")):
        key = mention["conll_doc_key"], int(mention["sent_id"])
        label = MEANTIME.get(mention["mention_full_type"])
        places = mention["tokens_number"]
        sentence = dict(zip(places, mention["tokens_str"].split(" "), strict=False))
        name = _bare(places, sentence, label or "") if mention["mention_head_pos"] == "PROPN" else []
        if label and name:
            spans.setdefault(key, []).append((name[0], name[-1] + 1, label))
        else:
            loose.setdefault(key, set()).update(places)
    for key, words in _meantime_sentences(folder / "meantime.conll"):
        own = sorted(spans.get(key, []), key=lambda span: span[0] - span[1])
        covered = {i for start, end, _ in own for i in range(start, end)}
        doubtful = loose.get(key, set()) - covered
        unknown = {i for i, word in enumerate(words) if i not in covered and (i in doubtful or word in nationalities or (i and word[:1].isupper()))}  # fmt: skip
        yield Example(words, to_tags(len(words), own, unknown), None)


def _meantime_sentences(path: Path) -> Iterator[tuple[tuple[str, int], list[str]]]:
    words: list[str] = []
    key = ("", -1)
    for line in path.read_text("utf-8").splitlines():
        column = line.split("\t")
        if len(column) > 3:
            key, words = (column[0], int(column[1])), [*words, column[3]]
        elif words:
            yield key, words
            words = []


def re3d(folder: Path, nationalities: set[str]) -> Iterator[Example]:
    """re3d (Dstl 2017): of its mentions, those that begin and end with a capital."""
    tokenizer = spacy.blank("en").tokenizer
    for part in sorted(folder.iterdir()):
        entities: dict[str, list[dict[str, str]]] = {}
        for line in (part / "entities.json").read_text("utf-8").splitlines():
            entity = json.loads(line)
            entities.setdefault(entity["documentId"], []).append(entity)
        for line in (part / "documents.json").read_text("utf-8").splitlines():
            document = json.loads(line)
            if document["_id"] in MEASURED:
                continue
            spans = [(int(e["begin"]), int(e["end"]), e["type"]) for e in entities.get(document["_id"], [])]
            for paragraph in re.finditer(r"[^\n]+", document["text"]):
                tokens = [token for token in tokenizer(paragraph[0]) if not token.is_space]
                starts = [paragraph.start() + token.idx for token in tokens]
                yield from joined(iter([_re3d([token.text for token in tokens], starts, spans, nationalities)]))


def _bare(places: list[int], words: dict[int, str], label: str) -> list[int]:
    """The places of the name in a mention, without article and title; none where it is more or less than one name."""
    while places and (
        words.get(places[0], "").lower() in ("the", "a", "an")
        or (label == "PERSON" and words.get(places[0], "") in TITLES | {".", "CEO"})
    ):
        places = places[1:]
    said = [words.get(i, "") for i in places]
    one = all(word[:1].isupper() or word.lower() in SMALL or word[:1].isdigit() for word in said)
    if not said or not one or not said[0][:1].isupper() or said[0] in POINTING:
        return []
    return places if label != "PERSON" or len(places) <= 3 else []


def _re3d(words: list[str], starts: list[int], spans: list[tuple[int, int, str]], nationalities: set[str]) -> Example:
    own: list[Span] = []
    doubtful: set[int] = set()
    for begin, end, kind in spans:
        places = [i for i, start in enumerate(starts) if begin <= start < end]
        name = _bare(places, dict(enumerate(words)), RE3D.get(kind, ""))
        cut = bool(name) and words[name[-1] + 1 : name[-1] + 2] != [] and words[name[-1] + 1][:1].isupper()
        if name and kind in RE3D and not cut:  # some spans stop before the end: "Kurdistan Regional" Government
            label = "NORP" if " ".join(words[i] for i in name) in nationalities else RE3D[kind]
            own.append((name[0], name[-1] + 1, label))
        else:
            doubtful.update([*places, *(i + 1 for i in places[-1:])] if cut else places)
    covered = {i for start, end, _ in own for i in range(start, end)}
    unknown = {i for i, word in enumerate(words) if i not in covered and (i in doubtful or word in nationalities or (i and word[:1].isupper()))}  # fmt: skip
    return Example(words, to_tags(len(words), own, unknown), None)
