"""`annotate`: an article through the language engine, and the typed layers laid over its Doc."""

from datetime import date

from quizgen.annotate.attribution import find_attributions
from quizgen.annotate.coreference import resolve
from quizgen.annotate.entities import find_entities, index, merge_birth_names
from quizgen.annotate.meetings import meeting_months
from quizgen.annotate.times import TimeExpression, find_times
from quizgen.annotated import Annotated
from quizgen.models import Article


def annotate(article: Article) -> Annotated:
    """Read an article's running text (titles and headings are not prose) and lay the typed layers over it."""
    from quizgen.annotate.pipeline import load_pipeline

    text, starts = "", []
    for paragraph in article.paragraphs:
        if paragraph.kind in ("paragraph", "item"):
            text += "\n\n" if text else ""
            starts.append((len(text), paragraph.start))
            text += article.text[paragraph.start : paragraph.end]
    nlp = load_pipeline()
    doc = nlp(text)
    times = [_trusted(time, article.info.published) for time in find_times(text, article.info.published)]
    title_names = [span.text for span in nlp(article.info.title).ents if span.label_ == "PERSON" and len(span) > 1]
    words = article.info.title.split()
    if not title_names and 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
        title_names = [article.info.title]  # a biography's title; it counts only where the text has such a person
    entities = find_entities(doc, title_names)
    entity_at = index(entities)
    reference = resolve(doc, entities, entity_at, article.info.title)
    if merged := merge_birth_names(doc, entities, entity_at, reference):
        entities, entity_at = merged, index(merged)
        reference = resolve(doc, entities, entity_at, article.info.title)
    meetings = meeting_months(doc, times, entity_at)
    return Annotated(
        article, doc, times, entities, entity_at, reference, find_attributions(doc), meetings, starts or [(0, 0)]
    )


def _trusted(time: TimeExpression, published: date | None) -> TimeExpression:
    """In a dated report, a bare "in August" that came out years before it was read against the wrong date: vague then."""
    if (
        published is None
        or not time.anchored
        or time.vague
        or any(word in time.text.lower() for word in ("later", "earlier", "that", "same", "following"))
    ):
        return time
    recent = time.value[:4].isdigit() and abs(published.year - int(time.value[:4])) <= 1
    in_report = time.value[:4].isdigit() and published.year - int(time.value[:4]) <= 40
    return time if recent or not in_report else time.model_copy(update={"vague": True})
