"""Printing a quiz of 40 questions and its key: ours beside typst alone.

    python bench/handout.py

`drawing` is what typst needs for our own pages with the data at hand; `plain typst` is a source with the same texts
typed into it, as lists and a table without any design. Every run has texts of its own, since typst remembers what it
has set before, and a process of its own, so that the first counts like a user's.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import typst

from quizgen.models import Dated, Deck, Evidence, KeptArticle, Pair, Question
from quizgen.render.handout import lay_out, print_handout, render_handout

RUNS = 7
FORMS = ("choice", "true-false", "cloze", "choice", "short", "choice", "matching", "choice", "ordering", "short")


def run(runs: int = RUNS) -> list[tuple[str, float]]:
    """Name and figure of each measurement, medians: milliseconds, and the ratio that is to stay below 1.3."""
    times = {name: statistics.median(_in_a_process(name, number) for number in range(runs)) for name in WORK}
    return [
        *((f"{name}, ms", figure) for name, figure in times.items()),
        ("quizgen / drawing", times["quizgen"] / times["drawing"]),
        ("quizgen / plain typst", times["quizgen"] / times["plain typst"]),
    ]


def _in_a_process(name: str, number: int) -> float:
    command = [sys.executable, __file__, name, str(number)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measure(name: str, number: int) -> float:
    work = WORK[name](deck(40, f"in report {number}"))
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _drawing(deck: Deck) -> Callable[[], object]:
    handout = lay_out(deck)
    return lambda: print_handout(handout)


def _plain(deck: Deck) -> Callable[[], object]:
    source = plain_source(deck).encode()
    fonts = typst.Fonts(include_system_fonts=False)
    return lambda: typst.Compiler(source, font_paths=fonts).compile(format="pdf", pdf_standards=["ua-1"])


WORK: dict[str, Callable[[Deck], Callable[[], object]]] = {
    "quizgen": lambda deck: lambda: render_handout(deck),
    "drawing": _drawing,
    "plain typst": _plain,
    "30 versions": lambda deck: lambda: render_handout(deck, versions=30),
    "30 versions, one by one": lambda deck: lambda: [render_handout(each) for each in _turned(deck)],
}


def _turned(deck: Deck) -> list[Deck]:
    """Thirty decks with the questions of one, each beginning with another: what versions would be without versions."""
    asked = deck.questions
    return [deck.model_copy(update={"questions": asked[n:] + asked[:n]}) for n in range(30)]


def plain_source(deck: Deck) -> str:
    """What somebody would type who wanted the same questions and key."""
    text = json.dumps  # a JSON string of these letters is a typst string
    lines = ["#set document(title: [Quiz])", '#set page(numbering: "1 of 1")', "= Quiz"]
    rows = []
    for section in lay_out(deck).tests[0].sections:
        lines += [f"== {section.title}", f"_{section.instruction}_"]
        for item in section.items:
            lines.append(f"#enum(start: {item.number})[#{text(item.stem)}#{text(item.rest)}")
            lines += [f"  - #{text(option.letter)} #{text(option.text)}" for option in item.options]
            lines += [f"  - #{text(row.text)}" for row in item.rows]
            lines.append("  #line(length: 5cm)]" if item.form in ("short", "cloze") else "]")
            proof = "".join(quote.before + quote.answer + quote.after for quote in item.evidence)
            rows.append(f"[{item.number}], {text(item.key + ' ' + item.answer)}, {text(proof)}, {text(item.id)},")
    return "\n".join([*lines, "#pagebreak()", "= Key", "#table(columns: (auto, 1fr, 2fr, auto),", *rows, ")"])


def deck(size: int, where: str) -> Deck:
    """Ships and years; `where` makes the texts differ from those of another deck."""
    facts, questions = [], []
    for n in range(size):
        year = 1800 + n
        what = f"ship number {n} passed the canal {where}"
        proof = f"It was in {year}, ten days after the lock had opened, that {what} on the way to the Baltic Sea."
        evidence = Evidence(text=proof, start=0, end=len(proof))
        facts.append(Dated(id=f"f{n}", statement=f"{what}, in {year}.", event=what, when=str(year), evidence=evidence))
        form = FORMS[n % len(FORMS)]
        asked: dict[str, object] = {"stem": f"In which year can one say that {what}?", "answer": str(year)}
        if form == "choice":
            asked["distractors"] = tuple(str(year + step) for step in (7, 11, 23))
        elif form == "cloze":
            asked["stem"] = f"In the year ____, {what}."
        elif form == "true-false":
            asked = {"stem": f"In {year}, {what}.", "answer": "True"}
        elif form in ("matching", "ordering"):
            pairs = tuple(Pair(left=f"Ship {n + step} passed", right=str(year + step)) for step in range(4))
            asked = {"stem": f"Here are four ships of {year} and later: which is which?", "pairs": pairs}
        changed = datetime(2025, 3, 1, tzinfo=UTC)
        common = {"id": f"f{n}-{form}", "form": form, "kind": "date", "fact": f"f{n}", "template": "x"}
        questions.append(Question.model_validate(common | asked | {"changed": changed}))
    info = KeptArticle(id="ships", title="Ships")
    return Deck(title="Ships", articles=(info,), facts=tuple(facts), questions=tuple(questions))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(_measure(sys.argv[1], int(sys.argv[2])))
    else:
        for label, figure in run():
            print(f"{label:28}{figure:10.2f}")
