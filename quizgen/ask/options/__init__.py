"""OPTIONS for a choice: three wrong answers of the right one's kind, or none."""

from quizgen.ask.options.choosing import Kind, as_choice, options_for, tested
from quizgen.ask.options.harm import harm
from quizgen.ask.options.stock import Stock, stock_of, stock_of_facts

__all__ = ["Kind", "Stock", "as_choice", "harm", "options_for", "stock_of", "stock_of_facts", "tested"]
