"""INGESTION: a path, a URL or bytes -> Article."""

from quizgen.read.batches import batches
from quizgen.read.language import NAMES, language_of
from quizgen.read.limits import Limits
from quizgen.read.options import ReadOptions
from quizgen.read.source import read_article, read_bytes
from quizgen.read.text import read_text

__all__ = ["NAMES", "Limits", "ReadOptions", "batches", "language_of", "read_article", "read_bytes", "read_text"]
