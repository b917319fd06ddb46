"""FACT EXTRACTION: Annotated -> facts, each with its evidence and id."""

from collections.abc import Callable, Iterable
from functools import cache

from quizgen.annotated import Annotated
from quizgen.extract.acronyms import find_acronyms
from quizgen.extract.arguments import find_arguments
from quizgen.extract.clauses import find_events
from quizgen.extract.counts import find_counts
from quizgen.extract.definitions import definitions_of_event, find_definitions, find_described_names
from quizgen.extract.epithets import find_epithets
from quizgen.extract.events import facts_of_event, meeting_of_event
from quizgen.extract.glossary import placing_phrases, told_apart
from quizgen.extract.kept_reports import kept_reports
from quizgen.extract.kinship import find_kinship
from quizgen.extract.lives import find_lives
from quizgen.extract.locations import find_locations
from quizgen.extract.naming import find_namings
from quizgen.extract.nominals import find_nominal_events
from quizgen.extract.passing import facts_in_passing
from quizgen.extract.quotations import find_quotations
from quizgen.extract.reported import reported_in_event
from quizgen.extract.role_clauses import roles_of_events
from quizgen.extract.roles import find_roles
from quizgen.extract.terms import find_terms
from quizgen.extract.topics import find_topics, topics_of_event
from quizgen.ids import fact_id, normalise
from quizgen.models import Fact, FactBase, Rejected

__all__ = ["extract_facts", "sure", "unasked"]


def extract_facts(annotated: Annotated) -> list[Fact]:
    """All facts of the article in the order of their evidence; the same fact said twice is one."""
    roles = list(find_roles(annotated))
    placing_phrases(annotated, roles)  # the glossary first: later facts introduce people by their roles
    found: list[Fact] = [
        *roles,
        *find_definitions(annotated),
        *find_described_names(annotated),
        *find_acronyms(annotated),
        *find_terms(annotated),
        *find_quotations(annotated),
        *find_epithets(annotated),
        *find_nominal_events(annotated),
        *find_lives(annotated),
        *find_kinship(annotated),
        *find_namings(annotated),
        *find_locations(annotated),
        *find_counts(annotated),
        *find_topics(annotated),
    ]
    for event in find_events(annotated):
        told = [] if event.pruned else list(facts_of_event(annotated, event))
        found += [*told, *facts_in_passing(annotated, event, told)]
        if event.headed or event.pruned:
            continue  # it stands alone below the headline only
        found += roles_of_events(annotated, event)
        found += definitions_of_event(annotated, event)
        found += topics_of_event(annotated, event)
        found += reported_in_event(annotated, event)
        if (meeting := meeting_of_event(annotated, event)) is not None:
            found.append(meeting)
    found += kept_reports(annotated, found)
    found += find_arguments(annotated)[0]
    return _merged(annotated, found)


def unasked(annotated: Annotated) -> list[Rejected]:
    """The phrases of asserted clauses that the grammar was not sure of, each with its sentence and the reason."""
    return [
        Rejected(stem=each.evidence.text, answer=each.text, fact="", template="argument", code="G01", why=each.why)
        for each in find_arguments(annotated)[1]
    ]


LIKELY, SURE = 0.3, 0.7  # the least confidence of a fact that is asked, and of one that is told as it is


def sure(facts: Iterable[Fact]) -> list[Fact]:
    """The facts to be told as they are; the rest is there to be asked, where the gate judges it."""
    return [fact for fact in facts if fact.confidence >= SURE]


def slots(fact: Fact) -> list[str]:
    """What a fact is about, in words: its own fields, without evidence, wording and confidence."""
    values: list[str] = []
    for name in _own_fields(type(fact)):
        value = getattr(fact, name)
        values += list(value) if isinstance(value, tuple) else [str(value)]
    asked = fact.clause.asked() if fact.clause is not None else None
    if fact.kind == "relation" and asked is not None and asked.role != "subject":
        values.append(asked.text)  # who did it and what was done are two facts of one clause
    return values


@cache
def _own_fields(kind: type[FactBase]) -> list[str]:
    """The fields that tell facts of a kind apart."""
    return [
        name
        for name, field in kind.model_fields.items()
        if name not in FactBase.model_fields and name not in ("kind", "as_of") and not field.exclude
    ]


def _merged(annotated: Annotated, found: Iterable[Fact]) -> list[Fact]:
    """Doubles dropped, the surest kept; ids set."""
    best: dict[str, Fact] = {}
    for fact in found:
        key = fact_id(annotated.article.info.id, fact.kind, slots(fact))
        if key not in best or fact.confidence > best[key].confidence:
            best[key] = fact.model_copy(update={"id": key})
    likely = [fact for fact in best.values() if fact.kind == "argument" or fact.confidence >= LIKELY]
    facts = told_apart(annotated, _best_roles(likely))
    weigh = _salience(annotated)
    facts = [fact.model_copy(update={"salience": weigh(fact)}) for fact in facts]
    return sorted(facts, key=lambda fact: (fact.evidence.start, fact.kind, fact.id))


def _salience(annotated: Annotated) -> Callable[[Fact], float]:
    """How much the article is about what a fact names: the share of mentions of its most mentioned name, 1 in a title."""
    most = max((len(entity.mentions) for entity in annotated.entities), default=1)
    title = annotated.article.info.title
    weights = {
        entity.name: 1.0 if entity.name in title else len(entity.mentions) / most for entity in annotated.entities
    }
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return lambda fact: next((weight for name, weight in ranked if name in fact.statement), 0.0)


def _best_roles(facts: list[Fact]) -> list[Fact]:
    """Of roles of one person of which one says all that the other says, the fuller stays."""
    roles = [fact for fact in facts if fact.kind == "role"]
    dropped = set()
    for one in roles:
        for other in roles:
            if one is not other and one.person == other.person and one.id not in dropped:
                a, b = set(normalise(one.role).split()), set(normalise(other.role).split())
                if b < a or (a == b and other.id > one.id):
                    dropped.add(other.id)
    return [fact for fact in facts if fact.id not in dropped]
