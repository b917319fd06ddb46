"""Reference: pronouns and definite phrases resolved to entities, only when one candidate stands out.

Precision first (a wrong link makes a wrong card, a missing one only loses a card). Centering (Grosz, Joshi and
Weinstein 1995) in its simplest form: the subject of the sentence before is what a subject pronoun continues.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizgen import gazetteer
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Span, Token

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
GENDERED = dict.fromkeys(
    ["wife", "mother", "sister", "daughter", "woman", "girl", "queen", "aunt", "niece", "actress", "widow"], "f"
) | dict.fromkeys(
    ["husband", "father", "brother", "son", "man", "boy", "king", "uncle", "nephew", "actor", "widower"], "m"
)
COUNTRY_NOUNS = {"country", "nation", "state", "kingdom", "republic"}
CITY_NOUNS = {"city", "town", "capital"}
REACH = 2  # sentences back


def resolve(doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], title: str) -> dict[int, Entity]:
    """Head token of a pronoun or definite phrase -> entity."""
    people = [entity for entity in entities if entity.type == "PERSON"]
    hero = _hero(people, title)
    links: dict[int, Entity] = {}
    sentences = list(doc.sents)
    descriptions: dict[str, Entity] = {}
    nouns: dict[str, list[Token]] = defaultdict(list)
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN"):
            nouns[token.lemma_.lower()].append(token)
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
            elif token.tag_ in ("NN", "NNS", "NNP") and _is_bare_definite(token, DEMONSTRATIVE):
                found = None
                if token.tag_ == "NN" and _is_bare_definite(token):
                    found = _short_form(token, entities) or _definite(token, _same_paragraph(window), entity_at)
                found = found or _office_holder(token, people) or _described(token, nouns, entity_at, descriptions)
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
    if subject.tag_ not in ("NNS", "NNPS") and not coordinated:
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
    return Entity(text, "GROUP")


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


def _short_form(token: Token, entities: list[Entity]) -> Entity | None:
    """`the canal` for the Suez Canal: the head noun of the only name in the article that has it, after it was named."""
    word = token.lower_
    named = [
        e
        for e in entities
        if e.type in ("ORG", "PLACE", "EVENT", "OTHER")
        and any(m.root.lower_ == word and len(m) > 1 for m in e.mentions)
    ]
    if len(named) != 1:
        return None
    last = max((m.end for m in named[0].mentions if m.start < token.i), default=None)
    return named[0] if last is not None and token.i - last <= NEARBY else None


NEARBY = 150  # words: farther back, "the league" is another one


def _office_holder(token: Token, people: list[Entity]) -> Entity | None:
    """`the president` for the only person of the article who is called so by title: "President Ann Marlow"."""
    lemma = token.lemma_.lower()
    if token.tag_ == "NNS" or not gazetteer.is_office(lemma):
        return None
    holders = [
        person
        for person in people
        if any(m.start and m.doc[m.start - 1].lemma_.lower() == lemma for m in person.mentions)
    ]
    other = any(
        word.lemma_.lower() == lemma and word.i < token.i and not _is_bare_definite(word) and not _titled(word, holders)
        for word in token.doc
    )
    return holders[0] if len(holders) == 1 and not other and holders[0].mentions[0].start < token.i else None


def _titled(word: Token, holders: list[Entity]) -> bool:
    return any(mention.start == word.i + 1 for holder in holders for mention in holder.mentions)


def _described(
    token: Token, nouns: Mapping[str, list[Token]], entity_at: dict[int, Entity], descriptions: dict[str, Entity]
) -> Entity | None:
    """`the competition` for "the Global Robot competition": the only earlier phrase with that noun that says by a name which.

    The description becomes an entity of its own, whose name stands for the bare phrase.
    """
    found: dict[frozenset[str], str] = {}
    for word in nouns[token.lemma_.lower()]:
        if word.i >= token.i:
            break
        before = [c for c in word.children if c.dep_ in ("compound", "amod", "nmod:poss", "nmod:desc") and c.i < word.i]
        names = frozenset(entity_at[t.i].name for c in before for t in c.subtree if t.i in entity_at)
        if not names:
            if not _is_bare_definite(word) and not any(
                c.lower_ in ("this", "that", "these", "those") for c in word.children
            ):
                return None  # another one, of which we are not told by name which
            continue
        start = min(t.i for c in before for t in c.subtree)
        if (word.tag_ == "NNS") != (token.tag_ == "NNS") or token.doc[start : word.i + 1].text.count("\n"):
            return None
        if any(t.pos_ == "PRON" or (t.is_punct and t.text not in ("-", "’")) for t in token.doc[start : word.i]):
            return None
        shorter = found.get(names)
        text = token.doc[start : word.i + 1].text
        found[names] = text if shorter is None or len(text) < len(shorter) else shorter
    if len(found) != 1:
        return None
    text = next(iter(found.values()))
    text = text[4:] if text.lower().startswith("the ") else text
    return descriptions.setdefault(text, Entity(text, "THING", article=True))


def _same_paragraph(window: list[Span]) -> list[Span]:
    """The sentences of the last one's paragraph."""
    kept = [window[-1]]
    for sentence in reversed(window[:-1]):
        if sentence.text_with_ws.count("\n") or sentence.doc[kept[0].start - 1].is_space:
            break
        kept.insert(0, sentence)
    return kept


DEMONSTRATIVE = ("the", "this", "these", "that", "those")


def _is_bare_definite(token: Token, articles: Sequence[str] = ("the",)) -> bool:
    """`the group`: article, noun, nothing that would tell which."""
    children = list(token.children)
    has_article = any(child.lower_ in articles and child.dep_ == "det" for child in children)
    return has_article and not any(
        child.dep_ in ("nmod", "acl", "acl:relcl", "appos", "nmod:poss", "amod", "compound", "nummod")
        for child in children
    )


def _definite(token: Token, window: list[Span], entity_at: dict[int, Entity]) -> Entity | None:
    """The only entity of the noun's type in reach."""
    lemma = token.lemma_.lower()
    if lemma in COUNTRY_NOUNS:
        kinds = {"COUNTRY"}
    elif lemma in CITY_NOUNS:
        kinds = {"PLACE"}
    elif lemma in ("group", "movement", "organisation", "organization", "company", "firm", "party"):
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
