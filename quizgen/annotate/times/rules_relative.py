"""Dates counted from publication or from an earlier date: last year, two weeks ago, the day after, that year."""

from datetime import date, timedelta

from quizgen.annotate.times.arithmetic import add_months, duration, first_day, iso_week, month_of, shift, shift_quarter
from quizgen.annotate.times.reading import CODES, Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import NEAR, unread
from quizgen.annotate.times.rules_weekday import DAYS_AWAY

PAST = Value("DATE", "PAST_REF", vague=True)
GRAINS = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2}


def this_unit(m: Reading) -> Value | None:
    """last year, early next week, this century, the end of this month."""
    unit, today = m.code_of("unit"), m.published
    step = -1 if m.has("last", "previous", "past") else 1 if m.has("next", "coming") else 0
    if unit == "day" and not m.has("next"):
        return None
    if unit in ("quarter", "hour", "minute", "second"):  # "this second term"
        return None
    if unit == "weekend":
        monday = today - timedelta(today.weekday())
        if m.has("this") and today.weekday() < 4 and m.ahead() is False:  # "it ended this weekend", said on a Tuesday
            step = -1
        return Value("DATE", f"{iso_week(monday + timedelta(7 * step))}-WE")
    return Value("DATE", shift(today, step, unit))


def weekend(m: Reading) -> Value | None:
    """the weekend: the one just past, unless the clause speaks of the coming one."""
    today = m.published
    back = today.weekday() < 5 and not m.ahead()
    return Value("DATE", f"{iso_week(today - timedelta(7 * back))}-WE")


def past_unit(m: Reading) -> Value | None:
    """the past year, the last week: a span that ends now."""
    if m.ends_in_title():  # "On the Last Day", a story
        return None
    if m.has("last") and m.has("century"):
        return this_unit(m)
    return Value("DURATION", duration(1, m.code_of("unit")))


def end_of_period(m: Reading) -> Value | None:
    """the end of the year, year-end, earlier in the month, month's end."""
    unit = m.code_of("unit")
    if (year := m.year()) is not None:
        return Value("DATE", f"{year:04}")
    if m.after() in ("ended", "ending"):  # "the fiscal year ended 31 March": its length
        return Value("DURATION", duration(1, unit))
    value = recalled(m, unit, NEAR // 2) if m.memory.explicit else None
    return Value("DATE", value or shift(m.published, 0, unit))


def the_day(m: Reading) -> Value | None:
    """later in the day: the day just spoken of, or that of publication."""
    if m.before(2) not in ("later", "earlier", "early", "late"):
        return None
    return Value("DATE", recalled(m, "day", NEAR) or m.published.isoformat())


def recalled(m: Reading, unit: str, reach: int) -> str | None:
    """The day, month or year of the latest date in the text, at the unit's grain."""
    memory = m.memory
    if m.start - memory.value_at > reach:
        return None
    grain = GRAINS.get(unit)
    value = memory.value
    if value.startswith("BC"):
        m.recalled = True
        return value if unit == "year" and len(value) == 6 else None
    if unit == "week" and first_day(value) and len(value) >= 8:
        m.recalled = True
        return iso_week(first_day(value) or date.min)
    if not grain or len(value) < grain or (grain > 4 and not value[5:7].isdigit()):
        return None
    m.recalled = True
    return value[:grain]


def reported_week(m: Reading) -> Value | None:
    """for the week, of a report on a day of it."""
    if m.after() in ("of", "ended", "ending", "to", "that", "before", "after", "following"):
        return None
    value = recalled(m, "week", NEAR)
    return Value("DATE", value) if value else None


def same_unit(m: Reading) -> Value | None:
    """that year, the same day, later that month."""
    value = recalled(m, m.code_of("unit"), 3 * NEAR)
    return Value("DATE", value) if value else None


def same_part(m: Reading) -> Value | None:
    """that night, that same morning."""
    value = recalled(m, "day", NEAR)
    return Value("TIME", f"{value}T{m.code_of('daypart')}") if value else None


def following_unit(m: Reading) -> Value | None:
    """the following year, the next day, the previous month, the day after."""
    unit = m.code_of("unit")
    step = -1 if m.has("previous", "preceding", "prior", "before") else 1
    if step < 0 and m.memory.counted and unit != "day":  # "the following year ... the previous year": before which?
        return unread(m)
    value = recalled(m, unit, 3 * NEAR)
    start = first_day(value) if value else None
    if start is None:
        if m.has("next") and unit != "day":
            return this_unit(m)
        return None
    return Value("DATE", shift(start, step, unit))


def following_part(m: Reading) -> Value | None:
    """the next morning, the following night."""
    value = recalled(m, "day", NEAR)
    start = first_day(value) if value else None
    return Value("TIME", f"{start + timedelta(1)}T{m.code_of('daypart')}") if start else None


def ago(m: Reading) -> Value | None:
    """two weeks ago, a year ago, several years ago, four weeks from now."""
    unit, count = CODES["unit"][m.group("unit")[0]], m.amount()
    if count is None:
        return Value("DATE", "PAST_REF" if m.has("ago") else "FUTURE_REF", vague=True)
    if m.words[-1] in ("today", "week", "tomorrow", "yesterday"):  # "a year ago today"
        years = 1 if unit == "year" else 10 if unit == "decade" else 0
        if not years or count % 1:
            return None
        day = add_months(m.published, round(-12 * years * count))
        day += timedelta(DAYS_AWAY.get(m.words[-1], 0))
        return Value("DATE", iso_week(day) if m.has("week") else day.isoformat())
    count = (count or 0) + 0.5 if m.has("half") and "half" not in m.group("n") else count
    if m.has("ago") and unit in ("year", "decade", "century"):
        span = count * {"year": 1, "decade": 10, "century": 100}[unit]
        if span >= m.today.year:  # before our era the count is a guess
            return PAST
    if m.has("ago"):
        if unit == "year" and count == 1 and (quarter := year_ago_quarter(m)):
            return Value("DATE", quarter)
        return Value("DATE", counted(m.published, -(count or 0), unit))
    return Value("DATE", counted(m.published, count or 0, unit))


def counted(day: date, count: float, unit: str) -> str:
    """A day moved by a number of units; half units are months or weeks."""
    if unit == "year" and count % 1:
        return month_of(add_months(day, round(count * 12)))
    if unit == "month" and count % 1:
        return month_of(add_months(day, int(count)) + timedelta(15 if count > 0 else -15))
    if unit in ("decade", "century") and count % 1:
        return f"{day.year + round(count * (10 if unit == 'decade' else 100)):04}"
    if unit in ("hour", "minute", "second") and abs(count) >= 1:
        return (day + timedelta(hours=count) if unit == "hour" else day).isoformat()
    return shift(day, count, unit)


def year_ago_quarter(m: Reading) -> str:
    """In a business report "a year ago" is the same quarter of the year before; "" elsewhere."""
    memory = m.memory
    if m.start - memory.quarter_at > 3 * NEAR or memory.months_at > memory.quarter_at or not memory.quarter:
        return ""
    m.recalled = True
    return shift_quarter(memory.quarter, -4)


def earlier_later(m: Reading) -> Value | None:
    """two days later, a year earlier, three months before: counted from the date last spoken of."""
    unit, count = m.code_of("unit"), m.amount()
    back = m.has("earlier", "before", "previously")
    if count is None or unit in ("hour", "minute", "second"):  # how long after, not when
        return Value("DURATION", duration(None if count is None else count + 0.5 * m.has("half"), unit))
    if m.has("half") and "half" not in m.group("n"):
        count += 0.5
    if back and unit == "year" and count == 1 and (quarter := year_ago_quarter(m)):
        return Value("DATE", quarter)
    memory = m.memory
    start = first_day(memory.value) if m.start - memory.value_at < 3 * NEAR else None
    if start is not None and back and unit == "year" and start.year >= m.today.year - 1 and not m.undated:
        start = None
    if start is not None:
        m.recalled = True
        value = counted(start, -count if back else count, unit)
        if not back and not m.undated and (ends := first_day(value)) is not None and ends > m.today and not m.ahead():
            m.recalled = False
            return Value(
                "DURATION", duration(count, unit)
            )  # "ten years later it is ...": counted from what was told, not from today
        return Value("DATE", value[: max(4, len(memory.value))] if len(memory.value) < 8 and unit != "day" else value)
    if m.has("later", "after"):
        return Value("DURATION", duration(count, unit))
    return Value("DATE", counted(m.published, -count, unit))


def year_earlier(m: Reading) -> Value | None:
    """year-earlier, year-ago (profit)."""
    m.relative = True
    return Value("DATE", year_ago_quarter(m) or f"{m.published.year - 1:04}")


RELATIVE_RULES = [
    rule(
        "this unit",
        "(?:{ofpart})? (?:early|late|mid {dash}?|early in|late in|sometime)? (?:last|next|this past|this "
        "coming|this|the current|the coming|the previous) (?:calendar|fiscal)? {unit1} (?! {dash})",
        this_unit,
    ),
    rule("earlier this year", "(?:earlier|later) (?:this|last|next) year", this_unit),
    rule("the weekend", "(?:the|this past) weekend", weekend),
    rule("the past year", "the (?:past|last) (?:year|month|week|decade|century|quarter|day)", past_unit),
    rule(
        "end of the year",
        "(?:{ofpart} the (?:fiscal)? (?:year|month|week|decade|century)|around? year {dash}? end {year}?|around? "
        "(?:year|month) 's end|month {dash} end|(?:earlier|later) in the (?:year|month|week)|the "
        "(?:current|latest)? fiscal year)",
        end_of_period,
    ),
    rule("for the week", "(?<=for) the week", reported_week),
    rule("later in the day", "(?<=in) the day", the_day),
    rule(
        "that year",
        "(?:(?:earlier|later|early|late) (?:in|on)?)? (?:that|the same|that same|that very) "
        "unit=(?:day|week|month|year|decade|century)",
        same_unit,
    ),
    rule("that night", "(?:that|the same|that same) {daypart}", same_part),
    rule(
        "the following year",
        "(?:early|late)? the (?:following|next|previous|preceding|prior) (?:day|week|month|year|decade|century)",
        following_unit,
    ),
    rule("the day after", "the (?:day|week|month|year) (?:after|before) (?= ,|.)", following_unit),
    rule("the next morning", "the (?:next|following) {daypart}", following_part),
    rule(
        "ago",
        "{more}? n=(?:{num}|{some}|a|an|half an?|half a) (?:and a half)? unit={unit} (?:or so|or two|or more|and a half)? "
        "(?:ago (?:today|yesterday|tomorrow|this week)?|from now)",
        ago,
    ),
    rule("years ago", "(?:(?:{countless} of)? {units} ago|long ago|not long ago)", lambda m: PAST),
    rule("years later", "{units} later", lambda m: Value("DURATION", duration(None, m.code_of("unit")))),
    rule(
        "earlier or later",
        "{more}? n=(?:{num}|{some}|a|an) (?:and a half)? {unit} (?:and a half)? (?:earlier|later|previously|before (?= ,|.|;))",
        earlier_later,
    ),
    rule("year-earlier", "year {dash} (?:earlier|ago)", year_earlier),
]
