"""What can be decided of a question, as the page sends it, and the question that comes out."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quizgen.deck_file import stamped_question
from quizgen.ids import content_hash, own_id
from quizgen.models import Context, Deck, Evidence, Form, Letter, Model, Pair, Question

LONGEST = 2000  # characters of one text
MOST = 40  # texts of one kind
Text = Annotated[str, StringConstraints(max_length=LONGEST)]
Texts = Annotated[tuple[Text, ...], Field(max_length=MOST)]


class Words(Model):
    """What she typed into the fields of a question."""

    form: Form
    stem: Text
    answer: Text = ""
    also_accept: Texts = ()
    distractors: Texts = ()
    pairs: Annotated[tuple[tuple[Text, Text], ...], Field(max_length=MOST)] = ()
    note: Text = ""
    context: Context

    def on(self, question: Question) -> Question:
        """The question in these words. What was tested of another answer is forgotten."""
        paired = self.form in ("matching", "ordering")
        answer = "" if paired else plain(self.answer)
        pairs = (Pair(left=plain(left), right=plain(right)) for left, right in self.pairs if paired)
        other = answer != question.answer
        return question.model_copy(
            update={
                "form": self.form,
                "stem": plain(self.stem),
                "answer": answer,
                "also_accept": tuple(filter(None, map(plain, self.also_accept))),
                "distractors": tuple(filter(None, map(plain, self.distractors))),
                "pairs": tuple(pair for pair in pairs if pair.left or pair.right),
                "note": plain(self.note),
                "context": self.context,
                "options": () if other else question.options,
                "asked": None if other else question.asked,
            }
        )


class Judge(Model):
    """She wants it, does not want it, or takes either back. `letter` is the test that a dropped one failed."""

    do: Literal["keep", "drop", "open"]
    id: str
    stamp: str  # of the block that she saw
    letter: Letter = ""


class Edit(Model):
    """She says it in her own words, which keeps it."""

    do: Literal["edit"]
    id: str
    stamp: str
    words: Words


class Worth(Model):
    """Points; 0 for those of its form."""

    do: Literal["points"]
    id: str
    stamp: str
    points: Annotated[int, Field(ge=0, le=100)]


class Move(Model):
    """It goes right before another one, or to the end."""

    do: Literal["move"]
    id: str
    stamp: str
    before: str = ""


class Add(Model):
    """A question of her own on an article, on words of it that she selected or on none."""

    do: Literal["add"]
    words: Words
    article: str
    span: tuple[int, int] | None = None  # characters of the article's text


class Take(Model):
    """A candidate of the drawer, by its id."""

    do: Literal["take"]
    id: str


Decision = Annotated[Judge | Edit | Worth | Move | Add | Take, Field(discriminator="do")]


def plain(text: str) -> str:
    """One line without control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def judged(question: Question, decision: Judge) -> Question:
    """The question kept, dropped or open again."""
    dropped = decision.do == "drop"
    letter = decision.letter if dropped else ""
    update = {"kept": decision.do == "keep", "dropped": dropped, "letter": letter, "unread": False}
    return question.model_copy(update=update)


def edited(question: Question, words: Words, deck: Deck, now: datetime) -> Question:
    """The question in her words, marked so where they are others; it is kept."""
    typed = words.on(question).model_copy(update={"kept": True, "dropped": False, "letter": "", "unread": False})
    said = set(Words.model_fields)
    if typed.model_dump(include=said) == question.model_dump(include=said):
        return typed
    return stamped_question(typed, deck.facts_by_id, now)


def own(
    words: Words, deck: Deck, article: str, proof: Evidence | None, asked: tuple[int, int] | None, now: datetime
) -> Question:
    """A question of hers; `article` is the id of its article, `proof` the sentence around the words that she selected."""
    several = len(deck.articles) > 1
    if proof is not None and several:
        proof = proof.model_copy(update={"article": article})
    typed = words.on(Question(id="", form=words.form, stem="", changed=now.replace(microsecond=0)))
    answer = typed.answer or "; ".join(f"{pair.left}: {pair.right}" for pair in typed.pairs)
    made = typed.model_copy(
        update={
            "id": own_id(article, typed.form, typed.stem, answer),
            "evidence": proof,
            "asked": asked,
            "article": article if several and proof is None else "",
            "edited": True,
            "kept": True,
        }
    )
    return made.model_copy(update={"content": content_hash(made, {})})
