"""Who holds which post: apposition both ways, titles before the name, the copula, "served as", "was elected".

A role without the country or organisation it belongs to is a fact, and no question.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.articles import indefinite
from quizgen.extract.clauses import Event
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.parts import named
from quizgen.extract.phrases import UnclearError, kept_tokens, referent, render
from quizgen.extract.verbs import prefix_of
from quizgen.models import Fact, Role

OF_NOUNS = {"member", "head", "leader", "founder", "director", "president", "chief"}
NOT_ROLES = {"man", "woman", "person", "people", "boy", "girl", "child", "friend", "victim", "winner", "one", "brother", "sister", "son",
             "daughter", "father", "mother", "wife", "husband", "cousin", "uncle", "aunt", "nephew", "niece", "parent", "couple", "resident",
             "survivor", "passenger", "teammate", "classmate", "colleague", "roommate", "co-star", "rival", "opponent", "predecessor", "successor", "guest", "neighbor", "neighbour", "native", "citizen", "fan", "supporter", "critic", "visitor"}  # fmt: skip
FORMER = {"former", "ex", "late", "then", "onetime", "erstwhile", "previous"}


def find_roles(annotated: Annotated) -> Iterator[Role]:
    """Roles from phrases; those from clauses come from `roles_of_events`."""
    for entity in annotated.entities:
        if entity.type != "PERSON" or len(entity.name.split()) < 2:
            continue
        for span in entity.mentions:
            root = span.root
            for found in (*_appositions(annotated, entity, root), *_titles(annotated, entity, span.start)):
                try:
                    role = found()
                except UnclearError:
                    continue
                if role is not None:
                    yield role


def _appositions(annotated: Annotated, entity: Entity, root: Token):  # type: ignore[no-untyped-def]
    """ "Zhirnov, the ambassador to Kabul," and "its ambassador to Kabul, Zhirnov,"."""
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i:
            yield lambda child=child: _role(annotated, entity, child, [], "apposition")
    if root.dep_ == "appos" and root.head.i < root.i:
        yield lambda: _role(annotated, entity, root.head, [root.i], "apposition, name last")
    if root.dep_ in ("appos", "nmod:desc", "flat") and root.head.i < root.i:
        return


def is_role_noun(token: Token) -> bool:
    """Whether a noun denotes an office or a profession."""
    lemma = token.lemma_.lower()
    if lemma in NOT_ROLES or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return gazetteer.is_office(lemma) or lemma in gazetteer.nouns("person_nouns")


def _role(annotated: Annotated, entity: Entity, noun: Token, drop: list[int], pattern: str) -> Role | None:
    """A role from a noun phrase that describes the person."""
    if (
        not is_role_noun(noun)
        or _of_kin(annotated, entity, noun)
        or noun.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" and child.ent_type_ == "PERSON" for child in noun.children)
    ):
        return None
    drop = [*drop, *[c.i for c in noun.children if c.dep_ in ("appos", "cop", "nsubj", "nsubj:pass", "advcl", "parataxis", "ccomp", "punct", "aux", "obl", "mark", "acl:relcl")],
            *[c.i for c in noun.children if c.dep_ in ("conj", "cc") and not _role_conjunct(c)],
            *[c.i for c in noun.children if c.dep_ in ("det", "case") or (c.dep_ == "advmod" and c.i < noun.i)],
            *[c.i for c in noun.children if c.dep_ == "amod" and c.lower_ in FORMER | {"new", "current", "incoming"}]]  # fmt: skip
    text = render(annotated, noun, drop=drop, keep_case=False)
    former = any(child.lower_ in FORMER for child in noun.children)
    return _make(annotated, entity, text, noun, former, pattern)


def _of_kin(annotated: Annotated, entity: Entity, noun: Token) -> bool:
    """ "Hale was born in Porto, the son of Peter Hale, a painter": the name is the father's, though it merged with the son's."""
    kin = any(token.lemma_.lower() in KIN for token in noun.ancestors if token.sent == noun.sent)
    return kin and any(
        (annotated.entity_at.get(token.i) or annotated.reference.get(token.i)) is entity and token.dep_.startswith("nsubj")
        for token in noun.sent
    )  # fmt: skip


def _role_conjunct(token: Token) -> bool:
    """A second role ("linguist and composer") belongs to the phrase; a second clause does not."""
    if token.dep_ == "cc":
        return (token.head.dep_ == "conj" and is_role_noun(token.head)) or any(
            c.dep_ == "conj" and is_role_noun(c) for c in token.head.children
        )
    return is_role_noun(token)


def _titles(annotated: Annotated, entity: Entity, start: int):  # type: ignore[no-untyped-def]
    """Words before the name: "Russian President", "Taliban spokesman", "Malaysia's Prime Minister,"."""
    doc = annotated.doc
    i = start - 1
    place = i  # "Ambassador to Norway Ann Marlow": the country stands between
    while place > 0 and (
        (place in annotated.entity_at and annotated.entity_at[place].type != "PERSON") or doc[place].lower_ == "the"
    ):
        place -= 1
    tail: list[Token] = []
    if 0 < place < i and doc[place].lower_ in ("to", "of", "for") and is_role_noun(doc[place - 1]):
        tail = list(doc[place:start])
        i = place - 1
    if i >= 1 and doc[i].text == "," and is_role_noun(doc[i - 1]):
        return  # apposition
    words: list[Token] = []
    while i >= 0 and len(words) < 9:
        token = doc[i]
        good = (
            token.pos_ in ("NOUN", "PROPN", "ADJ", "PART")
            or token.tag_ in ("POS", "HYPH")
            or token.lower_ in ("acting", "former", "-")
        )
        if not good or (token.is_sent_start and token.pos_ not in ("PROPN", "NOUN", "ADJ")):
            break
        if token.i in annotated.entity_at and annotated.entity_at[token.i].type == "PERSON":
            break
        words.insert(0, token)
        if token.is_sent_start:
            break
        i -= 1
    while words and (words[0].text in ("-", "'s", "’s") or words[0].tag_ == "POS"):
        words.pop(0)
    if words and is_role_noun(words[-1]):
        noun = words[-1]
        yield lambda: _title_role(annotated, entity, [*words, *tail], noun)
    elif (long := _long_title(annotated, start)) is not None:
        yield lambda: _title_role(annotated, entity, *long)


def _long_title(annotated: Annotated, start: int) -> tuple[list[Token], Token] | None:
    """ "Minister for the Middle East Ann Marlow": a capital title with what belongs to it, right up to the name."""
    doc = annotated.doc
    if start and doc[start - 1].pos_ not in ("PROPN", "NOUN"):
        return None
    first = start
    while first > doc[start].sent.start and start - first < LONGEST_TITLE:
        token = doc[first - 1]
        inside = token.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "CCONJ") or token.tag_ in ("POS", "HYPH")
        if not inside or (token.i in annotated.entity_at and annotated.entity_at[token.i].type == "PERSON"):
            break
        first -= 1
    for token in doc[first : start - 2]:
        if is_role_noun(token) and doc[token.i + 1].lower_ in ("for", "of", "to", "in", "at"):
            begin = token.i
            while begin > first and doc[begin - 1].pos_ in ("PROPN", "NOUN", "ADJ"):
                begin -= 1
            return (list(doc[begin:start]), token) if doc[begin].text[0].isupper() else None
    return None


LONGEST_TITLE = 16  # words


def _title_role(annotated: Annotated, entity: Entity, words: list[Token], noun: Token) -> Role | None:
    if noun.tag_ in ("NNS", "NNPS"):
        return None  # "councillors Ann Marlow and Jon Bell": one of them is a councillor
    former = any(word.lower_ in FORMER for word in words)
    words = [word for word in words if word.lower_ not in FORMER]
    text = re.sub(r"\s+", " ", "".join(word.text + word.whitespace_ for word in words)).strip()
    if not text or len(text.split()) > LONGEST_TITLE:
        return None
    return _make(annotated, entity, _lower_title(annotated, words), noun, former, "title")


def _lower_title(annotated: Annotated, words: list[Token]) -> str:
    """`Russian President` -> `Russian president`: in a sentence of its own an office is no name."""
    out = []
    for word in words:
        keep = (
            word.i in annotated.entity_at
            or word.text.isupper()
            or gazetteer.country(word.text) is not None
            or (not gazetteer.is_office(word.lemma_.lower()) and word.pos_ == "PROPN" and not _office_word(word))
        )
        out.append((word.text if keep else word.text.lower()) + word.whitespace_)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _office_word(word: Token) -> bool:
    return word.lower_ in OFFICE_WORDS or word.lower_ in ("general", "minister", "state", "major", "lieutenant")


def _make(annotated: Annotated, entity: Entity, text: str, noun: Token, former: bool, pattern: str) -> Role | None:
    """The record, when the phrase says more than a bare title."""
    text = _lower_offices(re.sub(r"^(?:and|or)\s+", "", text.strip(" ,")))
    if (prefix := prefix_of(noun).lower()) and f"{prefix}{noun.lower_}" not in text.lower():
        text = text.replace(noun.lower_, f"{prefix}{noun.lower_}", 1)  # "Co-founder", cut in three
    text = re.sub(r"\b(?:new|newly elected|current|then|incoming|fellow(?! (?:of|at|in|and|for)\b)) ", "", text)
    owner = _owner(annotated, noun, text)
    words = text.split()
    if len(words) > 18 or not words or set(words) & set(entity.name.split()):
        return None
    if len(words) == 1 and noun.lemma_.lower().startswith("spokes"):
        owner = _spokesman_of(annotated, entity)
        text, words = f"{owner} {text}", [owner, text]
    if not text or (len(words) == 1 and former):
        return None
    evidence = sentence_evidence(annotated, noun)
    as_of = annotated.article.info.published
    news = is_news(annotated)
    tense = "was" if former or not news else "is"
    article_word = (
        "" if re.match(r"(?:\w+[’']s?\b|[A-Z][\w’'. -]*[’']s )", text) or possessive(text) else f"{indefinite(text)} "
    )
    if not article_word and not possessive(text):
        article_word = ""
    if gazetteer.is_unique_office(noun.lemma_.lower()) or (
        words[0].lower() in OF_NOUNS and "of" in words and words[0].lower() != "member"
    ):
        article_word = "" if possessive(text) else "the "
    statement = f"{entity.name} {tense} {article_word}{text}."
    return Role(
        person=entity.name,
        role=text,
        of=owner,
        as_of=f"{as_of:%Y-%m}" if as_of is not None and news and not former else "",
        former=former,
        office=_is_post(noun),
        unique=gazetteer.is_unique_office(noun.lemma_.lower()),
        head_of_state=_head_of_state(text, noun),
        present=tense == "is",
        statement=statement,
        evidence=evidence,
        pattern=pattern,
        confidence=0.95 if owner else 0.8,
    )


def _lower_offices(text: str) -> str:
    """`Malaysia’s Prime Minister` -> `Malaysia’s prime minister`: an office is no name."""
    text = re.sub(r"\b(Secretary)( General| of State)\b", lambda match: match[0].lower(), text)
    return " ".join(
        word.lower() if word.istitle() and (gazetteer.is_office(word.lower()) or word.lower() in OFFICE_WORDS) else word
        for word in text.split(" ")
    )


OFFICE_WORDS = {"foreign", "prime", "deputy", "acting", "vice", "interior", "defence", "defense", "finance", "assistant", "associate", "chief",
                "executive", "managing", "senior", "press"}  # fmt: skip


def _is_post(noun: Token) -> bool:
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
    """`Russian president`, `prime minister of Malaysia`, but not `president of the Red Cross`."""
    lemma, words = noun.lemma_.lower(), text.split()
    named = [
        word.strip(",.’'s")
        for word in words
        if gazetteer.country(word.strip(",.")) or gazetteer.country(re.sub(r"[’']s$", "", word))
    ]
    return lemma in ("president", "premier", "minister", "king", "queen", "chancellor", "emperor") and bool(named) and (
        lemma != "minister" or "prime" in text.lower()) and len(words) <= 4  # fmt: skip


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


def _owner(annotated: Annotated, noun: Token, text: str) -> str:
    """The country or organisation named inside the phrase."""
    for token in (*noun.subtree, *noun.doc[max(0, noun.i - 6) : noun.i]):
        entity = annotated.entity_at.get(token.i) or annotated.reference.get(token.i)
        if entity is not None and entity.type in ("ORG", "COUNTRY", "PLACE", "NORP"):
            mention = annotated.mention_of(token)
            if entity.name in text or (mention is not None and mention[1].text in text):
                return entity.name if entity.name != "State" else ""
    match = re.search(r" (?:of|for|at) (.*[A-Z].*)", text)  # no name that we know, but one
    return match[1] if match else ""


def is_news(annotated: Annotated) -> bool:
    """Whether what the article says in the present tense was true at its date, and perhaps only then."""
    return annotated.report


def roles_of_events(annotated: Annotated, event: Event) -> Iterator[Role]:
    """ "X was the first ...", "X served as ...", "X became ..."."""
    subject = event.by_role("subject")
    if subject is None or subject.entity is None or subject.entity.type != "PERSON" or event.source or event.negative:
        return
    entity = subject.entity
    head = event.head
    noun: Token | None = None
    if head.pos_ == "NOUN" and any(child.dep_ == "cop" for child in head.children):
        noun = head
    elif head.lemma_ in ("serve", "work") or head.lemma_ in ("appoint", "elect", "name", "proclaim", "crown", "choose"):
        noun = next(
            (
                c
                for c in head.children
                if c.dep_ in ("obl", "xcomp", "obj")
                and is_role_noun(c)
                and (c.dep_ != "obl" or any(k.lower_ == "as" for k in c.children))
            ),
            None,
        )
    elif head.lemma_ == "become":
        noun = next((c for c in head.children if c.dep_ in ("xcomp", "obj") and is_role_noun(c)), None)
    if noun is None or not is_role_noun(noun) or noun.tag_ in ("NNS", "NNPS"):
        return
    try:
        drop = [
            c.i
            for c in noun.children
            if c.dep_
            in (
                *(
                    "nsubj",
                    "nsubj:pass",
                    "cop",
                    "aux",
                    "punct",
                    "advcl",
                    "parataxis",
                    "acl:relcl",
                    "case",
                    "advmod",
                    "obl",
                    "appos",
                    "mark",
                ),
            )
        ]
        drop += [c.i for c in noun.children if c.dep_ in ("conj", "cc") and not _role_conjunct(c)]
        article = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
        text = render(annotated, noun, drop=[*drop, *[c.i for c in noun.children if c.dep_ == "det"]], bound=entity)
    except UnclearError:
        return
    text = _lower_offices(re.sub(r"^(?:and|or)\s+", "", text))
    words = text.split()
    owner = _owner(annotated, noun, text)
    if not 1 <= len(words) <= 18:
        return
    tokens = list(kept_tokens(annotated, noun, drop))
    if any(token.lower_ in ("his", "her", "their") for token in tokens):
        return
    when = event.when()
    present = any(
        phrase.part.text in ("is", "are", "has", "serves", "works")
        for phrase in event.phrases
        if phrase.part.role in ("verb", "auxiliary")
    )
    past = not present
    if past and not when and is_news(annotated):
        return  # what somebody once was, in a report of what is
    verb = "was" if past else "is"
    if present and not when and is_news(annotated):
        when = f"{annotated.article.info.published:%Y-%m}"
    determiner = (
        ""
        if possessive(text)
        else f"{article} "
        if article in ("the", "a", "an")
        else "the "
        if gazetteer.is_unique_office(noun.lemma_.lower())
        else f"{indefinite(text)} "
    )
    yield Role(
        person=entity.name,
        role=text,
        of=owner,
        as_of=when,
        former=past,
        present=present,
        office=_is_post(noun),
        unique=gazetteer.is_unique_office(noun.lemma_.lower()),
        statement=f"{entity.name} {verb} {determiner}{text}.",
        evidence=sentence_evidence(annotated, head),
        pattern=f"clause, {head.lemma_ if head.pos_ == 'VERB' else 'copula'}",
        confidence=0.9,
    )


KIN = {"wife", "husband", "mother", "father", "son", "daughter", "brother", "sister", "widow", "uncle", "aunt", "nephew", "niece", "cousin",
       "grandfather", "grandmother", "child", "grandson", "granddaughter", "heir", "sibling", "twin", "descendant", "friend", "partner", "pupil", "student", "teacher"}  # fmt: skip


def bare(role: Role) -> bool:
    """A title or profession with nothing that it belongs to: true, but it places nobody."""
    return not role.of and len(role.role.split()) == 1


def told_apart(annotated: Annotated, facts: list[Fact]) -> list[Fact]:
    """Roles of persons of whom the article tells two posts, or a role and whose wife or friend they are, are not `sole`.

    Asked who she was or what post he held, a class may then answer with either. Of the one the article is about, the
    role that it begins with is what is meant.
    """
    related = {
        entity.name
        for entity in annotated.entities
        for span in entity.mentions
        if entity.type == "PERSON"
        and {span.root.head.lemma_.lower(), *(t.lemma_.lower() for t in annotated.doc[max(0, span.start - 2) : span.start])}
        & KIN
    }  # fmt: skip
    roles = [fact for fact in facts if fact.kind == "role"]
    about = {entity.name for entity in annotated.entities if entity.type == "PERSON" and annotated.is_about(entity)}

    def sole(role: Role) -> bool:
        own = [r for r in roles if r.person == role.person]
        rivals = [
            r for r in own if r is not role and not bare(r) and (r.former == role.former or not is_news(annotated))
        ]
        if role.office:
            return not any(rival.office and rival.of for rival in rivals)  # a rank is no post
        first = role.person in about and role.evidence.start == min(r.evidence.start for r in own)
        return first or not (rivals or role.person in related)

    return [fact.model_copy(update={"sole": sole(fact)}) if fact.kind == "role" else fact for fact in facts]


def placing_phrases(annotated: Annotated, roles: list[Role]) -> None:
    """The glossary: each person's best role becomes the phrase that places him or her."""
    for entity in annotated.entities:
        if entity.type != "PERSON":
            continue
        own = [
            role
            for role in roles
            if role.person == entity.name and not role.former and not bare(role) and len(role.role.split()) <= 10
        ]
        if own:
            best = max(own, key=lambda role: (role.of != "", role.confidence, -len(role.role)))
            entity.phrase = (
                best.role
                if possessive(best.role)
                else best.statement.removesuffix(".").split(" is ", 1)[-1].split(" was ", 1)[-1]
            )


__all__ = ["find_roles", "named", "placing_phrases", "referent", "roles_of_events"]
