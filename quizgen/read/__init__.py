"""INGESTION: a path or a text -> Article."""

from quizgen.read.text import read_article, read_text

__all__ = ["read_article", "read_text"]
