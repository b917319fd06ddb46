"""`propose`: every template tried on every fact: questions that nobody has judged yet, and what could not be asked."""

import re
from collections.abc import Iterator, Sequence

from quizgen.annotated import Annotated
from quizgen.ask.candidates import ask_question
from quizgen.ask.options import Stock, stock_of, tested
from quizgen.ask.realise import UnrealisableError, fill
from quizgen.ask.recur import recurring, rivalled
from quizgen.ask.screen import UNPLACED, check_question
from quizgen.ask.sentences import sentence_proposals
from quizgen.ask.smooth import rough
from quizgen.ask.templates import applies
from quizgen.dates import first_change
from quizgen.models import Argument, Context, Fact, Proposal, Rejected, Template

LONGEST_STEM, SHORTEST_STEM = 38, 4  # words
SEED = 1  # of the options and false statements of templates


def propose(annotated: Annotated, facts: Sequence[Fact], templates: Sequence[Template]) -> list[Proposal]:
    """All proposals of an article in the order of their evidence; the same inputs give the same list."""
    return proposed_and_refused(annotated, facts, templates)[0]


def proposed_and_refused(
    annotated: Annotated, facts: Sequence[Fact], templates: Sequence[Template]
) -> tuple[list[Proposal], list[Rejected]]:
    """The proposals, and the facts that a template was tried on in vain, with the reason."""
    refused: list[Rejected] = []
    found: dict[tuple[str, str, str], Proposal] = {}
    told = [fact for fact in facts if fact.kind != "argument"]
    stock, rivals = stock_of(annotated), rivalled(told) | recurring(told)
    for fact in facts:
        for template in templates:
            if not applies(template, fact):
                continue
            if fact.id in rivals:
                refused.append(
                    Rejected(
                        stem=template.stem, answer=template.answer, fact=fact.id, template=template.id, code="Q08", why="at another time, or of somebody else, it is as right"
                    )
                )  # fmt: skip
                continue
            try:
                if isinstance(fact, Argument):
                    proposal = _of_argument(fact, template)
                else:
                    proposal = _of_fact(annotated, fact, template, stock)
            except UnrealisableError as reason:
                refused.append(
                    Rejected(stem=template.stem, answer=template.answer, fact=fact.id, template=template.id, code="R01", why=str(reason))
                )  # fmt: skip
                continue
            found.setdefault((proposal.form, proposal.stem.lower(), proposal.answer.lower()), proposal)
    sentences, left_out = sentence_proposals(annotated, facts)
    refused += left_out
    for each in sentences:
        found.setdefault((each.form, each.stem.lower(), each.answer.lower()), each)
    ordered = sorted(
        found.values(), key=lambda each: (each.evidence.start, each.asked or (0, 0), each.template, each.stem)
    )
    offering = [each.model_copy(update={"options": tested(each, stock)}) for each in _single(ordered, refused)]
    return offering, refused


def _of_argument(fact: Argument, template: Template) -> Proposal:
    stem, answer = fill(template.stem, fact), fill(template.answer, fact)
    if not SHORTEST_STEM <= len(stem.split()) <= LONGEST_STEM:
        raise UnrealisableError("too long or too short a question")
    if why := rough(stem, answer):
        raise UnrealisableError(why)
    return Proposal(
        form=template.form, stem=stem, answer=answer, also_accept=fact.also, kind=fact.kind, fact=fact.id, template=template.id,
        evidence=fact.evidence, asked=fact.span, context=fact.context, margin=fact.margin,
    )  # fmt: skip


def _of_fact(annotated: Annotated, fact: Fact, template: Template, stock: Stock) -> Proposal:
    """A question of the templates that name everything; the guards that doubt only that tell its context."""
    if fact.kind == "quotation" and not fact.anchors and not fact.near:
        raise UnrealisableError("its words need what stands around them, or nobody is named who said them")
    question = ask_question(template, fact, stock, first_change(annotated.article.info.published), SEED)
    findings = check_question(question)
    if (flaw := next((each for each in findings if each.code not in UNPLACED), None)) is not None:
        raise UnrealisableError(flaw.why)
    if why := rough(question.stem, question.answer):
        raise UnrealisableError(why)
    near = fact.kind == "quotation" and fact.near
    context: Context = "article" if findings or near else "placed" if fact.anchors < 2 else "alone"
    return Proposal(
        form=question.form, stem=question.stem, answer=question.answer, also_accept=question.also_accept,
        pairs=question.pairs, note=question.note, kind=question.kind, fact=fact.id,
        template=template.id, evidence=fact.evidence, context=context,
    )  # fmt: skip


def _single(proposals: Sequence[Proposal], refused: list[Rejected]) -> Iterator[Proposal]:
    """Those whose very stem has no other answer elsewhere in the article; of two that say the same the fuller one."""
    answers: dict[str, set[frozenset[str]]] = {}
    for each in proposals:
        if each.form == "short":
            answers.setdefault(_plain(each.stem), set()).add(_telling(each.answer))
    fullest = {stem: max(said, key=lambda words: (len(words), sorted(words))) for stem, said in answers.items()}
    given: set[str] = set()
    for each in proposals:
        stem = _plain(each.stem)
        if each.form != "short":
            yield each
        elif not all(said <= fullest[stem] for said in answers[stem]):
            why = "another answer fits too"
            refused.append(
                Rejected(
                    stem=each.stem, answer=each.answer, fact=each.fact, template=each.template, code="Q08", why=why
                )
            )
        elif _telling(each.answer) == fullest[stem] and stem not in given:
            given.add(stem)
            yield each


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _telling(answer: str) -> frozenset[str]:
    """The words of an answer but its article and preposition: "in June" says what "June" says, and less than "June 1835"."""
    words = re.findall(r"\w+", answer.lower())
    return frozenset(words) - SMALL or frozenset(words)


SMALL = frozenset(["a", "an", "the", "in", "on", "at"])
