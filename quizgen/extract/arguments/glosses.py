"""What a term means, as the article says it by the way: an apposition of a common noun, words in brackets."""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, answer_words
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import Draft
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.trees import is_plural, preposition_of, quoted_positions
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Frame, Slot
from quizgen.tokens import Token

LONGEST_TERM, SHORTEST_MEANING = 4, 4  # words
CLOSING = {"(": ")", "[": "]"}


def find_glosses(annotated: Annotated) -> Iterator[tuple[Clause, Asked | UnclearError]]:
    """Each gloss of a common noun as the asked phrase of "what is ..."; or why it cannot be asked."""
    quoted = quoted_positions(annotated.doc)
    for sentence in annotated.sentences():
        for token in sentence:
            if token.i in quoted:
                continue
            pair = _apposition(token) or _bracket(annotated, token)
            if pair is None:
                continue
            term, meaning = pair
            clause = Clause(term[-1], term[-1], (), None, None, ())
            try:
                yield clause, _asked(annotated, term, meaning)
            except UnclearError as reason:
                yield clause, reason


def _apposition(noun: Token) -> tuple[list[Token], list[Token]] | None:
    """ "an alcalde, an administrator who settles quarrels": a kind of thing and what it is."""
    if noun.dep_ != "appos" or not (noun.pos_ == noun.head.pos_ == "NOUN") or _opening(noun) not in (",", "("):
        return None
    term = noun.head
    if (
        not (_indefinite(term) and _indefinite(noun))
        or is_plural(term) != is_plural(noun)
        or term.lemma_.lower() in gazetteer.nouns("person_nouns")
    ):
        return None
    clauses = [c for c in term.children if c.dep_ in ("acl:relcl", "acl")]
    own = [t for t in kept(term, frozenset(clauses)) if t not in preposition_of(term)]
    behind = [t for c in clauses if c.left_edge.i == noun.right_edge.i + 1 for t in c.subtree]
    return own, sorted({*kept(noun), *behind}, key=lambda t: t.i)


def _opening(noun: Token) -> str:
    """The mark before a phrase."""
    edge = noun.left_edge
    return edge.text if edge.is_punct else noun.doc[edge.i - 1].text if edge.i else ""


def _indefinite(noun: Token) -> bool:
    known = any(c.dep_ in ("nmod:poss", "nummod", "conj") for c in noun.children)
    articles = [c.lower_ for c in noun.children if c.dep_ == "det"]
    return not known and (articles in (["a"], ["an"]) or (not articles and noun.tag_ == "NNS"))


def _bracket(annotated: Annotated, opening: Token) -> tuple[list[Token], list[Token]] | None:
    """ "the volume of blood that a beat moves (the stroke volume)", in either order."""
    if opening.text not in CLOSING or not opening.i:
        return None
    doc = opening.doc
    close = next((t for t in opening.sent if t.i > opening.i and t.text == CLOSING[opening.text]), None)
    inside = list(doc.tokens[opening.i + 1 : close.i]) if close is not None else []
    before = _phrase_before(opening)
    if not inside or not before or any(_no_word(annotated, t) for t in inside):
        return None
    if any(t.dep_ == "conj" or (t.text[:1].isupper() and not t.is_sent_start) for t in before):
        return None  # a name, or one of a row
    heads = [t for t in inside if t.head not in inside]
    if len(heads) != 1 or heads[0].pos_ != "NOUN":
        return None
    if len(inside) <= LONGEST_TERM and inside[0].lower_ == "the" and len(before) > len(inside) + 1:
        return inside, before
    if len(before) <= LONGEST_TERM and len(inside) >= SHORTEST_MEANING and inside[0].pos_ == "DET":
        return before, inside
    return None


def _no_word(annotated: Annotated, token: Token) -> bool:
    """What a gloss of a common noun does not hold: figures, names, other marks."""
    return token.is_punct or token.pos_ == "NUM" or token.i in annotated.entity_at or not token.is_alpha


def _phrase_before(opening: Token) -> list[Token]:
    """The words of the largest noun phrase that ends before a bracket."""
    last = opening.doc[opening.i - 1]
    top = last
    for token in last.ancestors:
        inside = token.pos_ == "NOUN" or token.dep_ in ("acl", "acl:relcl")
        if not inside or not all(t in token.subtree for t in last.doc.tokens[token.i : last.i + 1]):
            break
        top = token if token.pos_ == "NOUN" else top
    if top.pos_ != "NOUN" or any(c.dep_ in ("cop", "nsubj") for c in top.children):
        return []
    return [t for t in kept(top) if t.i <= last.i and t not in preposition_of(top)]


def _asked(annotated: Annotated, term: list[Token], meaning: list[Token]) -> Asked:
    if len(term) > LONGEST_TERM or any(t.pos_ == "PROPN" or t.i in annotated.entity_at for t in term):
        raise UnclearError("no term")
    if len(meaning) < SHORTEST_MEANING or {t.lemma_ for t in term if t.pos_ == "NOUN"} <= {t.lemma_ for t in meaning}:
        raise UnclearError("no meaning of a term")
    draft = Draft(used=list(term))
    head = next(t for t in reversed(term) if t.pos_ == "NOUN")
    subject = words(annotated, term, draft.told)
    frame = Frame(subject=subject, auxiliaries=("are" if is_plural(head) else "is",))
    answer = re.sub(r"^or ", "", answer_words(annotated, meaning, draft))
    return Asked(Slot.MEANING, Sort(Asks.THING), frame, answer, tuple(meaning), tuple(draft.used))
