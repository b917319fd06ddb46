"""What is written for learning platforms and quiz programs comes back equal through readers of other houses."""

import re
from collections.abc import Callable
from pathlib import Path

import lms_readers
import pytest
from anki.collection import Collection
from click.testing import CliRunner
from deck_samples import canals, every_slot, history, printable
from hypothesis import given, settings
from hypothesis import strategies as st
from lms_readers import Read

from quizgen import deck_file
from quizgen.cli import main
from quizgen.errors import RenderError
from quizgen.models import Deck, KeptParagraph
from quizgen.render.formats import FORMATS, render
from quizgen.render.lms.entries import Entry, clean, sheet_of

NASTY = (
    "std::vector & \"friends\": <b>part 1</b>",
    "{{c1::STL}} A{B}}C {1:SHORTANSWER:=x}",
    r"\(\TeX\) for $0 \\ \* \n $$x$$",
    "[sound:bell.mp3] [latex]x^2[/latex] [html] [id:x]",
    "<script>alert(1)</script> &amp; &lt; AT&T AT&amp;T",
    "100% fun %50% %-10% ~ = # { } : * ** -- -> =>",
    "=1+1",
    "A. one, B) two; ANSWER: C",
    "// a comment :: ::name:: ####",
    "_x000D_ 'quoted' \"twice\" “curly” `tick`",
    "two\nlines\tand a tab\x00\x1f",
    "שלום عربي 日本語 🙂 München",
    "@cmd|' /C calc'!A0 -2+3 +4",
)  # fmt: skip
CHOICES_ONLY = ("aiken", "kahoot", "wayground", "blooket", "gimkit")
READERS: dict[str, Callable[[bytes], list[Read]]] = {
    name: getattr(lms_readers, name)
    for name in (
        "moodle",
        "gift",
        "qti12",
        "aiken",
        "kahoot",
        "wayground",
        "blooket",
        "gimkit",
        "blackboard",
        "brightspace",
    )
}


def expected(entry: Entry) -> Read:
    """What an importer must find of an entry as a format holds it."""
    stem = entry.asked
    match entry.form:
        case "short" | "cloze":
            return Read(entry.form, stem, entry.accepted)
        case "matching":
            return Read("matching", stem, pairs=entry.pairs)
        case "ordering":
            return Read("ordering", stem, tuple(left for left, _ in entry.pairs))
    return Read(entry.form, stem, options=tuple((option.text, option.right) for option in entry.options))


def plain(read: Read, name: str) -> Read:
    """As a format tells it: games and Aiken know choices only, Gimkit no order of options, others no blanks."""
    stem = " ".join(read.stem.split())
    form = read.form
    if name in CHOICES_ONLY:
        form = "choice"
    elif name != "moodle" and form == "cloze":
        form = "short"
    options = tuple(sorted(read.options)) if name == "gimkit" else read.options
    return read._replace(form=form, stem=stem, options=options)


def comes_back(deck: Deck, name: str) -> int:
    """Read what was written of a deck and compare it; how many questions came back."""
    sheet = sheet_of(deck)
    held = [fitting for entry in sheet.entries if isinstance(fitting := FORMATS[name].fit(entry), Entry)]
    if not held:
        with pytest.raises(RenderError, match=f"{name} can hold no question"):
            render(deck, name)
        return 0
    written = render(deck, name)
    assert written.held + len(written.left_out) == len(sheet.entries)
    assert {each.id for each in written.left_out} <= {entry.id for entry in sheet.entries}
    read = READERS[name](written.content)
    assert [plain(each, name) for each in read] == [plain(expected(entry), name) for entry in held]
    assert render(deck, name) == written
    return len(read)


def offering(text: str) -> Deck:
    """A question of each form with a text wherever one can stand, the short ones and the choice with three wrong options."""
    deck = printable(every_slot("x", text))
    wrong = tuple(f"{text} {n}" for n in (1, 2, 3))
    return deck.model_copy(
        update={
            "questions": tuple(
                question.model_copy(update={"distractors" if question.form == "choice" else "options": wrong})
                for question in deck.questions
            )
        }
    )


def joined(decks: list[Deck]) -> Deck:
    first = decks[0]
    questions = (
        question.model_copy(update={"id": f"{number}-{question.id}"})
        for number, deck in enumerate(decks)
        for question in deck.questions
    )
    return first.model_copy(update={"questions": tuple(questions)})


@pytest.mark.parametrize("name", READERS)
def test_nasty_strings_come_back(name: str) -> None:
    came = comes_back(joined([offering(text) for text in NASTY]), name)
    assert came >= len(NASTY) * (3 if name in CHOICES_ONLY else 5)


@pytest.mark.parametrize("name", READERS)
def test_a_class_comes_back(name: str) -> None:
    came = comes_back(history(60), name)
    assert came == (30 if name in CHOICES_ONLY else 60)


texts = st.text(min_size=1, max_size=12).map(lambda text: f"x{clean(text)}y".replace("__", "_ _"))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=3, deadline=None, derandomize=True)
@given(drawn=st.lists(texts, min_size=6, max_size=6))
def test_any_string_comes_back(name: str, drawn: list[str]) -> None:
    comes_back(joined([offering(text) for text in drawn]), name)


def test_a_placing_line_stands_above_and_an_article_goes_along() -> None:
    deck = canals()
    article = deck.articles[0].model_copy(
        update={
            "title": "Ships & locks",
            "licence": "CC BY 4.0",
            "paragraphs": (KeptParagraph(start=0, text="The Suez Canal <opened> in 1869."),),
        }
    )
    placed, needy = deck.questions[2], deck.questions[4]
    questions = (placed.model_copy(update={"context": "placed"}), needy.model_copy(update={"context": "article"}))
    deck = deck.model_copy(update={"articles": (article,), "questions": questions})
    content = render(deck, "moodle").content.decode()
    assert content.index("Ships &amp;amp; locks&lt;/h3&gt;") < content.index("first ship through")
    assert "&lt;p&gt;The Suez Canal &amp;lt;opened&amp;gt; in 1869." in content
    assert "sample article · 17 November 2019 · CC BY 4.0" in content
    assert "<description" not in (bare := render(deck, "moodle", passage=False).content.decode())
    assert "opened&amp;gt;" not in bare
    assert lms_readers.gimkit(render(deck, "gimkit").content)[0].stem.startswith("Ships & locks: Which was the first")


def test_the_evidence_is_the_feedback() -> None:
    for name in ("moodle", "gift", "brightspace", "anki-text"):
        assert "one ship through it was" not in (said := render(canals(), name).content.decode())
        assert "the first ship through it was the Ancon" in said


def test_wordings_that_a_machine_would_refuse_are_accepted_too() -> None:
    deck = canals()
    first = deck.questions[0].model_copy(update={"answer": "the Suez Canal, Egypt", "also_accept": ("1,200 ships",)})
    entry = sheet_of(deck.model_copy(update={"questions": (first,)})).entries[0]
    assert entry.accepted == (
        *("the Suez Canal, Egypt", "1,200 ships", "Suez Canal, Egypt", "Suez Canal Egypt"),
        "1200 ships",
    )


def test_what_is_too_long_is_left_out_and_not_cut() -> None:
    deck = history(10, padding=" of the old and venerable kingdom beyond the seven mountains and the seven seas")
    left = {each.why for each in render(deck, "kahoot").left_out}
    assert any(re.fullmatch(r"\d+ characters, Kahoot allows 120", why) for why in left)


def test_kahoot_shows_the_title_where_there_is_room() -> None:
    deck = canals()
    question = deck.questions[2].model_copy(update={"context": "placed"})

    def stems(title: str, articles: int) -> list[str]:
        kept = tuple(deck.articles[0].model_copy(update={"title": title, "id": f"a{n}"}) for n in range(articles))
        shown = deck.model_copy(update={"articles": kept, "questions": (question,)})
        return [each.stem for each in lms_readers.kahoot(render(shown, "kahoot").content)]

    assert stems("Old canals", 1) == ["Old canals: Which was the first ship through the Panama Canal, in 1914?"]
    long = "How three nations dug their way from one sea to another"
    assert stems(f"{long} {long}", 1) == ["Which was the first ship through the Panama Canal, in 1914?"]
    with pytest.raises(RenderError, match="characters, Kahoot allows 120"):
        stems(f"{long} {long}", 2)


def test_anki_takes_the_text(tmp_path: Path) -> None:
    from anki.import_export_pb2 import ImportCsvRequest

    collection = Collection(str(tmp_path / "test.anki2"))
    try:
        deck = joined([offering(text) for text in NASTY])
        path = tmp_path / "cards.txt"
        path.write_bytes(render(deck, "anki-text").content)
        for number in (7 * len(NASTY), 0):  # a second import adds nothing
            metadata = collection.get_csv_metadata(str(path), None)
            log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
            assert len(log.new) == number
        shown = [lms_readers.visible(collection.get_note(each).fields[0]) for each in collection.find_notes("")]
        assert {clean(f"{text} stem") for text in NASTY} <= set(shown)
    finally:
        collection.close()


def test_quizlet_has_a_card_a_line() -> None:
    lines = render(canals(), "quizlet").content.decode().splitlines()
    assert lines[0] == "When did the Suez Canal open to ships?\tNovember 1869"
    assert all(line.count("\t") == 1 for line in lines)
    assert len(lines) == 8


# -------------------------------------------------------------------------------------------------------------- command


def export(tmp_path: Path, *arguments: str, code: int = 0) -> str:
    path = tmp_path / "canals.toml"
    path.write_text(deck_file.dumps(canals()), "utf-8")
    result = CliRunner().invoke(main, ["export", str(path), *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_the_ending_says_the_format_where_it_can(tmp_path: Path) -> None:
    export(tmp_path, "-o", str(tmp_path / "a.gift"))
    assert (tmp_path / "a.gift").read_text().startswith("$CATEGORY")
    assert "say which format, with --to moodle" in export(tmp_path, "-o", str(tmp_path / "a.xml"), code=1)
    wrong = export(tmp_path, "-o", str(tmp_path / "a.xlsx"), "--to", "moodle", code=1)
    assert "--to moodle makes no .xlsx file; name it a.xml" in wrong


def test_what_is_left_out_is_named_in_one_line(tmp_path: Path) -> None:
    said = export(tmp_path, "--to", "gimkit", "-o", str(tmp_path / "a.csv"))
    assert said == (
        "2 of 6 questions; gimkit cannot hold the others (needs three wrong options: f1-when, f2-years; "
        "matching is no choice: f1-match; ordering is no choice: f1-order)\n"
    )


def test_who_needs_an_article_that_does_not_go_along_is_told(tmp_path: Path) -> None:
    deck = canals()
    needy = (q.model_copy(update={"context": "article"}) for q in deck.questions)
    path = tmp_path / "needy.toml"
    path.write_text(deck_file.dumps(deck.model_copy(update={"questions": tuple(needy)})), "utf-8")

    def said(*options: str) -> str:
        return CliRunner().invoke(main, ["export", str(path), "-o", str(tmp_path / "q"), *options]).output

    assert said("--to", "blackboard") == "6 of them want the article at hand; --context placed leaves those out\n"
    assert said("--to", "blackboard", "--quiet") == ""


def test_the_help_names_every_format(tmp_path: Path) -> None:
    said = CliRunner().invoke(main, ["export", "--help"]).output
    assert all(f"\n  {name} " in said for name in ("json", "csv", *FORMATS))
