"""Years, decades, centuries, seasons, quarters and halves of years."""

from quizgen.annotate.times import vocabulary as v
from quizgen.annotate.times.arithmetic import quarter_of, shift_quarter
from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import NEAR, NEWS, YEAR, unread

GROUPS = set(
    v.words("""
        survey sample total number group crowd force army fleet population maximum minimum average sum collection
        series set
""")
)
YEAR_PREPOSITIONS = set(
    v.words("""
        in since of by from until till before after and to the between during through around about circa early
        late or for fiscal year calendar born died ( [ , - – — / then spring summer fall autumn winter mid
        than c ca elections
    """)
)


FAR_PREPOSITIONS = set(v.words("in by until till to and through of for from since before after the year - – —"))


def plain_year(m: Reading) -> Value | None:
    """1989, early 1997, fiscal 1990, the end of 1945."""
    year = m.year()
    if year is None or m.after() in v.COUNTED or m.after() in ("%", "$", "°"):
        return None
    if m.after() in (".", ",") and m.after(1).isdigit() and m.tokens[m.end + 1].start == m.tokens[m.end - 1].end + 1:
        return None  # 1990.5
    before = m.before() if m.before() != "." or m.before(2) not in ("c", "ca", "b", "d", "r", "fl") else "c"
    if before in ("-", "–") and m.before(2).isdigit() and len(m.before(2)) not in (2, 4):  # a telephone number, a score
        return None
    if before in ("$", "£", "€", "#", "¥", "no", "flight", "room", "highway", "route", "number", "page"):
        return None
    if year > 2030 and before not in FAR_PREPOSITIONS:  # a postcode, a number
        return None
    if not 1850 <= year <= 2030 and len(m.words) == 1 and before not in YEAR_PREPOSITIONS:
        return None
    if len(m.words) == 1 and m.after() in ("year", "years", "day", "days", "hours"):  # a 2000 year old custom
        return None
    if before == "of" and m.before(2) in GROUPS and m.after().isalpha():  # a survey of 1709 schoolchildren
        return None
    if len(m.group("said")) > 1 and m.tokens[m.end - 1].capital and not m.tokens[m.end - 1].upper:
        return None  # a title: "Nineteen Eighty-Four"
    if m.after() == "-" and m.after(1) in ("foot", "member", "acre", "mile", "pound", "ton", "strong", "seat"):
        return None
    return Value("DATE", f"{year:04}")


def short_end_year(m: Reading) -> Value | None:
    """The end of a span such as 1890-91 or 1941–45: a year of the century of the one before it."""
    opening = m.tokens[m.start - 2].word
    closing = m.words[0]
    if len(closing) != 2 or int(closing) <= int(opening[2:]):
        return None
    m.recalled = True
    return Value("DATE", opening[:2] + closing)


def early_year(m: Reading) -> Value | None:
    """the year 71, AD 71, 44 BC."""
    if m.has("ad", "ce", "bc", "bce") and not any(m.text_at(i).isupper() for i in (0, len(m.words) - 1)):
        return None
    number = int(m.amount() or 0)
    if m.has("year") and m.after() == "of":  # "the year 3 of the republic"
        return unread(m)
    if m.has("bc", "bce", "b"):
        return Value("DATE", f"BC{number:04}") if number < 10000 else None
    return Value("DATE", f"{number:04}") if number < 2100 else None


ENDS = set(v.words(", . ; ) the when he she it they and but his her its a an"))
TO_YEARS = set(v.words("in since until after before"))


def early_year_alone(m: Reading) -> Value | None:
    """in 866, the city: three figures behind "in" are a year where they count nothing."""
    if (
        m.before() not in TO_YEARS
        or m.after() not in ENDS
        or m.before(2) in ("one", "two", "out", "1")
        or m.before(2).isdigit()
    ):
        return None
    if m.after() in (".", ",") and m.after(1).isdigit():
        return None  # 866.5; "in 250, 120 of them"
    number = int(m.amount() or 0)
    return Value("DATE", f"{number:04}") if len(m.words[0]) == 3 and 100 <= number <= 999 else None


def decade(m: Reading) -> Value | None:
    """the 1990s, the late 1980s, the '60s, the mid-nineties."""
    word = next((w for w in m.words if w[0] == "'" or w[0].isdigit()), "")
    figures = "".join(c for c in word if c.isdigit())
    if not figures:
        written = next(w for w in m.words if w in v.WRITTEN_DECADES)
        if not m.has("the") or (m.before() in ("his", "her", "their", "in") and not m.has("the")):
            return None
        return Value("DATE", f"19{v.WRITTEN_DECADES[written] // 10}")
    if len(figures) == 2 and 1600 <= (m.memory.year(m.start, 3 * NEAR) or 1900) < 1900:  # of which century?
        return unread(m)
    if len(figures) == 2:
        return Value("DATE", f"19{figures[0]}")
    if len(figures) == 3 or (word[-3:] == "00s" and len(figures) == 4 and int(figures) < 2000):
        return Value("DATE", figures[:2] if len(figures) == 4 else f"0{figures[0]}")
    return Value("DATE", figures[:3])


def century(m: Reading) -> Value | None:
    """the 19th century, the early twentieth century, the second century BC."""
    number = m.ordinal()
    if not 1 <= number <= 30:
        return None
    return Value("DATE", f"BC{number - 1:02}" if m.has("bc", "bce", "b") else f"{number - 1:02}")


def season_of_year(m: Reading) -> Value | None:
    """the summer of 1914, spring 1945, last fall, the winter."""
    season, year = m.code_of("season"), m.year()
    if year is not None and (closing := m.group("end")):  # the winter of 1941-42
        last = int(f"{year:04}"[: 4 - len(closing[0])] + closing[0])
        return Value("DATE", f"{year:04}/{last:04}") if last == year + 1 else unread(m)
    if year is not None:
        return Value("DATE", f"{year:04}-{season}")
    if m.has("last", "next", "this", "that", "past", "coming"):
        if m.has("that"):
            return recalled_season(m, season)
        start, today = v.SEASON_STARTS[season], m.published
        if m.has("last", "past"):
            year = today.year - (today.month < start + 3)
        elif m.has("next", "coming"):
            year = today.year + (today.month >= start)
        else:
            year = today.year
        return Value("DATE", f"{year:04}-{season}")
    if len(m.words) == 1 or m.before() not in (
        "in",
        "by",
        "since",
        "until",
        "during",
        "over",
        "before",
        "after",
        "through",
    ):
        return None
    if m.after() == "of":
        return None
    if m.is_habit():
        return Value("SET", f"XXXX-{season}")
    if m.memory.explicit and m.memory.year(m.start, NEAR):
        return recalled_season(m, season)
    return Value("DATE", f"{m.published.year:04}-{season}")


def recalled_season(m: Reading, season: str) -> Value | None:
    """The season of the year last spoken of."""
    year = m.memory.year(m.start, 3 * NEAR)
    if year is None:
        return None
    m.recalled = True
    return Value("DATE", f"{year:04}-{season}")


def numbered_quarter(m: Reading) -> Value | None:
    """the third quarter, third-quarter, the first quarter of 1990, the year-earlier second quarter."""
    quarter = m.ordinal()
    if not 1 <= quarter <= 4:
        return None
    year = m.year()
    if year is None:
        today = m.published
        current = (today.month + 2) // 3
        year = today.year
        ahead = quarter >= current and m.ahead()
        if m.has("last") and m.has("year"):
            year -= 1
        elif m.has("next") and m.has("year"):
            year += 1
        elif m.has("this") and m.has("year"):
            pass
        elif quarter > current and not ahead:
            year -= 0 if quarter == current + 1 and m.has("fourth") and today.month > 9 else 1
        elif quarter < current - 1 and m.ahead():
            year += 1
        if m.has("ago", "earlier"):
            year -= 1
    return Value("DATE", f"{year:04}-Q{quarter}")


QUARTER_PREPOSITIONS = set(v.words("in for during of by since until from to through the after before and"))


def short_quarter(m: Reading) -> Value | None:
    """Q3 2021, Q1."""
    number = int(m.amount() or 0)
    if m.year() is None and (m.undated or m.before() not in QUARTER_PREPOSITIONS):  # the first quartile, Q1
        return None
    if not 1 <= number <= 4 or not m.tokens[m.start].capital or m.tokens[m.start].end != m.tokens[m.start + 1].start:
        return None
    return Value("DATE", f"{m.year() or m.published.year:04}-Q{number}")


def running_quarter(m: Reading) -> Value | None:
    """the quarter, the latest quarter, this quarter, the year-earlier quarter or period."""
    known = m.memory.quarter if m.start - m.memory.quarter_at < NEWS else ""
    if m.words == ["the", "quarter"] and not known:  # of a town
        return None
    today = m.published
    if m.has("latest") and known == quarter_of(today):
        known = ""
    if (year := m.year()) is not None:
        return Value("DATE", f"{year:04}-{known[5:]}" if known else f"{year:04}")
    if m.has("period") and not known:
        if m.has("latest"):
            return None
        return Value("DATE", f"{today.year - 1:04}")
    if m.has("this", "current"):
        value = quarter_of(today)
    elif m.has("next"):
        value = shift_quarter(quarter_of(today), 1)
    elif known and not m.has("last"):
        value = known
    else:
        value = shift_quarter(quarter_of(today), -1)
    back = m.has("earlier", "ago", "before", "prior")
    return Value("DATE", shift_quarter(value, -4) if back else value)


def half_year(m: Reading) -> Value | None:
    """the first half of 1989, the second half of the year."""
    year = m.year()
    if year is None:
        year = m.published.year + {"last": -1, "next": 1}.get(m.words[-2], 0)
    return Value("DATE", f"{year:04}-H{1 if m.has('first') else 2}")


WHICH_YEAR = "(?:last|this|next|the) year"
PERIOD_RULES = [
    rule(
        "year",
        f"(?:{{ofpart}}|early in|late in|{{part}}|the? fiscal year?|fy|the year|calendar|around|pre "
        f"{{dash}}|post {{dash}}|circa|about)? {YEAR}",
        plain_year,
    ),
    rule("end of a span of years", "(?<={year} {dash}) (?:{dayfigure}|{figure})", short_end_year),
    rule("end of a season of sport", "(?<={year} /) (?:{dayfigure}|{figure})", short_end_year),
    rule("early year", "(?:the year|ad|a . d .) n=(?:{figure}|{dayfigure})", early_year),
    rule("early year alone", "n={figure}", early_year_alone),
    rule("year of an era", "n=(?:{figure}|{dayfigure}|{year}) (?:ad|ce|bc|bce|b . c .|a . d .)", early_year),
    rule(
        "decade",
        "the? (?:(?:{ofpart}|the? (?:first|second|last|latter) half of) the)? {part}? "
        "(?:{decadefigure}|{writtendecade})",
        decade,
    ),
    rule(
        "first of two centuries",
        "the? {part}? nth={ordinal} (?= (?:and|to|or|{dash}) (?:the|early|late)? {ordinal} {dash}? "
        "(?:century|centuries))",
        century,
    ),
    rule(
        "century",
        "(?:{ofpart})? the? {part}? nth={ordinal} {dash}? (?:century|centuries) (?:bc|bce|ad|ce|b . c .)?",
        century,
    ),
    rule(
        "season",
        f"(?:{{ofpart}})? (?:the|last|next|this past|this coming|this|that)? {{part}}? {{season}} "
        f"(?:of? {YEAR} (?:(?:{{dash}}|/|to) end=(?:{{dayfigure}}|{{figure}}|{{year}}))?)?",
        season_of_year,
    ),
    rule(
        "numbered quarter",
        "(?:the|this|last|next)? (?:year {dash} (?:ago|earlier)|{year}|(?:this|last|next) year 's)? "
        "(?:fiscal {dash}?)? nth=(?:{ordone}|{ordinalfigure}) fiscal? quarter (?:,? of? fiscal? "
        "{year}|of? (?:this|last|next) year|a year (?:ago|earlier))?",
        numbered_quarter,
    ),
    rule("quarter as an adjective", "nth=(?:{ordone}|{ordinalfigure}) {dash} quarter", numbered_quarter),
    rule(
        "quarter",
        "(?:the|this|last|next) (?:latest|current|past|previous|most recent|{year}|year {dash} (?:ago|earlier))? "
        "quarter (?:a year (?:ago|earlier))?",
        running_quarter,
    ),
    rule("period", "the (?:{year}|year {dash} (?:ago|earlier)|prior {dash} year|latest) period", running_quarter),
    rule("short quarter", "q n={dayfigure} (?:(?:,|of)? {year})?", short_quarter),
    rule("half", f"the? (?:first|second|last|latter) half of (?:fiscal? {{year}}|{WHICH_YEAR})", half_year),
]
