"""A sitting with a clock and a keyboard of our own: what is asked, saved, proposed, undone."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from test_study_samples import SUEZ

from quizgen.errors import DeckError
from quizgen.study import exam, history
from quizgen.study.items import Item, clean, items_of, read_items
from quizgen.study.marking import mark, right_letters
from quizgen.study.session import ask_all
from quizgen.study.sitting import Desk, Rules, Sitting, Talk, lettered, plan, retry


class World:
    """A clock, lines that will be typed and keys that will be pressed; what was shown."""

    def __init__(
        self, lines: list[str], keys: str | None = None, rules: Rules | None = None, seconds: float = 2.0
    ) -> None:
        self.time = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.lines, self.keys = iter(lines), None if keys is None else iter(keys)
        self.seconds = seconds
        self.shown: list[str] = []
        self.talk = Talk(
            lambda line: self.shown.append(f"{line.lead}{line.text.plain}"),
            self.line,
            None if keys is None else self.key,
            plain=True,
        )
        self.db = history.open_history(":memory:")
        self.desk = Desk(self.db, lambda: self.time, lambda: self.time.timestamp(), rules or Rules())

    def line(self, prompt: str) -> str:
        self.time += timedelta(seconds=self.seconds)
        try:
            return next(self.lines)
        except StopIteration:
            raise EOFError from None

    def key(self) -> str:
        assert self.keys is not None
        try:
            return next(self.keys)
        except StopIteration:
            raise EOFError from None

    @property
    def text(self) -> str:
        return "\n".join(self.shown)

    def study(self, items: list[Item]) -> Sitting:
        sitting = Sitting(plan(items, self.desk))
        ask_all(sitting, self.desk, self.talk)
        return sitting

    def log(self) -> list[tuple[str, int, str]]:
        return [(each.question, each.rating, each.typed) for each in history.reviews(self.db)]


@pytest.fixture
def suez(tmp_path: Path) -> list[Item]:
    path = tmp_path / "suez.toml"
    path.write_text(SUEZ)
    return read_items(path)


@pytest.fixture(autouse=True)
def close_histories(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened = []
    real = history.open_history
    monkeypatch.setattr(history, "open_history", lambda path: opened.append(real(path)) or opened[-1])
    yield
    for each in opened:
        each.close()


def letters(item: Item, number: int = 0) -> str:
    """What answers a question with letters, when it is asked as the `number`-th."""
    shown = lettered(item, number)
    return right_letters(item, shown) if item.pairs else "abcd"[shown.index(item.answer)]


def test_a_whole_deck_over_a_pipe(suez: list[Item]) -> None:
    lines = ["1869", "Lesseps", letters(suez[2], 2), "Mediterranean", "f", letters(suez[5], 5), letters(suez[6], 6)]
    world = World(lines)
    sitting = world.study(suez)
    assert [each.counts for each in sitting.done] == [True] * 7
    assert not sitting.queue
    assert world.log() == sorted((item.id, 3, typed) for item, typed in zip(suez, lines, strict=True))
    assert "the Suez Canal opened in November *1869*." in world.text
    assert "A short history of the Suez Canal · 2021-03-25" in world.text
    assert "7 of 7 · streak 6 · 1 left" in world.text


def test_wrong_and_revealed_come_again_in_a_minute(suez: list[Item]) -> None:
    world = World(["1870", "", "Lesseps"], seconds=40)
    sitting = world.study(suez[:2])
    assert [(each.item.id, each.counts) for each in sitting.done] == [("q1", False), ("q2", False)]
    assert [each.id for each in sitting.missed] == ["q1", "q2"]
    world.time += timedelta(minutes=2)
    assert [each.id for each in plan(suez[:2], world.desk)] == ["q1", "q2"]


def test_missed_question_returns_within_the_session(suez: list[Item]) -> None:
    world = World(["1870", "lesseps", letters(suez[2], 2), "1869"], seconds=35)
    sitting = world.study(suez[:3])
    assert [each.item.id for each in sitting.done] == ["q1", "q2", "q3", "q1"]


def test_slow_is_hard_and_keys_change_the_rating(suez: list[Item]) -> None:
    world = World(["1869"], "\r", seconds=120)
    assert world.study(suez[:1]).done[0].slow
    assert world.log() == [("q1", 2, "1869")]
    world = World(["1869", "who knows"], "43")
    sitting = world.study(suez[:2])
    assert world.log() == [("q1", 4, "1869"), ("q2", 3, "who knows")]
    assert sitting.streak == 2


def test_revealing_waits_for_a_key(suez: list[Item]) -> None:
    world = World([""], "\r\r 2")
    world.study(suez[:1])
    assert world.log() == [("q1", 2, "")]


def test_undo_before_and_after_the_answer(suez: list[Item]) -> None:
    world = World(["1870", "u", "1871", "1869", "lesseps"], "\ru\r\r")
    sitting = world.study(suez[:2])
    assert world.log() == [("q1", 3, "1869"), ("q2", 3, "lesseps")]
    assert [each.counts for each in sitting.done] == [True, True]
    world = World(["u", "1869"])
    assert len(world.study(suez[:1]).done) == 1
    assert "nothing to take back" in world.text


def test_skip_goes_last_and_skipping_everything_ends(suez: list[Item]) -> None:
    world = World(["s", "lesseps", "1869"])
    assert [each.item.id for each in world.study(suez[:2]).done] == ["q2", "q1"]
    world = World(["s"] * 50)
    sitting = world.study(suez)
    assert not sitting.done
    assert len(sitting.queue) == 7


def test_quit_help_and_end_of_input_leave_the_rest_waiting(suez: list[Item]) -> None:
    for lines in (["1869", "?", "q"], ["1869"]):
        world = World(lines)
        sitting = world.study(suez)
        assert len(sitting.done) == 1
        assert [item.id for item in sitting.queue] == ["q2", "q3", "q4", "q5", "q6", "q7"]
    world = World(["1869"], "q")
    assert len(world.study(suez).queue) == 6


def test_interrupt_at_any_prompt_loses_nothing(suez: list[Item]) -> None:
    world = World(["1869", "lesseps"], "\r")

    def interrupt() -> str:
        raise KeyboardInterrupt

    talk = Talk(world.talk.show, world.talk.line, interrupt)
    sitting = Sitting(plan(suez, world.desk))
    with pytest.raises(KeyboardInterrupt):
        ask_all(sitting, world.desk, talk)
    assert world.log() == [("q1", 3, "1869")]  # saved before the key was asked for
    assert len(sitting.done) == 1
    assert len(sitting.queue) == 6


def test_report_rests_the_question_until_it_is_changed(suez: list[Item]) -> None:
    world = World(["e", "y", "lesseps"])
    assert [each.item.id for each in world.study(suez[:2]).done] == ["q2"]
    assert [each.question for each in history.reports(world.db)] == ["q1"]
    assert [each.id for each in plan(suez[:1], world.desk)] == []
    for change in ({"stem": "In which year?"}, {"also_accept": ("1869",)}, {"evidence": ("It opened in 1869.",)}):
        assert [each.id for each in plan([suez[0]._replace(**change)], world.desk)] == ["q1"]
    world = World(["1869"], "ey\r")
    world.study(suez[:1])
    assert world.log() == [("q1", 3, "1869")]
    assert len(history.reports(world.db)) == 1


def test_new_limit_minutes_and_cram(suez: list[Item]) -> None:
    assert len(plan(suez, World([], rules=Rules(new=2)).desk)) == 2
    world = World(["1869"] * 9, rules=Rules(minutes=1), seconds=40)
    sitting = world.study(suez)
    assert len(sitting.done) == 2
    assert len(sitting.queue) == 5
    world = World([""] * 7, rules=Rules(cram=True, seed=4))
    assert len(world.study(suez).done) == 7
    assert history.memory_of(world.db, "q1") is None
    assert len(plan(suez, world.desk)) == 7


def test_retry_asks_what_is_not_due_yet(suez: list[Item]) -> None:
    world = World(["1870", "lesseps", "1869"])
    sitting = world.study(suez[:2])
    assert [each.id for each in sitting.missed] == ["q1"]
    ask_all(retry(sitting), world.desk, world.talk, ahead=True)
    assert not sitting.missed
    assert len(sitting.done) == 3


def test_another_session_has_asked_it_meanwhile(suez: list[Item]) -> None:
    world = World(["lesseps"])
    sitting = Sitting(plan(suez[:2], world.desk))
    history.add(world.db, world.desk.scheduler, history.Review("q1", world.desk.now, 3))
    ask_all(sitting, world.desk, world.talk)
    assert [each.item.id for each in sitting.done] == ["q2"]


def test_options_are_shuffled_reproducibly(suez: list[Item]) -> None:
    orders = {tuple(lettered(suez[2], seed)) for seed in range(40)}
    assert len(orders) > 10
    assert lettered(suez[2], 7) == lettered(suez[2], 7)
    for seed in range(40):
        assert right_letters(suez[6], lettered(suez[6], seed)) != "abc"
        item, shown = suez[5], lettered(suez[5], seed)
        spaced = " ".join(f"{n}{c}" for n, c in enumerate(right_letters(item, shown), 1))
        assert mark(item, spaced, shown).counts


def test_fifth_option_is_an_answer_and_no_command() -> None:
    item = Item("q", "choice", "Which?", "a1", distractors=("b1", "c1", "d1", "e1"))
    seed = next(seed for seed in range(99) if lettered(item, seed)[4] != "a1")
    world = World(["e"], rules=Rules(seed=seed))
    assert len(world.study([item]).done) == 1
    assert not history.reports(world.db)


def test_exam_is_drawn_by_its_seed_and_schedules_nothing(suez: list[Item]) -> None:
    world = World(["1869", "lesseps", "x", "x"], rules=Rules(seed=1))
    answered = exam.sit(suez, 5, world.desk, world.talk)
    again = World([], rules=Rules(seed=1))
    assert [each.item.id for each in answered] == [each.item.id for each in exam.sit(suez, 5, again.desk, again.talk)]
    assert "Right" not in world.text
    assert not any(history.memory_of(world.db, item.id) for item in suez)
    assert {each.mode for each in history.reviews(world.db)} == {"exam"}
    found = exam.result(answered, 1, world.time)
    assert found["questions"] == 5
    assert json.loads(exam.to_json(found))["right"] == sum(each.mark.counts for each in answered)
    assert exam.to_csv(found).count("\n") == 6


def test_csv_cells_start_no_formula() -> None:
    answered = [exam.Answered(Item("q", "short", "=1+1", "2"), "@cmd")]
    assert "\nq,'=1+1,2,'@cmd," in exam.to_csv(exam.result(answered, 0, datetime(2026, 1, 1, tzinfo=UTC)))


EVIL = "a\x1b[31mred\x1b]0;title\x07 [bold]b[/x] \x9b2J \u202egnp\u2066 c\r\nd \x00"


def test_no_control_sequence_and_no_markup_from_a_deck() -> None:
    assert clean(EVIL) == "a[31mred]0;title [bold]b[/x] 2J gnp c d"
    question = {
        "id": "q\x1b", "form": "choice", "stem": EVIL, "answer": EVIL, "distractors": ["x" + EVIL, "y", "z"],
        "also_accept": [EVIL], "note": EVIL, "kind": "date", "fact": "f", "changed": "2025-01-01T00:00:00Z",
    }  # fmt: skip
    fact = {"id": "f", "evidence": {"text": EVIL}, "person": EVIL}
    deck = {
        "title": EVIL,
        "articles": [{"id": "a", "title": EVIL, "source": EVIL}],
        "facts": [fact],
        "questions": [question],
    }
    world = World(["\x1b[A" + EVIL, "a"])
    world.study(list(items_of(deck)))
    assert "[bold]b[/x]" in world.text
    assert not any(ord(c) < 32 and c != "\n" for c in world.text)
    assert not set("\x7f\x9b\u202e\u2066") & set(world.text)
    assert all("\x1b" not in typed for _, _, typed in world.log())


def test_a_broken_deck_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(SUEZ.replace('stem = "Who led', 'stm = "Who led'))
    with pytest.raises(DeckError, match=r"broken\.toml:44: question 2: add 'stem'; 'stm' is no key"):
        read_items(path)
    path.write_text(SUEZ.replace('id = "q2"', 'id = "q1"'))
    with pytest.raises(DeckError, match="stands twice"):
        read_items(path)
    with pytest.raises(DeckError, match="check the path"):
        read_items(tmp_path / "none.toml")


def test_next_question_is_quick_with_100_000_in_the_history(tmp_path: Path) -> None:
    import time

    with closing(history.open_history(tmp_path / "h.sqlite")) as db:
        start = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000)
        with history.writing(db):
            db.executemany(
                "INSERT INTO log (question, at, mode, rating) VALUES (?, ?, 'study', 3)",
                ((f"q{n}", start) for n in range(100_000)),
            )
            db.executemany(
                "INSERT INTO cards VALUES (?, 2, NULL, 3.0, 5.0, ?, ?)",
                ((f"q{n}", start + n, start) for n in range(100_000)),
            )
        items = [Item(f"q{n}", "short", "When?", "1869") for n in range(300)]
        asked: list[float] = []

        def line(prompt: str) -> str:
            asked.append(time.perf_counter())
            if len(asked) > 200:
                raise EOFError
            return "1869"

        desk = Desk(db, lambda: datetime(2026, 1, 1, tzinfo=UTC), time.monotonic, Rules())
        ask_all(Sitting(plan(items, desk)), desk, Talk(lambda line: None, line))
        gaps = sorted(b - a for a, b in pairwise(asked))
        assert gaps[len(gaps) // 2] < 0.02
