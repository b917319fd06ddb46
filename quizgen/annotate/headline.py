"""The headline of a report: what its questions may lean on where nothing else places them.

"The dam" of a report on a burst dam is that dam to whoever has read the headline; a class has not read the report, so
the question is placed: the headline and its month stand above it.
"""

import re
from datetime import date

from quizgen import gazetteer
from quizgen.headlines import Headline
from quizgen.tokens import Doc

FEWEST_WORDS, MOST_WORDS = 4, 18
FEWEST_UNDATED = 8  # a topic ("The reign of the three kings") is shorter than a headline


# Nouns that take up what a headline tells in other words: "the accident" below "Crane falls onto market hall".
SUMMARIES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(nouns.split()), frozenset(told.split()))
    for nouns, told in (
        (
            "accident disaster incident",
            "crash collapse fall derail sink capsize accident explode explosion disaster derailment collision collide crush",
        ),
        ("attack incident", "attack bomb bombing shoot shooting blast stab stabbing hack raid assault gunman bomber"),
        (
            "disaster",
            "earthquake quake flood hurricane typhoon cyclone tsunami eruption landslide wildfire storm tornado",
        ),
        ("earthquake quake", "earthquake quake"),
        ("study research researcher scientist", "study research researcher scientist"),
        ("election vote poll", "election elect vote poll referendum"),
        ("match game", "match game beat defeat final draw"),
        ("ruling decision verdict", "court judge rule ruling verdict convict acquit sentence"),
        ("strike", "strike walkout"),
        ("protest demonstration", "protest demonstration rally march demonstrator protester"),
    )
)


GROUPS = {"team", "band", "crew", "group", "squad", "gang", "family", "couple", "choir", "orchestra"}


def find_headline(title: Doc, published: date | None, report: bool) -> Headline | None:
    """The title as a headline: of a report, telling something about somebody or something that it names."""
    text = re.sub(r"^['‘“\"][^'‘’“”\"]+['’”\"]: ", "", title.text.strip())
    words = [token for token in title if not token.is_punct and token.idx >= len(title.text) - len(text)]
    if not (report or (published is None and len(words) >= FEWEST_UNDATED)) or not title.ents:
        return None
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or re.search(
        r"\?|(?i:\binterview|\b(?:statement|address|speech|remarks|lecture|report) (?:by|of|to|at|from)\b)", title.text
    ):
        return None
    lemmas = {token.lemma_.lower() for token in words if token.is_alpha}
    summed = {noun for nouns, told in SUMMARIES for noun in nouns if lemmas & told}
    named = [span for span in title.ents if span.label_ == "PERSON"]
    humans = [
        t for t in words if t.lemma_.lower() in gazetteer.nouns("person_nouns") and not any(t in span for span in named)
    ]
    single = len(named) + sum(t.tag_ == "NN" and t.dep_ not in ("compound", "amod") for t in humans)
    several = [t for t in words if t.tag_ in ("NNS", "NNPS") and t in humans] + [
        t for t in words if t.lemma_.lower() in GROUPS
    ]
    return Headline(text, frozenset(lemmas | summed), single == 1 and not several, len(several) == 1 and not single)
