"""`annotate`: an article through the language engine, and the typed layers laid over its Doc."""

from quizgen.annotate.attribution import find_attributions
from quizgen.annotate.coreference import resolve
from quizgen.annotate.entities import find_entities, index
from quizgen.annotate.times import find_times
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
    doc = load_pipeline()(text)
    times = find_times(text, article.info.published)
    entities = find_entities(doc)
    entity_at = index(entities)
    reference = resolve(doc, entities, entity_at, article.info.title)
    return Annotated(article, doc, times, entities, entity_at, reference, find_attributions(doc), starts or [(0, 0)])
