"""A definition made of a term and a genus: the phrase cut out, looked at whether it holds in general, and worded.

What it says "the" or "it" of must stand in it, since it speaks of no one thing, time or person.
"""

import re
from collections.abc import Sequence

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.genus import (
    CLAUSES,
    QUOTES,
    SOMEBODY,
    Sense,
    check_genus,
    is_added,
    is_definite,
    is_plural,
    is_small,
    start_of,
    term_of,
)
from quizgen.extract.pruning import without_brackets
from quizgen.extract.unclear import CONNECTIVES, FIRST_SECOND, UNIQUE, UnclearError
from quizgen.extract.verbs import SUBJECTS
from quizgen.models import Definition
from quizgen.tokens import Token

FEWEST, MOST = 4, 25  # words
FULL = 7  # words of a definition by which one can find the term; with "the" one less
PLAIN_WORD = re.compile(r"[^\W_]+|[’']\w*|\d[\d.,]*|%")
DASHES, BRACKETS = ("—", "–", "--"), ("(", ")", "[", "]")
POINTING = {"such", "latter", "former", "following", "previous", "aforementioned", "above", "below", "respective", "latest", "recent", "this",
            "these", "here", "today", "now", "currently", "recently", "etc.", "etc", "so-called", "again", "ago", "ie", "i.e.", "eg", "e.g.", "viz"}  # fmt: skip
# What "the" may go with, since all know which: of the world, of every body, of every state.
SHARED = {*UNIQUE, "people", "body", "brain", "blood", "skin", "mind", "ground", "air", "state", "government", "soil", "weather", "past",
          "future", "present", "individual", "reader", "eye", "ear", "mouth", "eyes", "ears", "land", "ocean", "whole", "market", "night", "day",
          "way", "surface", "cell", "society", "family", "community", "speaker", "listener", "user", "heart", "lungs", "head", "constitution",
          "data", "text"}  # fmt: skip


def definition_of(annotated: Annotated, sense: Sense) -> Definition:
    """The fact. Raises UnclearError when it does not define, or not stand alone."""
    term_words = term_of(annotated, sense)
    check_genus(sense)
    tokens = _phrase(sense)
    for token in tokens:
        _check_general(annotated, token, tokens, sense.term)
    if any(_same_root(sense.term, token) for token in tokens):
        raise UnclearError("circular")
    plural = is_plural(sense.term)
    if sense.genus.pos_ == "NOUN" and plural != is_plural(sense.genus):
        raise UnclearError("one and many")
    description = _wording(tokens, tokens[:1])
    length = len(description.split())
    if not FEWEST <= length <= MOST:
        raise UnclearError("too short or too long")
    term = f"{_wording(term_words, term_words)} {sense.field}".strip()
    if sense.pattern == "means" and not plural and _counted(sense, term_words):
        term = f"{indefinite(term)} {term}"  # "the term eukaryote refers to an organism"
    definite = is_definite(sense.genus)
    exact = not sense.field and (definite or sense.pattern != "apposition") and length >= FULL - definite
    return Definition(
        term=term, description=description, be="are" if plural else "is", reversible=exact,
        statement=f"{term[:1].upper()}{term[1:]} {'are' if plural else 'is'} {description}.",
        evidence=sentence_evidence(annotated, sense.term), pattern=f"term: {sense.pattern}", confidence=0.9,
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------------- phrase


def _phrase(sense: Sense) -> list[Token]:
    """The phrase from the genus on, without the clause around it and without what is only added."""
    genus = sense.genus
    kept: list[Token] = []

    def visit(token: Token) -> None:
        kept.append(token)
        for child in token.children:
            if not (_of_the_clause(child, sense) or child.is_space or is_added(child) or _next_clause(child, token)):
                visit(child)

    visit(genus)
    kept.sort(key=lambda token: token.i)
    listed = any(is_added(child) and child.tag_ == token.tag_ == "VBG" for token in kept for child in token.children)
    relative = any(token.dep_ in CLAUSES for token in kept)
    if listed or (relative and any(_next_clause(child, genus) for child in genus.children)):
        raise UnclearError("coordination cut")  # "where a is b, and c is d": is c part of it?
    inside = without_brackets(kept)
    if genus not in inside:
        raise UnclearError("torn brackets")
    while inside[-1].is_punct and inside[-1].text not in ("”", '"', "’", "%"):
        inside.pop()
    while inside[0].is_punct:
        inside.pop(0)
    if any(token.text in QUOTES[:3] for token in genus.doc[start_of(genus) - 1 : start_of(genus)]):
        raise UnclearError("another's words")
    last, after = inside[-1], inside[-1].nbor() if inside[-1].i + 1 < len(genus.doc) else None
    ends = after is None or after.is_punct or after.is_space or after.dep_ == "cc" or sense.naming
    if not ends or last.dep_ in ("cc", "case", "mark") or last.lower_ in ("a", "an", "the"):
        raise UnclearError("cut short")
    inside = _without_aside(inside, genus)
    present = {token.i for token in inside}
    if any(token.text in DASHES and {token.i - 1, token.i + 1} <= present for token in inside):
        raise UnclearError("an aside in the middle")
    return inside


COUNTED = {"organism", "person", "animal", "plant", "cell", "molecule", "device", "machine", "instrument", "particle", "atom", "worker", "ruler", "leader",
           "building", "word", "number", "symbol", "star", "planet", "society", "country", "company", "text", "poem", "organ", "tissue", "bacterium"}  # fmt: skip


def _without_aside(inside: list[Token], genus: Token) -> list[Token]:
    """Without what stands between two dashes, however the parser has hung it."""
    dashes = [place for place, token in enumerate(inside) if token.text in DASHES]
    if len(dashes) != 2 or dashes[1] + 1 >= len(inside) or inside.index(genus) > dashes[0]:
        return inside
    return inside[: dashes[0]] + inside[dashes[1] + 1 :]


def _counted(sense: Sense, term: list[Token]) -> bool:
    """Whether a bare term is the name of single things: a eukaryote, but not a photosynthesis."""
    determined = any(token.dep_ == "det" for token in term) or any(c.dep_ == "det" for c in sense.term.children)
    one = any(child.lower_ in ("a", "an") for child in sense.genus.children)
    return one and not determined and sense.genus.lemma_.lower() in COUNTED


def _of_the_clause(child: Token, sense: Sense) -> bool:
    """What hangs on the genus and belongs to the sentence around: "is", "thus", the subject."""
    if child in sense.apart or child == sense.term:
        return True
    own = child.head == sense.genus
    before = child.i < sense.genus.i and (child.dep_ == "cc" or child.lower_ in CONNECTIVES)
    return own and (before or child.text in BRACKETS or child.dep_ in ("case", "cop", "mark", *SUBJECTS))


def _next_clause(child: Token, head: Token) -> bool:
    """ "X is a Y and has ...": the next statement, with the conjunction before it."""
    if head.pos_ != "NOUN":
        return False
    if child.dep_ == "cc":
        return any(_next_clause(each, head) for each in head.children if each.dep_ == "conj" and each.i > child.i)
    finite = child.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(
        each.dep_ in (*SUBJECTS, "cop", "aux") for each in child.children
    )
    return child.dep_ == "conj" and finite


# ---------------------------------------------------------------------------------------------------------------- general


def _check_general(annotated: Annotated, token: Token, tokens: Sequence[Token], term: Token) -> None:
    """Raises UnclearError for a word that ties the definition to one thing, one time or its article."""
    lower = token.lower_
    if not (token.is_punct or PLAIN_WORD.fullmatch(token.text)) or lower in ("\\", "*", "/", "="):
        raise UnclearError(f"no word: {token.text}")
    alone = lower in ("those", "ones") or (lower == "that" and token.tag_ == "DT")
    dangling = alone and not any(child.i > token.i for child in token.children)
    if dangling or lower in FIRST_SECOND or (lower in POINTING and token.dep_ != "case"):
        raise UnclearError(f"depends on context: {token.text}")
    unreal = lower == "were" and any(each.lower_ == "if" for each in tokens)
    praise = lower in ("best", "worst") and all(child.dep_ != "acl:relcl" for child in token.head.children)
    if praise or (token.lemma_ in ("claim", "allege", "argue") and token.pos_ == "VERB"):
        raise UnclearError(f"an opinion: {token.text}")
    if (token.tag_ == "VBD" and not unreal) or _dated(annotated, token):
        raise UnclearError(f"of one time: {token.text}")
    entity = annotated.entity_at.get(token.i)
    if entity is not None and entity.type in ("PERSON", "ORG", "EVENT"):
        raise UnclearError(f"of one case: {token.text}")
    if token.tag_ in ("PRP", "PRP$") and not _within(token, tokens, term):
        raise UnclearError(f"pronoun: {token.text}")
    if token.pos_ == "NOUN" and is_definite(token) and not _known(token, tokens, term):
        raise UnclearError(f"definite: the {token.text}")


def _dated(annotated: Annotated, token: Token) -> bool:
    time = annotated.time_at(token)
    dated = time is not None and time.type in ("DATE", "TIME")
    return dated and time is not None and re.search(r"\d{3,4}|century|today|now", time.text) is not None


def _within(pronoun: Token, tokens: Sequence[Token], term: Token) -> bool:
    """Whether a pronoun has a noun of its number before it in the definition, or the term itself: there is nothing else."""
    if pronoun.lower_ in ("one", "oneself"):
        return True
    plural = pronoun.lower_ in ("they", "them", "their", "theirs", "themselves")
    nouns = [term, *(token for token in tokens if token.i < pronoun.i and token.pos_ in ("NOUN", "PRON"))]
    return any(plural == is_plural(noun) or noun.lemma_ in (*SOMEBODY, "person") for noun in nouns)


def _known(noun: Token, tokens: Sequence[Token], term: Token) -> bool:
    """Whether one knows which is meant: all know it, it is told which, or the article has not spoken of it before."""
    children = list(noun.children)
    told = any(child.dep_ in ("nmod", "nmod:poss", *CLAUSES) and child in tokens for child in children)
    ranked = any(
        child.tag_ in ("JJS", "RBS", "NNP") or child.lower_ in ("other", "same", "first", "only") for child in children
    )
    if told or ranked or noun.lemma_.lower() in SHARED or noun.lower_ in SHARED:
        return True
    earlier = noun.doc[: min(noun.sent.start, term.sent.start)]
    return all(token.lemma_.lower() != noun.lemma_.lower() for token in earlier)


def _same_root(term: Token, word: Token) -> bool:
    """ "testing" and "test": one of them is the other with an ending."""
    short, long = sorted((term.lemma_.lower(), word.lemma_.lower()), key=len)
    return short == long or (len(short) > 3 and long.startswith(short) and len(long) - len(short) <= 3)


# ------------------------------------------------------------------------------------------------------------------ words


def _wording(tokens: Sequence[Token], lowered: Sequence[Token]) -> str:
    """The words as they stand, without the commas around what was left out, and without the capital of a sentence."""
    present = {token.i for token in tokens}
    words, left_out = "", False
    for token in tokens:
        if token.text in (",", ";", *DASHES) and not {token.i - 1, token.i + 1} <= present:
            left_out = True
            continue
        if words and not words.endswith(" ") and (token.i - 1 not in present or left_out):
            words += " "
        small = token.text[1:].islower() or len(token.text) == 1
        left_out = False
        keeps = not small or (token.pos_ == "PROPN" and not is_small(token)) or gazetteer.is_demonym(token.text)
        words += (token.lower_ if token in lowered and not keeps else token.text) + token.whitespace_
    words = re.sub(r"\s+", " ", words).strip()
    if words.count("“") != words.count("”") or words.count('"') % 2:
        raise UnclearError("half of another's words")
    return words
