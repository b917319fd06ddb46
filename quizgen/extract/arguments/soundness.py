"""Whether the asked phrase and its frame make a sound question: kinds of faults that no single phrase shows.

Each check says True where the fault is there; the first one found is the reason why the phrase is not asked.
"""

import re

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.fitness import ANSWERS, Check
from quizgen.extract.arguments.valency import agentive, takes, wants_object
from quizgen.extract.grammar.pronouns import entity_of
from quizgen.extract.grammar.trees import behind_comma, conjuncts, preposition
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot


def check_sound(annotated: Annotated, clause: Clause, asked: Asked) -> None:
    """Raises UnclearError with the first reason that holds."""
    for why, holds in CHECKS:
        if holds(annotated, clause, asked):
            raise UnclearError(why)


def _object_too_many(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "was awarded a prize" may, "people viewed the Queen" read as a passive may not; nor two objects beside "receive"."""
    objects = [p for p in clause.parts if p.dep_ == "obj" and annotated.time_at(p) is None]
    return len(objects) > (not clause.passive) and clause.head.lemma_ not in lexicon.words("grammar", "giving")


def _past_before_past(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    return bool(asked.frame.auxiliaries) and asked.frame.auxiliaries[0] == "had"


def _present_of_report(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "The move comes after ...": the news of a day, asked as if it were always so."""
    present = clause.finite is clause.head and clause.head.tag_ in ("VBZ", "VBP")
    acting = agentive(clause.head) or clause.head.lemma_ in lexicon.words("grammar", "newsworthy")
    lasting = clause.head.lemma_ in lexicon.words("grammar", "lasting")
    return annotated.report and present and acting and not lasting


def _since_without_perfect(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    times = [p for p in clause.parts if annotated.time_at(p) is not None and preposition(p) == "since"]
    return bool(times) and not any(
        a.lower_ in ("has", "have", "had", "'ve", "’ve", "'s", "’s") for a in clause.auxiliaries
    )


def _idiom(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "fix the attention", "take office", "was made allowance for": the noun belongs to the verb."""
    nouns = lexicon.words("grammar", "idiomatic")
    light = clause.head.lemma_ in lexicon.words("grammar", "light") or clause.head.lemma_ in lexicon.words(
        "grammar", "idiom_verbs"
    )
    objects = [p for p in clause.parts if p.dep_ == "obj"]
    if clause.passive:
        bare = clause.subject.tag_ == "NN" and not any(c.i < clause.subject.i for c in clause.subject.children)
        return clause.head.lemma_ in lexicon.words("grammar", "light") and bare
    heads = [t for t in asked.tokens if t in objects or t in clause.parts]
    return light and any(t.pos_ == "NOUN" and t.lemma_.lower() in nouns for t in heads)


def _introduced(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "A storm hit ...": what the article introduces here is unknown to whoever is asked; not "a cell divides"."""
    told = clause.finite is None or clause.finite.tag_ == "VBD" or annotated.report
    subject = asked.frame.subject
    if asked.slot is Slot.MEANING:
        return False
    if not told or not re.match(r"(?:an?|some|someone|somebody|anyone|anybody|one)\b", subject):
        return re.match(r"(?:some|any|every)(?:one|body)\b", subject) is not None
    words = [t for t in clause.subject.subtree if t.pos_ == "PROPN" or t.i in annotated.entity_at]
    return not words


def _definition_turned(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What is a lake in Norway?": a description that fits many, asked for what it describes."""
    if asked.slot is not Slot.SUBJECT or clause.copula is None or clause.head.pos_ != "NOUN":
        return False
    if asked.sort.asks is Asks.CLASS and clause.head.lemma_.lower() in (asked.sort.noun, asked.sort.noun.rstrip("s")):
        return True
    known = any(c.tag_ in ("JJS", "POS", "PRP$") or c.dep_ == "nmod:poss" or c.lower_ in ("the", "first", "only") or "most" in (k.lower_ for k in c.children)
                for c in clause.head.children if c.i < clause.head.i)  # fmt: skip
    return not known and asked.sort.asks in (Asks.THING, Asks.CLASS)


def _what_are_persons(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What is Othonoi and Mathraki?", "What was Hale's father?": what-is of a row or a person."""
    if asked.slot is not Slot.PREDICATE or asked.sort.asks is not Asks.THING or clause.head.lemma_ == "become":
        return False
    person = clause.subject.pos_ == "NOUN" and clause.subject.lemma_.lower() in gazetteer.nouns("person_nouns")
    return person or bool(conjuncts(clause.subject)) or clause.subject.pos_ not in ("NOUN", "PROPN", "PRON")


def _disagreeing(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Which instruments requires", "which river join"."""
    verb = clause.auxiliaries[0] if clause.auxiliaries else clause.head
    if asked.slot is not Slot.SUBJECT or asked.sort.asks is not Asks.CLASS or verb is not clause.finite:
        return False
    many = verb.tag_ == "VBP" or verb.lower_ in ("are", "were", "have")
    one = verb.tag_ == "VBZ" or verb.lower_ in ("is", "was", "has")
    return (many and not asked.sort.plural) or (one and asked.sort.plural)


def _no_telling_who_or_what(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What reported": persons nearly always do it, and this is not known to be one."""
    if asked.sort.asks is not Asks.THING or asked.slot not in (Slot.SUBJECT, Slot.AGENT) or clause.passive:
        return False
    return (
        clause.verbal and agentive(clause.head) and clause.head.lemma_ not in lexicon.words("grammar", "done_by_things")
    )


def _name_twice(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """A name where a pronoun is natural: a person's last name, or the whole name of anything else."""
    said = f"{asked.frame.lead} {asked.frame.subject} {' '.join(asked.frame.complements)}"
    entities = [annotated.entity_at.get(t.i) or annotated.reference.get(t.i) for t in asked.used]
    names = {e.name.split()[-1] if e.type == "PERSON" else e.name for e in entities if e is not None}
    return any(len(re.findall(rf"\b{re.escape(name)}\b(?![ -][A-Z])", said)) > 1 for name in names)


def _pointing(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who ran it as a hospital?": the pronoun of the verb itself means something that the question does not name."""
    own = [t for t in asked.used if t.lower_ in ("it", "him", "her", "them") and t.tag_ == "PRP" and t.head is clause.head and t.dep_ != "expl"]  # fmt: skip
    named = {id(entity_of(annotated, t)) for t in asked.used if t.pos_ == "PROPN"}
    said = f"{asked.frame.subject} {' '.join(asked.frame.complements)}".lower().split()
    return any(t.lower_ in said and id(entity_of(annotated, t)) not in named for t in own)


def _without_verb(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who seeking documents?", "who said in a broadcast?": no finite verb, or nothing said."""
    bare = (
        clause.verbal
        and asked.slot is not Slot.AGENT
        and not asked.frame.auxiliaries
        and clause.head.tag_ in ("VBG", "VBN", "VB")
        and asked.frame.tense != "past"
    )
    says = (
        clause.head.lemma_ in ("say", "state", "believe", "think") and asked.slot is Slot.SUBJECT and not clause.passive
    )
    return bare or (says and not any(p.dep_ in ("obj", "ccomp", "xcomp") for p in clause.parts))


def _no_speaker(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "According to the exhibition": what cannot speak."""
    if clause.speaker is not None:
        return clause.speaker.type not in ("PERSON", "ORG", "COUNTRY", "NORP", "PLACE")
    source = clause.source
    if source is None or source.pos_ != "NOUN":
        return False
    lemma = source.lemma_.lower()
    rooms = (
        lexicon.words("grammar", "tellers"),
        lexicon.words("grammar", "humans"),
        lexicon.words("grammar", "partitive"),
    )
    people = lemma in gazetteer.nouns("person_nouns") or lemma in gazetteer.nouns("group_nouns")
    return not people and not any(lemma in room for room in rooms)


def _pasted_lead(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "In 2004, ten years, who ...", "September, who ...": a circumstance that was cut."""
    lead = asked.frame.lead
    if not lead or lead.startswith("according to"):
        return lead.endswith("years,") or lead.count(",") > 1
    first = lead.split(" ")[0].lower().rstrip(",")
    if first in ("in", "on", "under", "for", "at", "with") and not re.search(r"\d", lead):
        return True
    return lead.count(",") > 1 or len(lead.split()) > LONGEST_LEAD or first not in lexicon.words("grammar", "leading")


LONGEST_LEAD = 9  # words before the question word


def _object_missing(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "In what year did she found?": a verb that wants an object and has none."""
    if not clause.verbal or clause.passive or clause.past or not wants_object(clause.head):
        return False
    taken = any(
        p.dep_ in ("obj", "ccomp", "xcomp")
        or (p.dep_ == "advcl" and p.tag_ == "VBG")
        or takes(clause.head, preposition(p))
        or p.left_edge.text[:1] in "$£€"
        for p in clause.parts
    )
    return not taken and asked.slot not in (Slot.OBJECT, Slot.CONTENT, Slot.ACT)


def _only_pins_down(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "jobs that require citizenship", "a firm based in Elling": the clause tells which ones are meant, and asserts nothing."""
    if clause.relative is None or clause.subject.pos_ == "PROPN" or behind_comma(clause.head):
        return False
    if not clause.subject.is_ancestor(clause.head):
        return False  # "an artery is a vessel that conducts blood": told of the artery
    if clause.relative is clause.head:
        return not any(annotated.time_at(p) is not None for p in clause.parts)
    known = any(c.lower_ == "the" for c in clause.subject.children)
    return asked.slot is not Slot.SUBJECT and not known


def _lasting_with_date(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "On what date is the feast observed? 8 March 2020": what is always so, or told as if it were today."""
    if clause.finite is None or clause.finite.tag_ not in ("VBZ", "VBP") or clause.finite.lemma_ == "have":
        return False
    return asked.sort.asks in (Asks.YEAR, Asks.DATE)


def _perfect_identity(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who has she been?" """
    return asked.slot is Slot.PREDICATE and asked.frame.auxiliaries[:1] in (("has",), ("have",))


def _existing(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What exists that it rained?": the noun belongs to what follows."""
    return clause.head.lemma_ == "exist"


CHECKS: list[tuple[str, Check]] = [
    ("an object too many", _object_too_many),
    ("a past before another past", _past_before_past),
    ("news in the present", _present_of_report),
    ("since, with a tense that is no perfect", _since_without_perfect),
    ("an idiom", _idiom),
    ("a subject that is only now introduced", _introduced),
    ("a description that fits many", _definition_turned),
    ("what is, of persons or a row", _what_are_persons),
    ("subject and verb do not agree", _disagreeing),
    ("who or what", _no_telling_who_or_what),
    ("a name said twice", _name_twice),
    ("a pronoun that nothing explains", _pointing),
    ("no verb, or nothing said", _without_verb),
    ("a source that cannot speak", _no_speaker),
    ("a circumstance that was cut", _pasted_lead),
    ("its object is missing", _object_missing),
    ("a clause that only tells which", _only_pins_down),
    ("what lasts, with a date", _lasting_with_date),
    ("an identity in the perfect", _perfect_identity),
    ("something exists", _existing),
    *ANSWERS,
]
