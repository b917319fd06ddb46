"""The grammar of a clause's verb: what is asserted, what is its group, what is its subject. Tokens in, tokens out."""

import re

from quizgen import gazetteer
from quizgen.extract.grammar.sharing import rivals
from quizgen.tokens import Token

FINITE = {"VBD", "VBZ", "VBP", "MD"}
SUBJECTS = ("nsubj", "nsubj:pass")
ASSERTING = {"say", "claim", "think"}  # kinds of cue verb whose content is put forward as true
HYPOTHETICAL = {"if", "unless", "whether", "lest", "should", "provided", "providing", "supposing", "assuming"}
# Cues that take back what they introduce, or leave it open.
DOUBTING = {"deny", "doubt", "dispute", "refute", "rebut", "contradict", "hope", "fear", "wish", "imagine", "guess", "suspect", "worry", "suppose",
            "speculate", "assume", "wonder", "intend", "dismiss", "conjecture", "presume"}  # fmt: skip
ALMOST = {
    "nearly",
    "almost",
    "barely",
    "hardly",
    "seldom",
    "rarely",
    "scarcely",
    "perhaps",
    "maybe",
    "possibly",
    "supposedly",
}
PRESUPPOSED = {"as", "when", "while", "because", "although", "though", "after"}  # what follows them is said to be true


def is_clause_head(token: Token) -> bool:
    if token.lower_ in ("re", "co", "pre", "non", "un"):
        return False  # half a word: "re-elected"
    return (
        is_reduced_passive(token)
        or is_participial(token)
        or is_preceding(token)
        or (
            token.dep_ in ("ROOT", "conj", "ccomp", "parataxis", "acl:relcl", "advcl")
            and (token.pos_ == "VERB" or any(child.dep_ == "cop" for child in token.children))
        )
    )


def is_reduced_passive(token: Token) -> bool:
    """ "Captured by the Vikings in 866, the city ...", "Lensey, born in 1929, ...": a passive clause without its verb "be"."""
    if (
        token.tag_ != "VBN"
        or token.lower_ == "aged"  # "Marlow, aged 31, ..."
        or token.dep_ not in ("advcl", "acl")
        or any(c.dep_ in ("mark", "aux", "aux:pass", *SUBJECTS) for c in token.children)
    ):
        return False
    edge = token.left_edge.i
    if token.is_sent_start and token.head.i > token.i:
        return True  # "Born in Leeds, Marlow ..."
    comma_before = token.doc[edge].text == "," or (edge > 0 and token.doc[edge - 1].text == ",")
    agent = token.head.dep_ == "obl:agent"  # "designed by Hale, completed in 1984": which of the two
    return token.dep_ == "acl" and comma_before and not agent


def is_participial(token: Token) -> bool:
    """ "He taught at Leeds, marrying a physician in 1951": what the subject did besides.

    Not "the river rose, leaving many homeless": there the whole event, not its subject, did it.
    """
    if token.tag_ != "VBG" or token.dep_ != "advcl":
        return False
    head, edge = token.head, token.left_edge.i
    return (
        head.i < edge
        and head.tag_ == "VBD"
        and token.doc[edge].text != "by"
        and (token.doc[edge].text == "," or token.doc[edge - 1].text == ",")
        and token.lemma_ not in OF_EVENTS
        and not any(c.dep_ in ("mark", "aux", "aux:pass", "cop", "conj", "cc", *SUBJECTS) for c in token.children)
    )


ADJUNCT = {"with", "by", "for", "on", "at", "in", "as", "over", "through", "during", "after", "before", "despite", "against", "amid", "under", "within",
           "because", "following", "near", "alongside", "without"}  # fmt: skip
NEEDING = {"base", "put", "place", "lay", "set", "regard", "treat", "describe", "spend", "keep", "leave", "hold", "see", "use", "name", "serve",
           "play", "mistake", "replace", "charge", "confuse", "refer", "accept", "define", "know", "view", "consider", "pass"}  # fmt: skip


def is_adjunct(head: Token, child: Token) -> bool:
    """Whether a clause is true and whole without this phrase: how, with what or why, of a verb that has its object."""
    if child.lower_ in ("there", "here") and child.dep_ == "advmod":
        return any(c.dep_ in ("obj", "obl") and c.i > head.i for c in head.children)
    cases = [c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i]
    core = any(c.dep_ in ("obj", "nsubj:pass") for c in head.children) and child.dep_ in ("obl", "nmod")
    timely = child.lemma_.lower() in gazetteer.nouns("time_nouns")
    narrowed = any(c.lower_ in ("only", "just", "merely", "even") for c in (*child.children, *head.children))
    return core and bool(cases) and cases[0] in ADJUNCT and not timely and not narrowed and head.lemma_ not in NEEDING


def is_preceding(token: Token) -> bool:
    """ "After moving to Leeds in 1951 he taught": what the subject did before or after, told with its own time or place."""
    head = token.head
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "case")}
    return (
        token.tag_ == "VBG"
        and token.dep_ == "advcl"
        and head.tag_ == "VBD"
        and head.pos_ == "VERB"
        and bool(marks)
        and marks <= {"after", "before"}
        and ("after" in marks or any(re.fullmatch(r"1\d{3}|20\d\d", word.text) for word in token.subtree))
        and token.lemma_ not in ("be", "have", "allow", "cause")
        and not any(c.lower_ in ("not", "never", "ever", "even", "possibly") for c in (*token.children, *head.children))
        and not any(c.dep_ in ("aux", "aux:pass", "cop", "conj", "cc", *SUBJECTS) for c in token.children)
    )


OF_EVENTS = {"leave", "make", "cause", "lead", "result", "allow", "force", "prompt", "bring", "raise", "mean", "mark", "give", "create", "kill",
             "injure", "destroy", "end", "put", "help", "show", "enable", "trigger", "open", "include", "accord", "follow", "regard",
             "concern", "say", "add", "use", "be", "have", "hope", "note", "cite", "call", "claim", "argue", "warn", "start", "drive"}  # fmt: skip


def verb_group(head: Token) -> tuple[list[Token], Token | None, Token] | None:
    """Auxiliaries in order, the negation, and the finite verb; None for infinitives, participles, imperatives."""
    auxiliaries = [child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    negation = next((child for child in head.children if child.lower_ in ("not", "n't", "n’t", "never")), None)
    if any(auxiliary.lower_ == "to" for auxiliary in auxiliaries):
        return None
    finite = next((token for token in (*auxiliaries, head) if token.tag_ in FINITE), None)
    if finite is None and head.dep_ == "conj" and head.tag_ in ("VBN", "VB", "VBG"):
        shared = [child for child in head.head.children if child.dep_ in ("aux", "aux:pass")]
        if shared and shared[0].tag_ in FINITE and not auxiliaries and head.head.tag_ == head.tag_:
            return (
                shared,
                negation or next((c for c in head.head.children if c.lower_ in ("not", "n't", "n’t")), None),
                shared[0],
            )
    if finite is None or (
        finite.tag_ == "VBP"
        and finite is head
        and not any(child.dep_ in SUBJECTS for child in head.children)
        and head.dep_ == "ROOT"
    ):
        return None
    return auxiliaries, negation, finite


def hypothetical(head: Token) -> bool:
    """Conditions, wishes, questions, orders, and clauses that stand under such."""
    token = head
    if any(child.dep_ == "advcl" and conditional(child) for child in head.children):
        return True
    while True:
        marks = {
            child.lower_
            for child in token.children
            if child.dep_ == "mark" or (token.dep_ == "advcl" and child.lower_ in PRESUPPOSED)
        }
        if marks & HYPOTHETICAL:
            return True
        if (
            token.dep_ == "advcl"
            and token is head
            and not (marks & PRESUPPOSED and any(c.dep_ in SUBJECTS for c in token.children))
        ):
            return True
        if any(
            child.tag_ in ("WP", "WRB", "WDT")
            and child.dep_ != "nsubj"
            and token.dep_ != "acl:relcl"
            and child.lower_ not in marks
            for child in token.children
        ):
            return True
        if token.dep_ == "ROOT" or (token.dep_ == "acl:relcl" and token is head):
            return False  # what a clause behind a comma says of a name is presupposed, whatever stands around it
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            kind = gazetteer.cue_verbs().get(token.head.lemma_)
            if (
                kind not in ASSERTING
                or token.head.lemma_ in DOUBTING
                or any(child.lower_ in ("not", "n't", "n’t", "never") for child in token.head.children)
            ):
                return True
            if any(
                child.lower_ in ("would", "may", "might", "could", "should", "must", "to")
                for child in token.head.children
            ):
                return True
        elif token.dep_ not in ("conj", "parataxis", "advcl"):
            return True
        token = token.head


def conditional(clause: Token) -> bool:
    """ "if it rains", "provided that it rains", "had it rained"."""
    first = next((child for child in clause.children if not child.is_punct), clause)
    inverted = (
        first.dep_ in ("aux", "aux:pass", "cop")
        and first.lower_ in ("had", "were", "should")
        and any(c.dep_ in SUBJECTS for c in clause.children)
    )
    return inverted or any(child.dep_ == "mark" and child.lower_ in HYPOTHETICAL for child in clause.children)


def subject_of(head: Token) -> Token | None:
    own = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.tag_ in ("WP", "WDT") and head.dep_ == "acl:relcl":
        comma = any(t.text in (",", "—", "–") for t in head.doc[max(0, own.i - 1) : own.i])
        return head.head if comma and own.lower_ in ("who", "which") and _antecedent(head, own) else None
    if own is None and head.dep_ == "conj" and any(t.dep_ == "acl:relcl" for t in head.doc[head.head.i : head.i]):
        return None  # "signed it with an engineer who had ... and was ...": whose predicate is it?
    if own is None and head.dep_ == "conj":
        if rivals(head.head, head):
            return None
        return subject_of(head.head) if not any(child.dep_ == "csubj" for child in head.children) else None
    if head.dep_ == "acl:relcl":
        return own if own is not None and relative_of(head) is not None else None
    return own


def _antecedent(head: Token, own: Token) -> bool:
    """Whether a relative clause hangs on its own noun: it agrees in number, and no noun before it would do as well.

    "Bombings at embassies, which killed many": the bombings did. "The sponsor of terrorism, Hale, who lives abroad": Hale.
    """
    noun = head.head
    verb = next((c for c in head.children if c.dep_ in ("aux", "aux:pass", "cop")), head)
    plural = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    if noun.tag_ in ("NN", "NNS") and (verb.tag_ == "VBZ" or verb.lower_ == "was") and plural:
        return False
    if noun.tag_ == "NN" and not plural and (verb.lower_ in ("were", "are", "have")):
        return noun.lemma_.lower() in gazetteer.nouns("group_nouns")
    if own.lower_ == "who" and noun.tag_ in ("NN", "NNS") and not noun.ent_type_:
        lemma = noun.lemma_.lower()
        people = gazetteer.nouns("person_nouns") | gazetteer.nouns("group_nouns")
        return lemma in people or gazetteer.is_office(lemma)
    before = noun.head
    return not (
        noun.dep_ == "nmod" and noun.tag_ in ("NN", "NNS") and before.tag_ == noun.tag_ and own.lower_ == "which"
    )


def relative_of(head: Token) -> Token | None:
    """`which` of "the bridge, which he built", `where` of "Porto, where she taught": of a clause that only adds to a noun."""
    noun = head.head
    for child in head.children:
        if child.lower_ not in ("which", "whom", "where", "when") or child.tag_ not in ("WDT", "WP", "WRB"):
            continue
        before = child.doc[min(c.i for c in (child, *child.children) if not c.is_punct) - 1]
        fits = child.dep_ in ("obj", "obl") or child.tag_ == "WRB"
        last = child.doc[before.i - 1]
        named = last is noun or (last.head is noun and last.dep_ in ("flat", "nmod:desc")) or last.pos_ == "PROPN"
        if fits and before.text == "," and noun.i < before.i and last in noun.subtree and named:
            return child
    return None


def prefix_of(head: Token) -> str:
    """`co-` of "co-founded": what is glued to the verb by a hyphen."""
    doc, start = head.doc, head.i
    while (
        start > head.sent.start
        and not doc[start - 1].whitespace_
        and (doc[start - 1].text in ("-", "–") or (start < head.i and doc[start].text in ("-", "–")))
    ):
        start -= 1
    return doc[start : head.i].text if start < head.i else ""


def auxiliary_text(token: Token) -> str:
    lower = token.lower_.replace("’", "'")
    full = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "wo": "will", "ca": "can", "sha": "shall"}
    if lower == "'s":
        return "has" if token.lemma_ == "have" else "is"
    if lower == "'d":
        return "had" if token.lemma_ == "have" else "would"
    return full.get(lower, token.lower_)
