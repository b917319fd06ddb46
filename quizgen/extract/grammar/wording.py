"""Tokens of a phrase as words of a question: pronouns by the names they stand for, days by their dates, names whole."""

import re
from typing import NamedTuple

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated, Entity
from quizgen.extract.grammar.days import dated, fitted
from quizgen.extract.grammar.pronouns import THIRD, Told, named, possessive, pronoun
from quizgen.extract.grammar.trees import behind_comma
from quizgen.extract.unclear import FIRST_SECOND, UnclearError
from quizgen.tokens import Token

CONTRACTIONS = {"n't": "not", "n’t": "not", "'re": "are", "’re": "are", "'ll": "will", "’ll": "will", "'ve": "have", "’ve": "have", "'m": "am", "’m": "am",
                "wo": "will", "ca": "can", "sha": "shall"}  # fmt: skip


class Piece(NamedTuple):
    """Printed words, and the first and the last token that they stand for."""

    text: str
    first: Token
    last: Token


def words(annotated: Annotated, tokens: list[Token], told: Told) -> str:
    """The tokens in the article's order as text; `told` learns what they name.

    Raises UnclearError for a pronoun that nothing explains, a word that points to another sentence, a torn name or
    quotation, words changed between quote marks, and a time that only its day explains.
    """
    tokens = sorted({token for token in tokens if not token.is_space}, key=lambda token: token.i)
    present = {token.i for token in tokens}
    _check_names(annotated, tokens, present)
    _check_hyphens(tokens, present)
    _check_rows(annotated, tokens, present)
    pieces: list[Piece] = []
    done, between = -1, False  # `between` quote marks
    for place, token in enumerate(tokens):
        if token.i <= done:
            continue
        if (date := dated(annotated, token)) is not None:
            time = annotated.time_at(token)
            inside = [each for each in tokens if annotated.time_at(each) is time]
            if inside[0] is not token or not date:
                raise UnclearError(f"time: {' '.join(each.text for each in inside)}")
            pieces.append(Piece(fitted(date, tokens, place, inside[-1]), token, inside[-1]))
            done = inside[-1].i
            continue
        if (phrase := _spelled_out(annotated, token, tokens)) is not None:
            text, last = phrase
            pieces.append(Piece(text, token, last))
            done = last.i
            continue
        if token.text == ",":
            if not _comma_stays(tokens, place):
                continue
        text = _word(annotated, token, tokens, told)
        between = between != (token.text in ('"', "“", "”"))
        if between and pieces and pieces[-1].last.i + 1 < token.i and token.text not in ('"', "”"):
            raise UnclearError(f"a changed quotation: {token.text}")
        if between and text.lower() != token.lower_:
            raise UnclearError(f"a changed quotation: {token.text}")
        pieces.append(Piece(text, token, token))
    return _joined(pieces)


def _check_names(annotated: Annotated, tokens: list[Token], present: set[int]) -> None:
    for token in tokens:
        mention = annotated.mention_of(token)
        if mention is not None and not all(
            i in present or annotated.doc[i].dep_ == "det" for i in range(mention[1].start, mention[1].end)
        ):
            raise UnclearError(f"a torn name: {mention[1].text}")


def _check_hyphens(tokens: list[Token], present: set[int]) -> None:
    """Raises UnclearError where half of "anti-Semitism" is left out."""
    for token in tokens:
        for one, other in ((token.i - 1, token.i), (token.i, token.i + 1)):
            doc = token.doc
            if one < 0 or other >= len(doc) or (one in present and other in present) or doc[one].whitespace_:
                continue
            if doc[one].text in ("-", "–") or doc[other].text == "-":
                raise UnclearError(f"a torn word: {token.text}")
        if token.i and token.doc[token.i - 1].text.endswith("-") and token.i - 1 not in present:
            raise UnclearError(f"a torn word: {token.text}")


def _check_rows(annotated: Annotated, tokens: list[Token], present: set[int]) -> None:
    """Raises UnclearError where the last of a row, with its "and", is left out: "roads, air pollution as"."""
    for token in tokens:
        row = [c for c in token.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and behind_comma(c)]
        loose = [c for c in row if c.i in present and annotated.mention_of(c) is None]
        if loose and not any(k.dep_ == "cc" and k.i in present for c in token.children for k in (c, *c.children)):
            raise UnclearError(f"a torn row: {token.text}")


def _spelled_out(annotated: Annotated, token: Token, tokens: list[Token]) -> tuple[str, Token] | None:
    """ "this plan" as what it goes back to, and the phrase's last token; None where it stands as it is."""
    noun = token.head
    antecedent = annotated.antecedent.get(noun.i)
    if token.lower_ not in ("this", "these", "such") or token.dep_ != "det" or antecedent is None or noun not in tokens:
        return None
    inside = [each for each in tokens if each is noun or noun in each.ancestors]
    if len(antecedent.text.split()) > MOST_SPELLED or inside[-1].i - token.i + 1 != len(inside):
        return None
    return antecedent.text, inside[-1]


MOST_SPELLED = 10  # words in the place of "this plan"


def _comma_stays(tokens: list[Token], place: int) -> bool:
    """Whether the words on both sides of a comma are still there, and no other comma."""
    if place == 0 or place + 1 >= len(tokens):
        return False
    before, comma, after = tokens[place - 1], tokens[place], tokens[place + 1]
    if before.text == "," or after.text == ",":
        return False
    if comma.head.dep_ == "conj" and comma.head.head in tokens and after in comma.head.subtree:
        return True  # in a row, though an aside before it is gone
    return before.i == comma.i - 1 and after.i == comma.i + 1


def _word(annotated: Annotated, token: Token, tokens: list[Token], told: Told) -> str:
    low = token.lower_
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$") or token.i in annotated.selves:
        if low in FIRST_SECOND or low in THIRD:
            return pronoun(annotated, token, tokens, told)
    if low == "whose" and (owner := _owner(token)) not in tokens:
        return _whose(annotated, owner, told)
    if low in ("this", "these") and token.dep_ == "det" and _can_be_the(token.head):
        return "the"
    if low in lexicon.words("grammar", "pointing") and token.dep_ in lexicon.words("grammar", "pointing_relations"):
        explained = any(c.dep_ in ("acl:relcl", "acl", "nmod") for c in token.children) or (
            low == "such" and _next(token) == "as"
        )
        if not explained:
            raise UnclearError(f"points back: {token.text}")
    if low == "that" and token.dep_ == "det" and token.head.lemma_.lower() in gazetteer.nouns("time_nouns"):
        raise UnclearError(f"points back: that {token.head.text}")
    if (
        low in ("same", "other", "next", "previous", "last")
        and token.dep_ == "amod"
        and not any(c.dep_ in ("nmod", "acl:relcl", "acl", "obl", "case") for c in token.head.children)
    ):
        raise UnclearError(f"points back: {token.text}")
    entity = annotated.entity_at.get(token.i)
    told.name(entity)
    if low in CONTRACTIONS and token.pos_ in ("AUX", "PART", "VERB"):
        return CONTRACTIONS[low]
    if low in ("'s", "’s", "'d", "’d") and token.pos_ in ("AUX", "VERB"):
        return (
            {"be": "is", "have": "has"}.get(token.lemma_, "would")
            if low[1:] == "s"
            else "had"
            if token.lemma_ == "have"
            else "would"
        )
    return _cased(token, entity)


def _owner(token: Token) -> Token | None:
    """What "whose" goes back to."""
    return next((each.head for each in token.ancestors if each.dep_ == "acl:relcl"), None)


def _whose(annotated: Annotated, owner: Token | None, told: Told) -> str:
    """ "Hale, whose mill ...": the name of the mill's owner."""
    named_by = [owner, *(c for c in owner.children if c.dep_ in ("flat", "appos"))] if owner is not None else []
    entity = next((annotated.entity_at[each.i] for each in named_by if each.i in annotated.entity_at), None)
    if entity is None:
        raise UnclearError("whose: nobody with a name")
    told.name(entity)
    return possessive(named(entity))


def _can_be_the(noun: Token) -> bool:
    """Whether "this law" may be called "the law" by those who have the article before them."""
    lemma = noun.lemma_.lower()
    return (
        noun.pos_ == "NOUN"
        and lemma not in gazetteer.nouns("time_nouns")
        and lemma not in lexicon.words("grammar", "vague_this")
    )


def _next(token: Token) -> str:
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def _cased(token: Token, entity: Entity | None) -> str:
    """A word from the head of a sentence in small letters, unless it is a name."""
    text = token.text
    if token.is_sent_start and token.pos_ == "DET" and text in ("The", "A", "An"):
        return text.lower()
    if (
        not token.is_sent_start
        or entity is not None
        or token.ent_type_
        or token.pos_ == "PROPN"
        or not text[:1].isupper()
    ):
        return text
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if len(text) > 1 and text[1:] != text[1:].lower():
        return text
    closed = token.pos_ in ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "AUX", "NUM", "PART")
    if not closed and following is not None and following.text[:1].isupper() and following.pos_ == "PROPN":
        return text
    return text[:1].lower() + text[1:]


def _joined(pieces: list[Piece]) -> str:
    text = ""
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        text += piece.text
        if following is not None:
            apart = following.first.i > piece.last.i + 1 or following.text in CONTRACTIONS.values()
            text += piece.last.whitespace_ or (" " if apart else "")
    text = re.sub(r"\s+", " ", text).strip().strip(",;: –—-")
    if re.match(r"(?i)(?:and|or|but|nor)\b", text):
        raise UnclearError("a torn row")
    text = re.sub(r"\s+([,.;:?!%’”)])", r"\1", text)
    text = re.sub(r'"\s*([^"]*?)\s*"', r'"\1"', text)
    text = re.sub(r",(?=[”\"’]$)", "", text)
    if re.search(r"(?<!\w)‘(?!.*’(?!\w))", text):
        raise UnclearError("a torn quotation")
    if text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in ("“”", "()", "[]")):
        raise UnclearError("a torn quotation or bracket")
    return text
