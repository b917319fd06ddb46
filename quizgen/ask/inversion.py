"""A Frame as the words behind a question word: inversion, do-support, agreement.

With the subject asked the verb stays where it is ("who withdrew from Elling"); else the first auxiliary goes before the subject ("did Hale withdraw").
"""

import re

from quizgen.models import Frame

SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "am": "is"}


def question_words_of(frame: Frame, singular: bool = False) -> str:
    """What follows the question words. `singular`: the asked subject is "who" or "what", which takes a singular verb."""
    auxiliaries, verb = list(frame.auxiliaries), frame.verb
    singular = singular and not frame.several
    if not frame.subject:
        if auxiliaries and singular:
            auxiliaries[0] = SINGULAR.get(auxiliaries[0], auxiliaries[0])
        elif not auxiliaries and singular and frame.tense == "present":
            verb = third_person(verb)
        first, rest = auxiliaries[:1], auxiliaries[1:]
        parts = [*first, frame.negation, *rest, frame.adverb, verb, *frame.complements]
        if not auxiliaries:
            parts = [frame.adverb, verb, *frame.complements]
    elif auxiliaries:
        parts = [
            auxiliaries[0],
            frame.subject,
            frame.negation,
            *auxiliaries[1:],
            frame.adverb,
            verb,
            *frame.complements,
        ]
    elif frame.base == "be":
        parts = [verb, frame.subject, frame.adverb, *frame.complements]
    else:
        support = "did" if frame.tense == "past" else "do" if frame.plural else "does"
        parts = [support, frame.subject, frame.negation, frame.adverb, frame.base, *frame.complements]
    return " ".join(part for part in parts if part)


def third_person(verb: str) -> str:
    """ "affect" -> "affects", "have" -> "has", "carry out" -> "carries out"."""
    word, space, rest = verb.partition(" ")
    if word in SINGULAR:
        return SINGULAR[word] + space + rest
    if word.endswith(("s", "sh", "ch", "x", "z", "o")) and not word.endswith("ss") and word.endswith("s"):
        return verb
    if word.endswith(("ss", "sh", "ch", "x", "z", "o")):
        word += "es"
    elif re.search(r"[^aeiou]y$", word):
        word = word[:-1] + "ies"
    else:
        word += "s"
    return word + space + rest
