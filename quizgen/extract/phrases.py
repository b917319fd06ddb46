"""Decontextualisation: a phrase of the article made to stand on its own.

Parenthetical matter is pruned (Heilman and Smith 2010), pronouns and short names become full names, relative dates
absolute ones. What cannot be made to stand alone raises UnclearError, and the fact is left out.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Span, Token

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity


class UnclearError(Exception):
    """The phrase needs its article; the message is the reason."""


# Adverbs and discourse markers that tie a clause to its neighbours and say nothing of the matter.
CONNECTIVES = {
    "also", "however", "meanwhile", "moreover", "furthermore", "thus", "therefore", "indeed", "too", "additionally", "besides",
    "then", "finally", "nevertheless", "nonetheless", "consequently", "hence", "accordingly", "similarly", "likewise", "instead",
    "still", "though", "yet", "otherwise", "already", "now", "recently", "currently", "presently", "again", "once", "even", "in turn",
    "actually", "of course", "perhaps more important", "importantly", "notably", "here", "there", "so", "just", "subsequently", "later",
    "soon", "earlier", "previously", "afterwards", "thereafter", "eventually",
}  # fmt: skip
CONTEXTUAL = {"other", "another", "such", "same", "latter", "former", "following", "previous", "further", "similar", "aforementioned",
              "additional", "more", "second", "third", "next", "last", "final", "above", "below", "certain", "respective", "own", "different",
              "latest", "new", "recent", "parallel", "adjacent", "nearby", "neighbouring", "neighboring", "opposite", "rival", "corresponding",
              "accompanying", "surrounding", "remaining", "resulting", "subsequent", "alternative", "given", "local"}  # fmt: skip
PAST_SPEECH = {
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "yourself",
}
PERSONAL = {"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", *PAST_SPEECH}
UNIQUE = {"world", "sun", "moon", "earth", "internet", "public", "press", "media", "sea", "sky", "west", "east", "north", "south", "web",
          "atmosphere", "universe", "equator", "planet", "environment", "law", "arts", "sciences", "poor", "rich", "holocaust", "bible",
          "economy", "truth", "nation"}  # fmt: skip
PRUNED = {"parataxis", "discourse", "vocative", "reparandum", "list", "dislocated", "orphan"}


def kept_tokens(annotated: Annotated, root: Token, drop: Iterable[int] = ()) -> list[Token]:
    """The tokens of a phrase in order: its subtree without asides, and without what `drop` names with their subtrees."""
    dropped = set(drop)
    kept: list[Token] = []

    def visit(token: Token) -> None:
        kept.append(token)
        for child in token.children:
            if child.i not in dropped and not child.is_space and not _aside(annotated, child, token):
                visit(child)

    visit(root)
    kept.sort(key=lambda token: token.i)
    return without_brackets(kept)


def _aside(annotated: Annotated, child: Token, head: Token) -> bool:
    if child.dep_ in PRUNED:
        return True
    comma = any(
        t.text in (",", "—", "–", "(")
        for t in child.doc[max(head.i + 1, child.left_edge.i - 1) : child.left_edge.i + 1]
    )
    if child.pos_ == "NUM" and comma and head.i in annotated.entity_at and re.fullmatch(r"\d{1,2}", child.text):
        return True  # an age
    if child.dep_ == "appos":
        return (comma and not _identifies(annotated, child, head)) or not _names(annotated, child)
    if child.dep_ == "acl" and child.tag_ == "VB":
        return False  # "a concession from Said Pasha, the governor, to dig a canal": the comma is the apposition's
    if child.dep_ in ("acl:relcl", "acl", "advcl", "advcl:relcl"):
        if not comma and child.dep_ == "acl:relcl" and len(list(child.subtree)) > 12:
            raise UnclearError("long relative clause")
        return comma
    if child.dep_ == "advmod" and child.i == head.i - 1 and head.pos_ in ("ADJ", "ADV", "NUM"):
        return False  # "too much", "even more"
    if child.dep_ == "advmod" and child.lower_ in CONNECTIVES and not list(child.children):
        if child.lower_ in ("here", "there") and not any(c.dep_ in ("obj", "obl", "xcomp") for c in head.children):
            raise UnclearError(f"a place is left out: {child.text}")
        return True
    return child.dep_ in ("nmod", "obl") and any(t.lower_ in ("including", "such") for t in child.children)


def _identifies(annotated: Annotated, child: Token, head: Token) -> bool:
    """ "the television series, Tern Island": without its name nobody knows which series."""
    definite = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in head.children if c.dep_ in ("det", "nmod:poss"))
    superlative = any(t.tag_ in ("JJS", "RBS") for c in head.children for t in (c, *c.children))
    entity = annotated.entity_at.get(child.i)
    return (
        head.tag_ == "NN"
        and head.i not in annotated.entity_at
        and definite
        and not superlative
        and entity is not None
        and entity.type in ("OTHER", "ORG", "EVENT")
        and not any(c.dep_ == "det" for c in child.children)
    )


def _names(annotated: Annotated, token: Token) -> bool:
    return token.i in annotated.entity_at


def without_brackets(tokens: Iterable[Token]) -> list[Token]:
    """The tokens outside round and square brackets."""
    out, depth = [], 0
    for token in tokens:
        if token.text in ("(", "["):
            depth += 1
        if depth == 0:
            out.append(token)
        if token.text in (")", "]"):
            depth = max(0, depth - 1)
    return out


def render(
    annotated: Annotated,
    root: Token,
    drop: Iterable[int] = (),
    bound: Entity | None = None,
    bound_plural: bool | None = None,
    keep_case: bool = False,
) -> str:
    """The phrase headed by `root` as words that stand alone.

    `drop` names tokens to leave out with their subtrees. `bound` is the entity of the clause's subject, to which a
    pronoun may go on referring; `bound_plural` the number of a subject without a name, for `its` and `their`.
    """
    tokens = kept_tokens(annotated, root, drop)
    if not keep_case:
        tokens = [t for t in tokens if not (t.dep_ == "case" and t.head.i == root.i)]
        tokens = [t for t in tokens if not (t.dep_ == "fixed" and t.head.dep_ == "case" and t.head.head.i == root.i)]
    while tokens and (tokens[0].pos_ == "CCONJ" and len(tokens) > 1 and tokens[0].lower_ in ("and", "but", "or")):
        tokens = tokens[1:]
    while tokens and tokens[0].is_punct and tokens[0].text not in ("“", '"', "‘", "$"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_punct and tokens[-1].text not in ("”", '"', "’", "%"):
        tokens = tokens[:-1]
    if not tokens:
        raise UnclearError("empty phrase")
    for token in tokens:
        if (
            token.dep_ == "conj"
            and token.head in tokens
            and not any(
                t.dep_ == "cc" or t.text in (",", ";", "&", "/")
                for t in tokens
                if token.head.i < t.i < token.i or t.head == token
            )
        ):
            raise UnclearError("coordination without its conjunction")
    return words_of(annotated, tokens, bound, bound_plural)


def words_of(
    annotated: Annotated, tokens: list[Token], bound: Entity | None = None, bound_plural: bool | None = None
) -> str:
    """Chosen tokens as text, with every name, pronoun and date replaced by what stands alone."""
    present = {token.i for token in tokens}
    pieces: list[tuple[str, bool]] = []  # text, space after
    done: set[int] = set()
    last = -1
    quoted = _quoted(tokens)
    for position, token in enumerate(tokens):
        if token.i in done or token.is_space:
            continue
        if (
            token.lower_ in ("the", "this", "that", "these", "those")
            and token.dep_ == "det"
            and token.head.pos_ == "NOUN"
            and token.head.i in annotated.reference
        ):
            continue  # comes with the name
        if pieces and token.i > last + 1 and not (token.is_punct and token.text in "”’%)"):
            pieces[-1] = (pieces[-1][0], True)  # something was left out between
        if (
            token.lower_ in ("a", "an", "the")
            and position
            and tokens[position - 1].pos_ in ("NOUN", "PROPN", "PART")
            and token.i > tokens[position - 1].i + 1
        ):
            raise UnclearError("apposition read as something else")
        last = token.i
        spaced = bool(token.whitespace_)
        before_it = token.doc[token.i - 1] if token.i else None
        if position and before_it is not None and before_it.lower_ in ("the", "a", "an") and before_it.i not in present:
            raise UnclearError(f"lost article before {token.text}")
        meant = annotated.reference.get(token.i) if token.pos_ == "NOUN" else None
        if meant is not None:
            name = f"the {meant.name}" if meant.article and not meant.name.lower().startswith("the ") else meant.name
            pieces.append((name, spaced))
            continue
        time = annotated.time_at(token)
        full_date = time is not None and dates.grain(dates.edtf(time.value)) == "day" and re.search(r"\d{4}", time.text)
        if time is not None and full_date and not time.anchored:
            inside = [each for each in tokens if time.start <= each.idx < time.end]
            if inside[0].i == token.i:
                done.update(each.i for each in inside)
                pieces.append((dates.noun_phrase(time.value), bool(inside[-1].whitespace_)))
                last = inside[-1].i
                continue
        if time is not None and time.type in ("DATE", "TIME", "SET", "DURATION") and time.anchored:
            inside = [each for each in tokens if time.start <= each.idx < time.end]
            done.update(each.i for each in inside)
            words = dates.noun_phrase(time.value)
            if (
                not words
                or inside[0].i != token.i
                or (inside[-1].i + 1 < len(token.doc) and token.doc[inside[-1].i + 1].tag_ == "POS")
            ):
                raise UnclearError(f"time: {time.text}")
            before = pieces[-1][0].lower() if pieces else ""
            if before in ("on", "in", "at", "this", "last", "next", "early", "earlier", "late", "later", "the"):
                raise UnclearError(f"time: {time.text}")
            if position and tokens[position - 1].pos_ in ("NOUN", "PROPN", "PART"):
                words = dates.phrase(dates.edtf(time.value))  # "a storm yesterday" -> "a storm on 11 September"
            pieces.append((words, bool(inside[-1].whitespace_)))
            last = inside[-1].i
            continue
        mention = annotated.mention_of(token)
        if mention is not None:
            entity, span = mention
            inside = [each for each in tokens if span.start <= each.i < span.end]
            if inside[0].i == token.i and len(inside) == len(span):
                done.update(each.i for each in inside)
                pieces.append((_entity_text(annotated, entity, span), bool(inside[-1].whitespace_)))
                last = inside[-1].i
                continue
        if token.is_punct and token.text in (",", "—", "–", "-", "--", ";", ":"):
            following = tokens[position + 1] if position + 1 < len(tokens) else None
            glued = (
                token.text in ("-", "–")
                and not token.whitespace_
                and token.i
                and not token.doc[token.i - 1].whitespace_
            )
            listed = token.text in (",", ";") and following is not None and _separates(token, following, present)
            if (
                token.text == ","
                and position
                and following is not None
                and _city_and_state(annotated, tokens[position - 1], following)
            ):
                listed = True
            if (
                not (glued or listed)
                and following is not None
                and following.lower_ in ("the", "a", "an")
                and token.text == ","
            ):
                if position and tokens[position - 1].pos_ in ("NOUN", "PROPN", "PART"):
                    raise UnclearError("apposition read as something else")
            if not (glued or listed):
                if pieces:
                    pieces[-1] = (pieces[-1][0], True)
                continue
        if token.i in quoted and token.lower_ in PERSONAL:
            raise UnclearError(f"pronoun in quotation: {token.text}")
        pieces.append((token.text if token.i in quoted else _word(annotated, token, bound, bound_plural), spaced))
        if month := _meeting_month(annotated, token):
            pieces[-1] = (pieces[-1][0], True)
            pieces.append((f"of {dates.words(month)}", spaced))
    text = "".join(text + (" " if space else "") for text, space in pieces)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" (?:after all|as well|in (?:its|his|her|their) turn)$", "", text)
    text = re.sub(r"\s+([,;:!?%’”)]|\.(?!\d))", r"\1", re.sub(r"([“(])\s+", r"\1", text))
    if (
        re.search(r"“[^”]*\s”|\"[^\"]*\s\"(?:\s|$)", text + " ")
        and text.count('"') in (0, 2)
        and re.search(r"\s[”\"](?:\s|$)", text)
    ):
        raise UnclearError("shortened quotation")
    text = re.sub(r"[.,](?=[”\"]$)", "", text)
    if match := NOW.search(text):
        raise UnclearError(f"depends on context: {match[0]}")
    if text.count("“") != text.count("”"):
        text = re.sub(r"[“”]", "", text)
    return text.replace('"', "") if text.count('"') % 2 else text


NOW = re.compile(
    r"\b(?:in question|to date|so far|at present|at th(?:e|at) time|these days|as of now|by then|until then|since then|until now)\b"
)


def _quoted(tokens: list[Token]) -> set[int]:
    """The tokens between quote marks: another's words, which stand as they are."""
    found: set[int] = set()
    inside: list[int] | None = None
    for token in tokens:
        if token.text in ("“", "”", '"', "‘"):
            if inside is None:
                inside = []
            else:
                found.update(inside)
                inside = None
        elif inside is not None:
            inside.append(token.i)
    return found


def _meeting_month(annotated: Annotated, token: Token) -> str:
    """The month of "the Moscow talks", where the event's record has one and the sentence itself no date."""
    if (
        token.pos_ != "NOUN"
        or token.lemma_.lower() not in gazetteer.MEETINGS
        or any(time.start < token.sent.end_char and time.end > token.sent.start_char for time in annotated.times)
    ):
        return ""
    for child in token.children:
        entity = annotated.entity_at.get(child.i)
        if entity is not None and child.dep_ in ("compound", "amod", "nmod:desc") and entity.name in annotated.meetings:
            return annotated.meetings[entity.name]
    return ""


def _city_and_state(annotated: Annotated, before: Token, after: Token) -> bool:
    """ "Charleston, South Carolina": a place in a larger one."""
    one, other = annotated.entity_at.get(before.i), annotated.entity_at.get(after.i)
    places = ("PLACE", "COUNTRY")
    return one is not None and other is not None and one is not other and one.type in places and other.type in places


def _separates(comma: Token, following: Token, present: set[int]) -> bool:
    """Whether a comma stands in a list or a row of adjectives all of which are kept."""
    head = comma.head
    if head.i not in present:
        return False
    return (head.dep_ in ("conj", "amod", "nummod") and head.head.i in present) or (
        following.dep_ == "cc" and head.dep_ == "conj"
    )


def _entity_text(annotated: Annotated, entity: Entity, span: Span) -> str:
    """The name as it is to stand here: persons in full; short forms and acronyms as the canonical name."""
    text: str = span.text.replace(" - ", "-")
    if entity.type == "PERSON":
        check_surname(annotated, entity)
        return entity.name if len(entity.name.split()) >= len(text.split()) else text
    if (
        entity.type in ("ORG", "EVENT", "OTHER")
        and text != entity.name
        and re.fullmatch(r"[A-Z][A-Z.]{1,6}", text)
        and not entity.known
    ):
        determined = span.start > 0 and span.doc[span.start - 1].dep_ in ("det", "nmod:poss", "amod")
        as_noun = span.root.dep_ not in ("compound", "amod", "nmod:desc")
        return ("the " if entity.article and not determined and as_noun else "") + entity.name
    return text


def _word(annotated: Annotated, token: Token, bound: Entity | None, bound_plural: bool | None) -> str:
    lower = token.lower_
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return _pronoun(annotated, token, bound, bound_plural)
    if lower in ("this", "that", "these", "those") and token.dep_ in ("det", "det:predet", "nsubj", "obj", "obl"):
        raise UnclearError(f"demonstrative: {token.text} {token.head.text}")
    if lower in CONTEXTUAL and token.dep_ in ("amod", "det", "det:predet") and not _compared(token):
        raise UnclearError(f"depends on context: {token.text} {token.head.text}")
    if (
        lower in ("here", "there", "elsewhere", "respectively", "both")
        and token.dep_ in ("advmod", "det", "cc:preconj")
        and lower != "both"
    ):
        raise UnclearError(f"depends on context: {token.text}")
    if (
        token.tag_ in ("JJR", "RBR")
        and lower not in ("more", "less", "later", "earlier", "upper", "lower", "older", "younger", "elder")
        and not _than(token)
    ):
        raise UnclearError(f"comparison with what is not said: {token.text}")
    if token.pos_ == "PROPN" and token.i not in annotated.entity_at:
        if any(entity.type == "PERSON" and entity.name.endswith(f" {token.text}") for entity in annotated.entities):
            raise UnclearError(f"which {token.text}")
    if token.pos_ == "NOUN":
        check_definite(annotated, token)
        _check_conjunct(token)
    if (
        token.tag_ in ("VBZ", "VBP", "VBD", "MD", "RB")
        and token.text[:1] in "'’n"
        and token.text.lower() in CONTRACTIONS
    ):
        return (
            " " + CONTRACTIONS[token.text.lower()]
            if token.i and not token.doc[token.i - 1].whitespace_
            else CONTRACTIONS[token.text.lower()]
        )
    if lower in ("wo", "ca", "sha") and token.tag_ == "MD":
        return {"wo": "will", "ca": "can", "sha": "shall"}[lower] + " "
    text = token.text
    small = (token.is_sent_start and token.pos_ != "PROPN") or (
        token.pos_ in ("DET", "ADP", "PRON", "CCONJ", "SCONJ") and token.dep_ != "flat"
    )
    if small and token.ent_type_ == "" and text[:1].isupper() and (not text.isupper() or text == "A") and text != "I":
        text = text[:1].lower() + text[1:]
    if token.pos_ == "PUNCT" and text == "'" and token.tag_ == "POS":
        text = "’"
    return text


CONTRACTIONS = {
    "n't": "not",
    "n’t": "not",
    "'re": "are",
    "’re": "are",
    "'ll": "will",
    "’ll": "will",
    "'ve": "have",
    "’ve": "have",
}


def _than(token: Token) -> bool:
    return any(word.lower_ == "than" for word in (*token.subtree, *token.head.subtree))


def _compared(token: Token) -> bool:
    """`more than 5`, `the second city of ...`, `other than`: the comparison or the rank is spelled out."""
    phrase = list(token.head.subtree)
    if token.lower_ in ("more", "further", "additional"):
        return any(word.lower_ == "than" for word in phrase) or any(
            child.pos_ == "NUM" for child in token.head.children
        )
    if token.lower_ in ("second", "third", "last", "final", "next", "latest"):
        return any(child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss") for child in token.head.children)
    if token.lower_ in ("parallel", "adjacent", "opposite", "alternative", "nearby"):
        return any(child.lower_ in ("to", "of", "with") for word in phrase for child in word.children)
    if token.lower_ == "new":  # "the discovery of a new element": they found two
        return any(child.dep_ in ("nmod", "acl", "acl:relcl", "compound", "appos") for child in token.head.children)
    if token.lower_ in ("different", "similar", "former", "recent", "own", "certain"):
        return True
    return any(word.lower_ == "than" for word in phrase)


def _pronoun(annotated: Annotated, token: Token, bound: Entity | None, bound_plural: bool | None) -> str:
    lower = token.lower_
    possessive = token.tag_ == "PRP$" or (lower in ("his", "its", "their", "her") and token.dep_ == "nmod:poss")
    if lower in PAST_SPEECH:
        raise UnclearError(f"first or second person: {token.text}")
    if lower in ("who", "which", "that", "whom", "whose", "what", "where") and token.dep_ not in ("det",):
        if lower in ("that", "what") and token.dep_ in ("nsubj", "obj", "root", "obl", "nmod") and token.tag_ == "DT":
            raise UnclearError(f"demonstrative: {token.text}")
        return lower
    if lower in ("everyone", "someone", "anyone", "nobody", "nothing", "something", "anything", "everything", "each", "none", "one", "all",
                 "many", "some", "several", "few", "most", "much", "more"):  # fmt: skip
        if any(child.dep_ in ("nmod", "acl:relcl", "acl") for child in token.children):
            return lower
        raise UnclearError(f"vague: {token.text}")
    entity = annotated.reference.get(token.i)
    if entity is not None:
        if bound is entity:
            return lower  # the subject of this very clause
        return entity.name + ("’s" if possessive else "")
    if lower == "its" and bound is not None and _other_thing(annotated, token, bound):
        raise UnclearError("whose: its")
    if lower in ("its", "itself") and (
        bound_plural is False or (bound is not None and bound.type in ("ORG", "COUNTRY", "PLACE", "OTHER"))
    ):
        return lower
    if lower in ("their", "themselves") and (
        bound_plural is True or (bound is not None and bound.type in ("NORP", "ORG", "GROUP"))
    ):
        return lower
    if lower in ("their", "its") and _own(token):
        return lower
    raise UnclearError(f"pronoun: {token.text}")


def _other_thing(annotated: Annotated, token: Token, bound: Entity) -> bool:
    """Whether another named thing has just been a subject, to which `its` may go back: "the canal ..., until Israel reached its bank"."""
    start = token.sent.start
    start = token.doc[start - 1].sent.start if start else 0
    for other in token.doc[start : token.i]:
        entity = annotated.reference.get(other.i) or annotated.entity_at.get(other.i)
        if (
            entity is not None
            and entity is not bound
            and entity.type not in ("PERSON", "NORP")
            and other.dep_ in ("nsubj", "nsubj:pass")
        ):
            return True
    return False


def _check_conjunct(token: Token) -> None:
    """ "at Cornell, where he was a friend" read as "mathematics and friend": a person's noun needs its article."""
    if (
        token.dep_ == "conj"
        and token.tag_ == "NN"
        and token.head.pos_ == "NOUN"
        and token.head.lemma_.lower() not in gazetteer.nouns("person_nouns")
        and not _office(token.head)
        and (token.lemma_.lower() in gazetteer.nouns("person_nouns") or _office(token))
        and not any(child.dep_ in ("det", "nmod:poss", "nummod") for child in token.children)
    ):
        raise UnclearError(f"conjunct without article: {token.text}")


def _own(token: Token) -> bool:
    """ "The team named their robot": the possessive of an object goes back to the clause's only other noun, its subject."""
    verb = token.head
    while verb.dep_ in ("obj", "obl", "nmod", "xcomp") and verb.pos_ != "VERB":
        verb = verb.head
    if verb.pos_ != "VERB":
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or subject.pos_ != "NOUN" or subject.i > token.i:
        return False
    plural = subject.tag_ == "NNS"
    fits = plural == (token.lower_ == "their") or (
        not plural and subject.lemma_.lower() in gazetteer.nouns("group_nouns")
    )
    between = [
        t for t in token.doc[subject.i + 1 : token.i] if t.pos_ in ("NOUN", "PROPN") and not subject.is_ancestor(t)
    ]
    return fits and not between


def check_definite(annotated: Annotated, token: Token) -> None:
    """`the group` with nothing that tells which group, and no referent found, cannot stand alone."""
    if annotated.reference.get(token.i) is not None or token.pos_ != "NOUN":
        return
    children = list(token.children)
    if not any(child.lower_ == "the" and child.dep_ == "det" for child in children):
        return
    if token.lemma_.lower() in UNIQUE or annotated.time_at(token) is not None:
        return
    if _placed_by_headline(annotated, token):
        return
    for child in children:
        if child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss") and not _aside(annotated, child, token):
            return
        if child.dep_ == "amod" and gazetteer.is_demonym(child.text):
            if _national(token):
                return
            continue  # "the Japanese ships": which of them
        if child.dep_ in ("compound", "amod", "nmod:desc", "nummod", "appos") and (
            child.i in annotated.entity_at or child.tag_ in ("JJS", "NNP", "RBS")
        ):
            return
        if child.dep_ == "amod" and (
            child.lower_ in ("first", "only") or any(g.tag_ == "RBS" for g in child.children) or child.pos_ == "PROPN"
        ):
            return
        if child.dep_ in ("amod", "compound") and any(g.i in annotated.entity_at for g in child.subtree):
            return
    raise UnclearError(f"definite: the {token.text}")


def _placed_by_headline(annotated: Annotated, token: Token) -> bool:
    """ "the dam" below the headline "Dam bursts near Elling": no word tells it from another, and there is no other."""
    lemma = token.lemma_.lower()
    if lemma not in annotated.placed or any(
        child.dep_ in ("amod", "compound", "nummod", "nmod:desc") and child.lemma_.lower() not in annotated.placed
        for child in token.children
    ):
        return False
    introduced = [
        other
        for other in annotated.doc
        if other.lemma_.lower() == lemma
        and other.pos_ == "NOUN"
        and any(
            c.lower_ in ("a", "an", "another", "other", "each", "every") or c.dep_ == "nummod" for c in other.children
        )
    ]
    return len(introduced) <= 1


def _national(token: Token) -> bool:
    """What a country has one of: "the Russian army", "the Dutch prime minister"."""
    lemma = token.lemma_.lower()
    return token.tag_ == "NN" and (
        lemma in gazetteer.nouns("group_nouns") or gazetteer.is_office(lemma) or lemma in ONE_PER_COUNTRY
    )


ONE_PER_COUNTRY = {"capital", "constitution", "economy", "embassy", "flag", "language", "border", "coast", "throne", "crown", "presidency", "people",
                   "population", "monarchy", "empire", "currency", "mainland", "revolution", "public", "anthem", "prime", "premier"}  # fmt: skip


def check_surname(annotated: Annotated, entity: Entity) -> None:
    """A bare surname that two persons of the article bear tells nobody which."""
    if " " not in entity.name and sum(other.name.endswith(f" {entity.name}") for other in annotated.entities) > 1:
        raise UnclearError(f"which {entity.name}")


def referent(annotated: Annotated, token: Token) -> Entity | None:
    """The entity that a phrase stands for: a name, a pronoun or definite phrase with a referent, or a role with its bearer."""
    entity = annotated.reference.get(token.i) or annotated.entity_at.get(token.i)
    if token.i in annotated.entity_at and gazetteer.is_demonym(token.text):
        return None  # "taught English", "met the Danes": a language, a people, not the country
    if entity is not None and token.i in annotated.entity_at:
        mention = annotated.mention_of(token)
        if mention is not None and mention[1].root.i != token.i and token.i not in annotated.reference:
            return None
    if entity is None:
        for child in token.children:
            if (
                child.dep_ in ("appos", "flat", "nmod:desc")
                and (named := annotated.entity_at.get(child.i)) is not None
                and named.type == "PERSON"
                and token.tag_ not in ("NNS", "NNPS")
            ):
                return named if token.lemma_.lower() in gazetteer.nouns("person_nouns") or _office(token) else None
    if entity is not None and entity.type == "PERSON":
        check_surname(annotated, entity)
    if (
        entity is not None
        and " " not in entity.name
        and token.i in annotated.entity_at
        and token.lower_ in gazetteer.nouns("place_nouns")
    ):
        return None  # "the Tern and Gull Rivers", cut
    return entity


def _office(token: Token) -> bool:
    return gazetteer.is_office(token.lemma_.lower())
