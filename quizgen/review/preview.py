"""What a print of the deck looks like now: its pages as pictures of lines alone, which the page can show by its own rules."""

from quizgen.models import Deck
from quizgen.placing import within
from quizgen.render.handout import default_layout, lay_out, print_handout
from quizgen.review.desk import RefusedError


def pages(deck: Deck) -> list[str]:
    """The pages as SVG. RefusedError for a deck of which nothing is left, RenderError for one that cannot be printed."""
    asked = within(deck, "article")
    if not asked.questions:
        raise RefusedError("Every question is dropped: there is nothing to print.")
    printed = print_handout(lay_out(asked, layout=default_layout(asked)), "svg")
    return [page.decode("utf-8") for page in printed.files]
