"""The headline of a report: what its questions may lean on where nothing else places them.

"The dam" of a report on a burst dam is that dam to whoever has read the headline; a class has not read the report, so
the question shows the headline, with the month, before it asks.
"""

import re
from datetime import date

from quizgen.headlines import Headline
from quizgen.tokens import Doc

FEWEST_WORDS, MOST_WORDS = 4, 18
FEWEST_UNDATED = 8  # a topic ("The reign of the three kings") is shorter than a headline


def find_headline(title: Doc, published: date | None, report: bool) -> Headline | None:
    """The title as a headline: of a report, telling something about somebody or something that it names."""
    text = re.sub(r"^['‘“\"][^'‘’“”\"]+['’”\"]: ", "", title.text.strip())
    words = [token for token in title if not token.is_punct and token.idx >= len(title.text) - len(text)]
    if not (report or (published is None and len(words) >= FEWEST_UNDATED)) or not title.ents:
        return None
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or re.search(r"\?|(?i:\binterview)", title.text):
        return None
    text = re.sub(r"(?<!\w)['‘“\"]([^'‘’“”\"]+)['’”\"](?!\w)", r"‘\1’", text[:1].upper() + text[1:])
    month = f" ({published:%B %Y})" if published is not None else ""
    return Headline(f"“{text}”{month}:", frozenset(token.lemma_.lower() for token in words if token.is_alpha))
