"""A review that is served to tests: in this process, or by the command in one of its own, which may be killed."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from deck_samples import question

from quizgen import deck_file
from quizgen.ids import content_hash
from quizgen.models import Dated, Deck, Evidence, KeptArticle, KeptParagraph, Question
from quizgen.review.desk import Desk
from quizgen.review.server import TOKEN, Server
from quizgen.review.service import Service

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FERRY = "The first ferry to Elling ran on 4 May 1931. Ida Norell steered it."
BRIDGE = (
    "A bridge of 212 metres replaced it in 1967. Per Lund, who drew the bridge, called it “a needle over the sound”."
)


def ferry() -> Deck:
    """A deck that holds its article: four questions in the order of the text, one of each of the common forms."""
    start = len(FERRY) + 2

    def proof(text: str) -> Evidence:
        whole = f"{FERRY}\n\n{BRIDGE}"
        return Evidence(text=text, start=whole.index(text), end=whole.index(text) + len(text))

    return seen(Deck(
        title="The ferry of Elling",
        questions=(
            question("q1", "short", "f1", stem="On what date did the first ferry to Elling run?", answer="4 May 1931"),
            question("q2", "cloze", "", stem="____ steered the first ferry to Elling.", answer="Ida Norell", evidence=proof("Ida Norell steered it."), context="placed"),
            question("q3", "choice", "", stem="How long is the bridge that replaced the ferry to Elling?", answer="212 metres", distractors=("198 metres", "240 metres", "305 metres"), evidence=proof(BRIDGE.split(". ")[0] + "."), doubt=3),
            question("q4", "true-false", "", stem="Per Lund steered the ferry to Elling.", answer="False", note="Ida Norell steered it.", context="article", doubt=1),
        ),
        facts=(Dated(id="f1", statement="The first ferry to Elling ran on 4 May 1931.", event="the first ferry", when="1931-05-04", evidence=proof(FERRY.split(". ")[0] + ".")),),
        articles=(
            KeptArticle(
                id="ferry",
                title="The ferry of Elling",
                sha256="0" * 64,
                paragraphs=(KeptParagraph(start=0, text=FERRY), KeptParagraph(start=start, text=BRIDGE)),
            ),
        ),
    ))  # fmt: skip


def seen(deck: Deck) -> Deck:
    """The deck as `make` writes it: what a learner sees of each question is known, and nobody edited it."""
    contents = ((each, content_hash(each, deck.facts_by_id)) for each in deck.questions)
    questions = (each.model_copy(update={"content": content}) for each, content in contents)
    return deck.model_copy(update={"questions": tuple(questions)})


def long_deck(questions: int = 500, words: int = 20_000) -> Deck:
    """As much as anybody will review: so many questions on an article of so many words."""
    sentences = [
        f"In {1500 + n % 500} the town of Elling{n} built a mill of {n + 20} metres at the river Tarn{n} for its people."
        for n in range(words // 20)
    ]
    text = "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
    paragraphs, start = [], 0
    for each in text.split("\n\n"):
        paragraphs.append(KeptParagraph(start=start, text=each))
        start += len(each) + 2
    asked = []
    for n in range(questions):
        at = text.index(sentences[n])
        proof = Evidence(text=sentences[n], start=at, end=at + len(sentences[n]))
        stem = f"In what year did the town of Elling{n} build a mill at the river Tarn{n}?"
        asked.append(question(f"q{n}", "short", "", stem=stem, answer=str(1500 + n % 500), evidence=proof))
    article = KeptArticle(id="mills", title="Mills of Elling", paragraphs=tuple(paragraphs))
    return seen(Deck(title="Mills of Elling", questions=tuple(asked), articles=(article,)))


def saved(deck: Deck, folder: Path) -> Path:
    path = folder / "deck.toml"
    path.write_text(deck_file.dumps(deck), "utf-8")
    return path


def asked_in(path: Path) -> dict[str, Question]:
    """The questions of a deck file, which must be whole, by id in their order."""
    return {each.id: each for each in deck_file.load(path).questions}


class Page(NamedTuple):
    """What the browser would know: the port and the token."""

    address: str
    port: int
    token: str

    def ask(
        self, method: str, path: str, body: Any = None, *, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers of a reply; `headers` instead of the token's."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {TOKEN: self.token} if headers is None else dict(headers)
        connection.request(method, path, None if body is None else json.dumps(body), given)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        said = json.loads(content) if reply.getheader("Content-Type", "").startswith("application/json") else content
        return reply.status, said, {name.lower(): value for name, value in reply.getheaders()}

    def do(self, what: str, path: str = "/decide", **rest: Any) -> tuple[int, Any]:
        """A decision on a question as the file has it now."""
        stamps = {each["id"]: each["stamp"] for each in self.ask("GET", "/deck")[1]["questions"]}
        stamp = {"stamp": stamps[rest["id"]]} if rest.get("id") in stamps else {}
        return self.ask("POST", path, {"do": what, **stamp, **rest})[:2]


def page_at(address: str) -> Page:
    host, token = address.split("/#")
    return Page(address, int(host.rpartition(":")[2]), token)


@contextmanager
def served(path: Path, wanted: int | None = None) -> Iterator[Page]:
    """A review in a thread of the test."""
    server = Server(Service(Desk(path, lambda: NOW), wanted))
    thread = Thread(target=server.serve)
    thread.start()
    try:
        yield page_at(server.address)
    finally:
        server.http.shutdown()
        thread.join()


class Running(NamedTuple):
    """A review by the command."""

    page: Page
    process: "subprocess.Popen[str]"
    told: str  # before it was ready

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def interrupt(self) -> str:
        """What it says after Ctrl-C, which a terminal sends to all of its processes."""
        os.killpg(self.process.pid, signal.SIGINT)
        assert self.process.stdout is not None
        with self.process.stdout as out:
            rest = out.read()
        assert self.process.wait(10) == 0
        return rest


def started(*arguments: str | Path, folder: Path | None = None) -> Running:
    """`quizgen review --no-open` with these arguments, once it is ready."""
    command = [
        sys.executable,
        "-c",
        "from quizgen.cli import main; main()",
        "review",
        "--no-open",
        *map(str, arguments),
    ]
    here = {"PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env={**os.environ, **here},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a run in the background ignores it
    )  # fmt: skip
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if line.startswith("Reviewing "):
            return Running(page_at(line.rpartition(": ")[2].strip()), process, told)
    raise AssertionError(told)
