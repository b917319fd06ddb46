"""What can be mended in a question without knowing its matter: spaces, quote marks, blanks, the end mark."""

import re

from quizgen.models import BLANK, Pair, Question

ASKS = re.compile(
    r"(?i)^(?:according to [^,]+, |in [^,]+, |on [^,]+, )?(?:(?:at|by|for|from|in|into|of|on|to|under|with) )?(?:who|whom|whose|what|which|when|where|why|how)\b"
)


def mend(question: Question) -> Question:
    """The question as it should have been typed; the same one where nothing is wrong."""
    stem = _text(question.stem)
    if question.form == "cloze":
        stem = re.sub(r"_{2,}|\[\s*\.{3}\s*\]|(?<=\s)\.{4,}(?=\s)", BLANK, stem)
    if question.form in ("short", "choice") and ASKS.match(stem) and stem[-1:].isalnum():
        stem += "?"
    return question.model_copy(
        update={
            "stem": stem,
            "answer": _text(question.answer),
            "note": _text(question.note),
            "also_accept": tuple(_text(each) for each in question.also_accept),
            "distractors": tuple(_text(each) for each in question.distractors),
            "pairs": tuple(Pair(left=_text(pair.left), right=_text(pair.right)) for pair in question.pairs),
        }
    )


def _text(text: str) -> str:
    """One space between words, none before a stop; curly quote marks and apostrophes; straight ones stay after figures."""
    text = " ".join(text.split())
    text = re.sub(r"(?<=\w) +(?=[,;:?!.](?:\s|$))", "", text)
    text = re.sub(r",{2,}", ",", text)
    if text.count('"') % 2 == 0 and not re.search(r"\d\"", text):
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return re.sub(r"(?<=[A-Za-z])'(?=[A-Za-z])|(?<=s)'(?=\s)", "’", text)
