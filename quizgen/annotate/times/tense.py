"""Whether what happens at a time expression lies ahead or behind: the tense of the verb that governs it."""

from quizgen.annotate.times.tokens import Token
from quizgen.annotate.times.vocabulary import WEEKDAYS, words

MODALS = set(words("will shall would 'll won't wouldn't"))
OTHER_MODALS = set(words("may can could might must should"))
BE = set(
    words("""
        be been being is are was were am 's 're have has had having not also now still soon again never only
        first then
    """)
)
AHEAD_HEADS = set(
    words("""
        plan plans planned planning expect expects expected scheduled slated set due intends intend intended
        hope hopes hoped is are was were aims likely ready about going want wants wanted expecting prepared
        supposed able needs need decided decides vowed vows promised promises pledged threatened threatens
    """)
)
AHEAD_WORDS = set(
    words("""
        upcoming expire expires payable due reconvenes tomorrow scheduled slated effective expected begins
        starts opens meets closes ends arrives leaves returns goes runs takes coming next begin go resumes
        resume reopens speaks hosts travels launches premieres airs flies departs convenes undergoes likely
    """)
)
PAST_WORDS = set(
    words("""
        said was were had did told rose fell came went began met made took gave held won lost sold bought left
        got found became brought caught felt flew heard kept knew led meant paid put ran sank sat saw sent set
        shot spent spoke stood struck swore taught thought threw wrote drew drove broke built chose froze grew
        has have been ago
        tore wore bore shook stole woke ate bit hid rode rang sang swam fought sought dealt slept swept wept crept fled
        shone stuck hung dug slid lit lay laid lent quit split burst strode forgot withdrew
        overcame undertook understood foresaw arose flung clung beat overthrew blew grounded drank drove fired
    """)
)
NOT_PAST_ED = set(
    words("""
        need united exceed proceed succeed indeed speed feed seed red bed shed wed hundred sacred naked wicked
        aged embed breed bleed deed weed armed
    """)
)
PLAIN_VERBS = {
    "begin",
    "go",
    "returns",
    "ends",
    "runs",
    "leaves",
    "takes",
}  # nouns after a determiner, or parts of "did not go"
SET_FOR = {"set", "scheduled", "due", "slated", "planned", "forecast", "booked"}
# "They are meeting Monday": what is arranged is told in the present progressive.
ARRANGED = set(
    words("""
        meeting leaving going coming arriving travelling traveling flying heading holding returning visiting opening
        closing hosting playing starting beginning moving getting joining performing retiring
    """)
)
# Told in the present with a day beside them, these are on somebody's calendar.
CALENDAR_VERBS = set(
    words("""
        meet head heads play plays vote votes visit visits travel fly leave return host open close start gather
        gathers convene welcome welcomes address addresses
    """)
)
FROM_THEN_ON = {"starting", "beginning", "commencing"}
HABITS = set(words("usually regularly typically normally generally annually yearly seasonally occasionally"))
EACH = {"every", "each"}
YEARLY = set(words("year spring summer autumn fall winter season month"))
NOBODY = {"neither", "nor", "nobody", "none"}
DETERMINERS = set(
    words("""
        a an the its his her their our my this that these those of in for with by at still newly more some
    """)
)
CLAUSE_ENDS = {".", ";", "!", "?"}
REACH = 24  # words either side


def lies_ahead(tokens: list[Token], start: int, end: int) -> bool | None:
    """Whether the clause round tokens start..end speaks of the future; its nearest verb decides, leftwards first.

    None: no verb tells.
    """
    before = tokens[start - 1].word if start else ""
    if before in ("until", "till"):
        return not _negated_past(tokens, start, end)
    if before == "of" and start > 1 and tokens[start - 2].word == "ahead":
        return True
    on = start - 1 if before == "on" else start
    opening = tokens[on - 1].word if on else ""
    if opening in ("is", "are"):  # "the vote is on Sunday"
        return True
    if opening in FROM_THEN_ON and not (on > 1 and tokens[on - 2].word in BE):  # "starting Monday, fares rise"
        return _rightwards(tokens, end) is not False
    if before == "as" and start > 1 and tokens[start - 2].word in ("early", "soon", "late", "recently"):
        return tokens[start - 2].word in ("early", "soon")
    if end < len(tokens) and tokens[end].word == "'s":  # "Friday's meeting will ..."
        return _rightwards(tokens, end) or None
    left = _leftwards(tokens, start)
    if left is not None:
        return left
    right = _rightwards(tokens, end)
    weekday = any(token.word in WEEKDAYS for token in tokens[start:end])  # of a month it may be a habit
    return True if right is None and weekday and _on_the_calendar(tokens, start) else right


def _on_the_calendar(tokens: list[Token], start: int) -> bool:
    """Whether the clause before a date tells in the present what is planned: "the leaders meet Saturday"."""
    for i in range(start - 1, max(0, start - 1 - REACH), -1):
        if _clause_ends(tokens, i):
            return False
        before = tokens[i - 1]
        if tokens[i].word in CALENDAR_VERBS and not tokens[i].capital:
            return before.word.isalpha() and before.word not in DETERMINERS and not before.word.endswith("ing")
    return False


def is_habit(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the clause round tokens start..end tells what happens again and again: "usually", "every year"."""
    for step, first in ((-1, start - 1), (1, end)):
        for i in range(first, max(-1, start - REACH) if step < 0 else min(len(tokens), end + REACH), step):
            if _clause_ends(tokens, i):
                break
            if tokens[i].word in HABITS or (
                tokens[i].word in EACH and tokens[i + 1 : i + 2] and tokens[i + 1].word in YEARLY
            ):
                return True
    return False


def _clause_ends(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.word[0] == "\n":
        return True
    if token.word not in CLAUSE_ENDS:
        return False
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    # A full stop after an initial or an abbreviation ends no sentence: what follows must have a capital or be a quote.
    if token.word == "." and follower is not None and (not follower.capital and follower.word.isalnum()):
        return False
    return not (token.word == "." and i and len(tokens[i - 1].word) == 1 and tokens[i - 1].capital)


def _leftwards(tokens: list[Token], start: int) -> bool | None:
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        if _clause_ends(tokens, i):
            return None
        found = _cue(tokens, i)
        if found is not None:
            return found
    return None


def _rightwards(tokens: list[Token], end: int) -> bool | None:
    for i in range(end, min(len(tokens), end + REACH)):
        if _clause_ends(tokens, i):
            return None
        word = tokens[i].word
        if word in MODALS or (word in AHEAD_WORDS and word not in ("next", "tomorrow", "coming")):
            return True
        if word == "to" and i and tokens[i - 1].word in AHEAD_HEADS:
            return True
        if _is_past(tokens[i]) and not (i and tokens[i - 1].word in ("to", "be")):
            follower = tokens[i + 1].word if i + 1 < len(tokens) else ""
            return follower in ("to",) and word in AHEAD_HEADS
    return None


def _is_past(token: Token) -> bool:
    word = token.word
    if token.capital and word not in PAST_WORDS:  # Ahmed, Alfred
        return False
    return word in PAST_WORDS or (word.endswith("ed") and len(word) > 4 and word not in NOT_PAST_ED) or word == "didn't"


def _cue(tokens: list[Token], i: int) -> bool | None:
    """What one word says about the tense: True ahead, False behind, None nothing."""
    word = tokens[i].word
    if word == "could" and _unable(tokens, i):
        return False
    if word in MODALS:
        return True
    if word in ARRANGED and i and tokens[i - 1].word in ("is", "are", "'re", "am", "'m"):
        return True
    if word in OTHER_MODALS and not tokens[i].capital:
        return True
    if word in SET_FOR and i + 1 < len(tokens) and tokens[i + 1].word in ("for", "to", "a", "an", "another"):
        return True
    if word == "to" and i and _is_verb(tokens, i + 1):
        return True if tokens[i - 1].word in AHEAD_HEADS else None
    if (
        word in AHEAD_WORDS
        and not (i and tokens[i - 1].word in DETERMINERS and word in PLAIN_VERBS)
        and not (word == "next" and i + 1 < len(tokens) and tokens[i + 1].word == "to")
    ):
        return True
    if not _is_past(tokens[i]) or (i and word.endswith("ed") and tokens[i - 1].word in DETERMINERS):
        return None
    for j in range(i - 1, max(-1, i - 6), -1):  # "will have been tested", "to be tested", "would not be told"
        helper = tokens[j].word
        if helper == "could" and _unable(tokens, j):
            return False
        if helper in MODALS or helper in OTHER_MODALS:
            return True
        if helper == "to":
            return True if tokens[j + 1].word == "be" or (j and tokens[j - 1].word in AHEAD_HEADS) else None
        if helper in ("is", "are", "'re"):
            return None
        if helper not in BE and not helper.endswith("ly"):
            break
    return False


def _unable(tokens: list[Token], i: int) -> bool:
    """Whether the "could" at i tells what could not be done and was not: "he could not be reached Monday"."""
    if i + 1 < len(tokens) and tokens[i + 1].word == "not":
        return True
    for j in range(i - 1, max(-1, i - 9), -1):
        if _clause_ends(tokens, j):
            return False
        if tokens[j].word in NOBODY:
            return True
    return False


def _is_verb(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].word.isalpha() and not tokens[i].capital and tokens[i].word not in DETERMINERS


def _negated_past(tokens: list[Token], start: int, end: int) -> bool:
    if tokens[start - 1].capital and _rightwards(tokens, end) is False:  # "Until Thursday, they had not ..."
        return True
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        if _clause_ends(tokens, i):
            return False
        if tokens[i].word in ("not", "didn't", "wasn't", "weren't", "never", "hadn't", "lasted", "continued", "from"):
            return not any(token.word in MODALS for token in tokens[max(0, i - 2) : i + 1])
    return False
