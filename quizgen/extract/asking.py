"""Whether a slot of a clause can be asked for: clearly, with one answer, and firmly enough pinned down."""

import re

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.fullness import is_full
from quizgen.extract.nouns import Phrase
from quizgen.extract.posts import is_news
from quizgen.extract.ranks import RANKED, has_rank
from quizgen.extract.records import Event
from quizgen.extract.standing import invented
from quizgen.extract.worth import MAKING, STATIVE, entities_in, tells_date

OPEN_TO_MANY = {"attend", "participate", "join", "visit", "invite", "belong", "live", "study", "teach", "work",
                "travel", "stay", "serve", "embark", "star", "appear", "perform", "compete", "learn", "read",
                "board", "enter", "gather", "arrive", "flee", "go", "come", "return", "move", "leave"}  # fmt: skip


REACTING = {"ask", "urge", "appeal", "welcome", "condemn", "support", "oppose", "thank", "criticise", "criticize", "praise", "warn"}  # fmt: skip


WILLING = {"want", "hope", "say", "announce", "seek", "try", "claim", "agree", "refuse", "accuse", "deny", "demand", "offer", "insist",
           "believe", "plan", "intend", "send", "recognise", "recognize", "fear", "feel", "support", "oppose"}  # fmt: skip


GOING_SOMEWHERE = {"go", "come", "arrive", "return", "travel", "move", "sail", "flee", "march", "walk", "drive",
                   "fly", "head", "emigrate"}  # fmt: skip


ACHIEVING = {"become", "win", "lose", "die", "resign", "arrive", "defeat", "kill", "score", "beat", "find", "hold", "launch", "open", "close"}  # fmt: skip


CROWD = re.compile(
    r"(?i)(?:(?:tens|hundreds|thousands|millions|dozens|scores|many|some|several|more than|over|about|most|few) |people\b)"
)


NAMING = {"call", "nickname", "dub", "name", "term"}


SIZED = {"have", "cover", "number", "measure", "total", "occupy", "span", "weigh"}  # with a figure, true of others too


OFTEN = 4


def _somewhere(annotated: Annotated, phrase: Phrase) -> bool:
    """A place, a goal with a name in it, or a purpose."""
    part = phrase.part
    if part.role in ("place", "complement", "object") or (part.role == "adverb" and part.text != "later"):
        return True
    return part.role == "oblique" and any(
        token.i in annotated.entity_at or token.lemma_.lower() in gazetteer.nouns("place_nouns")
        for token in phrase.head.subtree
    )


def _placed(annotated: Annotated, event: Event) -> bool:
    """Whether the clause names a place, a country or an event that tells what it belongs to."""
    return any(
        entity.type in ("PLACE", "COUNTRY", "EVENT", "OTHER")
        for phrase in event.phrases
        if phrase.part.role not in ("lead", "verb", "auxiliary")
        for entity in entities_in(annotated, phrase)
    )


def _minor_life(annotated: Annotated, event: Event) -> bool:
    """Births and deaths of those who are mentioned in passing."""
    subject = event.by_role("subject")
    birth = event.head.lemma_ == "give" and any(p.part.text.startswith("birth") for p in event.phrases)
    if birth or event.head.lemma_ not in ("bear", "die") or subject is None:
        return birth
    entity = subject.entity
    return entity is None or not (annotated.is_about(entity) or len(entity.mentions) >= OFTEN)


def _by_people(event: Event) -> bool:
    """Whether somebody did it: a person, a body of persons, a country."""
    subject = event.by_role("subject")
    return subject is not None and (subject.entity is not None or subject.part.type in ("human", "people", "group"))


def asks_well(annotated: Annotated, event: Event, asked: Phrase) -> bool:
    """Whether a question for this slot is clear and has one answer. The fact is true all the same."""
    part, lemma = asked.part, event.head.lemma_
    subject = event.by_role("subject")
    if subject is None or (CROWD.match(subject.part.text) and subject.entity is None):
        return False
    if (
        event.source
        and event.source_entity is not None
        and event.source_entity is subject.entity
        and asked is not subject
    ):
        return False  # "According to Norway, what did Norway sign?"
    if part.role == "subject" and event.head.pos_ == "NOUN" and event.head.lemma_ == part.type:
        return False  # "Which city is the oldest city in Norway?"
    if part.role == "subject" and event.present and asked.entity is not None and not is_news(annotated):
        if event.head.pos_ == "NOUN" and asked.entity.type in RANKED and not event.when() and has_rank(event.head):
            return False  # a rank is asked by itself
    target = event.by_role("object")
    if part.role == "subject" and lemma in SIZED and target is not None and re.search(r"\d", target.part.text):
        return False  # "Which city had a population of 45,000 in 2011?"
    if _minor_life(annotated, event) or not is_full(annotated, event, asked):
        return False
    if part.role == "subject" and any(p.part.text.startswith("one of ") for p in event.phrases):
        return False  # the others are as right
    if subject.entity is None and re.match(r"an? ", subject.part.text) and part.role not in ("time", "subject"):
        return False  # "With whom did a brother stay?"
    if is_news(annotated) and lemma in GOING_SOMEWHERE and not any(p.part.role == "complement" for p in event.phrases):
        return False  # in a report people go to places all the time
    dated = tells_date(event)
    if lemma in GOING_SOMEWHERE and not any(_somewhere(annotated, p) for p in event.phrases):
        return False  # "returned to a quieter life", "arrived at a great age"
    if is_news(annotated) and not (dated or event.source or _placed(annotated, event)):
        return False  # a report's events hang on their day or their place
    if event.present and event.phrases[0].part.role == "lead" and lemma in ACHIEVING:
        return False  # "As of September 2016, she becomes ...": a headline's or a caption's present
    if part.preposition in ("under", "over", "about", "on", "at") and part.type in (
        "organisation",
        "country",
        "city",
        "place",
    ):
        return False  # "Over which country did they win?"
    passive = any(c.dep_ == "aux:pass" for c in event.head.children)
    if part.role == "object" and passive:
        return part.type in ("thing", "named")  # "was awarded the Bene Merenti": no organisation, whatever its name is
    if part.role == "object":
        return part.type != "person" or _by_people(event)  # what corruption left, or fame brought, is no "whom"
    if part.role == "subject" and lemma in PRESIDING and not dated:
        return False  # "Who directed the institute?": one after the other
    if part.role == "time" and _of_publication(annotated, asked):
        return False  # a report of May: "In which month ...?"
    if part.role == "subject" and event.source_entity is not None and event.source_entity is asked.entity:
        return False  # "According to Norway, who ...": Norway itself
    if part.role != "subject" or event.negative or asked.entity is None:
        return True
    if lemma in ("bear", "die") and not dated:
        return False
    if _open_to_many(event) or (is_news(annotated) and lemma in REACTING and not (event.when() or event.headed)):
        return False
    if is_news(annotated) and asked.entity.type == "COUNTRY" and not (dated or event.present or event.source):
        return False  # "evacuated 80 people from Elling": a state does such things again and again
    if asked.entity.type == "PLACE" and gazetteer.capital_of(asked.entity.name) and lemma in WILLING:
        return False  # "Moscow wants ...": a government, for which no question word is natural
    return _singles_out(annotated, event, asked)


PRESIDING = {
    "direct",
    "lead",
    "head",
    "chair",
    "run",
    "govern",
    "rule",
    "manage",
    "command",
    "preside",
    "captain",
    "coach",
}


def _of_publication(annotated: Annotated, asked: Phrase) -> bool:
    """Whether a date is no more than the month or year in which the report appeared."""
    published = annotated.article.info.published
    coarse = 0 < len(asked.when) < len("2021-05-01")
    return is_news(annotated) and published is not None and coarse and published.isoformat().startswith(asked.when)


def _open_to_many(event: Event) -> bool:
    """What many can do alike: "Who took part in the conference?" has many answers."""
    takes_part = event.head.lemma_ == "take" and any(
        p.part.text.startswith("part") for p in event.phrases if p.part.role == "object"
    )
    return takes_part or event.head.lemma_ in OPEN_TO_MANY


def _singles_out(annotated: Annotated, event: Event, subject: Phrase) -> bool:
    """Whether a clause fits one doer only: "Who knew some Greek?" fits thousands.

    What is made, found or won has its maker; a rank or a superlative has one holder; what happened on a day, in an
    article that tells of one thing, was done by one. What somebody is or has, does or likes, fits others too.
    """
    assert subject.entity is not None
    if event.ranked() or any(
        token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only", "sole") and token.dep_ in ("amod", "advmod"))
        for phrase in event.phrases
        for token in (phrase.head, *phrase.head.children)
    ):
        return True
    if event.head.lemma_ in NAMING and any(
        re.search(r"[“\"]|\b[A-Z]", p.part.text) for p in event.phrases if p.part.role == "complement"
    ):
        return True  # "has been called the City of Bridges"
    if event.head.pos_ != "VERB":
        definite = any(c.lower_ == "the" for c in event.head.children) and any(
            c.dep_ == "nmod" for c in event.head.children
        )
        within = any(c.dep_ == "case" for c in event.head.children)  # "is in the Tern region of Norway": so are others
        return definite and event.head.pos_ == "NOUN" and not within
    dated = tells_date(event, subject)
    if event.head.lemma_ in STATIVE and not dated:
        return False
    if event.head.lemma_ == "become" and any(
        p.part.role == "complement" and p.part.text.startswith("the ") for p in event.phrases
    ):
        return True
    if event.present and not event.source and not is_news(annotated):
        return event.head.lemma_ in MAKING
    return event.head.lemma_ in MAKING or dated or not annotated.is_about(subject.entity)


ONCE = {"found", "establish", "build", "construct", "design", "erect", "write", "compose", "paint", "invent", "discover", "create", "complete",
        "inaugurate", "consecrate", "fight", "sign", "ratify", "incorporate", "register", "charter", "demolish", "abolish", "dissolve", "open"}  # fmt: skip


def _made_once(event: Event, asked: Phrase) -> bool:
    """Whether a named thing comes into being or ends, which it does once: "the Kalmar Bridge was designed by Ida Norell"."""
    auxiliary = event.by_role("auxiliary")  # also that of "Founded in 1871, the town ..."
    passive = event.head.tag_ == "VBN" and auxiliary is not None and auxiliary.part.text in ("was", "were")
    made = event.by_role("subject" if passive else "object")
    if made is None and event.head.lemma_ == "open":
        made = event.by_role("subject")
    if event.present or made is None or made is asked:
        return False
    if any(c.lower_ == "first" and c.dep_ == "advmod" for c in event.head.children):
        return True  # "was first described by": that happens once
    if made.entity is None:
        return invented(made.head)
    return event.head.lemma_ in ONCE and made.entity.type in ("PLACE", "ORG", "OTHER", "EVENT", "COUNTRY")


DEGREES = {"doctorate", "phd", "ph.d.", "degree", "bachelor", "diploma", "habilitation", "dphil"}


def _graduates(event: Event) -> bool:
    """ "obtained his doctorate from the University of Oslo"."""
    target = event.by_role("object")
    return (
        target is not None
        and target.head.lemma_.lower() in DEGREES
        and re.match(r"(?:his|her) ", target.part.text) is not None
    )


def anchors(annotated: Annotated, event: Event, asked: Phrase) -> float:
    """How firmly the rest of the clause pins the asked slot down.

    A name, date or number counts one, a superlative or rank a half, a content word a fifth up to one in all:
    "the economic restrictions on Afghanistan as a violation of human rights" is one thing though it holds one name.
    """
    names: set[str] = set()
    total = content = 0.0
    for phrase in event.phrases:
        part = phrase.part
        if phrase is asked or part.role == "lead":
            continue
        if phrase.entity is not None:
            names.add(phrase.entity.name)
        total += part.role == "time" or part.type in ("number", "date")
        if part.type != "date" and part.role != "time":
            total += re.search(r"\d", part.text) is not None and part.type != "number"
        if part.role not in ("verb", "auxiliary"):
            names |= {entity.name for entity in entities_in(annotated, phrase) if entity is not asked.entity}
        for token in phrase.head.subtree if part.role not in ("verb", "auxiliary") else (phrase.head,):
            entity = annotated.entity_at.get(token.i)
            if (
                entity is not None
                and entity is not asked.entity
                and (entity.name in part.text or token.text in part.text)
            ):
                names.add(entity.name)
            elif gazetteer.country(token.text) is not None and token.text in part.text:
                names.add(token.text)
            elif (
                token.pos_ in ("NOUN", "ADJ", "VERB")
                and len(token.text) > 4
                and (token.text in part.text or part.role == "verb")
            ):
                content += 0.2
            if token.tag_ in ("JJS", "RBS") or (token.lower_ in ("first", "only") and token.dep_ in ("amod", "advmod")):
                total += 0.5
    total += event.source != ""
    total += event.headed
    total += event.head.lemma_ in ("bear", "die", "bury") or _graduates(event)  # once in a life
    total += _made_once(event, asked)
    return total + len(names) + min(content, 1.0)
