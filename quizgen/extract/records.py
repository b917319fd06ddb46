"""Event records: a clause as the article asserts it, its phrases in order, and its frame."""

import re
from dataclasses import dataclass

from quizgen.annotated import Entity
from quizgen.extract.nouns import Phrase
from quizgen.headlines import capitalise
from quizgen.models import Clause, Part
from quizgen.tokens import Token


@dataclass(frozen=True)
class Event:
    """A clause as asserted by the article: phrases in order, and its frame."""

    head: Token
    phrases: tuple[Phrase, ...]
    base: str
    support: str
    source: str = ""  # claimant
    source_entity: Entity | None = None
    present: bool = False  # true at the time of writing only
    negative: bool = False
    hedge: str = ""
    pruned: bool = False  # an unclear adjunct is left out: true, but not to be asked
    certainty: float = 1.0  # of the tree along its words
    headed: bool = False  # told below the article's headline, which places it

    def by_role(self, role: str) -> Phrase | None:
        return next((phrase for phrase in self.phrases if phrase.part.role == role), None)

    def when(self) -> str:
        return next((phrase.when for phrase in self.phrases if phrase.when), "")

    def ranked(self) -> bool:
        """Whether the predicate is a rank: "became the first woman to ..."."""
        return any(
            p.part.role in ("complement", "object")
            and re.match(r"(?:the )?(?:first|only|youngest|oldest|last)\b", p.part.text)
            for p in self.phrases
        )

    def predicate(self, asked: Phrase) -> str:
        """The verb of a relation: the lemma; of a passive its words, and with what else belongs to it."""
        verb = [p.part.text for p in self.phrases if p.part.role in ("auxiliary", "verb")]
        passive = self.head.tag_ == "VBN" and any(
            (p.part.role == "auxiliary" and p.part.text in ("is", "are", "was", "were"))
            or " been " in f" {p.part.text} "
            for p in self.phrases
            if p.part.role in ("auxiliary", "verb")
        )
        first = " ".join(verb) if passive else self.head.lemma_
        if asked.part.role == "subject":
            return first
        others = [p for p in self.phrases if p is not asked and p.head is not self.head]
        return " ".join([first, *(p.part.text for p in others if p.part.role in ("object", "complement"))])

    def label(self, without: Phrase | None = None) -> str:
        """The event in words, without the asked slot: what a date or place fact is about."""
        return " ".join(words_of_part(p.part) for p in self.phrases if p is not without and p.part.role != "lead")

    def sentence(self) -> str:
        """The clause as a plain sentence."""
        words = []
        for phrase, following in zip(self.phrases, (*self.phrases[1:], None), strict=True):
            fronted = phrase.part.role == "time" and following is not None and following.part.role == "subject"
            words.append(words_of_part(phrase.part) + ("," if fronted else ""))
            if phrase.part.role == "lead" and phrase.part.gloss:
                words.append(phrase.part.gloss + ",")
        text = " ".join(words)
        return capitalise(text) + ("" if text.endswith(".") else ".")

    def clause(self, asked: Phrase | None = None) -> Clause:
        phrases = self.phrases
        if asked is not None and asked.part.role != "time" and self.ranked():
            phrases = tuple(
                p for p in phrases if p.part.role != "time"
            )  # "the first to win it in 2004": the rank is enough
        parts = tuple(p.part.model_copy(update={"asked": True}) if p is asked else p.part for p in phrases)
        if (
            asked is not None and asked.part.role != "time" and self.ranked()
        ):  # nor "the first woman to receive it in 2004"
            parts = tuple(
                part
                if part.asked or part.role not in ("complement", "object")
                else part.model_copy(update={"text": YEARED.sub("", part.text)})
                for part in parts
            )
        return Clause.model_validate(
            {"parts": parts, "base": self.base, "support": self.support, "placed": self.headed}
        )


YEARED = re.compile(r"(?<= )in (?:1\d|20)\d\d$")


def words_of_part(part: Part) -> str:
    """The phrase behind its preposition."""
    return f"{part.preposition} {part.text}" if part.preposition else part.text
