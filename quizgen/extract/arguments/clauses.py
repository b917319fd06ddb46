"""The clauses that an article asserts, each with its subject, its verb group, its parts, and whose claim it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.arguments.subjects import is_gerund, is_several, object_is_anothers, tells_beside, told_of
from quizgen.extract.grammar.sharing import behind_another, has_two_subjects, shared_subject
from quizgen.extract.grammar.trees import (
    FINITE,
    SUBJECTS,
    behind_comma,
    conjuncts,
    mark_of,
    quoted_positions,
    relation,
    subject_of,
    top_conjunct,
)
from quizgen.extract.pasts import past_of
from quizgen.extract.timing import told_later
from quizgen.extract.verbs import OF_EVENTS
from quizgen.tokens import Span, Token

# What hangs on a predicate and is no part of what it says.
NO_PART = frozenset(
    [
        "cop",
        "aux",
        "aux:pass",
        "punct",
        "cc",
        "conj",
        "mark",
        "parataxis",
        "discourse",
        "vocative",
        "reparandum",
        "dep",
        "cc:preconj",
        "list",
        "orphan",
        "compound:prt",
        "dislocated",
    ]
)
ASSERTED = frozenset(
    ["while", "whereas", "although", "though", "because", "as", "since", "when", "after", "before", "until"]
)  # what follows is said to be true
LONGEST_SENTENCE = 70  # words; beyond it trees are unsure


@dataclass(frozen=True)
class Clause:
    """A clause as its tree has it. `subject` is the antecedent of a relative clause; `parts` are the other dependents."""

    head: Token
    subject: Token
    auxiliaries: tuple[Token, ...]  # the copula among them
    negation: Token | None
    finite: Token | None  # None of a participle: its auxiliary is supplied
    parts: tuple[Token, ...]
    own: tuple[Token, ...] = ()  # of a predicate that is no verb: what belongs to its phrase
    relative: Token | None = None  # the relative pronoun's place, where the subject is the antecedent
    supplied: str = ""  # "was", "were" before a bare participle
    past: str = ""  # the verb in the past, of a participle: "drove" of "driving out the troops"
    source: Token | None = None  # who says so
    speaker: Entity | None = None
    borrowed: tuple[Token, ...] = ()  # a date at the head of the clause that this one is joined to

    @property
    def verbal(self) -> bool:
        return not self.own and self.copula is None and self.head.pos_ in ("VERB", "AUX")

    @property
    def copula(self) -> Token | None:
        return next((word for word in self.auxiliaries if word.dep_ == "cop"), None)

    @property
    def passive(self) -> bool:
        return any(word.dep_ == "aux:pass" for word in self.auxiliaries) or self.supplied in ("was", "were")


def find_clauses(annotated: Annotated) -> Iterator[Clause]:
    """Every clause that the article asserts in its own words or somebody's reported ones, in its order."""
    quoted = quoted_positions(annotated.doc)
    said = _said(annotated)
    for sentence in annotated.sentences():
        if not 4 <= len(sentence) <= LONGEST_SENTENCE or _no_statement(sentence):
            continue
        for token in sentence:
            if token.i in quoted and token.i not in _told_by_one(said, token):
                continue
            if (clause := _clause_at(annotated, token)) is not None:
                yield _with_source(annotated, clause, said)


def _told_by_one(said: dict[int, tuple[int, Token | None, Entity | None]], token: Token) -> frozenset[int]:
    """A whole text in one speaker's mouth is no quotation in a sentence."""
    found = said.get(token.i)
    return frozenset({token.i}) if found is not None and found[0] > 2 * LONGEST_SENTENCE else frozenset()


def _no_statement(sentence: Span) -> bool:
    text = sentence.text.rstrip("”\"’' \n")
    return text.endswith(("?", ":")) or not any(token.tag_ in FINITE for token in sentence)


def _said(annotated: Annotated) -> dict[int, tuple[int, Token | None, Entity | None]]:
    """Each token that somebody says -> how much is said in one, the speaker's token, the speaker; the innermost."""
    found: dict[int, tuple[int, Token | None, Entity | None]] = {}
    for attribution in annotated.attributions:
        size = len(attribution.content)
        for i in attribution.content:
            if i != attribution.cue.i and (i not in found or size < found[i][0]):
                found[i] = (size, attribution.speaker, attribution.entity)
    return found


def _with_source(
    annotated: Annotated, clause: Clause, said: dict[int, tuple[int, Token | None, Entity | None]]
) -> Clause:
    size, source, speaker = said.get(clause.head.i, (0, None, None))
    if size and speaker is None and source is not None:
        speaker = (
            annotated.entity_at.get(source.i) or annotated.reference.get(source.i) or annotated.selves.get(source.i)
        )
    if size and speaker is None and source is None:
        source = clause.head  # somebody says it, and nobody knows who
    return Clause(**{**clause.__dict__, "source": source, "speaker": speaker}) if size else clause


def _clause_at(annotated: Annotated, head: Token) -> Clause | None:
    if head.i + 1 < len(head.doc) and head.doc[head.i + 1].text == "-" and not head.whitespace_:
        return None  # half a word: "re-elected"
    copula = any(child.dep_ == "cop" for child in head.children)
    if head.is_punct or head.is_space or not (copula or head.pos_ in ("VERB", "AUX")):
        return None
    top = top_conjunct(head)
    subject, relative = subject_of(head), None
    role = relation(top)
    if top.dep_ == "acl:relcl" or (head.dep_ == "conj" and top.dep_ == "acl:relcl"):
        pronoun = subject or subject_of(top)
        if pronoun is not None and tells_beside(top, pronoun):
            return _assembled(annotated, head, top, pronoun, None)
        if pronoun is None or pronoun.lower_ not in ("who", "which", "that"):
            return None
        subject, relative = top.head, pronoun
        if (told := told_of(top.head)) is not None:
            return _assembled(annotated, head, top, told, pronoun)
    elif head.dep_ == "conj" and subject is None:
        subject = shared_subject(head)
    if top.dep_ in ("advcl", "acl") and subject_of(top) is None:
        return (_participle(head) or _doing(head)) if top is head else None
    if (
        top is head
        and top.dep_ == "advcl"
        and subject is not None
        and (absolute := _absolute(head, subject)) is not None
    ):
        return absolute
    if not (
        top.dep_ in ("ROOT", "acl:relcl", "parataxis", "ccomp")
        or (role == "advcl" and mark_of(top).split(" ")[0] in ASSERTED and not (mark_of(top).startswith("as if")))
    ):
        return None
    if top.dep_ == "ccomp" and not _reported(top):
        return None
    if role == "advcl" and mark_of(top) == "as" and head.lemma_ in gazetteer.cue_verbs():
        return None  # "as Hale had predicted"
    if subject is None or subject.dep_ == "expl" or (subject.dep_.startswith("csubj") and not is_gerund(subject)):
        return None
    return _assembled(annotated, head, top, subject, relative)


def _absolute(head: Token, subject: Token) -> Clause | None:
    """ "..., with the silver medal going to Poland": a clause of its own, in the past as the main verb."""
    main, marks = head.head, [c for c in head.children if c.dep_ == "mark"]
    told = head.tag_ == "VBG" and main.tag_ == "VBD" and main.i < head.left_edge.i and behind_comma(head)
    if not told or [c.lower_ for c in marks] not in ([], ["with"]) or subject.i > head.i or subject.pos_ == "PRON":
        return None
    if any(c.dep_ in ("aux", "aux:pass", "cop", "conj") for c in head.children) or not (past := past_of(head.lemma_)):
        return None
    particles = [c.text for c in head.children if c.dep_ == "compound:prt"]
    parts = tuple(c for c in head.children if c.dep_ not in NO_PART and c is not subject)
    return Clause(head, subject, (), None, None, parts, past=" ".join([past, *particles]))


def _reported(top: Token) -> bool:
    """Whether a complement clause is what somebody says or finds, and so reported with the one who says it."""
    kind = gazetteer.cue_verbs().get(top.head.lemma_)
    return kind in ("say", "claim", "think") and mark_of(top) in ("", "that")


def _assembled(annotated: Annotated, head: Token, top: Token, subject: Token, relative: Token | None) -> Clause | None:
    auxiliaries = [child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    if any(word.lower_ == "to" for word in auxiliaries) or any(
        c.dep_ == "mark" and c.lower_ == "to" for c in head.children
    ):
        return None
    finite = next((word for word in (*auxiliaries, head) if word.tag_ in FINITE), None)
    if finite is None and head is not top and head.tag_ in ("VBN", "VBG", "VB") and not auxiliaries:
        auxiliaries = [child for child in top.children if child.dep_ in ("aux", "aux:pass") and child.i < head.i]
        finite = next((word for word in auxiliaries if word.tag_ in FINITE), None)
        if top.tag_ != head.tag_ and not (top.pos_ == "VERB" and {top.tag_, head.tag_} <= {"VB", "VBP"}):
            return None
    there = next((child for child in head.children if child.dep_ == "expl" and child.lower_ == "there"), None)
    if finite is None or (there is None and any(child.dep_ == "expl" for child in head.children)):
        return None
    if there is not None and (
        head.lemma_ != "be" or subject.dep_ != "nsubj" or subject.head is not head or relative is not None
    ):
        return None
    if finite is head and head.tag_ == "VBP" and subject.tag_ in ("NN", "NNP") and not is_several(subject):
        return None  # "saw Ondra make the first ascent and Sharma make the second": no present
    negations = [c for c in head.children if c.lower_ in ("not", "n't", "n’t", "never") and c.dep_ == "advmod"]
    parts = [
        child for child in head.children
        if child.dep_ not in NO_PART and child.dep_ not in SUBJECTS and child not in negations and child is not relative and child is not subject and child is not there
    ]  # fmt: skip
    if there is not None:
        parts.append(subject)
    own: list[Token] = []
    if any(word.dep_ == "cop" for word in auxiliaries) or head.pos_ not in ("VERB", "AUX"):
        edge = max((word.i for word in auxiliaries), default=head.i)
        own = [c for c in parts if c.i > edge and not (c.dep_.startswith(("advcl", "obl")) and c.i > head.i)]
        parts = [c for c in parts if c not in own]
    borrowed: list[Token] = []
    if head is not top and subject_of(head) is None and head.dep_ == "conj" and not told_later(head):
        borrowed = [c for c in top.children if c.dep_.startswith("obl") and c.i < subject.i and c.sent == head.sent]
    if has_two_subjects(annotated, head):
        return None  # "the news agency AFP has": a name cut off
    if object_is_anothers(head) or any(behind_another(head, part) for part in parts):
        return None
    return Clause(
        head, there or subject, tuple(sorted(auxiliaries, key=lambda word: word.i)), negations[0] if negations else None, finite,
        tuple(sorted(parts, key=lambda part: part.i)), tuple(own), relative, borrowed=tuple(borrowed),
    )  # fmt: skip


def _doing(head: Token) -> Clause | None:
    """ "The troops took the town, driving out its garrison": what the subject did besides, in the past as the main verb."""
    main = head.head
    subject = subject_of(main)
    if (
        head.tag_ != "VBG"
        or head.dep_ != "advcl"
        or main.tag_ != "VBD"
        or subject is None
        or main.i > head.left_edge.i
        or not behind_comma(head)
    ):
        return None
    passive = any(c.dep_ == "aux:pass" for c in main.children)
    if passive or any(c.dep_ in ("mark", "aux", "aux:pass", "cop", "conj", "case", *SUBJECTS) for c in head.children):
        return None
    objects = [c for c in head.children if c.dep_ == "obj"]
    if not objects or head.lemma_ in OF_EVENTS or not (past := past_of(head.lemma_)):
        return None
    particles = [c.text for c in head.children if c.dep_ == "compound:prt"]
    parts = tuple(c for c in head.children if c.dep_ not in NO_PART)
    return Clause(head, subject, (), None, None, parts, past=" ".join([past, *particles]))


def _participle(head: Token) -> Clause | None:
    """ "Built in 1920, the house ...", "the house, built in 1920, ...": a passive clause without its "was"."""
    if head.tag_ != "VBN" or any(
        c.dep_ in ("mark", "aux", "aux:pass", "case", "conj", *SUBJECTS) for c in head.children
    ):
        return None
    if head.dep_ == "acl" and head.head.pos_ in ("NOUN", "PROPN"):
        subject = told_of(head.head) or head.head
    elif head.dep_ == "advcl" and head.left_edge.is_sent_start and (found := subject_of(head.head)) is not None:
        subject = found
    else:
        return None
    telling = [c for c in head.children if c.dep_.startswith("obl")]
    if head.lemma_ in JOINING or _in_bracket(head):
        return None
    if (
        not telling
        or any(c.dep_ == "obj" for c in head.children)
        or (subject.pos_ == "PRON" and subject.lower_ in ("that", "those"))
    ):
        return None
    plural = subject.tag_ in ("NNS", "NNPS") or bool(conjuncts(subject))
    parts = tuple(c for c in head.children if c.dep_ not in NO_PART)
    return Clause(head, subject, (), None, None, parts, supplied="were" if plural else "was", relative=head)


JOINING = ("follow", "accompany", "precede")  # "treated, followed by tests": what happened before, and not the noun


def _in_bracket(token: Token) -> bool:
    """Whether it stands between round brackets, where a row of by-names is easily misread."""
    before = token.doc.tokens[token.sent.start : token.i]
    return sum((t.text == "(") - (t.text == ")") for t in before) > 0
