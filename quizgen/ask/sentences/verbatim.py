"""A sentence as it stands: its asides cut, its pronouns named, nothing else moved.

What nobody has reworded is grammatical for nothing, so every change here is an edit between two characters of the
sentence: what stands in brackets or between two dashes, a connective, a relative clause between commas is cut, two
clauses with a subject each are parted by a comma, and the first pronoun for somebody whom the sentence does not name gets his name. A sentence that leans on what stood before, that
speaks as "I" or "we", or whose speaker nobody names is refused with the reason.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quizgen import lexicon
from quizgen.annotated import Annotated, Attribution
from quizgen.ask.sentences.cuts import (
    FINITE,
    ROOM,
    SUBJECTS,
    Edit,
    brackets,
    connectives,
    dashes,
    inner_connectives,
    joined_clauses,
    relatives,
)
from quizgen.ask.sentences.naming import UnfitError, name_pronouns
from quizgen.tokens import Span, Token

FEWEST, MOST = 6, 34  # words of a statement
LONG = 26  # words: beyond them relative clauses between commas are cut
QUANTITIES = ("most", "some", "several", "all", "none", "others", "half", "two", "three", "four")


class Standing(NamedTuple):
    """A sentence as it can stand: characters `start` to `end` of the Doc's text with the edits made, `lead` before them.

    `tokens` are the words that stay, pronouns that were named among them.
    """

    sentence: Span
    start: int
    end: int
    lead: str
    edits: tuple[Edit, ...]
    tokens: tuple[Token, ...]

    def words(self, *more: Edit) -> str:
        """The statement with further edits, a capital at its head and no full stop. Raises ValueError where they overlap."""
        text, out, at = self.sentence.doc.text, self.lead, self.start
        for edit in sorted((*self.edits, *more)):
            if edit.start < at:
                raise ValueError(f"two edits at {edit.start}")
            out += text[at : edit.start] + edit.words
            at = edit.end
        return _tidied(out + text[at : self.end])

    def statement(self, *more: Edit) -> str:
        """The same with its full stop."""
        words = self.words(*more)
        return words if words.endswith((".”", '."', ".’")) else f"{words}."


def _tidied(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" (?=[,;:.!?’'](?:\s|$|s\b))", "", text)
    text = re.sub(r",(?:\s*,)+", ",", text).rstrip(".,;: ")
    return text[:1].upper() + text[1:]


def stand(annotated: Annotated, sentence: Span, tellers: dict[int, Attribution]) -> Standing:
    """The sentence as it can stand by itself beside its article. Raises UnfitError.

    `tellers` are the attributions by the token positions that were said (`tellers_of`).
    """
    words = [token for token in sentence if not token.is_space]
    text = annotated.doc.text
    if len(words) < FEWEST:
        raise UnfitError("too short")
    start, end = words[0].idx, words[-1].idx + len(words[-1].text)
    _check_script(text[start:end])
    root = sentence.root
    _check_clause(root, words)
    _check_times(annotated, root)
    end = _before_semicolon(text, start, end, root)
    words = [token for token in words if token.idx < end]
    cuts = [
        *connectives(text, start, end),
        *brackets(text, start, end),
        *dashes(text, start, end),
        *inner_connectives(words, text),
    ]
    cuts += joined_clauses(root)
    kept = _kept(words, cuts)
    if len(kept) > LONG:
        cuts += relatives(kept, text)
        kept = _kept(words, cuts)
    if not FEWEST <= sum(not token.is_punct for token in kept) <= MOST:
        raise UnfitError("too short or too long")
    _check_leaning(kept, text)
    teller = tellers.get(root.i)
    lead, speaker = "", None
    if teller is not None and not sentence.start <= teller.cue.i < sentence.end:
        speaker = teller.entity
        if speaker is None and teller.speaker is not None:
            speaker = annotated.entity_at.get(teller.speaker.i) or annotated.reference.get(teller.speaker.i)
        if speaker is None:
            raise UnfitError("nobody says who said it")
        lead = f"According to {'the ' if speaker.article else ''}{speaker.name}, "
    named = [Edit(*edit) for edit in name_pronouns(annotated, kept, speaker)]
    if (
        lead
        and kept[0].pos_ != "PROPN"
        and kept[0].i not in annotated.entity_at
        and not re.match("[A-Z]{2}", kept[0].text)
    ):
        if not any(edit.start == kept[0].idx for edit in named):
            named.append(Edit(kept[0].idx, kept[0].idx + 1, kept[0].text[:1].lower()))
    edits = sorted([*cuts, *named])
    if any(one.end > other.start for one, other in pairwise(edits)):
        raise UnfitError("one aside stands in another")
    return Standing(sentence, start, end, lead, tuple(edits), tuple(kept))


def tellers_of(annotated: Annotated) -> dict[int, Attribution]:
    """Token position -> the attribution that it was said in."""
    return {i: attribution for attribution in annotated.attributions for i in attribution.content}


def _kept(words: Sequence[Token], cuts: Sequence[Edit]) -> list[Token]:
    return [token for token in words if not any(cut.start <= token.idx < cut.end for cut in cuts)]


# ------------------------------------------------------------------------------------------------------------ what is fit


def _check_script(text: str) -> None:
    """One printed sentence in Latin letters, closed, whose marks come in pairs."""
    if not re.match(r"[A-Z0-9$£€]", text) or not re.search(r"\.[”\"’']?$", text) or text.endswith(".."):
        raise UnfitError("no whole sentence")
    if re.search(r"[?!…\n@•*|]|https?:|www\.|\w\.\w+\.(?:com|org|gov)|\.\s*\.", text.rstrip(".")):
        raise UnfitError("marks of a dialogue, a list or an address")
    if any(ord(each) > 0x24F and each.isalpha() and not 0x1E00 <= ord(each) <= 0x1EFF for each in text):
        raise UnfitError("letters that a class cannot read")
    quotes = text.count('"') % 2 or text.count("“") != text.count("”")
    if quotes or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        raise UnfitError("a quotation or bracket is cut")
    if re.search(r"\b(?:Op|No|vs|St|Mr|Mrs|Dr|Jr|cf|pp?|vol|cu|ca|approx|Sens?|Reps?|Gen|Gov)\.$", text):
        raise UnfitError("it is cut at an abbreviation")
    if re.search(r":(?!\d)", text):
        raise UnfitError("a colon: what it announces does not stand in it")
    if re.search(r"[a-z]\d|\w[-–](?:\s|\.?$)|\s[-–](?=\w)|\w\s-\s", text):
        raise UnfitError("a mark of a note or a cut word")


def _check_clause(root: Token, words: Sequence[Token]) -> None:
    """A finite clause whose subject stands before its verb."""
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    existential = any(child.dep_ == "expl" for child in root.children)
    if subject is None or (subject.i > root.i and not existential):
        raise UnfitError("no subject before the verb")
    group = [child for child in root.children if child.dep_ in ("aux", "aux:pass", "cop")]
    first = min([*group, root], key=lambda token: token.i)
    if first.tag_ not in FINITE:
        raise UnfitError("no finite verb")
    if first.i < subject.left_edge.i and not existential:
        raise UnfitError("the verb comes first")
    if first.lower_ == "had" and len(group) >= 1 and first is not root:
        if not any(token.lower_ in ("by", "before", "until", "already", "when", "after", "since") for token in words):
            raise UnfitError("its past is told before another past")
    if any(token.dep_ in ("reparandum", "orphan", "dep", "vocative") for token in words):
        raise UnfitError("a torn sentence")
    finite = [token for token in words if token.dep_ == "parataxis" and token.tag_ in FINITE]
    if len(finite) > 1:
        raise UnfitError("clauses run together")


def _check_times(annotated: Annotated, root: Token) -> None:
    """No bare date between a name and its verb ("the Aurora in 1827 shelled it"); "since" with a perfect only."""
    group = [child for child in root.children if child.dep_ in ("aux", "aux:pass", "cop")]
    first = min([*group, root], key=lambda token: token.i)
    time = annotated.time_of.get(first.i - 1)
    if time is not None and time.type == "DATE":
        inside = [token for token in root.sent if annotated.time_of.get(token.i) is time]
        joint, name = root.doc[inside[0].i - 1], root.doc[max(inside[0].i - 2, 0)]
        plain = all(token.pos_ != "ADP" for token in root.sent if token.i < joint.i)
        if joint.lower_ in ("in", "on") and name.pos_ == "PROPN" and plain:
            raise UnfitError("its time stands between subject and verb")
    for each in (token for token in root.sent if annotated.time_at(token) is not None):
        verb = each.head
        words = (verb, *verb.children)
        finite = any(word.tag_ in FINITE for word in words if word is verb or word.dep_ in ("aux", "aux:pass", "cop"))
        perfect = any(word.lemma_ == "have" for word in words if word.dep_ == "aux")
        if finite and not perfect and any(word.lower_ == "since" for word in each.children):
            raise UnfitError("since, with a tense that is no perfect")


def _before_semicolon(text: str, start: int, end: int, root: Token) -> int:
    """The end of the first clause where a semicolon parts two."""
    mark = text.find(";", start, end)
    if mark < 0:
        return end
    if root.idx > mark:
        raise UnfitError("the clause before the semicolon is not the main one")
    return mark


def _check_leaning(kept: Sequence[Token], text: str) -> None:
    """Whether it leans on what stood before, or speaks as somebody whom it does not name."""
    head = text[kept[0].idx : kept[0].idx + 40].lower()
    existential = any(token.dep_ == "expl" for token in kept[:2])
    for phrase in lexicon.words(ROOM, "leaning_heads"):
        if re.match(re.escape(phrase) + r"\b", head) and not (phrase == "there" and existential):
            raise UnfitError(f"it leans on what stood before: {phrase}")
    if re.match(r"as (?!of \d)", head):
        raise UnfitError("it leans on what stood before: as")
    whole = " " + " ".join(token.lower_ for token in kept) + " "
    for phrase in lexicon.words(ROOM, "leaning_phrases") | lexicon.words(ROOM, "leaning_words"):
        if f" {phrase} " in whole:
            raise UnfitError(f"it leans on what stood before: {phrase}")
    for token in kept:
        if token.lower_ in ("i", "me", "my", "we", "us", "our", "you", "your", "mine", "ours", "myself", "ourselves"):
            if token.text != "US":
                raise UnfitError("somebody speaks for himself")
        if token.lower_ in ("this", "that") and token.dep_ == "det":
            raise UnfitError(f"it leans on what stood before: {token.lower_} {token.head.text}")
        if token.lower_ in ("here", "there") and token.dep_ == "advmod":
            raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if token.lower_ in ("then", "so") and token.dep_ == "advmod" and token.head.pos_ in ("VERB", "AUX"):
            raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if token.lower_ == "even" and token.dep_ == "advmod" and token.head is token.sent.root:
            raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if (
            token.lower_ in ("this", "that", "ones", "one")
            and token.pos_ == "PRON"
            and token.dep_ in (*SUBJECTS, "obj", "obl")
        ):
            if token.head.dep_ != "acl:relcl" and all(child.dep_ == "case" for child in token.children):
                raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if token is kept[0] and token.lower_ in QUANTITIES and token.dep_ in SUBJECTS and not token.children:
            raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if token.dep_ in SUBJECTS and token.lower_ in lexicon.words(ROOM, "empty_subjects") and _bare(token):
            raise UnfitError(f"it leans on what stood before: the {token.lower_}")


def _bare(noun: Token) -> bool:
    """ "the name", with nothing that tells which."""
    return {child.dep_ for child in noun.children} == {"det"} and any(child.lower_ == "the" for child in noun.children)
