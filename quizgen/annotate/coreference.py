"""Reference: pronouns and definite phrases resolved to entities, only when one candidate stands out.

Precision first (a wrong link makes a wrong card, a missing one only loses a card). Centering (Grosz, Joshi and
Weinstein 1995) in its simplest form: the subject of the sentence before is what a subject pronoun continues.
"""

from collections import Counter

from spacy.tokens import Doc, Span, Token

from quizgen import gazetteer
from quizgen.annotated import Entity

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
COUNTRY_NOUNS = {"country", "nation", "state", "kingdom", "republic"}
CITY_NOUNS = {"city", "town", "capital"}
REACH = 2  # sentences back


def resolve(doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], title: str) -> dict[int, Entity]:
    """Head token of a pronoun or definite phrase -> entity."""
    people = [entity for entity in entities if entity.type == "PERSON"]
    hero = _hero(people, title)
    links: dict[int, Entity] = {}
    sentences = list(doc.sents)
    for number, sentence in enumerate(sentences):
        window = sentences[max(0, number - REACH) : number + 1]
        for token in sentence:
            if token.pos_ == "PRON" and token.lower_ in HE:
                found = _person(token, window, entity_at, links, people, hero)
            elif token.pos_ == "NOUN" and _is_bare_definite(token):
                found = _definite(token, window, entity_at, links)
            else:
                continue
            if found is not None:
                links[token.i] = found
                if token.lower_ in HE and not found.gender:
                    found.gender = HE[token.lower_]
    return links


def _hero(people: list[Entity], title: str) -> Entity | None:
    """The person that a biography is about: named in the title and more often than all others together nearly."""
    if not people:
        return None
    counts = Counter({id(entity): len(entity.mentions) for entity in people})
    first = max(people, key=lambda entity: len(entity.mentions))
    in_title = any(part in title for part in (first.name, first.name.split()[-1]))
    return first if in_title and counts[id(first)] * 2 >= counts.total() else None


def _person(
    token: Token, window: list[Span], entity_at: dict[int, Entity], links: dict[int, Entity], people: list[Entity], hero: Entity | None
) -> Entity | None:
    gender = HE[token.lower_]
    seen: list[tuple[Token, Entity]] = []
    for sentence in window:
        for word in sentence:
            if word.i >= token.i:
                break
            entity = links.get(word.i) if word.i in links else entity_at.get(word.i)
            if entity is not None and entity.type == "PERSON" and _fits(entity, gender):
                if not seen or seen[-1][1] is not entity or word.i - seen[-1][0].i > 1:
                    seen.append((word, entity))
    others = _unnamed_people(token, window, gender)
    candidates = {id(entity): entity for _, entity in seen}
    if not candidates:
        return hero if hero is not None and _fits(hero, gender) and not others else None
    if len(candidates) == 1 and not others:
        return next(iter(candidates.values()))
    if others and hero is None:
        return None
    if hero is not None and _fits(hero, gender) and id(hero) in candidates:
        # Beside the hero, another man or woman can be meant only where he or she was the subject.
        last_subject = next((e for w, e in reversed(seen) if w.dep_ in ("nsubj", "nsubj:pass")), None)
        return hero if last_subject is hero else None
    # Same sentence: the subject of the governing clause, for a pronoun in a clause below it.
    inside = [(word, entity) for word, entity in seen if word.sent == token.sent]
    subjects = {id(entity): entity for word, entity in inside if word.dep_ in ("nsubj", "nsubj:pass")}
    if len(subjects) == 1 and len({id(entity) for _, entity in inside}) == 1:
        return next(iter(subjects.values()))
    if not inside and token.dep_ in ("nsubj", "nsubj:pass"):
        last = seen[-1][0].sent
        before = {id(entity): entity for word, entity in seen if word.sent == last and word.dep_ in ("nsubj", "nsubj:pass")}
        present = {id(entity) for word, entity in seen if word.sent == last}
        if len(before) == 1 and len(present) == 1 and last.end >= token.sent.start - 2:
            return next(iter(before.values()))
    return None


def _fits(entity: Entity, gender: str) -> bool:
    return entity.gender in ("", gender)


def _unnamed_people(token: Token, window: list[Span], gender: str) -> bool:
    """Whether a singular person without a name stands nearby as a subject: "a nurse", "his father"."""
    persons = gazetteer.nouns("person_nouns")
    for sentence in window[-2:]:
        for word in sentence:
            if word.i >= token.i:
                return False
            if word.tag_ == "NN" and word.lemma_ in persons and word.dep_ in ("nsubj", "nsubj:pass"):
                if not any(child.dep_ in ("appos", "flat") and child.pos_ == "PROPN" for child in word.children):
                    return True
    return False


def _is_bare_definite(token: Token) -> bool:
    """`the group`: article, noun, nothing that would tell which."""
    children = list(token.children)
    has_article = any(child.lower_ == "the" and child.dep_ == "det" for child in children)
    return has_article and not any(child.dep_ in ("nmod", "acl", "acl:relcl", "appos", "nmod:poss", "amod", "compound", "nummod") for child in children)


def _definite(token: Token, window: list[Span], entity_at: dict[int, Entity], links: dict[int, Entity]) -> Entity | None:
    """The only entity of the noun's type in reach."""
    lemma = token.lemma_.lower()
    if lemma in COUNTRY_NOUNS:
        kinds = {"COUNTRY"}
    elif lemma in CITY_NOUNS:
        kinds = {"PLACE"}
    elif lemma in gazetteer.nouns("group_nouns") and lemma not in ("government", "army", "police", "military", "parliament", "people"):
        kinds = {"ORG"}
    else:
        return None
    found: dict[int, Entity] = {}
    for sentence in window:
        for word in sentence:
            if word.i >= token.i:
                break
            entity = entity_at.get(word.i)
            if entity is not None and entity.type in kinds and word.ent_type_ != "NORP":
                found[id(entity)] = entity
    matches = list(found.values())
    if kinds == {"ORG"}:
        named = [entity for entity in matches if lemma in entity.name.lower().split()]
        matches = named if len(named) == 1 else matches
    elif kinds == {"PLACE"}:
        matches = [entity for entity in matches if gazetteer.city(entity.name) is not None or len(matches) == 1]
    return matches[0] if len(matches) == 1 else None
