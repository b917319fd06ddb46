"""Dates that name a day or a month."""

import re
from collections.abc import Iterable
from datetime import date

from quizgen.annotate.times import vocabulary as v
from quizgen.annotate.times.arithmetic import iso_week, month_of
from quizgen.annotate.times.reading import VALUES, Reading, Value
from quizgen.annotate.times.rule import rule

NEWS = 400  # words: a passage with a weekday or a "today" so near tells news, not history
LIST_GAP = 12  # words between the months of a list
DOUBTFUL = -1
NEAR = 80  # words: how far back an earlier date may lie to count from it
# A month's bare name is a date after these words only, if it is a name or a verb as well ("May", "March", "April").
DATE_PREPOSITIONS = set(
    v.words("""
        in since until by during of for from to and through till on before after between each every around or
        a an the - – early late mid last next this within following
    """)
)
NAME_MONTHS = {"may", "march", "april", "june", "august"}


def full_date(m: Reading) -> Value | None:
    """October 20, 2021; 20 October 2021; Wednesday, March eighth 1998."""
    year, month, day = m.year(), m.number_of("month"), m.day_number()
    if not (year and month and day):
        return None
    return Value("DATE", date(year, month, day).isoformat()) if valid(year, month, day) else unread(m)


def unread(m: Reading) -> Value:
    """What is seen to be a date and cannot be read: nothing inside it is read for itself."""
    return Value("DATE", "XXXX-XX-XX" if m.group("day") else "XXXX", vague=True)


def figures_date(m: Reading) -> Value | None:
    """2021-10-20, 10/20/98, 30.5.1982; which is the day is told by the text's other dates, else only the year is sure."""
    word = m.words[0]
    if "-" in word:
        return Value("DATE", date.fromisoformat(word).isoformat())
    first, second, year = figures_of(word)
    if first == second or max(first, second) > 12:
        day, month = max(first, second), min(first, second)
    elif "." in word or m.memory.day_first:
        day, month = first, second
    elif m.memory.day_first is None:
        return Value("DATE", f"{year:04}")
    else:
        day, month = second, first
    return Value("DATE", date(year, month, day).isoformat())


def figures_of(word: str) -> tuple[int, int, int]:
    """The three numbers of a date in figures, its year in full."""
    first, second, year = (int(part) for part in re.split(r"[/.]", word))
    return first, second, year if year > 99 else 1900 + year if year > 40 else 2000 + year


def day_first(words: Iterable[str]) -> bool | None:
    """Whether a text writes the day before the month; None where its dates in figures do not tell, or not alike."""
    told = {first > 12 for word in words for first, second, _ in [figures_of(word)] if (first > 12) != (second > 12)}
    return next(iter(told)) if len(told) == 1 else None


def month_day(m: Reading) -> Value | None:
    """Oct. 20, 20 October: the nearest year, pulled to the past unless the clause speaks of what is to come."""
    month, day = m.number_of("month"), m.day_number()
    if not month or not day:
        return None
    if m.is_habit():
        return Value("SET", f"XXXX-{month:02}-{day:02}")
    year = retrospective_year(m)
    if year == DOUBTFUL:
        return unread(m)
    if year:
        return Value("DATE", date(year, month, day).isoformat())
    return Value("DATE", nearest(m, month, day).isoformat())


def year_of_pair(m: Reading) -> int | None:
    """The year behind the second of two dates: May of "May and June 1981", 2 July of "from 2 July to 5 August 1914"."""
    if m.after() not in ("and", "to", "or", "through", "until", "-", "–", "—"):
        return None
    second_seen = False
    for token in m.tokens[m.end + 1 : m.end + 7]:
        if token.word in VALUES["month"]:
            second_seen = True
        elif len(token.word) == 4 and token.word.isdigit() and second_seen:
            return int(token.word)
        elif token.word[0].isdigit() and len(token.word) < 5:
            second_seen = len(token.word) != 4
        elif token.word not in (",", ".") and not (second_seen and token.word in ("of", "in")):
            return None  # "on 5 June and in March 1990"
    return None


def nearest(m: Reading, month: int, day: int) -> date:
    """The day with that name nearest to publication; a future one needs to be near or to be spoken of as future."""
    today = m.published
    if m.has("last") or m.before() == "last":
        return latest_before(today, month, day)
    options = [
        date(year, month, day) for year in (today.year - 1, today.year, today.year + 1) if valid(year, month, day)
    ]
    best = min(options, key=lambda option: abs(option - today))
    days_ahead = (best - today).days
    ahead = m.ahead() if abs(days_ahead) > 20 else None
    if (days_ahead > 40 and ahead is False) or (days_ahead > 75 and not ahead):
        return latest_before(today, month, day)
    if days_ahead < -75 and ahead and m.before() != "since":
        return min(option for option in options if option >= today)
    return best


def latest_before(today: date, month: int, day: int) -> date:
    """The last such day before today."""
    years = [year for year in range(today.year - 8, today.year + 1) if valid(year, month, day)]
    return max(date(year, month, day) for year in years if date(year, month, day) < today)


def valid(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def retrospective_year(m: Reading) -> int | None:
    """The year that an earlier date gives to a day or month without one, where the passage lies well in the past.

    DOUBTFUL where the passage does so and yet it may be another year: of another paragraph, or back in the calendar.
    """
    memory = m.memory
    if (shared := year_of_pair(m)) is not None:
        return shared
    year = memory.year(m.start, NEAR)
    if year is None or not memory.explicit:
        return None
    news = not m.undated and (m.start - memory.relative_at < NEWS or year >= m.today.year - 1)
    if news or m.has("last", "next", "this") or (not m.undated and m.ahead()):
        return None
    month, known = m.number_of("month") or 0, memory.value[5:7]
    if not m.same_paragraph() or (known.isdigit() and month < int(known)):
        return DOUBTFUL
    m.recalled = True
    return year


def first_day_of_two(m: Reading) -> Value | None:
    """The 8 of "8 and 10 May" or "24-25 March 1944": its month, perhaps its year, stands behind the second."""
    ahead = [token.word for token in m.tokens[m.end : m.end + 5]]
    month = next((value for word in ahead if (value := VALUES["month"].get(word))), None)
    day = m.day_number()
    if not month or not day:
        return None
    year = retrospective_year(m)
    if year == DOUBTFUL:
        return unread(m)
    return Value("DATE", (date(year, month, day) if year else nearest(m, month, day)).isoformat())


def second_day(m: Reading) -> Value | None:
    """The 25 of "April 24 and 25": a later day of the month of the day just named."""
    memory, day = m.memory, int(m.words[0].rstrip("stndrh"))
    if memory.end_at != m.start - 1 or len(memory.value) != 10 or day <= int(memory.value[8:]):
        return None
    if m.after() in ("of", "–", "-") or VALUES["month"].get(m.after()):
        return None
    if m.after() in v.COUNTED or m.after() in ("%", "years", "days", "hours", "minutes", "weeks", "months"):
        return None
    m.recalled = True
    return Value("DATE", date(int(memory.value[:4]), int(memory.value[5:7]), day).isoformat())


def month_year(m: Reading) -> Value | None:
    """October 2021, the end of May 1945."""
    year, month = m.year(), m.number_of("month")
    return Value("DATE", f"{year:04}-{month:02}") if year and month else None


def month_of_relative_year(m: Reading) -> Value | None:
    """October last year; early October of this year: the month, its year told by what follows."""
    month = m.number_of("month")
    step = {"last": -1, "next": 1}.get(m.words[-2], 0)
    return Value("DATE", f"{m.published.year + step:04}-{month:02}") if month else None


def bare_month(m: Reading) -> Value | None:
    """October, last May, mid-March."""
    month = m.number_of("month")
    if month is None:
        return None
    name = next(word for word in m.words if word in v.MONTHS or word in v.MONTH_ABBREVIATIONS)
    if len(m.words) == 1 and name in NAME_MONTHS and m.before() not in DATE_PREPOSITIONS:
        if m.start and m.tokens[m.start - 1].capital:  # "Theresa May": further on May is likely to be her
            m.memory.names.add(name)
        return None
    if (
        len(m.words) == 1
        and name in m.memory.names
        and m.before() not in ("in", "since", "until", "during", "last", "next")
    ):
        return None
    if name == "march" and m.before() in ("the", "a") and m.after() in ("on", "for", "of", "through", "against", "to"):
        return None
    if name in NAME_MONTHS and len(m.words) == 1 and m.end < len(m.tokens):
        follower = m.tokens[m.end]
        if follower.capital and m.before() not in ("in", "since", "until", "by", "during"):  # "for April Jones"
            return None
    if m.before() == "that":  # "on that October night": of the year last spoken of
        m.recalled = True
        year = m.memory.year(m.start, 3 * NEAR)
        return Value("DATE", f"{year:04}-{month:02}") if year else None
    year = retrospective_year(m)
    if year == DOUBTFUL:
        return unread(m)
    if year:
        return Value("DATE", f"{year:04}-{month:02}")
    if m.is_habit():
        return Value("SET", f"XXXX-{month:02}")
    today = m.published
    if len(m.words) == 1 and (year := year_of_list(m, month)):
        return Value("DATE", f"{year:04}-{month:02}")
    if m.has("last", "past"):
        year = today.year - (month >= today.month)
    elif m.has("next", "coming"):
        year = today.year + (month <= today.month)
    elif m.has("this"):
        year = today.year
    elif (ahead := m.ahead()) or (month - today.month) % 12 == 1 or (ahead is None and (month - today.month) % 12 < 3):
        year = today.year + (month < today.month)
    else:
        year = today.year - (month > today.month)
    return Value("DATE", f"{year:04}-{month:02}")


def year_of_list(m: Reading, month: int) -> int | None:
    """The year of a month in a list of coming ones: "Italy in November, Mexico in January, Texas in March"."""
    memory = m.memory
    coming = re.match(r"(\d{4})-(\d\d)$", memory.value)
    if not coming or m.start - memory.end_at > LIST_GAP or memory.value <= month_of(m.today) or memory.explicit:
        return None
    between = {token.word for token in m.tokens[memory.end_at : m.start]}
    if "," not in between or not between.isdisjoint((".", ";", "\n\n")):
        return None
    return int(coming[1]) + (month < int(coming[2]))


def month_of_early_year(m: Reading) -> Value | None:
    """December of 384: three figures are a year only behind "of"."""
    month, year = m.number_of("month"), int(m.amount() or 0)
    return Value("DATE", f"{year:04}-{month:02}") if month and 100 <= year < 1000 else None


def week_of_day(m: Reading) -> Value | None:
    """the week of March 6."""
    month, day = m.number_of("month"), m.day_number()
    return Value("DATE", iso_week(nearest(m, month, day))) if month and day else None


YEAR = "(?:{year}|said={saidyear})"
DATE_RULES = [
    rule("month day year", f"(?:{{weekday}} ,?)? {{month}} the? day=(?:{{day}}|{{ordinal}}) ,? {YEAR}", full_date),
    rule("day month year", f"(?:{{weekday}} ,?)? the? day=(?:{{day}}|{{ordinal}}) of? {{month}} ,? {YEAR}", full_date),
    rule("date in figures", "(?:{isodate}|{slashdate}|{dotdate})", figures_date),
    rule(
        "month day",
        "(?:around|this coming|last)? (?:{weekday} ,?)? {part}? {month} the? day=(?:{day}|{ordinal}) (?! "
        "%|percent|million|billion)",
        month_day,
    ),
    rule(
        "day month",
        "(?:{weekday} ,?)? (?:the (?= {ordinalfigure}|{ordteen}|{ordone}))? day=(?:{day}|{ordinal}) of? {month}",
        month_day,
    ),
    rule(
        "second of two days",
        "(?<=(?:and|to|or|{dash})) (?:{dayfigure}|{ordinalfigure}) (?:,? year={year})?",
        second_day,
    ),
    rule("first of two days", "day={day} (?= (?:and|to|or|{dash}) {day} of? {month})", first_day_of_two),
    rule("month year", f"(?:{{ofpart}}|{{part}}|around|sometime in)? {{month}} (?:,|of|in)? {YEAR}", month_year),
    rule(
        "month of a relative year",
        "(?:{ofpart}|{part})? {month} of? (?:last|this|next) year",
        month_of_relative_year,
    ),
    rule("month", "(?:{ofpart})? {part}? (?:last|next|this past|this coming|this|past)? {part}? {month}", bare_month),
    rule("month of an early year", "{part}? {month} of n={figure}", month_of_early_year),
    rule("week of a day", "the week of (?:{month} (?={dayfigure}|{ordinalfigure}))? day={day} {month}?", week_of_day),
]
