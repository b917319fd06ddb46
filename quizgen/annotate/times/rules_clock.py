"""Weekdays, days counted from today, parts of the day and times of the clock."""

from datetime import date, timedelta

from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import nearest, valid
from quizgen.annotate.times.vocabulary import words

DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


NAMED_WEEKDAYS = set(words("ash black bloody cyber holy maundy palm super shrove"))
NAMES_WITH_WEEKDAY = set(words("times telegraph express mirror mail post herald school"))


def weekday_date(m: Reading) -> date | None:
    """The day a weekday's name means: the latest not after publication, or the next one if the clause speaks of it."""
    weekday, today = m.number_of("weekday"), m.published
    if weekday is None:
        return None
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


def weekday(m: Reading) -> Value | None:
    """Wednesday, last Friday, Sunday night, early Tuesday."""
    day = weekday_date(m)
    if day is None or m.before() in ("every", "each") or (m.before(2) in ("every", "each") and m.before() == "second"):
        return None
    if m.before() in NAMED_WEEKDAYS or (m.tokens[m.end - 1].capital and m.after() in NAMES_WITH_WEEKDAY):
        return None
    part = m.code_of("daypart")
    return Value("TIME", f"{day}T{part}") if part else Value("DATE", day.isoformat())


def every_weekday(m: Reading) -> Value | None:
    """every Sunday, Mondays, Friday nights."""
    number, part = m.number_of("weekday"), m.code_of("daypart")
    return None if number is None else Value("SET", f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""))


def every_part(m: Reading) -> Value | None:
    """every morning, each night."""
    return Value("SET", f"XXXX-XX-XXT{m.code_of('daypart')}")


def day_from_today(m: Reading) -> Value | None:
    """today, late yesterday, tomorrow night, this morning, last night."""
    word = next((word for word in m.words if word in DAYS_AWAY), "")
    away = DAYS_AWAY[word] if word else -1 if m.has("last") else 0
    day = m.published + timedelta(away)
    part = "NI" if word == "tonight" else m.code_of("daypart")
    return Value("TIME", f"{day}T{part}") if part else Value("DATE", day.isoformat())


def clock_value(m: Reading) -> str | None:
    """The hour and minute in the match: 15:00."""
    noon = m.code_of("noon")
    if noon and m.before() == "high":
        return None
    if noon:
        return noon
    words = m.group("hour")
    figures = words[0].replace(".", ":")
    hour, minute = (int(part) for part in figures.split(":")) if ":" in figures else (int(m.amount("hour") or 0), 0)
    half = "".join(m.group("half"))[:1]
    if not half and ":" not in words[0] and not m.has("clock"):
        return None
    if (half and not 1 <= hour <= 12) or hour > 24 or minute > 59:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def clock(m: Reading) -> Value | None:
    """3 p.m., 10:30, noon Thursday, 5 p.m. EST Nov. 9, midnight on 31 December."""
    value = clock_value(m)
    if value is None:
        return None
    month, day_number = m.number_of("month"), m.day_number()
    year = next((int(word) for word in m.group("year")), None)
    if month and day_number:
        day = (
            date(year, month, day_number) if year and valid(year, month, day_number) else nearest(m, month, day_number)
        )
    elif m.number_of("weekday") is not None:
        day = weekday_date(m) or m.published
    elif m.has("yesterday", "tomorrow"):
        day = m.published + timedelta(1 if m.has("tomorrow") else -1)
    elif (
        len(m.memory.value) >= 10
        and m.memory.value[:4].isdigit()
        and m.start - m.memory.value_at < 25
        and "-W" not in m.memory.value
    ):
        m.recalled = True  # a time alone is of the day just spoken of
        return Value("TIME", f"{m.memory.value[:10]}T{value}")
    else:
        day = m.published
    return Value("TIME", f"{day}T{value}")


HOUR = ("(?:around|shortly after|just before|just after|nearly)?"
        " (?:hour=(?:{clock}|{dayfigure}|{decimal}|{one}|{teen})"
        " half=(?:{ampm}|am|pm)?|{noon}) (?:\\( {zone} \\)|{zone}|local time)?")  # fmt: skip
CLOCK_RULES = [
    rule(
        "weekday",
        "(?:early|late)? (?:last|next|this past|this coming|this|the following|the previous)? {weekday} {daypart}?",
        weekday,
    ),
    rule("every weekday", "(?:every|each) (?:other|second)? {weekday} {daypart}?", every_weekday),
    rule("every morning", "(?:every|each) {daypart}", every_part),
    rule("weekdays", "(?:{weekdays}|{weekday} {dayparts})", every_weekday),
    rule("day from today", "(?:early|late)? (?:today|yesterday|tomorrow) {daypart}?", day_from_today),
    rule("earlier yesterday", "(?:earlier|later) (?:today|yesterday|tomorrow)", day_from_today),
    rule(
        "part of today",
        "(?:tonight|late? last night|(?:early|late)? this (?:morning|afternoon|evening))",
        day_from_today,
    ),
    rule(
        "clock",
        f"{HOUR} (?:,? on? (?:{{weekday}} {{daypart}}? (?:,? {{month}} day={{day}})?|today|yesterday|tomorrow))?",
        clock,
    ),
    rule("o'clock", "(?:around)? hour=(?:{dayfigure}|{one}|{teen}) o ' clock", clock),
    rule("clock on a date", f"{HOUR} ,? on? {{month}} day={{day}} (?:,? year={{year}})?", clock),
    rule("clock on a date", f"{HOUR} ,? on? day={{day}} {{month}} (?:year={{year}})?", clock),
]
