"""The two nouns of a definition: the term, and the genus that says what kind of thing it is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.extract.pruning import PRUNED
from quizgen.extract.unclear import CONTEXTUAL, UnclearError
from quizgen.tokens import Token

LONGEST_TERM = 4  # words
ABSTRACT = re.compile(r"(?:ity|tion|ment|ness|ology|ance|ence|ship|graphy)$")
EXAMPLES = {"including", "such", "like", "especially", "particularly"}
LOOSE = {"acl", "acl:relcl", "advcl", "nmod", "obl", "ccomp", "appos"}
CLAUSES = ("acl", "acl:relcl")
QUOTES = ("“", "”", '"', "‘", "’")
KINDS = {
    "kind",
    "type",
    "form",
    "sort",
    "class",
    "variety",
    "species",
    "branch",
    "style",
}  # the noun behind "of" is the genus
SOMEBODY = {"someone", "somebody", "something", "anyone", "anybody", "anything", "one"}
# Nouns that judge, count or point instead of saying what a thing is; WEAK ones may with a clause that tells which.
EMPTY = {"example", "instance", "matter", "one", "part", "way", "problem", "challenge", "thing", "issue", "reason", "result", "cause", "key",
         "case", "question", "concern", "mistake", "success", "failure", "option", "choice", "alternative", "opportunity", "sign", "factor",
         "aspect", "consequence", "outcome", "benefit", "advantage", "disadvantage", "opposite", "same", "difference", "majority", "lot", "bit",
         "goal", "aim", "purpose", "means", "synonym", "acronym", "abbreviation", "successor", "property", "help", "need", "topic", "subject", "focus", "hallmark", "basis",
         "best", "fact", "truth", "answer", "must", "danger", "risk", "threat", "gift", "joy", "shame", "pleasure", "start", "beginning", "end",
         "core", "heart", "evidence", "proof", "reminder", "nature", "hope", "dream", "fan", "friend"}  # fmt: skip
WEAK = {"place", "feature", "concept", "role", "step", "source", "effect", "symbol", "point", "idea", "solution", "element", "tool", "time",
        "people"}  # fmt: skip
JUDGING = {"important", "essential", "main", "major", "key", "great", "good", "better", "bad", "common", "popular", "typical", "crucial",
           "useful", "beautiful", "nice", "central", "fundamental", "vital", "famous", "serious", "significant", "huge", "big", "wonderful",
           "perfect", "excellent", "powerful", "interesting", "favorite", "favourite", "necessary", "critical", "primary", "chief", "integral",
           "real", "true", "easy", "difficult", "hard", "clear", "strong", "rare", "fascinating", "well-known", "prime", "ideal", "possible",
           "potential", "only", "first", "recognizable", "obvious", "suitable", "normal", "expensive", "notable", "valuable", "exciting",
           "promising", "effective", "efficient", "convenient", "cheap", "best", "successful", "many", "certain", "various", "several",
           "related", "classic"}  # fmt: skip
# What judges a genus, but is part of a term: "primary source", "potential energy".
TECHNICAL = {"central", "critical", "primary", "real", "hard", "strong", "potential", "common", "popular", "true", "key", "fundamental",
             "specific", "prime", "perfect", "main", "major", "effective", "ideal", "related"}  # fmt: skip
DEGREES = {"most", "more", "very", "so", "too", "as", "less", "least", "quite", "rather", "extremely", "highly", "pretty", "really"}  # fmt: skip
HEDGED = {"perhaps", "maybe", "probably", "possibly", "arguably", "apparently", "supposedly", "likely", "almost", "nearly", "rather", "really",
          "often", "sometimes", "usually", "generally", "mostly", "typically", "largely", "mainly", "essentially", "basically", "always",
          "never", "not", "n't", "n’t", "hardly", "no", "only", "frequently", "increasingly", "surely", "certainly", "obviously", "clearly",
          "quite", "once", "still", "now", "today", "currently", "just", "merely", "simply", "inherently", "both", "either", "neither", "thus",
          "therefore", "so", "hence", "then", "consequently", "accordingly", "also"}  # fmt: skip
# What takes "the" in any case: measures and parts of the body.
MEASURES = {"number", "value", "measure", "quantity", "ratio", "statistic", "organ", "muscle", "gland", "bone", "nerve", "unit"}  # fmt: skip
EVERYDAY = {"people", "person", "man", "woman", "thing", "way", "problem", "goal", "result", "purpose", "aim", "reason", "example", "idea",
            "answer", "point", "fact", "part", "number", "type", "kind", "question", "place", "one", "day", "year", "time", "name", "work",
            "child", "friend", "guy", "lot", "topic", "need", "fun", "life", "issue", "case", "option", "step", "rest", "thought", "today",
            "word"}  # fmt: skip


class Sense(NamedTuple):
    """A term and the noun that its definition starts from, as they stand in one sentence."""

    pattern: str
    term: Token
    genus: Token
    apart: tuple[Token, ...] = ()  # what stands in the phrase of one and belongs to neither: "called", the copula
    field: str = ""  # "in statistics"

    @property
    def naming(self) -> bool:
        """Whether the sentence says that a thing is called so."""
        return self.pattern in ("called", "is called")


# ---------------------------------------------------------------------------------------------------------------- grammar


def case_of(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def start_of(noun: Token) -> int:
    return next((token.i for token in noun.subtree if not token.is_punct and token.dep_ != "cc"), noun.i)


def is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") and not noun.lower_.endswith("sis")


def is_definite(noun: Token) -> bool:
    return any(child.lower_ == "the" for child in noun.children)


def is_synonym(conjunct: Token) -> bool:
    """ "producers, or autotrophs, ...": another name for the same, not another thing."""
    cc = next((child for child in conjunct.children if child.dep_ == "cc"), None)
    return cc is not None and cc.lower_ == "or" and cc.i < start_of(conjunct) and cc.doc[cc.i - 1].text == ","


def is_added(child: Token) -> bool:
    """Added behind a comma or in brackets, or as an example: it tells no more which."""
    start = start_of(child)
    before, first = child.doc[max(start - 1, 0)].text, child.doc[start].lower_
    example = first in EXAMPLES and child.dep_ != "amod"
    return example or child.dep_ in PRUNED or (child.dep_ in LOOSE and before in (",", "—", "–", "(", ";", ":"))


def is_restricted(noun: Token, apart: Sequence[Token] = ()) -> bool:
    """Whether it is told which: by a relative clause, a participle or a prepositional phrase."""
    behind = [child for child in noun.children if child.i > noun.i and child.dep_ in (*CLAUSES, "nmod", "advcl")]
    telling = sum(not is_added(child) and child not in apart for child in behind)
    core = _core(noun)
    return telling > 0 if core is None else telling > 1 or is_restricted(core)


def _core(noun: Token) -> Token | None:
    """`government` of "a form of government"."""
    if noun.lemma_ not in KINDS:
        return None
    return next((child for child in noun.children if child.dep_ == "nmod" and case_of(child) == "of"), None)


# ------------------------------------------------------------------------------------------------------------------- term


def term_of(annotated: Annotated, sense: Sense) -> list[Token]:
    """The words of the term: a bare plural, a mass noun, or "a" and a singular. Raises UnclearError for all else."""
    noun = sense.term
    if noun.pos_ not in ("NOUN", "PROPN"):
        raise UnclearError("no noun")
    kept = [noun]
    for child in noun.children:
        if child.dep_ in ("amod", "compound"):
            kept += [token for token in child.subtree if not token.is_punct or token.tag_ == "HYPH"]
        elif child.dep_ == "det" and _may_determine(child, sense):
            kept.append(child)
        elif child.dep_ == "nmod" and case_of(child) == "of" and child.i > noun.i and len(list(child.subtree)) == 2:
            kept += child.subtree
        elif not _outside(child, sense):
            raise UnclearError(f"no term with {child.text}")
    kept.sort(key=lambda token: token.i)
    words = [token for token in kept if token.dep_ != "det" and token.tag_ != "HYPH"]
    common = len(words) == 1 and noun.lemma_.lower() in EVERYDAY
    if common or noun.lemma_ in EMPTY or len(words) > LONGEST_TERM:
        raise UnclearError("no term")
    between = [token for token in noun.doc[kept[0].i : kept[-1].i] if token not in kept and token.text not in QUOTES]
    torn = between or noun.nbor().text in ("-", "_", "/")
    if torn or not all(_is_word(token) for token in words) or any(token.text.istitle() for token in words[1:]):
        raise UnclearError("no word, or a title")
    for token in words:
        if _is_name(annotated, token) or token.tag_ in ("CD", "PRP", "RB", "JJS", "JJR", "RBS", "VBD"):
            raise UnclearError(f"no term with {token.text}")
        if (token.lower_ in CONTEXTUAL or token.lower_ in JUDGING) and token.lower_ not in TECHNICAL:
            raise UnclearError(f"no term with {token.text}")
    return kept


def _may_determine(article: Token, sense: Sense) -> bool:
    """ "a", and "the" of what is called so.

    "The median is the value that ...": two definites of a thing not told of before say what a word means, and so does
    one of a measure or a part of the body.
    """
    if article.lower_ in ("a", "an") or (article.lower_ == "the" and sense.naming):
        return True
    noun, genus = sense.term, sense.genus
    telling = any(child.dep_ in CLAUSES for child in genus.children)
    equated = is_definite(genus) or (genus.lemma_ in MEASURES and telling)
    if article.lower_ != "the" or sense.pattern != "is" or genus.dep_ == "acl:relcl" or not equated:
        return False
    words = [token.lower_ for token in noun.subtree if article.i < token.i <= noun.i]
    earlier = [token.lower_ for token in noun.doc[: article.i]]
    return all(earlier[i : i + len(words)] != words for i in range(len(earlier)))


def _outside(child: Token, sense: Sense) -> bool:
    """What hangs on the term's noun and is no part of the term."""
    if child.is_punct or child.is_space or child.dep_ in ("case", "cc", "mark") or child in sense.apart:
        return True
    return is_added(child) or (child.dep_ == "conj" and is_synonym(child))


def _is_word(token: Token) -> bool:
    """No symbol, no `getName`, no letter that stands for a number."""
    plain = token.text.islower() or token.text.istitle() or token.text.isupper()
    return plain and token.text.isalpha() and (len(token.text) > 2 or token.lower_ == "of")


def _is_name(annotated: Annotated, word: Token) -> bool:
    if word.i in annotated.entity_at or word.i in annotated.reference:
        return True
    return (
        word.text[:1].isupper()
        and word.text[1:].islower()
        and not is_small(word)
        and not gazetteer.is_demonym(word.text)
    )


def is_small(word: Token) -> bool:
    """Whether its capital is only that of a sentence's beginning: elsewhere it stands in small letters."""
    others = [token for token in word.doc if token.lower_ == word.lower_ and token.i != word.i]
    if word.is_sent_start is True and word.pos_ != "PROPN":
        return not others or any(token.text.islower() or token.is_sent_start for token in others)
    return ABSTRACT.search(word.text) is not None or any(token.text.islower() for token in others)


# ------------------------------------------------------------------------------------------------------------------ genus


def check_genus(sense: Sense) -> None:
    """Raises UnclearError unless the genus says what kind of thing the term names, and no more than that."""
    genus = sense.genus
    clauses = [
        child for child in genus.children if child.dep_ in CLAUSES and not is_added(child) and child not in sense.apart
    ]
    if genus.pos_ == "PRON" and genus.lower_ in SOMEBODY:
        if not any(word.lower_ in ("who", "which", "that", "whose") for clause in clauses for word in clause.children):
            raise UnclearError("nothing sets it apart")
        return
    if genus.pos_ != "NOUN" or not is_restricted(genus, sense.apart):
        raise UnclearError("nothing sets it apart")
    weak = (genus.lemma_ in WEAK or genus.lower_ in WEAK) and not clauses
    if genus.lemma_ in EMPTY or genus.lower_ in EMPTY or weak:
        raise UnclearError("says nothing of what it is")
    _check_article(sense)
    ranked = bool(clauses) or sense.naming  # "the smallest unit that ..." is exact, "the largest animal" is praise
    for noun in (genus, _core(genus) or genus):
        for child in noun.children:
            _check_word(child, ranked)


def _check_article(sense: Sense) -> None:
    children = list(sense.genus.children)
    counted = any(child.lower_ in ("a", "an") for child in sense.term.children)
    determined = any(child.dep_ == "det" for child in children)
    if counted and sense.pattern == "apposition":
        raise UnclearError("one of them")  # "a principle, ...": which the writer has in mind
    if counted and not determined and not is_plural(sense.genus):
        raise UnclearError("lost article")
    if (
        is_plural(sense.genus)
        and is_definite(sense.genus)
        and sense.pattern == "is"
        and sense.genus.lemma_ != sense.genus.lower_
    ):
        raise UnclearError(
            "all of them"
        )  # "Wolves are the ancestors of dogs" tells of them; "the remains" is one thing
    told = determined or any(child.dep_ in ("amod", *CLAUSES) for child in children)
    if not told and not is_plural(sense.genus) and not sense.naming:
        raise UnclearError("a set phrase")  # "state of the art"


def _check_word(child: Token, ranked: bool) -> None:
    """A word that hangs on the genus."""
    if child.tag_ == "RBS" or (child.tag_ == "JJS" and not (ranked and child.lower_ not in ("best", "worst"))):
        raise UnclearError(f"compares: {child.text}")
    if child.dep_ in ("amod", "compound", "advmod"):
        judging = child.lower_ in JUDGING or child.lower_ in CONTEXTUAL or child.tag_ == "JJR"
        if judging or any(each.lower_ in DEGREES for each in child.children):
            raise UnclearError(f"judges: {child.text}")
        if child.dep_ == "advmod" and child.lower_ in HEDGED:
            raise UnclearError(f"hedged: {child.text}")
    counted = child.dep_ == "det" and child.lower_ not in ("a", "an", "the", "any")
    if counted or child.dep_ in ("nummod", "nmod:poss", "det:predet"):
        raise UnclearError(f"one of them: {child.text}")
