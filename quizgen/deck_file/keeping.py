"""Article -> the record of it that a deck keeps."""

from quizgen.ids import text_hash
from quizgen.models import Article, KeptArticle, KeptParagraph
from quizgen.placing import is_report


def kept(article: Article, *, text: bool = True) -> KeptArticle:
    """The article as a deck keeps it; without `text`, its record alone."""
    paragraphs = (
        KeptParagraph(start=p.start, text=article.text[p.start : p.end], kind=p.kind) for p in article.paragraphs
    )
    return KeptArticle(
        **article.info.model_dump(),
        report=is_report(article.text, article.info.published),
        sha256=text_hash(article.text),
        paragraphs=tuple(paragraphs) if text else (),
    )
