"""Who holds which post: apposition both ways, titles before the name, the copula, "served as", "was elected".

A role without the country or organisation it belongs to is a fact, and no question.
"""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.glossary import KIN
from quizgen.extract.phrases import render
from quizgen.extract.posts import FORMER, OFFICE_WORDS, is_news, is_post, lower_offices, make, owner_of, possessive
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.records import Event
from quizgen.extract.unclear import UnclearError
from quizgen.models import Role
from quizgen.tokens import Token

NOT_ROLES = {"man", "woman", "person", "people", "boy", "girl", "child", "friend", "victim", "winner", "one", "brother", "sister", "son",
             "daughter", "father", "mother", "wife", "husband", "cousin", "uncle", "aunt", "nephew", "niece", "parent", "couple", "resident",
             "survivor", "passenger", "teammate", "classmate", "colleague", "roommate", "co-star", "rival", "opponent", "predecessor", "successor", "guest", "neighbor", "neighbour", "native", "citizen", "fan", "supporter", "critic", "visitor"}  # fmt: skip


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
    return make(annotated, entity, text, noun, former, pattern)


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
    return make(annotated, entity, _lower_title(annotated, words), noun, former, "title")


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
    text = lower_offices(re.sub(r"^(?:and|or)\s+", "", text))
    words = text.split()
    owner = owner_of(annotated, noun, text)
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
        office=is_post(noun),
        unique=gazetteer.is_unique_office(noun.lemma_.lower()),
        statement=f"{entity.name} {verb} {determiner}{text}.",
        evidence=sentence_evidence(annotated, head),
        pattern=f"clause, {head.lemma_ if head.pos_ == 'VERB' else 'copula'}",
        confidence=0.9,
    )
