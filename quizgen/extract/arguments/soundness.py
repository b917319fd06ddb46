"""Whether the asked phrase and its frame make a sound question: kinds of faults that no single phrase shows.

Each check says True where the fault is there; the first one found is the reason why the phrase is not asked.
"""

import re
from collections.abc import Callable

from quizgen import gazetteer, lexicon
from quizgen.annotated import Annotated
from quizgen.extract.arguments.asked import Asked
from quizgen.extract.arguments.clauses import Clause
from quizgen.extract.arguments.valency import agentive
from quizgen.extract.grammar.pronouns import entity_of
from quizgen.extract.grammar.trees import conjuncts, preposition
from quizgen.extract.unclear import UnclearError
from quizgen.models import Asks, Slot

Check = Callable[[Annotated, Clause, Asked], bool]


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


def _nobody(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    return (
        re.match(r"(?i)(?:some|any|every)(?:one|body)\b|(?:few|several|many|various) hundred\b", asked.answer)
        is not None
    )


def _just_the_noun(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "The fund", "the initiatives" in a report, "the couple": nothing is known by it."""
    words = asked.answer.lower().split()
    if len(words) != 2 or words[0] != "the" or asked.tokens[-1].pos_ != "NOUN":
        return False
    return annotated.report or asked.tokens[-1].lemma_.lower() in lexicon.words("grammar", "going_back")


def _counted_wrongly(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """Units, signs and clauses as the counted noun; a number that only says what several things are."""
    if asked.sort.asks is not Asks.COUNT:
        return False
    noun = asked.sort.noun
    first = noun.split(" ")[0]
    unit = first.rstrip("s") in lexicon.words("grammar", "lengths") or re.search(r"[^\w\s’'-]|^.{1,2}$|\d", first)
    naming = clause.copula is not None and clause.head.pos_ in ("NOUN", "PROPN")
    return (
        bool(unit)
        or naming
        or re.search(r"\b(?:which|that|who|with)\b", noun) is not None
        or _vague_number(asked.answer)
    )


def _vague_number(answer: str) -> bool:
    return re.fullmatch(r"(?i)(?:a )?(?:few|several|many|various|some)(?: \w+)?", answer) is not None


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


def _unclassed(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "To which storms", "as which", "which levels": a common noun that is no class with members by name."""
    if asked.sort.asks is not Asks.CLASS or any(t.pos_ == "PROPN" for t in asked.tokens):
        return False
    return bool(asked.preposition)


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


def _no_person(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who" for a fund or a poem; "to whom" for where somebody went; "who" does a whole include."""
    if asked.sort.asks is not Asks.PERSON:
        return False
    heads = [t for t in asked.tokens if t.head not in asked.tokens]
    thing = any(t.lemma_.lower() in lexicon.words("grammar", "not_who") for t in heads)
    place = asked.preposition in ("to", "from") and clause.head.lemma_ in lexicon.words("grammar", "motion")
    return thing or place or clause.head.lemma_ in ("include", "contain", "comprise", "cover")


def _speaker_is_answer(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Who lay in state after Hale died? Hale": a pronoun was the answer, and the question names whom it means."""
    if len(asked.tokens) != 1 or asked.tokens[0].pos_ != "PRON":
        return False
    said = f"{asked.frame.lead} {asked.frame.subject} {' '.join(asked.frame.complements)}"
    return asked.answer in said or any(
        entity is not None and entity.type == "PERSON" and entity.name.split()[-1] in said.split()
        for entity in (entity_of(annotated, t) for t in asked.tokens)
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


def _measured(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What did the protest move? A few blocks"; "which op": a way or a sign as what is asked for."""
    heads = [t for t in asked.tokens if t in clause.parts]
    lengths = lexicon.words("grammar", "lengths") | {"block"}
    way = asked.slot is Slot.OBJECT and any(t.lemma_.lower() in lengths for t in heads)
    return way or (asked.sort.asks is Asks.CLASS and len(asked.sort.noun) < 3)


def _short_purpose(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "Why is Hale here? To help": nothing is told."""
    return asked.slot is Slot.PURPOSE and asked.sort.asks is Asks.CAUSE and len(asked.answer.split()) < 3


def _not_a_noun(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "What was her first piece? About a play"; "a camp there"."""
    first = asked.tokens[0]
    measured = first.i + 1 < len(first.doc) and first.doc[first.i + 1].pos_ == "NUM"
    nominal = asked.slot in (Slot.SUBJECT, Slot.OBJECT, Slot.PREDICATE, Slot.AGENT)
    prepositional = first.pos_ in ("ADP", "SCONJ") and not measured
    return nominal and (prepositional or re.search(r"\w (?:there|here)\b", asked.answer) is not None)


def _seen_as(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "see the law as a threat": the "as" was taken into the answer."""
    return (
        clause.head.lemma_ in ("see", "regard", "view", "treat", "describe", "portray", "perceive")
        and " as " in asked.answer
    )


def _pasted_lead(annotated: Annotated, clause: Clause, asked: Asked) -> bool:
    """ "In 2004, ten years, who ...", "September, who ...": a circumstance that was cut."""
    lead = asked.frame.lead
    if not lead or lead.startswith("according to"):
        return lead.endswith("years,") or lead.count(",") > 1
    first = lead.split(" ")[0].lower().rstrip(",")
    return lead.count(",") > 1 or len(lead.split()) > LONGEST_LEAD or first not in lexicon.words("grammar", "leading")


LONGEST_LEAD = 9  # words before the question word

CHECKS: list[tuple[str, Check]] = [
    ("an object too many", _object_too_many),
    ("a past before another past", _past_before_past),
    ("news in the present", _present_of_report),
    ("since, with a tense that is no perfect", _since_without_perfect),
    ("an idiom", _idiom),
    ("a subject that is only now introduced", _introduced),
    ("an answer that says nobody", _nobody),
    ("an answer that is just its noun", _just_the_noun),
    ("a number that is not counted so", _counted_wrongly),
    ("a description that fits many", _definition_turned),
    ("what is, of persons or a row", _what_are_persons),
    ("a noun that is no class", _unclassed),
    ("subject and verb do not agree", _disagreeing),
    ("who or what", _no_telling_who_or_what),
    ("who, of what is no person", _no_person),
    ("the answer stands in the question", _speaker_is_answer),
    ("a name said twice", _name_twice),
    ("a pronoun that nothing explains", _pointing),
    ("no verb, or nothing said", _without_verb),
    ("a source that cannot speak", _no_speaker),
    ("an answer that is no noun", _not_a_noun),
    ("a way or a sign", _measured),
    ("a purpose that tells nothing", _short_purpose),
    ("an answer with the view of it", _seen_as),
    ("a circumstance that was cut", _pasted_lead),
]
