"""Whether a clause may be read in another way than its tree: kinds of faults that made facts false.

Each check says True where the fault is there; the first one found is the reason why the phrase is no fact.
"""

from collections.abc import Callable

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.grammar.sharing import joined_loosely
from quizgen.extract.grammar.trees import NOMINAL, SUBJECTS, conjuncts, mark_of, preposition, relation, subject_of
from quizgen.extract.unclear import UnclearError
from quizgen.models import Slot
from quizgen.tokens import Token

Check = Callable[[Annotated, Clause, Asked], bool]


def check_reading(annotated: Annotated, clause: Clause, asked: Asked) -> None:
    """Raises UnclearError with the first reason that holds."""
    for why, holds in CHECKS:
        if holds(annotated, clause, asked):
            raise UnclearError(why)


def _otherwise(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Houses that would otherwise be unusable": they are not."""
    would = any(a.lower_ in ("would", "could", "might") for a in clause.auxiliaries)
    return would and any(c.lower_ == "otherwise" for c in clause.head.children)


def _which_of_all(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "She taught him to read the Bible, which outraged her husband": the teaching did."""
    pronoun, noun = clause.relative, clause.subject
    comma = pronoun is not None and pronoun.i > 0 and pronoun.doc[pronoun.i - 1].text == ","
    if pronoun is None or pronoun.lower_ != "which" or not comma or noun.dep_ in ("nsubj", "nsubj:pass"):
        return False
    top = noun
    while relation(top) in ("obj", "obl", "nmod", "conj", "iobj") and top.pos_ in NOMINAL:
        top = top.head
    return top.tag_ in ("VB", "VBG") and any(c.dep_ == "mark" for c in top.children)


def _antecedent_disagrees(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Jobs in the industry, which supports many": the industry does."""
    noun, verb = clause.subject, clause.finite
    if clause.relative is None or verb is None or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    one, many = verb.tag_ == "VBZ" or verb.lower_ == "was", verb.tag_ == "VBP" or verb.lower_ == "were"
    plural = noun.tag_ in ("NNS", "NNPS") or bool(conjuncts(noun))
    body = noun.lemma_.lower() in gazetteer.nouns("group_nouns") | lexicon.words("grammar", "partitive")
    if _nearer(clause, noun):
        return True
    return (one and plural and noun.tag_ == "NNS" and not conjuncts(noun)) or (
        many and not plural and not body and noun.tag_ == "NN"
    )


def _nearer(clause: Clause, noun: Token) -> bool:
    """Whether another noun of the same number stands nearer to the pronoun, and the tree was not sure: "maps of streams which ..."."""
    assert clause.relative is not None
    top = clause.head
    while top.dep_ == "conj":
        top = top.head
    between = noun.doc.tokens[noun.i + 1 : clause.relative.i]
    return top.margin < CERTAIN and any(t.pos_ == "NOUN" and t.tag_ == noun.tag_ for t in between)


CERTAIN = 0.95


def _before_content(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "They found when fish were plentiful, they ate weed": the circumstance belongs to what was found; so does what
    stands behind an inserted clause: "had hopes after the general directed that land be given"."""
    contents = [p for p in clause.parts if relation(p) == "ccomp" and p.i > clause.head.i]
    inserted = [p for p in clause.parts if relation(p) == "advcl" and p.i > clause.head.i]
    return any(one.i < other.i for one in inserted for other in contents)


def _act_left_out(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Reached out to him, to discuss the plan": an object whose own verb the event does not tell."""
    if asked.slot is not Slot.OBJECT:
        return False
    heads = [t for t in asked.tokens if t.head not in asked.tokens]
    return any(t.head is not clause.head and t.head.pos_ == "VERB" and t.head not in asked.used for t in heads)


def _purpose_of_whom(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "She drew on facts compiled by others in order to write a book": not the others did."""
    bare = clause.supplied != "" and clause.head.dep_ == "acl"
    return bare and any(relation(p) in ("advcl", "xcomp") for p in clause.parts)


def _called_what(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Sociologists call these sects": of the thing and its name one is lost."""
    both = [p for p in clause.parts if p.dep_ == "obj" or relation(p) == "xcomp"]
    both += [c for p in both for c in p.children if c.dep_ == "amod" and c.i > p.i]  # "called the order swift"
    return clause.head.lemma_ in CALLING and not clause.passive and clause.relative is None and len(both) < 2


CALLING = ("call", "dub", "deem", "label", "brand", "term")


def _two_limits(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Would meet in September and not reconvene until October": two times of which one is another verb's."""
    times = [p for p in (*clause.parts, *clause.borrowed) if annotated.time_at(p) is not None and relation(p) == "obl"]
    ends = [p for p in times if preposition(p) in ("until", "till")]
    points = [p for p in times if preposition(p) in ("in", "on", "at", "")]
    return bool(ends and points)


def _torn_phrase(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """A phrase with words inside that hang elsewhere: the tree has cut a name or a row in two."""
    if clause.head is clause.subject:
        return False  # what an apposition says
    phrases = [clause.subject, *(p for p in clause.parts if p is not clause.subject)]
    return any(_crossed(clause, phrase) for phrase in phrases)


def _crossed(clause: Clause, phrase: Token) -> bool:
    own = set(phrase.subtree)
    if clause.head in own:
        own -= set(clause.head.subtree)
    first, last = min(t.i for t in own), max(t.i for t in own)
    allowed = {clause.head, *clause.auxiliaries, *clause.head.subtree} if clause.head in phrase.subtree else set()
    return any(
        t not in own and t not in allowed and not t.is_punct and not t.is_space for t in phrase.doc.tokens[first:last]
    )


def _left_hanging(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Signs that are similar to": a preposition whose noun was left out; "viewed a strong": an article without its noun."""
    words = {*asked.tokens, *asked.used}
    ends = [t for t in words if t.dep_ == "case" and t.head not in words and t.i > 0 and _last_of(t, words)]
    ends += [t for t in words if t.dep_ == "case" and t.i > t.head.i and t.head.dep_ in SUBJECTS]
    bare = [
        t for t in words
        if t.lower_ in ("a", "an") and t.dep_ == "det" and t.head.pos_ in ("ADJ", "VERB") and t.head.lower_ not in COUNTING
    ]  # fmt: skip
    return bool(ends or bare)


COUNTING = ("few", "little", "hundred", "great", "good", "many")


def _last_of(token: Token, words: set[Token]) -> bool:
    """Whether no kept word follows it in its phrase."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (following is None or following not in words) and token.head.i > token.i


def _loosely_joined(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    main = clause.head
    while main.dep_ in ("conj", "ccomp", "acl:relcl", "advcl"):
        main = main.head
    return any(joined_loosely(token, verb) for token in (*asked.tokens, *asked.used) for verb in {main, clause.head})


def _one_of_a_row(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Groups that employ many, and groups that employ few": what a clause tells of one is told of the row."""
    if clause.relative is None:
        return False
    row = [c for c in clause.subject.children if c.dep_ in ("conj", "appos")]
    return any(c.left_edge.i > clause.head.i for c in row) or any(
        c.lower_ in ("those", "that") and c.pos_ in ("PRON", "DET") for c in row
    )


def _two_in_one(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Mark Hay, an ecologist and Professor at Leeds": what he is, joined to his name as if it were somebody else."""
    people = gazetteer.nouns("person_nouns")
    for token in (*asked.tokens, *asked.used):
        entity = annotated.entity_at.get(token.head.i)
        if token.dep_ != "conj" or entity is None or entity.type != "PERSON" or token.i in annotated.entity_at:
            continue
        described = any(c.dep_ == "appos" and c.i < token.i for c in token.head.children)
        post = token.lemma_.lower() in people or gazetteer.is_office(token.lower_)
        if described or (
            post
            and not any(c.dep_ in ("det", "nmod:poss", "nummod") for c in token.children)
            and token.tag_ in ("NN", "NNP")
        ):
            return True
    return False


def _copula_of_comparison(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "A cnidarian as are jellyfish": a clause inside the subject that only compares."""
    return any(
        token.dep_ == "acl:relcl" and mark_of(token).startswith("as") and subject_of(token) is None
        for token in asked.used
    )


CHECKS: list[tuple[str, Check]] = [
    ("what would be otherwise", _otherwise),
    ("which: perhaps all that stands before", _which_of_all),
    ("which, of a noun that does not agree", _antecedent_disagrees),
    ("a circumstance of what was said", _before_content),
    ("an object whose verb is left out", _act_left_out),
    ("a purpose, and not whose", _purpose_of_whom),
    ("called what", _called_what),
    ("two times, of two verbs", _two_limits),
    ("a phrase cut in two", _torn_phrase),
    ("a phrase left hanging", _left_hanging),
    ("a verb that may be joined to another", _loosely_joined),
    ("one of a row", _one_of_a_row),
    ("one person as two", _two_in_one),
    ("a comparison in the subject", _copula_of_comparison),
]
