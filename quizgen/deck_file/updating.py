"""A deck that was edited, and a deck made over an old one: what changed gets a new time, a person's words stay."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from quizgen.ids import content_hash
from quizgen.models import Deck, Fact, Question

DECIDED = ("dropped", "letter", "kept", "points")  # what a person decides of a question, beside its words


def stamped(deck: Deck, now: datetime | None = None) -> Deck:
    """The deck as it stands, what a person edited marked as such and as changed `now` (UTC).

    A question was edited when its hash does not fit, and typed by hand when it has none; then it keeps its time. Nobody
    can read the time of an edit off the deck: files get new times when they are copied, and a time made of the words
    would not grow with each edit, as Anki wants it. So whoever finds an edit first writes its time into the deck file;
    after that the same file gives the same package for ever.
    """
    questions = tuple(stamped_question(question, deck.facts_by_id, now) for question in deck.questions)
    return deck.model_copy(update={"questions": questions})


def stamped_question(question: Question, facts: Mapping[str, Fact], now: datetime | None = None) -> Question:
    """One question as `stamped` leaves it; `facts` are those of its deck, by id."""
    content = content_hash(question, facts)
    if question.content == content:
        return question
    changed = _later(question.changed, now) if question.content else question.changed
    return question.model_copy(update={"content": content, "changed": changed, "edited": True})


def updated(deck: Deck, old: Deck | None, now: datetime | None = None) -> Deck:
    """A deck made again: what did not change keeps its time of change, what did gets a newer one (`now`, UTC).

    Anki takes an update only from a newer note, and leaves a learner's tags alone where nothing is newer. A person's
    words stay: questions of the old deck that were edited or typed by hand. So do her decisions: what was kept or dropped,
    points, and an order of her own; what is new beside them is marked as not read yet.
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
        decided = known.model_dump(include=set(DECIDED)) if known is not None else {}
        if known is not None and known.content != content:
            decided["kept"] = False  # she kept other words
        if read and (known is None or known.unread or decided["kept"] != known.kept):
            decided["unread"] = True
        return question.model_copy(update={"changed": changed, "content": content} | decided)

    read = old is not None and any(question.kept or question.dropped for question in old.questions)
    carried = _carried(deck, old, before.values()) if old is not None else ()
    facts |= {fact.id: fact for fact in carried}
    made = [settle(question) for question in deck.questions]
    own = [settle(each) for each in list(before.values()) if each.edited or each.dropped or each.kept]
    questions = _arranged([*made, *own], old) if old is not None and old.arranged else (*made, *own)
    arranged = old is not None and old.arranged
    return Deck(
        title=deck.title, arranged=arranged, questions=questions, facts=(*deck.facts, *carried), articles=deck.articles
    )


def _carried(deck: Deck, old: Deck, questions: Iterable[Question]) -> tuple[Fact, ...]:
    """Facts of the old deck that prove questions which a person kept, and which the new one lacks; none of another text."""
    texts = {article.id: article.sha256 for article in deck.articles}
    same = all(texts.get(article.id) == article.sha256 for article in old.articles)
    wanted = (old.fact(id) for each in questions if each.kept for id in (each.fact, *each.also_facts)) if same else ()
    return tuple({fact.id: fact for fact in wanted if fact is not None and deck.fact(fact.id) is None}.values())


def _arranged(questions: Sequence[Question], old: Deck) -> tuple[Question, ...]:
    """Questions in the order of the old deck; a new one behind the one that it is made after."""
    places = {question.id: float(place) for place, question in enumerate(old.questions)}
    last = -1.0
    for question in questions:
        last = places.setdefault(question.id, last)
    return tuple(sorted(questions, key=lambda question: places[question.id]))


def _later(changed: datetime, now: datetime | None) -> datetime:
    """The present time in whole seconds, but after `changed`, whatever the clock says."""
    before = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
    return max((now or datetime.now(UTC)).replace(microsecond=0), before + timedelta(seconds=1))
