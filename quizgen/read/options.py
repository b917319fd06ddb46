"""What a user may say about an article beside its title, date and id."""

from quizgen.models import Model
from quizgen.read.limits import Limits


class ReadOptions(Model):
    """What is given overrules what is found; empty means: as found."""

    byline: str = ""
    url: str = ""
    language: str = ""  # of the text: "en" passes a text that was taken for another language
    chapter: str = ""  # of an EPUB: number or part of its title
    allow_private: bool = False  # URLs that lead into the own network
    limits: Limits = Limits()
