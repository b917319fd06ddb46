"""Three wrong options for a choice, or none: of the answer's kind, false by the article, in its form.

(Haladyna, Downing and Rodriguez 2002: plausible, homogeneous, parallel.) The same question gives the same options.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from quizgen import gazetteer, lexicon
from quizgen.articles import indefinite
from quizgen.ask.options.families import families
from quizgen.ask.options.harm import harm
from quizgen.ask.options.near import MONTHS, TENS, WANTED, WORDS, YEAR, drawn, near_dates, near_figures, value_of
from quizgen.ask.options.siblings import place_noun, siblings
from quizgen.ask.options.stock import Named, Stock, bare
from quizgen.models import BLANK, Proposal

Kind = Literal["person", "organisation", "country", "place", "event", ""]
UNIFIED, WAR_ENDS = 1890, 1944  # before and after them the great powers were others
CALLED = re.compile(
    r"(?i)\b(?:battle|war|steam)?(?:ship|boat|frigate|submarine|ferry|film|novel|opera|song|album) ____"
)
AFLOAT = re.compile(
    r"(?i)\b(?:sail\w*|ships?|ports?|harbou?rs?|dock\w*|coast\w*|island|anchor\w*|beach\w*)\b"
)  # who knows which lie by the sea?
TWOFOLD = ("Washington", "New York", "Georgia")  # a city and a state, a country and a state
SOVIET = re.compile(r"\b(?:Soviet|USSR)\b")
TRIED = 60  # candidates: where so many fail, the next will fail too
COUNTABLE = re.compile(r"(?:[$£€]\s?)?\d[\d,]*(?:\.\d+)?(?:\s(?:million|billion|trillion|thousand))?\s?%?")
TITLED = re.compile(
    rf"((?:Vice |Deputy |Former )?(?:President|Prime Minister|Chancellor|Premier|King|Queen|Pope|Emperor|Tsar|Sultan|Governor|Mayor|Secretary[A-Za-z- ]*)) {BLANK}"
)
BORN = r"(?:\bborn|\bnée|\bnee|\bchristened|\bbaptised|\bname|\bknown|\balias)(?: as| was| is)?"  # before somebody's other name
OFFICES = {
    "president": "presidents",
    "minister": "prime_ministers",
    "king": "kings",
    "pope": "popes",
    "emperor": "rulers",
}
NUMBERS = (*WORDS, *TENS)
STOP = lexicon.words("sentences", "stop_words")


def options_for(stem: str, answer: str, stock: Stock, kind: Kind = "", evidence: str = "") -> tuple[str, ...] | None:
    """Three wrong options for a short or cloze question, figures and dates in order of size; None where there are no three.

    `evidence` is the sentence that answers it: what it names besides is no option.
    """
    key = f"{stem}\x1f{answer}"
    if _is_date(answer):
        own = dict.fromkeys(re.findall(YEAR, stock.text))
        told = [year for year in own if year not in evidence and not _as_right(Named(year), stem, stock)]
        return near_dates(answer, stem, stock.text, key, stock.latest, told)
    if re.fullmatch(COUNTABLE, answer) or (value_of(answer.split()[0]) and not re.search(r" [A-Z]", answer)):
        return near_figures(answer, stem, stock.text, key)
    if match := re.match(r"([Aa]n?) (?=[a-z])", answer):
        inner = options_for(stem, answer[match.end() :], stock, kind, evidence)
        return tuple(f"{_like(indefinite(each), match[1])} {each}" for each in inner) if inner else None
    if gazetteer.is_demonym(bare(answer)) and not answer.lower().startswith("the "):
        return None
    named = stock.named(answer)
    kind = kind or _as_kind(named[0] if named is not None else "")
    if not kind and answer[:1].isupper():
        kind = _kind_by_name(answer)
    if (kind == "person" and harm(stem)) or CALLED.search(stem) or re.search(r"\bstands? for\b", stem):
        return None
    if (kind == "place" and AFLOAT.search(stem)) or answer in TWOFOLD:
        return None
    chosen: list[str] = []
    for tried, candidate in enumerate(_candidates(stem, answer, kind, stock, key)):
        if tried >= TRIED or len(chosen) == WANTED:
            break
        if kind == "place" and _elsewhere(candidate.name, answer, stem):
            continue
        if candidate.gender and (title := TITLED.search(stem)) and not _bears(title[1], candidate.name, stock):
            continue
        if candidate.gender and re.search(rf"{BORN} {re.escape(candidate.name)}", stock.text):
            continue
        option = _in_form(candidate, stem, answer, kind)
        if option is None or any(_same(option, other) for other in (answer, *chosen)):
            continue
        if _named_in(candidate, stem) or _named_in(candidate, evidence) or _as_right(candidate, stem, stock):
            continue
        chosen.append(option)
    if len(chosen) < WANTED or not _parallel(answer, chosen):
        return None
    return tuple(chosen)


def tested(proposal: Proposal, stock: Stock) -> tuple[str, ...]:
    """The options that a short or cloze proposal offers when it is asked as a choice; empty where it cannot be."""
    if proposal.form not in ("short", "cloze"):
        return ()
    stem, answer = _freed(proposal.stem, proposal.answer)
    kind = _as_kind(proposal.template.removeprefix("sentence-"))
    return options_for(stem, answer, stock, kind, proposal.evidence.text) or ()


def as_choice(stem: str, answer: str, options: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Stem, answer and wrong options of the choice that a short or cloze question becomes with its tested options.

    A country's "the" goes into the blank, and what stands at the head of a line has a capital.
    """
    stem, answer = _freed(stem, answer)
    if BLANK not in stem or stem.startswith(BLANK):
        answer, *rest = (each[:1].upper() + each[1:] for each in (answer, *options))
    else:  # "gave the pilots six months"
        answer, *rest = (each.lower() if each.lower() in NUMBERS else each for each in (answer, *options))
    return stem, answer, tuple(rest)


def _as_kind(kind: str) -> Kind:
    known: dict[str, Kind] = {
        "person": "person",
        "organisation": "organisation",
        "country": "country",
        "place": "place",
        "event": "event",
        "city": "place",
    }
    return known.get(kind, "")


def _kind_by_name(name: str) -> Kind:
    if gazetteer.country(name) is not None:
        return "country"
    if gazetteer.city(name) is not None or gazetteer.place(name) is not None:
        return "place"
    return "organisation" if gazetteer.organisation(name) is not None else ""


def _is_date(answer: str) -> bool:
    if re.search(rf"\b(?:{'|'.join(MONTHS)})\b", answer) or re.search(r"\bcentur|\d0s\b|\d BCE?\b", answer):
        return bool(re.search(r"\d", answer))
    answer = re.sub(r"^(?:In|On|At|Since|From) ", "", answer)
    return re.fullmatch(r"(?:1\d|20)\d\d(?:\s?(?:to|[–-])\s?(?:1\d|20)?\d\d)?", answer) is not None


def _freed(stem: str, answer: str) -> tuple[str, str]:
    """A country's article goes into the blank, where countries without one can stand beside it."""
    known = gazetteer.country(answer)
    if known is not None and known.article and re.search(rf"(?i)\bthe {BLANK}(?!’|')", stem):
        return re.sub(rf"(?i)\bthe {BLANK}", BLANK, stem, count=1), f"the {answer}"
    return stem, answer


# ------------------------------------------------------------------------------------------------------------ candidates


def _candidates(stem: str, answer: str, kind: Kind, stock: Stock, key: str) -> Iterator[Named]:
    if kind == "country" and (powers := _powers(answer, stock)):
        yield from (each for each in stock.names.get("country", ()) if any(each.name == bare(p) for p in powers))
        for power in drawn(key, powers):
            yield Named(bare(power), power.startswith("the "))
    yield from siblings(answer, kind, stock, key)


def _powers(answer: str, stock: Stock) -> list[str]:
    """The great powers of the time, for one of them."""
    soviet = "cold_war_powers" if stock.time > WAR_ENDS else "interwar_powers"
    name = "early_powers" if stock.time < UNIFIED else soviet if SOVIET.search(stock.text) else "great_powers"
    members = next(family.members for family in families() if family.name == name)
    known = gazetteer.country(bare(answer))
    names = {(gazetteer.country(bare(m)) or known) for m in members}
    return list(members) if known is not None and known in names else []


def _in_form(candidate: Named, stem: str, answer: str, kind: Kind) -> str | None:
    """The candidate as it can stand in the answer's place, None where it cannot."""
    name = candidate.name
    if kind == "person" and " " not in bare(answer):
        name = name.split()[-1]
    if kind == "place" and place_noun(name) != place_noun(bare(answer)):
        return None  # "Potomac" beside "Ohio River"
    if name[:1].isupper() != bare(answer)[:1].isupper() and BLANK in stem:
        name = name[:1].upper() + name[1:] if bare(answer)[:1].isupper() else name
        if name[:1].isupper() != bare(answer)[:1].isupper():
            return None
    if re.search(rf"(?i)\bthe (?:\w+ )?{BLANK}", stem):
        shared = name.split()[-1] == answer.split()[-1] or name.split()[0] == bare(answer).split()[0]
        return name if candidate.article or shared else None
    if match := re.search(rf"(?i)\b(an?) {BLANK}", stem):
        return name if indefinite(name) == match[1].lower() and not candidate.article else None
    if re.search(rf"(?i)\b[A-Z]\w+ {BLANK}", stem) and candidate.article:
        return None  # "President ____"
    if kind == "" and name.endswith("s") != answer.endswith("s"):
        return None
    return f"the {name}" if candidate.article else name


# --------------------------------------------------------------------------------------------------------------- guards


def _same(option: str, other: str) -> bool:
    """Two names for one thing: a word of one is the other, the same last name, an acronym, or one entry of the gazetteer."""
    a, b = bare(option).lower(), bare(other).lower()
    if a == b or a in b or b in a:
        return True
    if a.split()[-1] == b.split()[-1] and option[:1].isupper() and a.split()[0] == b.split()[0]:
        return True
    initials = ("".join(word[0] for word in each.split() if word not in ("of", "and", "for", "the")) for each in (a, b))
    first, second = initials
    if (len(first) > 1 and first == b.replace(".", "")) or (len(second) > 1 and second == a.replace(".", "")):
        return True
    for known in (gazetteer.country, gazetteer.organisation, gazetteer.city, gazetteer.place):
        one, two = known(bare(option)), known(bare(other))
        if one is not None and one == two:
            return True
    return False


def _named_in(candidate: Named, words: str) -> bool:
    """Whether the words name the candidate, by the whole name, its last word, or another form of it."""
    forms = {candidate.name, *candidate.forms}
    for known in (gazetteer.city(candidate.name), gazetteer.country(candidate.name)):
        forms |= {known.name, *known.also} if known is not None else set()
    if candidate.gender:  # "Doris Kappelhoff" beside "Doris Day" may be her other name
        forms |= {word for word in candidate.name.split() if len(word) > 3}
    return any(re.search(rf"\b{re.escape(form)}\b", words) for form in forms)


def _elsewhere(name: str, answer: str, stem: str) -> bool:
    """Whether the stem names the answer's state, and the candidate is a town of another one."""
    here = {
        (c.country, c.region) for c in gazetteer.cities() if c.name == bare(answer) and c.region and c.region in stem
    }
    there = {(c.country, c.region) for c in gazetteer.cities() if c.name == name}
    return bool(here and there) and not here & there


def _bears(title: str, name: str, stock: Stock) -> bool:
    """Whether somebody may be called so: the article does, or the curated sets know him as a holder of such an office."""
    if f"{title} {name}" in stock.text or f"{title} {name.split()[-1]}" in stock.text:
        return True
    noun = title.split()[-1].lower()
    return any(
        family.room == "people" and OFFICES.get(noun, "-") in family.name and name in family.members
        for family in families()
    )


def _as_right(candidate: Named, stem: str, stock: Stock) -> bool:
    """Whether another sentence of the article says much of the stem's matter of the candidate: it may be as right."""
    wanted = {word for word in re.findall(r"[a-z]{4,}", stem.lower()) if word not in STOP}
    if not wanted:
        return False
    forms = [candidate.name, *candidate.forms] + ([candidate.name.split()[-1]] if candidate.gender else [])
    for sentence in stock.sentences:
        if any(form in sentence for form in forms):
            said = set(re.findall(r"[a-z]{4,}", sentence.lower()))
            if len(wanted & said) >= max(2, 0.5 * len(wanted)):
                return True
    return False


def _like(word: str, other: str) -> str:
    return word.capitalize() if other[:1].isupper() else word


def _parallel(answer: str, options: list[str]) -> bool:
    """No telling length: the answer is not twice as long as all others, nor half as long."""
    longest, shortest = max(map(len, options)), min(map(len, options))
    return shortest * 0.4 <= len(answer) <= longest * 2.2
