"""A month, or a day of one, with more behind it that tells the year: an era, a second calendar, a phrase.

What stands behind is read with it, or the whole is left out (`unread`): never the day alone with the year of something
else. Sources: reports of dates that history books write ("15 March 44 BC", "25 October/7 November 1917").
"""

from datetime import date

from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import Rule, rule
from quizgen.annotate.times.rules_date import NEAR, unread

ERA = "(?:ad|ce|bc|bce|b . c . e .|b . c .|a . d .|c . e .)"
BEFORE_ERA = "(?:ad|a . d .)"
FOREIGN = (
    "(?:ah|a . h .|hijri|anno (?:hegirae|mundi)|of the (?:hijra|hegira|republic)"
    "|in the (?:jewish|hebrew|islamic|muslim|hijri|hindu|persian|iranian|buddhist|ethiopian|coptic) calendar)"
)
FIGURE = "n=(?:{dayfigure}|{figure}|{year})"
STYLE = "(?:old style|new style|o . s .|n . s .|os|ns|julian|gregorian)"
CALENDARS_APART = 400  # years, at least, between the Jewish, Islamic, Persian or Buddhist count and ours
CENTURY_TURN = 30  # two figures up to this are of the present century


def short_year(m: Reading) -> int | None:
    """The 68 of "'68"; None where the text was speaking of a century before the last."""
    words = m.group("n")
    if not words or len(words[0]) != 2:
        return None
    earlier = m.memory.year(m.start, 3 * NEAR)
    if earlier is not None and 1600 <= earlier < 1900:
        return None
    number = int(words[0])
    return number + (2000 if number <= CENTURY_TURN else 1900)


def dated(m: Reading, year: int) -> Value:
    """The day, else the month, of the match in that year."""
    month, day = m.number_of("month"), m.day_number()
    if month is None:
        return Value("DATE", f"{year:04}")
    return Value("DATE", date(year, month, day).isoformat() if day else f"{year:04}-{month:02}")


def of_an_era(m: Reading) -> Value | None:
    """15 March 44 BC (its year: there is no day before our era that calendars agree on), 24 January AD 41."""
    if not any(token.upper for token in m.tokens[m.start : m.end]) and not m.has("b", "a", "c"):
        return None  # "ad" in small letters
    year = int(m.amount() or 0)
    if not 1 <= year < 2100:
        return unread(m)
    if m.has("bc", "bce", "b"):
        return Value("DATE", f"BC{year:04}")
    return dated(m, year)


def with_short_year(m: Reading) -> Value | None:
    """13 May '68, the summer of '79."""
    year = short_year(m)
    if year is None:
        return unread(m)
    season = m.code_of("season")
    return Value("DATE", f"{year:04}-{season}") if season else dated(m, year)


def of_two_calendars(m: Reading) -> Value | None:
    """25 October/7 November 1917, 29 February (Old Style) 1768: the year, which both calendars share."""
    year = m.year()
    return Value("DATE", f"{year:04}") if year else unread(m)


def of_that_year(m: Reading) -> Value | None:
    """5 July the following year: counted from the year that the same paragraph names last, if it names it itself."""
    back = m.has("previous", "preceding", "earlier", "before")
    year = m.memory.year(m.start, NEAR) if m.memory.explicit and m.same_paragraph() else None
    if year is None or (back and m.memory.counted):
        return unread(m)
    m.recalled = True
    count = m.amount() if m.group("n") else 1
    if m.has("that", "same"):
        count = 0
    if count is None or count % 1:
        return unread(m)
    return dated(m, year + int(-count if back else count))


def of_relative_year(m: Reading) -> Value | None:
    """5 July last year."""
    return dated(m, m.published.year + {"last": -1, "next": 1}.get(m.words[-2], 0))


def of_every_year(m: Reading) -> Value | None:
    """1 June every year."""
    month, day = m.number_of("month"), m.day_number()
    return Value("SET", f"XXXX-{month:02}-{day:02}" if day else f"XXXX-{month:02}")


def with_a_figure(m: Reading) -> Value | None:
    """6 May 843, at the end of its clause; "9 June 68" may be of the first century or of the last one."""
    figure = m.group("n")[0]
    if not figure.isdigit():  # "1,500 people"
        return None
    if len(figure) == 3 and m.after() in (".", ",", ";", ")", "and", "in", "at", ""):
        return dated(m, int(figure))
    return unread(m)


def converted_year(m: Reading) -> Value | None:
    """1398 (2019/20): a year of another calendar, and ours in brackets."""
    figure = m.group("n")[0]
    far = figure.isdigit() and len(figure) > 3 and abs(int(figure) - int(m.group("ours")[0])) >= CALENDARS_APART
    return unread(m) if far else None


DAYS = ("{month} the? day=(?:{day}|{ordinal})", "the? day=(?:{day}|{ordinal}) of? {month}")
DAY = "(?:{day}|{ordinal})"
OTHER_DAY = f"(?:{DAY} of? {{month}}|{{month}} {DAY}|{DAY})"
WHICH = "(?:(?:the|that) (?:following|next|previous|preceding|same)|that) year"
COUNTED = "n=(?:{num}|a|an) (?:year|years) (?:later|earlier|before|after)"
# Behind a day and its month, or behind a month alone.
BEHIND = [
    ("of an era", f",? (?:in|of)? (?:{BEFORE_ERA} {FIGURE})", of_an_era),
    ("of an era", f",? (?:in|of)? {FIGURE} {ERA}", of_an_era),
    ("of another calendar", f",? (?:in|of)? {FIGURE} {FOREIGN}", unread),
    ("with a short year", f",? ' {FIGURE}", with_short_year),
    ("of that year", f",? (?:in|of)? {WHICH}", of_that_year),
    ("counted from a year", f",? {COUNTED}", of_that_year),
]
# Behind a day and its month only.
BEHIND_DAY = [
    ("of two calendars", f"(?:/ {OTHER_DAY}|\\( {OTHER_DAY} \\)) ,? {{year}}", of_two_calendars),
    ("of two calendars", f"[ (?:{STYLE} {OTHER_DAY}|{OTHER_DAY} {STYLE}?) ] ,? {{year}}", of_two_calendars),
    ("of two calendars", f"\\( (?:{STYLE} {OTHER_DAY}|{OTHER_DAY} {STYLE}) \\) ,? {{year}}", of_two_calendars),
    ("of a named style", f"(?:\\( {STYLE} \\)|[ {STYLE} ]|,? {STYLE}) ,? {{year}}", of_two_calendars),
    ("of a named style", f",? {{year}} (?:\\( {STYLE}|[ {STYLE}|{STYLE}) (?:{OTHER_DAY})?", of_two_calendars),
    ("of a double year", ",? {year} / (?:{dayfigure}|{figure}|{year})", unread),
    ("of a double year", ",? (?:{figure}|{year}) [ (?:{figure}|{year}) ]", unread),
    ("of another calendar", ",? {figure} \\( {year} \\)", unread),
    ("with a figure", "n=(?:{dayfigure}|{figure})", with_a_figure),
    ("of a relative year", ",? of? (?:last|this|next) year", of_relative_year),
    ("of every year", ",? of? (?:(?:every|each) (?:year|other year)|annually|yearly)", of_every_year),
]
WHOLE_RULES: list[Rule] = [
    *(
        rule(f"day {name}", f"(?:{{weekday}} ,?)? {days} {tail}", resolve)
        for days in DAYS
        for name, tail, resolve in (*BEHIND, *BEHIND_DAY)
    ),
    *(rule(f"month {name}", f"{{part}}? {{month}} {tail}", resolve) for name, tail, resolve in BEHIND),
    rule("season with a short year", f"(?:the|that)? {{part}}? {{season}} of? ' {FIGURE}", with_short_year),
    rule("year of another calendar", f"(?:the year)? {FIGURE} {FOREIGN}", unread),
    rule(
        "year of another calendar",
        f"(?:jewish|hebrew|islamic|muslim|hijri|regnal|republican) year {FIGURE}",
        unread,
    ),
    rule(
        "year of another calendar",
        "n=(?:{figure}|{year}) \\( ours=(?:{year}) (?:(?:{dash}|/) (?:{dayfigure}|{figure}|{year}))? \\)",
        converted_year,
    ),
]
