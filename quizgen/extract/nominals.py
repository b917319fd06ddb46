"""Events that stand as noun phrases: "the siege of Vienna in 1683", "talks between Norway and Sweden"."""

import re
from collections.abc import Iterator

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated
from quizgen.articles import indefinite
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import entity_type, named
from quizgen.extract.phrases import render
from quizgen.extract.unclear import CONTEXTUAL, UnclearError
from quizgen.models import Clause, Dated, Fact, Part, Participant, Place
from quizgen.tokens import Token

# What has one date a year, or a name with its year: the year is half of what it is called.
SERIAL = {"election", "championship", "cup", "season", "festival", "tournament", "race", "conference", "summit", "games", "convention", "census", "tour"}  # fmt: skip
# What began or was signed then, and went on.
LASTING = {
    "embargo",
    "ban",
    "treaty",
    "agreement",
    "accord",
    "budget",
    "reign",
    "emergency",
    "policy",
    "decree",
    "cup",
    "allegation",
    "settlement",
}
CONTESTS = {"war", "battle", "match", "game", "final", "conflict", "clash", "debate", "dispute", "treaty", "agreement", "accord", "wedding", "exchange",
            "discussion", "contest", "duel", "fight", "merger", "truce", "ceasefire"}  # fmt: skip
TELLING = ("PERSON", "ORG", "COUNTRY", "PLACE", "EVENT", "OTHER")
PLANNED = {
    "planned",
    "slated",
    "proposed",
    "scheduled",
    "expected",
    "upcoming",
    "possible",
    "potential",
    "future",
    "alleged",
    "no",
    "any",
}
POSSIBLE = {
    "possibility",
    "prospect",
    "idea",
    "hope",
    "plan",
    "proposal",
    "chance",
    "call",
    "offer",
    "threat",
    "risk",
    "talk",
    "likelihood",
}
GUESTS = {"participant", "attendee", "guest", "delegate", "delegation", "member"}


def find_nominal_events(annotated: Annotated) -> Iterator[Fact]:
    """Dates and participants that hang on an event noun, and places of named events."""
    yield from _held(annotated)
    for token in annotated.doc:
        if token.pos_ == "NOUN" and (
            token.lemma_.lower() in gazetteer.MEETINGS or token.lemma_.lower() in gazetteer.nouns("event_nouns")
        ):
            for found in (_dated(annotated, token), _participants(annotated, token)):
                if found is not None:
                    yield found
        elif token.lemma_ == "include" and token.pos_ == "VERB":
            if (guests := _included(annotated, token)) is not None:
                yield guests


def _dated(annotated: Annotated, noun: Token) -> Dated | None:
    """ "the siege of Vienna in 1683", "the 1829 abolition of slavery", "the excavations of the 1970s"."""
    if any(c.dep_ in ("cop", "nsubj") for c in noun.children):
        return None  # what something is
    for child in noun.children:
        time = annotated.time_at(child)
        if not _dates_noun(noun, child) or (time is not None and (time.vague or time.type != "DATE")):
            continue
        when = dates.edtf(time.value) if time is not None else child.text if child.i < noun.i else ""
        if not when or any(c.lower_ in CONTEXTUAL and c.dep_ == "amod" for c in noun.children):
            continue  # "the latest poll"
        before = child.i < noun.i
        try:
            label = render(
                annotated,
                noun,
                drop=[
                    child.i,
                    *[
                        c.i
                        for c in noun.children
                        if c.dep_ == "amod" and c.tag_ == "JJ" and c.i not in annotated.entity_at
                    ],
                    *[c.i for c in noun.children if c.dep_ == "nmod" and c.i > child.i and not before],
                ],
            )
        except UnclearError:
            return None
        names = {
            entity.name
            for token in noun.subtree
            if (entity := annotated.entity_at.get(token.i)) is not None
            and (before or token.i < child.i)
            and (entity.type in TELLING or gazetteer.is_demonym(token.text))
        }
        if not names or not re.search(r"[A-Z]", label) or len(label.split()) > 14 or re.match(r"an? ", label):
            return None
        plural = noun.tag_ == "NNS"
        parts = (
            Part(role="subject", text=label, plural=plural),
            Part(role="verb", text="took place"),
            Part(
                role="time", preposition=dates.phrase(when).split()[0], text=dates.words(when), type="date", asked=True
            ),
        )
        published = annotated.article.info.published
        if noun.lemma_ in ("death", "birth") or (published is not None and when[:7] > f"{published:%Y-%m}"):
            return None  # told by its verb; not yet
        if any(c.lower_ in PLANNED for c in noun.children) or noun.head.lemma_ in POSSIBLE:
            return None
        if noun.lemma_.lower() in LASTING:
            return None
        # One name alone leaves it open: "the withdrawal of Soviet troops": from where?
        firm = 1.5 if len(names) > 1 and noun.lemma_.lower() not in SERIAL else 0.0
        statement = f"{label[:1].upper()}{label[1:]} took place {dates.phrase(when)}."
        return Dated(
            event=label, when=when, statement=statement, evidence=sentence_evidence(annotated, noun), pattern="event noun", confidence=0.85,
            clause=Clause(parts=parts, base="take place", support="did"), anchors=firm,
        )  # fmt: skip
    return None


def _dates_noun(noun: Token, child: Token) -> bool:
    """Whether a time says when a noun's event was: behind it, or a bare year before it."""
    if child.i > noun.i:
        return child.dep_ in ("nmod", "nmod:unmarked", "obl") and not any(
            c.lower_ in ("since", "after", "before", "until", "by", "from", "to") for c in child.children
        )
    return child.dep_ in ("nummod", "compound", "nmod:unmarked", "amod") and child.i >= noun.i - 3 and re.fullmatch(
        r"1\d{3}|20\d\d", child.text
    ) is not None  # fmt: skip


def _held(annotated: Annotated) -> Iterator[Place]:
    """ "the 2012 Summer Paralympics in London": an event with its year in its name, and the city or country after "in"."""
    for entity in annotated.entities:
        if entity.type != "EVENT":
            continue
        for span in entity.mentions:
            found = re.search(r"\b(?:1[5-9]|20)\d\d\b", span.text)
            place = next(
                (
                    c
                    for c in span.root.children
                    if c.dep_ == "nmod" and c.i >= span.end and any(k.lower_ == "in" for k in c.children)
                ),
                None,
            )
            where = annotated.entity_at.get(place.i) if place is not None else None
            if found is None or where is None or where.type not in ("PLACE", "COUNTRY"):
                continue
            kind = entity_type(where)
            published = annotated.article.info.published
            if kind not in ("city", "country"):
                continue
            plural = span.root.tag_ in ("NNS", "NNPS") or span.root.text.endswith("s")
            be = "were" if plural else "was"
            held = "to be held" if published is not None and int(found[0]) > published.year else "held"
            parts = (
                Part(role="subject", text=f"the {span.text}", plural=plural), Part(role="auxiliary", text=be), Part(role="verb", text=held),
                Part(role="place", preposition="in", text=named(where), type=kind, asked=True),
            )  # fmt: skip
            yield Place(
                event=span.text, place=named(where), statement=f"The {span.text} {be} {held} in {named(where)}.", pattern="named event",
                evidence=sentence_evidence(annotated, span.root), confidence=0.9, clause=Clause(parts=parts), anchors=2.0,
            )  # fmt: skip


def _names(annotated: Annotated, root: Token) -> tuple[str, ...]:
    """The names of a list, complete or none: every member of the list holds exactly one name."""
    heads = [root, *[child for child in root.children if child.dep_ == "conj"]]
    names = []
    for head in heads:
        entity = annotated.entity_at.get(head.i)
        if entity is None or entity.type not in ("COUNTRY", "ORG", "PERSON"):
            return ()
        names.append(entity.name)
    return tuple(dict.fromkeys(names))


def _participants(annotated: Annotated, noun: Token) -> Participant | None:
    """ "talks involving envoys of Norway, Sweden and Denmark"."""
    lemma = noun.lemma_.lower()
    if (
        lemma not in gazetteer.MEETINGS | CONTESTS
        or noun.head.lemma_ in POSSIBLE
        or any(c.lower_ in PLANNED for c in noun.children)
    ):
        return None
    for child in noun.children:
        if child.dep_ == "acl" and child.lower_ == "involving":
            root = next((c for c in child.children if c.dep_ == "obj"), None)
        elif child.dep_ == "nmod" and any(
            c.lower_ in ("between", "among", "involving") for c in child.children if c.dep_ == "case"
        ):
            root = child
        else:
            continue
        if root is not None and root.i not in annotated.entity_at:
            root = next(
                (c for c in root.children if c.dep_ == "nmod" and any(k.lower_ in ("of", "from") for k in c.children)),
                None,
            )
        names = _names(annotated, root) if root is not None else ()
        if len(names) >= 2:
            return _participant(annotated, noun, noun.lower_, names, "attended")
    return None


def _included(annotated: Annotated, verb: Token) -> Participant | None:
    """ "guests expected to include Norway, Sweden and Denmark"."""
    subject, token = None, verb
    while subject is None and token.dep_ in ("xcomp", "acl", "ROOT", "conj", "acl:relcl"):
        subject = next(
            (c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")),
            token.head if token.dep_ == "acl" else None,
        )
        if token.head.i == token.i:
            break
        token = token.head
    target = next((c for c in verb.children if c.dep_ == "obj"), None)
    if subject is None or target is None or subject.lemma_.lower() not in GUESTS:
        return None
    names = _names(annotated, target)
    expected = any(t.lemma_ == "expect" for t in verb.sent)
    return (
        _participant(annotated, verb, "talks", names, "expected" if expected else "attended")
        if len(names) >= 2
        else None
    )


def _participant(annotated: Annotated, token: Token, event: str, names: tuple[str, ...], part: str) -> Participant:
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    event = event if token.tag_ != "NN" or token.pos_ != "NOUN" else f"{indefinite(event)} {event}"
    verb = "were expected to take part in" if part == "expected" else "took part in"
    above = token
    while above.pos_ not in ("VERB", "AUX") and above.head is not above:
        above = above.head
    beside = (annotated.time_at(each) for each in (*token.subtree, *above.children))  # of its own clause
    month = next((time for time in beside if time is not None and not time.vague), None)
    when = dates.edtf(month.value) if month is not None else ""
    return Participant(
        event=event, participants=names, part=part, when=when, statement=f"{listed} {verb} {event}{' ' + dates.phrase(when) if when else ''}.",
        evidence=sentence_evidence(annotated, token), pattern="event noun", confidence=0.8,
    )  # fmt: skip
