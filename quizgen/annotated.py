"""What annotation hands to extraction: the Doc and its typed layers."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.annotate.times import TimeExpression
from quizgen.headlines import Headline
from quizgen.models import Article, Context, Evidence
from quizgen.tokens import Doc, Span, Token


@dataclass(eq=False)
class Entity:
    """One person, organisation, place ... of the article: all its mentions meet here.

    `name` is the canonical name, `type` the engine's label or COUNTRY, `gender` "m", "f" or "".
    `phrase` places it for a class that has not read the article: "Russia's presidential envoy", "the UN refugee agency".
    """

    name: str
    type: str
    mentions: list[Span] = field(default_factory=list)
    gender: str = ""
    phrase: str = ""
    country: str = ""
    known: bool = False  # a class can be expected to know it
    article: bool = False  # takes "the"


class Attribution(NamedTuple):
    """Who said what: `content` are the token positions said, `cue` the verb, `exact` when it stood in quote marks."""

    speaker: Token | None
    cue: Token
    content: tuple[int, ...]
    quote: tuple[int, int] | None  # token span between quote marks
    entity: Entity | None = None


class Antecedent(NamedTuple):
    """What a pronoun or definite phrase means, in words that can stand in its place.

    `text` is a noun phrase that needs no pronoun and begins with its article, small: "Ann Marlow", "the Tern Society",
    "the plan to close the bridge". It replaces the pronoun, or the whole definite phrase ("the plan", "this plan") with
    what hangs on its noun; a possessive ("its") becomes `text` + "’s". `span` is the phrase of the article that it was
    made from, an earlier mention, and `head` its noun. `entity` is the named thing meant, where it has a name, the same
    as in `Annotated.reference`. `plural` says which verb it takes. `context` is the least beside which `text` tells
    which one is meant: a name `alone`; a description that a name or a whole date pins down `placed`; one that tells
    only what sort of thing it is ("the plan", "a driver") with the `article`. `odds` is how sure the link is, 0 to 1;
    what is doubtful has no entry.
    """

    text: str
    span: Span
    head: Token
    entity: Entity | None
    plural: bool
    context: Context
    odds: float


@dataclass
class Annotated:
    """An article with everything that annotation knows of it. Positions are token positions of `doc`."""

    article: Article
    doc: Doc
    times: list[TimeExpression]
    time_of: dict[int, TimeExpression]  # token -> the time expression that it stands in
    entities: list[Entity]
    entity_at: dict[int, Entity]  # token -> the entity whose mention it stands in
    reference: dict[int, Entity]  # head token of a pronoun or definite phrase -> the named thing that it refers to
    antecedent: dict[int, Antecedent]  # the same, and those that go back to a description: what stands in their place
    attributions: list[Attribution]
    selves: dict[int, Entity]  # "I", "me", "my" -> the person who says it
    meetings: dict[str, str]  # place name -> month ("2021-10") of the talks held there, where the article tells one
    meeting: Entity | None  # the one meeting that the article names by its place, under the name that tells it
    report: bool  # a dated report: it speaks of days as its writer saw them ("on Wednesday")
    headline: Headline | None  # of a report; what it names needs no other name in a question that shows it
    starts: list[tuple[int, int]]  # of each paragraph: its first character in the Doc's text, and in the article's
    proofs: dict[int, Evidence] = field(
        default_factory=dict
    )  # sentence, by its first token -> how it stands in the article
    placed: frozenset[str] = frozenset()  # nouns that stand alone with "the": those of the headline, where it is shown

    def offset(self, character: int) -> int:
        """Where a character of the Doc's text stands in the article's."""
        here, there = self.starts[bisect(self.starts, (character, len(self.article.text))) - 1]
        return there + character - here

    def time_at(self, token: Token) -> TimeExpression | None:
        """The time expression that a token stands in."""
        return self.time_of.get(token.i)

    def mention_of(self, token: Token) -> tuple[Entity, Span] | None:
        """The entity and the mention that a token stands in."""
        entity = self.entity_at.get(token.i)
        if entity is None:
            return None
        return next(((entity, span) for span in entity.mentions if span.start <= token.i < span.end), None)

    def is_about(self, entity: Entity) -> bool:
        """Whether the article is about it: its title names it, or has the last name of the person named most."""
        title = self.article.info.title
        if entity.type != "PERSON":
            return entity.name in title
        most = max(len(other.mentions) for other in self.entities if other.type == "PERSON")
        return entity.name in title or (entity.name.split()[-1] in title and len(entity.mentions) == most)

    def sentences(self) -> Iterator[Span]:
        yield from self.doc.sents
