"""A sentence as it stands: its asides cut, its pronouns named, nothing else moved.

What nobody has reworded is grammatical for nothing, so every change here is an edit between two characters of the
sentence: what stands in brackets or between two dashes, a connective, a relative clause between commas is cut, and the
first pronoun for somebody whom the sentence does not name gets his name. A sentence that leans on what stood before, that
speaks as "I" or "we", or whose speaker nobody names is refused with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quizgen import lexicon
from quizgen.annotated import Annotated, Attribution
from quizgen.ask.sentences.naming import UnfitError, name_pronouns
from quizgen.tokens import Span, Token

FEWEST, MOST = 6, 34  # words of a statement
LONG = 26  # words: beyond them relative clauses between commas are cut
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
FINITE = ("VBD", "VBZ", "VBP", "MD")
ROOM = "sentences"


class Edit(NamedTuple):
    """Characters `start` to `end` of the Doc's text become `words`."""

    start: int
    end: int
    words: str


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
    end = _before_semicolon(text, start, end, root)
    words = [token for token in words if token.idx < end]
    cuts = [*_head(text, start, end), *_brackets(text, start, end), *_dashes(text, start, end), *_inside(words, text)]
    kept = _kept(words, cuts)
    if len(kept) > LONG:
        cuts += _relatives(kept, text)
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
    if lead and kept[0].pos_ != "PROPN" and kept[0].i not in annotated.entity_at and not kept[0].text[:2].isupper():
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
        if (
            token.lower_ in ("here", "there", "then", "so")
            and token.dep_ == "advmod"
            and token.head.pos_ in ("VERB", "AUX")
        ):
            raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if (
            token.lower_ in ("this", "that", "ones", "one")
            and token.pos_ == "PRON"
            and token.dep_ in (*SUBJECTS, "obj", "obl")
        ):
            if token.head.dep_ != "acl:relcl" and all(child.dep_ == "case" for child in token.children):
                raise UnfitError(f"it leans on what stood before: {token.lower_}")
        if token.dep_ in SUBJECTS and token.lower_ in lexicon.words(ROOM, "empty_subjects") and _bare(token):
            raise UnfitError(f"it leans on what stood before: the {token.lower_}")


def _bare(noun: Token) -> bool:
    """ "the name", with nothing that tells which."""
    return {child.dep_ for child in noun.children} == {"det"} and any(child.lower_ == "the" for child in noun.children)


# -------------------------------------------------------------------------------------------------------------- what is cut


def _head(text: str, start: int, end: int) -> Iterator[Edit]:
    """Connectives at the head, one behind the other."""
    at = start
    phrases = lexicon.words(ROOM, "cut_at_head")
    while match := re.match(r"([A-Za-z ]+),\s+", text[at:end]):
        if match[1].lower() not in phrases:
            break
        yield Edit(at, at + match.end(), "")
        at += match.end()


def _brackets(text: str, start: int, end: int) -> Iterator[Edit]:
    """What stands in brackets, with the space before it; never inside a name."""
    for match in re.finditer(r"\s*[(\[]([^()\[\]]*)[)\]]", text[start:end]):
        before, after = text[start : start + match.start()], text[start + match.end() : end].lstrip()
        if match[0].lstrip().startswith("[") and not re.fullmatch(r"\d+|[a-z]|note \d+", match[1]):
            raise UnfitError("words put into a quotation")
        if re.search(r"[A-Z]\w*$", before) and re.match(r"[A-Z]", after):
            raise UnfitError("a bracket inside a name")
        yield Edit(start + match.start(), start + match.end(), "")
    if re.search(r"[()\[\]]", re.sub(r"[(\[][^()\[\]]*[)\]]", "", text[start:end])):
        raise UnfitError("brackets in brackets")


def _dashes(text: str, start: int, end: int) -> Iterator[Edit]:
    """What stands between two dashes."""
    marks = list(re.finditer(r"\s+[–—]\s+|\s*—\s*", text[start:end]))
    if len(marks) == 2:
        yield Edit(start + marks[0].start(), start + marks[1].end(), " ")
    elif marks:
        raise UnfitError("dashes that do not come in a pair")


def _inside(words: Sequence[Token], text: str) -> Iterator[Edit]:
    """Connectives between commas, and a bare "also" or "therefore" beside its verb."""
    phrases = lexicon.words(ROOM, "cut_inside")
    spoken = " ".join(token.lower_ for token in words)
    for place, token in enumerate(words[1:-1], 1):
        if token.text == ",":
            close = next((i for i in range(place + 2, min(place + 5, len(words))) if words[i].text in (",", ".")), None)
            if close is None or text[words[place + 1].idx : words[close].idx].strip().lower() not in phrases:
                continue
            after = words[close + 1] if close + 1 < len(words) else None
            fronted = after is not None and after.tag_ not in ("VB", "VBN", "VBG", *FINITE) and after.dep_ != "advmod"
            yield Edit(token.idx, words[close].idx + (words[close].text == ","), "," if fronted else "")
        elif token.lower_ in ("also", "therefore", "consequently") and token.dep_ == "advmod":
            if words[place - 1].text == "," or "not only" in spoken or words[place + 1].text in (",", "."):
                if words[place - 1].text != ",":
                    raise UnfitError(f"a {token.lower_} that cannot be cut")
                continue
            yield Edit(token.idx, words[place + 1].idx, "")


def _relatives(kept: Sequence[Token], text: str) -> Iterator[Edit]:
    """Relative clauses between two commas or before the full stop, the outermost ones."""
    done = -1
    for token in kept:
        if token.dep_ != "acl:relcl" or token.left_edge.i <= done:
            continue
        first, last = token.left_edge, token.right_edge
        doc = token.doc
        if first.lower_ not in ("who", "which", "whose", "where") or first.i == 0 or last.i + 1 >= len(doc):
            continue
        before, after = doc[first.i - 1], doc[last.i + 1]
        if before.text != "," or after.text not in (",", ".") or len(token.subtree) != last.i - first.i + 1:
            continue
        done = last.i
        yield Edit(before.idx, after.idx + (after.text == ","), "")
