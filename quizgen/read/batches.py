"""A book -> parts that the language engine can hold at once."""

from quizgen.models import Article, Paragraph

WHOLE = 12_000  # words up to which an article is read as one
PART = 5_000


def batches(article: Article, whole: int = WHOLE, part: int = PART) -> list[Article]:
    """The article itself, or parts of it: the same text and offsets, each with its own stretch of paragraphs.

    Parts end before a heading where one comes in time, so that names are mostly introduced in the part that uses them.
    """
    sizes = [len(article.text[p.start : p.end].split()) for p in article.paragraphs]
    if sum(sizes) <= whole:
        return [article]
    parts: list[list[Paragraph]] = [[]]
    words = 0
    for paragraph, size in zip(article.paragraphs, sizes, strict=True):
        full = words + size > part
        if parts[-1] and (full or (paragraph.kind == "heading" and words * 2 > part)):
            parts.append([])
            words = 0
        parts[-1].append(paragraph)
        words += size
    return [article.model_copy(update={"paragraphs": tuple(each)}) for each in parts]
