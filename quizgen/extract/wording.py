"""Exact words that can be asked for: a whole and telling thought, with nothing in it that hangs on what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.pointing import POINTING, THIRD_PERSON, bound_inside, points_inside, suits
from quizgen.extract.standing import check_definite
from quizgen.extract.unclear import CONTEXTUAL, FIRST_SECOND, UnclearError
from quizgen.models import BLANK
from quizgen.tokens import Token

FEWEST_WORDS, MOST_WORDS = 6, 30
FEWEST_HEADED = 8  # what needs a headline must say more
FEWEST_NEAR = 7  # what needs the article beside it, more than what stands alone
FEWEST_TELLING, FEWEST_SPOKEN, FEWEST_UNNAMED = 4, 5, 6

DAYS = {"today", "yesterday", "tomorrow", "tonight", "now"}
OF_ITS_OWN = {
    "more",
    "own",
    "new",
    "different",
    "certain",
    "local",
    "recent",
    "alternative",
    "opposite",
    "rival",
    "surrounding",
}  # clear in talk
LIGHT = {"be", "have", "do", "get", "make", "go", "say", "think", "know", "want", "take", "come", "see", "look", "lot", "bit", "thing", "way",
         "people", "good", "great", "important", "big", "many", "much"}  # fmt: skip

# Official statements are full of words that commit to nothing and belong to nobody.
COURTESY = re.compile(
    r"(?i)\b(?:committed to|look(?:ing)? forward|pleased|delighted|proud|honou?red|grateful|thank(?:s|ful)?|excited|thrilled|welcome[sd]?|"
    r"work(?:ing)? (?:closely |together|with)|once again|condolences|thoughts and prayers|heartfelt|great (?:opportunity|pleasure|honou?r|job|team)|"
    r"in contact with|relevant parties|find a solution|every effort|all necessary|very (?:happy|good|important|special))\b"
)
SMALL_TALK = re.compile(
    r"(?i)\b(?:you know|i mean|sort of|kind of|i (?:don[’']t|do not) know|of course|as i said|i guess|as well|pretty (?:much|good))\b"
)
ADDING = re.compile(r"(?i)\balso\b|\b(?:too|as well|either)$")
GOING_ON = re.compile(
    r"(?i)(?:(?:and|but|so(?! far)|yes|then|also|or|yeah|because|however|therefore|for example|for instance|as a result|in addition|"
    r"secondly?|finally|another|afterwards?|instead|otherwise)\b|(?:well|no|first),)"
)


class Wording(NamedTuple):
    """Exact words; whom or what their pronouns mean, where that must be told; whether they need the headline."""

    text: str
    about: Entity | None = None
    headed: bool = False


def exact_words(annotated: Annotated, quote: tuple[int, int], speaker: Entity | None, spoken: bool = False) -> Wording:
    """The words between the marks. Raises UnclearError where they cannot be asked for.

    `spoken` is talk in an interview, where "I" and "you" and what goes before matter more than in a statement.
    """
    try:
        return _worded(annotated, quote, speaker, spoken)
    except UnclearError:
        if spoken or annotated.headline is None:
            raise
    return _worded(replace(annotated, placed=annotated.headline.lemmas), quote, speaker, spoken)


def _worded(annotated: Annotated, quote: tuple[int, int], speaker: Entity | None, spoken: bool) -> Wording:
    tokens = list(annotated.doc[quote[0] : quote[1]])
    text = plain(annotated, quote)
    headed = bool(annotated.placed)
    fewest = FEWEST_HEADED if headed else FEWEST_WORDS
    if not fewest <= len(text.split()) <= MOST_WORDS or re.search(r"[\[{(…|_`]|\.\.\.", text):
        raise UnclearError("length")
    if not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in tokens):
        raise UnclearError("no finite verb")
    if not any(token.tag_ in ("VBZ", "VBP", "VBD", "MD", "VB") for token in tokens[0].sent):
        raise UnclearError("starts with the end of an answer")  # "Ida Norell. She built ..."
    if spoken and not any(
        token.dep_ in ("nsubj", "nsubj:pass", "expl", "csubj") and token.head.dep_ in ("ROOT", "parataxis")
        for token in tokens
    ):
        raise UnclearError("no sentence of its own")
    if annotated.doc[quote[0] : quote[1]].text.rstrip().endswith("?"):
        raise UnclearError("a question")
    if spoken and any(token.tag_ == "VBD" and token.head is token for token in tokens):
        raise UnclearError("a story told in an interview")
    if _goes_on(annotated, quote):
        raise UnclearError("goes on behind the marks")
    if ADDING.search(text):
        raise UnclearError("adds to what was said before")
    if COURTESY.search(text) or SMALL_TALK.search(text):
        raise UnclearError("what anybody could have said")
    _check_start(text, tokens, spoken)
    about = _check_words(annotated, quote, tokens, speaker, spoken)
    if not _telling(annotated, tokens, headed or about is not None, spoken):
        raise UnclearError("says too little")
    return Wording(text, about, headed)


def whole_thought(annotated: Annotated, quote: tuple[int, int]) -> bool:
    """Whether words say something of their own beside the article, though not without it: a statement, no courtesy."""
    text = plain(annotated, quote)
    tokens = annotated.doc[quote[0] : quote[1]]
    return (
        FEWEST_NEAR <= len(text.split()) <= MOST_WORDS
        and text[:1].isupper()
        and not re.search(r"[\[{(…|_`?]|\.\.\.", tokens.text)
        and not (COURTESY.search(text) or SMALL_TALK.search(text) or GOING_ON.match(text))
        and any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in tokens)
        and not _goes_on(annotated, quote)
    )


def _goes_on(annotated: Annotated, quote: tuple[int, int]) -> bool:
    """ "we need “a plan for the harbour” of Bergen": a phrase behind the marks belongs to what stands between them."""
    doc = annotated.doc
    if quote[1] + 1 >= len(doc) or doc[quote[1]].is_space or doc[quote[1] + 1].pos_ not in ("ADP", "SCONJ", "PART"):
        return False
    after = doc[quote[1] + 1]
    return any(quote[0] <= each.i < quote[1] for each in (after.head, after.head.head))


def plain(annotated: Annotated, quote: tuple[int, int]) -> str:
    """The words without the marks and stops around them."""
    return " ".join(annotated.doc[quote[0] : quote[1]].text.split()).strip(' ,;.:—-"“”')


def _check_start(text: str, tokens: list[Token], spoken: bool) -> None:
    """Words that go on from what was said before, or start in the middle of a sentence."""
    if (
        GOING_ON.match(text)
        or (spoken and text.startswith("There "))
        or (spoken and tokens[0].tag_ in ("VBN", "VBD", "VB"))
    ):
        raise UnclearError("goes on from what was said before")
    clause_start = any(
        token.dep_ in ("nsubj", "expl", "nsubj:pass") and token.left_edge.i <= tokens[0].i <= token.i
        for token in tokens[:8]
    )
    if tokens[0].lower_ in ("which", "who", "whose", "because") or (text[:1].islower() and not clause_start):
        raise UnclearError("starts in the middle")


def names(annotated: Annotated, quote: tuple[int, int], speaker: Entity | None) -> bool:
    """Nobody speaks of himself by name: such words are somebody else's."""
    if speaker is None:
        return False
    own = speaker.name.split() if speaker.type == "PERSON" else []
    return any(token.text in own and token.pos_ == "PROPN" for token in annotated.doc[quote[0] : quote[1]])


def _check_words(
    annotated: Annotated, quote: tuple[int, int], tokens: list[Token], speaker: Entity | None, spoken: bool
) -> Entity | None:
    """Every word stands alone, or means the one entity that is returned."""
    about: set[int] = set()
    meant: Entity | None = None
    for token in tokens:
        if (entity := annotated.reference.get(token.i)) is not None and token.pos_ == "NOUN":
            about.add(id(entity))  # "the boy", whose name is not in the words
            meant = entity
        elif not _of_its_kind(token):
            check_definite(annotated, token)
        compared = token.lower_ == "other" and any(each.lower_ == "than" for each in tokens)
        if token.lower_ in CONTEXTUAL - OF_ITS_OWN and token.dep_ in ("amod", "det") and not compared:
            raise UnclearError(f"depends on context: {token.text}")
        if token.lower_ in DAYS and not annotated.placed:
            raise UnclearError(f"hangs on the day: {token.text}")
        if spoken and token.lower_ in FIRST_SECOND:
            raise UnclearError("an interview's I and you")
        time = annotated.time_at(token)
        if time is not None and time.anchored and not re.search(r"\d|[A-Z]", time.text) and not annotated.placed:
            raise UnclearError(f"hangs on the day: {time.text}")
        if ABBREVIATION.fullmatch(token.text) and not _known(annotated, token):
            raise UnclearError(f"who is {token.text}")
        if (person := _bare_name(annotated, token)) is not None and person is not speaker:
            about.add(id(person))
            meant = person
        if token.pos_ not in ("PRON", "DET", "ADV"):
            continue
        if token.lower_ in POINTING and not points_inside(annotated, token, quote):
            raise UnclearError(f"points outside: {token.text}")
        if token.lower_ in THIRD_PERSON and not bound_inside(token, quote):
            entity = annotated.reference.get(token.i)
            if entity is None and not spoken and _of_headline(annotated, token, speaker):
                continue
            if entity is None or spoken or entity.type == "NORP" or not suits(token, entity):
                raise UnclearError(f"pronoun in quotation: {token.text}")
            about.add(id(entity))
            meant = entity
    if len(about) > 1 or (meant is not None and (meant is speaker or spoken)):
        raise UnclearError("pronouns of several things, or of the speaker")
    if meant is not None and any(
        annotated.entity_at.get(token.i) is meant for token in tokens if " " in _mention(annotated, token)
    ):
        raise UnclearError("named in full, and meant by a pronoun")
    return meant


def _of_headline(annotated: Annotated, token: Token, speaker: Entity | None) -> bool:
    """ "He" or "they" below a headline that speaks of one man, or of one group, and not of who says it."""
    headline = annotated.headline
    if headline is None or not annotated.placed:
        return False
    if speaker is not None and speaker.name.split()[-1].lower() in headline.text.lower():
        return False
    kind = THIRD_PERSON[token.lower_]
    return headline.person if kind in ("he", "she") else headline.people if kind == "they" else False


def _of_its_kind(token: Token) -> bool:
    """ "the fishing industry", "the bond market": what kind of it there is, and there is one of each."""
    return token.lemma_.lower() in KINDS and any(child.dep_ in ("compound", "amod") for child in token.children)


KINDS = {"industry", "market", "sector", "economy", "business", "trade", "community", "system", "profession"}
COMMON = {"BC", "AD", "TV", "DNA", "RNA", "HIV", "AIDS", "GPS", "CEO", "IQ", "MP", "DC", "UFO", "US", "UK", "EU", "UN"}
ABBREVIATION = re.compile(r"(?![IVXLC]+$)[A-Z][A-Z0-9]*[A-Z]")


def _known(annotated: Annotated, token: Token) -> bool:
    entity = annotated.entity_at.get(token.i)
    return (
        token.text in COMMON
        or gazetteer.organisation(token.text) is not None
        or gazetteer.country(token.text) is not None
        or (entity is not None and (entity.known or " " in _mention(annotated, token)))
    )


def _mention(annotated: Annotated, token: Token) -> str:
    mention = annotated.mention_of(token)
    return mention[1].text if mention is not None else ""


def _bare_name(annotated: Annotated, token: Token) -> Entity | None:
    """A person who is named by one name, and whom neither the class nor the headline knows by it."""
    mention = annotated.mention_of(token)
    if mention is None or mention[0].type != "PERSON" or mention[0].known or len(mention[1]) > 1:
        return None
    return None if token.lemma_.lower() in annotated.placed else mention[0]


def _telling(annotated: Annotated, tokens: list[Token], placed: bool, spoken: bool) -> bool:
    """Enough of matter; and where nothing places the words, a name, a number, or a statement about things at large."""
    matter = {
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and token.lemma_.lower() not in LIGHT
    }
    if len(matter) < (FEWEST_SPOKEN if spoken else FEWEST_TELLING):
        return False
    if any(_somebody_once(token) for token in tokens):
        return False
    if placed:
        return True
    named = any(token.i in annotated.entity_at or token.pos_ == "PROPN" for token in tokens)
    return named or (len(matter) >= FEWEST_UNNAMED and not any(token.lower_ in FIRST_SECOND for token in tokens))


def _somebody_once(token: Token) -> bool:
    """ "There was a woman", "A friend told us": a story of somebody without a name."""
    return (
        (token.dep_ in ("nsubj", "nsubj:pass") or any(child.dep_ == "expl" for child in token.children))
        and token.pos_ == "NOUN"
        and any(child.lower_ in ("a", "an", "one", "some") for child in token.children)
        and any(each.tag_ == "VBD" for each in (token.head, *token.head.children))
    )


def sentences(annotated: Annotated, quote: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The quotation's sentences, each by itself."""
    doc = annotated.doc
    start = quote[0]
    for i in range(quote[0], quote[1]):
        if i > start and doc[i].is_sent_start:
            yield start, i
            start = i
    yield start, quote[1]


def gapped(annotated: Annotated, quote: tuple[int, int], words: str) -> tuple[str, str]:
    """The words with their only number blanked, and the number; "" where they have none or several."""
    numbers = [t for t in annotated.doc[quote[0] : quote[1]] if t.pos_ == "NUM" and t.lower_ != "one"]
    if len(numbers) != 1 or numbers[0].dep_ != "nummod":
        return "", ""
    key = numbers[0].text
    found = re.findall(rf"(?<![\w.,]){re.escape(key)}(?![\w]|[.,]\d)", words)
    return (re.sub(rf"(?<![\w.,]){re.escape(key)}(?![\w]|[.,]\d)", BLANK, words), key) if len(found) == 1 else ("", "")
