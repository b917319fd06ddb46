"""What is asked of a reader."""

from typing import Literal

from quizgen.models import Model
from quizgen.read.limits import Limits

Form = Literal["html", "pdf", "docx", "epub", "odt", "pptx", "rtf", "subtitles", "text"]


class Order(Model):
    """One file to read: its form, the name used in messages, and what helps to read it."""

    form: Form
    name: str
    address: str = ""  # where a page was fetched from
    charset: str = ""  # what the server called its encoding
    chapter: str = ""  # of an EPUB
    limits: Limits = Limits()
