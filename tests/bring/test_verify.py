"""Cards from anywhere held against invented articles: each way of being wrong, as many good cards, and the command."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import deck_file
from quizgen.annotate.layers import annotate
from quizgen.annotated import Annotated
from quizgen.bring import Checked
from quizgen.bring.card import make_card
from quizgen.bring.checking import check
from quizgen.bring.flaws import flaw
from quizgen.cli import main
from quizgen.models import Context
from quizgen.read import read_bytes

FERRY = """Ferry runs aground off Tarn Island

The car ferry Silver Heron ran aground off Tarn Island on Tuesday with 212 people on board. Captain Ruth Ellery ordered the \
passengers into the lifeboats at about 6 a.m. Nobody was hurt.

The coastguard's chief, Owen Marsh, said the ship might have struck an old wreck. Two helicopters from Kelby and three \
tugs took part in the rescue. The ferry was built in Denmark in 1998 and belongs to the Norland Line.

"It was the worst morning of my life," said passenger Ada Quill, a teacher from Dunmore. The Norland Line has not named \
a date for the next crossing. About 40 cars were lost when the deck flooded.

The islanders depend on the ferry for food and fuel. Harbour master Colin Reeve called for a second ship. The route was \
opened in 1954 by the shipowner Marta Lindqvist."""

BEES = """Bees and their honey

Bees make honey from the nectar of flowers. A colony of the Tarn bee has about 30,000 workers in summer and a single queen. \
The queen lays up to 2,000 eggs a day, and the workers feed the larvae. In winter the bees live on what they have stored."""

GOOD = [
    ("Which car ferry ran aground off Tarn Island in May 2023?", "The Silver Heron"),
    ("On what date did the Silver Heron run aground off Tarn Island?", "9 May 2023"),
    ("How many people were on board the Silver Heron when she ran aground in May 2023?", "212"),
    ("Who was captain of the Silver Heron when the ferry ran aground in May 2023?", "Ruth Ellery"),
    ("In which country was the ferry Silver Heron built?", "Denmark"),
    ("To which company does the ferry Silver Heron belong?", "The Norland Line"),
    ("Who opened the ferry route to Tarn Island in 1954?", "Marta Lindqvist"),
    ("How many tugs took part in the rescue of the Silver Heron in May 2023?", "Three"),
    ("About how many cars were lost when the deck of the Silver Heron flooded in May 2023?", "About 40"),
    ("Who called for a second ship after the Silver Heron ran aground in May 2023?", "Harbour master Colin Reeve"),
]
SPOILED = [
    ("another person", "Who was captain of the Silver Heron when the ferry ran aground in May 2023?", "Owen Marsh"),
    ("date off", "On what date did the Silver Heron run aground off Tarn Island?", "10 May 2023"),
    ("number off", "How many people were on board the Silver Heron when she ran aground in May 2023?", "221"),
    ("hedge dropped", "How many cars were lost when the deck of the Silver Heron flooded in May 2023?", "40"),
    (
        "wrong polarity",
        "True or false: The Norland Line has named a date for the next crossing of the Silver Heron to Tarn Island.",
        "True",
    ),
    ("claim as fact", "True or false: The ferry Silver Heron might have struck an old wreck off Tarn Island.", "True"),
    ("answer of another card", "In which country was the ferry Silver Heron built?", "Marta Lindqvist"),
    ("unplaced", "Who ordered them into the lifeboats on Tuesday?", "Ruth Ellery"),
    (
        "in part",
        "From which places did helpers of the Silver Heron's rescue in May 2023 come: two helicopters?",
        "Dunmore",
    ),
    ("invented", "Which insurer paid for the cars lost on the Silver Heron in May 2023?", "Atlas Mutual"),
]


@cache
def ferry() -> Annotated:
    return annotate(read_bytes(FERRY.encode(), "ferry.txt", date(2023, 5, 12)))


def verdict_on(question: str, answer: str, most: Context = "alone") -> Checked:
    options = ("True", "False") if answer in ("True", "False") else ()
    return check([ferry()], [make_card(question, answer, options)], most)[0]


@pytest.mark.parametrize(("question", "answer"), GOOD)
def test_a_good_card_passes_with_the_sentence_that_proves_it(question: str, answer: str) -> None:
    found = verdict_on(question, answer)
    assert found.verdict in ("proved", "doubtful"), found
    assert found.evidence is not None
    assert ferry().article.text[found.evidence.start : found.evidence.end] == found.evidence.text


@pytest.mark.parametrize(("way", "question", "answer"), SPOILED)
def test_a_spoiled_card_is_flagged(way: str, question: str, answer: str) -> None:
    found = verdict_on(question, answer)
    assert found.verdict in ("flawed", "contradicted", "not proved"), found


def test_a_contradicted_card_is_told_what_the_article_says() -> None:
    found = verdict_on("How many people were on board the Silver Heron when she ran aground in May 2023?", "221")
    assert (found.verdict, found.instead) == ("contradicted", "212")
    found = verdict_on("On what date did the Silver Heron run aground off Tarn Island?", "10 May 2023")
    assert (found.verdict, found.instead) == ("contradicted", "2023-05-09")


@pytest.mark.parametrize(
    ("statement", "key", "passes"),
    [
        ("The ferry Silver Heron was built in Denmark in 1998.", "True", True),
        ("The ferry Silver Heron was built in Denmark in 1989.", "True", False),
        ("The ferry Silver Heron was built in Denmark in 1989.", "False", True),
        ("The ferry Silver Heron was built in Denmark in 1998.", "False", False),
        ("The ferry Silver Heron was built in Norway in 1998.", "True", False),
        ("The ferry Silver Heron was built in Norway in 1998.", "False", True),
        ("The Norland Line has not named a date for the next crossing.", "True", True),
    ],
)
def test_a_statement_is_held_against_its_sentence(statement: str, key: str, passes: bool) -> None:
    found = verdict_on(f"True or false: {statement}", key, "article")
    assert (found.verdict in ("proved", "doubtful")) == passes, found


@pytest.mark.parametrize(("answer", "passes"), [("1954", True), ("1945", False), ("Norland Line", False)])
def test_a_blank_is_filled_by_what_the_article_says(answer: str, passes: bool) -> None:
    found = verdict_on("The route to Tarn Island was opened in ____ by a shipowner.", answer, "article")
    assert (found.verdict in ("proved", "doubtful")) == passes, found


def test_numbers_and_days_are_the_same_however_they_are_written() -> None:
    question = "How many people were on board the Silver Heron when she ran aground in May 2023?"
    assert verdict_on(question, "Two hundred and twelve").verdict in ("proved", "doubtful")
    assert verdict_on(GOOD[1][0], "Tuesday, May 9, 2023").verdict in ("proved", "doubtful")
    assert verdict_on(GOOD[1][0], "May 2023").verdict in ("proved", "doubtful")
    assert verdict_on(GOOD[1][0], "May 2022").verdict == "not proved"


def test_a_card_that_stands_twice_is_told_the_second_time() -> None:
    card = make_card(*GOOD[3])
    assert [each.code for each in check([ferry()], [card, card])][1] == "twice"


def test_of_several_articles_the_one_that_proves_it_is_named() -> None:
    other = annotate(read_bytes(BEES.encode(), "bees.txt", None))
    found = check([other, ferry()], [make_card(*GOOD[3])])[0]
    assert found.evidence is not None
    assert found.evidence.article == ferry().article.info.id


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ("Who left his coat on the Silver Heron?", False),
        ("Ruth Ellery ordered her ____ into the lifeboats.", False),
        ("Which company sold its ferry?", False),
        ("What did she order?", True),
        ("Where did his ship run aground?", True),
        ("When was it built?", True),
        ("How much does it cost to cross?", False),
    ],
)
def test_a_pronoun_must_be_explained_by_the_question(question: str, fault: bool) -> None:
    assert (flaw(make_card(question, "lifeboats in 1998")) is not None) == fault


def test_an_unplaced_card_passes_only_beside_the_article() -> None:
    question, answer = "How many tugs took part in the rescue?", "Three"
    assert verdict_on(question, answer, "alone").verdict == "flawed"
    assert verdict_on(question, answer, "article").verdict in ("proved", "doubtful")


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["verify", *args], input=text)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, "utf-8")
    return str(path)


CARDS = f"question,answer\n{GOOD[2][0]},212\n{GOOD[4][0]},Norway\n"


def test_the_command_says_what_is_wrong_and_writes_a_deck(article: str, tmp_path: Path) -> None:
    cards, deck = tmp_path / "cards.csv", tmp_path / "cards.toml"
    cards.write_text(CARDS, "utf-8")
    result = run(str(cards), "--against", article, "--published", "2023-05-12", "-o", str(deck))
    assert result.exit_code == 1, result.output
    assert "212" in result.output
    assert "the article says Denmark" in result.output
    kept = deck_file.load(deck)
    assert [question.dropped for question in kept.questions] == [False, True]
    assert kept.questions[0].evidence is not None
    once = deck.read_bytes()
    run(str(cards), "--against", article, "--published", "2023-05-12", "-o", str(deck))
    assert deck.read_bytes() == once


def test_good_cards_leave_status_nought_and_json_has_the_proof(article: str) -> None:
    result = run(
        "-", "--against", article, "--to", "json", text=json.dumps([{"question": GOOD[2][0], "answer": "212"}])
    )
    assert result.exit_code == 0, result.output
    assert "212 people" in json.loads(result.output)[0]["evidence"]["text"]


def test_a_missing_file_is_a_message(article: str) -> None:
    result = run("nowhere.csv", "--against", article)
    assert result.exit_code == 1
    assert result.output.startswith("quizgen: nowhere.csv: ")


def test_a_deck_is_verified_as_any_other_cards(article: str, tmp_path: Path) -> None:
    cards, deck = tmp_path / "cards.csv", tmp_path / "cards.toml"
    cards.write_text(CARDS, "utf-8")
    run(str(cards), "--against", article, "-o", str(deck))
    again = run(str(deck), "--against", article)
    assert again.exit_code == 0, again.output
    assert "1 proved" in again.output


def test_the_prompt_numbers_the_sentences_and_verify_reads_the_reply(article: str, tmp_path: Path) -> None:
    prompt = CliRunner().invoke(main, ["prompt", article, "--published", "2023-05-12"])
    assert prompt.exit_code == 0
    assert "published 2023-05-12" in prompt.output
    assert "[2] Captain Ruth Ellery ordered the passengers" in prompt.output
    assert '"required": [' in prompt.output
    reply = {"cards": [{"sentences": [1], "answer": "212", "question": GOOD[2][0]}]}
    fenced = f"```json\n{json.dumps(reply)}\n```"
    result = run("-", "--against", article, text=fenced)
    assert result.exit_code == 0, result.output


def test_make_takes_proved_proposals_in_and_keeps_the_file(article: str, tmp_path: Path) -> None:
    cards, deck = tmp_path / "cards.json", tmp_path / "ferry.toml"
    right = {"question": "Which harbour master called for a second ship for Tarn Island?", "answer": "Colin Reeve"}
    wrong = {"question": "In which country was the ferry Silver Heron built?", "answer": "Norway"}
    cards.write_text(json.dumps([right, wrong]), "utf-8")
    made = ["make", article, "--published", "2023-05-12", "-o", str(deck), "--quiet"]
    assert CliRunner().invoke(main, [*made, "--proposals", str(cards)]).exit_code == 0
    stems = {question.stem: question for question in deck_file.load(deck).questions}
    assert wrong["question"] not in stems
    assert stems[right["question"]].evidence is not None
    kept, once = tmp_path / "ferry.proposals.json", deck.read_bytes()
    assert CliRunner().invoke(main, [*made, "--proposals", str(kept)]).exit_code == 0
    assert deck.read_bytes() == once


def test_proposals_are_for_one_article(article: str) -> None:
    result = CliRunner().invoke(main, ["make", article, article, "--proposals", "cards.csv"])
    assert result.exit_code == 2
    assert "one article" in result.output
