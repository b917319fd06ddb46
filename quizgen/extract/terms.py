"""Terms: common nouns that an article defines. "An oligarchy is a government in which ...", "is called", apposition.

Here are the patterns. What they find must be a term and a genus (`genus`) and hold in general (`senses`).
"""

import re
from collections.abc import Iterator

from quizgen.annotated import Annotated
from quizgen.extract.genus import HEDGED, Sense, case_of, is_restricted, is_synonym, start_of
from quizgen.extract.senses import definition_of
from quizgen.extract.unclear import FIRST_SECOND, UnclearError
from quizgen.extract.verbs import SUBJECTS
from quizgen.models import Definition
from quizgen.tokens import Token

NAMES = {"term", "name", "word", "expression", "phrase", "label"}
FIELD = re.compile(
    r"(?:ics|logy|istry|omy|phy|metry|ology|music|algebra|law|art|science|ture|medicine|history|sociology)$"
)
AT_TIMES = {"occasionally", "sometimes", "rarely", "seldom", "perhaps", "possibly", "arguably", "supposedly"}
BEFORE_THE_VERB = ("cc", "cop", "advmod", "aux", "aux:pass", "punct", "dep")


def find_terms(annotated: Annotated) -> Iterator[Definition]:
    """All definitions of common nouns that stand alone."""
    claimed = {i for each in annotated.attributions for i in each.content}
    for sentence in annotated.sentences():
        text = sentence.text.strip()
        if text.rstrip("”\"’')").endswith(("?", "!", ":")) or not text[:1].isupper() or text.count('"') % 2:
            continue  # no statement, or the torn half of one
        if any(token.lower_ in AT_TIMES and token.dep_ == "advmod" for token in sentence):
            continue  # "Occasionally, a sect is ...": no definition
        if any(token.lower_ in FIRST_SECOND for token in sentence):
            continue  # who speaks of himself or to somebody speaks of one case
        for token in sentence:
            if token.i in claimed:
                continue
            for pattern in (_predicate, _meaning, _naming, _apposition, _synonym):
                if (sense := pattern(token)) is not None:
                    try:
                        yield definition_of(annotated, sense)
                    except UnclearError:
                        continue


# ------------------------------------------------------------------------------------------------------------- patterns


def _predicate(head: Token) -> Sense | None:
    """ "An oligarchy is a government in which ...", "osmosis, which is the movement of ...", "X is the term for ..."."""
    be = next((child for child in head.children if child.dep_ == "cop"), None)
    if be is None or be.lower_ not in ("is", "are") or not _asserted(head, be):
        return None
    term = _subject(head)
    if term is None:
        return None
    if head.lemma_ in NAMES:
        owned = any(child.dep_ == "nmod:poss" for child in head.children)
        return Sense("term for", term, named) if (named := _behind_name(head)) is not None and not owned else None
    if case_of(head):
        return None  # "is like a tournament", "is in use"
    before = tuple(child for child in head.children if child.i <= be.i)
    return Sense("is", term, head, (*before, head), _field(head))


def _behind_name(name: Token) -> Token | None:
    """ "the term for ...", "a word used to describe ..."."""
    for token in name.subtree:
        if token.i > name.i and (
            (token.dep_ == "nmod" and token.head == name and case_of(token) == "for")
            or (token.dep_ == "obj" and token.head.lemma_ in ("describe", "denote"))
        ):
            return token
    return None


def _meaning(verb: Token) -> Sense | None:
    """ "X refers to ...", "the term X denotes ...", "X is defined as ..."."""
    if verb.pos_ != "VERB" or not _asserted(verb, _finite(verb)) or (subject := _subject(verb)) is None:
        return None
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    word = _mentioned(subject)
    genus = None
    if passive and verb.lemma_ == "define":
        genus = _behind(verb, "as")
    elif not passive and verb.lemma_ == "refer":
        genus = _behind(verb, "to")
    elif not passive and (verb.lemma_ == "denote" or (word is not None and verb.lemma_ in ("mean", "describe"))):
        genus = next((child for child in verb.children if child.dep_ == "obj"), None)
    return Sense("means", word or subject, genus, field=_field(verb)) if genus is not None else None


def _naming(verb: Token) -> Sense | None:
    """ "Rapid movements of the eye are called saccades", "rapid movements of the eye called saccades"."""
    if verb.tag_ != "VBN" or verb.lemma_ not in ("call", "know", "term", "name", "refer"):
        return None
    if verb.lemma_ in ("know", "refer"):
        term = _behind(verb, "as")
    else:
        term = next((child for child in verb.children if child.dep_ in ("xcomp", "obj") and child.pos_ == "NOUN"), None)
    if term is None:
        return None
    if verb.dep_ == "acl":
        bracketed = any(token.text == "(" for token in verb.doc[verb.head.i : verb.i])
        return Sense("called", term, verb.head, (verb,)) if not bracketed else None
    if any(child.dep_ == "aux:pass" for child in verb.children) and _asserted(verb, _finite(verb), naming=True):
        subject = _subject(verb)
        return Sense("is called", term, subject, (verb,)) if subject is not None and subject.head == verb else None
    return None


def _apposition(noun: Token) -> Sense | None:
    """ "chromosomes, threadlike structures that carry genes, ...", "chromosomes — ...", "chromosomes (...)"."""
    if noun.dep_ not in ("appos", "parataxis") or not _plain(noun) or noun.i < noun.head.i:
        return None
    start = start_of(noun)
    between = [token for token in noun.doc[noun.head.i + 1 : start] if not noun.is_ancestor(token)]
    if noun.doc[start - 1].text not in (",", "—", "–", "(", "-") or not all(token.is_punct for token in between):
        return None
    resumed = any(
        token.lemma_ == noun.lemma_ for token in noun.doc[noun.sent.start : start]
    )  # "relations with firms, relations which"
    return Sense("apposition", noun.head, noun, (noun,)) if _present(noun.head) and not resumed else None


def _synonym(noun: Token) -> Sense | None:
    """ "glyphs, or pictures that stand for words, ..." in either order."""
    if noun.dep_ != "conj" or not _plain(noun) or not is_synonym(noun):
        return None
    others = [child for child in noun.head.children if child.dep_ == "conj"]
    after = noun.right_edge if noun.right_edge.is_punct else noun.doc[min(noun.right_edge.i + 1, len(noun.doc) - 1)]
    if len(others) > 1 or after.text != "," or not _present(noun.head):
        return None  # "clusters, or lines." may be another thing
    if is_restricted(noun):
        return Sense("or", noun.head, noun, (noun,))
    return Sense("or", noun, noun.head, (noun,)) if is_restricted(noun.head) else None


# -------------------------------------------------------------------------------------------------------------- grammar


def _plain(noun: Token) -> bool:
    """A noun beside another noun, and no clause."""
    return noun.pos_ == noun.head.pos_ == "NOUN" and all(
        child.dep_ not in (*SUBJECTS, "cop") for child in noun.children
    )


def _subject(head: Token) -> Token | None:
    """The noun that a clause is about; of ", which is ..." the noun before the comma."""
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return _subject(head.head) if head.dep_ == "conj" else None
    if head.dep_ == "acl:relcl":
        follows = subject.lower_ == "which" and subject.i == head.head.i + 2
        return head.head if follows and subject.doc[subject.i - 1].text in (",", "—", "–") else None
    return subject if subject.i < head.i else None


def _finite(verb: Token) -> Token:
    return next((child for child in verb.children if child.dep_ in ("aux", "aux:pass")), verb)


def _asserted(head: Token, finite: Token, naming: bool = False) -> bool:
    """Said in the present, of no place or time, by nobody in particular, without condition or doubt."""
    independent = head.dep_ in ("ROOT", "acl:relcl", "parataxis") or (head.dep_ == "conj" and head.head.dep_ == "ROOT")
    can = finite.lower_ == "can" and head.lemma_ == "define"  # a custom of textbooks, and no doubt
    if not independent or not (finite.tag_ in ("VBZ", "VBP") or can):
        return False
    for child in head.children:
        adverb = child.dep_ == "advmod" and (child.tag_ == "WRB" or child.lower_ in HEDGED)
        tense = child.dep_ == "aux" and child != finite and child.lower_ != "be"
        fronted = child.i < finite.i and child.dep_ not in (*SUBJECTS, *BEFORE_THE_VERB)
        oblique = child.dep_ in ("obl", "obl:unmarked") and case_of(child) not in ("as", "to")
        if child.dep_ in ("advcl", "csubj", "expl", "obl:agent", "mark", "ccomp") or child.lower_ in ("not", "never"):
            return False
        if tense or (adverb and not naming) or ((fronted or oblique) and not _field(head)):
            return False
    return True


def _field(head: Token) -> str:
    """ "in statistics": where the word has this meaning."""
    for child in head.children:
        words = [token for token in child.subtree if not token.is_punct]
        if child.i < head.i and 1 < len(words) < 4 and words[0].lower_ == "in" and FIELD.search(child.lower_):
            return " ".join(token.text if token.pos_ == "PROPN" else token.lower_ for token in words)
    return ""


def _behind(verb: Token, preposition: str) -> Token | None:
    oblique = (child for child in verb.children if child.dep_ in ("obl", "xcomp") and child.i > verb.i)
    return next((each for each in oblique if any(child.lower_ == preposition for child in each.children)), None)


def _mentioned(subject: Token) -> Token | None:
    """`photosynthesis` of "the term photosynthesis", and a noun that stands in quote marks."""
    if subject.lemma_ in NAMES:
        beside = (child for child in subject.children if child.dep_ in ("appos", "flat", "nmod:desc", "compound"))
        return next((child for child in beside if child.pos_ == "NOUN"), None)
    return subject if subject.i and subject.doc[subject.i - 1].text in ("“", '"', "‘", "'") else None


def _present(token: Token) -> bool:
    """Whether the clause around speaks in the present: what held once was told of one thing, not of all."""
    while token.dep_ != "ROOT" and token.pos_ not in ("VERB", "AUX"):
        if any(child.dep_ == "cop" for child in token.children):
            break
        token = token.head
    verbs = [token, *(child for child in token.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    return not any(verb.tag_ in ("VBD", "MD") for verb in verbs)
