"""Clauses taken apart into arguments: each phrase that a question can ask for, as a fact with its frame."""

from quizgen.extract.arguments.finding import Refused, find_arguments

__all__ = ["Refused", "find_arguments"]
