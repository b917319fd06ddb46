"""What a sentence could answer in an answer's place: other names, numbers and days of the same sort."""

from collections.abc import Iterator, Sequence

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.bring.matter import Line, Matter, akin, same_day
from quizgen.tokens import Token

NEARER = 1.3  # so much closer to the question's words stands a rival in the same sentence
FOR_PERSONS = frozenset(["who", "whom", "whose", "which", "name", "____"])  # only these ask for a person


def instead(annotated: Annotated, line: Line, question: Matter, answer: Matter) -> str:
    """Another name, number or day of a sentence that could answer in the place of this answer; "" if it has none."""
    return next((text for text, _ in _candidates(line, question, answer, annotated)), "")


def _candidates(
    line: Line, question: Matter, answer: Matter, annotated: Annotated
) -> Iterator[tuple[str, Sequence[Token]]]:
    """Names, numbers or days of a sentence, of the answer's sort, that stand in neither question nor answer."""
    tokens = annotated.doc[line.start : line.end]
    persons = bool(FOR_PERSONS & question.said)
    if answer.days:
        for time in dict.fromkeys(annotated.time_of[t.i] for t in tokens if t.i in annotated.time_of):
            told = (*question.days, *answer.days)
            exact = max(map(len, answer.days))
            if len(time.value) == exact and time.value[:1].isdigit() and not any(same_day(d, time.value) for d in told):
                yield time.value, [t for t in tokens if annotated.time_of.get(t.i) == time]
    elif answer.numbers:
        units = [key for key in answer.keys if key not in answer.numbers]
        for number in sorted(line.matter.numbers - question.numbers - answer.numbers):
            held = line.matter.keys[number]
            if not units or any(akin(token.head.lemma_.lower(), unit) for token in held for unit in units):
                yield number, held
    elif answer.names and answer.names >= answer.keys.keys():
        types = _types(answer, annotated) - ({"PERSON"} if not persons else set())
        seen = set()
        for token in tokens:
            entity = annotated.entity_at.get(token.i) or annotated.reference.get(token.i)
            if entity is None or entity.name in seen or (types and entity.type not in types):
                continue
            seen.add(entity.name)
            words = {
                word.lower() for text in (entity.name, *(m.text for m in entity.mentions)) for word in text.split()
            }
            if not words & (answer.keys.keys() | question.keys.keys()):
                yield entity.name, [token]


def _types(answer: Matter, annotated: Annotated) -> set[str]:
    """The types that the article gives to the names of an answer, else those of the engine."""
    own = {
        entity.type for entity in annotated.entities if {word.lower() for word in entity.name.split()} & answer.names
    }
    if own:
        return own
    if any(gazetteer.country(name.title()) for name in answer.names):
        return {"COUNTRY"}
    return {token.ent_type_ for held in answer.keys.values() for token in held if token.ent_type_}


def nearer(annotated: Annotated, line: Line, question: Matter, answer: Matter) -> str:
    """A name, number or day of the same sentence that stands clearly closer to the question's words than the answer."""
    if not (answer.names or answer.numbers or answer.days):
        return ""
    asked = [t for key, held in line.matter.keys.items() if any(akin(key, k) for k in question.keys) for t in held]
    own = [t for key, held in line.matter.keys.items() if any(akin(key, k) for k in answer.keys) for t in held]
    own += [t for t in annotated.doc[line.start : line.end] if _told(annotated, t, answer)]
    asked = [token for token in asked if token not in own]
    if not own or not asked:
        return ""
    mine = max(_closeness(token, asked) for token in own)
    rivals = [
        (max(_closeness(token, asked) for token in tokens), text)
        for text, tokens in _candidates(line, question, answer, annotated)
    ]
    nearest = max(rivals, default=(0.0, ""))
    return nearest[1] if nearest[0] > NEARER * mine else ""


def _told(annotated: Annotated, token: Token, answer: Matter) -> bool:
    time = annotated.time_of.get(token.i)
    return time is not None and any(same_day(day, time.value) for day in answer.days)


def _closeness(token: Token, asked: Sequence[Token]) -> float:
    """How close a word stands to others in the tree: the sum of the inverse distances."""
    return sum(1 / (1 + _distance(token, other)) for other in asked)


def _distance(one: Token, other: Token) -> int:
    above = {token.i: steps for steps, token in enumerate([one, *one.ancestors])}
    for steps, token in enumerate([other, *other.ancestors]):
        if token.i in above:
            return steps + above[token.i]
    return len(above) + 5
