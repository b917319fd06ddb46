"""What the reader is given of one proposal: the card, its line, and the sentence of the article that proves it, as word pieces.

    [CLS] stem [SEP] form ; answer ; options [SEP] title · month [SEP] evidence [SEP]

Each of the four fields has a segment number, and each word its shape, as in the engine. The sentences around the evidence are
not among them: with them it ranks no better, and takes half as long again.
"""

import re
from typing import NamedTuple

from quizgen.models import BLANK, Article, Proposal
from quizgen.pieces import CLS, SEP, WordPieces
from quizgen.placing import line_of

STEM, ANSWER, LINE, PROOF = range(4)  # the segments
MASK = 103  # the encoder's own sign for what is left out
LONGEST = 160  # pieces of a sheet
LONGEST_STEM, LONGEST_ANSWER, LONGEST_LINE = 56, 40, 24  # pieces at most of each field
SURE = 0.9  # a margin below which the engine was in doubt
FORM_WORDS = {
    "short": "short",
    "cloze": "cloze",
    "choice": "choice",
    "true-false": "true or false",
    "matching": "matching",
    "ordering": "ordering",
}
WORD = re.compile(r"\w+|[^\w\s]")


class Sheet(NamedTuple):
    """Pieces of one proposal: equally long lists of piece ids, word shapes and segments."""

    ids: list[int]
    shapes: list[int]
    segments: list[int]


def sheet(article: Article, proposal: Proposal, pieces: WordPieces) -> Sheet:
    """The sheet of one proposal, at most `LONGEST` pieces; what is too long is cut at its end."""
    evidence, info = proposal.evidence, article.info
    stem = _field(pieces, proposal.stem.replace(BLANK, "\0"), LONGEST_STEM)
    answer = _field(pieces, _answer(proposal), LONGEST_ANSWER)
    line = _field(pieces, line_of(info.title, info.published, report=True), LONGEST_LINE)
    room = LONGEST - sum(len(part) for part in (stem, answer, line)) - 5  # [CLS] and four [SEP]
    proof = _field(pieces, article.text[evidence.start : evidence.end], room)
    found = Sheet([CLS], [0], [STEM])
    for segment, part in ((STEM, stem), (ANSWER, answer), (LINE, line), (PROOF, proof)):
        for piece, shape in [*part, (SEP, 0)]:
            found.ids.append(piece)
            found.shapes.append(shape)
            found.segments.append(segment)
    return found


def _field(pieces: WordPieces, text: str, most: int) -> list[tuple[int, int]]:
    """Pieces with their word's shape, at most `most` of them; a blank is the encoder's mask."""
    found: list[tuple[int, int]] = []
    for word in WORD.findall(text.replace("\0", " \uffff ")):
        found += [(MASK, 0)] if word == "\uffff" else zip(*pieces.of_word(word), strict=True)
    return found[:most]


def _answer(proposal: Proposal) -> str:
    """The form, the kind of a short question's fact, a doubt of the engine; the answer, the wrong options or the pairs."""
    form = [FORM_WORDS[proposal.form]]
    form += [proposal.kind] if proposal.form == "short" else []
    form += ["doubtful"] if proposal.margin < SURE else []  # of the tree that the question was made from
    pairs = [f"{pair.left} : {pair.right}" for pair in proposal.pairs]
    return " ; ".join([" ".join(form), proposal.answer, *proposal.distractors, *pairs])
