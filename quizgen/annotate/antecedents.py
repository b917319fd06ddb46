"""Which person a pronoun goes back to: a weighted sum of what grammar and memory say, and how sure it is.

The weights (quizgen/data/antecedents.toml) are learned by training/antecedents.py from gold chains: a softmax over the
candidates and "none of them". A link is made only where the best candidate has a name and is nearly certain. Tried in
the same way on `it`, `they` and definite phrases, fewer than four in five links were right: those are left to rules.
"""

import math
import tomllib
from functools import cache
from pathlib import Path

from quizgen import gazetteer
from quizgen.annotate.referents import Referent, Referents, clause, role, subject
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Token

Features = dict[str, float]
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FEMALE = frozenset(
    [
        "wife",
        "mother",
        "sister",
        "daughter",
        "woman",
        "girl",
        "queen",
        "aunt",
        "niece",
        "actress",
        "widow",
        "lady",
        "princess",
    ]
)
MALE = frozenset(
    [
        "husband",
        "father",
        "brother",
        "son",
        "man",
        "boy",
        "king",
        "uncle",
        "nephew",
        "actor",
        "widower",
        "lord",
        "prince",
        "gunman",
    ]
)
REACH, FAR = 3, 6  # sentences: how far back a person without a name, and one with a name, can be meant
SURE = 0.8  # below it a link is left open; on documents not trained on, one in ten above it was wrong (53 of 59 right)
LIKELY = 0.5  # enough for who is being spoken of, in what follows


def people_links(
    doc: Doc, entities: list[Entity], entity_at: dict[int, Entity], title: str, rules: dict[int, Entity]
) -> dict[int, Entity]:
    """`rules`, and links for the personal pronouns that they leave open, where one person is nearly certain."""
    referents = Referents(doc, entities, entity_at)
    words = frozenset(title.lower().split())
    links = dict(rules)
    for token in doc:
        if is_personal(token) and (noun := relative_noun(token)) is not None:
            entity = entity_at.get(noun.i)
            links.pop(token.i, None)
            alone = all(entity_at.get(word.i) in (None, entity) for word in doc[noun.i : token.i])
            if (
                alone
                and entity is not None
                and entity.type == "PERSON"
                and entity.gender in ("", GENDERS[token.lower_])
            ):
                links[token.i] = entity
                referents.mention(referents.of_entity[id(entity)], token, GENDERS[token.lower_])
            continue
        ruled = referents.of_entity.get(id(rules.get(token.i)))
        if ruled is not None:
            referents.mention(ruled, token, GENDERS.get(token.lower_, ""))
        elif not is_personal(token):
            referents.read(token)
        elif found := candidates(token, referents):
            odds = chances(features(token, found, referents, words))
            best = max(range(len(odds)), key=odds.__getitem__)
            if best == len(found) or odds[best] < LIKELY:
                continue
            entity = found[best].entity
            if entity is not None and odds[best] >= SURE and _told(token, found, best, referents):
                links[token.i] = entity
            referents.mention(found[best], token, GENDERS[token.lower_])
    for position, entity in links.items():
        entity.gender = entity.gender or GENDERS.get(doc[position].lower_, "")
    return links


def is_personal(token: Token) -> bool:
    """`he`, `her` ... as pronouns."""
    return token.lower_ in GENDERS and (token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"))


def relative_noun(token: Token) -> Token | None:
    """The person of whom a relative clause tells that has a pronoun: "a poet who lost her sister", "Ann Marlow, who ..."."""
    for word in token.ancestors:
        if word.dep_ == "acl:relcl" and token.head is word and token.dep_ in ("obj", "iobj", "obl"):
            return None  # "Ann Marlow, who followed her": somebody else
        if word.dep_ == "acl:relcl" and any(
            child.dep_ in ("nsubj", "nsubj:pass") and child.lower_ in ("who", "that") for child in word.children
        ):
            noun = word.head
            person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in gazetteer.nouns("person_nouns")
            plural = noun.tag_ in ("NNS", "NNPS")
            return noun if person and not plural else None
    return None


def _told(token: Token, found: list[Referent], best: int, referents: Referents) -> bool:
    """Whether grammar has a word in it: of two people in the sentence before, "Norway honoured her" means either."""
    distance = [referents.number[token.i] - referents.number[each.heads[-1].i] for each in found]
    rivals = any(each.entity is not None and distance[i] <= 1 for i, each in enumerate(found) if i != best)
    if not rivals or distance[best] == 0:
        return True
    first = role(found[best].heads[-1])[1]
    paired = any(role(each.heads[-1]) == ("conj", first) for i, each in enumerate(found) if i != best)
    return role(token)[0] == "subject" and not paired and role(found[best].heads[-1])[0] != "conj"


def candidates(token: Token, referents: Referents) -> list[Referent]:
    """The people that agree with a pronoun, the last spoken of first."""
    return [each for each in referents.before(token, REACH, FAR) if _agrees(token, each) and not _bound(token, each)]


def _agrees(token: Token, referent: Referent) -> bool:
    gender = GENDERS[token.lower_]
    if referent.entity is not None:
        return referent.entity.type == "PERSON" and referent.gender in ("", gender)
    noun = referent.heads[-1].lemma_.lower()
    person = noun in gazetteer.nouns("person_nouns") or gazetteer.is_office(noun) or noun in MALE | FEMALE
    return not referent.plural and person and noun not in (FEMALE if gender == "m" else MALE)


def _bound(token: Token, referent: Referent) -> bool:
    """ "Ann met her": an object is not who its own subject is, and "her sister" is not herself."""
    last = referent.heads[-1]
    if token.dep_ in ("obj", "iobj", "obl") and token.head.dep_ == "acl:relcl" and token.head.head.i == last.i:
        return any(child.lower_ in ("who", "that") and child.dep_ == "nsubj" for child in token.head.children)
    if last.head.i == token.head.i and last.i != token.i and token.dep_ != "nmod:poss" and last.sent == token.sent:
        return not token.lower_.endswith("self")
    return token.dep_ == "nmod:poss" and token.head.i == last.i


def features(token: Token, found: list[Referent], referents: Referents, title: frozenset[str]) -> list[Features]:
    """What speaks for each candidate, and last for none of them."""
    here = referents.number[token.i]
    most = max((len(referent.heads) for referent in found), default=1)
    rows = [
        _pair(token, referent, here - referents.number[referent.heads[-1].i], title)
        | {f"rank {min(rank, 3)}": 1.0, "most": float(len(referent.heads) == most)}
        for rank, referent in enumerate(found)
    ]
    none = {
        "none": 1.0, f"none {token.lower_}": 1.0, "none quoted": float(_quoted(token)), "none early": float(here < 2),
        "none many": math.log1p(len(found)),
    }  # fmt: skip
    return [*rows, none]


def _pair(token: Token, referent: Referent, distance: int, title: frozenset[str]) -> Features:
    last, entity = referent.heads[-1], referent.entity
    theirs, verb = role(last)
    own = subject(clause(token))
    above = subject(clause(token).head) if clause(token).head.i != clause(token).i else None
    near = distance <= 1
    told: dict[str, bool] = {
        f"distance {min(distance, 3)}": True,
        f"{theirs} {min(distance, 2)}": True,
        "parallel": theirs == role(token)[0] and near,
        "main subject": theirs == "subject" and verb.dep_ == "ROOT" and near,
        "own subject": own is not None and _within(own, last) and own.i != token.i,
        "subject above": above is not None and _within(above, last) and above.i < token.i,
        "joined": token.dep_ == "nmod:poss" and token.head.dep_ == "conj" and _within(token.head.head, last),
        "said by": theirs == "subject" and verb.lemma_ in gazetteer.cue_verbs() and verb.is_ancestor(token),
        "pronoun before": last.pos_ == "PRON",
        "same pronoun": last.lower_ == token.lower_ and last.pos_ == "PRON",
        "quote": _quoted(token) != _quoted(last),
        "same paragraph": "\n" not in token.doc[last.i : token.i].text,
        "named": entity is not None,
        "title": entity is not None and bool(title & {word.lower() for word in entity.name.split()}),
        "gender": entity is not None and referent.gender != "",
    }
    return {name: 1.0 for name, holds in told.items() if holds} | {"count": math.log2(1 + len(referent.heads))}


def _within(phrase: Token, token: Token) -> bool:
    return phrase.i == token.i or (token.head.i == phrase.i and token.dep_ in ("flat", "appos", "nmod:desc"))


def _quoted(token: Token) -> bool:
    """Whether a word stands between the quote marks of its sentence."""
    before = token.doc[token.sent.start : token.i]
    return sum(word.text in ("“", "”", '"') for word in before) % 2 == 1


@cache
def weights() -> dict[str, float]:
    """Feature -> weight."""
    path = Path(__file__).parent.parent / "data" / "antecedents.toml"
    found: dict[str, float] = tomllib.loads(path.read_text("utf-8"))["weights"]
    return found


def chances(rows: list[Features]) -> list[float]:
    """The probability of each candidate, and of none."""
    known = weights()
    sums = [sum(known.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    top = max(sums)
    powers = [math.exp(each - top) for each in sums]
    return [round(power / sum(powers), 6) for power in powers]
