"""The gate: every guard stops its fault and lets its neighbour pass; what it says of a proposal can be told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quizgen.ask.templates import load_templates
from quizgen.corridor import examine
from quizgen.judge import judge
from quizgen.judge import reader as reader_module
from quizgen.judge.guards import GUARDS, stops
from quizgen.judge.sheet import LONGEST, sheet
from quizgen.models import Article, ArticleInfo, Evidence, Form, Paragraph, Proposal
from quizgen.pieces import WordPieces
from quizgen.read import read_article
from quizgen.resources import template_folder

TEXT = (
    "Harbour of Elling reopens\n\n"
    "Elling is a town on the Gull coast. On 3 May 2021 the harbour of Elling reopened after a storm had closed it in 2019. "
    "Mayor Ada Lunt called it a new beginning.\n"
)
ARTICLE = Article(
    info=ArticleInfo(id="harbour", title="Harbour of Elling reopens", published=date(2021, 5, 4)),
    text=TEXT,
    paragraphs=(Paragraph(start=0, end=25, kind="title"), Paragraph(start=27, end=len(TEXT))),
)


def proposal(form: Form, stem: str, answer: str, distractors: tuple[str, ...] = ()) -> Proposal:
    start = TEXT.index("On 3 May")
    end = TEXT.index(" Mayor")
    return Proposal(
        form=form, stem=stem, answer=answer, distractors=distractors, kind="date", fact="f", template="t",
        evidence=Evidence(text=TEXT[start:end], start=start, end=end),
    )  # fmt: skip


# name of the guard, what it stops, and what it must let pass
CASES: list[tuple[str, Proposal, Proposal]] = [
    ("no-object", proposal("short", "In what year did Ada Lunt found?", "1951"), proposal("short", "In what year did Ada Lunt found the town?", "1951")),
    ("unnamed-first", proposal("true-false", "She reopened the harbour of Elling in 2021.", "True"), proposal("true-false", "It is known that Elling reopened in 2021.", "True")),
    ("too-long", proposal("short", "What " + "very " * 40 + "long?", "Elling"), proposal("short", "What " + "very " * 30 + "long?", "Elling")),
    ("torn", proposal("short", "When did Elling , the town, reopen?", "2021"), proposal("short", "When did Elling (the town) reopen?", "2021")),
    ("torn", proposal("cloze", "Elling reopened in 2021.", "2021"), proposal("cloze", "Elling reopened in ____.", "2021")),
    ("points-outward", proposal("short", "What did Elling build as a result?", "A wall"), proposal("short", "Who announced the result in Elling?", "Ada Lunt")),
    ("preposition-what", proposal("short", "In what did Elling lie?", "Ruins"), proposal("short", "In what year did Elling reopen?", "2021")),
    ("including", proposal("short", "Who met ten mayors of Elling, including two of Gull?", "Ada Lunt"), proposal("true-false", "Elling has ten streets, including two on the harbour.", "True")),
    ("there-at-the-end", proposal("short", "What was built in Elling there?", "A wall"), proposal("short", "Was there a wall in Elling?", "Yes")),
    ("two-verbs", proposal("short", "What did the harbour of Elling was?", "Closed"), proposal("short", "What did Ada Lunt say that Elling was?", "Ready")),
    ("pronoun-answer", proposal("short", "Who reopened the harbour of Elling in 2021?", "She"), proposal("short", "Which body warned Elling in 2021?", "WHO")),
    ("vague-answer", proposal("short", "Who left Elling in 2019?", "Many of the people"), proposal("short", "Who left Elling in 2019?", "Many fishing families from Gull")),
    ("having", proposal("short", "What did Elling have?", "A wall"), proposal("short", "What did Elling have to pay for in 2021?", "A wall")),
    ("answer-in-stem", proposal("short", "Which town is the town of Elling?", "The town of Elling"), proposal("short", "Which town has the harbour of Gull?", "Elling")),
    ("country-told", proposal("short", "Which country sent the French engineers to Elling?", "France"), proposal("short", "Which country sent the engineers to Elling?", "France")),
    ("three-options", proposal("choice", "When did Elling reopen?", "3 May", ("4 May", "May", "June")), proposal("choice", "When did Elling reopen?", "3 May", ("4 May", "13 May", "30 May"))),
    ("odd-option", proposal("choice", "When did Elling reopen?", "2021", ("spring", "winter", "summer")), proposal("choice", "When did Elling reopen?", "2021", ("2019", "2018", "1999"))),
    ("option-in-stem", proposal("choice", "Who told Ada Lunt of Elling?", "Per Moe", ("Ada Lunt", "Kim Ro", "Ole Ek")), proposal("choice", "Who told Elling?", "Per Moe", ("Ada Lunt", "Kim Ro", "Ole Ek"))),
    ("near-day", proposal("short", "What did Elling open yesterday?", "Its harbour"), proposal("short", "What did Elling open in May 2021?", "Its harbour")),
    ("vague-verb", proposal("short", "What did Ada Lunt say?", "That it was open"), proposal("short", "What did Ada Lunt order Elling to do?", "Rebuild")),
    ("near-time", proposal("short", "What did Elling open last month?", "Its harbour"), proposal("short", "What happens in Elling on Friday, 7 May?", "A feast")),
    ("pointing", proposal("short", "Who built this harbour of Elling?", "Ada Lunt"), proposal("short", "Who built the harbour of Elling?", "Ada Lunt")),
    ("bare-definite", proposal("short", "Who led the project?", "Ada Lunt"), proposal("short", "What did the author Ada Lunt lead in the city’s harbour?", "A project")),
    ("nothing-to-hold", proposal("short", "Who reopened the old harbour?", "Ada Lunt"), proposal("short", "Who reopened the harbour of Elling?", "Ada Lunt")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "bad", "good"), CASES, ids=[f"{name}-{i}" for i, (name, _, _) in enumerate(CASES)])
def test_guard_stops_its_fault_and_no_more(name: str, bad: Proposal, good: Proposal) -> None:
    assert name in [stop.guard for stop in stops(bad)]
    assert name not in [stop.guard for stop in stops(good)]


def test_every_guard_has_its_cases() -> None:
    assert {guard.name for guard in GUARDS} == {name for name, _, _ in CASES}
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    reader_module.load_reader.cache_clear()
    monkeypatch.setattr(reader_module, "MODEL", tmp_path)
    yield
    reader_module.load_reader.cache_clear()


@pytest.mark.usefixtures("no_model")
def test_without_a_reader_the_guards_decide_alone() -> None:
    fair = proposal("short", "Who reopened the harbour of Elling?", "Ada Lunt")
    closed = proposal("short", "What did Elling have?", "A wall")
    near = proposal("short", "Who reopened the harbour of Elling yesterday?", "Ada Lunt")
    judged = judge(ARTICLE, [closed, fair, near])
    assert [each.proposal for each in judged] == [closed, fair, near]
    assert judged[0].chances == (0, 0, 0)
    assert judged[0].refusal().guard == "having"
    assert judged[0].letter("article") == "D"
    assert all(chance > 0 for chance in judged[1].chances)
    assert judged[1].refusal("alone") is None
    assert judged[2].chances[:2] == (0, 0)
    assert judged[2].chance("article") > 0
    assert judged[2].refusal() is None
    assert judged[2].refusal("placed").guard == "near-day"


def test_sheet_holds_card_line_and_evidence() -> None:
    pieces = WordPieces(reader_module.TOKENIZER)
    page = sheet(ARTICLE, proposal("choice", "When did ____ reopen?", "Elling", ("Gull", "Moe", "Ro")), pieces)
    words = pieces._tokenizer.decode(page.ids, skip_special_tokens=False)
    assert words.startswith(
        "[CLS] when did [MASK] reopen? [SEP] choice ; elling ; gull ; moe ; ro [SEP] harbour of elling reopens"
    )
    assert "may 2021 [SEP]" in words
    assert "[SEP] on 3 may 2021 the harbour" in words
    assert "mayor ada lunt" not in words
    assert len(page.ids) == len(page.shapes) == len(page.segments)
    assert sorted(set(page.segments)) == [0, 1, 2, 3]


def test_sheet_of_anything_long_fits() -> None:
    pieces = WordPieces(reader_module.TOKENIZER)
    text = TEXT + "Elling saw again many storms. " * 60
    article = ARTICLE.model_copy(
        update={"text": text, "info": ARTICLE.info.model_copy(update={"title": "Elling " * 90})}
    )
    long = Proposal(
        form="short", stem="Why " * 200, answer="so " * 200, kind="", fact="", template="",
        evidence=Evidence(text=text[300:2000], start=300, end=2000),
    )  # fmt: skip
    assert len(sheet(article, long, pieces).ids) <= LONGEST


PAIRS = [  # a sound question, and one on the same sentence that no teacher would print
    (
        proposal("short", "In what year did a storm close the harbour of Elling?", "2019"),
        proposal("short", "Who reopened on 3 May 2021 after a storm had closed it?", "The harbour of Elling"),
    ),
    (
        proposal("true-false", "The harbour of Elling reopened in May 2021.", "True"),
        proposal("true-false", "A storm had closed it in 2019 reopened.", "True"),
    ),
    (
        proposal("short", "When did the harbour of Elling reopen?", "3 May 2021"),
        proposal("short", "What did a storm close it in?", "2019"),
    ),
]


@pytest.mark.skipif(not (reader_module.MODEL / "rest.onnx").exists(), reason="the trained reader is not there")
@pytest.mark.parametrize(("sound", "unsound"), PAIRS)
def test_reader_prefers_the_sound_question(sound: Proposal, unsound: Proposal) -> None:
    good, bad = judge(ARTICLE, [sound, unsound])
    assert good.chance("placed") > bad.chance("placed")  # alone nobody knows which storm: it keeps neither
    assert good.chance("article") > bad.chance("article")


@pytest.mark.skipif(not (reader_module.MODEL / "rest.onnx").exists(), reason="the trained reader is not there")
def test_reading_is_the_same_in_company_and_grows_with_what_stands_beside() -> None:
    cards = [card for pair in PAIRS for card in pair]
    together = judge(ARTICLE, cards)
    assert [judge(ARTICLE, [card])[0] for card in cards] == together
    for judged in together:
        assert list(judged.chances) == sorted(judged.chances)
        assert all(judged.letters)


@pytest.mark.parametrize(("chance", "offered"), [(0.9, True), (0.3, False)])
def test_options_are_offered_where_the_reader_keeps_the_choice(
    monkeypatch: pytest.MonkeyPatch, chance: float, offered: bool
) -> None:
    def reading(_reader: object, _article: Article, asked: Proposal) -> reader_module.Reading:
        kept = chance if asked.form == "choice" else 0.9
        return reader_module.Reading((kept, kept, kept), ("", "", ""))

    monkeypatch.setattr("quizgen.judge.read_proposal", reading)
    seed = read_article(str(Path(__file__).parents[1] / "seeds/suez-canal.md"))
    found = examine(seed, load_templates(template_folder()))
    assert any(offer.question.options for offer in found.offers) is offered
