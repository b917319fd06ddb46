"""Who says what: direct, indirect and mixed quotation, “according to”. (Cue lexicon after Krestel et al. 2008; structure
after Pareti 2012: source, cue, content.)"""

from collections.abc import Iterator, Mapping

from quizgen import gazetteer
from quizgen.annotate.interview import MARKS
from quizgen.annotated import Attribution
from quizgen.tokens import Doc, Token

HEARSAY = {"allegedly", "reportedly", "supposedly", "apparently", "purportedly"}
OPENERS, CLOSERS = {"“", '"', "«"}, {"”", '"', "»"}


def quote_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token spans between double quote marks, marks left out. A quotation left open ends with its paragraph."""
    spans, start = [], None
    for token in doc:
        if token.is_space and token.text.count("\n") >= 2:
            if start is not None and token.i > start:
                spans.append((start, token.i))
            start = None
        elif start is None and token.text in OPENERS:
            start = token.i + 1
        elif start is not None and token.text in CLOSERS:
            if token.i > start:
                spans.append((start, token.i))
            start = None
    return spans


def find_attributions(doc: Doc) -> list[Attribution]:
    """One entry per cue with its content, in text order; quotations and statements that go on over further sentences and
    paragraphs have entries of their own, with the speaker None where the text does not tell."""
    cues = gazetteer.cue_verbs()
    quotes = quote_spans(doc)
    found: list[Attribution] = []
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in cues:
            found += _of_cue(token, quotes)
    found += _according_to(doc)
    found += _in_the_view_of(doc)
    found += _continued(doc, quotes, found)
    found += _statements(doc, cues)
    return sorted(found, key=lambda attribution: attribution.cue.i)


def _continued(doc: Doc, quotes: list[tuple[int, int]], found: list[Attribution]) -> Iterator[Attribution]:
    """Quoted sentences without a cue of their own belong to the speaker of their paragraph, or of an open quotation
    before it."""
    speaker_before: tuple[int, Attribution] | None = None
    paragraphs = _paragraph_numbers(doc)
    for start, end in quotes:
        inside = [doc[i] for i in range(start, end) if not doc[i].is_punct and not doc[i].is_space]
        if not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in inside):
            continue
        own = next(
            (
                a
                for a in found
                if set(range(start, end)) & set(a.content)
                and a.cue.lower_ != "according"
                and not start <= a.cue.i < end
            ),
            None,
        )
        number = paragraphs[start]
        if own is None:
            own = (
                _neighbour(
                    [a for a in found if a.quote is not None and paragraphs[a.cue.i] == number], start, end, quotes
                )
                or _sentence_before(doc, start)
                or _before_colon(doc, start)
            )
        if (
            own is None
            and speaker_before is not None
            and number - speaker_before[0] <= 1
            and (end >= len(doc) or doc[start - 1].is_sent_start)
        ):
            own = speaker_before[1] if doc[max(0, start - 2)].is_space else None
        # What the quoted person says of others' sayings is still his: only a cue outside covers words.
        covered = {i for a in found if not start <= a.cue.i < end for i in a.content}
        missing = tuple(i for i in range(start, end) if i not in covered)
        if missing:
            yield Attribution(own.speaker if own else None, own.cue if own else doc[start], missing, (start, end))
        if own is not None:
            speaker_before = (number, own)


def _sentence_before(doc: Doc, start: int) -> Attribution | None:
    """ "Hale described her as a friend. “We ...”": a quotation on its own goes with the saying right before it."""
    mark = start - 1
    if mark < 2 or doc[mark - 1].is_space or not (doc[mark].is_sent_start or doc[start].is_sent_start):
        return None
    root = doc[mark - 1].sent.root
    speaker = next((child for child in root.children if child.dep_ == "nsubj"), None)
    if (
        speaker is None
        or speaker.pos_ not in ("PROPN", "PRON")
        or gazetteer.cue_verbs().get(root.lemma_) not in ("say", "claim")
        or root.tag_ not in ("VBD", "VBZ")
        or any(child.dep_ == "advmod" and child.lower_ in ("not", "never") for child in root.children)
    ):
        return None
    return Attribution(speaker, root, (), None)


def _before_colon(doc: Doc, start: int) -> Attribution | None:
    """ "Hale turned to the harbour: “We ...”": a quotation behind a colon is said by the subject of the sentence before it."""
    if start < 3 or doc[start - 2].text != ":":
        return None
    root = doc[start - 2].sent.root
    while root.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in root.children):
        root = root.head
    speaker = _by_name(next((child for child in root.children if child.dep_ == "nsubj"), None))
    if speaker is None or speaker.i > start or not (speaker.ent_type_ == "PERSON" or speaker.lower_ in ("he", "she")):
        return None
    return Attribution(speaker, root, (), None)


def _neighbour(cued: list[Attribution], start: int, end: int, quotes: list[tuple[int, int]]) -> Attribution | None:
    """The cue of the paragraph's only speaker, when nothing but quotations stands between it and this quotation."""
    speakers = {a.speaker.lower_ for a in cued if a.speaker is not None}
    if len(speakers) != 1:
        return None
    best = min(cued, key=lambda a: min(abs(a.cue.i - start), abs(a.cue.i - end)))
    doc = best.cue.doc
    low, high = (best.cue.sent.end, start) if best.cue.i < start else (end, best.cue.sent.start)
    quoted = {i for a, b in quotes for i in range(a, b)}
    free = [i for i in range(low, high) if i not in quoted and not doc[i].is_punct and not doc[i].is_space]
    return None if free else best


# What stands before a colon under a picture or a text, and speaks to nobody.
CAPTIONS = frozenset({"left", "right", "middle", "center", "centre", "top", "bottom", "above", "below", "photo", "image", "picture", "credit", "credits",
                      "caption", "figure", "video", "note", "notes", "update", "correction", "source", "sources", "summary", "background"})  # fmt: skip


def _statements(doc: Doc, cues: Mapping[str, str]) -> Iterator[Attribution]:
    """ "X said:" before a paragraph break gives what follows to X; so does "X:" at the head of an interview's paragraph."""
    numbers = _paragraph_numbers(doc)
    spans: list[tuple[int, Token | None, Token]] = []  # first token, speaker, cue
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        colon = next((token for token in words[:6] if token.text == ":"), None)
        last = words[-1].i
        while last > 0 and doc[last].is_space:
            last -= 1
        ends_paragraph = last + 1 >= len(doc) or numbers[min(last + 2, len(doc) - 1)] > numbers[last]
        root = sentence.root
        if doc[last].text == ":" and ends_paragraph and root.lemma_ in cues:
            speaker = next((child for child in root.children if child.dep_ == "nsubj"), None)
            spans.append((last + 1, speaker, root))
        elif (
            colon is not None
            and words[0].i < colon.i
            and (words[0].i == 0 or doc[words[0].i - 1].is_space)
            and all(t.text[:1].isupper() for t in doc[words[0].i : colon.i])
            and words[0].text not in MARKS
            and doc[colon.i - 1].lower_ not in CAPTIONS
        ):
            spans.append((colon.i + 1, doc[words[0].i : colon.i].root, colon))
    ends = [start for start, _, _ in spans[1:]] + [len(doc)]
    for (start, speaker, cue), end in zip(spans, ends, strict=False):
        last = end if cue.text == ":" else _statement_end(doc, numbers, start, end, cue.lemma_ == "say")
        yield Attribution(speaker, cue, tuple(range(start, last)), None)


def _statement_end(doc: Doc, numbers: list[int], start: int, end: int, said: bool) -> int:
    """The paragraph after "X said:"; near the head of the text, where it introduces a statement, up to its last "we" or "I"."""
    while start < end and doc[start].is_space:
        start += 1
    last = next((i for i in range(start, end) if numbers[i] > numbers[start]), end)
    while said and last < end:  # the next paragraph too, as long as somebody speaks in it
        further = next((i for i in range(last + 1, end) if numbers[i] > numbers[last]), end)
        if not any(token.lower_ in FIRST_PERSON for token in doc[last:further]):
            break
        last = further
    if said and numbers[start] <= STATEMENT_FROM:
        for i in range(last, end):
            if doc[i].lower_ in FIRST_PERSON:
                last = next((j for j in range(i, end) if numbers[j] > numbers[i]), end)
    return last


STATEMENT_FROM = 3  # paragraphs
FIRST_PERSON = {"we", "i", "our", "my", "us"}


def _paragraph_numbers(doc: Doc) -> list[int]:
    number, numbers = 0, []
    for token in doc:
        number += token.is_space and token.text.count("\n") >= 2
        numbers.append(number)
    return numbers


def _of_cue(cue: Token, quotes: list[tuple[int, int]]) -> Iterator[Attribution]:
    quotes = [quote for quote in quotes if not quote[0] <= cue.i < quote[1]]  # nobody frames his own words from within
    subjects = [child for child in cue.children if child.dep_ == "nsubj"]
    speaker = next((child for child in subjects if child.ent_type_ == "PERSON"), subjects[0] if subjects else None)
    if (
        speaker is None
        and cue.dep_ in ("conj", "advcl", "xcomp")
        and not any(child.dep_ == "mark" for child in cue.children)
    ):
        speaker = next((child for child in cue.head.children if child.dep_ == "nsubj"), None)
    speaker = _by_name(speaker or _behind_cue(cue))
    if any(child.lower_ in HEARSAY for child in cue.children):
        speaker = None  # "Hale allegedly told them": nobody knows that he said it
    reported = any(
        c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children if m.dep_ == "mark") for c in cue.children
    )
    ordered = any(c.dep_ == "obj" for c in cue.children)
    behind = [token.text for token in cue.doc[cue.i + 1 : cue.sent.end] if not token.is_space]
    announced = behind == [":"]
    for child in cue.children:
        if announced and child.i < cue.i:
            continue  # "..., and the minister said:": what follows is said, and not what stands before
        if child.dep_ == "parataxis" and child.i > cue.i and (reported or ordered):
            continue  # "Hale ordered ships, Moor ordered planes": another sentence; so is what follows "said that ..."
        if child.dep_ in ("ccomp", "parataxis") and child.i != cue.i:
            content = tuple(token.i for token in child.subtree)
            yield Attribution(speaker, cue, content, _quote_in(content, quotes))
    named = any(child.dep_ == "nsubj" for child in cue.children)
    if cue.dep_ in ("parataxis", "ccomp") and (speaker is not None or named) and _reports(cue):
        # "X will win, she said": the cue hangs under what is said
        inside = {token.i for token in cue.subtree}
        content = tuple(token.i for token in cue.head.subtree if token.i not in inside)
        yield Attribution(speaker, cue, content, _quote_in(content, quotes))


def _behind_cue(cue: Token) -> Token | None:
    """ "“It is hard,” said his father, Abel Moor": the subject right behind its verb, where the tree hangs it on what was said."""
    if cue.i == 0 or cue.doc[cue.i - 1].text not in CLOSERS:
        return None
    found = (token for token in cue.sent if token.dep_ == "nsubj" and token.left_edge.i == cue.i + 1)
    return next((token for token in found if token.head in cue.subtree), None)


def _by_name(speaker: Token | None) -> Token | None:
    """The name beside a description: "his father, Abel Moor", "the paper Port News", "Norland First Minister Ines Moor"."""
    if speaker is None or speaker.ent_type_ == "PERSON":
        return speaker
    for child in speaker.children:
        beside = child.dep_ in ("appos", "flat", "nmod:desc")
        if child.ent_type_ == "PERSON" and (beside or child.dep_ == "compound"):
            return child
        if child.ent_type_ == "ORG" and beside and not speaker.ent_type_:
            return child
    return speaker


def _reports(cue: Token) -> bool:
    """The short inserted clause: the cue, its subject, and nothing that it governs as content."""
    return not any(child.dep_ in ("ccomp", "obj", "mark") for child in cue.children)


def _according_to(doc: Doc) -> Iterator[Attribution]:
    for token in doc[:-2]:
        if token.lower_ == "according" and doc[token.i + 1].lower_ == "to":
            speaker = (
                token.head
                if token.dep_ in ("case", "fixed")
                else next((c for c in token.children if c.dep_ in ("obl", "nmod")), None)
            )
            if speaker is None or speaker.i <= token.i:
                continue
            inside = {each.i for each in speaker.subtree}
            content = tuple(each.i for each in speaker.head.subtree if each.i not in inside)
            yield Attribution(speaker, token, content, None)


def _in_the_view_of(doc: Doc) -> Iterator[Attribution]:
    """ "In Moor's view, the harbour is full.": what stands beside it is somebody's opinion."""
    for token in doc:
        if token.lower_ not in ("view", "opinion", "words", "estimation") or token.dep_ not in ("obl", "nmod"):
            continue
        holder = next((child for child in token.children if child.dep_ == "nmod:poss"), None)
        if holder is None or not any(c.dep_ == "case" and c.lower_ in ("in", "from", "to") for c in token.children):
            continue
        inside = {each.i for each in token.subtree}
        content = tuple(each.i for each in token.head.subtree if each.i not in inside)
        yield Attribution(holder, token, content, None)


def _quote_in(content: tuple[int, ...], quotes: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The quotation that makes up most of the content, or starts inside it."""
    covered = set(content)
    best = max(quotes, key=lambda q: len(covered & set(range(*q))), default=None)
    return best if best and covered & set(range(*best)) else None
