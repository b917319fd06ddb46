"""The corridor: read -> annotate -> extract -> ask -> Deck."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from quizgen.deck_file import kept
from quizgen.errors import QuizgenError
from quizgen.ids import content_hash
from quizgen.models import Article, Deck, Fact, Question, Rejected, Template
from quizgen.resources import template_folder


class Built(NamedTuple):
    """A deck, and the candidates that were left out of it."""

    deck: Deck
    rejected: list[Rejected]


def build_deck(
    article: Article,
    *,
    count: int = 20,
    kinds: Sequence[str] = (),
    templates: Path | None = None,
    seed: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> Built:
    """Facts and questions of an article. Raises QuizgenError when no facts are found, TemplateError for bad templates."""
    from quizgen.ask.templates import load_templates

    words = load_templates(templates or template_folder())  # first: a bad one is told before the long work
    facts = find_facts(article, progress)
    progress("writing questions")
    built = deck_of([(article, facts)], words, count, kinds, seed)
    progress("")
    return built


def deck_of(
    read: Sequence[tuple[Article, Sequence[Fact]]],
    words: Sequence[Template],
    count: int,
    kinds: Sequence[str],
    seed: int,
    difficulty: str = "",
    *,
    title: str = "",
    text: bool = True,
) -> Built:
    """The deck of some articles and the facts that are already found in them, about as many questions of each.

    `title` is needed for several articles; without `text` the deck keeps no paragraphs.
    """
    from quizgen.ask import write_questions

    articles, facts, questions, rejected = [], dict[str, Fact](), dict[str, Question](), list[Rejected]()
    for number, (article, found) in enumerate(read):
        own = [fact for fact in found if fact.kind != "argument"]  # the matter of proposals, which a reader judges
        share = count // len(read) + (number < count % len(read))
        asked, left_out = write_questions(article.info, own, words, share, kinds, seed, difficulty)
        articles.append(kept(article, text=text))
        facts |= {fact.id: _of(article, fact) if len(read) > 1 else fact for fact in own if fact.id not in facts}
        questions |= {question.id: question for question in asked if question.id not in questions}
        rejected += left_out
    title = title or read[0][0].info.title
    deck = Deck(title=title, questions=tuple(questions.values()), facts=tuple(facts.values()), articles=tuple(articles))
    return Built(deck, rejected)


def _of(article: Article, fact: Fact) -> Fact:
    """The fact, its evidence with the name of its article."""
    return fact.model_copy(update={"evidence": fact.evidence.model_copy(update={"article": article.info.id})})


def find_facts(article: Article, progress: Callable[[str], None] = lambda stage: None) -> list[Fact]:
    """The facts of an article in its order. Raises QuizgenError when there are none."""
    progress("loading the language engine")
    from quizgen.annotate.layers import annotate
    from quizgen.extract import extract_facts

    progress("annotating")
    annotated = annotate(article)
    progress("extracting facts")
    facts = extract_facts(annotated)
    progress("")
    if not facts:
        raise QuizgenError("no facts found in this article; it needs names, dates or numbers in full English sentences")
    return facts


def stamped(deck: Deck, now: datetime | None = None) -> Deck:
    """The deck as it stands, what a person edited marked as such and as changed `now` (UTC).

    A question was edited when its hash does not fit, and typed by hand when it has none; then it keeps its time. Nobody
    can read the time of an edit off the deck: files get new times when they are copied, and a time made of the words
    would not grow with each edit, as Anki wants it. So whoever finds an edit first writes its time into the deck file;
    after that the same file gives the same package for ever.
    """
    facts = {fact.id: fact for fact in deck.facts}

    def stamp(question: Question) -> Question:
        content = content_hash(question, facts)
        if question.content == content:
            return question
        changed = _later(question.changed, now) if question.content else question.changed
        return question.model_copy(update={"content": content, "changed": changed, "edited": True})

    return deck.model_copy(update={"questions": tuple(stamp(question) for question in deck.questions)})


def updated(deck: Deck, old: Deck | None, now: datetime | None = None) -> Deck:
    """A deck made again: what did not change keeps its time of change, what did gets a newer one (`now`, UTC).

    Anki takes an update only from a newer note, and leaves a learner's tags alone where nothing is newer. A person's
    words stay: questions of the old deck that were edited or typed by hand.
    """
    facts = {fact.id: fact for fact in deck.facts}
    before = {question.id: question for question in stamped(old, now).questions} if old is not None else {}

    def settle(question: Question) -> Question:
        known = before.pop(question.id, None)
        if known is not None and known.edited and content_hash(known, {}) != content_hash(question, {}):
            question = known
        content = content_hash(question, facts)
        changed = question.changed
        if known is not None:
            changed = known.changed if known.content == content else _later(known.changed, now)
        return question.model_copy(update={"changed": changed, "content": content})

    made = [settle(question) for question in deck.questions]
    own = [settle(question) for question in list(before.values()) if question.edited]
    return deck.model_copy(update={"questions": (*made, *own)})


def _later(changed: datetime, now: datetime | None) -> datetime:
    """The present time in whole seconds, but after `changed`, whatever the clock says."""
    before = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
    return max((now or datetime.now(UTC)).replace(microsecond=0), before + timedelta(seconds=1))
