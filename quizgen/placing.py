"""What stands beside a question: the placing line, and of what a deck may ask where no more than that is shown."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from quizgen.kinds import CONTEXTS, Context

if TYPE_CHECKING:  # the self-test, which uses the line too, starts without the models
    from quizgen.models import Deck, Question

# What only a report says, of the days around its own.
OF_ITS_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? (?:\d|[A-Z]))|yesterday\b|tonight\b)")
OFTEN = 2
SENTENCE_END = re.compile(r"(?<=[.!?][”\"’)])\s+|(?<=[^A-Z.\s]{2}[.!?])\s+(?=[A-Z“\"‘(\d])")
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "not",
        "no",
        "which",
        "who",
        "whom",
        "what",
        "when",
        "where",
        "why",
        "how",
        "that",
        "this",
        "it",
        "its",
        "his",
        "her",
        "their",
        "he",
        "she",
        "they",
        "than",
    ]
)
MOST_TOLD = 0.6  # of the words of a true statement may stand in the line


def is_report(text: str, published: date | None) -> bool:
    """Whether a text is a dated report: it speaks of days as its writer saw them ("on Wednesday")."""
    return published is not None and len(OF_ITS_DAY.findall(text)) >= OFTEN


def line_of(title: str, published: date | None, report: bool) -> str:
    """The placing line: the article's title, and its month where it is a dated report ("Dam bursts · May 2023")."""
    return f"{title} · {published:%B %Y}" if report and published is not None else title


def placing_line(deck: "Deck", question: "Question") -> str:
    """The line above a question, "" for one that stands alone or whose answer the line would tell."""
    if question.context == "alone":
        return ""
    article = deck.article(question)
    line = line_of(article.title, article.published, article.report)
    return "" if tells(line, question) else line


def tells(line: str, question: "Question") -> bool:
    """Whether a line tells the answer of a question, or settles a statement that is true or false."""
    pairs = ((pair.left, pair.right) for pair in question.pairs)
    answers = (question.answer, *question.also_accept)
    return tells_answer(line, question.form, question.stem, answers, pairs, question.note)


def tells_answer(
    line: str, form: str, stem: str, answers: Iterable[str], pairs: Iterable[tuple[str, str]] = (), note: str = ""
) -> bool:
    """As `tells`, of a question in plain values; the first of `answers` is the answer."""
    told, asked = _words(line), _words(stem)
    if form in ("matching", "ordering"):
        return any(_within(left, told) and _within(right, told) for left, right in pairs)
    if form == "true-false":
        right = _words(note) - asked
        return bool(right & told) or len(asked & told) >= MOST_TOLD * len(asked)
    return any(_within(answer, told) or _words(_surname(answer)) & told - asked for answer in answers)


def sentence_before(deck: "Deck", question: "Question") -> str:
    """The sentence that stands before a question's evidence in its article; "" where that holds the answer or is none."""
    proof = next(iter(deck.proofs(question)), None)
    if proof is None:
        return ""
    told = [p for p in deck.article(question).paragraphs if p.kind in ("paragraph", "item") and p.start < proof.start]
    if told:
        *others, last = told
        head = last.text[: proof.start - last.start] if proof.start < last.start + len(last.text) else last.text
        texts = [head, *(p.text for p in reversed(others[-1:]))]
        before = next((text.strip() for text in texts if text.strip()), "")
        sentence = " ".join(SENTENCE_END.split(before)[-1].split())
        return "" if tells(sentence, question) else sentence
    return ""


def needed(deck: "Deck", question: "Question") -> Context:
    """The least that must stand beside a question, looked at again: below a line that tells its answer it cannot stand.

    One that a person typed stands there without the line.
    """
    told = question.context == "placed" and question.template and not placing_line(deck, question)
    return "article" if told else question.context


def within(deck: "Deck", most: Context) -> "Deck":
    """The deck with the questions that can be asked where at most `most` stands beside them, and that nobody dropped."""
    able = CONTEXTS[: CONTEXTS.index(most) + 1]
    kept = tuple(q for q in deck.questions if not q.dropped and needed(deck, q) in able)
    return deck if len(kept) == len(deck.questions) else deck.model_copy(update={"questions": kept})


def _surname(answer: str) -> str:
    """The last word of a name of several words, by which a headline calls it: "Harris" of "Kamala Harris"."""
    words = answer.split()
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    return words[-1] if named and words[-1].isalpha() else ""


def _within(text: str, told: frozenset[str] | set[str]) -> bool:
    words = _words(text)
    return bool(words) and words <= told


def _words(text: str) -> frozenset[str]:
    """Its telling words in lower case, without plural and genitive endings."""
    telling = set(re.findall(r"[\w’'-]+", text.lower())) - SMALL
    return frozenset(re.sub(r"(?<=\w\w)(?:[’']s|s)$", "", word) for word in telling)
