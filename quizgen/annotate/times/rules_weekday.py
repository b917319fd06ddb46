"""Weekdays, days counted from today, and parts of the day."""

from datetime import date, timedelta

from quizgen.annotate.times.arithmetic import nth_weekday
from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import NEAR, NEWS, YEAR
from quizgen.annotate.times.vocabulary import words

DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
DISTANT = 90  # days before publication: a day so far back is a story's, not the news'
NAMED_WEEKDAYS = set(words("ash black bloody cyber holy maundy palm super shrove"))
NAMES_WITH_WEEKDAY = set(words("times telegraph express mirror mail post herald school"))


def weekday_date(m: Reading) -> date | None:
    """The day a weekday's name means: the latest not after publication, or the next one if the clause speaks of it."""
    weekday = m.number_of("weekday")
    if weekday is None:
        return None
    if (told := day_of_story(m, weekday)) is not None:
        return told
    today = m.published
    latest = today - timedelta((today.weekday() - weekday) % 7)
    soonest = today + timedelta((weekday - today.weekday()) % 7)
    memory = m.memory
    if m.before() in ("to", "through", "and", "-", "–") and memory.end_at == m.start - 1 and len(memory.value) == 10:
        first = date.fromisoformat(memory.value)
        if m.before() != "and" and first >= today - timedelta(6):  # "from Monday to Friday" runs forward
            return first + timedelta((weekday - first.weekday()) % 7)
    if m.has("last", "past", "previous"):
        return latest - timedelta(7) if latest == today else latest
    if m.has("next", "coming", "following"):
        return soonest + timedelta(7) if soonest == today else soonest
    ahead = m.ahead()
    if ahead is None and weekday in m.memory.coming:  # "Wednesday's talks", which were said to be ahead
        return m.memory.coming[weekday]
    if ahead:
        m.memory.coming[weekday] = soonest
    return soonest if ahead else latest


def day_of_story(m: Reading, weekday: int) -> date | None:
    """In a story of the past, the weekday next to the day just named: "On 3 March 1933 ... On Monday it reopened"."""
    memory = m.memory
    if not memory.explicit or len(memory.value) != 10 or m.start - memory.value_at > NEAR // 2 or m.has("last", "next"):
        return None
    named = date.fromisoformat(memory.value)
    report = not m.undated and (m.start - memory.relative_at < NEWS or named > m.today - timedelta(DISTANT))
    if report:
        return None
    m.recalled = True
    if m.has("previous"):
        return named - timedelta((named.weekday() - weekday - 1) % 7 + 1)
    strictly = m.has("following")
    return named + timedelta((weekday - named.weekday() - strictly) % 7 + strictly)


def weekday(m: Reading) -> Value | None:
    """Wednesday, last Friday, Sunday night, early Tuesday."""
    if len(m.words) == 1 and m.before() in ("a", "any", "some", "no") and m.memory.end_at < m.start - 2:
        return None  # "on a Monday": no particular one; but "3 March 1933, a Friday"
    day = weekday_date(m)
    if day is None or m.before() in ("every", "each") or (m.before(2) in ("every", "each") and m.before() == "second"):
        return None
    if m.before() in NAMED_WEEKDAYS or (m.tokens[m.end - 1].capital and m.after() in NAMES_WITH_WEEKDAY):
        return None
    part = m.code_of("daypart")
    return Value("TIME", f"{day}T{part}") if part else Value("DATE", day.isoformat())


def weekday_of_week(m: Reading) -> Value | None:
    """Tuesday of last week, Friday next week, last week on Monday."""
    number = m.number_of("weekday")
    step = -1 if m.has("last") else 1 if m.has("next") else 0
    if number is None or (m.start and m.before() in NAMED_WEEKDAYS):
        return None
    monday = m.published - timedelta(m.today.weekday())
    return Value("DATE", (monday + timedelta(7 * step + number)).isoformat())


def numbered_weekday(m: Reading) -> Value | None:
    """the first Monday in October, the last Friday of May 1997; without a year of a month it recurs or is unsure."""
    number, month, year = m.number_of("weekday"), m.number_of("month"), m.year()
    nth = -1 if m.has("last") else m.ordinal()
    if number is None or month is None or year is None:
        return Value("SET", f"XXXX-{month:02}-WXX-{(number or 0) + 1}") if month else None
    return Value("DATE", nth_weekday(year, month, number, nth).isoformat())


def every_weekday(m: Reading) -> Value | None:
    """every Sunday, Mondays, Friday nights."""
    number, part = m.number_of("weekday"), m.code_of("daypart")
    return None if number is None else Value("SET", f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""))


def every_part(m: Reading) -> Value | None:
    """every morning, each night."""
    return Value("SET", f"XXXX-XX-XXT{m.code_of('daypart')}")


def day_from_today(m: Reading) -> Value | None:
    """today, late yesterday, tomorrow night, this morning, last night, the day after tomorrow."""
    if m.inside_title():
        return None
    word = next((word for word in m.words if word in DAYS_AWAY), "")
    away = DAYS_AWAY[word] if word else -1 if m.has("last") else 0
    away += m.has("after") - m.has("before")
    day = m.published + timedelta(away)
    part = "NI" if word == "tonight" else m.code_of("daypart")
    return Value("TIME", f"{day}T{part}") if part else Value("DATE", day.isoformat())


WEEKDAY_RULES = [
    rule(
        "weekday",
        "(?:early|late)? (?:last|next|this past|this coming|this|the following|the previous)? {weekday} {daypart}?",
        weekday,
    ),
    rule(
        "weekday of a week",
        "(?:{weekday} (?:of|,)? (?:last|next|this) week|(?:last|next|this) week on {weekday})",
        weekday_of_week,
    ),
    rule(
        "numbered weekday",
        f"the nth=(?:{{ordone}}|{{ordinalfigure}}|last) {{weekday}} (?:of|in) {{month}} ,? {YEAR}?",
        numbered_weekday,
    ),
    rule("every weekday", "(?:every|each) (?:other|second)? {weekday} {daypart}?", every_weekday),
    rule("every morning", "(?:every|each) {daypart}", every_part),
    rule("weekdays", "(?:{weekdays}|{weekday} {dayparts})", every_weekday),
    rule("day from today", "(?:early|late)? (?:today|yesterday|tomorrow) {daypart}?", day_from_today),
    rule("day beside today", "the day (?:after tomorrow|before yesterday)", day_from_today),
    rule("earlier yesterday", "(?:earlier|later) (?:today|yesterday|tomorrow)", day_from_today),
    rule(
        "part of today",
        "(?:tonight|late? last night|(?:early|late)? this (?:morning|afternoon|evening))",
        day_from_today,
    ),
]
