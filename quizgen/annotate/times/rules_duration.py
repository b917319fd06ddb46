"""Lengths of time and repeated times."""

from quizgen.annotate.times import vocabulary as v
from quizgen.annotate.times.arithmetic import duration
from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import rule
from quizgen.annotate.times.rules_date import NEAR
from quizgen.annotate.times.vocabulary import LONG_WORDS, words

JUST_ONE = set(words("for in only just within than after over last lasted took take takes least about nearly"))
PARTS_OF_YEAR = set(words("months quarters weeks days rest remainder balance part half most much all"))
SPAN_PREPOSITIONS = set(words("for in of after within over took takes take lasted last than spent spend into"))


def counted_span(m: Reading) -> Value | None:
    """three years, nearly two months, a couple of hours, two and a half years."""
    unit = m.code_of("unit")
    if unit in ("second", "quarter") and len(m.group("n")) == 1 and m.words[-1] == unit:
        return None
    if m.before() == "of" and m.before(2) == "age":
        return None
    if (
        len(m.words) == 2 and unit == m.words[1] and len(m.words[0]) == 4 and m.words[0].isdigit()
    ):  # "World Cup 2018 day five"
        return None
    if m.after() == "old" or (m.after() in ("-", "–") and m.after(1) == "old"):
        return None
    if m.ends_in_title() or (
        len(m.words) == 2 and m.words[0] == "one" and unit == "day" and m.before() not in JUST_ONE
    ):
        return None
    if m.tokens[m.end - 1].capital and "war" in (m.after(), m.after(1)):  # the Thirty Years' War
        return None
    count = m.amount()
    if count is not None and m.has("half") and "half" not in m.group("n"):
        count += 0.5
    if unit == "quarter" and count in (3.0,) and m.after() == "of":
        return None
    return Value("DURATION", duration(count, unit))


def one_span(m: Reading) -> Value | None:
    """a week, a year: a length of time after "for", "in", "than"; a rate after an amount."""
    unit = m.code_of("unit")
    before = m.before()
    if m.after() in ("ago", "earlier", "later", "old", "-") or unit in ("second", "quarter"):
        return None
    rate = before in (
        "million",
        "billion",
        "percent",
        "%",
        "times",
        "once",
        "twice",
        "hours",
        "days",
        "cents",
        "dollars",
        "people",
    )
    if rate or before.replace(",", "").isdigit():
        return Value("SET", duration(1, unit))
    if (
        len(m.words) > 2
        or m.after() in ("after", "before")
        or before
        in (
            "for",
            "in",
            "than",
            "within",
            "over",
            "about",
            "nearly",
            "almost",
            "after",
            "as",
            "lasted",
        )
    ):
        if before == "in" and unit == "day":
            return None
        return Value("DURATION", duration(1.5 if m.has("half") else 1, unit))
    return None


def joined_span(m: Reading) -> Value | None:
    """10-year, two-week, decades-long."""
    unit = m.code_of("unit")
    if (
        m.after() in ("old", "olds")
        or (m.after() == "war" and m.tokens[m.end - 1].capital)
        or (m.after() in ("-", "–") and m.after(1) in ("old", "olds"))
    ):
        return None
    if unit == "quarter" or (unit == "second" and m.words[0] in v.TENS):
        return None
    if not m.group("n"):
        return Value("DURATION", duration(None if m.words[0] in v.UNIT_PLURALS else 1, unit))
    return Value("DURATION", duration(m.amount() if m.group("n") else None, unit))


def counted_past_span(m: Reading) -> Value | None:
    """the past three years, the first nine months, the next few weeks, recent days."""
    return Value("DURATION", duration(m.amount() if m.group("n") else None, m.code_of("unit")))


def bare_span(m: Reading) -> Value | None:
    """years, weeks: after a preposition of time, or before "after" and "before" themselves."""
    beside_event = m.after() in ("after", "before", "that") and (m.before() == "the" or m.after() != "that")
    if m.before() not in SPAN_PREPOSITIONS and not beside_event:
        return None
    return Value("DURATION", duration(None, m.code_of("unit")))


def report_span(m: Reading) -> Value | None:
    """the year, the nine months (of a business report)."""
    if m.group("n"):
        return Value("DURATION", duration(m.amount(), m.code_of("unit")))
    if m.after() in ("ended", "ending", "to", "that"):
        return Value("DURATION", "P1Y")
    return None if m.tokens[m.end - 1].capital else year_under_report(m)


def year_under_report(m: Reading) -> Value | None:
    """the year, of which a report tells: "for the year", "the rest of the year"; not "the book of the year"."""
    part = m.before() == "of" and m.before(2) in PARTS_OF_YEAR
    if not part and (
        m.before() not in ("for", "in", "during") or m.after() in ("of", "since", "when", "before", "after")
    ):
        return None
    known = m.memory.year(m.start, NEAR // 2) if m.memory.explicit else None
    m.recalled = known is not None
    return Value("DATE", f"{known or m.published.year:04}")


def every_unit(m: Reading) -> Value | None:
    """every week, each year, every other day, every four years."""
    count = 2.0 if m.has("other") else m.amount() if m.group("n") else 1.0
    if m.code_of("unit") == "second" and not m.group("n"):
        return None
    return Value("SET", duration(count, m.code_of("unit")))


def frequency(m: Reading) -> Value | None:
    """daily, annually: unless it is a name (the Daily Mail)."""
    named = m.end < len(m.tokens) and m.tokens[m.end].capital
    if named or (m.tokens[m.start].capital and m.before() not in ("", ".")):
        return None
    return Value("SET", m.code_of("frequency"))


def one_word(m: Reading) -> Value | None:
    """monthlong, yearlong."""
    return Value("DURATION", duration(1, LONG_WORDS[m.words[0]]))


def some_time(m: Reading) -> Value | None:
    """some time, a while, a long time."""
    return Value("DURATION", "PXX")


N = "n=(?:{num}|{some}|half an?|half a|a half)"
KIND = (
    "(?:more|full|consecutive|straight|whole|entire|trading|working|business|calendar|long|additional|successive|solid"
    "|short)"
)
DURATION_RULES = [
    rule("range", f"{{bound}}? n=(?:{{num}} (?:to|or) {{num}}) {KIND}? {{units}}", counted_span),
    rule("counted span", f"(?:{{bound}} (?! {{some}}))? {N} {KIND}? {{unit}} (?:and a half)?", counted_span),
    rule("counted and a half", "{bound}? n={num} {dash}? and {dash}? a {dash}? half {dash}? {unit}", counted_span),
    rule("one span", f"{{bound}}? (?:a|an) {KIND}? {{unit1}} (?:and a half)?", one_span),
    rule("half a unit", "n=half {dash} (?:hour|year|century) (?:{dash} long)?", joined_span),
    rule("joined span", "{bound}? n={num} {dash} {unit1} (?:{dash} long)?", joined_span),
    rule("long span", "{unit} {dash} long", joined_span),
    rule(
        "counted past span",
        f"(?:at least)? (?:each of)? the? "
        f"(?:past|last|next|first|coming|previous|following|final|latest|preceding|opening|year {{dash}} "
        f"earlier) n=(?:{{num}} (?:to|or) {{num}}|{{num}}|{{some}}|couple of) {KIND}? {{units}}",
        counted_past_span,
    ),
    rule("recent span", "(?:the? (?:past|coming|early|next) {units}|the {units} ahead)", counted_past_span),
    rule(
        "countless span",
        "(?:tens of)? {countless} of {units}",
        lambda m: Value("DURATION", duration(None, m.code_of("unit"))),
    ),
    rule("one word", "{longword}", one_word),
    rule("weekends", "(?<=(?:on|at)) weekends", lambda m: Value("SET", "XXXX-WXX-WE")),
    rule("bare span", "(?:many)? {units} (?! {dash}|ago|old|earlier|later)", bare_span),
    rule("report span", "the n={num} months", report_span),
    rule("report year", "the year", report_span),
    rule("every unit", "(?:every|each) other? (?:n={num})? {unit}", every_unit),
    rule("frequency", "{frequency}", frequency),
    rule("some time", "(?:some time|a while|a long time)", some_time),
]
