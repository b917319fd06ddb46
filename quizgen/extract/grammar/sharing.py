"""What joined verbs share: whose subject the second has, and whether a phrase behind it still belongs to the first."""

from quizgen.annotated import Annotated
from quizgen.extract.grammar.trees import FINITE, SUBJECTS, subject_of
from quizgen.tokens import Token

RELATIVE = ("WDT", "WP", "WRB", "PRP")  # no rival: it goes back to a subject, or to a noun before it


def shared_subject(verb: Token) -> Token | None:
    """The subject of the verb that this one is joined to; None where another clause stands between, whose subject it may be.

    "The polyp gives shelter, and the alga makes sugar, frees oxygen": not the polyp.
    """
    first = verb.head
    while not rivals(first, verb):
        if (found := subject_of(first)) is not None or first.dep_ != "conj":
            return found
        verb, first = first, first.head
    return None


def rivals(first: Token, second: Token) -> bool:
    """Whether a clause with its own subject, or a gerund that may be one, stands between two joined verbs."""
    if any(child.dep_ == "conj" and child.i < second.i for child in second.children):
        return True  # "but returning to service was expected": the gerund is the subject
    above = set(second.ancestors)
    if first.tag_ != second.tag_ and any(
        t.dep_ in ("acl", "advcl", "xcomp", "acl:relcl") and t.tag_ == "VBN" and t not in above
        for t in first.doc.tokens[first.i + 1 : second.i]
    ):
        return True  # "had not recovered from the storm, thought to have cost much and claimed lives"
    for token in first.doc.tokens[first.i + 1 : second.i]:
        if token.dep_ not in SUBJECTS or token.tag_ in RELATIVE or token.head is first or token.head is second:
            continue
        clause = token.head
        if clause not in above and any(each.tag_ in FINITE for each in (clause, *clause.children)):
            return True
    return False


def behind_another(first: Token, part: Token) -> bool:
    """Whether a part hangs on a verb across a second one, to which it may belong: "signed the log and edited, using a pen".

    "Born and raised in Porto" shares the place: nothing but "and" stands between the two.
    """
    for second in (t for t in first.subtree if first.i < t.i < part.left_edge.i and t.dep_ == "conj"):
        if second.pos_ not in ("VERB", "AUX") or second in part.subtree or second.head not in (first, *first.children):
            continue
        either = any(c.dep_ == "cc" and c.lower_ in ("or", "but", "nor") for c in (*second.children, *first.children))
        own = [
            c for c in first.children if first.i < c.i < second.i and not c.is_punct and c.dep_ not in ("cc", "conj")
        ]
        if either or own or second.head is not first or second.head.pos_ != second.pos_:
            return True
    return False


def has_two_subjects(annotated: Annotated, verb: Token) -> bool:
    """ "The news agency AFP has": a name cut off from what it names, where the two are no single name."""
    found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    names = [annotated.entity_at.get(each.i) for each in found]
    return len(found) > 1 and not (names[0] is not None and all(name is names[0] for name in names))


def crossed(phrase: Token) -> bool:
    """Whether words inside a phrase hang elsewhere: the tree has cut a name or a row in two."""
    own = {token.i for token in phrase.subtree}
    within = phrase.doc.tokens[min(own) : max(own)]
    return any(token.i not in own and not token.is_punct and not token.is_space for token in within)


def joined_loosely(token: Token, main: Token) -> bool:
    """Whether a finite verb inside a phrase may be joined to the main verb: "let them prove themselves, and enables them"."""
    if token.dep_ != "conj" or token.tag_ not in FINITE or subject_of(token) is not None:
        return False
    return token.head.tag_ not in FINITE and token.tag_ == main.tag_
