"""Whether a card says what its sentence says in the same way: not denied, not more certain, not as its own claim, not in part."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.annotated import Annotated
from quizgen.bring.card import Card
from quizgen.bring.matter import Line, Matter, akin
from quizgen.bring.verdict import Checked
from quizgen.tokens import Token

NOUNS = ("NOUN", "PROPN", "PRON")
DENIALS = frozenset(
    ["not", "n't", "n’t", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "hardly", "cannot"]
)
APPROXIMATE = frozenset(["about", "around", "approximately", "roughly", "estimated", "almost", "nearly", "least"])
_UNSURE = """
    may might could reportedly allegedly apparently possibly probably likely perhaps suspected believed believe suggests
    suggested"""
UNSURE = frozenset(_UNSURE.split())
HEDGES = APPROXIMATE | UNSURE
_SPEAKING = """
    say said says tell told according claim claimed state stated report reported call called describe described
    announce announced think thought view opinion argue argued suggest suggested warn warned believe believed
    value valued estimate estimated comment commented put placed find found promise promised plan planned expect
    expected"""
SPEAKING = frozenset(_SPEAKING.split())


def as_said(annotated: Annotated, line: Line, card: Card, question: Matter, answer: Matter | None) -> Checked:
    """Proved by this sentence, or why not."""
    words = _words(card)
    core = _core(annotated, line, question, answer)

    def wrong(verdict: str, code: str, why: str) -> Checked:
        return Checked.model_validate(
            {"card": card, "verdict": verdict, "code": code, "why": why, "evidence": line.evidence}
        )

    denied = _denied(core)
    if answer is None and denied != bool(words & DENIALS):
        return wrong("contradicted", "denial", "the article denies it" if denied else "the article does not deny it")
    if hedge := _hedge(core, words):
        return wrong("flawed", "hedge-dropped", f"the article says “{hedge}”, the card does not")
    if speaker := _claimant(annotated, line, core, card, words):
        return wrong("flawed", "claim-as-fact", f"{speaker} says so, the card states it as a fact")
    if answer is not None and (left := _left_out(line, question, answer, annotated)):
        return wrong("flawed", "not-whole", f"the article names {left} as well")
    return Checked(card=card, verdict="proved", evidence=line.evidence)


def _words(card: Card) -> frozenset[str]:
    text = re.sub(r"\bMay\b", " ", f"{card.question} {card.answer}")
    return frozenset(re.findall(r"[\w’']+", text.lower()))


def _core(annotated: Annotated, line: Line, question: Matter, answer: Matter | None) -> list[Token]:
    """The words of the sentence that the card is about: the answer's, of a statement all that it shares."""
    keys = (answer or question).keys
    held = [t for key, tokens in line.matter.keys.items() if any(akin(key, k) for k in keys) for t in tokens]
    if answer is not None and answer.days:
        held += [t for t in annotated.doc[line.start : line.end] if t.i in annotated.time_of]
    return sorted(set(held), key=lambda token: token.i)


def _denied(core: Sequence[Token]) -> bool:
    """Whether the verb that governs most of these words is denied, or has a denied subject or object."""
    verbs = Counter(
        verb for token in core for verb in [_verb_of(token)] if verb is not None and verb.lower_ not in SPEAKING
    )
    if not verbs:
        return False
    verb = verbs.most_common(1)[0][0]
    near = [*verb.children, *(each for child in verb.children if child.pos_ in NOUNS for each in child.children)]
    return any(token.lower_ in DENIALS for token in near)


def _verb_of(token: Token) -> Token | None:
    return next((each for each in (token, *token.ancestors) if each.pos_ in ("VERB", "AUX")), None)


def _hedge(core: Sequence[Token], words: frozenset[str]) -> str:
    """A word of the sentence that makes these words less certain, where the card has none; "" where there is none."""
    if words & HEDGES:
        return ""
    for token in core:
        near = [*token.children, *(token.head.children if token.pos_ == "NUM" else ())]
        if (
            found := next((each for each in near if each.i < token.i and each.lower_ in APPROXIMATE), None)
        ) is not None:
            return str(found.text)
        for above in _up_to_verb(token):
            for each in (above, *above.children):
                if each.lower_ in UNSURE and each.text != "May" and not any(c.lower_ == "more" for c in each.children):
                    return each.text
    return ""


def _up_to_verb(token: Token) -> Iterator[Token]:
    """A word and those above it, to the verb that it belongs to."""
    for each in (token, *token.ancestors):
        yield each
        if each.pos_ in ("VERB", "AUX"):
            return


def _claimant(annotated: Annotated, line: Line, core: list[Token], card: Card, words: frozenset[str]) -> str:
    if words & SPEAKING or card.form != "true-false":
        return ""
    places = {token.i for token in core}
    for said in annotated.attributions:
        if said.speaker is None or not places & set(said.content):
            continue
        if len(places & set(said.content)) < len(places) / 2:
            continue
        name = said.entity.name if said.entity else said.speaker.text
        if not {word.lower() for word in name.split()} & words:
            return name
    return ""


def _left_out(line: Line, question: Matter, answer: Matter, annotated: Annotated) -> str:
    """A conjunct beside the answer that the card leaves out."""
    own = [t for key, tokens in line.matter.keys.items() if key in answer.keys for t in tokens if key in answer.names]
    own_set = set(own)
    for token in own:
        chain = [token, *_conjuncts(token)]
        if len(chain) < 2:
            continue
        marked = {key for t in token.subtree for key in (t.lemma_.lower(),) if key in question.keys}
        if marked:
            continue
        for other in chain[1:]:
            if other not in own_set and other.pos_ == "PROPN" and other.lemma_.lower() not in question.keys:
                return other.text
    return ""


def _conjuncts(token: Token) -> list[Token]:
    first = token
    while first.dep_ == "conj":
        first = first.head
    found, todo = [first], [first]
    while todo:
        for child in todo.pop().children:
            if child.dep_ == "conj":
                found.append(child)
                todo.append(child)
    return [each for each in found if each is not token]
