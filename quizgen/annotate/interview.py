"""Texts that are one person's words: the answers of an interview printed without names, and a speech."""

import re
from collections.abc import Iterator, Sequence

from quizgen.annotated import Attribution, Entity
from quizgen.tokens import Doc

TITLE = re.compile(r"(?i)\binterview(?:s|ed)?\b|\b(?:tells|talks to|speaks (?:to|with)|in conversation with|answers)\b")
SPOKEN_WITH = re.compile(r"\b(?:spoke|talked|sat down|chatted) (?:with|to)\b|\binterview(?:ed|s)?\b")
CAPTION = re.compile(r"\b(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)s?: |^(?:File photo|Pictured)\b")
ASKING = {"tell", "talk", "describe", "explain", "walk", "please", "interview", "see"}
FEWEST_QUESTIONS = 3
MOST_WORDS = 110  # of a question: interviewers talk long, too
FIRST, SECOND = {"i", "my", "me", "we", "our", "us", "i'm", "i've"}, {"you", "your", "yours"}


def find_answers(doc: Doc, title: str, entities: Sequence[Entity]) -> list[Attribution]:
    """One entry for each paragraph of an answer; none when more than one person answers, or it is not told who does."""
    if not TITLE.search(title):
        return []
    paragraphs = list(_paragraphs(doc))
    questions = [i for i, (start, end) in enumerate(paragraphs) if _is_question(doc, start, end)]
    if len(questions) < FEWEST_QUESTIONS:
        return []
    person = _interviewee(doc, paragraphs[questions[0]][0], title, entities)
    if person is None:
        return []
    return [
        Attribution(None, doc[start], tuple(range(start, end)), None, person)
        for i, (start, end) in enumerate(paragraphs)
        if i > questions[0] and i not in questions and not _asides(doc, start, end, person)
    ]


MARKS = {"Q": False, "Question": False, "A": True, "Answer": True}  # whether it opens an answer


def find_marked_answers(doc: Doc, title: Doc, entities: Sequence[Entity]) -> list[Attribution]:
    """What stands behind "A:" up to the next "Q:" is the words of the one person whom the title or the introduction names;
    of somebody unknown where neither names one."""
    paragraphs = list(_paragraphs(doc))
    marked = {i: MARKS[doc[start].text] for i, (start, _) in enumerate(paragraphs) if _is_marked(doc, start)}
    if sum(marked.values()) < FEWEST_MARKED or all(marked.values()):
        return []
    first = min(marked)
    person = _interviewee(doc, paragraphs[first][0], title.text, entities)
    names = [span.text for span in title.ents if span.label_ == "PERSON" and len(span) > 1]
    if person is None and len(names) == 1:
        person = Entity(names[0], "PERSON")
    found, answering = [], False
    for i, (start, end) in enumerate(paragraphs):
        answering = marked.get(i, answering)
        if answering:
            begin = start + 2 * (i in marked)
            found.append(Attribution(None, doc[start], tuple(range(begin, end)), None, person))
    return found


FEWEST_MARKED = 2


def _is_marked(doc: Doc, start: int) -> bool:
    return doc[start].text in MARKS and start + 1 < len(doc) and doc[start + 1].text in (":", ".")


def _interviewee(doc: Doc, start: int, title: str, entities: Sequence[Entity]) -> Entity | None:
    """The only person whom the title names in full; else the only one who the introduction, up to `start`, says was spoken with."""
    persons = [each for each in entities if each.type == "PERSON" and " " in each.name]
    named = [each for each in persons if each.name in title]
    if not named:
        told = " ".join(s.text for s in doc.sents if s.start < start and SPOKEN_WITH.search(s.text))
        named = [each for each in persons if each.name in told]
    return named[0] if len(named) == 1 else None


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if token.is_space and token.text.count("\n") >= 2:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _is_question(doc: Doc, start: int, end: int) -> bool:
    """What the interviewer says ends in a question."""
    return doc[end - 1].text == "?" and end - start <= MOST_WORDS


def _asides(doc: Doc, start: int, end: int, person: Entity) -> bool:
    """Captions and introductions name the interviewee; a remark to "you" without "I" may be the interviewer's."""
    words = {token.lower_ for token in doc[start:end]}
    surname = person.name.split()[-1].lower()
    if CAPTION.search(doc[start:end].text) or doc[start].lower_ in ASKING:
        return True
    if surname in words or doc[end - 1].text not in (".", "!", "”", '"', "’", ")"):
        return True
    return bool(words & SECOND) and not words & FIRST


SPEECH = re.compile(r"(?i)\b(?:speech|address|remarks|keynote|lecture|sermon|statement)\b")
FEWEST_OWN = 3  # times that a speaker says "I"
HEAD = 40  # tokens: who speaks, and where


def find_speech(doc: Doc, title: Doc, entities: Sequence[Entity]) -> list[Attribution]:
    """All of a speech is said by the one person whom its title names, and whom the text does not speak of."""
    names = [span.text for span in title.ents if span.label_ == "PERSON" and len(span) > 1]
    if len(names) != 1 or not SPEECH.search(title.text) or not len(doc):
        return []
    surname = names[0].split()[-1]
    own = sum(token.text in ("I", "my", "My") for token in doc)
    if own < FEWEST_OWN or any(token.text == surname for token in doc[HEAD:]):
        return []
    known = next((each for each in entities if each.type == "PERSON" and each.name == names[0]), None)
    return [Attribution(None, doc[0], tuple(range(len(doc))), None, known or Entity(names[0], "PERSON"))]
