"""A clause without its asked part as a Frame: what the realiser turns into a question."""

import re
from calendar import month_name
from dataclasses import dataclass, field

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.grammar.cutting import joining, kept, stock
from quizgen.extract.grammar.pronouns import Told, antecedent_of, entity_of, named
from quizgen.extract.grammar.trees import FINITE, behind_comma, mark_of, preposition_of, relation, subject_of
from quizgen.extract.grammar.wording import CONTRACTIONS, words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Frame
from quizgen.tokens import Token

LIMITS = ("if", "unless", "when", "after", "before", "until", "once", "where", "as long as", "whenever")
EMPTY_SUBJECTS = frozenset(
    ["there", "what", "who", "which", "all", "some", "many", "most", "one", "each", "both", "none", "few", "that"]
)
NOTHING: frozenset[Token] = frozenset()


@dataclass
class Draft:
    """A question being worded: what it has named, and which tokens it used."""

    told: Told = field(default_factory=Told)
    used: list[Token] = field(default_factory=list)


def source_words(annotated: Annotated, clause: Clause, draft: Draft) -> str:
    """ "According to Hale," of a claim; raises UnclearError where the speaker is unknown, or speaks of no one else."""
    if clause.source is None and clause.speaker is None:
        return ""
    if clause.speaker is not None:
        if clause.speaker.name.islower() or len(clause.speaker.name) < 2:
            raise UnclearError("a claim whose speaker has no name")
        draft.told.name(clause.speaker)
        return f"according to {named(clause.speaker)},"
    assert clause.source is not None
    if clause.source.pos_ == "PRON" and (antecedent := antecedent_of(annotated, clause.source)) is not None:
        draft.told.heads.append(antecedent.head)
        return f"according to {antecedent.text},"
    if clause.source is clause.head or clause.source.pos_ == "PRON":
        raise UnclearError("a claim whose speaker is not told")
    tokens = [t for t in kept(clause.source) if t not in preposition_of(clause.source) and t.lower_ != "according"]
    if _bare_person(clause.source, tokens) or not any(
        t.pos_ in ("PROPN", "DET") or t.tag_ in ("NNS", "PRP$") for t in tokens
    ):
        raise UnclearError("a claim whose speaker is half told")
    draft.used += tokens
    return f"according to {words(annotated, tokens, draft.told)},"


def _bare_person(head: Token, tokens: list[Token]) -> bool:
    """ "Norwegian ethnographer": a person without article, whose name was lost."""
    person = head.lemma_.lower() in gazetteer.nouns("person_nouns") or gazetteer.is_office(head.lower_)
    told = any(
        t.dep_ in ("det", "nmod:poss", "nummod", "case") or t.tag_ == "POS" or (t.pos_ == "PROPN" and t is not head)
        for t in tokens
    )
    return person and head.tag_ in ("NN", "NNP") and not told


def subject_tokens(clause: Clause) -> list[Token]:
    """The subject's tokens; of an antecedent without the relative clause and its preposition."""
    drop = frozenset(
        c for c in clause.subject.children if clause.relative is not None and clause.head in (c, *c.subtree)
    )
    tokens = kept(clause.subject, drop)
    if clause.relative is not None:
        prepositions = set(preposition_of(clause.subject))
        tokens = [token for token in tokens if token not in prepositions]
    elif preposition_of(clause.subject):
        raise UnclearError("a subject with a preposition")
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and not _inside(t, clause.subject) for t in tokens):
        raise UnclearError("a sentence torn into the subject")
    return tokens


def _inside(token: Token, top: Token) -> bool:
    """Whether a finite verb hangs in a clause of its own below the noun."""
    while token is not top:
        if token.dep_ in ("acl:relcl", "acl", "ccomp", "advcl"):
            return True
        token = token.head
    return False


def _of_some(subject: Token) -> bool:
    """ "many of the people": the noun behind says who."""
    return subject.lower_ != "that" and any(
        c.dep_ == "nmod" and c.pos_ in ("NOUN", "PROPN") and c.i > subject.i for c in subject.children
    )


def subject_words(annotated: Annotated, clause: Clause, draft: Draft) -> str:
    if clause.subject.dep_ == "expl":
        return clause.subject.lower_
    if clause.subject.lower_ in EMPTY_SUBJECTS and not _of_some(clause.subject):
        raise UnclearError(f"a subject that says nothing: {clause.subject.text}")
    tokens = subject_tokens(clause)
    if _bare_person(clause.subject, tokens):
        raise UnclearError("a person without article or name")
    draft.used += tokens
    text = words(annotated, tokens, draft.told)
    draft.told.name(entity_of(annotated, clause.subject))
    draft.told.heads.append(clause.subject)
    if text in ("it", "they", "he", "she"):
        raise UnclearError("a pronoun that nothing explains")
    return text


def frame_of(
    annotated: Annotated,
    clause: Clause,
    draft: Draft,
    asked: Token | None = None,
    stay: str = "",
    also_gone: frozenset[Token] = NOTHING,
    without_predicate: bool = False,
    hole: frozenset[Token] = NOTHING,
) -> Frame:
    """The clause without `asked`, in whose place `stay` stands (a preposition, "to do"), and without the tokens of `hole`,
    which stand inside another part. Raises UnclearError."""
    lead = source_words(annotated, clause, draft)
    subject = ""
    if asked is not clause.subject:
        subject = subject_words(annotated, clause, draft)
    else:
        draft.told.name(entity_of(annotated, clause.subject))
        draft.told.heads.append(clause.subject)
    head = clause.head
    complements: list[str] = []
    late: list[str] = []
    adverbs: list[str] = []
    verbs_behind = False
    begin = clause.auxiliaries[0].i if clause.auxiliaries else head.i
    parts = sorted([*clause.parts, *((head,) if not clause.verbal else ())], key=lambda part: part.i)
    for part in parts:
        if part is head:
            if not without_predicate:
                complements.append(predicate_words(annotated, clause, draft, hole))
            continue
        if part is asked:
            complements += [stay] if stay else []
            continue
        if part in also_gone or left_out(annotated, clause, part, begin):
            continue
        text = part_words(annotated, clause, part, draft, hole)
        if part.dep_ == "advmod" and part.i < head.i:
            adverbs.append(text)
        elif part.i < begin:
            late.append(text)
        else:
            complements.append(text)
            verbs_behind = (
                verbs_behind
                or relation(part) in ("xcomp", "ccomp", "advcl")
                or any(t.tag_.startswith("VB") for t in kept(part))
            )
    for part in clause.borrowed:
        if (
            part is not asked
            and part not in also_gone
            and annotated.time_at(part) is not None
            and not any(annotated.time_at(p) for p in clause.parts)
        ):
            late.append(part_words(annotated, clause, part, draft))
    if late and verbs_behind:
        lead = f"{lead} {late.pop(0)},".strip()
    complements += late
    if [word.lower_ for word in clause.auxiliaries] == ["did"] and clause.negation is None and not subject:
        raise UnclearError("did, for emphasis")
    particles = [c for c in head.children if c.dep_ == "compound:prt"]
    several = not clause.verbal and head.tag_ in ("NNS", "NNPS")
    return Frame(
        lead=lead, subject=subject, auxiliaries=tuple(_auxiliary(word) for word in clause.auxiliaries) or ((clause.supplied,) if clause.supplied else ()),
        negation="" if clause.negation is None else "never" if clause.negation.lower_ == "never" else "not",
        adverb=" ".join(adverbs), verb=clause.past or _verb(head, particles) if clause.verbal else "",
        base=" ".join([_prefix(head) + head.lemma_, *(p.text for p in particles)]) if clause.verbal else "",
        tense="past" if clause.past else ("past" if head.tag_ == "VBD" else "present") if clause.verbal and clause.finite is head else "",
        plural=(clause.finite is not None and clause.finite.tag_ == "VBP") or (clause.finite is not None and clause.finite.lower_ in ("were", "are", "have", "do")),
        several=several, complements=tuple(complements),
    )  # fmt: skip


def _verb(head: Token, particles: list[Token]) -> str:
    return " ".join([_prefix(head) + head.lower_, *(p.text for p in particles if p.i > head.i)])


def _prefix(head: Token) -> str:
    """What is glued to the verb: "re-" of "re-elected"."""
    if (
        head.i < 2
        or head.doc[head.i - 1].text not in ("-", "–")
        or head.doc[head.i - 1].whitespace_
        or head.doc[head.i - 2].whitespace_
    ):
        return ""
    return f"{head.doc[head.i - 2].lower_}-"


def _auxiliary(token: Token) -> str:
    low = token.lower_
    if low in ("'s", "’s"):
        return "has" if token.lemma_ == "have" else "is"
    if low in ("'d", "’d"):
        return "had" if token.lemma_ == "have" else "would"
    return CONTRACTIONS.get(low, low)


def predicate_tokens(clause: Clause) -> list[Token]:
    drop = frozenset(
        c for c in clause.head.children
        if (c not in clause.own and c.dep_ not in ("conj", "cc", "punct")) or c in clause.auxiliaries or c.dep_ in ("mark",)
    )  # fmt: skip
    drop |= frozenset(
        c
        for c in clause.head.children
        if c.dep_ == "conj"
        and (subject_of(c) is not None or any(k.dep_ == "cop" for k in c.children) or c.pos_ in ("VERB", "AUX"))
    )
    return kept(clause.head, drop)


def predicate_words(annotated: Annotated, clause: Clause, draft: Draft, hole: frozenset[Token] = NOTHING) -> str:
    tokens = [token for token in predicate_tokens(clause) if token not in hole]
    draft.used += tokens
    return words(annotated, tokens, draft.told)


def left_out(annotated: Annotated, clause: Clause, part: Token, begin: int) -> bool:
    """Whether a part says nothing of the matter, or hangs loosely behind a comma."""
    if _prefix(clause.head) and part.i == clause.head.i - 2:
        return True
    time = annotated.time_at(part)
    if time is not None and time.type == "DURATION" and not preposition_of(part) and _compared(part):
        return True  # "five years later": than what?
    if joining(part) or stock(part) or part.dep_ in ("acl:relcl", "appos", "acl"):
        return True
    if part.dep_ == "advmod":
        return part.i < begin and part.lower_ not in lexicon.words("grammar", "hedges")
    if "according" in preposition_words(part):
        return True
    if relation(part) == "advcl":
        limit = mark_of(part).startswith(LIMITS) and part.tag_ not in ("VBG", "VBN") and subject_of(part) is not None
        if limit:
            return False
        return behind_comma(part) or part.i < begin or mark_of(part) in ("whereas", "while")
    if behind_comma(part) and part.i > clause.head.i:
        if part.dep_ in ("advmod", "nmod", "nmod:unmarked", "obl:unmarked", "xcomp"):
            return True
        return relation(part) == "obl" and annotated.time_at(part) is None and part.i not in annotated.entity_at
    return False


def _compared(part: Token) -> bool:
    last = part.right_edge
    behind = part.doc[last.i + 1].lower_ if last.i + 1 < len(part.doc) else ""
    return behind in ("later", "earlier", "ago", "before", "after") or last.lower_ in ("later", "earlier", "ago")


def preposition_words(part: Token) -> list[str]:
    return [word.lower_ for word in preposition_of(part)]


def _dated(text: str) -> str:
    """A bare date behind its preposition: "released October 1982"."""
    if re.fullmatch(rf"(?:(?:{MONTHS}) )?\d{{4}}", text):
        return f"in {text}"
    day = re.fullmatch(rf"(?:(?:{MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{MONTHS}))(?:,? \d{{4}})?", text)
    return f"on {text}" if day else text


MONTHS = "|".join(month_name[1:])


def part_words(
    annotated: Annotated, clause: Clause, part: Token, draft: Draft, hole: frozenset[Token] = NOTHING
) -> str:
    tokens = [token for token in kept(part) if token not in hole]
    draft.used += tokens
    text = words(annotated, tokens, draft.told)
    if relation(part) == "obl" and not preposition_of(part) and annotated.time_at(part) is not None:
        text = _dated(text)
    if (
        relation(part) == "ccomp"
        and not mark_of(part)
        and any(t.tag_ in FINITE for t in (part, *part.children))
        and not text.startswith(("that ", "how ", "what ", "why ", "whether ", "if "))
        and not re.match(r"[“\"‘][A-Z]", text)  # a whole sentence in its own words
    ):
        text = f"that {text}"
    return text
