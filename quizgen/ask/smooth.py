"""Faults that a stem and its answer show by their bare words: doubled words, cut words, words left hanging."""

import re

DOUBLED = r"(?i)\b(?!had\b|that\b)([a-z]+)-?,? \1\b"
CUT = r"\w- (?!and\b|or\b|to\b)\w"
STEM = {
    DOUBLED: "a doubled word",
    CUT: "a cut word",
    r"(?i)(?<=[a-z] )(?:before|after|until|since|when) (?:before|after|until|since|when)\b": "two times in one",
    r"\b((?:the|an?) [a-z]+)\b(?!-).*\b\1\b(?!-)": "a phrase said twice",
    r"(?i)\b(?:namely|including|such as|especially|than|a|an|the|and|or)\?$": "words left hanging",
    r"(?i)\bto (?:with|for|of|from|at|by)\b": "words left hanging",
    r"(?i)^(?:.*, )?where\b.* where\b": "where, and where again",
    r"(?i)^(?:.*, )?(?:since when|since which|when)\b.* (?:when|whenever|once)\b": "when, and when again",
    r"(?i)^since (?:when|what|which)\b.*?\b(?:did|was|were|is|does)\b": "since, with a tense that is no perfect",
    r"(?i)^(?:who|what|which \w+) (?:was|were|has|have)(?: \w+ly)? \w+ed(?: by)?\?$": "nothing but a verb",
    r"(?i)\bunder what condition\b.* (?:only|if|unless)\b": "a condition on a condition",
}
ANSWER = {
    DOUBLED: "a doubled word in the answer",
    CUT: "a cut word in the answer",
    r"(?i)^(?:even|basically|formerly|then|also|just|especially|particularly|until(?!.*\d))\b": "an answer that leans on its sentence",
    r"^\d{4}\s?[–-]\s?\d{2,4}$": "a span of years as an answer",
}


def rough(stem: str, answer: str) -> str:
    """Why a question reads as broken; "" where its words show nothing."""
    for text, faults in ((stem, STEM), (answer, ANSWER)):
        for pattern, why in faults.items():
            if re.search(pattern, text):
                return why
    return ""
