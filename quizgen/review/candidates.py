"""The drawer: what else could be asked of the deck's articles, made anew from the text that the deck holds.

Reading takes the engine a while. It has a process of its own, from the first time that somebody asks, so that decisions are
as quick meanwhile and the end of the review ends it.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock, Thread
from typing import NamedTuple

from quizgen.errors import QuizgenError
from quizgen.ids import content_hash
from quizgen.models import Deck, Evidence, KeptArticle, Question
from quizgen.review.text import article_of

NO_TEXT = "This deck does not hold its article's text, of which they would be made."
BROKEN = "The article could not be read through; `quizgen explain --rejected ARTICLE` tells more."


class Candidate(NamedTuple):
    """A question that is not in the deck, what proves it, how likely a strict reader keeps it, and why it was left out."""

    question: Question
    evidence: Evidence
    chance: float  # beside its article
    code: str
    why: str


class Drawer:
    """The candidates of a deck's articles. `share` of the text is read, 0 to 1; `error` says why it cannot be."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.share = 0.0
        self.error = "" if any(article.paragraphs for article in deck.articles) else NO_TEXT
        self.found: dict[str, Candidate] | None = None
        self.lock = Lock()
        self.work: SpawnProcess | None = None

    def open(self) -> dict[str, Candidate] | None:
        """The candidates by id, the likeliest first; None while the text is still being read."""
        with self.lock:
            if self.work is None and not self.error:
                here, there = multiprocessing.Pipe(duplex=False)
                spawn = multiprocessing.get_context("spawn")
                self.work = spawn.Process(target=_told, args=(self.deck, there), daemon=True)
                self.work.start()
                there.close()
                Thread(target=self._listen, args=(here,), daemon=True).start()
        return self.found

    def close(self) -> None:
        """Read no further."""
        with self.lock:
            if self.work is not None:
                self.work.terminate()
                self.work.join()

    def _listen(self, here: Connection) -> None:
        """Hear what the reading process tells."""
        try:
            while self.found is None and not self.error:
                said = here.recv()
                if isinstance(said, float):
                    self.share = said
                elif isinstance(said, str):
                    self.error = said
                else:
                    self.found = said
        except EOFError:
            self.error = BROKEN


def _told(deck: Deck, to: Connection) -> None:
    """Of the reading process: the share that is read, again and again, then the candidates by id, or what is wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the review, which ends this process too
    try:
        to.send(read_candidates(deck, to.send))
    except QuizgenError as error:
        to.send(str(error))
    except BrokenPipeError:  # the review is over
        return


def read_candidates(deck: Deck, show: Callable[[float], None]) -> dict[str, Candidate]:
    """All that could be asked of a deck's articles, by id, the likeliest first; what is in the deck too.

    `show` is told what share is read. Raises QuizgenError where the only article holds no facts.
    """
    articles = [article for article in deck.articles if article.paragraphs]
    found: list[Candidate] = []
    for number, article in enumerate(articles):

        def of_all(share: float, before: int = number) -> None:
            show((before + share) / len(articles))

        try:
            found += _of(article, len(deck.questions), len(deck.articles) > 1, of_all)
        except QuizgenError:
            if len(articles) == 1:
                raise
    found.sort(key=lambda each: (-each.chance, each.question.id))
    by_id: dict[str, Candidate] = {}
    for each in found:
        by_id.setdefault(each.question.id, each)
    return by_id


def _of(kept: KeptArticle, count: int, several: bool, show: Callable[[float], None]) -> Iterator[Candidate]:
    """What selection left out of an article, and what a guard stopped, each with the reason."""
    from quizgen.ask.templates import load_templates
    from quizgen.corridor import examine
    from quizgen.judge.select import offer_of, select
    from quizgen.resources import template_folder

    examined = examine(article_of(kept), load_templates(template_folder()), show)
    _, left = select(examined.offers, count)
    reasons = {(each.stem, each.answer, each.template): each.why for each in left}
    for offer in examined.offers:
        question = offer.question
        why = reasons.get((question.stem, question.answer, question.template), "others were wanted")
        yield _candidate(kept if several else None, question, offer.evidence, offer.chance("article"), "S01", why)
    for judged in examined.stopped:
        stop, proposal = judged.refusal(), judged.proposal
        if stop is not None:
            question = offer_of(kept, judged, proposal.options, 0).question
            code = f"{stop.letter} {stop.guard}"
            yield _candidate(kept if several else None, question, proposal.evidence, 0.0, code, stop.why)


def _candidate(
    named: KeptArticle | None, question: Question, evidence: Evidence, chance: float, code: str, why: str
) -> Candidate:
    """It rests on its evidence alone, since the fact that it was made of is not in the deck."""
    proof = evidence if named is None else evidence.model_copy(update={"article": named.id})
    own = question.model_copy(update={"evidence": proof, "fact": "", "also_facts": ()})
    own = own.model_copy(update={"content": content_hash(own, {})})
    return Candidate(own, proof, chance, code, why)


def drafts(candidates: Sequence[Candidate], article: str, start: int, end: int, words: str) -> list[Candidate]:
    """The candidates whose answer is what she selected: the same words at the same place, the likeliest first."""
    wanted = " ".join(words.casefold().split())

    def fits(each: Candidate) -> bool:
        if each.evidence.article not in ("", article) or not (each.evidence.start < end and start < each.evidence.end):
            return False
        asked = each.question.asked
        meant = asked is not None and asked[0] < end and start < asked[1]
        said = [text.casefold() for text in (each.question.answer, *each.question.also_accept)]
        answers = wanted in said or (meant and any(wanted in text for text in said))
        return each.question.form != "true-false" and answers

    return [each for each in candidates if fits(each)]
