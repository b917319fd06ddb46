"""Decks -> Anki notes: which fields a question becomes, and how its text becomes HTML.

A note is known by its question's id, so that a learner can import a corrected deck again for years.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from quizgen import dates, ids
from quizgen.errors import RenderError
from quizgen.models import BLANK, Context, Deck, Fact, Form, Pair, Question
from quizgen.placing import placing_line, sentence_before, within

# Fixed on the first day: Anki makes a second note type of one whose fields were added, moved or renamed. Two of the spare
# ones are in use: 1 is the placing line, 2 the sentence before the evidence.
FIELDS = (
    *("Id", "Question", "Item", "Answer", "Options", "Also accepted", "Note", "Evidence", "Source", "As of"),
    *("Spare 1", "Spare 2"),
)
SPARE_FIELDS = ("Spare 3",)
RETIRED = "retired"


class Note(NamedTuple):
    """An Anki note, which here always has one card. `fields` are HTML, in the order of FIELDS."""

    guid: str
    form: Form
    deck: str
    tags: tuple[str, ...]
    changed: int  # seconds since 1970
    fields: tuple[str, ...]


def anki_notes(
    decks: Iterable[Deck],
    *,
    deck_name: str | None = None,
    per_kind: bool = False,
    before: Iterable[Deck] = (),
    context: Context = "placed",
) -> Iterator[Note]:
    """The notes of some decks, as `render_anki` writes them, one deck after the other; raises RenderError like it."""
    seen: set[str] = set()
    for deck in decks:
        for note in _notes(within(deck, context), deck_name, per_kind):
            if note.guid in seen:
                raise RenderError(f"question {note.guid} stands twice; leave one of the decks that have it out")
            seen.add(note.guid)
            yield note
    for deck in before:
        for note in _notes(within(deck, context), deck_name, per_kind):
            if note.guid not in seen:
                seen.add(note.guid)
                # A second newer than what was imported is enough for an update, and a learner's own change still wins.
                yield note._replace(tags=(*note.tags, RETIRED), changed=note.changed + 1)


# --------------------------------------------------------------------------------------------------- questions to notes


def _notes(deck: Deck, deck_name: str | None, per_kind: bool) -> Iterator[Note]:
    name = deck_name or ""
    if not name or name.endswith("::"):
        name += deck.title
    facts = deck.facts_by_id
    for question in deck.questions:
        article = deck.article(question)
        kind = question.kind
        tags = [f"article::{ids.slug(article.title)}", f"form::{question.form}"]
        tags += [f"kind::{kind}"] if kind else []
        tags += [f"year::{article.published.year}"] if article.published else []
        for card in _cards(question, facts):
            fact = facts.get(card.fact)
            proof = question.evidence or (fact.evidence if fact is not None else None)
            yield Note(
                guid=card.guid,
                form=question.form,
                deck=f"{name}::{kind.capitalize() or 'Other'}" if per_kind else name,
                tags=tuple(tags),
                changed=_seconds(question.changed),
                fields=(
                    literal(card.guid),
                    card.stem,
                    literal(card.item),
                    literal(card.answer),
                    card.options,
                    literal(", ".join(each for each in question.also_accept if not dates.is_typed(each))),
                    literal(question.note),
                    _marked(proof.text, (card.answer, *question.also_accept)) if proof else "",
                    literal(", ".join(part for part in (article.byline, article.title, article.source) if part)),
                    f"{article.published.day} {article.published:%B %Y}" if article.published else "",
                    literal(placing_line(deck, question)),
                    literal(sentence_before(deck, question)) if question.context == "article" else "",
                ),
            )


class _Card(NamedTuple):
    guid: str
    fact: str
    stem: str  # HTML
    answer: str
    item: str = ""
    options: str = ""  # HTML


def _cards(question: Question, facts: Mapping[str, Fact]) -> Iterator[_Card]:
    """One card of a question, or one of each pair of it."""
    stem, answer = literal(question.stem), question.answer
    _need(question, "a stem", _visible(question.stem))
    if question.form in ("matching", "ordering"):
        yield from _pair_cards(question, stem, facts)
        return
    _need(question, "an answer", _visible(answer))
    options = ""
    if question.form == "cloze":
        _need(question, f"one {BLANK} in its stem, where the answer goes", question.stem.count(BLANK) == 1)
        stem = stem.replace(BLANK, f"{{{{c1::{literal(answer)}}}}}")
    elif question.form == "choice":
        # Without script this order is the one that is seen, so that the right option must not always come first.
        choices = sorted({answer, *question.distractors}, key=lambda option: _short_hash(question.id + option))
        options = _list((literal(option), option == answer) for option in choices)
    yield _Card(question.id, question.fact, stem, answer, options=options)


def _pair_cards(question: Question, stem: str, facts: Mapping[str, Fact]) -> Iterator[_Card]:
    known = [facts[each] for each in (question.fact, *question.also_facts) if each in facts]
    rights = sorted({pair.right for pair in question.pairs}, key=lambda right: _short_hash(question.id + right))
    for pair in question.pairs:
        _need(question, "two sides in each pair", _visible(pair.left) and _visible(pair.right))
        if question.form == "matching":
            options = _list((literal(right), right == pair.right) for right in rights)
        else:
            options = _list(
                (f"<b>{literal(each.right)}</b> {literal(each.left)}", each == pair) for each in question.pairs
            )
        # The pair's number would change when another is put in before it; its left side names it.
        guid = f"{question.id}-{_short_hash(' '.join(pair.left.casefold().split()))}"
        yield _Card(guid, _fact_of(pair, known), stem, pair.right, item=pair.left, options=options)


def _fact_of(pair: Pair, facts: Iterable[Fact]) -> str:
    """The id of the fact that states a pair. Pairs are shuffled, so their place says nothing; "" when in doubt."""
    statements = {fact.id: fact.statement.casefold() for fact in facts}
    left, right = pair.left.casefold(), pair.right.casefold()
    for sides in ((left, right), (left,), (right,)):
        fitting = [each for each, statement in statements.items() if all(side in statement for side in sides)]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _need(question: Question, what: str, there: object) -> None:
    if not there:
        raise RenderError(
            f"question {question.id}: a {question.form} question needs {what}; change it in the deck file"
        )


def _visible(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _seconds(moment: datetime) -> int:
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


# --------------------------------------------------------------------------------------------------------- text to HTML

# HTML; braces and colons of clozes and templates; brackets of sounds and LaTeX; backslash and dollar of formulas;
# control characters, of which \x1f would end the field.
_SPECIAL = re.compile(r"""[&<>"'{}\[\]:\\$\x00-\x08\x0a-\x1f\x7f]""")


def literal(text: str) -> str:
    """A text as HTML in which Anki sees no mark-up, cloze, template, sound or formula; control characters go."""
    return _no_maths(_escaped(text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n":
        return "<br>"
    return f"&#{ord(char)};" if char.isprintable() else ""


def _no_maths(html: str) -> str:
    """MathJax reads the finished page, where entities are characters again; it leaves these classes alone."""
    return f'<span class="mathjax_ignore tex2jax_ignore">{html}</span>' if "&#92;" in html else html


def _marked(evidence: str, answers: Iterable[str]) -> str:
    """The evidence with the first answer that is found in it marked."""
    lowered = evidence.lower()
    if len(lowered) != len(evidence):  # a few letters grow
        lowered = evidence
    for answer in answers:
        words = answer.lower().strip()
        for article in ("the ", "a ", "an "):
            words = words.removeprefix(article)
        start = _find_words(lowered, words)
        if start >= 0:
            end = start + len(words)
            before, found, after = evidence[:start], evidence[start:end], evidence[end:]
            return _no_maths(f"{_escaped(before)}<mark>{_escaped(found)}</mark>{_escaped(after)}")
    return literal(evidence)


def _find_words(text: str, words: str) -> int:
    """Where whole words stand in a text, or -1. (Compiling a pattern for each answer would cost more than the rest.)"""
    start = text.find(words) if words else -1
    while start >= 0 and (text[start - 1 : start].isalnum() or text[start + len(words) :][:1].isalnum()):
        start = text.find(words, start + 1)
    return start


def _list(items: Iterable[tuple[str, bool]]) -> str:
    """A list of HTML items, the right ones marked; templates show the mark on the back only."""
    lines = (f'<li class="right">{item}</li>' if right else f"<li>{item}</li>" for item, right in items)
    return f"<ol>{''.join(lines)}</ol>"
