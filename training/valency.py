"""Which preposition a verb or adjective takes as its complement, and which verbs people do, counted in UD EWT and GUM: python -m training.valency.

UD calls complements and adjuncts both `obl`; what tells them apart is company (Merlo and Esteve Ferrer 2006): "on" stands
with "depend" far more often than with verbs in general, "in" with "arrive" no more than elsewhere.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from quizgen import gazetteer
from training.conllu import Word, read_documents

TREEBANKS = Path("../shared/treebanks")
OUT = Path(gazetteer.__file__).parent / "data" / "valency.toml"
FEWEST = 3  # times seen together
LIFT = 3.0  # times as often as with words in general
SHARE = 0.12  # of the word's own obliques
PEOPLE = frozenset(["i", "you", "he", "she", "we", "who", "somebody", "someone", "everybody", "everyone", "anyone"])
MOSTLY = 0.7  # of a verb's subjects are people, at least


def _sentences(folder: Path) -> Iterator[list[Word]]:
    """The sentences of the treebanks' training parts."""
    for path in sorted(folder.glob("*-train.conllu.xz")):
        for document in read_documents(path):
            for paragraph in document.paragraphs:
                yield from paragraph


def count(folder: Path) -> tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]:
    """How often each word has each preposition, has an oblique, and each preposition stands; phrases of time left out."""
    times = gazetteer.nouns("time_nouns")
    pairs: Counter[tuple[str, str]] = Counter()
    words: Counter[str] = Counter()
    prepositions: Counter[str] = Counter()
    for sentence in _sentences(folder):
        for place, word in enumerate(sentence, 1):
            if word.deprel not in ("obl", "nmod") or word.head == 0 or word.lemma.lower() in times:
                continue
            head = sentence[word.head - 1]
            cases = [each for each in sentence if each.head == place and each.deprel == "case"]
            if head.upos not in ("VERB", "ADJ") or len(cases) != 1 or word.upos == "NUM":
                continue
            preposition = cases[0].form.lower()
            pairs[head.lemma.lower(), preposition] += 1
            words[head.lemma.lower()] += 1
            prepositions[preposition] += 1
    return pairs, words, prepositions


def agentive(folder: Path) -> list[str]:
    """Verbs whose subjects are nearly all people, by the pronouns and names that stand there."""
    people: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for sentence in _sentences(folder):
        for word in sentence:
            if (
                word.deprel == "nsubj"
                and word.head
                and sentence[word.head - 1].upos == "VERB"
                and word.form.lower() not in ("that", "which")
            ):
                verb = sentence[word.head - 1].lemma.lower()
                human = (
                    word.form.lower() in PEOPLE
                    or ("Entity=(" in word.misc and "-person-" in word.misc)
                    or word.upos == "PROPN"
                )
                subjects[verb] += 1
                people[verb] += human or word.lemma.lower() in gazetteer.nouns("person_nouns") | gazetteer.nouns(
                    "group_nouns"
                )
    return sorted(
        verb for verb, seen in subjects.items() if seen >= FEWEST and people[verb] >= MOSTLY * seen and verb.isalpha()
    )


def transitive(folder: Path) -> list[str]:
    """Verbs that hardly ever stand in the active without an object or a clause in its place: "found", "comfort"."""
    seen: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for sentence in _sentences(folder):
        for place, word in enumerate(sentence, 1):
            if word.upos != "VERB" or word.deprel.split(":")[0] not in (
                "root",
                "conj",
                "ccomp",
                "advcl",
                "xcomp",
            ):
                continue
            own = {each.deprel for each in sentence if each.head == place}
            if "aux:pass" in own or (word.xpos == "VBN" and "aux" not in own) or "nsubj:pass" in own:
                continue
            if word.deprel == "conj":
                own |= {each.deprel for each in sentence if each.head == word.head and each.deprel == "obj"}
            own |= {each.deprel for each in sentence if each.deprel == "obj" and _shared(sentence, place, each.head)}
            particle = any(each.head == place and each.deprel == "compound:prt" for each in sentence)
            if particle:
                continue
            seen[word.lemma.lower()] += 1
            without[word.lemma.lower()] += not own & {"obj", "ccomp", "xcomp", "iobj", "ccomp:obj"}
    return sorted(
        verb
        for verb, count in seen.items()
        if count >= FEWEST_ACTIVE and without[verb] <= WITHOUT * count and verb.isalpha()
    )


def _shared(sentence: list[Word], place: int, head: int) -> bool:
    """Whether the object of a verb joined behind may belong to this one too: "comforted and encouraged the families"."""
    return bool(head) and sentence[head - 1].deprel == "conj" and sentence[head - 1].head == place


FEWEST_ACTIVE = 4  # times in the active
WITHOUT = 0.06  # of them without an object


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS)
    folder = parser.parse_args().treebanks
    pairs, words, prepositions = count(folder)
    total = sum(words.values())
    taken: dict[str, list[str]] = {}
    for (word, preposition), seen in sorted(pairs.items()):
        share = seen / words[word]
        if seen >= FEWEST and share >= SHARE and share >= LIFT * prepositions[preposition] / total and word.isalpha():
            taken.setdefault(word, []).append(preposition)
    rows = "".join(f"{word} | {', '.join(found)}\n" for word, found in taken.items())
    OUT.write_text(
        f"# Counted by training/valency.py. What verbs and adjectives take: word | prepositions.\n\nprepositions = '''\n{rows}'''\n\n"
        f"# Verbs of which nearly all subjects are people.\nagentive = '''\n{fill(' '.join(agentive(folder)), 120)}\n'''\n\n"
        f"# Verbs that hardly ever stand without an object.\ntransitive = '''\n{fill(' '.join(transitive(folder)), 120)}\n'''\n",
        encoding="utf-8",
    )
    print(f"{len(taken)} words")


if __name__ == "__main__":
    main()
