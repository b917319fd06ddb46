"""Who holds which post: apposition both ways, titles before the name, the copula, "served as", "was elected".

A role without the country or organisation it belongs to is a fact, and no question.
"""

import re
from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.glossary import KIN
from quizgen.extract.nouns import named
from quizgen.extract.phrases import render
from quizgen.extract.posts import FORMER, OFFICE_WORDS, is_news, make
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.extract.verbs import hypothetical, prefix_of, verb_group
from quizgen.models import Role
from quizgen.tokens import Token

NOT_ROLES = {"man", "woman", "person", "people", "boy", "girl", "child", "friend", "victim", "winner", "one", "brother", "sister", "son",
             "daughter", "father", "mother", "wife", "husband", "cousin", "uncle", "aunt", "nephew", "niece", "parent", "couple", "resident",
             "survivor", "passenger", "teammate", "classmate", "colleague", "roommate", "co-star", "rival", "opponent", "predecessor", "successor", "guest", "neighbor", "neighbour", "native", "citizen", "partner", "page", "fan", "supporter", "critic", "visitor"}  # fmt: skip


def find_roles(annotated: Annotated) -> Iterator[Role]:
    """Roles from phrases; those from clauses come from `roles_of_events`."""
    for entity in annotated.entities:
        if entity.type != "PERSON" or len(entity.name.split()) < 2:
            continue
        for span in entity.mentions:
            root = span.root
            for found in (
                *_appositions(annotated, entity, root),
                *_titles(annotated, entity, span.start),
                *_appointments(annotated, entity, root),
            ):
                try:
                    role = found()
                except UnclearError:
                    continue
                if role is not None:
                    yield role


def _appositions(annotated: Annotated, entity: Entity, root: Token):  # type: ignore[no-untyped-def]
    """ "Zhirnov, the ambassador to Kabul," and "its ambassador to Kabul, Zhirnov,"."""
    listed = root.head if root.dep_ == "conj" else root
    for child in (*root.children, *(c for c in listed.children if listed is not root)):
        if child.dep_ == "appos" and child.i > root.i and _next_to(root, child, listed):
            yield lambda child=child: _role(annotated, entity, child, [], "apposition")
    if root.dep_ == "appos" and root.head.i < root.i:
        yield lambda: _role(annotated, entity, root.head, [root.i], "apposition, name last")
    if root.dep_ in ("appos", "nmod:desc", "flat") and root.head.i < root.i:
        return


def _next_to(root: Token, noun: Token, listed: Token) -> bool:
    """Of names in a row, what stands behind the last comma describes the name before it: "Hale and Ann Marlow, a dentist,"."""
    between = [
        token
        for token in root.doc[root.i + 1 : noun.left_edge.i]
        if token.dep_ == "conj" and token.head is listed and token.pos_ == "PROPN"
    ]
    return not between and (
        root is listed or noun.doc[noun.left_edge.i - (noun.left_edge.text != ",")].i <= root.right_edge.i + 1
    )


APPOINTING = {"appoint", "elect", "name", "choose", "select", "nominate", "proclaim", "crown", "install", "hire"}
LEADING = {"lead": "leader", "head": "head", "chair": "chair", "command": "commander", "captain": "captain", "direct": "director",
           "edit": "editor", "coach": "coach", "manage": "manager"}  # fmt: skip


def _appointments(annotated: Annotated, entity: Entity, root: Token):  # type: ignore[no-untyped-def]
    """ "They elected Ann Marlow mayor of Elling", "the society is led by Ann Marlow"."""
    verb = root.head
    if verb.pos_ != "VERB" or root.i < verb.i or hypothetical(verb) or (group := verb_group(verb)) is None or group[1]:
        return
    if root.dep_ == "obj" and group[2] is verb and verb.tag_ == "VBD" and verb.lemma_ in APPOINTING - {"nominate"}:
        for child in verb.children:
            as_role = child.dep_ == "obl" and any(c.lower_ == "as" for c in child.children)
            if child.i > root.i and (child.dep_ == "xcomp" or as_role):
                yield lambda child=child: _role(annotated, entity, child, [], "appointment")
    led = next((child for child in verb.children if child.dep_ == "nsubj:pass"), None)
    if (
        led is not None
        and root.dep_ in ("obl", "obl:agent")
        and verb.lemma_ in LEADING
        and "by" in {c.lower_ for c in root.children}
    ):
        yield lambda: _leader(annotated, entity, verb, led, group[2])


def _leader(annotated: Annotated, entity: Entity, verb: Token, led: Token, finite: Token) -> Role | None:
    """The leader of a body with a name; one who led it once where the clause is in the past."""
    body = referent(annotated, led)
    if body is None or body.type != "ORG" or any(child.dep_ == "conj" for child in led.children):
        return None
    if is_news(annotated) and finite.tag_ == "VBD":
        return None  # in a report of what is
    role = make(annotated, entity, f"{LEADING[verb.lemma_]} of {named(body)}", led, False, "led by")
    return role.model_copy(update={"of": body.name}) if role is not None else None


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
            *[c.i for c in noun.children if c.dep_ in ("conj", "cc") and not role_conjunct(c)],
            *[c.i for c in noun.children if c.dep_ in ("det", "case") or (c.dep_ == "advmod" and c.i < noun.i)],
            *[c.i for c in noun.children if c.dep_ == "amod" and c.lower_ in FORMER | {"new", "current", "incoming"}]]  # fmt: skip
    text = f"{_cut_off(noun)}{render(annotated, noun, drop=drop, keep_case=False)}"
    former = any(child.lower_ in FORMER for child in noun.children)
    return make(annotated, entity, text, noun, former, pattern)


def _cut_off(noun: Token) -> str:
    """ "State Department " of "Ann Marlow, the State Department spokesperson," where the parser has cut the phrase in two."""
    edge = noun.left_edge.i
    own = {token.i for token in noun.subtree}
    glued = len(prefix_of(noun))  # "deputy secretary-general": the noun's own first half
    between = [token for token in noun.doc[edge : noun.i] if token.i not in own and token.idx < noun.idx - glued]
    if not between or any(token.pos_ not in ("PROPN", "NOUN", "ADJ") for token in between):
        return ""
    return "".join(token.text + token.whitespace_ for token in between)


def _of_kin(annotated: Annotated, entity: Entity, noun: Token) -> bool:
    """ "Hale was born in Porto, the son of Peter Hale, a painter": the name is the father's, though it merged with the son's."""
    kin = any(token.lemma_.lower() in KIN for token in noun.ancestors if token.sent == noun.sent)
    return kin and any(
        (annotated.entity_at.get(token.i) or annotated.reference.get(token.i)) is entity and token.dep_.startswith("nsubj")
        for token in noun.sent
    )  # fmt: skip


def role_conjunct(token: Token) -> bool:
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
    last = annotated.mention_of(doc[start])
    if (
        last is not None
        and last[1].root.dep_ in ("compound", "nmod:desc", "amod")
        and last[1].root.head.i >= last[1].end
    ):
        return  # "a major Hale donor": no major
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
        if annotated.time_at(token) is not None:
            break  # "Last year US President Hale"
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
    if words and (cut := annotated.mention_of(words[0])) is not None and cut[1].start < words[0].i:
        words = [*doc[cut[1].start : words[0].i], *words]  # "University of Bologna physicist"
    words = _first_of_two(_behind_noun(words))
    if words and is_role_noun(words[-1]):
        noun = words[-1]
        yield lambda: _title_role(annotated, entity, [*words, *tail], noun)
    elif (long := _long_title(annotated, start)) is not None:
        yield lambda: _title_role(annotated, entity, *long)


def _behind_noun(words: list[Token]) -> list[Token]:
    """ "This provision Senator Hale was able to get": a noun with its own "this" is no part of the title."""
    for at in range(len(words) - 1, 0, -1):
        one, title = words[at - 1], words[at]
        opened = words[0].i > 0 and words[0].doc[words[0].i - 1].tag_ in ("DT", "PRP$")
        if (
            one.tag_ in ("NN", "NNS")
            and one.text.islower()
            and title.text[:1].isupper()
            and is_role_noun(title)
            and opened
        ):
            return words if is_role_noun(one) else words[at:]
    return words


def _first_of_two(words: list[Token]) -> list[Token]:
    """ "lead author Professor": a description before a title is a role of its own."""
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        if (
            is_role_noun(one)
            and one.pos_ == "NOUN"
            and one.text.islower()
            and other.text[:1].isupper()
            and is_role_noun(words[-1])
        ):
            return words[: at + 1]
    return words


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
