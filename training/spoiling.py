"""Ways of spoiling a question or a sentence as a generator spoils them; each gives the text, "" where it finds nothing to do."""

import random
import re

NAME = r"[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*"
SENTENCE = re.compile(r"(?<=[a-z\d)]{3}[.!?])\s+(?=[A-Z“\"])")
SMALL = re.compile(r"\b(?:the|a|an|of|to|in|on|by|for|with|at|from|was|were|is|are|had|did)\b ")
ASKING = ("Who", "What", "When", "Where", "Why", "How many")


def fewer(text: str, rng: random.Random) -> str:
    """Without a small word."""
    found = list(SMALL.finditer(text))[1:]
    if not found:
        return ""
    match = rng.choice(found)
    return text[: match.start()] + text[match.end() :]


def cut(text: str, rng: random.Random) -> str:
    """Without one to three of its last words: an object lost."""
    words, mark = text.rstrip("?.").split(), text[-1:]
    return " ".join(words[: -rng.randint(1, 3)]) + mark if len(words) > 6 else ""


def torn(text: str, rng: random.Random) -> str:
    """Two or three words out of the middle are missing."""
    words = text.split()
    if len(words) < 9:
        return ""
    at = rng.randint(3, len(words) - 5)
    return " ".join(words[:at] + words[at + rng.randint(2, 3) :])


def moved(text: str, rng: random.Random) -> str:
    """Some words in another place."""
    words = text.rstrip("?.").split()
    if len(words) < 8:
        return ""
    at, size = rng.randint(2, len(words) - 4), rng.randint(2, 3)
    taken, left = words[at : at + size], words[:at] + words[at + size :]
    to = rng.randint(2, len(left))
    return " ".join(left[:to] + taken + left[to:]) + text[-1:] if to != at else ""


def pasted(text: str, passage: str, rng: random.Random) -> str:
    """A phrase of the passage put in."""
    sentence = rng.choice(SENTENCE.split(passage)).strip(".").split()
    if len(sentence) < 6 or len(text.split()) < 5:
        return ""
    at = rng.randint(0, len(sentence) - 5)
    words = text.rstrip("?.").split()
    to = rng.randint(3, len(words))
    return " ".join(words[:to] + sentence[at : at + rng.randint(3, 5)] + words[to:]) + text[-1:]


def determined(text: str, rng: random.Random) -> str:
    """ "The" before a name."""
    found = [match for match in re.finditer(rf"(?<=[a-z,] ){NAME}", text) if "the " not in text[: match.start()][-4:]]
    if not found:
        return ""
    match = rng.choice(found)
    return f"{text[: match.start()]}the {text[match.start() :]}"


def asked_wrongly(text: str, rng: random.Random) -> str:
    """Another question word."""
    first = next((word for word in (*ASKING, "Which") if text.startswith(f"{word} ")), "")
    others = [word for word in ASKING if word.split()[0] != first.split()[0]] if first else []
    return rng.choice(others) + text[len(first) :] if others else ""


def inflected(text: str, rng: random.Random) -> str:
    """A verb in another form: "did she went", "was" for "were"."""
    swaps = {
        "was": "were",
        "were": "was",
        "is": "are",
        "are": "is",
        "has": "have",
        "have": "has",
        "did": "was",
        "does": "is",
    }
    found = list(re.finditer(r"\b(?:was|were|is|are|has|have|did|does)\b", text))
    if not found:
        return ""
    match = rng.choice(found)
    return text[: match.start()] + swaps[match[0]] + text[match.end() :]


def trimmed(answer: str, passage: str, rng: random.Random) -> str:
    """Words too few or too many."""
    words, at = answer.split(), passage.find(answer)
    if len(words) > 3 and rng.random() < 0.6:
        return " ".join(words[: len(words) // 2])
    after = passage[at + len(answer) :].split()[: rng.randint(2, 4)] if at >= 0 else []
    return " ".join([answer, *after]) if len(after) > 1 else ""


def pronoun(text: str, rng: random.Random) -> str:
    """A pronoun for a name."""
    found = list(re.finditer(rf"(?:\b[Tt]he )?{NAME}", text))
    if not found:
        return ""
    match = rng.choice(found)
    if match.start() == 0:
        return rng.choice(("It", "They", "He", "She")) + text[match.end() :]
    return text[: match.start()] + rng.choice(("it", "them", "they", "he", "she", "there")) + text[match.end() :]


def connected(text: str, rng: random.Random) -> str:
    """A word that belongs to the sentences around."""
    if rng.random() < 0.3:
        return f"{text.rstrip('.')} {rng.choice(('as well', 'too', 'instead', 'again', 'more'))}."
    opening = rng.choice(
        ("Thus", "Thereafter,", "In the meantime,", "Relatedly,", "Then", "In addition,", "Instead,", "Still,")
    )
    first = text.split()[0]
    return f"{opening} {text if first[1:2].isupper() else text[:1].lower() + text[1:]}"


def repeated(text: str, rng: random.Random) -> str:
    """A name said again where nobody would: "the council opened the council’s hall"."""
    names = [match[0] for match in re.finditer(rf"(?:\b[Tt]he )?{NAME}", text)]
    small = list(re.finditer(r"\b(?:the|a|an|his|her|its|their)\b", text))[1:]
    if not names or not small:
        return ""
    match = rng.choice(small)
    name = names[0][:1].lower() + names[0][1:] if names[0].startswith("The ") else names[0]
    return f"{text[: match.start()]}{name}’s{text[match.end() :]}"
