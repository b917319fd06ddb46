"""SENTENCES AS THEY STAND: blanks in them, and true or false, without moving a word."""

from quizgen.ask.sentences.asking import sentence_proposals, statements_of

__all__ = ["sentence_proposals", "statements_of"]
