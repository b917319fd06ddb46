"""What each pronoun and definite phrase goes back to, in words that can stand in its place.

Precision first (a wrong link makes a wrong card, a missing one only loses a card): what the rules leave open is linked where
the ranker is sure enough, by a threshold for each kind of phrase that was set on documents it had not learnt from.
"""

from collections.abc import Mapping, Sequence

from quizgen.annotate.clusters import Link, link_phrases
from quizgen.annotate.described import BEHIND, Known, described, grouped, named
from quizgen.annotate.phrases import Phrase, find_phrases, traits
from quizgen.annotate.ranker import odds
from quizgen.annotated import Antecedent, Entity
from quizgen.tokens import Doc, Span, Token

SURE = {"he": 0.5, "she": 0.5, "it": 0.7, "they": 0.5, "definite": 0.6}  # by kind, from GUM dev
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])


def find_links(
    doc: Doc, entities: Sequence[Entity], entity_at: Mapping[int, Entity], title: str, sure: Mapping[str, float] = SURE
) -> tuple[list[Phrase], list[Link]]:
    """The phrases of an article, and a link for each pronoun and definite phrase that goes back to one of them as surely as
    `sure` asks of its kind."""
    phrases = find_phrases(doc, entity_at)
    told = traits(doc, phrases, entities, entity_at, title)
    asked = [i for i, phrase in enumerate(phrases) if phrase.kind in sure and not _is_predicate(phrase.head)]
    pairs, chances = odds(told, doc.states, asked)
    links = link_phrases(phrases, told, pairs, chances)
    return phrases, [link for link in links if link.odds >= sure[phrases[link.phrase].kind]]


def find_antecedents(doc: Doc, entities: Sequence[Entity], known: Known, title: str) -> dict[int, Antecedent]:
    """Head of a pronoun or definite phrase -> what can stand for it: the name that `known.reference` has for it, else what
    the ranker is sure of. A phrase that nothing tells more of than it says itself has none."""
    found = {
        i: named(entity, _earlier(entity.mentions, i), 1.0) for i, entity in known.reference.items() if entity.mentions
    }
    phrases, links = find_links(doc, entities, known.entity_at, title)
    for link in links:
        token = phrases[link.phrase].head
        if token.i in known.reference:
            continue
        if phrases[link.phrase].kind == "definite" and any(child.dep_ in BEHIND for child in token.children):
            continue  # "the only person who ..." tells itself who is meant
        earlier = [phrases[j] for j in link.cluster]
        best = _name(earlier, link.odds, known) or _fullest(earlier, token, link.odds, known)
        if best is not None and _agrees(token, best, known):
            found[token.i] = best
    return found


def _is_predicate(head: Token) -> bool:
    """ "She was the first woman": said of somebody, and nothing that goes back."""
    return any(child.dep_ == "cop" for child in head.children)


def _agrees(token: Token, best: Antecedent, known: Known) -> bool:
    """What no sureness overrules: "they" is no single person; and of two who stand side by side, "her" can be either."""
    if best.entity is None or best.entity.type != "PERSON":
        return True
    if token.lower_ in THEY:
        return False
    beside = [best.head.head] if best.head.dep_ == "conj" else []
    beside += [child for child in best.head.children if child.dep_ == "conj"]
    others = [known.entity_at[word.i] for word in beside if word.i in known.entity_at]
    return not any(other.type == "PERSON" and other.gender in ("", best.entity.gender) for other in others)


def _earlier(mentions: Sequence[Span], place: int) -> Span:
    """The mention that a reader has in mind at a word: the last before it, or the first of all."""
    return max((m for m in mentions if m.start < place), key=lambda m: m.start, default=mentions[0])


def _name(earlier: Sequence[Phrase], odds: float, known: Known) -> Antecedent | None:
    """The last of the phrases that has a name, or that the rules have linked to one."""
    for phrase in reversed(earlier):
        entity = known.entity_at.get(phrase.head.i) or known.reference.get(phrase.head.i)
        if phrase.kind != "group" and entity is not None and entity.mentions:
            return named(entity, _earlier(entity.mentions, phrase.head.i + 1), odds)
    return None


def _fullest(earlier: Sequence[Phrase], token: Token, odds: float, known: Known) -> Antecedent | None:
    """The phrase that tells most of what is meant: one pinned down by a name before one that is not, then the longest."""
    own = described(token, odds, known)
    best: Antecedent | None = None
    for phrase in earlier:
        says = grouped(phrase.head, odds, known) if phrase.kind == "group" else described(phrase.head, odds, known)
        if says is not None and (best is None or _telling(says) > _telling(best)):
            best = says
    return best if best is not None and (own is None or _telling(best) > _telling(own)) else None


def _telling(says: Antecedent) -> tuple[bool, int]:
    return says.context != "article", len(says.span)
