"""Words that point at the present, the past or the future without a date."""

from quizgen.annotate.times.reading import Reading, Value
from quizgen.annotate.times.rule import Resolver, rule


def vague(value: str) -> Resolver:
    """A resolver that always answers with one reference."""
    return lambda m: Value("DATE", value, vague=True)


def past(m: Reading) -> Value | None:
    """the past, as a noun."""
    return Value("DATE", "PAST_REF", vague=True) if m.before() in ("in", "of", "from") else None


def recently(m: Reading) -> Value | None:
    """recently, as of a verb: "the recently passed law" only describes the law."""
    return None if m.before() in ("a", "an", "the", "its", "their") else Value("DATE", "PAST_REF", vague=True)


def recent_units(m: Reading) -> Value | None:
    """recent years, in past years: some time ago; "the past years" are a length and left to the lengths."""
    return None if m.has("past") and m.before() in ("the", "these") else Value("DATE", "PAST_REF", vague=True)


def future(m: Reading) -> Value | None:
    """in the near future, future losses: not "the future of the firm" or "they face a future", which are things."""
    if (
        m.has("the") and m.has("future") and m.before() not in ("in", "into", "for", "within", "from")
    ) or m.before() in (
        "a",
        "its",
        "his",
    ):
        return None
    return Value("DATE", "FUTURE_REF", vague=True)


def one_day(m: Reading) -> Value | None:
    """one day, of what may come."""
    hoped = m.before() in ("will", "would", "could", "may", "might", "to", "can", "must", "'ll", "should")
    return Value("DATE", "FUTURE_REF", vague=True) if hoped else None


def present(m: Reading) -> Value | None:
    """now, currently: not "every now and again"."""
    again = m.before() == "every" or (m.after() == "and" and m.after(1) in ("then", "again"))
    attribute = m.before() in ("a", "an", "the", "its", "their", "his", "her") and m.words[0] != "current"
    return None if again or attribute else Value("DATE", "PRESENT_REF", vague=True)


VAGUE_RULES = [
    rule(
        "present",
        "(?:now|currently|current|nowadays|at present|these days|presently|at this time|at the moment|this moment)",
        present,
    ),
    rule("recently", "(?:recently|lately)", recently),
    rule("recent past", "the recent past", vague("PAST_REF")),
    rule("recent years", "(?:(?:the? (?:most|very)? recent|past) {units} (?:and {units})?)", recent_units),
    rule("future years", "future {units}", vague("FUTURE_REF")),
    rule("later date", "a later date", vague("FUTURE_REF")),
    rule("one day", "one day", one_day),
    rule("the past", "the (?:distant|recent)? past", past),
    rule(
        "future",
        "(?:the (?:near|foreseeable|distant|not {dash} too {dash} distant)? future|the near term|future)",
        future,
    ),
]
