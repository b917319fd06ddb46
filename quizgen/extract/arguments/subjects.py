"""What a clause is told of: the subject beside a relative word, the thing behind its kind, an act; and whether it is several."""

from quizgen import lexicon
from quizgen.extract.grammar.trees import FINITE, behind_comma, conjuncts, mark_of, subject_of, top_conjunct
from quizgen.tokens import Token


def tells_beside(top: Token, subject: Token) -> bool:
    """ "Leeds, where she studied chemistry", "Hale, whose mill ...": a relative clause with a subject of its own."""
    opening = next((t for t in top.subtree if not t.is_punct), top)
    if opening.lower_ == "whose" and opening.head is subject:
        return True
    own = subject.lower_ not in ("who", "which", "that") and subject.pos_ in ("NOUN", "PROPN", "PRON")
    return own and opening.lower_ in ("where", "when") and opening.head is top and behind_comma(top)


def told_of(noun: Token) -> Token | None:
    """Of "An artery is a vessel that ...", "Hale, an engineer who ...": the artery, Hale; what tells of the kind tells of it."""
    if any(c.dep_ == "cop" and c.tag_ in FINITE for c in noun.children):
        subject = subject_of(noun)
        denied = any(c.lower_ in ("not", "n't", "n’t", "never", "no", "one") for c in noun.children)
        plain = subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON") and not denied
        first = top_conjunct(noun).dep_ in ("ROOT", "parataxis") and mark_of(noun) == ""
        return subject if plain and first and noun.pos_ == "NOUN" else None
    named = noun.head.pos_ == "PROPN" and noun.dep_ == "appos" and noun.pos_ == "NOUN"
    return noun.head if named and not conjuncts(noun.head) else None


def is_gerund(subject: Token) -> bool:
    """ "Testing for antibodies": an act as the subject, told with what it is done to."""
    objects = any(c.dep_ in ("obj", "obl", "nmod") and c.i > subject.i for c in subject.children)
    return subject.tag_ in ("VBG", "NN") and subject.lower_.endswith("ing") and objects and subject_of(subject) is None


def is_several(subject: Token) -> bool:
    """Whether a singular word speaks of several: "62% of them", "a number of", a row."""
    return (
        bool(conjuncts(subject))
        or subject.text == "%"
        or subject.lemma_.lower() in lexicon.words("grammar", "partitive")
    )


def object_is_anothers(head: Token) -> bool:
    """ "edit and render films": the object of the first verb stands with the second."""
    followers = [c for c in conjuncts(head) if c.pos_ == "VERB" and subject_of(c) is None]
    bare = not any(
        c.dep_ in ("obj", "xcomp", "ccomp") or (c.dep_.startswith("obl") and c.i > head.i) for c in head.children
    )
    return head.pos_ == "VERB" and bare and any(any(c.dep_ == "obj" for c in each.children) for each in followers)
