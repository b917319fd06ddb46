"""Reference: what each pronoun and definite phrase goes back to, and words that can stand in its place.

Precision first (a wrong link makes a wrong card, a missing one only loses a card). Definite phrases that one name or noun of
the whole article explains are linked by rules (definites.py); all else where the ranker is sure enough, by a threshold for
each kind of phrase that was set on documents it had not learnt from.
"""

from collections.abc import Mapping, Sequence

from quizgen.annotate.bindings import agrees
from quizgen.annotate.clusters import Link, link_phrases
from quizgen.annotate.definites import ONLY_ONE, Definites, is_bare_definite
from quizgen.annotate.described import BEHIND, Known, described, grouped, named
from quizgen.annotate.phrases import Phrase, find_phrases, traits
from quizgen.annotate.ranker import odds
from quizgen.annotate.times import TimeExpression
from quizgen.annotated import Antecedent, Entity
from quizgen.tokens import Doc, Span, Token

SURE = {"he": 0.5, "she": 0.5, "it": 0.7, "they": 0.5, "definite": 0.6}  # by kind, from GUM dev
WINDOW = 3  # sentences in which a rule looks for the only entity of a noun's type


def resolve(
    doc: Doc,
    entities: Sequence[Entity],
    entity_at: Mapping[int, Entity],
    time_of: Mapping[int, TimeExpression],
    title: str,
) -> tuple[dict[int, Entity], dict[int, Antecedent]]:
    """Head of a pronoun or definite phrase -> the named thing that it means, and -> the words that can stand for it, which
    may be a description. A phrase that nothing tells more of than it says itself has neither."""
    reference = definite_links(doc, entities, entity_at, title)
    found = named_antecedents(reference)
    known = Known(entity_at, reference, time_of)
    phrases, links = find_links(doc, entities, entity_at, title)
    if _learn_genders(phrases, links, entity_at):
        phrases, links = find_links(doc, entities, entity_at, title)
    for link in links:
        token, kind = phrases[link.phrase]
        told = kind == "definite" and any(child.dep_ in BEHIND for child in token.children)
        only = kind == "definite" and token.lower_ in ONLY_ONE
        if token.i in reference or told or only:  # "the only person who ..." tells itself who is meant
            continue
        earlier = [phrases[j] for j in link.cluster]
        best = _name(earlier, link.odds, known) or _fullest(earlier, token, link.odds, known)
        if best is None or not agrees(token, best, entity_at):
            continue
        if kind == "they" and best.entity is None and best.context == "placed" and best.head.sent is not token.sent:
            best = best._replace(entity=Entity(best.span.text, "GROUP", [best.span]))  # a name for all of them
        found[token.i] = best
        if best.entity is not None:
            reference[token.i] = best.entity
    return reference, found


def _learn_genders(phrases: Sequence[Phrase], links: Sequence[Link], entity_at: Mapping[int, Entity]) -> bool:
    """Gives people whose first name tells nothing the gender of the pronouns that surely go back to them, where these
    agree; whether it gave any."""
    told: dict[int, tuple[Entity, set[str]]] = {}
    for link in links:
        entity = next((e for j in link.cluster if (e := entity_at.get(phrases[j].head.i)) is not None), None)
        gender = {"he": "m", "she": "f"}.get(phrases[link.phrase].kind)
        if gender and entity is not None and entity.type == "PERSON" and not entity.gender:
            told.setdefault(id(entity), (entity, set()))[1].add(gender)
    clear = [(entity, genders) for entity, genders in told.values() if len(genders) == 1]
    for entity, genders in clear:
        entity.gender = genders.pop()
    return bool(clear)


def definite_links(
    doc: Doc, entities: Sequence[Entity], entity_at: Mapping[int, Entity], title: str
) -> dict[int, Entity]:
    """Bare definite phrases that one entity, or one fuller phrase with their noun, explains."""
    definites = Definites(doc, entities, entity_at, title)
    links: dict[int, Entity] = {}
    for number, sentence in enumerate(doc.sents):
        window = doc.sents[max(0, number - WINDOW + 1) : number + 1]
        for token in sentence:
            if is_bare_definite(token) and (meant := definites.meant(token, window)) is not None:
                links[token.i] = meant
    return links


def named_antecedents(reference: Mapping[int, Entity]) -> dict[int, Antecedent]:
    """What stands for the words that are linked to a named thing which the text mentions."""
    return {i: named(entity, _earlier(entity.mentions, i), 1.0) for i, entity in reference.items() if entity.mentions}


def find_links(
    doc: Doc, entities: Sequence[Entity], entity_at: Mapping[int, Entity], title: str, sure: Mapping[str, float] = SURE
) -> tuple[list[Phrase], list[Link]]:
    """The phrases of an article, and a link for each pronoun and definite phrase that goes back to one of them as surely as
    `sure` asks of its kind."""
    phrases = find_phrases(doc, entity_at)
    told = traits(doc, phrases, entities, entity_at, title)
    asked = [i for i, phrase in enumerate(phrases) if phrase.kind in sure and not _is_said_of(phrase.head)]
    pairs, chances = odds(told, doc.states, asked)
    links = link_phrases(phrases, told, pairs, chances)
    return phrases, [link for link in links if link.odds >= sure[phrases[link.phrase].kind]]


def _is_said_of(head: Token) -> bool:
    """ "She was the first woman", "Ann Marlow, the mayor": said of somebody, and nothing that goes back."""
    return head.dep_ in ("appos", "nmod:desc") or any(child.dep_ == "cop" for child in head.children)


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
