"""Questions of sentences as they stand: a blank in them, or true or false.

A question of a sentence hangs on the fact that the article's sentence holds, where one of its slots is what is asked;
else on the sentence's own statement, a fact of kind "statement" (`statements_of`).
"""

import re
from collections.abc import Iterator, Sequence

from quizgen import gazetteer
from quizgen.annotated import Annotated
from quizgen.ask.options import Stock, stock_of
from quizgen.ask.sentences.blanks import blanks
from quizgen.ask.sentences.cuts import Edit
from quizgen.ask.sentences.naming import UnfitError
from quizgen.ask.sentences.needs import context_of
from quizgen.ask.sentences.spots import Blank
from quizgen.ask.sentences.swaps import swaps
from quizgen.ask.sentences.verbatim import Standing, stand, tellers_of
from quizgen.ids import fact_id, normalise
from quizgen.models import BLANK, Evidence, Fact, Proposal, Rejected, Statement

MOST_TRUE = 28  # words of a statement to be judged true or false


def sentence_proposals(annotated: Annotated, facts: Sequence[Fact]) -> tuple[list[Proposal], list[Rejected]]:
    """Clozes, true and false statements in the article's order, and the sentences left out with the reason."""
    proposals, rejected = list[Proposal](), list[Rejected]()
    tellers, stock = tellers_of(annotated), stock_of(annotated)
    at: dict[int, list[Fact]] = {}
    for fact in facts:
        at.setdefault(fact.evidence.start, []).append(fact)
    for sentence in annotated.sentences():
        try:
            standing = stand(annotated, sentence, tellers)
        except UnfitError as reason:
            rejected.append(_left_out(sentence.text.strip(), str(reason)))
            continue
        evidence = _evidence(annotated, standing)
        own = at.get(evidence.start, [])
        found = blanks(annotated, standing)
        proposals += _true(annotated, standing, evidence, own)
        proposals += _false(annotated, standing, evidence, own, found, stock)
        proposals += _clozes(annotated, standing, evidence, own, found)
    return proposals, rejected


def statements_of(proposals: Sequence[Proposal]) -> list[Statement]:
    """The facts that proposals of sentences hang on where no other fact was found: each sentence once."""
    found = dict[str, Statement]()
    for proposal in proposals:
        if proposal.kind == "statement":
            text = proposal.note or proposal.stem.replace(BLANK, proposal.answer)
            found.setdefault(proposal.fact, Statement(id=proposal.fact, statement=text, evidence=proposal.evidence))
    return list(found.values())


def _left_out(text: str, why: str) -> Rejected:
    return Rejected(stem=text, answer="", fact="", template="sentence", code="S10", why=why)


def _evidence(annotated: Annotated, standing: Standing) -> Evidence:
    words = [token for token in standing.sentence if not token.is_space]
    start, end = annotated.offset(words[0].idx), annotated.offset(words[-1].idx + len(words[-1].text) - 1) + 1
    return Evidence(text=annotated.article.text[start:end], start=start, end=end)


def _hangs_on(
    annotated: Annotated, statement: str, evidence: Evidence, own: Sequence[Fact], asked: str
) -> tuple[str, str]:
    """Kind and id of the fact: one of the sentence with a slot that is asked, else the sentence's own statement."""
    wanted = normalise(asked)
    for fact in own:
        slots = fact.model_dump(exclude={"id", "statement", "evidence", "clause"}).values()
        if not wanted or any(wanted in normalise(slot) for slot in slots if isinstance(slot, str)):
            return fact.kind, fact.id
    return "statement", fact_id(annotated.article.info.id, "statement", [evidence.text])


def _true(annotated: Annotated, standing: Standing, evidence: Evidence, own: Sequence[Fact]) -> Iterator[Proposal]:
    words = standing.words()
    if len(words.split()) > MOST_TRUE:
        return
    kind, fact = _hangs_on(annotated, words, evidence, own, "")
    yield Proposal(
        form="true-false",
        stem=standing.statement(),
        answer="True",
        kind=kind,
        fact=fact,
        template="sentence-true",
        evidence=evidence,
        context=context_of(annotated, standing),
    )


def _false(
    annotated: Annotated, standing: Standing, evidence: Evidence, own: Sequence[Fact], found: list[Blank], stock: Stock
) -> Iterator[Proposal]:
    """One false statement of the sentence, by its surest swap."""
    truth = standing.words()
    if len(truth.split()) > MOST_TRUE:
        return
    for blank, wrong in swaps(annotated, standing, found, stock):
        kind, fact = _hangs_on(annotated, truth, evidence, own, annotated.doc.text[blank.start : blank.end])
        yield Proposal(
            form="true-false",
            stem=standing.statement(Edit(blank.start, blank.end, wrong)),
            answer="False",
            note=standing.statement(),
            kind=kind,
            fact=fact,
            template=f"sentence-false-{blank.kind}",
            evidence=evidence,
            asked=(annotated.offset(blank.start), annotated.offset(blank.end - 1) + 1),
            context=context_of(annotated, standing),
        )
        return


def _clozes(
    annotated: Annotated, standing: Standing, evidence: Evidence, own: Sequence[Fact], found: list[Blank]
) -> Iterator[Proposal]:
    whole = standing.words()
    for blank in found:
        answer = annotated.doc.text[blank.start : blank.end]
        stem = standing.statement(Edit(blank.start, blank.end, BLANK))
        if stem.count(BLANK) != 1 or re.search(r"____\w", stem):
            continue
        kind, fact = _hangs_on(annotated, whole, evidence, own, answer)
        yield Proposal(
            form="cloze",
            stem=stem,
            answer=answer,
            also_accept=_also(annotated, blank, answer),
            kind=kind,
            fact=fact,
            template=f"sentence-{blank.kind}",
            evidence=evidence,
            asked=(annotated.offset(blank.start), annotated.offset(blank.end - 1) + 1),
            context=context_of(annotated, standing, blank),
        )


def _also(annotated: Annotated, blank: Blank, answer: str) -> tuple[str, ...]:
    """The same name in the article's other words."""
    if blank.entity is None:
        return ()
    forms = [span.text for span in blank.entity.mentions if len(span.text) > 2] + [blank.entity.name]
    if blank.kind == "country":
        forms = [form for form in forms if not gazetteer.is_demonym(form)]
    return tuple(form for form in dict.fromkeys(forms) if form != answer)
