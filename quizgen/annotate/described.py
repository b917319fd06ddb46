"""The words that stand for what a pronoun or definite phrase means: a name, or the fuller phrase that brought it in."""

from collections.abc import Mapping

from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Antecedent, Entity
from quizgen.models import Context
from quizgen.tokens import Span, Token

LONGEST = 14  # words of a description that takes the place of a pronoun
BEHIND = ("nmod", "acl", "acl:relcl", "obl")  # what may follow a noun and tell which it is
BEFORE = ("compound", "amod", "nmod:poss", "nmod:desc", "nummod", "flat", "det", "det:predet", "goeswith")
UNTOLD = frozenset(["no", "any", "each", "every", "some", "other", "another", "such", "both", "what", "which"])
DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight", "ago", "last", "next", "earlier", "later", "recent", "recently", "same"]
)  # fmt: skip


def named(entity: Entity, mention: Span, odds: float) -> Antecedent:
    """An antecedent that has a name; `mention` is an earlier one of it."""
    the = entity.article and not entity.name.lower().startswith("the ")
    plural = entity.type in ("GROUP", "NORP") or mention.root.tag_ in ("NNS", "NNPS")
    context: Context = "placed" if entity.type in ("GROUP", "THING") else "alone"
    return Antecedent(
        f"the {entity.name}" if the else entity.name, mention, mention.root, entity, plural, context, odds
    )


def described(
    head: Token,
    odds: float,
    entity_at: Mapping[int, Entity],
    reference: Mapping[int, Entity],
    time_of: Mapping[int, TimeExpression],
) -> Antecedent | None:
    """An antecedent without a name: the phrase of its noun, "a" made "the", persons in full, and possessives that are
    resolved as names. None where the phrase cannot be said again: it is open itself ("no plan", "another plan"), too
    long, or has a pronoun that nothing resolves."""
    span = _phrase(head)
    if span is None:
        return None
    pieces: list[str] = []
    certain = False  # a name or a whole date tells which
    i = span.start
    while i < span.end:
        token = span.doc[i]
        entity = entity_at.get(i)
        meant = reference.get(i)
        last = i
        if entity is not None:
            certain = True
            mention = next((m for m in entity.mentions if m.start == i and m.end <= span.end), None)
            if entity.type == "PERSON" and mention is not None:
                pieces.append(entity.name)
                last = mention.end - 1
            else:
                pieces.append(token.text)
        elif token.pos_ == "PRON" and token.tag_ not in ("WP", "WDT", "WP$"):
            if meant is None:
                return None
            certain = True
            pieces.append(_article(meant) + ("’s" if token.tag_ == "PRP$" else ""))
        elif token.lower_ in DAYS:
            return None
        elif i == span.start and token.lower_ in ("a", "an", "the", "this", "that", "these", "those"):
            pieces.append("the")
        else:
            certain = certain or ((time := time_of.get(i)) is not None and not time.anchored)
            small = i == span.start and token.is_sent_start and token.pos_ != "PROPN"
            pieces.append(token.lower_ if small else token.text)
        pieces[-1] += span.doc[last].whitespace_
        i = last + 1
    text = "".join(pieces).strip()
    owned = any(child.dep_ == "nmod:poss" for child in head.children)
    if not text.startswith("the ") and not owned and head.tag_ != "NNP":
        text = f"the {text}"
    return Antecedent(text, span, head, None, head.tag_ in ("NNS", "NNPS"), "placed" if certain else "article", odds)


def _article(entity: Entity) -> str:
    return f"the {entity.name}" if entity.article and not entity.name.lower().startswith("the ") else entity.name


def _phrase(head: Token) -> Span | None:
    """A noun with what tells which it is: its modifiers before, and those behind without a comma."""
    if head.pos_ not in ("NOUN", "PROPN") or any(child.lower_ in UNTOLD for child in head.children):
        return None
    if any(child.dep_ == "conj" for child in head.children):
        return None
    start = min(
        (child.left_edge.i for child in head.children if child.dep_ in BEFORE and child.i < head.i), default=head.i
    )
    end = head.i + 1
    for child in head.children:
        if child.i < end:
            continue
        if child.dep_ not in BEHIND or child.left_edge.i != end:
            break
        end = child.right_edge.i + 1
    span = head.doc[start:end]
    plain = all(not token.is_punct or token.text in ("-", "–", "’", "'", ".", "%", "$", "£", "€") for token in span)
    return span if plain and len(span) <= LONGEST and "\n" not in span.text else None
