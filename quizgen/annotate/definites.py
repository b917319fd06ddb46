"""Definite phrases: `the canal`, `the president`, `the talks`, resolved to a name or to the fuller phrase that brought them in.

Each rule asks for one candidate in the whole article so far: a noun that was used of two things is left open.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizgen import gazetteer
from quizgen.annotate.phrases import called
from quizgen.annotated import Entity
from quizgen.tokens import Doc, Span, Token

COUNTRY_NOUNS = {"country", "nation", "state", "kingdom", "republic"}
CITY_NOUNS = {"city", "town", "capital"}
GROUP_NOUNS = {"group", "movement", "organisation", "organization", "company", "firm", "party"}
DEMONSTRATIVE = ("the", "this", "these", "that", "those")
NEARBY = 150  # words: farther back, "the league" is another one
LONGEST = 10  # words of a description that takes the place of a noun


class Definites:
    """The nouns and names of an article, by which a definite phrase finds what it means."""

    def __init__(self, doc: Doc, entities: Sequence[Entity], entity_at: Mapping[int, Entity], title: str) -> None:
        self.entities, self.entity_at, self.title = entities, entity_at, title
        self.people = [entity for entity in entities if entity.type == "PERSON"]
        self.descriptions: dict[str, Entity] = {}
        self.nouns: dict[str, list[Token]] = defaultdict(list)
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN"):
                self.nouns[token.lemma_.lower()].append(token)
        self.called: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            for noun in called(entity):
                self.called[noun].append(entity)

    def meant(self, token: Token, window: list[Span]) -> Entity | None:
        """What a bare definite phrase means; `window` are its sentence and those before it."""
        if token.i in self.entity_at:
            return None
        found = None
        if token.tag_ == "NN" and is_bare_definite(token, ("the",)):
            found = self._short_form(token) or self._only_one(token, _same_paragraph(window))
        return found or self._office_holder(token) or self._so_called(token) or self._described(token)

    def _short_form(self, token: Token) -> Entity | None:
        """`the canal` for the Suez Canal: the head noun of the only name so far that has it."""
        word = token.lower_
        if word in COUNTRY_NOUNS | CITY_NOUNS:
            return None  # "the city" is seldom Mexico City
        named = [
            entity
            for entity in self.entities
            if entity.type in ("ORG", "PLACE", "EVENT", "OTHER")
            and any(m.root.lower_ == word and len(m) > 1 and m.start < token.i for m in entity.mentions)
        ]
        return named[0] if len(named) == 1 and _is_near(token, named[0]) else None

    def _only_one(self, token: Token, window: list[Span]) -> Entity | None:
        """The only entity of the noun's type in reach."""
        lemma = token.lemma_.lower()
        kinds = {"COUNTRY": COUNTRY_NOUNS, "PLACE": CITY_NOUNS, "ORG": GROUP_NOUNS}
        kind = next((kind for kind, nouns in kinds.items() if lemma in nouns), None)
        if kind is None:
            return None
        matches = list(
            {
                id(entity): entity
                for sentence in window
                for word in sentence
                if word.i < token.i
                and (entity := self.entity_at.get(word.i)) is not None
                and entity.type == kind
                and word.ent_type_ != "NORP"
            }.values()
        )
        if kind == "ORG":
            named = [entity for entity in matches if lemma in entity.name.lower().split()]
            matches = named if len(named) == 1 else matches
        elif kind == "PLACE":
            towns = [entity for entity in matches if gazetteer.city(entity.name) is not None]
            streets = any(entity.name.split()[-1].lower() in gazetteer.nouns("place_nouns") for entity in matches)
            matches = towns if towns or streets else matches
        if any(entity.type == kind and entity not in matches and entity.name in self.title for entity in self.entities):
            return None  # an article about one town means that one, though it names another on the way
        return matches[0] if len(matches) == 1 else None

    def _office_holder(self, token: Token) -> Entity | None:
        """`the president` for the only person of the article who is called so by title: "President Ann Marlow"."""
        lemma = token.lemma_.lower()
        if token.tag_ == "NNS" or not gazetteer.is_office(lemma):
            return None
        holders = [
            person
            for person in self.people
            if any(m.start and m.doc[m.start - 1].lemma_.lower() == lemma for m in person.mentions)
        ]
        other = any(
            word.i < token.i and not is_bare_definite(word, ("the",)) and not _titled(word, holders)
            for word in self.nouns[lemma]
        )
        return holders[0] if len(holders) == 1 and not other and holders[0].mentions[0].start < token.i else None

    def _so_called(self, token: Token) -> Entity | None:
        """`the ship` for "the cruise ship Tern": the only name that a phrase with that noun stands beside, where no other
        such thing was brought in."""
        noun = token.lemma_.lower()
        if token.tag_ == "NNS" or len(self.called[noun]) != 1 or noun in gazetteer.nouns("time_nouns"):
            return None
        entity = self.called[noun][0]
        if entity.name.lower() == noun:
            return None
        if noun in gazetteer.nouns("event_nouns") and entity.type not in ("EVENT", "OTHER"):
            return None
        beside = {word.i for span in entity.mentions for word in (span.root, span.root.head, *span.root.children)}
        named = [m for m in entity.mentions if m.start < token.i]
        others = any(
            word.i < token.i
            and word.i not in beside
            and word.dep_ != "compound"
            and self.entity_at.get(word.i) is not entity
            and not _has(word, DEMONSTRATIVE)
            for word in self.nouns[noun]
        )
        told = any(word.i < token.i and word.i in beside for word in self.nouns[noun])
        return entity if named and told and not others and _is_near(token, entity) else None

    def _described(self, token: Token) -> Entity | None:
        """`the competition` for "a rowing competition in Norway": the only earlier phrase with that noun that says by a
        name which.

        The description becomes an entity of its own, whose name stands for the bare phrase.
        """
        if any(token.lemma_.lower() in gazetteer.nouns(name) for name in ("time_nouns", "unit_nouns", "vague_nouns")):
            return None
        found: dict[frozenset[str], Span] = {}
        last = None
        for word in self.nouns[token.lemma_.lower()]:
            if word.i >= token.i:
                break
            if word.dep_ == "compound" or word.i in self.entity_at:
                continue  # "the exhibit hall" speaks of a hall
            if word.tag_ == "NN" and all(child.dep_ in ("case", "punct") for child in word.children):
                continue  # "open for competition": not one of them
            if is_bare_definite(word) or _has(word, DEMONSTRATIVE[1:]):
                last = word if last is not None else None
                continue
            brought_in = not (_has(word, ("the",)) or any(child.dep_ == "nmod:poss" for child in word.children))
            if (brought_in and last is not None) or (word.tag_ == "NNS") != (token.tag_ == "NNS"):
                return None  # another one
            span, names = self._description(word)
            if span is None:
                if not brought_in or len(list(word.children)) > 2:
                    return None  # another one, of which we are not told by name which
            elif not any(names <= other or other <= names for other in found):
                found[names] = span
            last = word
        if len(found) != 1 or last is None:
            return None
        span = next(iter(found.values()))
        if span[-1].i > span.root.i and token.i - last.i > NEARBY:
            return None  # what stands behind a noun is sooner forgotten than what names it
        text = self._text(span)
        owned = any(child.dep_ == "nmod:poss" for child in span.root.children)
        return self.descriptions.setdefault(text, Entity(text, "THING", [span], article=not owned))

    def _description(self, word: Token) -> tuple[Span | None, frozenset[str]]:
        """The words of a phrase that tell by a name which it is, without its article; and the names. None when it has no
        name, or cannot stand alone."""
        if any(
            (c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))
            or c.lower_ in ("no", "any", "each", "every", "some", "other", "another", "such")
            for c in word.children
        ):
            return None, frozenset()
        before = [
            c
            for c in word.children
            if c.dep_ in ("compound", "amod", "nmod:poss", "nmod:desc", "nummod") and c.i < word.i
        ]
        start = min((t.i for c in before for t in c.subtree), default=word.i)
        end = word.i + 1
        names = self._names(word.doc[start:end])
        for child in word.children:
            if names or child.i < end or child.dep_ not in ("nmod", "acl", "acl:relcl"):
                continue
            if child.left_edge.i != end:
                break
            end = child.right_edge.i + 1
            names = self._names(word.doc[start:end])
        span = word.doc[start:end]
        if span[0].lower_ == "the":
            span = span[1:]
        if not names or len(span) > LONGEST or "\n" in span.text or not _stands_alone(span):
            return None, frozenset()
        return span, names

    def _names(self, span: Span) -> frozenset[str]:
        return frozenset(self.entity_at[t.i].name for t in span if t.i in self.entity_at)

    def _text(self, span: Span) -> str:
        """A description with persons in full."""
        pieces, done = [], -1
        for token in span:
            entity = self.entity_at.get(token.i)
            if token.i <= done:
                continue
            mention = next((m for m in entity.mentions if m.start == token.i), None) if entity is not None else None
            if entity is not None and mention is not None and entity.type == "PERSON" and mention.end <= span.end:
                pieces.append(entity.name + mention[-1].whitespace_)
                done = mention.end - 1
            else:
                pieces.append(token.text + token.whitespace_)
        text = "".join(pieces).strip()
        plain = span[0].is_sent_start and span[0].pos_ != "PROPN" and span[0].i not in self.entity_at
        return text[:1].lower() + text[1:] if plain else text


def _stands_alone(span: Span) -> bool:
    """Whether nothing in a description needs its article: no pronoun, aside, quotation or day of the report."""
    return not any(
        (token.pos_ == "PRON" and token.tag_ not in ("WP", "WDT"))
        or (token.is_punct and token.text not in ("-", "’", "'", "."))
        or token.lower_ in RELATIVE
        for token in span
    )


RELATIVE = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight", "ago", "last", "next", "this", "that", "these", "those", "earlier", "later", "recent", "recently", "latest", "new", "former", "current", "other", "another", "same"]
)  # fmt: skip


def _is_near(token: Token, entity: Entity) -> bool:
    last = max((m.end for m in entity.mentions if m.start < token.i), default=None)
    return last is not None and token.i - last <= NEARBY


def _has(word: Token, articles: tuple[str, ...]) -> bool:
    return any(child.lower_ in articles and child.dep_ == "det" for child in word.children)


def _titled(word: Token, holders: list[Entity]) -> bool:
    return any(mention.start == word.i + 1 for holder in holders for mention in holder.mentions)


def _same_paragraph(window: list[Span]) -> list[Span]:
    """The sentences of the last one's paragraph."""
    kept = [window[-1]]
    for sentence in reversed(window[:-1]):
        if sentence.text_with_ws.count("\n") or sentence.doc[kept[0].start - 1].is_space:
            break
        kept.insert(0, sentence)
    return kept


# Nothing tells which: everybody knows.
ONLY_ONE = frozenset(["world", "earth", "sun", "moon", "sky", "sea", "future", "past", "internet", "public", "media"])


def is_bare_definite(token: Token, articles: tuple[str, ...] = DEMONSTRATIVE) -> bool:
    """`the group`: article, noun, nothing that would tell which."""
    children = list(token.children)
    return (
        token.tag_ in ("NN", "NNS", "NNP")
        and token.lower_ not in ONLY_ONE
        and not (token.i and token.doc[token.i - 1].text in ("-", "–") and not token.doc[token.i - 1].whitespace_)
        and any(child.lower_ in articles and child.dep_ == "det" for child in children)
        and not any(
            child.dep_ in ("nmod", "acl", "acl:relcl", "appos", "nmod:poss", "amod", "compound", "nummod")
            for child in children
        )
    )
