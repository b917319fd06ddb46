"""Questions that people asked, and the same spoilt: what the reader sees before it learns from verdicts.

`python -m training.spoiled --data FOLDER --run FOLDER --warm reader.pt` (extra `training`). The data are free sets as unpacked: `qa/squadshifts` (CC BY 4.0), `qa/xquad` (CC BY-SA 4.0), `qa/fairytale` (Apache 2.0), `questions/quiz-design`
(BSD 3-Clause). Of each passage: questions with their answers, sentences as true statements and with a blank; half of them
are spoilt as a generator spoils them (a word too few or too many, a phrase pasted in, another question word, an answer of
the same sort from elsewhere, a pronoun for a name; training/spoiling.py). They tell of the context `article` only: people had
the passage before them. The sentences of the articles that verdicts were given on are taken in the same way.
"""

import argparse
import csv
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import torch

from quizgen.judge.sheet import sheet
from quizgen.models import BLANK, Article, ArticleInfo, Evidence, Form, Paragraph, Proposal
from quizgen.pieces import WordPieces
from training.reader import ENGINE, UNREAD, Card, train
from training.reader_model import LETTERS, ReaderModel
from training.spoiling import (
    NAME,
    SENTENCE,
    SMALL,
    asked_wrongly,
    connected,
    cut,
    determined,
    fewer,
    inflected,
    moved,
    pasted,
    pronoun,
    repeated,
    torn,
    trimmed,
)  # fmt: skip
from training.verdicts import Verdict, load

NUMBER = r"\d[\d,.]*\d|\d"
SORTS = tuple(re.compile(pattern) for pattern in (r"\b(?:1\d|20)\d\d\b", NUMBER, rf"(?<=[a-z,] ){NAME}"))
HANGING = re.compile(
    r"^(?:This|These|That|Those|However|But|And|Such|There|Also|Thus|Therefore|So|Or|Then|Most|Some|One|Still|Yet|Now|Here|Other|Another)\b"
    r"|^(?:\w+ly|As a result|For example|In addition|Meanwhile|Instead|Yesterday|Today),?\s"
    r"|(?i:\b(?:he|she|it|they|them|his|her|its|their|i|we|you|my|our|your|this|these)\b)|[“”\"?!;:\[\]]"
)
TALES = 0.1  # of the questions on tales: few articles are like them
PER_PASSAGE = 4  # sentences
STATED = (fewer, fewer, cut, torn, moved, determined, determined, inflected, repeated)
QUIZ = {"disfluent": "A", "off_target": "C", "wrong_context": "D", "No error": "ok"}


class Told(NamedTuple):
    """A passage with what people asked of it: question and answer."""

    title: str
    text: str
    asked: tuple[tuple[str, str], ...]


def passages(data: Path, rng: random.Random) -> Iterator[Told]:
    """Of all data sets; of tales a share."""
    with lzma.open(data / "qa/squadshifts/new_wiki_v1.0.json.xz", "rt", encoding="utf-8") as file:
        shifts = json.load(file)
    xquad = json.loads((data / "qa/xquad/xquad.en.json").read_text("utf-8"))
    for article in [*shifts["data"], *xquad["data"]]:
        for paragraph in article["paragraphs"]:
            asked = [(q["question"].strip(), q["answers"][0]["text"]) for q in paragraph["qas"] if q["answers"]]
            yield Told(article["title"].replace("_", " "), paragraph["context"].strip(), tuple(asked))
    for path in sorted((data / "qa/fairytale").rglob("questions/*/*.csv")):
        yield from _tales(path, rng)


def _tales(path: Path, rng: random.Random) -> Iterator[Told]:
    sections = path.parents[2] / "section-stories" / path.parent.name / path.name.replace("-questions", "-story")
    if not sections.exists():
        return
    with sections.open(encoding="utf-8") as file:
        texts = {row["section"]: row["text"] for row in csv.DictReader(file)}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            text = texts.get(row["cor_section"], "")
            if text and row["ex-or-im1"] == "explicit" and rng.random() < TALES:
                title = path.name.removesuffix("-questions.csv").replace("-", " ").capitalize()
                yield Told(title, text, ((row["question"].strip(), row["answer1"].strip(" .")),))


def paragraphs(articles: Iterable[Article]) -> Iterator[Told]:
    """Those of the articles beside the checkout: nobody asked anything, but their sentences are like those to be judged."""
    for article in articles:
        for paragraph in article.paragraphs:
            if paragraph.kind == "paragraph":
                yield Told(article.info.title, article.text[paragraph.start : paragraph.end], ())


def _article(told: Told) -> Article:
    info = ArticleInfo(id="passage", title=told.title)
    return Article(info=info, text=told.text, paragraphs=(Paragraph(start=0, end=len(told.text)),))


def _evidence(text: str, about: str) -> Evidence:
    """The sentence that holds the words, else the first that shares most."""
    at, best = 0, (-1, 0, len(text))
    words = set(re.findall(r"\w+", about.lower()))
    for sentence in SENTENCE.split(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        score = len(words & set(re.findall(r"\w+", sentence.lower()))) + 9 * (about in sentence)
        best = max(best, (score, start, at), key=lambda each: each[0])
    return Evidence(text=text[best[1] : best[2]], start=best[1], end=best[2])


def card(told: Told, form: Form, stem: str, answer: str, letter: str, about: str, pieces: WordPieces) -> Card:
    """One card ready to learn from."""
    proposal = Proposal(
        form=form, stem=stem, answer=answer, kind="argument" if form == "short" else "", fact="", template="",
        evidence=_evidence(told.text, about),
    )  # fmt: skip
    verdict = Verdict("passage", proposal, ("", "", ""))
    return Card(verdict, sheet(_article(told), proposal, pieces), [UNREAD, UNREAD, LETTERS.index(letter)])


def other(answer: str, told: Told, rng: random.Random) -> str:
    """Something of the same sort from the passage: a year, a number, a name; else what another question asks."""
    for sort in SORTS[:2] if re.fullmatch(r"[\d,. ]+", answer) else SORTS[2:] if answer[:1].isupper() else ():
        found = sorted({match[0] for match in sort.finditer(told.text)} - {answer})
        found = [each for each in found if each not in answer and answer not in each]
        if found:
            return rng.choice(found)
    answers = sorted({other for _, other in told.asked} - {answer})
    answers = [each for each in answers if each not in answer and answer not in each]
    return rng.choice(answers) if answers else ""


def spoilt(told: Told, question: str, answer: str, rng: random.Random) -> tuple[str, str, str] | None:
    """Question, answer and the letter."""
    ways = [
        (fewer, "A"), (cut, "A"), (cut, "A"), (torn, "A"), (moved, "A"), (asked_wrongly, "A"), (inflected, "A"), (determined, "A"), (pronoun, "B"),
    ]  # fmt: skip
    choice = rng.randrange(len(ways) + 6)
    if choice < len(ways):
        way, letter = ways[choice]
        made = way(question, rng)
        return (made, answer, letter) if made and made != question else None
    if choice == len(ways):
        made = pasted(question, told.text, rng)
        return (made, answer, "A") if made else None
    if choice < len(ways) + 4:
        made = other(answer, told, rng)
        return (question, made, "C") if made else None
    if choice == len(ways) + 4:
        made = trimmed(answer, told.text, rng)
        return (question, made, "C") if made else None
    return (question.replace("?", f" {answer}?"), answer, "A")


def sentences(told: Told, rng: random.Random) -> Iterator[tuple[Form, str, str, str, str]]:
    """A sentence as a true statement and with a blank, as it stands or spoilt: form, stem, answer, letter, evidence."""
    able = [s.strip() for s in SENTENCE.split(told.text) if 7 < len(s.split()) < 32 and not HANGING.search(s)]
    for sentence in rng.sample(able, min(PER_PASSAGE, len(able))):
        good = rng.random() < 0.5
        blanks = [match for sort in SORTS for match in sort.finditer(sentence)]
        if blanks and rng.random() < 0.45:
            match = rng.choice(blanks)
            stem = sentence[: match.start()] + BLANK + sentence[match.end() :]
            if good:
                yield "cloze", stem, match[0], "ok", sentence
            elif rng.random() < 0.35 and (small := list(SMALL.finditer(sentence))):
                word = rng.choice(small)
                blanked = f"{sentence[: word.start()]}{BLANK} {sentence[word.end() :]}"
                yield "cloze", blanked, word[0].strip(), "F", sentence
            elif rng.random() < 0.5 and (wrong := other(match[0], told, rng)):
                yield "cloze", stem, wrong, "C", sentence
            elif made := rng.choice((fewer, torn, moved, determined))(stem, rng):
                yield "cloze", made, match[0], "A", sentence
        elif good:
            yield "true-false", sentence, "True", "ok", sentence
        elif blanks and rng.random() < 0.35:
            match = rng.choice(blanks)
            if wrong := other(match[0], told, rng):
                yield "true-false", sentence[: match.start()] + wrong + sentence[match.end() :], "True", "C", sentence
        elif rng.random() < 0.35 and (made := rng.choice((pronoun, pronoun, connected))(sentence, rng)):
            yield "true-false", made, "True", "B", sentence
        elif made := rng.choice(STATED)(sentence, rng):
            yield "true-false", made, "True", "A", sentence


def cards(data: Path | None, rng: random.Random) -> list[Card]:
    """All cards, in the order of the data."""
    pieces = WordPieces(ENGINE / "tokenizer.json")
    found = []
    articles, _ = load()
    for told in chain(passages(data, rng) if data else (), paragraphs(articles.values())):
        for question, answer in told.asked:
            if not question or not answer:
                continue
            question = question[:1].upper() + question[1:].rstrip(" ?") + "?"
            if rng.random() < 0.5:
                found.append(card(told, "short", question, answer, "ok", answer, pieces))
            elif made := spoilt(told, question, answer, rng):
                found.append(card(told, "short", made[0], made[1], made[2], answer, pieces))
        for form, stem, answer, letter, about in sentences(told, rng):
            found.append(card(told, form, stem, answer, letter, about, pieces))
    return found + (list(designed(data, pieces)) if data else [])


def designed(data: Path, pieces: WordPieces) -> Iterator[Card]:
    """What teachers said of machine questions."""
    for line in (data / "questions/quiz-design/quiz_design_groups.jsonl").read_text("utf-8").splitlines():
        group: dict[str, Any] = json.loads(line)
        for question in group["questions"]:
            told = Told("", group["context"], ())
            yield card(
                told, "short", question["question"], group["answer_span"], QUIZ[question["reason"]], group["answer_span"], pieces
            )  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="without it only sentences of the articles beside the checkout")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--warm", type=Path, help="reader.pt to start from; else the engine")
    parser.add_argument("--rate", type=float, default=0.7)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.run.mkdir(parents=True, exist_ok=True)
    learnt = cards(args.data, random.Random(args.seed))
    print(f"{len(learnt)} cards, {sum(card.labels[-1] == 0 for card in learnt)} of them sound", flush=True)
    model = ReaderModel()
    if args.warm:
        model.load_state_dict(torch.load(args.warm, weights_only=True))
    else:
        model.start_from(ENGINE / "model.onnx")
    train(model, learnt, 1, args.rate, args.run, args.seed)
    torch.save(model.state_dict(), args.run / "reader.pt")


if __name__ == "__main__":
    main()
