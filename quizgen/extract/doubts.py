"""What a clause does not assert, though its verb stands in the indicative: what nearly, perhaps or no longer was, what nobody did."""

import re

from quizgen.extract.verbs import ALMOST, SUBJECTS
from quizgen.tokens import Token

HEDGED = re.compile(
    r"(?i)\b(?:in (?:many|some|several) (?:ways|senses|respects)|in a (?:sense|way)|to (?:some|a certain) (?:extent|degree)|"
    r"so to speak|arguably|in theory|as it were|more or less|if you (?:will|like))\b"
)
CALLING = {"call", "deem", "dub", "consider", "label", "brand"}
GOING = {"go", "come", "sail", "arrive", "happen", "occur", "die"}  # what has no object


def doubtful(head: Token, auxiliaries: list[Token], negation: Token | None, subject: Token) -> bool:
    """Whether a clause does not say plainly that its subject did it, or is likely to be misread."""
    if subject.i > head.i and subject.head == head and head.pos_ == "VERB":
        return True  # "With him went three friends": inverted, and easily misread
    if any(
        t.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in (*t.children, t.doc[t.i - 1]))
        for t in head.children
    ):
        return True  # "would no longer become": it did once, or could have
    if any(c.dep_ == "advmod" and c.lower_ in ALMOST for c in head.children):
        return True  # "nearly won", "perhaps won": not that it won
    if any(c.lower_ == "otherwise" for c in head.children) and any(
        c.lower_ in ("would", "could", "might") for c in auxiliaries
    ):
        return True  # "would otherwise be unusable": they are not
    if any(c.lower_ == "would" for c in auxiliaries) and any(c.lower_ in ("have", "’ve", "'ve") for c in auxiliaries):
        return True  # "would have won"
    if any(
        c.lower_ in ("no", "neither", "few", "hardly") and c.dep_ in ("det", "cc:preconj", "advmod")
        for c in subject.children
    ):
        return True  # nobody did it
    if any(
        c.dep_ == "cc" and c.lower_ in ("or", "nor", "but")
        for t in subject.children
        if t.dep_ == "conj"
        for c in t.children
    ):
        return True  # one of two
    verb = next((t for t in (*auxiliaries, head) if t.lower_ in ("was", "is", "has")), None)
    if verb is not None and subject.head is head and any(c.dep_ == "conj" for c in subject.children):
        return True  # "Hale, 52, and the father of four, was shot": one, not two
    if HEDGED.search(head.doc[head.left_edge.i : head.right_edge.i + 1].text):
        return True  # "in many ways the birthplace of the West": an opinion
    if negation is not None and any(c.lower_ == "until" for t in head.children for c in (t, *t.children)):
        return True  # "did not join until 1911": it did, then
    if (
        head.dep_ == "conj"
        and head.tag_ == "VBD"
        and not any(c.dep_ in (*SUBJECTS, "obj", "xcomp", "ccomp") for c in head.children)
    ):
        if any(c.dep_ == "aux:pass" for c in head.head.children):
            return True  # "was treated and discharged": the auxiliary may hold for both
        if any(c.dep_ == "obj" and c.i > head.i for c in head.head.children):
            return True  # "collected and burned every book": the object is the second verb's too
    if (
        head.lemma_ in CALLING
        and any(c.dep_ == "obj" for c in head.children)
        and not any(c.dep_ in ("xcomp", "ccomp", "obl", "advcl", "compound:prt") for c in head.children)
    ):
        return True  # "called the soldiers (massing in Norway) the true occupiers": what they were called is lost
    # "With him went three friends", misread
    return head.lemma_ in GOING and any(child.dep_ == "obj" for child in head.children)
