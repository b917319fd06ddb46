"""The text of an article as its deck holds it: sentences around words, and the article made whole again."""

from quizgen.models import Article, ArticleInfo, Evidence, KeptArticle, Paragraph
from quizgen.placing import SENTENCE_END


def article_of(kept: KeptArticle) -> Article:
    """The article, every paragraph at its place; what stood between them is lost, and is line ends."""
    text, paragraphs = "", []
    for each in kept.paragraphs:
        text = text.ljust(each.start, "\n") + each.text
        paragraphs.append(Paragraph(start=each.start, end=each.start + len(each.text), kind=each.kind))
    info = ArticleInfo.model_validate(kept.model_dump(include=set(ArticleInfo.model_fields)))
    return Article(info=info, text=text, paragraphs=tuple(paragraphs))


def sentence_around(article: KeptArticle, start: int, end: int) -> Evidence | None:
    """The sentence or sentences that hold characters `start` to `end`; None where no one paragraph does."""
    for paragraph in article.paragraphs:
        text, first, last = paragraph.text, start - paragraph.start, end - paragraph.start
        if 0 <= first < last <= len(text):
            breaks = [match.span() for match in SENTENCE_END.finditer(text)]
            begin = max((stop for _, stop in breaks if stop <= first), default=0)
            close = min((at for at, _ in breaks if at >= last), default=len(text))
            at = paragraph.start + begin
            return Evidence(text=text[begin:close], start=at, end=at + close - begin)
    return None
