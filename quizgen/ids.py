"""Stable ids: of articles, facts, questions. Wording and offsets do not enter them, so corrections keep their history."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from quizgen.models import BLANK, Fact, Proposal, Question


def slug(title: str) -> str:
    """`The Moscow talks, 2021` -> `the-moscow-talks-2021`; never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-") or "article"


def normalise(slot: str) -> str:
    """A slot without what may change by a correction of typing: case, articles, punctuation, spaces."""
    plain = unicodedata.normalize("NFKC", slot).casefold()
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in ("the", "a", "an"))


def fact_id(article_id: str, kind: str, slots: Iterable[str]) -> str:
    """Ten letters and digits from the article's id, the kind, and the normalised slots."""
    key = "\x1f".join([article_id, kind, *(normalise(slot) for slot in slots)])
    return hashlib.sha256(key.encode()).hexdigest()[:10]


def content_hash(question: Question, facts: Mapping[str, Fact]) -> str:
    """Eight hex digits over what a learner sees of a question, its evidence too. `facts` are those of the deck, by id.

    The article's title and date stand on each card as well, but a new headline must not make all questions new.
    """
    said = question.model_dump(include={"form", "stem", "answer", "also_accept", "distractors", "pairs", "note"})
    if question.context != "alone":
        said["context"] = question.context  # what stands above it is seen too
    own = [question.evidence.text] if question.evidence is not None else []
    proofs = own + [facts[each].evidence.text for each in (question.fact, *question.also_facts) if each in facts]
    return hashlib.sha256(json.dumps([said, proofs], sort_keys=True).encode()).hexdigest()[:8]


def question_id(fact: str, template: str) -> str:
    """The id on every output: handout, Anki guid, study history."""
    return f"{fact}-{template}"


def proposal_id(article_id: str, proposal: Proposal) -> str:
    """The id of the question that a proposal becomes: its fact's and its template's.

    Of a sentence several questions hang on one fact and template, which differ in what is asked: there it is the article,
    the sentence, what is asked and the form; the template's id stands behind, so that it can be read.
    """
    if not proposal.template.startswith("sentence-"):
        return question_id(proposal.fact, proposal.template)
    asked = proposal.answer if BLANK in proposal.stem else proposal.stem if proposal.answer == "False" else ""
    return question_id(fact_id(article_id, proposal.form, [proposal.evidence.text, asked]), proposal.template)


def own_id(article_id: str, form: str, stem: str, answer: str) -> str:
    """The id of a question typed by hand: drawn of its first words, then kept whatever becomes of them."""
    return _hashed("own", article_id, form, stem, answer)


def choice_id(question: str) -> str:
    """The id of a question asked as a choice that is kept in another form."""
    return f"{question}-choice"


def text_hash(text: str) -> str:
    """SHA-256 of an article's text, as a deck keeps it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hashed(prefix: str, *parts: str) -> str:
    return f"{prefix}-{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
