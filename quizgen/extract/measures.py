"""Figures in a phrase that stands alone: counts, measures, money, shares, ranks."""

import re
from collections.abc import Iterator

HEDGES = (
    "just over|just under|more than|less than|fewer than|as many as|at least|at most|up to|an estimated|over|about|around|nearly|almost|some|"
    "approximately|roughly|under|only"
)
SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALES = "hundred|thousand|million|billion|trillion"
WORDS = rf"(?:(?:{TENS})(?:[- ](?:one|{SMALL}))?|{SMALL}|one|an? (?=(?:{SCALES})\b))"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = rf"(?:{DIGITS}|{WORDS})(?: (?:{SCALES}))*"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

MEASURE = re.compile(
    rf"(?<![\w.,:/’'-])(?P<hedge>(?:(?:{HEDGES}) )*)(?P<value>(?P<money>[£$€¥] ?)?(?P<number>{NUMBER}))"
    rf"(?:(?P<share> ?%| per ?cent\b)|(?P<fold>-fold\b|fold\b)|-(?P<glued>[a-z]+)(?P<old>-old)?\b| (?P<unit>[a-z]+)|(?P<bare>(?=[ .,]|$)))",
    re.I,
)
RATIO = re.compile(
    rf"(?i)\b(?P<value>(?:one|{SMALL}|\d+) (?:in|out of) (?:every )?(?:{SMALL}|{TENS}|\d+)) (?P<unit>[a-z]+s)\b"
)
TIMES = re.compile(r"\b(?P<value>twice|thrice)\b")
LABEL = re.compile(
    r"(?i)\b(?:season|episode|chapter|number|no\.|page|day|volume|figure|phase|class|type|section|part|stage|round|level|grade|route|room|bus|line|highway|"
    r"article|act|unit|platform|step|point|division|group|task force|world war|apollo) $"
)  # fmt: skip
NO_UNIT = {"and", "or", "to", "of", "in", "at", "on", "by", "from", "for", "the", "a", "an", "as", "with", "that", "who", "which", "is", "was", "were", "are",
           "bc", "bce", "ad", "ce", "am", "pm", "p", "st", "nd", "rd", "th", "per", "s", "more", "others", "other", "another", "one", "when",
           "after", "before", "during", "if", "than", "not", "but", "its", "their", "his", "her", "among", "between", "over", "under"}  # fmt: skip
GLUED = {"year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours", "minute": "minutes", "second": "seconds", "mile": "miles",
         "kilometre": "kilometres", "kilometer": "kilometers", "metre": "metres", "meter": "meters", "foot": "feet", "inch": "inches", "acre": "acres",
         "hectare": "hectares", "ton": "tons", "tonne": "tonnes", "pound": "pounds", "member": "members", "nation": "nations", "country": "countries",
         "person": "persons", "man": "men", "woman": "women", "storey": "storeys", "story": "storeys", "seat": "seats", "point": "points", "goal": "goals",
         "page": "pages", "room": "rooms", "lane": "lanes", "dollar": "dollars", "euro": "euros", "volume": "volumes", "team": "teams", "part": "parts",
         "game": "games", "match": "matches", "term": "terms", "bed": "beds", "strong": "members", "vote": "votes", "run": "runs", "lap": "laps"}  # fmt: skip


def measures_in(text: str) -> Iterator[tuple[str, str]]:
    """Value and unit of every figure: ("over 700", "seekers"), ("11 years", ""), ("$3.5 million", ""), ("45%", "")."""
    ratios = list(RATIO.finditer(text))
    for match in ratios:
        yield match["value"].lower(), match["unit"]
    for match in TIMES.finditer(text):
        yield match["value"], ""
    for match in MEASURE.finditer(text):
        if any(ratio.start() <= match.start() < ratio.end() for ratio in ratios):
            continue
        found = _measure(text, match)
        if found is not None:
            yield found


def _measure(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Value and unit; None for a year, a label ("season 2"), half of a name or of a range, and a bare "one"."""
    before, after = text[: match.start("value")], text[match.end() :]
    number, hedge = match["number"], match["hedge"]
    if re.search(r"(?i)\b(?:all|both|these|those|past|last|next|previous|other|another|same) $", text[: match.start()]):
        return None  # "all three": of what was told before
    if number[:1].isupper() and before:
        return None  # a title: "Seven Days"
    if LABEL.search(before) or (re.search(r"(?:[A-Z]\w*|\d|\b(?:and|or|to)) $", before) and not hedge):
        return None
    if (
        re.search(rf"\b(?:{MONTHS}) $", before)
        or re.match(rf" (?:{MONTHS})\b", after)
        or re.match(r" (?:and|or|to|-|–) ?[\d£$€]", after)
    ):
        return None
    if match["money"]:
        return f"{hedge}{match['value']}", ""
    if match["share"]:
        return f"{hedge}{match['value']}{match['share']}", ""
    if match["fold"]:
        return f"{hedge}{number}-fold", ""
    if match["old"]:
        return None  # whose age
    if match["glued"]:
        unit = GLUED.get(match["glued"].lower())
        return (f"{hedge}{number} {unit}", "") if unit is not None and number.lower() not in ("one", "1") else None
    unit = match["unit"]
    yearlike = re.fullmatch(r"1\d{3}|20\d\d", number) and not re.match(r"[a-z]+s$", unit or "")
    if (
        unit is None
        or unit.lower() in NO_UNIT
        or re.fullmatch(MONTHS, unit)
        or yearlike
        or number.lower() in ("0", "one", "1")
    ):
        return None
    if unit.endswith("ly") or re.match(r"-|[A-Z]", after):
        return None
    things = COUNTED.match(unit + after)
    return (f"{hedge}{number}", things[0]) if things else None


# The plural behind its modifiers: "asylum seekers", "new schools", "people".
COUNTED = re.compile(
    r"(?:(?!(?:in|of|at|on|and|or|for|from|to|by|with)\b)[a-zA-Z-]+ ){0,4}?"
    r"(?:[a-z]+(?<!s)s|people|men|women|children|feet|fish|sheep|aircraft)\b(?! [a-z]+(?<!s)s\b)"
)
