"""Times of the clock."""

from datetime import date, timedelta

from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import nearest, valid
from quizgen.annotate.times.rules_weekday import weekday_date
from quizgen.annotate.times.vocabulary import words

CLOCK_PREPOSITIONS = set(words("at by until till from to between and around about after before since past or - – ,"))


def clock_value(m: Reading) -> str | None:
    """The hour and minute in the match: 15:00."""
    noon = m.code_of("noon")
    if noon and m.before() == "high":
        return None
    if noon:
        return noon
    words = m.group("hour")
    figures = words[0].replace(".", ":")
    if len(figures) == 4 and figures.isdigit():  # 1130 GMT
        figures = f"{figures[:2]}:{figures[2:]}"
    hour, minute = (int(part) for part in figures.split(":")) if ":" in figures else (int(m.amount("hour") or 0), 0)
    half = "".join(m.group("half"))[:1]
    if len(m.words) == 1 and not half and m.before() not in CLOCK_PREPOSITIONS:  # a verse, a score, a ratio
        return None
    if not half and ("." in words[0] or (":" not in figures and not m.has("clock"))):
        return None
    if (half and not 1 <= hour <= 12) or hour > 24 or minute > 59:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    if m.has("clock") and hour < 12 and m.code_of("daypart") in ("AF", "EV", "NI"):
        hour += 12
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


def four_figures(m: Reading) -> Value | None:
    """1130 GMT, 0700 hours Friday."""
    spoken = m.words[1] != "hours" or m.words[0][0] == "0" or m.before() in CLOCK_PREPOSITIONS - {"about", "around"}
    return clock(m) if len(m.words[0]) == 4 and spoken else None


HOUR = ("(?:around|shortly after|just before|just after|nearly)?"
        " (?:hour=(?:{clock}|{dayfigure}|{decimal}|{one}|{teen})"
        " half=(?:{ampm}|am|pm)?|{noon}) (?:\\( {zone} \\)|{zone}|local time)? (?:\\( (?:{clock}|{year}|{figure}) {zone} \\))?")  # fmt: skip
CLOCK_RULES = [
    rule(
        "clock",
        f"{HOUR} (?:,? on? (?:{{weekday}} {{daypart}}? (?:,? {{month}} day={{day}})?|today|yesterday|tomorrow))?",
        clock,
    ),
    rule(
        "o'clock",
        "(?:around)? hour=(?:{dayfigure}|{one}|{teen}) o ' clock (?:on? {weekday} {daypart}?|yesterday|tomorrow)?",
        clock,
    ),
    rule(
        "four figures",
        "hour=(?:{figure}|{year}) (?:{zone}|hours (?:{zone})?) (?:,? on? (?:{weekday}|today|yesterday|tomorrow))?",
        four_figures,
    ),
    rule("clock on a date", f"{HOUR} ,? on? {{month}} day={{day}} (?:,? year={{year}})?", clock),
    rule("clock on a date", f"{HOUR} ,? on? day={{day}} {{month}} (?:year={{year}})?", clock),
]
