"""The record of a role: its words, its owner, and whether it is a post, a profession or a rank."""

import re

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.standing import referent
from quizgen.extract.verbs import prefix_of
from quizgen.models import Role
from quizgen.tokens import Token

OF_NOUNS = {"member", "head", "leader", "founder", "director", "president", "chief"}


DEAD = {"late", "then"}  # or nobody knows
FORMER = {"former", "ex", "late", "then", "onetime", "erstwhile", "previous"}


def make(annotated: Annotated, entity: Entity, text: str, noun: Token, former: bool, pattern: str) -> Role | None:
    """The record, when the phrase says more than a bare title."""
    text = lower_offices(re.sub(r"^(?:and|or)\s+", "", text.strip(" ,")))
    if (
        prefix := re.sub(r"^(?:then|ex|former)-", "", prefix_of(noun).lower())
    ) and f"{prefix}{noun.lower_}" not in text.lower():
        text = text.replace(noun.lower_, f"{prefix}{noun.lower_}", 1)  # "Co-founder", cut in three
    text = re.sub(r"\b(?:new|newly elected|current|then|incoming|fellow(?! (?:of|at|in|and|for)\b)) ", "", text)
    owner = owner_of(annotated, noun, text)
    words = text.split()
    if (cut := re.search(r"\bof the ([A-Z][\w’'-]+)$", text)) and any(
        token.text == cut[1] and (place := annotated.entity_at.get(token.i)) is not None and place.type == "PLACE"
        for token in noun.subtree
    ):
        return None  # "chairman of the Elling, Norway, maker of boats": cut before its noun
    if (bare := re.match(r"(?:the )?([A-Z][a-z]+) ", text)) and bare[1].lower() in gazetteer.nouns("group_nouns"):
        return None  # "Society president": of which society stands elsewhere
    if noun.lemma_.lower() in JOURNALISTS and INTERVIEW.search(annotated.article.info.title):
        return None  # who asks in an interview is not its matter
    if any(word.lower() in HATED for word in words):
        return None  # what somebody thinks of them
    if noun.lemma_.lower() in SENT and not re.search(r" (?:to|in|at|for) ", f" {text} "):
        owner = ""  # a whole answer tells where to
    if len(words) > 18 or not words or set(text.lower().split()) & set(entity.name.lower().split()):
        return None
    if len(words) == 1 and noun.lemma_.lower().startswith("spokes"):
        owner = _spokesman_of(annotated, entity)
        text, words = f"{owner} {text}".strip(), [*owner.split(), text]
    if not text or (len(words) == 1 and former):
        return None
    evidence = sentence_evidence(annotated, noun)
    as_of = annotated.article.info.published
    news = is_news(annotated)
    today = news or INTERVIEW.search(annotated.article.info.title) is not None
    living = former and today and not possessive(text) and not any(c.lower_ in DEAD for c in noun.children)
    tense = "is" if living or (news and not former) else "was"
    article_word = (
        "" if re.match(r"(?:\w+[’']s?\b|[A-Z][\w’'. -]*[’']s )", text) or possessive(text) else f"{indefinite(text)} "
    )
    one_of_several = any(child.lower_ in ("a", "an") and child.dep_ == "det" for child in noun.children)
    one_holder = noun.lemma_.lower() in ONE_HOLDER and bool(owner)
    unique = gazetteer.is_unique_office(noun.lemma_.lower()) and bool(owner or len(words) > 1)
    if ((one_holder or unique) and not one_of_several) or (
        words[0].lower() in OF_NOUNS and "of" in words and words[0].lower() != "member"
    ):
        article_word = "" if possessive(text) else "the "
    statement = f"{entity.name} {tense} {'a former ' if living else article_word}{text}."
    return Role(
        person=entity.name,
        role=text,
        of=owner,
        as_of=f"{as_of:%Y-%m}" if as_of is not None and news and not former else "",
        former=former,
        office=is_post(noun),
        unique=gazetteer.is_unique_office(noun.lemma_.lower()) and not one_of_several,
        head_of_state=_head_of_state(text, noun),
        present=tense == "is",
        statement=statement,
        evidence=evidence,
        pattern=pattern,
        confidence=0.95 if owner else 0.8,
    )


HATED = {"hated", "beloved", "notorious", "infamous", "brutal", "evil", "corrupt", "great", "greatest", "so-called"}
SENT = {"ambassador", "envoy", "consul", "attaché"}


# Posts of which a country or a body has one: "the Norwegian ambassador to Kenya", where there are many spokesmen.
ONE_HOLDER = {
    "ambassador",
    "minister",
    "commander",
    "premier",
    "chancellor",
    "governor",
    "mayor",
    "chairman",
    "chairwoman",
    "chair",
}
JOURNALISTS = {"reporter", "correspondent", "journalist", "interviewer", "editor"}
INTERVIEW = re.compile(r"(?i)\binterviews?\b")


def lower_offices(text: str) -> str:
    """`Malaysia’s Prime Minister` -> `Malaysia’s prime minister`: an office is no name."""
    text = re.sub(r"\b(Secretary)( General| of State)\b", lambda match: match[0].lower(), text)
    words = text.split(" ")
    return " ".join(
        word.lower() if word.istitle() and _in_office(word) and not _begins_body(following) else word
        for word, following in zip(words, [*words[1:], ""], strict=True)
    )


def _in_office(word: str) -> bool:
    return gazetteer.is_office(word.lower()) or word.lower() in OFFICE_WORDS


def _begins_body(following: str) -> bool:
    """ "Defence Authority", "Student Association": the word is of a body's name."""
    return following[:1].isupper() and not _in_office(following)


OFFICE_WORDS = {"foreign", "prime", "deputy", "acting", "vice", "interior", "defence", "defense", "finance", "assistant", "associate", "chief",
                "executive", "managing", "senior", "press"}  # fmt: skip


def is_post(noun: Token) -> bool:
    """A post that one is put into, not a profession, a rank, or what one is by one's own doing."""
    lemma = noun.lemma_.lower()
    office = gazetteer.office(lemma)
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    if (lemma == "officer" and noun.doc[max(0, noun.i - 2)].lower_ == "chief") or (
        lemma == "general" and before in HEADS
    ):
        return True  # "chief financial officer", "secretary general": no ranks
    if office is None or lemma in NO_POST:
        return False
    if office.role == "military rank":
        return lemma in ("commander", "commander-in-chief", "adjutant", "quartermaster")
    return office.role not in (
        "arts",
        "science",
        "sport",
        "medicine",
        "media",
        "religious",
        "royal",
        "person",
        "labour",
    )


HEADS = {"secretary", "attorney", "director", "governor", "consul", "solicitor", "inspector"}


NO_POST = {
    "fellow", "member", "leader", "founder", "co-founder", "cofounder", "owner", "co-owner", "politician", "campaigner", "candidate",
    "frontrunner", "independent", "lobbyist", "nominee", "statesman", "stateswoman", "strategist", "policymaker", "attorney", "barrister",
    "lawyer", "solicitor", "advocate", "juror", "jurist", "accountant", "analyst", "banker", "broker", "businessman", "businesswoman",
    "consultant", "entrepreneur", "farmer", "financier", "industrialist", "investor", "landlord", "magnate", "merchant", "mogul", "partner",
    "retailer", "shareholder", "shipowner", "shopkeeper", "stockbroker", "trader", "tycoon", "capitalist", "developer", "academic",
    "anthropologist", "archaeologist", "criminologist", "demographer", "economist", "egyptologist", "expert", "geographer", "historian",
    "linguist", "philosopher", "researcher", "scholar", "sociologist", "student", "teacher", "tutor", "schoolteacher", "scientist", "agent",
    "bodyguard", "guard", "detective", "firefighter", "hacker", "peacekeeper", "policeman", "policewoman", "spy", "spymaster",
    "whistleblower", "diplomat", "mediator", "negotiator", "observer", "executive",
}  # fmt: skip


def _head_of_state(text: str, noun: Token) -> bool:
    """`Russian president`, `prime minister of France`: whom every class knows; not `prime minister of Malaysia`."""
    lemma, words = noun.lemma_.lower(), text.split()
    countries = [
        country
        for word in words
        if (country := gazetteer.country(word.strip(",.")) or gazetteer.country(re.sub(r"[’']s$", "", word)))
        is not None
    ]
    return lemma in ("president", "premier", "minister", "king", "queen", "chancellor", "emperor") and (
        lemma != "minister" or "prime" in text.lower()) and len(words) <= 4 and any(country.name in GREAT for country in countries)  # fmt: skip


GREAT = {"the United States", "United States", "Russia", "China", "United Kingdom", "Britain", "France", "Germany"}


def _spokesman_of(annotated: Annotated, entity: Entity) -> str:
    """A bare "spokesman" in a report speaks for the organisation or country that his sentence is about."""
    for attribution in annotated.attributions:
        if attribution.speaker is None or (
            annotated.entity_at.get(attribution.speaker.i) is not entity
            and referent(annotated, attribution.speaker) is not entity
        ):
            continue
        doc = annotated.doc
        subjects = [doc[i] for i in attribution.content if doc[i].dep_ in ("nsubj", "nsubj:pass")][:1]
        owners = {
            e.name
            for s in subjects
            for t in s.subtree
            if (e := annotated.entity_at.get(t.i)) is not None and e.type in ("ORG", "COUNTRY")
        }
        if len(owners) == 1:
            return owners.pop()
    return ""


def possessive(text: str) -> bool:
    """`Russia’s envoy`, `the group’s leader`: the genitive takes the place of an article."""
    return re.match(r"^(?:the )?[A-Z][\w.’' -]*?(?:['’]s|s['’]) ", text) is not None


def owner_of(annotated: Annotated, noun: Token, text: str) -> str:
    """The country or organisation named inside the phrase."""
    for token in (*noun.subtree, *noun.doc[max(0, noun.i - 6) : noun.i]):
        entity = annotated.entity_at.get(token.i) or annotated.reference.get(token.i)
        if entity is not None and entity.type in ("ORG", "COUNTRY", "PLACE"):
            mention = annotated.mention_of(token)
            if entity.name in text or (mention is not None and mention[1].text in text):
                if re.search(rf"{re.escape(entity.name)} [A-Z]", text):
                    continue  # half of a name
                return entity.name if entity.name != "State" else ""
    match = BODY.match(text) or re.search(r" (?:of|for|at) (.*[A-Z].*)", text)  # no name that we know, but one
    return match[1] if match else ""


# "Harbour Authority spokesman": a body before the post, by its last word.
BODY = re.compile(
    r"((?:[A-Z][\w’'.-]* )+(?:Department|Ministry|Authority|Association|Foundation|Commission|Council|Office|Agency|Police|Party|Bank|Committee|"
    r"Institute|Union|Board|Court|University|College|Society|Federation|Service|Bureau|Museum|Company|Group|Corporation|League|Club))[ ,]"
)


def is_news(annotated: Annotated) -> bool:
    """Whether what the article says in the present tense was true at its date, and perhaps only then."""
    return annotated.report
