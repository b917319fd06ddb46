"""Whether a clause says all that a question on it needs: what goes with its verb, whose kin or head somebody is, who is meant.

A fact may leave these to its evidence; a stem stands alone.
"""

import re

from quizgen.annotated import Annotated, Entity
from quizgen.extract.nouns import Phrase
from quizgen.extract.records import Event
from quizgen.extract.worth import entities_in
from quizgen.tokens import Token

# Verbs that tell a whole event of their subject alone: "was founded", "resigned".
COMPLETE = {"bear", "die", "marry", "divorce", "resign", "retire", "abdicate", "surrender", "kill", "execute", "assassinate", "murder", "hang",
            "behead", "arrest", "imprison", "crown", "knight", "canonise", "canonize", "beatify", "baptise", "baptize", "bury", "wound", "injure",
            "found", "establish", "create", "build", "complete", "finish", "open", "reopen", "close", "launch", "start", "begin", "end",
            "publish", "release", "premiere", "debut", "air", "abolish", "dissolve", "disband", "discontinue", "repeal", "ban", "discover",
            "invent", "patent", "sign", "adopt", "ratify", "destroy", "demolish", "rebuild", "restore", "renovate", "collapse", "burn", "sink",
            "crash", "fail", "explode", "erupt", "fall", "secede", "incorporate", "nationalise", "nationalize", "privatise", "privatize", "cancel",
            "postpone", "break", "unveil", "inaugurate", "commission", "decommission", "withdraw", "invade", "occupy", "liberate", "capture"}  # fmt: skip

# Nouns that are somebody's or of something.
RELATIONAL = {"son", "daughter", "child", "brother", "sister", "father", "mother", "wife", "husband", "heir", "widow", "cousin", "nephew", "niece",
              "uncle", "aunt", "grandson", "successor", "predecessor", "member", "leader", "head", "chief", "chairman", "chairwoman", "chair",
              "president", "director", "founder", "owner", "captain", "capital", "part", "partner", "friend", "colleague", "assistant", "deputy",
              "result", "cause", "reason", "centre", "center", "symbol", "site", "home", "subject", "winner"}  # fmt: skip

BODIES = {"society", "lodge", "church", "foundation", "committee", "union", "party", "court", "council", "commission", "board", "company",
          "institute", "academy", "university", "college", "school", "ministry", "department", "agency", "army", "navy", "club", "league",
          "federation", "association", "government", "parliament", "house", "bank", "museum", "office", "team", "judiciary"}  # fmt: skip

# Events that many a country had, with nothing behind them that tells which.
UPHEAVAL = re.compile(r"\b[Tt]he (?:Civil War|Revolution|Revolutionary War|War of Independence|Restoration|Great Famine)(?! (?:of|in) )\b")  # fmt: skip

# Nouns that somebody has over, on or to something.
HOLDS = {"influence", "leverage", "pressure", "control", "dependence", "attitude", "access"}

# Objects that say little without what they are in or of: "played a key role".
LIGHT_OBJECTS = {
    "role",
    "part",
    "place",
    "control",
    "charge",
    "care",
    "advantage",
    "responsibility",
    "access",
    "interest",
    "possession",
    "note",
}

# What is counted when nothing is: "for two reasons".
IDLE_COUNTS = {"reason", "way", "thing", "point", "kind", "type", "sort", "side", "aspect", "matter", "respect", "occasion", "step", "example",
               "factor", "part", "form", "piece", "option", "question", "group", "category", "topic", "issue", "word"}  # fmt: skip


def is_full(annotated: Annotated, event: Event, asked: Phrase) -> bool:
    """Whether a question for `asked` would name all that it speaks of and say what happened, whole."""
    return (
        not _bare_verb(event)
        and not _light(event)
        and not _nobodys(event)
        and not _beside_what(event)
        and event.head.lemma_ != "age"  # "was aged 31" is no event
        and not _directions(event)
        and not _somebodys(event)
        and not _unnamed(annotated, event)
        and not _will_then(event)
        and not any(p.part.role == "complement" and p.part.text.startswith("aged ") for p in event.phrases)
        and not (asked.part.type == "number" and asked.head.lemma_.lower() in IDLE_COUNTS)
        and not _anything(annotated, event, asked)
        and not _anywhere(event)
        and all(placed(annotated, entity) for entity in _persons(annotated, event))
    )


def placed(annotated: Annotated, entity: Entity) -> bool:
    """Whether a person's name tells who it is: "James" or "Daniel" alone do not, unless the article is about them;
    "the Curies" do where the article names a Curie.
    """
    if entity.type == "ORG" and entity.name.lower().removeprefix("grand ") in BODIES and not entity.phrase:
        return False  # "the Society", "the Grand Lodge": whose
    return (
        entity.type != "PERSON"
        or " " in entity.name
        or bool(entity.phrase)
        or annotated.is_about(entity)
        or not entity.name.isalpha()
        or any(entity.name == f"{other.name.split()[-1]}s" for other in annotated.entities if " " in other.name)
    )


def over_nothing(token: Token) -> bool:
    """ "the Kremlin's influence": over whom?"""
    return token.lemma_.lower() in HOLDS and not any(
        child.dep_ in ("nmod", "acl", "acl:relcl", "amod", "compound") for child in token.children
    )


def _persons(annotated: Annotated, event: Event) -> list[Entity]:
    """The entities that the clause's own words name; a headline's and a claimant's are placed elsewhere."""
    found = []
    for phrase in event.phrases:
        misread = (
            phrase.entity is not None and phrase.part.type != "person"
        )  # a town that the engine takes for a person
        if phrase.part.role not in ("lead", "verb", "auxiliary") and not misread:
            found += [entity for entity in entities_in(annotated, phrase) if entity.name in phrase.part.text]
    return found


def _bare_verb(event: Event) -> bool:
    """ "He was exchanged in November": with nothing but a time, few verbs say what happened."""
    subject = event.by_role("subject")
    fought = (
        event.head.lemma_ == "fight"
        and subject is not None
        and subject.entity is not None
        and subject.entity.type == "EVENT"
    )
    if event.head.pos_ != "VERB" or event.head.lemma_ in COMPLETE or fought:
        return False
    return all(p.part.role in ("lead", "subject", "auxiliary", "verb", "time", "adverb") for p in event.phrases)


def _light(event: Event) -> bool:
    """ "played a key role": in what?"""
    target = event.by_role("object")
    return (
        target is not None
        and target.head.lemma_.lower() in LIGHT_OBJECTS
        and not any(c.dep_ in ("nmod", "acl", "acl:relcl") and c.text in target.part.text for c in target.head.children)
        and not any(p.part.role in ("oblique", "complement", "place") for p in event.phrases)
    )


BESIDE = {
    "parallel",
    "adjacent",
    "nearby",
    "neighbouring",
    "neighboring",
    "opposite",
    "rival",
    "corresponding",
    "adjoining",
    "separate",
}


ROAD = re.compile(r"\b(?:[A-Z]{1,2}-?\d{1,4}|[A-Z]\w+ #\d+|Route \d+|Highway \d+)\b")
LEADING_THERE = {"link", "connect", "run", "lead", "take", "go", "serve", "pass", "provide", "join"}


def _directions(event: Event) -> bool:
    """ "The A1 links Elling with Bergen": the way there is not worth a card."""
    return event.head.lemma_ in LEADING_THERE and any(
        ROAD.search(p.part.text) for p in event.phrases if p.part.role != "lead"
    )


OWN_BODIES = {
    "class",
    "team",
    "school",
    "company",
    "unit",
    "group",
    "regiment",
    "department",
    "party",
    "paper",
    "band",
    "crew",
}


def _somebodys(event: Event) -> bool:
    """ "finished first in her class": at which school?"""
    return any(
        token.lemma_.lower() in OWN_BODIES
        and any(c.dep_ == "nmod:poss" and c.lower_ in ("his", "her", "their", "its") for c in token.children)
        for phrase in event.phrases
        if phrase.part.role not in ("verb", "auxiliary", "lead")
        for token in phrase.head.subtree
        if re.search(rf"\b(?:his|her|their|its) (?:\w+ )*{re.escape(token.text)}\b", phrase.part.text)
    )


def _unnamed(annotated: Annotated, event: Event) -> bool:
    """ "the country's highest award, the Tern Prize": the description alone, where the article gives the name."""
    return any(
        c.dep_ == "appos"
        and c.i in annotated.entity_at
        and c.text not in phrase.part.text
        and any(t.text == "," for t in c.doc[phrase.head.i + 1 : c.i])
        for phrase in event.phrases
        if phrase.part.role in ("object", "oblique")
        for c in phrase.head.children
    )


def _will_then(event: Event) -> bool:
    """ "expressed doubt that the port will open": what "will" meant then is past now."""
    past = not event.present and event.by_role("verb") is not None
    return past and any(
        re.search(r"\b(?:will|can|may)\b", p.part.text)
        for p in event.phrases
        if p.part.role in ("object", "complement", "oblique") and "“" not in p.part.text
    )


def _beside_what(event: Event) -> bool:
    """ "a parallel channel": parallel to what? "A second institute": after which?"""
    if any(
        c.lower_ in ("second", "third", "another")
        and any(d.lower_ in ("a", "an") or c.lower_ == "another" for d in phrase.head.children)
        for phrase in event.phrases
        if phrase.part.role in ("subject", "object", "oblique")
        for c in phrase.head.children
    ):
        return True
    return any(
        c.dep_ == "amod"
        and c.lower_ in BESIDE
        and not any(
            g.dep_ in ("nmod", "obl") and any(k.lower_ in ("to", "with") for k in g.children)
            for g in (*phrase.head.children, *c.children)
        )
        for phrase in event.phrases
        for c in phrase.head.children
    )


def _nobodys(event: Event) -> bool:
    """ "became the eldest son": whose?"""
    predicate = event.by_role("complement")
    if predicate is None or (event.head.lemma_ not in ("be", "become", "remain") and event.head.pos_ == "VERB"):
        return False
    noun = predicate.head
    return (
        noun.lemma_.lower() in RELATIONAL
        and not any(c.dep_ in ("nmod", "nmod:poss", "compound", "amod", "acl", "acl:relcl") and re.search(rf"\b{re.escape(c.text)}\b", predicate.part.text) and (c.dep_ != "amod" or c.text[:1].isupper()) for c in noun.children)
    )  # fmt: skip


def _anywhere(event: Event) -> bool:
    """ "after the Civil War": in which country?"""
    return any(
        UPHEAVAL.search(phrase.part.text) for phrase in event.phrases if phrase.part.role not in ("verb", "auxiliary")
    )


def _anything(annotated: Annotated, event: Event, asked: Phrase) -> bool:
    """ "A rocket launched from the Earth in January": one of many, told apart by a time alone."""
    subject = event.by_role("subject")
    if asked.part.role != "time" or subject is None or not re.match(r"(?i)an? ", subject.part.text):
        return False
    named = any(
        (entity := annotated.entity_at.get(token.i)) is not None and entity.type in ("PERSON", "ORG", "EVENT", "OTHER", "COUNTRY")
        for phrase in event.phrases
        if phrase.part.role not in ("lead", "verb", "auxiliary")
        for token in phrase.head.subtree
    )  # fmt: skip
    return not named and not any(
        token.tag_ in ("JJS", "RBS") or token.lower_ in ("first", "second", "third", "last", "only")
        for token in subject.head.subtree
    )
