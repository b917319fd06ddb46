"""Names from four corpora in one label set: PERSON ORG PLACE NORP EVENT OTHER.

Tags are BIO strings; `None` means that the corpus does not tell, and the word is left out of the loss and of the score.
"""

import collections
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale

from training.conllu import Word, open_text

Tag = str | None
Span = tuple[int, int, str]  # first word, word after the last, label

TERRITORIES = {str(name) for name in Locale("en").territories.values()} | {
    "U.S.",
    "US",
    "USA",
    "UK",
    "U.K.",
    "Britain",
    "Burma",
    "Gaza",
    "Gaza Strip",
    "West Bank",
    "Kosovo",
    "Chechnya",
    "Darfur",
    "North Korea",
    "South Korea",
    "Korea",
    "Bosnia",
    "Congo",
    "Soviet Union",
    "Czech Republic",
    "Tehran",
    "Kabul",
    "Western Sahara",
}
ALWAYS = {
    **dict.fromkeys(
        [
            "U.N.",
            "UN",
            "United Nations",
            "Taleban",
            "Taliban",
            "White House",
            "African Union",
            "EU",
            "European Union",
            "NATO",
        ],
        "ORG",
    ),
    **dict.fromkeys(
        [
            "Muslim",
            "Muslims",
            "Sunni",
            "Sunnis",
            "Shi'ite",
            "Shiite",
            "Shiites",
            "Western",
            "Islamic",
            "Kurdish",
            "Jewish",
            "Christian",
        ],
        "NORP",
    ),
    **dict.fromkeys(["World War I", "World War II", "Hurricane Katrina"], "EVENT"),
}
TITLES = {
    "President",
    "Prime",
    "Minister",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Dr.",
    "Senator",
    "Sen.",
    "Gen.",
    "General",
    "King",
    "Queen",
    "Pope",
    "Prince",
    "Princess",
    "Secretary",
    "Secretary-General",
    "Foreign",
    "Defense",
    "Chancellor",
    "Ambassador",
    "Colonel",
    "Col.",
    "Lt.",
    "Lieutenant",
    "Vice",
    "Premier",
    "Spokesman",
    "Spokeswoman",
    "Sheikh",
    "Ayatollah",
    "Cardinal",
    "Archbishop",
    "Bishop",
    "Captain",
    "Capt.",
    "Major",
    "Maj.",
    "Sergeant",
    "Sgt.",
    "Governor",
    "Mayor",
    "Judge",
    "Justice",
    "Chief",
    "Director",
    "Commissioner",
    "Chairman",
    "State",
    "Sir",
    "Lord",
    "Lady",
    "Admiral",
    "Adm.",
    "Professor",
    "Prof.",
    "Deputy",
    "Attorney",
    "Representative",
    "Rep.",
    "Interior",
    "Finance",
    "of",
}
CALENDAR = re.compile(
    r"(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|\d[\d,.:/-]*(?:s|st|nd|rd|th)?|today|yesterday|tomorrow|tonight|"
    r"weeks?|months?|years?|days?|decades?|century|morning|afternoon|evening|night|hours?|minutes?|summer|winter|spring|autumn|ago|"
    r"later|recent|last|next|past|early|late|mid|the|of|of|one|two|three|four|five|six|seven|eight|nine|ten|several|few|a|this|that)$"
)


def bio_spans(tags: Sequence[Tag]) -> list[Span]:
    """Spans of BIO tags (an I without its B opens a span)."""
    spans: list[Span] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and not (tag and tag[0] == "I" and tag[2:] == label):
            spans.append((start, i, label))
            label = ""
        if tag and tag != "O" and not label:
            start, label = i, tag[2:]
    return spans


def to_tags(length: int, spans: list[Span], unknown: set[int]) -> list[Tag]:
    """BIO tags of spans; overlapping spans lose to earlier ones."""
    tags: list[Tag] = [None if i in unknown else "O" for i in range(length)]
    taken: set[int] = set()
    for start, end, label in spans:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            tags[start] = f"B-{label}"
            tags[start + 1 : end] = [f"I-{label}"] * (end - start - 1)
    return tags


def read_columns(
    path: Path, form: int, tag: int, separator: str | None = None
) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a one-word-a-line corpus, with an empty line between them."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*open_text(path), ""]:
        column = line.split(separator)
        if line.startswith("# ") or column[:1] == ["-DOCSTART-"]:
            continue
        if len(column) <= max(form, tag):
            if words:
                yield words, tags
            words, tags = [], []
        else:
            words.append(column[form])
            tags.append(column[tag])


def held_out(words: list[str]) -> bool:
    """A tenth of the silver corpus, chosen by its text, is for measuring only."""
    return zlib.crc32(" ".join(words).encode()) % 10 == 0


class GroningenCleaner:
    """The silver labels of the Groningen Meaning Bank, mended by majority: a name has one label in nearly all its mentions."""

    labels = {"geo": "PLACE", "gpe": "NORP", "per": "PERSON", "org": "ORG", "eve": "EVENT", "art": "OTHER"}

    def __init__(self, folder: Path) -> None:
        self.sentences = list(self._read(folder))
        self.votes: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for words, tags in self.sentences:
            for start, end, label in bio_spans(tags):
                if label in self.labels and not held_out(words):  # what is measured on has no vote
                    self.votes[" ".join(words[start:end])][self.labels[label]] += 1
        self.nationalities = {
            name
            for name, votes in self.votes.items()
            if " " not in name
            and name not in TERRITORIES
            and votes.most_common(1)[0][0] == "NORP"
            and votes["NORP"] >= 2
        } | {name for name, label in ALWAYS.items() if label == "NORP"}

    @staticmethod
    def _read(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
        seen = set()
        for part in ("val", "test"):
            lines = zip(
                open_text(folder / f"gmb_{part}_sentences.txt.xz"),
                open_text(folder / f"gmb_{part}_labels.txt.xz"),
                strict=True,
            )
            for sentence, labels in lines:
                words, tags = sentence.split(), labels.split()
                if len(words) == len(tags) and sentence not in seen:
                    seen.add(sentence)
                    yield words, tags
        last, words, tags = "", [], []
        for line in [*open_text(folder / "gmb_nerror.txt.xz"), "\tend\t\t\t"]:
            column = line.split("\t")
            if len(column) != 5 or column[1] == "Sentence #":
                continue
            if column[1] != last:
                if words and " ".join(words) not in seen:
                    seen.add(" ".join(words))
                    yield words, tags
                last, words, tags = column[1], [], []
            words.append(column[2])
            tags.append(column[4])

    def vote(self, name: str, label: str) -> str:
        if name in ALWAYS:
            return ALWAYS[name]
        if name in TERRITORIES:
            return "PLACE"
        votes = self.votes.get(name)
        if votes and votes.total() >= 4:
            best, count = votes.most_common(1)[0]
            if count / votes.total() >= 0.6:
                return best
        return label

    def clean(self, words: list[str], tags: list[str]) -> list[Tag]:
        spans: list[Span] = []
        unknown: set[int] = set()
        raw: list[Span] = []
        for start, end, label in bio_spans(tags):
            touching = raw and raw[-1][1] == start and raw[-1][2] == "per"
            if touching and (
                label == "per" or (words[start - 1] in TITLES and " ".join(words[start:end]) not in TERRITORIES)
            ):
                raw[-1] = (raw[-1][0], end, "per")  # a title and its bearer stand as two spans
            else:
                raw.append((start, end, label))
        for start, end, label in raw:
            if label == "tim":
                name = " ".join(words[start:end])
                if self.vote(name, "") and not all(CALENDAR.match(word) for word in words[start:end]):
                    spans.append((start, end, self.vote(name, "")))
                elif not all(CALENDAR.match(word) for word in words[start:end]):
                    unknown.update(range(start, end))
                continue
            if label not in self.labels:
                unknown.update(range(start, end))
                continue
            full = range(start, end)
            while start < end and (
                (words[start][:1].islower() and not words[start].startswith("al-"))
                or (label == "per" and words[start] in TITLES)
            ):
                start += 1
            while (
                end > start and label == "per" and words[end - 1][:1].islower() and not words[end - 1].startswith("al-")
            ):
                end -= 1
            if start < end:
                label = self.vote(" ".join(words[start:end]), self.labels[label])
                if label == "PLACE" and start and words[start - 1] in ("Mr.", "Mrs.", "Ms.", "Senator"):
                    label = "PERSON"
                spans.append((start, end, label))
            else:
                unknown.update(full)
        covered = {i for start, end, _ in spans for i in range(start, end)} | unknown
        for i, word in enumerate(words):
            if i not in covered and word in self.nationalities:
                spans.append((i, i + 1, "NORP"))
            elif (
                i not in covered
                and i
                and word[:1].isupper()
                and len(word) > 1
                and word not in TITLES
                and not CALENDAR.match(word)
            ):
                unknown.add(i)  # a capital in the middle of a sentence that the silver labels missed
        return to_tags(len(words), spans, unknown)


def wikigold(path: Path, nationalities: set[str]) -> Iterator[tuple[list[str], list[Tag]]]:
    """Wikigold: four classes; its MISC holds nationalities, works, products and events."""
    known = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
    for words, raw in read_columns(path, 0, 1):
        spans = []
        unknown: set[int] = set()
        for start, end, label in bio_spans(raw):
            if label in known:
                spans.append((start, end, known[label]))
            elif all(word in nationalities for word in words[start:end]):
                spans.append((start, end, "NORP"))
            elif re.search(
                r"(?i)\b(war|battle|cup|olympics?|championships?|games|festival|revolution|day)\b",
                " ".join(words[start:end]),
            ):
                spans.append((start, end, "EVENT"))
            else:
                spans.append((start, end, "OTHER"))
        covered = {i for start, end, _ in spans for i in range(start, end)}
        unknown = {i for i, word in enumerate(words) if i not in covered and word in nationalities}
        yield words, to_tags(len(words), spans, unknown)


def universal_ner(path: Path, nationalities: set[str]) -> Iterator[tuple[list[str], list[Tag]]]:
    """Universal NER on EWT: three classes; every other capitalised name is unknown, not outside."""
    known = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
    for words, raw in read_columns(path, 1, 2, "\t"):
        spans = [(start, end, known[label]) for start, end, label in bio_spans(raw) if label in known]
        covered = {i for start, end, _ in spans for i in range(start, end)}
        unknown = {
            i
            for i, word in enumerate(words)
            if i not in covered
            and (word in nationalities or (i and word[:1].isupper() and len(word) > 1 and not word.isupper()))
        }
        yield words, to_tags(len(words), spans, unknown)


GUM_LABELS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "event": "EVENT",
    "object": "OTHER",
    "abstract": "OTHER",
}
LINKS = {"of", "the", "for", "and", "de", "&", "-", "'s", "’s", "du", "la", "on", "in", "von", "van", "al"}


def gum_names(sentence: list[Word], nationalities: set[str]) -> list[Tag]:
    """Names inside GUM's typed mentions: the run of proper nouns around the mention's head, articles and titles left out."""
    mentions: list[tuple[int, int, str, str]] = []
    open_mentions: dict[str, list[tuple[int, str, str]]] = collections.defaultdict(list)
    for i, word in enumerate(sentence):
        field = re.search(r"(?:^|\|)Entity=([^|]+)", word.misc)
        for bracket in re.findall(r"\([^()]+\)?|[^()]+\)", field.group(1)) if field else []:
            parts = bracket.strip("()").split("-")
            if bracket.startswith("("):
                identity = "-".join(parts[7:])
                if bracket.endswith(")"):
                    mentions.append((i, i, parts[1], identity))
                else:
                    open_mentions[parts[0]].append((i, parts[1], identity))
            elif open_mentions[parts[0]]:
                start, kind, identity = open_mentions[parts[0]].pop()
                mentions.append((start, i, kind, identity))

    def proper(i: int) -> bool:
        return sentence[i].upos == "PROPN" or sentence[i].xpos in ("NNP", "NNPS")

    def joins(i: int, kind: str) -> bool:
        word = sentence[i]
        if word.deprel in ("nmod:poss", "nmod:desc", "appos", "conj", "list", "parataxis"):
            return False
        return (
            proper(i)
            or word.deprel == "flat"
            or (kind != "person" and word.form[:1].isupper() and word.deprel in ("amod", "compound"))
        )

    spans: list[Span] = []
    unknown: set[int] = set()
    for start, end, kind, identity in sorted(mentions, key=lambda m: m[1] - m[0]):
        heads = [i for i in range(start, end + 1) if not start <= sentence[i].head - 1 <= end]
        if not heads or kind == "time":
            continue
        head = heads[0]
        if not proper(head):
            described = [
                i
                for i in range(start, end + 1)
                if proper(i) and sentence[i].head - 1 == head and sentence[i].deprel in ("appos", "flat", "nmod:desc")
            ]
            if not (identity and described):
                continue
            head = described[0]
        first = last = head
        while first > start and (
            joins(first - 1, kind)
            or (
                first - 2 >= start
                and (
                    sentence[first - 1].form == "-"
                    or (identity and kind != "person" and sentence[first - 1].form in ("&", "of"))
                )
                and joins(first - 2, kind)
            )
        ):
            first -= 1
        while last < end:
            following = sentence[last + 1]
            after = last + 1
            while after < end and sentence[after].form in LINKS:
                after += 1
            if (
                (
                    following.deprel in ("flat", "compound", "goeswith", "flat:foreign")
                    and (proper(last + 1) or following.deprel.startswith("flat"))
                )
                or (following.form == "-" and last + 2 <= end and proper(last + 2))
                or (
                    following.upos == "NUM"
                    and following.head - 1 == head
                    and kind in ("event", "organization", "object")
                )
                or (proper(last + 1) and sentence[last].form == "-")
            ):
                last += 1
            elif (
                (identity or kind == "organization")
                and kind != "person"
                and after > last + 1
                and proper(after)
                and following.form in ("of", "for", "&", "-")
            ):
                last = after
            else:
                break
        label = GUM_LABELS.get(kind)
        if label == "PERSON" and sentence[head].xpos == "NNPS":
            label = "NORP" if sentence[head].form in nationalities or first == last else None
        if label == "OTHER" and not identity and kind == "abstract":
            label = None
        if label:
            spans.append((first, last + 1, label))
        else:
            unknown.update(range(first, last + 1))
    spans.sort(key=lambda span: span[0] - span[1])
    covered = {i for start, end, _ in spans for i in range(start, end)} | unknown
    for i, word in enumerate(sentence):
        if i not in covered and word.form in nationalities:
            spans.append((i, i + 1, "NORP"))
        elif i not in covered and not CALENDAR.match(word.form) and word.form not in TITLES:
            if proper(i) or (i and word.upos == "ADJ" and word.form[:1].isupper()):
                unknown.add(i)
    return to_tags(len(sentence), spans, unknown)
