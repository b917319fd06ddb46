"""How much of a hostile or huge input is taken before it is refused."""

from quizgen.models import Model

LONG_WORD = 10  # characters that are counted as a word of their own: English has 6 to a word, data without spaces many
LONGEST_WORD = 1_000  # characters; a paragraph with a longer one is data, no prose


class Limits(Model):
    """Bounds on one article. Each can be raised: `--limit pages=5000`."""

    bytes: int = 50_000_000  # of the file or the download
    unpacked: int = 200_000_000  # of what DOCX, EPUB and compressed downloads unpack to
    pages: int = 2_000
    words: int = 250_000
    seconds: int = 30  # for the download, and again for the reading


def raise_it(name: str, at_least: int = 0) -> str:
    """The advice that ends a message about a limit."""
    return f"raise the limit with --limit {name}={at_least or 'N'}"


def count_words(text: str) -> int:
    """Words, long runs without a space counted by their length, so that no text is large and has few."""
    return max(len(text.split()), len(text) // LONG_WORD)
