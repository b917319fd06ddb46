"""All rules, in the order in which they are preferred where two match the same words."""

from quizgen.annotate.times.rules_clock import CLOCK_RULES
from quizgen.annotate.times.rules_date import DATE_RULES
from quizgen.annotate.times.rules_duration import DURATION_RULES
from quizgen.annotate.times.rules_feast import FEAST_RULES
from quizgen.annotate.times.rules_period import PERIOD_RULES
from quizgen.annotate.times.rules_relative import RELATIVE_RULES
from quizgen.annotate.times.rules_vague import VAGUE_RULES
from quizgen.annotate.times.rules_weekday import WEEKDAY_RULES
from quizgen.annotate.times.rules_whole import WHOLE_RULES

RULES = [
    *WHOLE_RULES,
    *DATE_RULES,
    *FEAST_RULES,
    *PERIOD_RULES,
    *WEEKDAY_RULES,
    *CLOCK_RULES,
    *RELATIVE_RULES,
    *VAGUE_RULES,
    *DURATION_RULES,
]
