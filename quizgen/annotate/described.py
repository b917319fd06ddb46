"""The words that stand for what a pronoun or definite phrase means: a name, or the fuller phrase that brought it in."""

from collections.abc import Mapping
from typing import NamedTuple

from quizgen.annotate.names import is_post
from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Antecedent, Entity
from quizgen.models import Context
from quizgen.tokens import Span, Token

LONGEST = 14  # words of a description that takes the place of a pronoun
BEHIND = ("nmod", "acl", "acl:relcl", "obl")  # what may follow a noun and tell which it is
BEFORE = ("compound", "amod", "nmod:poss", "nmod:desc", "nummod", "flat", "det", "det:predet", "goeswith")
ARTICLES = frozenset(["a", "an", "the", "this", "that", "these", "those"])
UNTOLD = frozenset(["no", "any", "each", "every", "some", "other", "another", "such", "both", "what", "which"])
DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight", "ago", "last", "next", "earlier", "later", "recent", "recently", "same"]
)  # fmt: skip
PLAIN = frozenset(["-", "–", "’", "'", ".", "%", "$", "£", "€"])


class Known(NamedTuple):
    """What is known of the words of an article, by token position."""

    entity_at: Mapping[int, Entity]
    reference: Mapping[int, Entity]
    time_of: Mapping[int, TimeExpression]


def named(entity: Entity, mention: Span, odds: float) -> Antecedent:
    """An antecedent that has a name; `mention` is an earlier one of it."""
    plural = entity.type in ("NORP", "GROUP") or mention.root.tag_ in ("NNS", "NNPS")
    context: Context = "placed" if entity.type in ("GROUP", "THING") else "alone"
    return Antecedent(_full(entity), mention, mention.root, entity, plural, context, odds)


def grouped(head: Token, odds: float, known: Known) -> Antecedent | None:
    """An antecedent of several that stand side by side, one of them at least named: "Ann Marlow and her sister"."""
    last = max((child.i for child in head.children if child.dep_ == "conj"), default=head.i)
    start = min((child.left_edge.i for child in head.children if child.dep_ in BEFORE and child.i < head.i), default=head.i)  # fmt: skip
    after = [
        c for c in head.doc[last].children if c.i > last and c.dep_ in ("flat", "nmod") and "\n" not in c.sent.text
    ]
    end = max((child.right_edge.i for child in after), default=last) + 1
    span = head.doc[start:end]
    members = {head.i, *(child.i for child in head.children if child.dep_ == "conj")}
    if len(span) > LONGEST or any(t.is_punct and t.text not in PLAIN | {","} for t in span):
        return None
    said = _said(span, known)
    if said is None or not said.certain:
        return None
    whole = members <= known.entity_at.keys()
    entity = Entity(said.text, "GROUP", [span])
    return Antecedent(said.text, span, head, entity, True, "alone" if whole else "placed", odds)


def described(head: Token, odds: float, known: Known) -> Antecedent | None:
    """An antecedent without a name: the phrase of its noun, "a" made "the", persons in full, and possessives that are
    resolved as names. None where the phrase cannot be said again: it is open itself ("no plan", "another plan"), too
    long, or has a pronoun that nothing resolves."""
    span = _phrase(head)
    said = _said(span, known) if span is not None else None
    if span is None or said is None:
        return None
    text = said.text
    if not text.startswith("the ") and not _without_article(head):
        text = f"the {text}"
    context: Context = "placed" if said.certain else "article"
    return Antecedent(text, span, head, None, head.tag_ in ("NNS", "NNPS"), context, odds)


def _without_article(head: Token) -> bool:
    """ "Elling", "her mother", "people with malaria" of whom something is always true, "many books"."""
    determined = any(child.dep_ == "det" for child in head.children)
    if head.pos_ == "PROPN" and not determined:
        return not is_post(head.doc[head.i : head.right_edge.i + 1].text)
    if any(child.dep_ == "nmod:poss" or child.lower_ in ("many", "several", "few") for child in head.children):
        return True
    verb = head.head
    group = [verb, *(child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    lasting = head.dep_.startswith("nsubj") and any(word.tag_ in ("VBP", "VBZ") for word in group)
    return head.tag_ == "NNS" and not determined and lasting


class _Said(NamedTuple):
    text: str
    certain: bool  # a name or a whole date tells which


def _said(span: Span, known: Known) -> _Said | None:
    """The words of a phrase as they can be said elsewhere."""
    pieces: list[str] = []
    certain = False
    i = span.start
    while i < span.end:
        token, last = span.doc[i], i
        entity = known.entity_at.get(i)
        time = known.time_of.get(i)
        if token.lower_ in DAYS or (time is not None and time.anchored):
            return None
        if entity is not None:
            certain = True
            mention = next((m for m in entity.mentions if m.start == i and m.end <= span.end), None)
            whole = entity.type == "PERSON" and mention is not None
            last = mention.end - 1 if whole and mention is not None else i
            pieces.append(entity.name if whole else token.text)
        elif token.pos_ == "PRON" and token.tag_ not in ("WP", "WDT", "WP$"):
            meant = known.reference.get(i)
            if meant is None:
                return None
            certain = True
            inside = any(span.start <= mention.start < i for mention in meant.mentions)
            pieces.append(token.text if inside else _full(meant) + ("’s" if token.tag_ == "PRP$" else ""))
        elif i == span.start and token.lower_ in ARTICLES:
            pieces.append("the")
        else:
            certain = certain or time is not None
            small = i == span.start and token.is_sent_start and token.pos_ != "PROPN"
            pieces.append(token.lower_ if small else token.text)
        pieces[-1] += span.doc[last].whitespace_
        i = last + 1
    return _Said("".join(pieces).strip(), certain)


def _full(entity: Entity) -> str:
    return f"the {entity.name}" if entity.article and not entity.name.lower().startswith("the ") else entity.name


def _phrase(head: Token) -> Span | None:
    """A noun with what tells which it is: its modifiers before, and those behind without a comma."""
    if head.pos_ not in ("NOUN", "PROPN") or any(child.lower_ in UNTOLD for child in head.children):
        return None
    if any(child.dep_ == "conj" for child in head.children):
        return None
    start = min((child.left_edge.i for child in head.children if child.dep_ in BEFORE and child.i < head.i), default=head.i)  # fmt: skip
    end = head.i + 1
    for child in head.children:
        if child.i < end:
            continue
        if child.dep_ not in BEHIND or child.left_edge.i != end:
            break
        end = child.right_edge.i + 1
    span = head.doc[start:end]
    plain = all(not token.is_punct or token.text in PLAIN for token in span)
    return span if plain and len(span) <= LONGEST and "\n" not in span.text else None
