"""A deck that was edited, and a deck made over an old one: what changed gets a new time, a person's words stay."""

from datetime import UTC, datetime, timedelta

from quizgen.ids import content_hash
from quizgen.models import Deck, Question


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
        dropped = known is not None and known.dropped
        return question.model_copy(update={"changed": changed, "content": content, "dropped": dropped})

    made = [settle(question) for question in deck.questions]
    own = [settle(question) for question in list(before.values()) if question.edited or question.dropped]
    return deck.model_copy(update={"questions": (*made, *own)})


def _later(changed: datetime, now: datetime | None) -> datetime:
    """The present time in whole seconds, but after `changed`, whatever the clock says."""
    before = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
    return max((now or datetime.now(UTC)).replace(microsecond=0), before + timedelta(seconds=1))
