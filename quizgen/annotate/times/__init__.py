"""Time expressions in English text: where they stand, and what they mean as TIMEX3 values."""

from quizgen.annotate.times.expression import TimeExpression
from quizgen.annotate.times.finder import find_times

__all__ = ["TimeExpression", "find_times"]
