"""Names of persons: surname only, initials, titles. The wrong person with the same surname stays wrong."""

import re
from collections.abc import Sequence

from quizgen.study.items import Item
from quizgen.study.words import bare, is_name, key, listed

TITLES = listed(
    """mr mrs ms miss dr doctor prof professor sir dame lord lady president premier chancellor minister senator governor
    general colonel major captain admiral marshal field lieutenant king queen emperor empress tsar czar sultan shah pope
    saint st rev reverend prime secretary ambassador chairman judge justice prince princess archduke duke"""
)
# Words that no person's name holds: what "who" asks for may be an organisation, a people, an army.
NO_NAME = listed(
    """states nations union kingdom republic league council court bank army party congress parliament senate house
    association organisation organization company corporation group movement committee commission agency institute
    university college school club front force forces guard brigade church empire government ministry department
    office service society foundation trust alliance pact brotherhood network times post international national cross
    crescent watch amnesty human federal american british french german russian soviet chinese red black white blue
    green yellow united north south east west northern southern eastern western new great central"""
)
_PERSON = "|".join(
    sorted(listed("man woman person leader scientist author artist writer") | TITLES - listed("st saint prime lady"))
)
_WHO = re.compile(rf"\b(who|whom|whose|(?:which|what) (?:\w+ )?(?:{_PERSON}))\b", re.I)
_FEMALE = listed("mrs ms miss lady dame queen empress princess")
_MALE = listed("mr sir lord king emperor tsar czar sultan shah pope prince archduke duke")
_SHE = re.compile(r"\b(she|her|hers|mrs|ms|miss|woman|wife|widow|daughter|mother|queen|lady)\b", re.I)
_FAMILY_FIRST = listed("mao xi deng ho zhou chiang hu wen jiang zhu pol")
_PARTICLES = listed("van von de da di del della der den la le bin ibn al el ben du dos ter ten")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}

WHICH = "which one? The full name, please"


def asks_for_person(item: Item) -> bool:
    """Whether a person may be the answer."""
    return bool(_WHO.search(item.stem))


def split_title(text: str) -> tuple[list[str], str]:
    """The titles at the start, and the rest: "Prime Minister Attlee" -> (["prime", "minister"], "Attlee")."""
    titles: list[str] = []
    parts = text.split()
    while len(parts) > 1 and bare(parts[0]).strip(".,") in TITLES:
        titles.append(bare(parts.pop(0)).strip(".,"))
    return titles, " ".join(parts)


def as_name(item: Item, answer: str) -> list[str] | None:
    """The words of a person's name, surname last; None when the answer may be anything else."""
    if re.search(r", (?:the|a|an|[a-z])", answer):  # "Per Lund, the union's chief"
        answer = answer.partition(",")[0]
    if described := re.match(r"(?:the|an?) (?:[a-z-]+ )+(?=[A-Z])", answer):  # "the farmer Joanna Priddy"
        answer = answer[described.end() :]
    if not asks_for_person(item) and not any(key(answer) == key(person) for person in item.people):
        return None
    parts = re.findall(r"[^\s,]+", split_title(answer)[1])
    if parts and bare(parts[-1]).strip(".") in _SUFFIXES:
        parts.pop()
    if not 1 <= len(parts) <= 5:
        return None
    words = [bare(part).removesuffix(".") for part in parts]
    if re.fullmatch(r"[IVX]+", parts[-1]) or NO_NAME & set(words):
        return None
    if not all((part[0].isupper() or word in _PARTICLES) and word for part, word in zip(parts, words, strict=True)):
        return None
    return [*words[1:], words[0]] if words[0] in _FAMILY_FIRST and len(words) > 1 else words


def judge_name(item: Item, answer: str, name: Sequence[str], typed: str) -> tuple[str, str] | None:
    """("right" | "partly" | "wrong", why) for a name that was typed; None when it is another, or holds a slip."""
    titles, rest = split_title(typed)
    if not _may_bear(item, answer, titles):
        return "wrong", ""
    parts = [piece for part in bare(rest).replace(",", " ").split() for piece in part.split(".") if piece]
    if len(parts) > 1 and (suffix := _SUFFIXES.get(parts[-1])):
        if suffix != _SUFFIXES.get(bare(answer).rpartition(" ")[2].strip(".")):
            return "wrong", ""
        parts.pop()
    names, given = [key(word) for word in name], [key(word) for word in parts]
    first = next((n for n, word in enumerate(name[:-1]) if word in _PARTICLES), len(name) - 1)
    if " ".join(given) in (" ".join(names), " ".join([names[-1], *names[:-1]])):
        return "right", ""
    if " ".join(given) in (names[-1], " ".join(names[first:])):
        return ("partly", WHICH) if has_namesakes(item, name) else ("right", "")
    if len(given) == 1 and len(names) > 1 and given[0] == names[0]:
        return "partly", "the surname, please"
    if len(given) == 1 and given[0] in names[-1].split():  # one half of Thackeray-Lyle
        return "partly", WHICH
    if len(given) < 2 or given[-1] != names[-1]:
        return None
    mine, theirs = names[:-1], given[:-1]
    if len(theirs) == len(mine) and all(_fits(a, b) for a, b in zip(mine, theirs, strict=True)):
        return "right", ""
    if theirs == [word for word in mine if len(word) > 1]:  # "Lyndon Johnson" for "Lyndon B. Johnson"
        return ("partly", WHICH) if has_namesakes(item, name) else ("right", "")
    if len(theirs) < len(mine) and _fits(mine[0], theirs[0]):  # "John Adams" is not "John Quincy Adams"
        return "partly", WHICH
    return None


def has_namesakes(item: Item, name: Sequence[str]) -> bool:
    """Whether the deck, the wrong options or the proof name somebody else with this surname."""
    surname, whole = key(name[-1]), " ".join(key(word) for word in name)
    people = [key(split_title(person)[1]) for person in (*item.people, *item.distractors)]
    for before, last in re.findall(r"\b([A-Z]\w+) (?=([A-Z][\w-]+))", " ".join(item.evidence)):
        if key(last) == surname and key(before) not in whole.split() and is_name(before.lower()):
            people.append(key(f"{before} {last}"))
    return any(person.endswith(f" {surname}") and person != whole for person in people)


def _may_bear(item: Item, answer: str, titles: Sequence[str]) -> bool:
    """Whether these titles can be this person's: "Mrs Roosevelt" is not Theodore."""
    she = bool(_SHE.search(" ".join((answer, item.stem, *item.evidence))))
    return not (_MALE if she else _FEMALE) & set(titles)


def _fits(name: str, other: str) -> bool:
    """Whether one is the other or its initial."""
    return name == other or (1 in (len(name), len(other)) and name[0] == other[0])
