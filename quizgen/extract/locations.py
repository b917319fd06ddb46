"""Where a named thing lies, told in passing: "the Kalmar Hall in Norway", "Doha, Qatar"."""

from collections.abc import Iterator

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.evidence import sentence_evidence
from quizgen.extract.nouns import named
from quizgen.models import Clause, Part, Place
from quizgen.tokens import Span, Token

BUILT = {"hall", "museum", "stadium", "bridge", "tower", "palace", "castle", "cathedral", "church", "temple", "mosque", "house", "opera", "theatre", "theater",
         "university", "college", "school", "institute", "library", "gallery", "hospital", "airport", "station", "park", "garden", "arena", "centre", "center",
         "observatory", "laboratory", "hotel", "pavilion", "mill", "fort", "prison", "abbey", "monastery"}  # fmt: skip


def find_locations(annotated: Annotated) -> Iterator[Place]:
    """A place or building and the larger place that the name itself tells; towns as facts only, since a class rarely cares."""
    for entity in annotated.entities:
        for span in entity.mentions:
            larger = _in_larger(annotated, entity, span)
            if larger is not None and larger is not entity and larger.name not in entity.name:
                name = named(entity)
                clause = _asked(name, larger) if _built(entity) else None
                yield Place(
                    event=name, place=named(larger), statement=f"{name[:1].upper()}{name[1:]} is in {named(larger).rstrip('.')}.",
                    evidence=sentence_evidence(annotated, span.root), pattern="name and its place", confidence=0.85,
                    anchors=1.0 if clause is not None else 0.0, clause=clause,
                )  # fmt: skip


def _asked(name: str, larger: Entity) -> Clause | None:
    """ "In which country is the Kalmar Hall?"; None where nothing tells what sort of place the larger one is."""
    sort = "country" if larger.type == "COUNTRY" else "city" if gazetteer.city(larger.name) is not None else ""
    place = Part(role="place", preposition="in", text=named(larger), type=sort, asked=True)
    be = Part(role="auxiliary", text="is")
    return Clause(parts=(Part(role="subject", text=name, type="place"), be, place)) if sort else None


def _in_larger(annotated: Annotated, entity: Entity, span: Span) -> Entity | None:
    doc = annotated.doc
    if span.end + 1 >= len(doc):
        return None
    after, following = doc[span.end], doc[span.end + 1]
    larger = annotated.entity_at.get(following.i)
    if gazetteer.is_demonym(following.text):
        return None  # "Rapa Nui, Spanish: ..."
    if larger is None or larger.type not in ("PLACE", "COUNTRY") or following.sent != span.root.sent:
        return None
    if entity.type == "PLACE" and after.text == ",":
        return larger if _ends(annotated, larger, following) and not _listed(span.root, following) else None
    built = _built(entity)
    nested = after.lower_ == "in" and following.head.i in range(span.start, span.end) and following.dep_ == "nmod"
    return larger if built and nested and entity.type in ("OTHER", "ORG", "PLACE") else None


def _built(entity: Entity) -> bool:
    words = entity.name.split()
    return (len(words) > 1 and words[-1].lower() in BUILT) or "University" in words


def _ends(annotated: Annotated, larger: Entity, first: Token) -> bool:
    """Whether the larger place stands alone behind its comma: "in Doha, Qatar." and no list of towns."""
    mention = annotated.mention_of(first)
    if mention is None or mention[1].end >= len(first.doc):
        return False
    end = first.doc[mention[1].end]
    return larger.type == "COUNTRY" and end.tag_ != "POS" and end.lower_ not in ("and", "or", "&")


def _listed(one: Token, other: Token) -> bool:
    """ "Norway, Sweden and Denmark": no place lies in its neighbour."""
    return other.dep_ == "conj" or any(c.dep_ == "conj" for c in (*one.children, *other.children)) or one.dep_ == "conj"
