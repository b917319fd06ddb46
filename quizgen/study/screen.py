"""What the self-test shows, as rich texts. Never markup: rich would obey brackets that came from an article."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.text import Text

from quizgen.study.items import BLANK, Item

if TYPE_CHECKING:
    from quizgen.study.history import Report
    from quizgen.study.marking import Mark

RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
COMMANDS = {"?": "help", "s": "skip", "u": "undo", "e": "report", "q": "quit"}


class Line(NamedTuple):
    """A text that keeps its indent when it wraps; `lead` stands in the indent of its first line."""

    text: Text
    indent: int = 0
    lead: str = ""


def note(text: str) -> Line:
    """A remark of the program, not of the deck."""
    return Line(Text(text, "dim"), 2)


def keys() -> Line:
    """The keys, for the first screen."""
    return note("Enter shows the answer · s skip · u undo · e report · q quit · ? help")


def help_lines() -> Iterator[Line]:
    """What can be typed and pressed."""
    yield note("Instead of an answer:")
    for key, does in (
        ("Enter", "show the answer"),
        ("?", "this help"),
        ("s", "skip the question"),
        ("u", "undo the last answer"),
        ("e", "report a bad question"),
        ("q", "stop; everything is saved"),
    ):
        yield Line(Text(does), 13, f"    {key}")
    yield note("After the answer:")
    yield Line(Text("again, hard, good, easy"), 13, "    1 2 3 4")
    yield Line(Text("as proposed"), 13, "    Enter")
    yield note('Marked wrong, but right after all? Press 3. To answer just "s", type it with a full stop.')


def head(done: int, left: int, streak: int, deck: str) -> Line:
    """Where the learner is: always the first line of a question."""
    return Line(Text(f"{done + 1} of {done + left} · streak {streak} · {left} left · {deck}", "dim"))


def exam_head(done: int, all_: int) -> Line:
    """Where the learner is in an exam."""
    return Line(Text(f"{done + 1} of {all_} · exam", "dim"))


def exam_result(found: dict[str, Any]) -> Iterator[Line]:
    """The score, and each question that was missed, with its answer."""
    score = f"{found['right']} of {found['questions']} right ({found['percent']:g} %)"
    yield Line(Text(score, "bold"))
    for each in found["answers"]:
        if not each["right"]:
            text = Text.assemble(f"{each['stem']} → ", (each["answer"], "bold"))
            text.append(f" – typed: {each['typed']}" if each["typed"] else " – not answered", "dim")
            yield Line(text, 4, "  ✗")


def question(item: Item, shown: Sequence[str], placed: str = "") -> Iterator[Line]:
    """The stem with its numbered and lettered lines; above it its placing line, unless that is `placed`, told before."""
    if item.placing and item.placing != placed:
        yield Line(Text(item.placing, "dim italic"))
    stem = Text(item.stem, "bold")
    yield Line(Text.assemble(("True or false? ", "dim"), stem) if item.form == "true-false" else stem)
    if item.form == "matching":
        for number, (left, _) in enumerate(item.pairs, 1):
            yield Line(Text(left), 5, f"  {number}")
        yield Line(Text())
    for number, text in enumerate(shown):
        yield Line(Text(text), 5, f"  {letter(number)}")
    if item.pairs:
        order = f"for 1 to {len(item.pairs)}" if item.form == "matching" else "from first to last"
        yield note(f"The letters {order}, such as: {' '.join(map(letter, range(len(item.pairs))))}")


def prompt(item: Item) -> str:
    """What stands before the cursor."""
    return {"choice": "letter> ", "true-false": "t or f> ", "matching": "letters> ", "ordering": "letters> "}.get(
        item.form, "> "
    )


def verdict(item: Item, mark: "Mark | None", shown: Sequence[str], coming: Sequence[Item] = ()) -> Line:
    """Right or wrong, and the answer. No mark: the learner only wanted to see it.

    Of the note what answers a question still to come is blanked.
    """
    note = item.note
    for start, end in reversed(_spoilers(note, item, coming)):
        note = note[:start] + BLANK + note[end:]
    answer = full_answer(item._replace(note=note), shown)
    if mark is None:
        return Line(Text.assemble(("Answer: ", "bold"), answer))
    word, style = {
        "right": ("✓ Right: ", "bold green"),
        "slip": ("✓ Right, with a slip: ", "bold green"),
        "nearly": ("✓ Nearly right: ", "bold yellow"),
        "partly": ("✗ Not quite: ", "bold yellow"),
        "wrong": ("✗ Wrong: ", "bold red"),
    }[mark.verdict]
    text = Text.assemble((word, style), answer)
    if mark.note:
        text.append(f" ({mark.note})", "dim")
    return Line(text)


def full_answer(item: Item, shown: Sequence[str]) -> str:
    """The answer in words, with its letter where there are letters."""
    if item.form == "choice" and item.answer in shown:
        return f"{letter(list(shown).index(item.answer))}  {item.answer}"
    if item.form == "matching":
        return "; ".join(f"{left} – {right}" for left, right in item.pairs)
    if item.form == "ordering":
        return ", ".join(f"{left} ({right})" if right else left for left, right in item.pairs)
    if item.form == "true-false" and item.note:
        return f"{item.answer}. {item.note}"
    return item.answer


def evidence(item: Item, plain: bool, coming: Sequence[Item] = ()) -> Iterator[Line]:
    """The sentences that prove it, the answer highlighted (by asterisks where there are no styles); the source.

    What answers a question that is still to come is blanked.
    """
    hidden = False
    for sentence in (*item.evidence, item.source):
        own = places(sentence, item) if sentence != item.source else []
        gaps = [(start, end) for start, end in _spoilers(sentence, item, coming) if not _meets(own, start, end)]
        hidden = hidden or bool(gaps)
        text, at = Text(style="dim" if sentence == item.source else ""), 0
        for start, end in sorted([*own, *gaps]):
            text.append(sentence[at:start])
            if (start, end) in gaps:
                text.append(BLANK)
            else:
                text.append(
                    f"*{sentence[start:end]}*" if plain else sentence[start:end], "" if plain else "bold underline"
                )
            at = end
        text.append(sentence[at:])
        yield Line(text, 2)
    if hidden:
        yield note(f"{BLANK} hides what another question will ask.")


def _spoilers(text: str, item: Item, coming: Sequence[Item]) -> list[tuple[int, int]]:
    from quizgen.study.telling import spoilers  # with marking, which is loaded while the learner reads

    return spoilers(text, item, coming)


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def places(sentence: str, item: Item) -> list[tuple[int, int]]:
    """Where the answer, or else a wording that is accepted for it, stands in a sentence."""
    answers = [item.answer, *item.also_accept] if item.form not in ("matching", "ordering") else []
    for answer in answers:
        if answer and item.form != "true-false":
            pattern = rf"(?<!\w){re.escape(answer)}(?!\w)"
            if spans := [match.span() for match in re.finditer(pattern, sentence, re.IGNORECASE)]:
                return spans
    return []


def reported(reports: Sequence["Report"]) -> Iterator[Line]:
    """The questions that were reported as bad: each with its answer, its deck, its day and its id."""
    for each in reports:
        yield Line(Text.assemble(f"{each.stem} → ", (each.answer, "bold")), 4, "  ✗")
        day = datetime.fromtimestamp(each.at / 1000).date()
        yield Line(Text(f"{each.deck} · reported on {day} · question {each.question}", "dim"), 4)
    if reports:
        yield note("They rest until they are changed in their decks.")
    else:
        yield note("No question is reported. While studying, e reports the one on the screen.")


def ratings(proposed: int | None, waits: dict[int, int]) -> Iterator[Line]:
    """The four keys, each with the time until the question comes again; the proposed one stands out."""
    if not proposed:
        yield Line(Text("How well did you know it?"))
    text = Text()
    for rating, name in RATINGS.items():
        text.append(f"{rating} {name}", "bold reverse" if rating == proposed else "bold")
        text.append(f" ({in_words(waits[rating])})  ", "dim")
    if proposed:
        text.append(f"Enter: {RATINGS[proposed]}", "dim")
    yield Line(text)


def in_words(milliseconds: int) -> str:
    """A time to wait, short: "10 min", "3 days"."""
    minutes = milliseconds / 60_000
    for limit, unit, size in (
        (60, "min", 1),
        (24 * 60, "h", 60),
        (60 * 24 * 60, "day", 1440),
        (730 * 1440, "month", 43_830),
    ):
        if minutes < limit:
            number = max(1, round(minutes / size))
            return f"{number} {unit}" + ("s" if number > 1 and unit in ("day", "month") else "")
    return f"{minutes / 525_960:.1f} years"


def letter(number: int) -> str:
    """0 -> "a"."""
    return chr(ord("a") + number)


def summary(
    right: int, wrong: int, slow: int, missed: Sequence[Item], next_due: int | None, waiting: int
) -> Iterator[Line]:
    """The end: how it went, what was missed, and when the next question is due (milliseconds from now)."""
    text = Text("Nothing answered.", "bold")
    if right + wrong:
        text = Text(f"{right + wrong} answered: {right} right, {wrong} wrong", "bold")
        text.append(f", {slow} slow. All saved." if slow else ". All saved.", "not bold")
    yield Line(text)
    for item in missed:
        yield Line(Text.assemble(f"{item.stem} → ", (full_answer(item, ()), "bold")), 4, "  ✗")
    if waiting:
        yield Line(Text(f"{waiting} more due now."))
    elif next_due is not None:
        yield Line(Text(f"Next due in {in_words(next_due)}."))
