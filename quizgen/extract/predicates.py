"""The verb of a clause as phrases, and what the copula says of its subject."""

import re

from quizgen.annotated import Annotated, Entity
from quizgen.extract.nouns import Phrase
from quizgen.extract.pasts import past_of
from quizgen.extract.phrases import render
from quizgen.extract.unclear import CONNECTIVES, UnclearError
from quizgen.extract.verbs import SUBJECTS, auxiliary_text, prefix_of
from quizgen.models import Part
from quizgen.tokens import Token

KEPT = {
    "first",
    "often",
    "sometimes",
    "best",
    "last",
    "twice",
    "once",
    "never",
    "always",
    "only",
    "half",
    "long",
    "largely",
}  # they change what is said


def verb_phrases_of(
    head: Token, auxiliaries: list[Token], negation: Token | None, finite: Token
) -> tuple[list[Phrase], str, str]:
    """First auxiliary and rest of the verb group; else what do-support needs."""
    particles = [child for child in head.children if child.dep_ == "compound:prt"]
    adverbs = [
        child for child in head.children
        if head.pos_ == "VERB" and child.dep_ == "advmod" and child.i < head.i and (child.lower_.endswith("ly") or child.lower_ in KEPT) and child.lower_ not in CONNECTIVES
        and not list(child.children) and child.i > min([token.i for token in auxiliaries] or [head.i - 2])
    ]  # fmt: skip
    words = [auxiliary_text(token) for token in auxiliaries]
    manner = [child.text.lower() for child in adverbs if not child.is_sent_start]
    rest = [*words[1:], *manner]
    if negation is not None:
        rest.insert(0, "not" if negation.lower_ != "never" else "never")
    if head.pos_ == "VERB":
        rest += [prefix_of(head) + head.text, *[particle.text for particle in particles]]
    if len(words) == 1 and words[0] == "had" and head.tag_ == "VBN" and head.pos_ == "VERB":
        # The pluperfect orders two events of the article; a question by itself says it in the simple past.
        simple = past_of(head.lemma_)
        if not simple:
            raise UnclearError("no past form")
        negated = ["not"] if negation is not None else []
        if negated:
            raise UnclearError("negated pluperfect")
        text = " ".join([*manner, prefix_of(head) + simple, *[particle.text for particle in particles]])
        base = " ".join([*manner, prefix_of(head) + head.lemma_, *[particle.text for particle in particles]])
        return [Phrase(Part(role="verb", text=text), head)], base, "did"
    if auxiliaries:
        found = [Phrase(Part(role="auxiliary", text=words[0]), auxiliaries[0])]
        if rest:
            found.append(Phrase(Part(role="verb", text=" ".join(rest)), head))
        return found, "", ""
    if negation is not None:  # "never" without an auxiliary
        raise UnclearError("negation without auxiliary")
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(finite.tag_)
    if support is None:
        raise UnclearError("no finite verb")
    base = " ".join([*manner, prefix_of(head) + head.lemma_, *[particle.text for particle in particles]])
    return [Phrase(Part(role="verb", text=" ".join(rest)), head)], base, support


# One of so many is a figure.
ONE_OF = re.compile(r"one of (?:only )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) [a-z]")


def predicate_of(annotated: Annotated, head: Token, bound: Entity | None, plural: bool) -> Phrase:
    """The nominal or adjectival predicate after the copula, without the clause's other parts."""
    apart = [
        child.i for child in head.children
        if child.dep_ in (*SUBJECTS, "cop", "aux", "advcl", "parataxis", "conj", "mark", "punct", "cc", "obl", "expl", "ccomp", "advmod")
        and not (child.dep_ == "conj" and child.pos_ == head.pos_) and not (child.dep_ in ("cc", "punct", "advmod") and child.i > head.left_edge.i and child.dep_ != "advmod")
        and not (child.dep_ == "advmod" and (child.lower_ not in CONNECTIVES or child.i == head.i - 1) and child.lower_ not in ("not", "n't", "n’t", "never"))
    ]  # fmt: skip
    apart += [child.i for child in head.children if child.i < head.i and annotated.time_at(child) is not None]
    text = render(annotated, head, drop=apart, bound=bound, bound_plural=plural, keep_case=True)
    if re.match(r"(?i)(one|some|part|among|all|the same|like) (of|as)?", text) and not ONE_OF.match(text):
        raise UnclearError("one of many")
    if re.match(r"(?i)(?:no|nobody|nothing|none)\b", text):
        raise UnclearError("not anything")
    return Phrase(Part(role="complement", text=text), head, None)
