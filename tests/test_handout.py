"""Real PDFs: what stands on which page, read again with pdfium."""

import ctypes
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from click.testing import CliRunner
from deck_samples import canals, every_slot, history, items, printable

from quizgen import deck_file
from quizgen.cli import main
from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck
from quizgen.render.handout import print_handout, render_handout, render_pages
from quizgen.render.handout.data import Handout, curly
from quizgen.render.handout.layout import lay_out
from quizgen.resources import template_folder


def pages(pdf: bytes) -> list[str]:
    """The text of each page, white space made one."""
    document = pypdfium2.PdfDocument(pdf)
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u200b", ""))


def tight(text: str) -> str:
    """Without any space: pdfium sees one wherever there is a gap, as before the comma after a blank."""
    return squeezed(text).replace(" ", "")


def tags(pdf: bytes) -> Counter[str]:
    """How often each structure type stands in the tag trees of all pages."""
    found: Counter[str] = Counter()

    def walk(element: Any) -> None:
        length = pdfium.FPDF_StructElement_GetType(element, None, 0)
        text = ctypes.create_string_buffer(length)
        pdfium.FPDF_StructElement_GetType(element, text, length)
        found[text.raw.decode("utf-16le").rstrip("\0")] += 1
        for child in range(pdfium.FPDF_StructElement_CountChildren(element)):
            below = pdfium.FPDF_StructElement_GetChildAtIndex(element, child)
            if below:
                walk(below)

    for page in pypdfium2.PdfDocument(pdf):
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for child in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, child))
        pdfium.FPDF_StructTree_Close(tree)
    return found


def without(deck: Deck, **changes: Any) -> Deck:
    """The first question alone, changed."""
    return deck.model_copy(update={"questions": (deck.questions[0].model_copy(update=changes),)})


# ------------------------------------------------------------------------------------------------------------- the quiz


@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"large": True}, {"columns": 2, "paper": "letter"}])
def test_holds_every_stem_option_and_number_once_and_in_order(options: Any) -> None:
    deck = history(40)
    quiz = tight(" ".join(pages(render_handout(deck, layout=["quiz"], **options))))
    place = 0
    for item in items(lay_out(deck)):
        stem = tight(f"{item.stem}{BLANK}{item.rest}" if item.form == "cloze" else item.stem)
        start = quiz.index(stem)
        assert quiz.count(stem) == 1
        assert re.search(rf"{item.number}\.(TF)?$", quiz[:start])
        assert place < start
        place = start
        for text in [option.text for option in item.options] or [row.text for row in item.rows]:
            place = quiz.index(tight(text), place)


def test_quiz_pages_hold_no_answer() -> None:
    deck = canals()
    quiz = pages(render_handout(deck, layout=["quiz"]))[0]
    assert "November 1869" not in quiz
    assert "ten" not in quiz.split()
    assert not any(question.id in quiz for question in deck.questions)
    assert not any(fact.evidence.text in quiz for fact in deck.facts)


def test_the_key_begins_on_a_page_of_its_own() -> None:
    first, second = pages(render_handout(canals()))
    assert first.startswith("Three canals Name ____ Class ____ Date ____ Points ____ / 10")
    assert second.startswith("Answer key · Three canals")
    assert second.endswith("page 1 of 1")


def test_key_has_answers_evidence_notes_and_ids() -> None:
    deck = canals()
    key = pages(render_handout(deck, layout=["key"], ids=True))[0]
    bare = pages(render_handout(deck, layout=["key"]))[0]
    for item in items(lay_out(deck)):
        assert item.key in key
        assert item.key in bare
        assert item.id in key
        assert item.id not in bare
    assert "also right" not in bare
    dated = without(deck, also_accept=("1869", "1869-11", "1869-11-17"))
    assert "also right: 1869 The" in pages(render_handout(dated, layout=["key"], ids=True))[0]
    for text in (
        "also right: 1869",
        "It joins the North Sea and the Baltic Sea.",
        *(f.evidence.text for f in deck.facts),
    ):
        assert text in key


@pytest.mark.parametrize("options", [{}, {"columns": 2}, {"large": True}, {"paper": "letter"}, {"font_size": 15}])
def test_no_question_is_split(options: Any) -> None:
    deck = history(30)
    texts = pages(render_handout(deck, layout=["quiz"], **options))
    assert len(texts) > 1
    for item in items(lay_out(deck)):
        parts = [item.stem, item.rest, *(row.text for row in item.rows), *(option.text for option in item.options)]
        assert any(all(squeezed(part) in text for part in parts) for text in texts)


def test_a_question_taller_than_a_page_goes_on_on_the_next() -> None:
    stem = " ".join(f"word{n}" for n in range(900))
    texts = pages(render_handout(without(canals(), stem=stem), layout=["quiz"], large=True))
    assert len(texts) > 2
    assert all(" ".join(texts).count(f"word{n} ") == 1 for n in range(900))


def test_short_options_stand_in_a_row_and_long_ones_on_lines() -> None:
    def heights(**options: Any) -> set[int]:
        page = pypdfium2.PdfDocument(render_handout(history(1, **options), layout=["quiz"]))[0]
        return {round(place(page, year)[1]) for year in ("1448", "1466", "1478", "1455")}

    assert len(heights()) == 1
    assert len(heights(padding=" of the Christian era")) == 4


def test_an_answer_of_300_words_gets_two_lines() -> None:
    deck = without(canals(), answer="word " * 300)
    pdf = render_handout(deck, layout=["quiz"])
    assert len(pages(pdf)) == 1
    assert len(pages(render_handout(deck, layout=["quiz"], columns=2))) == 1


def test_a_long_title_is_shortened_in_the_footer() -> None:
    deck = canals().model_copy(update={"title": " ".join(f"word{n}" for n in range(40))})
    for options in ({}, {"large": True}):
        text = pages(render_handout(deck, layout=["quiz"], versions=2, **options))[0]
        assert re.search(r"word3 .*… · Version A \w{6} · page 1 of \d$", text)
        assert text.count("word39") == 1


def test_two_columns_end_alike() -> None:
    pdf = render_handout(history(12), layout=["quiz"], columns=2)
    document = pypdfium2.PdfDocument(pdf)
    page = document[len(document) - 1]
    text, middle = page.get_textpage(), page.get_width() / 2
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    floor = 70  # the source line and the footer stand below
    left, right = ([box[1] for box in boxes if (box[0] < middle) == side and box[1] > floor] for side in (True, False))
    assert abs(min(left) - min(right)) < 220  # the matching question with its heading, which stays whole


@pytest.mark.parametrize("size", [1, 9, 11, 12, 13, 31])
def test_pages_are_counted(size: int) -> None:
    for columns in (1, 2):
        texts = pages(render_handout(history(size), layout=["quiz"], columns=columns))
        for number, text in enumerate(texts, 1):
            assert text.endswith(f"page {number} of {len(texts)}")
        assert "Source: Six centuries" in texts[-1]
        assert f"{size}. In " in texts[-1] or size < 5


def test_paper_sizes() -> None:
    sizes = {
        paper: pypdfium2.PdfDocument(render_handout(canals(), paper=paper))[0].get_size() for paper in ("a4", "letter")
    }
    assert sizes["a4"] == pytest.approx((595.28, 841.89), abs=0.1)
    assert sizes["letter"] == (612, 792)


def test_large_print_has_the_same_key() -> None:
    small, large = lay_out(history(15)), lay_out(history(15), large=True, columns=2)
    assert small.tests == large.tests
    assert (large.font_size, large.columns) == (18, 1)


def test_the_right_option_stands_everywhere_equally_often() -> None:
    letters = Counter(item.key for item in items(lay_out(history(100))) if item.form == "choice")
    assert set(letters) == set("ABCD")
    assert max(letters.values()) - min(letters.values()) <= 2


def test_what_is_in_order_is_not_printed_in_order() -> None:
    for item in items(lay_out(history(60))):
        if item.form == "ordering":
            assert item.key != "1 2 3 4"


# ------------------------------------------------------------------------------------------------------------- versions


def test_versions_differ_from_their_neighbours_in_every_number_and_letter() -> None:
    handout = lay_out(history(40), versions=5)
    assert [test.version for test in handout.tests] == ["A", "B", "C", "D", "E"]
    for version in range(4):
        before, after = ({item.id: item for item in items(handout, each)} for each in (version, version + 1))
        for id, item in before.items():
            assert item.number != after[id].number
            if item.form in ("choice", "matching", "ordering"):
                assert item.key != after[id].key


def test_keys_of_versions_are_right() -> None:
    deck = history(40)
    asked = {question.id: question for question in deck.questions}
    handout = lay_out(deck, versions=4)
    for version in range(4):
        for item in items(handout, version):
            options = {option.letter: option.text for option in item.options}
            question = asked[item.id]
            if item.form == "choice":
                assert options[item.key] == question.answer
                assert set(options.values()) == {question.answer, *question.distractors}
            elif item.form == "matching":
                assert {(row.text, options[row.key]) for row in item.rows} == {
                    (p.left, p.right) for p in question.pairs
                }
            elif item.form == "ordering":
                assert [row.text for row in sorted(item.rows, key=lambda row: row.key)] == [
                    pair.left for pair in question.pairs
                ]


def test_versions_have_their_letter_on_every_page_and_a_table_of_numbers() -> None:
    texts = pages(render_handout(history(20), versions=2))
    assert all("Version A" in text or "Version B" in text for text in texts[:-1])
    assert texts[-1].startswith("Question numbers by version")
    handout = lay_out(history(20), versions=2)
    for row in handout.numbers:
        assert f"{row.numbers[0]} {row.numbers[1]} " in texts[-1]
        assert row.id not in texts[-1]
    assert pages(render_handout(history(20)))[0].count("Version") == 0


def test_thirty_versions() -> None:
    handout = lay_out(history(10), versions=30)
    assert handout.tests[-1].version == "AD"


# ------------------------------------------------------------------------------------------------------- other layouts


def test_cards_have_their_backs_behind_them() -> None:
    deck = canals()
    for flip in ("long", "short"):
        document = pypdfium2.PdfDocument(render_handout(deck, layout=["cards"], flip=flip, ids=True))
        assert len(document) == 2
        width, height = document[0].get_size()
        for item in items(lay_out(deck)):
            front, back = place(document[0], item.stem[:14]), place(document[1], item.id)
            turned = (width - back[0], back[1]) if flip == "long" else (back[0], height - back[1])
            assert cell(front, width, height) == cell(turned, width, height)


def place(page: Any, words: str) -> tuple[float, float]:
    text = page.get_textpage()
    index, _ = text.search(words).get_next()
    left, bottom, right, top = text.get_charbox(index)
    return (left + right) / 2, (bottom + top) / 2


def cell(place: tuple[float, float], width: float, height: float) -> tuple[int, int]:
    edge = 28.3  # 10 mm
    return int(place[0] > width / 2), int((place[1] - edge) / ((height - 2 * edge) / 4))


def test_answer_sheet_and_fact_sheet() -> None:
    sheet, facts = pages(render_handout(canals(), layout=["sheet", "study"]))
    assert "1. A B C D" in sheet
    assert "2. T F" in sheet
    assert "Suez" not in sheet
    years = [facts.index(year) for year in ("November 1869", "1895", "1914")]
    assert years == sorted(years)


def test_a_deck_of_facts_alone_has_a_fact_sheet_and_no_quiz() -> None:
    deck = canals().model_copy(update={"questions": ()})
    assert "1895" in pages(render_handout(deck, layout=["study"]))[0]
    with pytest.raises(RenderError, match="no questions to print"):
        render_handout(deck)


# ------------------------------------------------------------------------------------------------------ the file itself


def test_same_bytes_each_time() -> None:
    assert render_handout(history(15), versions=3) == render_handout(history(15), versions=3)


def test_is_tagged_titled_and_in_a_language() -> None:
    pdf = render_handout(canals(), language="en-GB")
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_dict()["Title"] == "Three canals"
    assert document.is_tagged()
    assert b"/Lang" in pdf
    assert b"pdfuaid:part" in pdf
    found = tags(pdf)
    assert found["H1"] == 2
    assert found["H2"] == 6
    assert found["LI"] >= 6 + 4 + 3 + 3 + 3  # questions, options, two sides, events
    assert found["TH"] == 4
    assert found["TR"] == 1 + 6
    assert tags(render_handout(canals(), layout=["study"]))["Table"] == 0  # it would lack the heads of its columns


@pytest.mark.parametrize("layout", ["quiz", "sheet", "key", "numbers", "cards", "study"])
@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") *bold* _it_ $x^2$ `raw` <label> @ref // no comment /* none */',
        "= heading - list + enum / term: ~ -- ... \\n \\u{41} #let x = 1; #{ [ ( \"' https://example.org/a_b#c",
        "nul\x00bell\x07escape\x1bdelete\x7f line\nnext\u2028last",
        "Łódź, Ωμέγα, Москва, Việt Nam, ½ × 3 ≤ π",
        "w" * 400,
    ],
)
def test_hostile_texts_are_printed_literally(layout: Any, text: str) -> None:
    printed = tight("".join(pages(render_handout(printable(every_slot("x", text)), layout=[layout]))))
    if layout not in ("sheet", "numbers"):
        assert tight("".join(char for char in curly(text) if char.isprintable())) in printed


def test_texts_from_right_to_left() -> None:
    handout = lay_out(printable(every_slot("x", "מתי נפתחה תעלת סואץ")))
    assert (handout.rtl, handout.language) == (True, "he")
    document = pypdfium2.PdfDocument(render_handout(printable(every_slot("x", "متى افتتحت القناة"))))
    text = document[0].get_textpage()
    index, _ = text.search("Name").get_next()
    assert text.get_charbox(index)[0] > document[0].get_width() / 2


def test_a_sign_that_no_font_has_is_left_out_and_a_letter_becomes_a_box() -> None:
    deck = canals().model_copy(update={"title": "Canals 🚢 of 运ส 👩‍🚀"})
    printed = print_handout(lay_out(deck))
    assert set(printed.missing) == set("🚢运ส👩🚀")
    assert pages(printed.files[0])[0].startswith("Canals of □□ Name")
    assert render_pages(deck, "png")


def test_a_text_in_a_script_that_no_font_has_is_an_error() -> None:
    deck = without(canals(), stem="".join(map(chr, range(0x4E00, 0x4E20))))
    with pytest.raises(RenderError, match=r"no font has . \(U\+4E\w\w, .*--font-path DIR"):
        render_handout(deck)
    with pytest.raises(RenderError, match="--font-path"):
        render_pages(deck, "png")


@pytest.mark.parametrize(
    ("number", "changes", "message"),
    [
        (0, {"stem": " \x00"}, "question f1-when: a short question needs a stem"),
        (0, {"answer": ""}, "needs an answer"),
        (1, {"stem": "No blank."}, "needs one ____ in its stem"),
        (2, {"distractors": ("the Aigle", " ")}, "needs distractors, none of them empty"),
        (2, {"distractors": ()}, "needs distractors"),
        (3, {"answer": "no"}, "needs the answer True or False"),
        (4, {"pairs": ()}, "needs two pairs or more"),
    ],
)
def test_a_question_with_a_hole_is_named(number: int, changes: Any, message: str) -> None:
    deck = canals()
    with pytest.raises(RenderError, match=message):
        render_handout(deck.model_copy(update={"questions": (deck.questions[number].model_copy(update=changes),)}))


def test_a_language_code_must_be_one() -> None:
    with pytest.raises(RenderError, match="no language code"):
        render_handout(canals(), language="english")


def test_pictures_of_the_pages() -> None:
    png, svg = render_pages(canals(), "png", ppi=40), render_pages(canals(), "svg")
    assert [page[:4] for page in png] == [b"\x89PNG"] * 2
    assert all(page.startswith(b"<svg") for page in svg)


# --------------------------------------------------------------------------------------------------------- own designs


def test_the_sample_design_of_the_manual_works(tmp_path: Path) -> None:
    manual = (template_folder() / "handout" / "README.md").read_text("utf-8")
    design = tmp_path / "plain.typ"
    design.write_text(re.findall(r"```typst\n(.*?)```", manual, re.DOTALL)[0], "utf-8")
    text = " ".join(pages(render_handout(history(12), template=design)))
    assert all(squeezed(item.stem) in text for item in items(lay_out(history(12))))


def test_a_broken_design_says_where(tmp_path: Path) -> None:
    design = tmp_path / "broken.typ"
    design.write_text("#set document(title: [x])\n#nothing\n", "utf-8")
    with pytest.raises(RenderError, match=r"broken\.typ:2:.*unknown variable: nothing"):
        render_handout(canals(), template=design)
    with pytest.raises(RenderError, match="no such file"):
        render_handout(canals(), template=tmp_path / "none.typ")


def test_the_schema_is_that_of_the_models() -> None:
    """To write it anew: json.dumps(Handout.model_json_schema(), indent=1) and a line break."""
    text = (template_folder() / "handout" / "schema.json").read_text("utf-8")
    assert json.loads(text) == Handout.model_json_schema()


# -------------------------------------------------------------------------------------------------------------- command


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("canals.toml").write_text(deck_file.dumps(canals()), "utf-8")
    run = CliRunner().invoke(main, ["print", "canals.toml"])
    assert (run.exit_code, run.output) == (0, "canals.pdf\n")
    assert Path("canals.pdf").read_bytes() == render_handout(canals())
    run = CliRunner().invoke(main, ["print", "canals.toml", "--to", "png", "-o", "page.png", "-q"])
    assert (run.exit_code, run.output) == (0, "")
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["page-1.png", "page-2.png"]
    run = CliRunner().invoke(main, ["print", "canals.toml", "-o", "-"])
    assert run.stdout_bytes == render_handout(canals())
    run = CliRunner().invoke(main, ["print", "canals.toml", "--to", "svg", "-o", "-"])
    assert run.exit_code == 1
    assert "name a file with -o FILE" in run.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "quiz.doc"], "quiz.doc: the name must end in .pdf, .docx, .png, .svg"),
        (["-o", "quiz.pdf", "--to", "docx"], "quiz.pdf: --to docx makes no .pdf file; name it quiz.docx"),
        (["--record", "-o", "-"], "standard output has no name for the record"),
        (["--layout", "reading"], "this deck does not hold the text of 'Three canals'"),
    ],
)
def test_command_refuses(arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("canals.toml").write_text(deck_file.dumps(canals()), "utf-8")
    run = CliRunner().invoke(main, ["print", "canals.toml", *arguments])
    assert run.exit_code == 1
    assert says in run.output
    assert [path.name for path in tmp_path.iterdir()] == ["canals.toml"]


def test_the_ending_says_the_format_and_the_record_what_was_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("canals.toml").write_text(deck_file.dumps(canals()), "utf-8")
    options = ["--versions", "2", "--record"]
    run = CliRunner().invoke(main, ["print", "canals.toml", "-o", "quiz.docx", *options])
    assert run.output == "quiz.docx\nquiz.key.json\n"
    assert Path("quiz.docx").read_bytes()[:2] == b"PK"
    first, second = json.loads(Path("quiz.key.json").read_text())["versions"]
    assert first["code"] != second["code"]
    handout = lay_out(canals(), versions=2)
    assert [each["key"] for each in second["questions"]] == [item.key for item in items(handout, 1)]
    assert pages(render_handout(canals(), versions=2))[1].count(second["code"]) == 1
