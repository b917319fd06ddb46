"""Item-writing flaws of options and of the way a stem asks, for decks made here and for those typed by hand.

The nineteen classic flaws that show without knowing the matter (Haladyna, Downing and Rodriguez 2002; Tarrant, Knierim,
Hayes and Ware 2006), as far as the guards of `screen` do not see them already.
"""

import re
from collections.abc import Iterator
from statistics import median

from quizgen.models import BLANK, Question

NEGATIVE = re.compile(r"\b(?:EXCEPT|except|NOT|not|never)\b")
OF_THE_FOLLOWING = re.compile(r"(?i)\bof (?:the following|these)\b")
CATCH_ALL = re.compile(
    r"(?i)^(?:all|none|any|both|neither|some)(?: of)? (?:the )?(?:above|these|them|options|answers)\b|^(?:both |neither )?\(?[a-d]\)? (?:and|or|nor) \(?[a-d]\)?$"
)
VAGUE = re.compile(r"(?i)\b(?:often|usually|frequently|sometimes|occasionally|rarely|generally|typically)\b")
VERDICTS = {"true", "false", "yes", "no", "right", "wrong", "maybe"}
SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "s"}
NUMBER = re.compile(r"\d[\d,.]*")


def negative_stem(question: Question) -> Iterator[str]:
    """A choice that asks for what is not so: whoever knows the matter still trips over the word."""
    if (
        question.form == "choice"
        and OF_THE_FOLLOWING.search(question.stem)
        and (found := NEGATIVE.search(question.stem))
    ):
        yield f"asks for what is {found[0]!r} so"


def unfocused_stem(question: Question) -> Iterator[str]:
    """A choice whose stem asks nothing by itself: "Which of the following is true?"."""
    if question.form == "choice" and re.search(
        r"(?i)\bwhich (?:one )?(?:of (?:the following|these)|statement|answer|option) (?:is|are|statements? (?:is|are))(?: \w+){0,2}\?$", question.stem
    ):  # fmt: skip
        yield "the stem asks nothing without its options"


def catch_all_options(question: Question) -> Iterator[str]:
    """ "All of the above", "none of these", "both A and B": whoever knows part of the answer has it."""
    for option in _options(question):
        if CATCH_ALL.search(option.strip()):
            yield f"option {option!r}"


def verdict_options(question: Question) -> Iterator[str]:
    """Yes, no, true, false as options of a choice: that is another form."""
    if any(option.strip().lower() in VERDICTS for option in _options(question)):
        yield "options that are verdicts: make it true or false"


def vague_options(question: Question) -> Iterator[str]:
    """ "Often", "usually": nobody can say that they are wrong."""
    for option in _options(question):
        if found := VAGUE.search(option):
            yield f"option with {found[0]!r}"


def grammatical_cue(question: Question) -> Iterator[str]:
    """The stem's "a" or "an", right before the options, fits some of them only."""
    options = _options(question)
    match = re.search(rf"\b(an?)\s*(?:{BLANK}|\.\.\.|…)?[:.]?$|\b(an?) {BLANK}", question.stem)
    if not options or match is None:
        return
    vowel = (match[1] or match[2]) == "an"
    unfit = [option for option in options if (option[:1].lower() in "aeiou") != vowel]
    if unfit:
        yield f"“{match[1] or match[2]}” does not fit {unfit[0]!r}"


def same_form(question: Question) -> Iterator[str]:
    """One option a number and the others words, one a sentence and the others names: it stands out."""
    options = _options(question)
    if len(options) < 3:
        return
    for test, what in ((_numeric, "a number"), (_is_name, "a name"), (_hedged, "hedged"), (_listed, "a list")):
        having = [option for option in options if test(option)]
        lone = (
            having
            if len(having) == 1
            else [o for o in options if o not in having]
            if len(having) == len(options) - 1
            else []
        )
        if len(lone) == 1 and len(options) > 2:
            yield f"{lone[0]!r} stands out: {'it alone is' if len(having) == 1 else 'it alone is not'} {what}"
            return


def convergence(question: Question) -> Iterator[str]:
    """The answer has a word in common with every wrong option, while they have none with each other."""
    if question.form != "choice" or len(question.distractors) < 3:
        return
    key, others = _words(question.answer), [_words(option) for option in question.distractors]
    shared = [key & other for other in others]
    between = set.intersection(*others)
    if all(shared) and not between and len(set.union(*shared)) >= 2:
        yield "the answer is what the others have in common"


def repeated_words(question: Question) -> Iterator[str]:
    """All options begin with the same three words or more: they belong into the stem."""
    options = [option.split() for option in _options(question)]
    alike = len(options) >= 3 and min(map(len, options)) > 3 and len({tuple(words[:3]) for words in options}) == 1
    if alike and not all(map(_is_name, _options(question))):  # "The University of ..." is how names begin
        yield f"every option begins with {' '.join(options[0][:3])!r}: put it into the stem"


def one_question(question: Question) -> Iterator[str]:
    """Two questions in one, or a lesson before the question."""
    stem = re.sub(r"“[^”]*”|\"[^\"]*\"", "", question.stem)
    if question.form in ("short", "choice") and stem.count("?") > 1:
        yield "more than one question mark"
    if question.form in ("short", "choice", "cloze") and len(re.findall(r"[a-z]{3}[.!] +[A-Z]", stem)) > 2:
        yield "a text stands before the question"


def lengths_alike(question: Question) -> Iterator[str]:
    """The key is no longer than one and a half times the usual option: writers make the right one exact."""
    options = _options(question)
    if (
        len(options) >= 4
        and len(question.answer) > 20
        and len(question.answer) > 2 * median(map(len, question.distractors))
    ):
        yield "the answer is longer than the other options"


def _options(question: Question) -> list[str]:
    return [question.answer, *question.distractors] if question.form == "choice" else []


def _words(option: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", option.lower())) - SMALL


def _numeric(option: str) -> bool:
    return NUMBER.search(option) is not None


def _is_name(option: str) -> bool:
    words = [word for word in option.split() if word.lower() not in SMALL]
    return bool(words) and all(word[:1].isupper() or word[:1].isdigit() for word in words) and not _numeric(option)


def _hedged(option: str) -> bool:
    return (
        re.match(r"(?i)(?:about|around|over|nearly|almost|more than|less than|at least|up to|some \d)", option)
        is not None
    )


def _listed(option: str) -> bool:
    return ", " in option and " and " in option


FLAWS = (
    ("Q13", negative_stem),
    ("Q14", unfocused_stem),
    ("Q15", catch_all_options),
    ("Q16", verdict_options),
    ("Q17", vague_options),
    ("Q18", grammatical_cue),
    ("Q19", same_form),
    ("Q20", convergence),
    ("Q21", repeated_words),
    ("Q22", one_question),
    ("Q23", lengths_alike),
)
