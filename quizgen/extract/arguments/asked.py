"""What the slots of a clause share: one asked phrase with the frame that asks for it, and the words of the answer."""

import re
from dataclasses import dataclass, field

from quizgen.annotated import Annotated, Entity
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import Draft
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.pronouns import entity_of, named
from quizgen.extract.grammar.trees import own_tokens, preposition_of
from quizgen.extract.grammar.wording import words
from quizgen.extract.unclear import UnclearError
from quizgen.models import Frame, Slot
from quizgen.tokens import Token


@dataclass(frozen=True)
class Asked:
    """A phrase of a clause that a question can ask for, with everything that its fact needs."""

    slot: Slot
    sort: Sort
    frame: Frame
    answer: str
    tokens: tuple[Token, ...]  # of the answer
    used: tuple[Token, ...]  # of the question
    preposition: str = ""
    also: tuple[str, ...] = ()


@dataclass
class Request:
    """What an asker works with."""

    annotated: Annotated
    clause: Clause
    draft: Draft = field(default_factory=Draft)


EMPTY_ANSWER = re.compile(
    r"(?i)(?:this|these|those|it|its|they|them|him|her|he|she|that|others?|one|ones|there|here|so|such|who|which|what|all|some|many|most|much|more|each|both|none|"
    r"nothing|something|anything|everything|himself|herself|itself|themselves|each other|one another|(?:during|at|in) (?:the|that) (?:time|period))"
)


def answer_words(annotated: Annotated, tokens: list[Token], draft: Draft) -> str:
    """The answer's words. Raises UnclearError where they say nothing by themselves."""
    own = list(own_tokens(tokens))
    if not own:
        raise UnclearError("no answer")
    text = words(annotated, tokens, draft.told)
    if EMPTY_ANSWER.fullmatch(text) or re.match(r"(?i)(?:and|or|but|what|who|which|why|how)\b", text):
        raise UnclearError(f"an answer that says nothing: {text}")
    if text.lower() in ("do", "do so", "do it", "do that", "do this"):
        raise UnclearError("an act that is told elsewhere: do so")
    if any(t.lower_ in ("any", "no") and t.dep_ == "det" and t.head in own for t in own):
        raise UnclearError(f"an answer that is none or any: {text}")
    pointing = {t.lower_ for t in own if t.dep_ in ("nmod", "nmod:poss", "det")} & {"whom", "which", "whose"}
    if pointing & set(text.lower().split()):
        raise UnclearError(f"an answer that says nothing: {text}")
    return text


def asked_as(
    request: Request, slot: Slot, sort: Sort, frame: Frame, tokens: list[Token], preposition: str = ""
) -> Asked:
    """The asked phrase with the words of its tokens as the answer; made after its frame, which has named what it names."""
    used = tuple(request.draft.used)
    answer = answer_words(request.annotated, tokens, request.draft)
    return Asked(slot, sort, frame, answer, tuple(tokens), used, preposition)


def check_first_mention(annotated: Annotated, token: Token, tokens: list[Token]) -> None:
    """Raises UnclearError for "the area" that goes back to something told before; not for "the heart"."""
    own = list(own_tokens(tokens))
    bare = len(own) == 2 and own[0].lower_ == "the" and own[1] is token and token.pos_ == "NOUN"
    if bare and (
        token.i in annotated.antecedent
        or any(t.lower_ == token.lower_ for t in annotated.doc.tokens[: token.sent.start])
    ):
        raise UnclearError(f"an answer that goes back: the {token.text}")


def entity_answer(annotated: Annotated, token: Token, tokens: list[Token], draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The answer for a noun phrase; a person in full, with the words of the article as another answer."""
    entity = entity_of(annotated, token)
    if entity is not None and (token.pos_ == "PRON" or _is_name(annotated, entity, tokens)):
        said = " ".join(each.text for each in own_tokens(tokens))
        full = named(entity)
        return full, (said,) if said != full and token.pos_ != "PRON" else ()
    check_first_mention(annotated, token, tokens)
    return answer_words(annotated, tokens, draft), _shorter(annotated, token, tokens, draft)


def _shorter(annotated: Annotated, token: Token, tokens: list[Token], draft: Draft) -> tuple[str, ...]:
    """The phrase without the clauses that hang on it, which is as right: "water clocks" of "water clocks that ..."."""
    clauses = [c for c in token.children if c.dep_ in ("acl", "acl:relcl") and c.i > token.i and c in tokens]
    inside = {t for c in clauses for t in c.subtree}
    short = [t for t in tokens if t not in inside]
    telling = [t for t in own_tokens(short) if t.pos_ not in ("DET", "ADP")]
    if not clauses or len(telling) < SHORTEST_TELLING:
        return ()
    return (answer_words(annotated, short, draft),)


SHORTEST_TELLING = 2  # words of a phrase that tells enough without its clauses


def _is_name(annotated: Annotated, entity: Entity, tokens: list[Token]) -> bool:
    """Whether a phrase is one person's name and nothing else."""
    own = list(own_tokens(tokens))
    return entity.type == "PERSON" and all(annotated.entity_at.get(token.i) is entity for token in own)


def bare_tokens(token: Token) -> list[Token]:
    """A phrase without its preposition."""
    prepositions = set(preposition_of(token))
    tokens = [each for each in kept(token) if each not in prepositions]
    if tokens[0].lower_ in ("least", "most") and tokens[0].doc[tokens[0].i - 1].lower_ == "at":
        return [tokens[0].doc[tokens[0].i - 1], *tokens]
    while len(tokens) > 1 and (tokens[0].dep_ == "case" or tokens[0].lower_ in ("along", "together")):
        tokens = tokens[1:]
    return tokens
