"""The words of time expressions and what each is worth. No rules here."""


def words(text: str) -> list[str]:
    """The words of a string, for lists that are easier to read without quotes and commas."""
    return text.split()


def numbered(text: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """The words of a string with rising numbers."""
    return {word: first + step * i for i, word in enumerate(words(text))}


MONTHS = numbered("january february march april may june july august september october november december")
MONTH_ABBREVIATIONS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}

WEEKDAYS = numbered("monday tuesday wednesday thursday friday saturday sunday", first=0)
WEEKDAY_ABBREVIATIONS = {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}
WEEKDAY_PLURALS = {f"{name}s": number for name, number in WEEKDAYS.items()}

ONES = numbered("one two three four five six seven eight nine")
TEENS = numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=10)
TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
SCALES = {"hundred": 100, "thousand": 1000}

ORDINAL_ONES = numbered("first second third fourth fifth sixth seventh eighth ninth")
ORDINAL_TEENS = numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", first=10
)
ORDINAL_TENS = {"twentieth": 20, "thirtieth": 30}
WRITTEN_DECADES = numbered("twenties thirties forties fifties sixties seventies eighties nineties", first=20, step=10)

# TIMEX3 letters of the units; a leading T marks those below a day.
UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
UNITS = {unit: unit for unit in UNIT_CODES}
UNIT_PLURALS = {f"{unit}s": unit for unit in UNIT_CODES if unit != "century"} | {"centuries": "century"}

LONG_WORDS = {f"{unit}long": unit for unit in words("hour day week month year decade century")}
COUNTLESS = words("dozens hundreds thousands millions billions")

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # month
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
DAY_PART_PLURALS = {f"{part}s": code for part, code in DAY_PARTS.items()}
NOONS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip
ZONES = {"est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "et"}

# Written with a capital these are time words; in lower case they are something else ("may", "march", "sat").
ONLY_CAPITALISED = {"march", "may", "august"} | set(MONTH_ABBREVIATIONS) | set(WEEKDAY_ABBREVIATIONS)

# What is counted, not dated, by four figures.
COUNTED = set(
    words("""
        percent million billion trillion points point people miles mile feet foot tons ton dollars shares
        cents yen jobs workers employees meters metres kilometers kilometres km kg soldiers troops men women
        children students votes pounds euros delegates members homes houses passengers acres square votes
        civilians refugees prisoners dead cases copies words
    """)
)
