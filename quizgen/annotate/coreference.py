"""Reference: pronouns and definite phrases resolved to entities, only when one candidate stands out.

Precision first (a wrong link makes a wrong card, a missing one only loses a card). Centering (Grosz, Joshi and
Weinstein 1995) in its simplest form: the subject of the sentence before is what a subject pronoun continues.
"""

import re

from quizgen import gazetteer
from quizgen.annotate.antecedents import people_links
from quizgen.annotate.definites import Definites, is_bare_definite
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Span, Token

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
GENDERED = dict.fromkeys(
    ["wife", "mother", "sister", "daughter", "woman", "girl", "queen", "aunt", "niece", "actress", "widow"], "f"
) | dict.fromkeys(
    ["husband", "father", "brother", "son", "man", "boy", "king", "uncle", "nephew", "actor", "widower"], "m"
)
REACH = 2  # sentences back


def resolve(doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], title: str) -> dict[int, Entity]:
    """Head token of a pronoun or definite phrase -> entity."""
    genders = [entity.gender for entity in entities]
    rules = rule_links(doc, entities, entity_at, title)
    for entity, gender in zip(entities, genders, strict=True):
        entity.gender = gender  # what the rules took it for counts only where their link does
    return people_links(doc, entities, entity_at, title, rules)


def rule_links(doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], title: str) -> dict[int, Entity]:
    """What the rules of this file propose."""
    people = [entity for entity in entities if entity.type == "PERSON"]
    hero = _hero(people, title)
    links: dict[int, Entity] = {}
    sentences = list(doc.sents)
    definites = Definites(doc, entities, entity_at, title)
    for number, sentence in enumerate(sentences):
        window = sentences[max(0, number - REACH) : number + 1]
        for token in sentence:
            if token.pos_ == "PRON" and token.lower_ in HE:
                found = _person(token, window, entity_at, links, hero)
            elif token.lower_ == "it" and token.dep_ in ("nsubj", "nsubj:pass"):
                found = _speaker(token, entity_at, links) or _it(token, window, entity_at, links)
            elif token.lower_ == "they" and token.dep_ in ("nsubj", "nsubj:pass"):
                found = _they(token, window, entity_at, links)
            elif token.lower_ == "its" and token.sent.start <= token.i <= token.sent.start + 1:
                found = _main_subject_before(token, window, entity_at, links)
            elif is_bare_definite(token):
                found = definites.meant(token, window)
            else:
                continue
            if found is not None:
                links[token.i] = found
                if token.lower_ in HE and not found.gender:
                    found.gender = HE[token.lower_]
    return links


def _hero(people: list[Entity], title: str) -> Entity | None:
    """The person that a biography is about: the title is the name and little else, or nobody else is named a third as often."""
    words = set(re.findall(r"\w+", title))
    for person in people:
        name = set(re.findall(r"\w+", person.name))
        if name & words and len(words - name) <= 2 and (name <= words or len(person.mentions) >= 3):
            return person
    ranked = sorted(people, key=lambda person: -len(person.mentions))
    if (
        ranked
        and len(ranked[0].mentions) >= 6
        and all(len(ranked[0].mentions) >= 3 * len(other.mentions) for other in ranked[1:])
    ):
        return ranked[0]
    return None


def _person(
    token: Token,
    window: list[Span],
    entity_at: dict[int, Entity],
    links: dict[int, Entity],
    hero: Entity | None,
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
    inside = [(word, entity) for word, entity in seen if word.sent == token.sent]
    previous = [(word, entity) for word, entity in seen if len(window) > 1 and word.sent == window[-2]]
    if hero is not None and _fits(hero, gender):
        # In a biography the pronoun is the hero's, unless somebody else has just been the subject.
        rivals = [e for w, e in (*previous, *inside) if e is not hero and _is_subject(w)]
        subjects_here = [e for w, e in inside if _is_subject(w)]
        if subjects_here and subjects_here[-1] is hero:
            return hero
        return None if rivals or others else hero
    if others:
        return None
    candidates = {id(entity): entity for _, entity in seen}
    if len(candidates) == 1:
        only = next(iter(candidates.values()))
        return only if only.gender or any(_is_subject(word) for word, _ in seen) else None
    if inside:
        # The subject of the governing clause, for a pronoun below it, when nobody else stands in the sentence.
        named = {id(entity): entity for _, entity in inside}
        subjects = {id(entity): entity for word, entity in inside if _is_subject(word)}
        return next(iter(subjects.values())) if len(subjects) == 1 and len(named) == 1 else None
    # Center continuation: the subject of the sentence before is what a subject pronoun goes on about.
    if _is_subject(token) and previous and token.head.dep_ in ("ROOT", "ccomp", "parataxis"):
        main = {id(entity): entity for word, entity in previous if _is_subject(word)}
        return next(iter(main.values())) if len(main) == 1 else None
    return None


def _it(token: Token, window: list[Span], entity_at: dict[int, Entity], links: dict[int, Entity]) -> Entity | None:
    """`It` as the main subject goes on about the main subject of the sentence before, when that is a named non-person."""
    if token.head.dep_ == "advcl" and token.i > token.head.head.i:
        return _possessor(token, entity_at)
    if token.head.dep_ == "conj" and token.head.head.dep_ == "ROOT":  # "X was invited, but it did not come"
        return _named_subject(token.head.head, entity_at, links)
    if token.head.dep_ != "ROOT":
        return None
    if any(child.dep_ in ("ccomp", "csubj", "xcomp") and token.head.pos_ != "VERB" for child in token.head.children):
        return None  # "it is clear that": nothing is meant by it
    return _main_subject_before(token, window, entity_at, links)


def _speaker(token: Token, entity_at: dict[int, Entity], links: dict[int, Entity]) -> Entity | None:
    """ "Norway said it would sign": who says so speaks of itself."""
    cue = token.head.head
    if (
        token.head.dep_ != "ccomp"
        or gazetteer.cue_verbs().get(cue.lemma_) not in ("say", "claim", "think")
        or cue.i > token.i
    ):
        return None
    return _named_subject(cue, entity_at, links)


def _they(token: Token, window: list[Span], entity_at: dict[int, Entity], links: dict[int, Entity]) -> Entity | None:
    """`They` as the main subject goes on about the plural subject of the sentence before, or of who says what they do,
    when nothing else in that sentence is plural."""
    if (
        token.head.dep_ == "ccomp"
        and gazetteer.cue_verbs().get(token.head.head.lemma_) is not None
        and token.head.head.i < token.i
    ):
        verb, sentence = token.head.head, token.sent
    elif token.head.dep_ == "ROOT" and len(window) > 1 and not window[-2].text_with_ws.count("\n"):
        verb, sentence = window[-2].root, window[-2]
    else:
        return None
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if len(subjects) != 1 or subjects[0].i > token.i:
        return None
    subject = subjects[0]
    if subject.i in links:
        return links[subject.i] if links[subject.i].type == "GROUP" else None
    inside = list(subject.subtree)
    coordinated = [child for child in subject.children if child.dep_ == "conj"]
    people = entity_at.get(subject.i)
    a_people = people is not None and people.type == "NORP" and any(c.lower_ == "the" for c in subject.children)
    if subject.tag_ not in ("NNS", "NNPS") and not coordinated and not a_people:  # "the Maya" have no plural form
        return None
    rivals = [
        t
        for t in sentence
        if t.i < token.i
        and t not in inside
        and (t.tag_ in ("NNS", "NNPS") and (t.i in entity_at or t.lemma_ in gazetteer.nouns("person_nouns")))
    ]
    named = [t for t in inside if t.i in entity_at]
    plain = all(
        t.pos_ in ("PROPN", "NOUN", "ADJ", "CCONJ", "DET", "ADP", "NUM") or t.tag_ in ("POS", ",", "HYPH")
        for t in inside
    )
    if (
        rivals
        or not named
        or not plain
        or len(inside) > 9
        or any(t.lower_ in ("both", "some", "many", "most", "all", "other") for t in inside)
    ):
        return None
    text = subject.doc[inside[0].i : inside[-1].i + 1].text
    if inside[0].is_sent_start and inside[0].pos_ not in ("PROPN",) and inside[0].i not in entity_at:
        text = text[:1].lower() + text[1:]
    return Entity(text, "GROUP", [subject.doc[inside[0].i : inside[-1].i + 1]])


def _possessor(token: Token, entity_at: dict[int, Entity]) -> Entity | None:
    """ "Norway’s plan failed as it lost the vote": a plan hosts nobody; the possessor of the main subject is meant."""
    subject = next((child for child in token.head.head.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    owner = next(
        (
            entity_at.get(child.i)
            for child in (subject.children if subject is not None else ())
            if child.dep_ == "nmod:poss"
        ),
        None,
    )
    return owner if owner is not None and owner.type in ("COUNTRY", "ORG") else None


def _main_subject_before(
    token: Token, window: list[Span], entity_at: dict[int, Entity], links: dict[int, Entity]
) -> Entity | None:
    """The named, non-personal subject of the main clause of the sentence before; reports make a paragraph of each."""
    if len(window) < 2 or window[-2].end < token.sent.start - 1:
        return None
    return _named_subject(window[-2].root, entity_at, links)


def _named_subject(verb: Token, entity_at: dict[int, Entity], links: dict[int, Entity]) -> Entity | None:
    """The subject of a clause when it is one name, and not of a person or a people."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if len(subjects) != 1 or any(child.dep_ == "conj" for child in subjects[0].children):
        return None
    found = links.get(subjects[0].i) or entity_at.get(subjects[0].i)
    if found is None or found.type in ("PERSON", "NORP") or subjects[0].tag_ in ("NNS", "NNPS"):
        return None
    return found


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("flat", "compound", "conj", "nmod:desc") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubj:pass")


def _fits(entity: Entity, gender: str) -> bool:
    return entity.gender in ("", gender)


def _unnamed_people(token: Token, window: list[Span], gender: str) -> bool:
    """Whether a singular person without a name stands nearby as a subject: "a nurse", "his father"."""
    persons = gazetteer.nouns("person_nouns")
    for sentence in window[-2:]:
        for word in sentence:
            if word.i >= token.i:
                return False
            if (
                word.tag_ == "NN"
                and word.lemma_ in persons
                and word.dep_ in ("nsubj", "nsubj:pass")
                and GENDERED.get(word.lemma_, gender) == gender
            ):
                if not any(child.dep_ in ("appos", "flat") and child.pos_ == "PROPN" for child in word.children):
                    return True
    return False
