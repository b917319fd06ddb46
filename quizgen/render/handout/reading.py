"""The article as it is printed for reading: numbered paragraphs, counted words, and where in them an answer stands."""

import re
from collections.abc import Iterator, Sequence

from quizgen import dates
from quizgen.errors import RenderError
from quizgen.models import Deck, Evidence, KeptArticle, KeptParagraph, Question
from quizgen.render.handout.data import Place, ReadArticle, ReadParagraph, clean, curly

BEFORE_MARK = re.compile(
    r"\s+(?=[,.;:!?)\]”’%]+(?:\s|$))"
)  # what stood there was mark-up: "the [canal](...)," in Markdown


def read_articles(deck: Deck, licence: str) -> tuple[ReadArticle, ...]:
    """The deck's articles, paragraphs and words numbered through. RenderError for an article that the deck does not hold."""
    found = []
    number, word = 0, 0
    for article in deck.articles:
        paragraphs = []
        for paragraph in _body(article):
            words = _words(paragraph.text)
            told = paragraph.kind != "heading"
            number += told
            paragraphs.append(ReadParagraph(number=number if told else 0, first=word, words=words))
            word += len(words)
        if not paragraphs:
            raise RenderError(
                f"this deck does not hold the text of {article.title!r}; make it again from the article,"
                " or print it with --layout quiz --layout key"
            )
        found.append(
            ReadArticle(title=clean(article.title), paragraphs=tuple(paragraphs), credit=_credit(article, licence))
        )
    return tuple(found)


def places_of(deck: Deck, question: Question, articles: Sequence[ReadArticle]) -> tuple[Place, ...]:
    """Where the answers of a question stand, in the order of its facts; its evidence where the answer is in other words."""
    proofs = deck.proofs(question)
    answers = [question.answer, *question.also_accept] if question.answer else [p.right for p in question.pairs]
    found = (_place(deck, proof, answers, question.asked, articles) for proof in proofs)
    return tuple(dict.fromkeys(place for place in found if place is not None))


def position(deck: Deck, question: Question) -> tuple[int, int]:
    """By which questions stand in the order of the text: article and character. One without evidence comes last."""
    proof = next(iter(deck.proofs(question)), None)
    if proof is None:
        return len(deck.articles), 0
    return deck.articles.index(deck.article(proof)), proof.start


def _place(
    deck: Deck, proof: Evidence, answers: Sequence[str], asked: tuple[int, int] | None, articles: Sequence[ReadArticle]
) -> Place | None:
    number = deck.articles.index(deck.article(proof))
    inside = asked is not None and proof.start <= asked[0] < proof.end
    char = asked[0] if asked is not None and inside else proof.start + _found(proof.text, answers)
    for kept, read in zip(_body(deck.articles[number]), articles[number].paragraphs, strict=True):
        if kept.start <= char < kept.start + len(kept.text):
            before = len(_words(kept.text[: char - kept.start] + "x")) - 1
            return Place(paragraph=read.number, word=read.first + min(before, len(read.words) - 1))
    return None


def _found(text: str, answers: Sequence[str]) -> int:
    """Where the first answer that the text holds begins; 0 when it holds none."""
    for answer in answers:
        words = re.sub(r"^(the|an?) ", "", curly(answer.strip()), flags=re.IGNORECASE)
        if words and (found := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", curly(text), re.IGNORECASE)):
            return found.start()
    return 0


def _body(article: KeptArticle) -> Iterator[KeptParagraph]:
    """Its paragraphs without its title, which may stand there as a heading."""
    titles = [p for p in article.paragraphs[:1] if p.kind == "heading" and clean(p.text) == clean(article.title)]
    return (paragraph for paragraph in article.paragraphs if paragraph.kind != "title" and paragraph not in titles)


def _words(text: str) -> tuple[str, ...]:
    return tuple(clean(word) for word in BEFORE_MARK.sub("", curly(text)).split())


def _credit(article: KeptArticle, licence: str) -> tuple[str, ...]:
    published = dates.words(article.published.isoformat()) if article.published else ""
    first = ", ".join(clean(part) for part in (article.byline, published) if part)
    return tuple(part for part in (first, clean(article.source), clean(licence or article.licence)) if part)
