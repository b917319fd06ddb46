"""The data that passes through the corridor: frozen, checked, unknown keys refused."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Base of every record: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# --------------------------------------------------------------------------------------------------------------- article


class ArticleInfo(Model):
    """What is known of an article beside its text. `id` is its canonical URL, else the slug of its first title."""

    id: str
    title: str
    published: date | None = None
    byline: str = ""
    source: str = ""


class Paragraph(Model):
    """A stretch of the article's text: characters `start` to `end`."""

    start: int
    end: int
    kind: Literal["title", "heading", "paragraph", "item"] = "paragraph"


class Article(Model):
    """An article as read. Offsets everywhere count characters of `text`, the whole decoded file for text and Markdown."""

    info: ArticleInfo
    text: str
    paragraphs: tuple[Paragraph, ...]


class Evidence(Model):
    """The sentence or sentences that prove a fact: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


# ----------------------------------------------------------------------------------------------------------------- facts


PartRole = Literal["lead", "subject", "auxiliary", "verb", "object", "complement", "oblique", "adverb", "place", "time"]


class Part(Model):
    """One phrase of a clause, standing on its own. `preposition` comes before `text`; the asked part is the slot."""

    role: PartRole
    text: str
    preposition: str = ""
    type: str = "thing"  # person, organisation, country, city, place, people, number, date, thing
    gloss: str = ""  # places a person or an acronym for a class: "Russia’s ambassador to Afghanistan"
    plural: bool = False
    asked: bool = False


class Clause(Model):
    """A clause taken apart for the realiser, its parts in the order of the sentence.

    `base` and `support` turn it into a question when it has no auxiliary: "Troops withdrew" -> "did troops withdraw".
    """

    parts: tuple[Part, ...]
    base: str = ""
    support: Literal["", "do", "does", "did"] = ""

    def asked(self) -> Part | None:
        return next((part for part in self.parts if part.asked), None)

    def headed(self) -> bool:
        """Whether it is told below a headline."""
        return any(part.type == "headline" for part in self.parts)


class FactBase(Model):
    """What every fact has. `statement` is one plain sentence that stands alone, `source` whose claim it is."""

    id: str = ""
    statement: str
    evidence: Evidence
    source: str = ""  # the claimant, where the article reports a claim
    hedge: str = ""  # "about", "reportedly", "may": kept on every output
    confidence: float = 1.0
    pattern: str = ""  # which rule found it
    salience: float = Field(default=0.0, exclude=True)  # 0 to 1: how much the article is about it
    anchors: float = Field(default=2.0, exclude=True)  # names, dates, numbers that pin it down beside the asked one
    clause: Clause | None = Field(default=None, exclude=True)  # for the realiser only, not kept in decks


class Role(FactBase):
    kind: Literal["role"] = "role"
    person: str
    role: str  # full role phrase with country or organisation: "Russia's presidential representative for Afghanistan"
    of: str = ""  # country or organisation
    as_of: str = ""  # EDTF
    former: bool = False
    office: bool = False  # a post that one holds, not a profession or a description
    unique: bool = False  # one person at a time holds it
    head_of_state: bool = Field(default=False, exclude=True)  # of a great power: not worth asking of a report
    present: bool = Field(default=False, exclude=True)  # it holds as the article is written
    sole: bool = Field(default=True, exclude=True)  # nothing else that the article says of the person answers as well


class Dated(FactBase):
    kind: Literal["date"] = "date"
    event: str
    when: str  # EDTF


class Participant(FactBase):
    kind: Literal["participant"] = "participant"
    event: str
    participants: tuple[str, ...]
    part: str = "attended"  # host, attended, expected, invited, absent, agent
    when: str = ""


class Place(FactBase):
    kind: Literal["place"] = "place"
    event: str
    place: str
    when: str = ""


class Quotation(FactBase):
    kind: Literal["quotation"] = "quotation"
    speaker: str
    content: str  # the words when `exact`, else the reported statement
    exact: bool = False
    embedded: bool = Field(default=False, exclude=True)  # exact words that go on after "said that"
    organisation: bool = Field(default=False, exclude=True)  # a body or state speaks, not a person
    about: str = Field(default="", exclude=True)  # what the pronouns of exact words mean
    gap: str = Field(default="", exclude=True)  # exact words with a number blanked
    key: str = Field(default="", exclude=True)  # that number
    dated: str = Field(default="", exclude=True)  # EDTF for a question: the day, else the month of the report
    naming: str = Field(default="", exclude=True)  # the verb, where the words are what it calls `about`
    headline: str = Field(default="", exclude=True)  # below which exact words stand alone
    verb: str = "said"  # the cue in the past tense
    occasion: str = ""
    when: str = ""


class Quantity(FactBase):
    kind: Literal["quantity"] = "quantity"
    what: str
    value: str
    unit: str = ""
    when: str = ""


class Definition(FactBase):
    kind: Literal["definition"] = "definition"
    term: str
    description: str
    be: Literal["is", "are", "was", "were", "stands for"] = "is"
    reversible: bool = Field(default=False, exclude=True)  # full enough to ask for the term
    people: bool = Field(default=False, exclude=True)  # asked for with "who"
    headline: str = Field(default="", exclude=True)  # of the report, which places an abbreviation


class Relation(FactBase):
    kind: Literal["relation"] = "relation"
    subject: str
    predicate: str
    object: str
    when: str = ""


class Statement(FactBase):
    """What a sentence says as it stands, its asides cut and its pronouns named: the fact of its clozes and true-falses."""

    kind: Literal["statement"] = "statement"


Fact = Annotated[
    Role | Dated | Participant | Place | Quotation | Quantity | Definition | Relation | Statement,
    Field(discriminator="kind"),
]
FACT_MODELS = (Role, Dated, Participant, Place, Quotation, Quantity, Definition, Relation, Statement)

# ------------------------------------------------------------------------------------------------------------- questions

Form = Literal["short", "cloze", "choice", "true-false", "matching", "ordering"]
FORMS = ("short", "cloze", "choice", "true-false", "matching", "ordering")
Context = Literal["alone", "placed", "article"]
CONTEXTS = ("alone", "placed", "article")  # in this order each needs more beside the question
BLANK = "____"  # stands once in the stem of a cloze


class Pair(Model):
    """One line of a matching question; in an ordering question `right` is the date and the pairs stand in order."""

    left: str
    right: str


class Proposal(Model):
    """A question that nobody has judged yet, from our own templates or from elsewhere; `form` and its fields as in Question.

    `context` is the least that its own words need by grammar: `alone` when everything in it is named and dated, `placed`
    when the article's title and month name it, else `article`. `asked` are the characters of the article's text that
    answer it, `margin` (0 to 1) how sure the engine was of the tree and the tags along the words that were moved.
    """

    form: Form
    stem: str
    answer: str
    also_accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    note: str = ""
    kind: str
    fact: str
    template: str
    evidence: Evidence
    asked: tuple[int, int] | None = None
    context: Context = "article"
    margin: float = 1.0


class Question(Model):
    """One question. `id` is the fact's id and the template's id; learners' histories hang on it.

    short: `stem` asks, `answer` answers. cloze: `stem` has one BLANK. choice: `distractors` are the three wrong options.
    true-false: `stem` is the statement alone, `answer` is "True" or "False", `note` says what is right.
    matching and ordering: `pairs`; `answer` is empty.
    """

    id: str
    form: Form
    stem: str
    answer: str = ""
    also_accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    note: str = ""
    kind: str
    fact: str
    also_facts: tuple[str, ...] = ()  # the other facts of a matching or ordering question
    template: str
    context: Context = "alone"  # the least that must stand beside it
    changed: datetime  # UTC: last change of what a learner sees; Anki's modification time
    content: str = ""  # hash of what a learner saw of it at `changed`; another one now means that a person edited it
    edited: bool = False  # a person's words: `make` keeps them


class Template(Model):
    """Words with slots. `{slot}` or `{slot:form}`; `needs` are conditions on the fact: "of", "!former", "asked.type=person"."""

    id: str
    kind: str
    form: Form
    stem: str
    answer: str = ""
    note: str = ""
    needs: tuple[str, ...] = ()
    worth: float = 1.0  # how much teachers like questions of this template, for selection


class Deck(Model):
    """What a person keeps and edits: one TOML file."""

    title: str
    article: ArticleInfo
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()

    def fact(self, fact_id: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.id == fact_id), None)


class Rejected(Model):
    """A candidate that a guard stopped, with the guard's code and what it saw."""

    stem: str
    answer: str
    fact: str
    template: str
    code: str
    why: str
