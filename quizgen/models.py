"""The data that passes through the corridor: frozen, checked, unknown keys refused."""

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from quizgen.kinds import CONTEXTS as CONTEXTS
from quizgen.kinds import FORMS as FORMS
from quizgen.kinds import Context as Context
from quizgen.kinds import Form as Form


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
    licence: str = ""  # under which its text may be passed on, printed below it
    place: str = ""  # of its dateline: "HALIFAX, N.S."
    agency: str = ""  # of its dateline: "Reuters"


class Paragraph(Model):
    """A stretch of the article's text: characters `start` to `end`."""

    start: int
    end: int
    kind: Literal["title", "heading", "paragraph", "item"] = "paragraph"


class LeftOut(Model):
    """Words of a source that were not taken for the article, and what they were: "captions"."""

    why: str
    words: int


class Article(Model):
    """An article as read. Offsets everywhere count characters of `text`, the whole decoded file for text and Markdown."""

    info: ArticleInfo
    text: str
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...] = Field(default=(), exclude=True)


class KeptParagraph(Model):
    """A paragraph as a deck keeps it: its text begins at character `start` of the article's text."""

    start: int
    text: str
    kind: Literal["title", "heading", "paragraph", "item"] = "paragraph"


class KeptArticle(ArticleInfo):
    """An article as a deck keeps it. `paragraphs` are empty in a deck made with `--no-text`."""

    report: bool = False  # news of its day: the placing line tells its month
    sha256: str = ""  # of its whole text in UTF-8, to see whether the article was corrected since
    paragraphs: tuple[KeptParagraph, ...] = ()


class Evidence(Model):
    """The sentence or sentences that prove a fact: `article.text[start:end] == text`.

    `article` is the id of the article in a deck of several; "" is the deck's first, and in most decks only, one.
    """

    text: str
    start: int
    end: int
    article: str = ""


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
    placed: bool = False  # nothing in it says of what or when it speaks: the article's title and month do

    def asked(self) -> Part | None:
        return next((part for part in self.parts if part.asked), None)


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
    placed: bool = Field(default=False, exclude=True)  # exact words that stand alone below the article's title
    near: bool = Field(default=False, exclude=True)  # a whole thought, clear to whoever has the article beside it
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
    placed: bool = Field(default=False, exclude=True)  # the abbreviation of a report, which its title places


class Relation(FactBase):
    kind: Literal["relation"] = "relation"
    subject: str
    predicate: str
    object: str
    when: str = ""


class Statement(FactBase):
    """What a sentence says as it stands, its asides cut and its pronouns named: the fact of its clozes and true-falses."""

    kind: Literal["statement"] = "statement"


class Slot(StrEnum):
    """What a phrase is to its clause: participants, then circumstances, as semantic role labelling has them."""

    SUBJECT = "subject"
    AGENT = "agent"  # of a passive
    OBJECT = "object"
    PREDICATE = "predicate"  # what somebody or something is or became
    MEANING = "meaning"  # of a term
    OBLIQUE = "oblique"  # with its preposition
    TIME = "time"
    DURATION = "duration"
    FREQUENCY = "frequency"
    PLACE = "place"
    MEMBERS = "members"  # of a row that is counted
    NUMBER = "number"  # how many
    AMOUNT = "amount"  # how much, which share, what age
    REASON = "reason"
    PURPOSE = "purpose"
    MEANS = "means"
    CONDITION = "condition"
    ACT = "act"  # what somebody agreed, tried, was allowed to do
    CONTENT = "content"  # what somebody said, found or decided


class Asks(StrEnum):
    """What sort of answer is wanted: the question words hang on it (answer types, after Li and Roth 2002)."""

    PERSON = "person"
    CLASS = "class"  # "which enzyme": `noun` says of what class
    SORT = "sort"  # "what kind of walls"
    THING = "thing"
    NAME = "name"
    DATE = "date"
    YEAR = "year"
    CENTURY = "century"
    DECADE = "decade"
    TIME = "time"
    SPAN = "span"  # how long
    START = "start"  # since when
    END = "end"  # until when
    RATE = "rate"  # how often
    PLACE = "place"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    AGE = "age"
    MEASURE = "measure"  # "at what temperature"
    EXTENT = "extent"  # "how old", "how far"
    CAUSE = "cause"
    MANNER = "manner"
    CONDITION = "condition"
    ACT = "act"


class Frame(Model):
    """A clause without its asked part, taken apart for the realiser; each text stands as it is to be printed.

    `verb` is inflected as it follows the auxiliaries (or stands alone, in `tense`), `base` its infinitive. Of "Troops did
    not withdraw in May": subject "Troops", auxiliaries ("did",), negation "not", verb "withdraw", complements ("in May",).
    """

    lead: str = ""  # fronted, with its comma: "According to Hale,"
    subject: str = ""  # "" where it is asked
    auxiliaries: tuple[str, ...] = ()
    negation: str = ""
    adverb: str = ""
    verb: str = ""
    base: str = ""
    tense: Literal["", "past", "present"] = ""  # of a verb without auxiliary
    plural: bool = False  # the subject's number, where the verb shows it
    several: bool = False  # the predicate is plural: "who were the first settlers"
    complements: tuple[str, ...] = ()


class Argument(FactBase):
    """A phrase in a clause: what the clause tells (`event`, without the phrase), what the phrase is to it, its words.

    `noun` is the class that the filler is of, for "which company", "how many missions"; `preposition` goes before the
    question words ("to which city"), while one that stays behind is among the frame's complements.
    """

    kind: Literal["argument"] = "argument"
    event: str
    slot: Slot
    filler: str
    asks: Asks = Field(default=Asks.THING, exclude=True)
    noun: str = Field(default="", exclude=True)
    preposition: str = Field(default="", exclude=True)
    also: tuple[str, ...] = Field(default=(), exclude=True)  # other words for the filler: "Hale" for "Dana Hale"
    span: tuple[int, int] = Field(default=(0, 0), exclude=True)  # characters of the article that answer
    context: Literal["alone", "placed", "article"] = Field(default="article", exclude=True)
    margin: float = Field(default=1.0, exclude=True)
    frame: Frame | None = Field(default=None, exclude=True)


Fact = Annotated[
    Role | Dated | Participant | Place | Quotation | Quantity | Definition | Relation | Statement | Argument,
    Field(discriminator="kind"),
]
FACT_MODELS = (Role, Dated, Participant, Place, Quotation, Quantity, Definition, Relation, Statement, Argument)

# ------------------------------------------------------------------------------------------------------------- questions

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
    options: tuple[str, ...] = ()  # tested wrong answers that it offers when it is asked as a choice
    pairs: tuple[Pair, ...] = ()
    note: str = ""
    kind: str
    fact: str
    template: str
    evidence: Evidence
    asked: tuple[int, int] | None = None
    context: Context = "article"
    margin: float = 1.0


Letter = Literal["", "A", "B", "C", "D", "E", "F", "G"]  # a test of the rubric; "" where none is known


class Stop(Model):
    """A guard that stopped a proposal: its name, the last context that it closes (with those before), the test, what it saw."""

    guard: str
    context: Context
    letter: Letter
    why: str


class Judged(Model):
    """A proposal with what the gate says of it, for each of CONTEXTS in their order.

    `chances`: how likely a strict reader keeps it there; 0 where a guard closes the context. `letters`: the test that it
    fails there, if it fails one.
    """

    proposal: Proposal
    chances: tuple[float, float, float]
    letters: tuple[Letter, Letter, Letter]
    stops: tuple[Stop, ...] = ()

    def chance(self, context: Context) -> float:
        return self.chances[CONTEXTS.index(context)]

    def letter(self, context: Context) -> Letter:
        return self.letters[CONTEXTS.index(context)]

    def refusal(self, context: Context = "article") -> Stop | None:
        """The guard that closes a context."""
        place = CONTEXTS.index(context)
        return next((stop for stop in self.stops if CONTEXTS.index(stop.context) >= place), None)


class Question(Model):
    """One question. `id` is what learners' histories hang on (`ids.question_id`); it never changes.

    short: `stem` asks, `answer` answers. cloze: `stem` has one BLANK. choice: `distractors` are the three wrong options.
    true-false: `stem` is the statement alone, `answer` is "True" or "False", `note` says what is right.
    matching and ordering: `pairs`; `answer` is empty.

    What proves it is the evidence of `fact` and of `also_facts`, or, of a question that rests on no fact (a sentence as
    it stands, one from elsewhere), its own `evidence`; one typed by hand may have neither.
    """

    id: str
    form: Form
    stem: str
    answer: str = ""
    also_accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()  # of another form than choice: what a person wants it to offer as a choice
    options: tuple[str, ...] = ()  # tested wrong answers that it offers when it is asked as a choice
    pairs: tuple[Pair, ...] = ()
    note: str = ""
    kind: str = ""  # of fact; "" when it rests on none
    fact: str = ""
    also_facts: tuple[str, ...] = ()  # the other facts of a matching or ordering question
    template: str = ""
    evidence: Evidence | None = None  # where no fact has it
    asked: tuple[int, int] | None = None  # characters of the article's text that answer it, where they are known
    article: str = ""  # id of its article in a deck of several, where its evidence does not name it
    context: Context = "alone"  # the least that must stand beside it
    changed: datetime  # UTC: last change of what a learner sees; Anki's modification time
    content: str = ""  # hash of what a learner saw of it at `changed`; another one now means that a person edited it
    edited: bool = False  # a person's words: `make` keeps them
    doubt: Literal[0, 1, 2, 3, 4] = 0  # how likely a strict reader would drop it, by bands: 0 hardly, 4 rather
    dropped: bool = False  # a person does not want it: it stays in the file, and goes into no output
    letter: Letter = ""  # the test of the rubric that it failed, where the person who dropped it said so
    kept: bool = False  # a person read it and wants it
    points: int = Field(
        default=0, ge=0, le=100
    )  # on paper and in learning platforms, of each row; 0: those of its form
    unread: bool = False  # made since a person last read the deck

    def wrong(self) -> tuple[str, ...]:
        """The wrong options that it offers as a choice: a person's, else the tested ones."""
        return self.distractors or self.options


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
    """What a person keeps and edits: one TOML file, in this order."""

    title: str
    arranged: bool = False  # a person put the questions in order: prints and `make` leave it
    questions: tuple[Question, ...] = ()
    facts: tuple[Fact, ...] = ()
    articles: tuple[KeptArticle, ...] = Field(min_length=1)

    @cached_property
    def facts_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    def fact(self, fact_id: str) -> Fact | None:
        return self.facts_by_id.get(fact_id)

    def proofs(self, question: Question) -> tuple[Evidence, ...]:
        """The evidence of a question, of its first fact first; none for one that somebody typed without it."""
        facts = (self.fact(each) for each in (question.fact, *question.also_facts))
        own = () if question.evidence is None else (question.evidence,)
        return tuple(dict.fromkeys((*own, *(fact.evidence for fact in facts if fact is not None))))

    def article(self, of: Evidence | Question) -> KeptArticle:
        """The article of an evidence or a question; the first where none is named."""
        named = of.article
        if not named and isinstance(of, Question):
            named = next((proof.article for proof in self.proofs(of)), "")
        return next((article for article in self.articles if article.id == named), self.articles[0])


class Rejected(Model):
    """A candidate that a guard stopped, with the guard's code and what it saw."""

    stem: str
    answer: str
    fact: str
    template: str
    code: str
    why: str
