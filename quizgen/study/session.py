"""One sitting: questions are asked, marked, saved and rated until none is due.

A review is saved before it is shown as marked; a key pressed afterwards replaces it. So whatever ends the session,
Ctrl-C or a closed terminal, nothing that stood on the screen is lost.
"""

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from quizgen.study import history, screen
from quizgen.study.days import due_at
from quizgen.study.items import LONGEST, Item, clean
from quizgen.study.scheduling import Memory, waits
from quizgen.study.screen import note
from quizgen.study.sitting import Desk, Done, Sitting, Talk, lettered, slow_after, tell

if TYPE_CHECKING:
    from quizgen.study.marking import Mark

AGAIN, HARD, GOOD = 1, 2, 3
SOON = 20 * 60_000  # what is due again within 20 minutes is kept for this session


def ask_all(sitting: Sitting, desk: Desk, talk: Talk, ahead: bool = False) -> None:
    """Ask what is in the queue, and what becomes due meanwhile. `ahead`: even what is not due (a retry).

    KeyboardInterrupt passes through: `sitting` and the history hold every answer given until then.
    """
    started, skipped = desk.timer(), 0
    if sitting.queue and not sitting.done:
        talk.show(screen.keys())
    while item := _next(sitting, desk, ahead):
        if desk.rules.minutes is not None and desk.timer() - started >= 60 * desk.rules.minutes:
            sitting.queue.appendleft(item)
            talk.show(note("Time is up."))
            return
        answered = len(sitting.done)
        try:
            action = _ask(item, sitting, desk, talk)
        except EOFError:
            action = "quit"
        except KeyboardInterrupt:
            if len(sitting.done) == answered:
                sitting.queue.appendleft(item)
            raise
        skipped = skipped + 1 if action == "skip" else 0
        if action == "skip":
            sitting.queue.append(item)
        elif action in ("undo", "redo", "quit"):
            sitting.queue.appendleft(item)
        if action == "undo":
            _undo(sitting, desk, talk)
        if action in ("quit", "stop") or skipped >= len(sitting.queue) > 0:  # all that is left was skipped
            return


def _next(sitting: Sitting, desk: Desk, ahead: bool) -> Item | None:
    if sitting.later and sitting.later[0][0] <= desk.now:
        return heappop(sitting.later)[2]
    while sitting.queue:
        item = sitting.queue.popleft()
        memory = history.memory_of(desk.connection, item.id)
        if ahead or desk.rules.cram or memory is None or due_at(memory, desk.days) <= desk.now:
            return item  # else another session has asked it meanwhile
    return None


def _ask(item: Item, sitting: Sitting, desk: Desk, talk: Talk) -> str:
    """Ask one question until something comes of it; returns what.

    Before the answer "skip", "undo", "report" or "quit", after it "done", "redo" or "stop".
    """
    shown = lettered(item, desk.rules.seed + len(sitting.done))
    talk.show(note(""))
    talk.show(screen.head(len(sitting.done), 1 + len(sitting.queue), sitting.streak, item.deck))
    tell(talk, screen.question(item, shown, sitting.placed))
    sitting.placed = item.placing or sitting.placed
    started = desk.timer()
    from quizgen.study.marking import mark  # while the learner reads: the first question comes sooner

    while True:
        typed = clean(talk.line(screen.prompt(item)))[:LONGEST]
        seconds = max(0.0, desk.timer() - started)
        found = mark(item, typed, shown)
        chosen = item.form == "choice" and typed.lower() in map(screen.letter, range(len(shown)))
        action = "" if found.counts or chosen else screen.COMMANDS.get(typed.lower(), "")
        if action == "help":
            tell(talk, screen.help_lines())
        elif action == "undo" and not sitting.done:
            talk.show(note("There is nothing to take back yet."))
        elif action == "report":
            if _report(item, desk, talk):
                return action
        elif action:
            return action
        else:
            return _settle(item, shown, typed, found, seconds, sitting, desk, talk)


def _undo(sitting: Sitting, desk: Desk, talk: Talk) -> None:
    last = sitting.done.pop()
    history.take_back(desk.connection, desk.scheduler, last.row, desk.now)
    sitting.later = [each for each in sitting.later if each[1] != last.row]
    sitting.queue.appendleft(last.item)
    talk.show(note("The last answer is taken back."))


def _settle(
    item: Item, shown: list[str], typed: str, found: "Mark", seconds: float, sitting: Sitting, desk: Desk, talk: Talk
) -> str:
    """Save the answer with the rating it deserves, show it, and let the learner change the rating."""
    slow = seconds > slow_after(item)
    # "easy" is never proposed: only the learner knows how it felt
    proposed = AGAIN if not found.counts else HARD if slow or found.verdict == "nearly" else GOOD
    before = history.memory_of(desk.connection, item.id)
    entry = history.Review(
        question=item.id,
        at=desk.now,
        rating=proposed,
        mode="cram" if desk.rules.cram else "study",
        verdict=found.verdict if typed else "revealed",
        duration=round(1000 * seconds),
        typed=typed,
    )
    row, memory = history.add(desk.connection, desk.scheduler, entry)
    sitting.done.append(Done(item, row, found.counts, slow))
    coming = [*sitting.queue, *(each for _, _, each in sitting.later)]
    talk.show(screen.verdict(item, found if typed else None, shown, coming))
    tell(talk, screen.evidence(item, talk.plain, coming))
    choice = _rate(item, proposed if typed else None, before, desk, talk)
    if choice == "redo":
        sitting.done.pop()
        history.take_back(desk.connection, desk.scheduler, row, desk.now)
        return choice
    if choice.isdigit() and int(choice) != proposed:
        rating = int(choice)
        row, memory = history.add(desk.connection, desk.scheduler, entry._replace(rating=rating), replaces=row)
        sitting.done[-1] = Done(item, row, rating != AGAIN, slow)
    if memory is not None and not desk.rules.cram and memory.due - desk.now < SOON:
        heappush(sitting.later, (memory.due, row, item))
    return "stop" if choice == "stop" else "done"


def _rate(item: Item, proposed: int | None, before: Memory | None, desk: Desk, talk: Talk) -> str:
    """The learner's key: "1" to "4", "redo" or "stop"; "" keeps what is proposed, if anything is."""
    if talk.key is None:
        return ""
    if desk.rules.cram:
        talk.show(note("Enter goes on"))
    else:
        now = max(desk.now, before.last) if before else desk.now
        tell(talk, screen.ratings(proposed, waits(desk.scheduler, before, now)))
    while True:
        try:
            key = talk.key()
        except EOFError:
            return "stop"
        if key in ("1", "2", "3", "4"):
            return key
        if key in ("\r", "\n", " ") and (proposed or desk.rules.cram):
            return ""
        if key == "?":
            tell(talk, screen.help_lines())
        elif key == "e":
            _report(item, desk, talk)
        elif key == "u":
            return "redo"
        elif key == "q":
            return "stop"


def _report(item: Item, desk: Desk, talk: Talk) -> bool:
    """Ask whether the question is bad, and report it if so; whether it was reported."""
    talk.show(note("A bad question? y reports it; any other key goes back."))
    try:
        said = talk.key() if talk.key else talk.line("y or n> ").strip().lower()[:1]
    except EOFError:  # whoever reads next meets it again
        said = ""
    if said != "y":
        talk.show(note("Not reported."))
        return False
    answer = screen.full_answer(item, ())
    history.report(desk.connection, history.Report(item.id, desk.now, item.deck, item.stem, answer, item.content))
    talk.show(note("Reported. `quizgen study --reported` lists it."))
    return True
