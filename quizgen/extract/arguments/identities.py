"""Who somebody is and where something stands, as a phrase says it by the way: appositions, titles before names, places behind names."""

from collections.abc import Callable, Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked, answer_words
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.frames import Draft
from quizgen.extract.grammar.cutting import kept
from quizgen.extract.grammar.heads import Sort
from quizgen.extract.grammar.pronouns import named
from quizgen.extract.grammar.trees import FINITE, behind_comma, preposition, quoted_positions, top_conjunct
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Frame, Slot
from quizgen.tokens import Span, Token

Asker = Callable[[Annotated, Token, Token], Asked]
SHORTEST = 2  # words of an apposition that says something


def find_identities(annotated: Annotated) -> Iterator[tuple[Clause, Asked | UnclearError]]:
    """Each apposition, title and place of a name as an asked phrase of "X is ..."; or why it cannot be asked."""
    quoted = quoted_positions(annotated.doc)
    for entity in annotated.entities:
        for span in entity.mentions:
            root = span.root
            if (
                root.i in quoted
                or not any(t.tag_ in FINITE for t in root.sent)
                or root.sent.text.rstrip("”\"’' \n").endswith("?")
            ):
                continue
            for child in root.children:
                found = None
                if child.dep_ == "appos" and child.i > root.i and behind_comma(child) and _right_behind(span, child):
                    found = _apposition
                elif (
                    child.dep_ == "nmod"
                    and preposition(child) in ("in", "near", "off")
                    and entity.type in ("ORG", "PLACE", "OTHER", "EVENT")
                ):
                    found = _whereabouts
                if found is not None:
                    yield _tried(annotated, root, child, found)
            if entity.type == "PERSON" and (root.left_edge.i < span.start or root.head.i < span.start):
                yield _tried(annotated, root, root, _title)


def _right_behind(span: Span, child: Token) -> bool:
    """Whether nothing but marks stands between a name and what describes it: not "to Techfest in this, our tenth year"."""
    row = {token for other in span.root.children if other.dep_ == "conj" for token in other.subtree}
    between = child.doc.tokens[span.end : child.left_edge.i]
    return all(token.is_punct or token.is_space or token in row for token in between)


def _tried(annotated: Annotated, root: Token, child: Token, asker: Asker) -> tuple[Clause, Asked | UnclearError]:
    clause = Clause(root, root, (), None, None, ())
    try:
        return clause, asker(annotated, root, child)
    except UnclearError as reason:
        return clause, reason


def _be(annotated: Annotated, root: Token, plural: bool = False) -> str:
    """The tense of its sentence; a report speaks of the present."""
    top = top_conjunct(root)
    while top.head is not top and top.tag_ not in FINITE:
        top = top.head
    past = not annotated.report and (
        top.tag_ == "VBD" or any(c.tag_ == "VBD" for c in top.children if c.dep_ in ("aux", "aux:pass", "cop"))
    )
    return ("were" if plural else "was") if past else "are" if plural else "is"


def _framed(annotated: Annotated, root: Token, draft: Draft) -> Frame:
    entity = annotated.entity_at[root.i]
    draft.told.name(entity)
    draft.used.append(root)
    row = [c for c in root.children if c.dep_ == "conj"]
    if not row:
        return Frame(subject=named(entity), auxiliaries=(_be(annotated, root),))
    if len(row) > 1 or row[0].i not in annotated.entity_at or row[0].right_edge.i != _last(annotated, row[0]):
        raise UnclearError("an apposition of a row")
    draft.told.name(annotated.entity_at[row[0].i])
    draft.used.append(row[0])
    both = f"{named(entity)} and {named(annotated.entity_at[row[0].i])}"
    return Frame(subject=both, auxiliaries=(_be(annotated, root, plural=True),))


def _last(annotated: Annotated, token: Token) -> int:
    """The last token of the name that a word stands in."""
    mention = annotated.mention_of(token)
    return mention[1].end - 1 if mention is not None else token.i


def _apposition(annotated: Annotated, root: Token, child: Token) -> Asked:
    """ "Hale, a pioneer of tidal power": who is Hale?"""
    draft = Draft()
    entity = annotated.entity_at[root.i]
    if child.pos_ not in ("NOUN",) or child.tag_ not in ("NN", "NNS") or annotated.entity_at.get(child.i) is not None:
        raise UnclearError("no description")
    tokens = kept(child)
    if len(tokens) < SHORTEST or any(t.text in ("[", "(") for t in tokens):
        raise UnclearError("no description")
    row = any(c.dep_ == "conj" for c in root.children)
    if row != (child.tag_ == "NNS"):
        raise UnclearError("a description of one, or of several")
    frame = _framed(annotated, root, draft)
    asks = Asks.PERSON if entity.type == "PERSON" else Asks.THING
    return Asked(
        Slot.PREDICATE, Sort(asks), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(draft.used)
    )


def _title(annotated: Annotated, root: Token, child: Token) -> Asked:
    """ "Russian President Vladimir Putin", "the physician Yang Buwei": who is it?"""
    draft = Draft()
    mention = annotated.mention_of(root)
    if mention is None:
        raise UnclearError("no title")
    first = mention[1].start
    top = root
    if root.left_edge.i >= first and root.dep_ in ("appos", "flat", "nmod:desc") and not behind_comma(root):
        top = root.head  # "the physician Yang Buwei"
    within = [t for t in annotated.doc.tokens[top.left_edge.i : first] if t is top or top in t.ancestors]
    tokens = [t for t in within if t.dep_ not in ("case", "punct", "mark")]
    while tokens and tokens[0].pos_ in ("ADP", "PART", "SCONJ", "CCONJ"):
        tokens = tokens[1:]
    last = tokens[-1] if tokens else None
    if last is None or last.i != first - 1 or not _post(last):
        raise UnclearError("no title")
    hanging = any(t.dep_ == "nmod:poss" or t.tag_ in ("POS", "PRP$") for t in tokens)
    if hanging or tokens[-1].i - tokens[0].i + 1 != len(tokens):
        raise UnclearError("a title that hangs on others")
    if len([t for t in tokens if t.pos_ != "DET"]) < SHORTEST and (
        last.text[:1].isupper() or gazetteer.is_office(last.lower_)
    ):
        raise UnclearError("a bare title")
    if any(c.dep_ == "conj" for c in root.children) and last.tag_ != "NNS":
        raise UnclearError("a title of one of a row")
    frame = _framed(annotated, root, draft)
    text = answer_words(annotated, [t for t in tokens if t.pos_ != "DET"], draft)
    return Asked(Slot.PREDICATE, Sort(Asks.PERSON), frame, text, tuple(tokens), tuple(draft.used))


def _post(token: Token) -> bool:
    """Whether a noun says what somebody is."""
    return token.lemma_.lower() in gazetteer.nouns("person_nouns") or gazetteer.is_office(token.lower_)


def _whereabouts(annotated: Annotated, root: Token, child: Token) -> Asked:
    """ "the Guangzhou Opera House in China": where is it?"""
    draft = Draft()
    place = annotated.entity_at.get(child.i)
    if place is None or place.type not in ("PLACE", "COUNTRY") or root.tag_ != "NNP":
        raise UnclearError("no place")
    frame = _framed(annotated, root, draft)
    if place.name in frame.subject:
        raise UnclearError("a name that says it")
    tokens = kept(child)
    return Asked(
        Slot.PLACE, Sort(Asks.PLACE), frame, answer_words(annotated, tokens, draft), tuple(tokens), tuple(draft.used)
    )
