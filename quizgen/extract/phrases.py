"""Decontextualisation: a phrase of the article made to stand on its own.

Parenthetical matter is pruned (Heilman and Smith 2010), pronouns and short names become full names, relative dates
absolute ones. What cannot be made to stand alone raises UnclearError, and the fact is left out.
"""

import re
from collections.abc import Iterable

from quizgen import dates, gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.pruning import kept_tokens
from quizgen.extract.standing import check_conjunct, check_definite, check_surname, pronoun
from quizgen.extract.unclear import CONTEXTUAL, PERSONAL, UnclearError
from quizgen.extract.verbs import prefix_of
from quizgen.tokens import Span, Token


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
        tokens = [t for t in tokens if not (t.dep_ == "case" and t.head.i == root.i and t.i < root.i)]
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
        if (
            token.lower_ in ("a", "an")
            and token.dep_ == "det"
            and token.head.pos_ in ("ADJ", "VERB")
            and token.head.lower_ not in COUNTING
        ):
            raise UnclearError("an article without its noun")  # "viewed a strong, rearmed"
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
                name = _entity_text(annotated, entity, span)
                if pieces and name.startswith(f"{pieces[-1][0]} ") and gazetteer.title(pieces[-1][0]) is not None:
                    name = name.removeprefix(f"{pieces[-1][0]} ")  # "Prince" stands there already
                pieces.append((name, bool(inside[-1].whitespace_)))
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
        prefix = (
            prefix_of(token) if token.i - 1 not in present and token.pos_ in ("NOUN", "ADJ") else ""
        )  # "co-" of "co-sponsor"
        word = token.text if token.i in quoted else _word(annotated, token, bound, bound_plural)
        pieces.append((prefix + word, spaced))
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
    return (text.replace('"', "") if text.count('"') % 2 else text).strip()


COUNTING = {"few", "little", "hundred", "great", "good", "many"}  # "a few"

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
        if len(span) == 1 and span.root.dep_ in ("compound", "nmod:desc") and span.root.head.lemma_.lower() in KINDREDS:
            return text  # "the Hale family"
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


KINDREDS = {
    "family",
    "dynasty",
    "clan",
    "household",
    "brother",
    "sister",
    "twin",
    "couple",
    "home",
    "estate",
    "administration",
}


def _word(annotated: Annotated, token: Token, bound: Entity | None, bound_plural: bool | None) -> str:
    lower = token.lower_
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return pronoun(annotated, token, bound, bound_plural)
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
        check_conjunct(token)
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
