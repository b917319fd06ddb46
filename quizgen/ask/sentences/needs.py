"""What a sentence needs beside it, by grammar: nothing, its article's title, or the article."""

import re

from quizgen.annotated import Annotated
from quizgen.ask.sentences.spots import Blank
from quizgen.ask.sentences.verbatim import Standing
from quizgen.models import Context
from quizgen.tokens import Token

PAST = ("VBD",)


def context_of(annotated: Annotated, standing: Standing, blank: Blank | None = None) -> Context:
    """ "alone" when all is named and dated, "placed" when the title (and the month of a dated report) does that, else "article".

    The blanked words name and date nothing.
    """
    title = {word.lower() for word in re.findall(r"\w+", annotated.article.info.title)}
    tokens = [t for t in standing.tokens if blank is None or not blank.start <= t.idx < blank.end]
    edited = {edit.start for edit in standing.edits}
    unnamed = [token for token in tokens if _unnamed(token, annotated) and token.idx not in edited]
    if any(token.lemma_.lower() not in title and token.lower_ not in title for token in unnamed):
        return "article"
    meant = [
        annotated.antecedent[token.i] for token in tokens if token.idx in edited and token.i in annotated.antecedent
    ]
    if any(each.context == "article" for each in meant):
        return "article"
    times = [time for token in tokens if (time := annotated.time_of.get(token.i)) is not None]
    if any(time.anchored or time.vague for time in times):
        return "article"
    happened = _happened(standing)
    dated = not happened or any(re.search(r"\d{3,4}|century", time.text) for time in times)
    if unnamed or not dated or any(each.context == "placed" for each in meant):
        return "placed" if dated or annotated.report else "article"
    return "alone"


def _happened(standing: Standing) -> bool:
    """Whether it tells what took place or will, and no standing fact."""
    root = standing.sentence.root
    group = [child for child in root.children if child.dep_ in ("aux", "aux:pass", "cop")]
    first = min([*group, root], key=lambda token: token.i)
    return first.tag_ in PAST or first.lower_ in ("will", "has", "have")


def _unnamed(token: Token, annotated: Annotated) -> bool:
    """A definite noun that nothing pins down, a bare last name, a pronoun that an edit does not name."""
    entity = annotated.entity_at.get(token.i)
    if entity is not None:
        found = annotated.mention_of(token)
        return entity.type == "PERSON" and found is not None and len(found[1]) == 1 and token is found[1].root
    if token.pos_ != "NOUN":
        return False
    definite = any(child.lower_ in ("the", "its", "his", "her", "their") for child in token.children)
    pinned = any(child.dep_ in ("nmod", "acl:relcl", "acl", "appos", "nmod:poss") for child in token.children)
    return definite and not pinned
