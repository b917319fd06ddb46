"""Sample decks about canals: one with every form of question, and one of texts that nobody wants in a card."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from quizgen.models import Dated, Deck, Evidence, KeptArticle, Pair, Place, Quantity, Question, Relation
from quizgen.render.handout.data import Handout, Item

CHANGED = datetime(2025, 3, 1, 12, tzinfo=UTC)
SUEZ = "The Suez Canal opened to ships in November 1869 after ten years of digging."
PANAMA = "The Panama Canal followed in 1914, and the first ship through it was the Ancon."
KIEL = "Germany had opened the Kiel Canal in 1895; it joins the North Sea and the Baltic Sea."


def question(id: str, form: str, fact: str, **rest: Any) -> Question:
    """A question that differs from a plain one only in what is given."""
    plain = {"id": id, "form": form, "fact": fact, "template": "sample", "kind": "date", "changed": CHANGED}
    return Question.model_validate(plain | rest)


def evidence(text: str) -> Evidence:
    return Evidence(text=text, start=0, end=len(text))


def canals() -> Deck:
    """Six questions, one of each form; the matching and the ordering one have three pairs each."""
    suez, panama, kiel = evidence(SUEZ), evidence(PANAMA), evidence(KIEL)
    return Deck(
        title="Three canals",
        articles=(
            KeptArticle(
                id="three-canals",
                title="Three canals",
                published=date(2019, 11, 17),
                byline="Written for quizgen",
                source="sample article",
            ),
        ),
        facts=(
            Dated(
                id="f1",
                statement="The Suez Canal opened in 1869.",
                event="The Suez Canal opened",
                when="1869-11",
                evidence=suez,
            ),
            Quantity(
                id="f2",
                statement="The digging of the Suez Canal took ten years.",
                what="the digging",
                value="10",
                evidence=suez,
            ),
            Relation(
                id="f3",
                statement="The first ship through the Panama Canal was the Ancon.",
                subject="the Ancon",
                predicate="was the first ship through",
                object="the Panama Canal",
                evidence=panama,
            ),
            Place(
                id="f4",
                statement="The Kiel Canal joins the North Sea and the Baltic Sea.",
                event="the Kiel Canal",
                place="two seas",
                evidence=kiel,
            ),
            Dated(
                id="f5",
                statement="The Panama Canal opened in 1914.",
                event="The Panama Canal opened",
                when="1914",
                evidence=panama,
            ),
            Dated(
                id="f6",
                statement="The Kiel Canal opened in 1895.",
                event="The Kiel Canal opened",
                when="1895",
                evidence=kiel,
            ),
        ),
        questions=(
            question(
                "f1-when",
                "short",
                "f1",
                stem="When did the Suez Canal open to ships?",
                answer="November 1869",
                also_accept=("1869",),
            ),
            question(
                "f2-years",
                "cloze",
                "f2",
                stem="The digging of the Suez Canal took ____ years.",
                answer="ten",
                kind="quantity",
            ),
            question(
                "f3-first",
                "choice",
                "f3",
                stem="Which was the first ship through the Panama Canal, in 1914?",
                answer="the Ancon",
                distractors=("the Aigle", "the Titanic", "the Mayflower"),
                kind="relation",
            ),
            question(
                "f4-seas",
                "true-false",
                "f4",
                stem="The Kiel Canal joins the North Sea and the Black Sea.",
                answer="False",
                note="It joins the North Sea and the Baltic Sea.",
                kind="place",
            ),
            question(
                "f1-match",
                "matching",
                "f1",
                stem="Match each canal with the year in which it opened.",
                pairs=(
                    Pair(left="Suez Canal", right="1869"),
                    Pair(left="Panama Canal", right="1914"),
                    Pair(left="Kiel Canal", right="1895"),
                ),
                also_facts=("f6", "f5"),  # not in the order of the pairs
            ),
            question(
                "f1-order",
                "ordering",
                "f1",
                stem="Put these events in order, the earliest first.",
                pairs=(
                    Pair(left="The Suez Canal opened", right="1869"),
                    Pair(left="The Kiel Canal opened", right="1895"),
                    Pair(left="The Panama Canal opened", right="1914"),
                ),
                also_facts=("f6", "f5"),
            ),
        ),
    )


def every_slot(id: str, text: str) -> Deck:
    """A question of each form with one text in all places where a text can stand."""
    proof = evidence(f"{text} proves.")
    facts = tuple(
        Dated(id=f"{id}-{n}", statement=f"{text} {2 * n + 1}", event=text, when="1869", evidence=proof, source=text)
        for n in range(2)
    )
    pairs = (Pair(left=f"{text} 1", right=f"{text} 2"), Pair(left=f"{text} 3", right=f"{text} 4"))
    common: dict[str, Any] = {"answer": f"{text} answer", "also_accept": (f"{text} too",), "note": f"{text} note"}
    fact = f"{id}-0"
    return Deck(
        title=text,
        articles=(KeptArticle(id=id, title=text, byline=text, source=text),),
        facts=facts,
        questions=(
            question(f"{id}-short", "short", fact, stem=f"{text} stem", **common),
            question(f"{id}-cloze", "cloze", fact, stem=f"{text} ____ {text}", **common),
            question(f"{id}-choice", "choice", fact, stem=f"{text} stem", distractors=(f"{text} 1",), **common),
            question(f"{id}-true-false", "true-false", fact, stem=f"{text} stem", **common),
            question(f"{id}-matching", "matching", fact, stem=f"{text} stem", pairs=pairs, also_facts=(f"{id}-1",)),
            question(f"{id}-ordering", "ordering", fact, stem=f"{text} stem", pairs=pairs, also_facts=(f"{id}-1",)),
        ),
    )


# What happened, the verb that asks for it, the year.
HISTORY = (
    ("The printing of the Gutenberg Bible", "was completed", 1455),
    ("The Edict of Nantes", "was signed", 1598),
    ("The Peace of Westphalia", "was concluded", 1648),
    ("The Great Fire of London", "broke out", 1666),
    ("The Lisbon earthquake", "struck", 1755),
    ("The Boston Tea Party", "took place", 1773),
    ("The storming of the Bastille", "took place", 1789),
    ("The Congress of Vienna", "ended", 1815),
    ("The Erie Canal", "opened", 1825),
    ("The Great Exhibition in London", "opened", 1851),
    ("The first transatlantic telegraph cable", "was laid", 1858),
    ("The Suez Canal", "opened", 1869),
    ("The Brooklyn Bridge", "opened", 1883),
    ("The Eiffel Tower", "was completed", 1889),
    ("The Trans-Siberian Railway", "was completed", 1916),
    ("The Treaty of Versailles", "was signed", 1919),
    ("The Golden Gate Bridge", "opened", 1937),
    ("The Treaty of Rome", "was signed", 1957),
    ("The Berlin Wall", "fell", 1989),
    ("The Channel Tunnel", "opened", 1994),
)
TURN = ("choice", "true-false", "cloze", "choice", "short", "choice", "matching", "choice", "ordering", "short")


STEPS = ((11, -7, 23), (11, 7, 23), (-11, -7, 23), (-11, -7, -23))  # the right year in each place of the order


def history(size: int, padding: str = "") -> Deck:
    """A deck of `size` questions, all stems different, of all forms; `padding` lengthens stems and options."""
    facts, questions = [], []
    for n in range(size):
        what, verb, year = HISTORY[n * 7 % len(HISTORY)]
        what = f"{what}{padding}" if n < len(HISTORY) else f"{what}{padding} (question {n + 1})"
        id = f"h{n + 1}"
        facts.append(
            Dated(
                id=id,
                statement=f"{what} {verb} in {year}.",
                event=f"{what} {verb}",
                when=str(year),
                evidence=evidence(f"As every schoolbook of the period records, it was in {year} that {what} {verb}."),
            )
        )
        others = [HISTORY[(n * 7 + step) % len(HISTORY)] for step in (1, 2, 3)]
        pairs = tuple(
            Pair(left=f"{name} {does}", right=str(when)) for name, does, when in ((what, verb, year), *others)
        )
        asked = {
            "short": {"stem": f"In which year can one say: {what} {verb}?", "answer": str(year)},
            "cloze": {"stem": f"{what} {verb} in the year ____, as we know.", "answer": str(year)},
            "choice": {
                "stem": f"Which year is right for this event: {what} {verb}?",
                "answer": f"{year}{padding}",
                "distractors": tuple(f"{year + step}{padding}" for step in STEPS[n // 6 % 4]),
            },
            "true-false": {"stem": f"{what} {verb} in {year + 1}.", "answer": "False", "note": f"It was in {year}."},
            "matching": {"stem": f"Match each of these events with its year; the first is: {what}.", "pairs": pairs},
            "ordering": {
                "stem": f"Put these events in order, the earliest first; among them: {what}.",
                "pairs": tuple(sorted(pairs, key=lambda pair: pair.right)),
            },
        }
        form = TURN[n % len(TURN)]
        questions.append(question(f"{id}-{form}", form, id, **asked[form]))
    info = KeptArticle(
        id="history", title="Six centuries in dates", published=date(2020, 1, 6), source="sample article"
    )
    return Deck(title="Six centuries in dates", articles=(info,), facts=tuple(facts), questions=tuple(questions))


def printable(deck: Deck) -> Deck:
    """The deck of hostile texts, its statement with an answer that such a question can have."""
    mended = (q.model_copy(update={"answer": "True"}) if q.form == "true-false" else q for q in deck.questions)
    return deck.model_copy(update={"questions": tuple(mended)})


def items(handout: Handout, version: int = 0) -> Iterator[Item]:
    for section in handout.tests[version].sections:
        yield from section.items
