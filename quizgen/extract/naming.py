"""What somebody or something was called: "known to the Romans as Eboracum", "renamed Litzmannstadt in 1940", "named after"."""

from collections.abc import Iterator

from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import entity_type, named
from quizgen.extract.parts import time_of
from quizgen.extract.phrases import render
from quizgen.extract.standing import referent
from quizgen.extract.unclear import UnclearError
from quizgen.models import Clause, Part, Relation
from quizgen.tokens import Token

CALLING = {"call", "name", "rename", "nickname", "dub", "christen", "title", "rechristen"}
PLAINLY = {"formerly", "originally", "initially", "officially", "locally", "affectionately", "informally", "colloquially", "traditionally"}  # fmt: skip
NICKNAMING = {"nickname", "dub"}
UNSURE = {"sometimes", "often", "perhaps", "probably", "variously", "previously"}
QUOTES = "“\"'‘"
FIRM = 3.0


def find_namings(annotated: Annotated) -> Iterator[Relation]:
    """Names given to named things, from passives with their name: one with an agent, a time or its manner can be asked."""
    for verb in annotated.doc:
        if verb.tag_ == "VBN" and (verb.lemma_ in CALLING or verb.lemma_ == "know"):
            try:
                naming = _naming(annotated, verb)
            except UnclearError:
                continue
            if naming is not None:
                yield naming


def _naming(annotated: Annotated, verb: Token) -> Relation | None:
    subject, be = _subject(annotated, verb)
    if subject is None or any(c.dep_ == "advmod" and c.lower_ in ("not", "never") for c in verb.children):
        return None
    target = _name(verb)
    if target is None or any(c.dep_ in ("conj", "cc") for c in target.children):
        return None  # "known as X or Y"
    after = any(c.dep_ == "case" and c.lower_ in ("after", "for") for c in target.children)
    name = _text(annotated, target)
    if not name or name.lower() in subject.name.lower() or subject.name.lower() in name.lower():
        return None
    agent = _agent(annotated, verb, target)
    time = next((found for c in verb.children if (found := time_of(annotated, c)) is not None), None)
    manner = next((c.lower_ for c in verb.children if c.dep_ == "advmod" and c.lower_ in PLAINLY), "")
    vague = any(c.dep_ == "advmod" and c.lower_ in UNSURE for c in verb.children)
    also = verb.lemma_ == "know" and any(c.dep_ == "advmod" and c.lower_ == "also" for c in verb.children)
    asked = _asked(verb, name, target, after, annotated)
    if also and asked.type == "name":
        asked, be = asked.model_copy(update={"type": "other name"}), "is" if verb.dep_ == "acl" else be
    parts = [
        Part(role="subject", text=named(subject), type=entity_type(subject)),
        Part(role="auxiliary", text=be),
        *([Part(role="adverb", text=manner)] if manner else []),
        Part(role="verb", text=verb.lower_),
        asked,
        *([Part(role="oblique", text=agent, preposition="to" if verb.lemma_ == "know" else "by")] if agent else []),
        *([time.part] if time is not None else []),
    ]
    told_apart = agent or time is not None or manner or also or asked.type == "nickname" or verb.lemma_ == "rename"
    firm = after or (not vague and bool(told_apart))
    told = [part.model_copy(update={"preposition": "as"}) if part.type in ("name", "other name", "nickname") and verb.lemma_ == "know" else part for part in parts]  # fmt: skip
    statement = " ".join(f"{part.preposition} {part.text}".strip() for part in told)
    return Relation(
        subject=named(subject), predicate=f"{verb.lemma_} after" if after else verb.lemma_, object=name,
        statement=f"{statement[:1].upper()}{statement[1:]}.", evidence=sentence_evidence(annotated, verb), pattern=f"naming, {verb.lemma_}",
        confidence=0.9, anchors=FIRM if firm else 0.0, clause=Clause(parts=tuple(parts)),
    )  # fmt: skip


def _subject(annotated: Annotated, verb: Token) -> tuple[Entity | None, str]:
    """Who has the name, and the form of "be": the passive's subject, or the noun that the participle belongs to."""
    passive = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
    be = next((c for c in verb.children if c.dep_ == "aux:pass" and c.lower_ in ("is", "was")), None)
    if passive is not None and be is not None and not any(c.dep_ == "aux" for c in verb.children):
        return referent(annotated, passive), be.lower_
    if verb.dep_ == "acl" and passive is None:
        return annotated.entity_at.get(verb.head.i), "was"
    return None, ""


def _name(verb: Token) -> Token | None:
    """The word that heads the name: behind "as" with "know", the complement of the others, or what stands behind "after"."""
    for child in verb.children:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if child.dep_ == "obl" and (
            cases == {"as"}
            if verb.lemma_ == "know"
            else cases in ({"after"}, {"to"} if verb.lemma_ == "rename" else {"after"})
        ):
            return child
    if verb.lemma_ == "know":
        return None
    return next((c for c in verb.children if c.dep_ in ("xcomp", "obj") and c.i > verb.i), None)


def _text(annotated: Annotated, target: Token) -> str:
    """The name as it stands: words in quote marks, or capital words; "" for a description ("one of the best")."""
    words = [t for t in target.subtree if t.dep_ != "case" or t.i > target.i]
    quoted = next((i for i, t in enumerate(words) if t.text in QUOTES), None)
    if quoted is not None:
        end = next((j for j in range(quoted + 1, len(words)) if words[j].text in "”\"'’"), None)
        if any(t.i < words[quoted].i and t.dep_ != "det" for t in words):
            return ""  # "England’s “City of Bridges”"
        inside = annotated.doc[words[quoted].i + 1 : words[end].i].text if end is not None else ""
        return inside if 0 < len(inside.split()) <= 8 else ""
    mention = annotated.mention_of(target)
    if mention is not None and mention[1].start <= target.i < mention[1].end:
        if any(t.i < mention[1].start and t.lower_ not in ("the", "as", "after", "for", "a") for t in words):
            return ""  # "the poet Virgil", "what is now Oslo"
        entity, span = mention
        start = span.start - (span.start > 0 and annotated.doc[span.start - 1].lower_ == "the")
        return annotated.doc[start : span.end].text if entity.type != "NORP" else ""
    capitals = [t for t in words if t.text[:1].isupper()]
    return (
        annotated.doc[words[0].i : words[-1].i + 1].text if len(capitals) == len(words) and 1 <= len(words) <= 5 else ""
    )


def _agent(annotated: Annotated, verb: Token, target: Token) -> str:
    """By or to whom, where it is a name or a plural ("the Romans", "locals")."""
    for child in verb.children:
        cases = [c for c in child.children if c.dep_ == "case"]
        if (
            child is not target
            and child.dep_ in ("obl", "obl:agent")
            and any(c.lower_ in ("by", "to", "among") for c in cases)
        ):
            if annotated.time_at(child) is not None:
                continue
            relative = [c.i for c in child.children if c.dep_ in ("acl:relcl", "acl", "appos")]
            return render(annotated, child, drop=[*relative, *(c.i for c in cases)])
    return ""


def _asked(verb: Token, name: str, target: Token, after: bool, annotated: Annotated) -> Part:
    if after:
        entity = annotated.entity_at.get(target.i)
        kind = "person" if entity is not None and entity.type == "PERSON" else "thing"
        return Part(
            role="oblique" if kind == "person" else "object", text=name, preposition="after", type=kind, asked=True
        )
    if verb.lemma_ == "know":
        quoted = any(t.text in QUOTES for t in target.subtree)
        return Part(role="oblique", text=name, preposition="by", type="nickname" if quoted else "name", asked=True)
    return Part(role="object", text=name, type="nickname" if verb.lemma_ in NICKNAMING else "thing", asked=True)
