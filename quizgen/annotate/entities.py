"""Names of the article merged into entities: full name and surname, acronym and expansion, country and demonym."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quizgen import gazetteer
from quizgen.annotate.names import NUMERAL, RULERS, is_post, whole_names
from quizgen.annotate.peoples import is_language, is_some_people
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Span, Token

LEADING = {"the", "The", "a", "an", "this", "its", "his", "her", "their", "our"}
HONORIFICS = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "king": "m", "queen": "f",
              "prince": "m", "princess": "f", "pope": "m", "sheikh": "m", "father": "m", "sister": "f", "mother": "f"}  # fmt: skip
ROYAL = {
    "King",
    "Queen",
    "Emperor",
    "Empress",
    "Pope",
    "Prince",
    "Princess",
    "Tsar",
    "Sultan",
    "Saint",
    "Caliph",
    "Sheikh",
    "Mullah",
}
TORN = {"ADP", "ADV", "PRON", "SCONJ", "CCONJ", "DET", "PART"}  # no name ends so
DEPARTMENTS = {"education", "finance", "defence", "defense", "health", "interior", "justice", "transport", "trade", "labour", "labor", "energy",
               "agriculture", "environment", "culture", "tourism", "emeritus", "emerita", "former", "fellow"}  # fmt: skip
GENERATION = {"Jr.", "Sr.", "Jr", "Sr", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}


def find_entities(doc: Doc, title_names: Sequence[str] = ()) -> list[Entity]:
    """Entities in order of first mention. `title_names` are full names of persons in the title, which is not in the Doc. Each named span of the Doc belongs to exactly one of them, or to none when the
    engine's types for the same words disagree too much to be trusted."""
    found = whole_names(doc, _joined_people([*doc.ents, *_missed_people(doc)]))
    spans = [trimmed for span in found if (trimmed := _trim(span)) is not None]
    spans.sort(key=lambda span: span.start)
    spans = [span for span in _without_open_places(spans) if not (is_language(span) or is_some_people(span))]
    types = _types(spans)
    people: list[Span] = []
    others: list[Span] = []
    for span in spans:
        (people if types[_key(span)] == "PERSON" else others).append(span)
    entities = _merge_people(people, title_names) + _merge_others(others, types)
    entities.sort(key=lambda entity: entity.mentions[0].start)
    return entities


def _without_open_places(spans: list[Span]) -> list[Span]:
    """The spans; those that may be a town or its namesake are left out ("burned Washington" beside George Washington).

    A lone name that the engine takes for a person's is the person's.
    """
    surnames = {span[-1].text for span in spans if span.label_ == "PERSON" and len(span) > 1}
    kept = []
    for span in spans:
        name = span.text
        if span.label_ != "PERSON" and name in surnames and gazetteer.city(name) is not None:
            continue
        kept.append(span)
    return kept


def index(entities: list[Entity]) -> dict[int, Entity]:
    """Token position -> entity."""
    return {token.i: entity for entity in entities for span in entity.mentions for token in span}


def merge_birth_names(
    doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], reference: dict[int, Entity]
) -> list[Entity]:
    """ "She was born Maria Skłodowska": two names of one person. The entities with such pairs joined, or none if there are none."""
    found = False
    for token in doc:
        if token.lemma_ == "know" and token.tag_ == "VBN" and (pair := _known_as(token, entity_at)) is not None:
            known, other = pair
            same = [entity for entity in entities if entity is other or entity.name == other.name]
            entities = _joined(known, same, entities)
            found = True
            continue
        if token.lemma_ != "bear" or token.tag_ != "VBN":
            continue
        subject = next((child for child in token.children if child.dep_ == "nsubj:pass"), None)
        name = next(
            (child for child in token.children if child.dep_ in ("xcomp", "obj") and child.i in entity_at), None
        )
        owner = None if subject is None else reference.get(subject.i) or entity_at.get(subject.i)
        if (
            name is None
            or owner is None
            or owner is entity_at[name.i]
            or {owner.type, entity_at[name.i].type} != {"PERSON"}
        ):
            continue
        other = entity_at[name.i]
        first = other.name.split()[0]
        joined = [other, *[entity for entity in entities if entity.type == "PERSON" and entity.name == first]]
        entities = _joined(owner, joined, entities)
        found = True
    return entities if found else []


def _joined(owner: Entity, others: Sequence[Entity], entities: Sequence[Entity]) -> list[Entity]:
    """The entities without `others`, whose mentions go to their owner."""
    mentions = {*owner.mentions, *(span for other in others for span in other.mentions)}
    owner.mentions = sorted(mentions, key=lambda span: span.start)
    return [entity for entity in entities if entity not in others]


def _known_as(token: Token, entity_at: dict[int, Entity]) -> tuple[Entity, Entity] | None:
    """ "Ann Lee Marlow, better known as Ann Stone": one person, by the name that the article goes on with."""
    name = next(
        (
            entity
            for child in token.children
            if child.dep_ in ("obl", "obl:agent")
            and any(case.lower_ in ("as", "by", "under") for case in child.children)
            for each in child.subtree
            if (entity := entity_at.get(each.i)) is not None and entity.type in ("PERSON", "OTHER")
        ),
        None,
    )
    subject = next((child for child in token.children if child.dep_ == "nsubj:pass"), token.head)
    before = [entity for each in token.sent if each.i < token.i and (entity := entity_at.get(each.i)) is not None]
    owner = entity_at.get(subject.i) or next((entity for entity in before if entity.type == "PERSON"), None)
    if name is None or owner is None or owner is name or owner.type != "PERSON":
        return None
    if name.type != "PERSON" and entity_at.get(subject.i) is not owner:
        return None  # "the layout known as the Marlow Plan"
    name.type = "PERSON"
    goes_on = " " in name.name and len(name.mentions) >= len(owner.mentions)
    return (name, owner) if goes_on else (owner, name)


def _joined_people(spans: list[Span]) -> list[Span]:
    """Persons' names that stand side by side without a comma are one name that the engine has cut."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.end == span.start
            and last.label_ == span.label_ == "PERSON"
            and not span.doc[last.end - 1].is_punct
        ):
            joined[-1] = Span(span.doc, last.start, span.end, "PERSON")
        else:
            joined.append(span)
    return joined


def _trim(span: Span) -> Span | None:
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].text in LEADING or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’")
        or (doc[end - 1].is_punct and doc[end - 1].text != "." and not _goes_on(doc, end))
    ):
        end -= 1
    if span.label_ == "PERSON":
        while end - start > 1 and (
            doc[start].text.rstrip(".").lower() in HONORIFICS
            or (_is_title(doc[start].text) and not gazetteer.gender(doc[start].text))  # Dean and Earl are names too
            or doc[start].lower_ in DEPARTMENTS
        ):
            start += 1
        while (
            end - start > 2
            and not NUMERAL.fullmatch(doc[end - 1].text)
            and re.fullmatch(r"[A-Z]{2,4}|[A-Z][a-z]?\.?[A-Z][a-z]?\.?", doc[end - 1].text)
            and sum(not token.text.isupper() for token in doc[start : end - 1]) >= 2
        ):
            end -= 1  # letters after the name: DBE, PhD
    if (
        span.label_ in ("ORG", "OTHER")
        and end < len(doc)
        and re.fullmatch(r"\d{1,4}", doc[end].text)
        and _is_numbered(doc, start, end)
    ):
        end += 1  # "Task Force 50", "Apollo 11"
    if re.match(r"\(\w+\) \d", doc[end : end + 4].text):
        return None  # "Task Force (CTF) 50": the name goes on behind the bracket
    if span.label_ == "OTHER" and start < end and doc[end - 1].pos_ in TORN:
        return None  # "Afraid of": a title that the engine has cut
    if span.label_ == "PERSON" and start < end and _only_title(doc[start:end]):
        return None  # "promoted to Major", "the Prime Minister"
    if (
        span.label_ == "EVENT"
        and start
        and re.fullmatch(r"(?:1[5-9]|20)\d\d", doc[start - 1].text)
        and doc[start - 1].head.i in range(start, end)
    ):
        start -= 1  # "the 1952 Harbour Games"
    if start >= end or not any(character.isalpha() for character in doc[start:end].text):
        return None
    if "\n" in doc[start:end].text or (
        not doc[start:end].text[0].isupper()
        and not re.match(r"\d{4}:? |\d+[A-Z]", doc[start:end].text)
        and not doc[start:end].text.startswith("al-")
    ):
        return None
    return Span(doc, start, end, span.label_)


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether the sentence goes on behind a sign that belongs to the name: "wrote Ahoy! in 1943"."""
    return doc[end - 1].text in ("!", "?") and end < len(doc) and doc[end].text[:1].islower()


def _only_title(span: Span) -> bool:
    """A title or office without a name."""
    last = span[-1]
    office = gazetteer.is_office(last.lower_) or (len(span) == 1 and _is_title(last.text))
    return office and not any(gazetteer.gender(token.text) for token in span)


def _is_numbered(doc: Doc, start: int, end: int) -> bool:
    """Whether the number right after a name belongs to it, not to the clause: "Apollo 11", but not "Ford 2 weeks ago"."""
    number = doc[end]
    return (start <= number.head.i < end and number.dep_ in ("nummod", "flat", "dep", "appos", "compound")) or (
        number.dep_ not in ("nummod", "obl", "obl:tmod", "nmod:unmarked") and any(start <= child.i < end for child in number.children)
    )  # fmt: skip


def _is_title(word: str) -> bool:
    title = gazetteer.title(word)
    return title is not None and title.role in (
        "political",
        "military",
        "academic",
    )  # "Amir" and "Khan" are names as well


def _key(span: Span) -> str:
    name = span.text.replace("’", "'")
    return re.sub(
        r"(?<= [IVX])\.$|(?<= [IVX]{2})\.$|(?<= [IVX]{3})\.$", "", name
    )  # "with Leopold I." at the end of a sentence


def _types(spans: list[Span]) -> dict[str, str]:
    """The type of each name: known countries and organisations first, then the engine's majority over the article."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        votes[_key(span)][span.label_] += 1
    types = {}
    for name, counts in votes.items():
        best = counts.most_common(1)[0][0]
        known = gazetteer.country(name)
        if known is not None:
            best = "COUNTRY" if known.kind != "part" else "PLACE"
        elif (
            (organisation := gazetteer.organisation(name)) is not None
            and best != "PERSON"
            and not organisation.ambiguous
        ):
            best = "ORG"
        elif best in ("ORG", "PERSON", "OTHER") and (city := gazetteer.city(name)) is not None and not city.ambiguous:
            best = "PLACE"
        types[name] = best
    parts = {
        word
        for name, kind in types.items()
        if kind == "PERSON" and " " in name
        for word in (name.split()[0], name.split()[-1])
    }
    for name, kind in types.items():
        if name in parts and kind in ("PLACE", "ORG", "OTHER"):
            types[name] = "PERSON"  # a surname or first name that stands alone
    return types


def _missed_people(doc: Doc) -> Iterator[Span]:
    """Names that the engine left unlabelled although the grammar says that a person is meant: a run of proper nouns that
    is the subject of a verb of speech or has a role in apposition."""
    cues = gazetteer.cue_verbs()
    for token in doc:
        if token.pos_ != "PROPN" or token.ent_type_ or not token.text[:1].isupper():
            continue
        speaks = token.dep_ == "nsubj" and token.head.lemma_ in cues
        described = any(c.dep_ == "appos" and gazetteer.is_office(c.lemma_.lower()) for c in token.children)
        start = end = token.i
        while (
            start > 0
            and doc[start - 1].pos_ == "PROPN"
            and doc[start - 1].dep_ in ("compound", "flat")
            and not doc[start - 1].ent_type_
        ):
            start -= 1
        while (
            end + 1 < len(doc)
            and doc[end + 1].dep_ == "flat"
            and doc[end + 1].pos_ == "PROPN"
            and doc[end + 1].head.i >= start
        ):
            end += 1
        named = next((i for i in range(start, end) if gazetteer.gender(doc[i].text)), None)
        if speaks and end > start and (described or named is not None):
            yield Span(doc, start if named is None else named, end + 1, "PERSON")


def _merge_people(spans: list[Span], title_names: Sequence[str]) -> list[Entity]:
    """A full name collects its surnames and first names, unless two full names share them."""
    full: dict[str, Entity] = {name: Entity(name, "PERSON") for name in title_names}
    for span in sorted(spans, key=lambda span: -len(span)):
        words = _name_words(span)
        if len(words) < 2:
            continue
        same = [entity for name, entity in full.items() if _same_person(words, name.split())]
        same += [
            entity
            for name, entity in full.items()
            if name in title_names
            and entity not in same
            and (_same_person(name.split(), words) or _goes_by_middle_name(name.split(), words))
        ]
        if len(same) == 1:
            same[0].mentions.append(span)
        else:
            full[" ".join(words)] = Entity(_key(span), "PERSON", [span])
    by_word: dict[str, set[str]] = defaultdict(set)
    for name in full:
        parts = [_plain(word) for word in name.split() if word not in GENERATION]
        by_word[parts[-1]].add(name)
        by_word[parts[0]].add(name)
        if len(parts) > 2:
            by_word[" ".join(parts[-2:])].add(name)
    lone: dict[str, Entity] = {}
    rulers: set[str] = set()
    for span in spans:
        words = _name_words(span)
        if len(words) >= 2:
            continue
        owners = by_word.get(_plain(words[0] if words else span.text), set())
        title = _ruler_title(span)
        if owners and title and all(title not in map(_ruler_title, full[name].mentions) for name in owners):
            lone.setdefault(f"{title} {span.text}", Entity(_key(span), "PERSON")).mentions.append(span)
            rulers.add(span.text)
            continue  # "King Hussein" beside Saddam Hussein
        if span.text in rulers:
            continue  # and which of them is "Hussein"?
        main = [name for name in owners if name in title_names]
        if len(owners) == 1 or len(main) == 1:
            full[(main or list(owners))[0]].mentions.append(span)
        elif not owners:
            lone.setdefault(span.text, Entity(_key(span), "PERSON")).mentions.append(span)
    entities = [entity for entity in (*full.values(), *lone.values()) if entity.mentions]
    for entity in lone.values():  # a ruler has one name and a title: "King Farouk"
        first = entity.mentions[0]
        before = first.doc[first.start - 1] if first.start else None
        if before is not None and before.text in ROYAL and before.sent == first.sent:
            entity.name = f"{before.text} {entity.name}"
    for entity in entities:
        entity.mentions.sort(key=lambda span: span.start)
        entity.gender = gender_of(entity)
        entity.article = is_post(entity.name)
    return entities


def _ruler_title(span: Span) -> str:
    """The title before a ruler's name, "" where there is none: rulers go by their first names."""
    before = span.doc[span.start - 1] if span.start else None
    return before.text if before is not None and before.text in RULERS and before.sent == span.sent else ""


def _name_words(span: Span) -> list[str]:
    return re.sub(r"\s*-\s*", "-", span.text).split()


def _same_person(shorter: list[str], longer: list[str]) -> bool:
    """`Vladimir Putin` and `Vladimir Vladimirovich Putin`, `George Marlow` and `George W. Marlow`: one name within the other.

    Not so with middle names that differ, with one written in full that is no patronymic, or as father and son.
    """
    shorter, longer = [_plain(word) for word in shorter], [_plain(word) for word in longer]
    short, long = (next((w.rstrip(".") for w in words if w in GENERATION), "") for words in (shorter, longer))
    if short and long and short != long:
        return False
    shorter, longer = ([w for w in words if w not in GENERATION] for words in (shorter, longer))
    if not shorter or not longer or shorter[0] != longer[0] or shorter[-1] != longer[-1]:
        return False
    fewer, more = sorted((shorter[1:-1], longer[1:-1]), key=len)
    if any(not _same_word(one, other) for one, other in zip(fewer, more, strict=False)):
        return False
    return all(INITIAL.fullmatch(word) or PATRONYMIC.search(word) or word.islower() for word in more[len(fewer) :])


def _same_word(one: str, other: str) -> bool:
    """One name, or its initial: `W.` and `Walker`."""
    initial = len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1
    return one[0] == other[0] if initial else one == other


INITIAL = re.compile(r"(?:[A-Z]\.?){1,3}")
PATRONYMIC = re.compile(r"(?:ich|ych|vna|chna|inichna)$")


def _goes_by_middle_name(known: list[str], whole: list[str]) -> bool:
    """`Otto Marlow` and `Jens Otto Marlow`: how the title calls somebody, and the name in full."""
    known, whole = [_plain(word) for word in known], [_plain(word) for word in whole]
    return len(known) > 1 and known[-1] == whole[-1] and known[0] in whole[1:-1]


def _plain(word: str) -> str:
    """Without diacritics: transliterations differ in them."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word


def gender_of(entity: Entity) -> str:
    """The gender that a person's title or first name tells."""
    for span in entity.mentions:
        before = span.doc[span.start - 1].text.rstrip(".").lower() if span.start else ""
        if before in HONORIFICS:
            return HONORIFICS[before]
    known = gazetteer.gender(entity.name.split()[0])
    return known if known in ("m", "f") else ""


def _merge_others(spans: list[Span], types: dict[str, str]) -> list[Entity]:
    found: dict[str, Entity] = {}
    for span in spans:
        key, kind = _key(span), types[_key(span)]
        country = gazetteer.country(key)
        organisation = gazetteer.organisation(key)
        if country is not None:
            key = country.name
        elif organisation is not None and kind == "ORG":
            key = organisation.name
        entity = found.get(key)
        if entity is None:
            entity = found[key] = Entity(key, kind)
            if country is not None:
                entity.country, entity.known, entity.article = country.name, country.kind != "part", country.article
            elif organisation is not None and kind == "ORG":
                entity.phrase, entity.known, entity.article = organisation.phrase, True, organisation.article
            elif (city := gazetteer.city(key)) is not None and kind == "PLACE":
                entity.country, entity.known = city.country, city.size in ("world", "large")
        entity.mentions.append(span)
    _join_acronyms(found)
    for entity in found.values():
        if (
            entity.type in ("ORG", "EVENT", "PLACE", "OTHER", "NORP")
            and not entity.known
            and not gazetteer.organisation(entity.name)
        ):
            entity.article = _with_article(entity)
    return list(found.values())


def _with_article(entity: Entity) -> bool:
    """Whether the article of the text puts `the` before the name wherever it can stand."""
    # A genitive or another determiner hides the article, and so does a compound ("a Taliban delegation").
    open_places = [
        span
        for span in entity.mentions
        if not (
            span.start
            and span.doc[span.start - 1].tag_ in ("PRP$", "POS", "DT", "JJ", "NNP")
            and span.doc[span.start - 1].lower_ != "the"
        )
        and span.root.dep_ not in ("compound", "amod", "nmod:desc")
    ]
    with_the = sum(span.start > 0 and span.doc[span.start - 1].lower_ == "the" for span in open_places)
    return with_the > 0 and with_the * 2 >= len(open_places)


def _join_acronyms(found: dict[str, Entity]) -> None:
    """`Islamic State (IS)`, and an acronym whose letters are the initials of exactly one longer name."""
    for acronym in [name for name in found if re.fullmatch(r"[A-Z][A-Z.]{1,6}", name)]:
        letters = acronym.replace(".", "")
        owners = [
            name for name in found if name != acronym and _initials(name) == letters and found[name].type != "PERSON"
        ]
        if len(owners) == 1:
            owner = found[owners[0]]
            owner.mentions = sorted(owner.mentions + found.pop(acronym).mentions, key=lambda span: span.start)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[\w’']+", name) if word[0].isupper())
