"""The main job on the seeds: facts with true offsets, decks equal to the goldens, the same bytes twice, guards kept."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import deck_file
from quizgen.ask.templates import check_examples, load_templates
from quizgen.cli import main
from quizgen.corridor import examine
from quizgen.errors import DeckError, TemplateError
from quizgen.judge.guards import stops
from quizgen.kinds import CONTEXTS, KINDS
from quizgen.models import FACT_MODELS, Deck
from quizgen.read import read_article
from quizgen.resources import template_folder

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.md"))


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=text)


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Deck]:
    target = tmp_path_factory.mktemp("decks") / f"{request.param.stem}.toml"
    result = run("make", "--quiet", str(request.param), "-o", str(target))
    assert result.exit_code == 0, result.output
    return request.param, target, deck_file.load(target)


def test_the_golden_deck_is_what_make_gives(made: tuple[Path, Path, Deck]) -> None:
    seed, target, _ = made
    assert target.read_text("utf-8") == (ROOT / "decks" / f"{seed.stem}.toml").read_text("utf-8"), (
        "run `make golden` and read the diff"
    )


def test_twelve_questions_that_pass_every_guard(made: tuple[Path, Path, Deck]) -> None:
    deck = made[2]
    assert len(deck.questions) >= 12
    for question in deck.questions:
        shut = [stop for stop in stops(question) if CONTEXTS.index(stop.context) >= CONTEXTS.index(question.context)]
        assert not shut, question.stem
        assert deck.fact(question.fact) is not None


def test_evidence_stands_where_it_is_said_to_stand(made: tuple[Path, Path, Deck]) -> None:
    seed, _, deck = made
    text = seed.read_text("utf-8")
    for fact in deck.facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.text
        assert fact.statement[0].isupper()


def test_same_input_same_bytes(made: tuple[Path, Path, Deck], tmp_path: Path) -> None:
    seed, target, _ = made
    again = tmp_path / target.name
    assert run("make", "--quiet", str(seed), "-o", str(again)).exit_code == 0
    assert again.read_bytes() == target.read_bytes()
    for command, suffix in (("anki", ".apkg"), ("print", ".pdf")):
        first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
        assert run(command, str(target), "-o", str(first)).exit_code == 0
        assert run(command, str(again), "-o", str(second)).exit_code == 0
        assert first.read_bytes() == second.read_bytes()


def test_making_a_deck_again_keeps_times_and_comments(tmp_path: Path) -> None:
    target = tmp_path / "deck.toml"
    run("make", "--quiet", str(SEEDS[0]), "-o", str(target))
    commented = target.read_text("utf-8").replace("[[questions]]", "[[questions]]\n# asked in class 9b", 1)
    target.write_text(commented, "utf-8")
    before = deck_file.load(target)
    assert run("make", "--quiet", str(SEEDS[0]), "-o", str(target)).exit_code == 0
    assert "# asked in class 9b" in target.read_text("utf-8")
    assert [q.changed for q in deck_file.load(target).questions] == [q.changed for q in before.questions]


def test_facts_as_json(tmp_path: Path) -> None:
    result = run("facts", str(SEEDS[0]), "--to", "json")
    data = json.loads(result.stdout)
    text = SEEDS[0].read_text("utf-8")
    assert data["article"]["title"]
    for fact in data["facts"]:
        assert {"id", "kind", "statement", "evidence"} <= fact.keys()
        assert text[fact["evidence"]["start"] : fact["evidence"]["end"]] == fact["evidence"]["text"]


def test_export_and_explain(made: tuple[Path, Path, Deck]) -> None:
    _, target, deck = made
    data = json.loads(run("export", str(target), "--to", "json").stdout)
    wanted = {"id", "form", "stem", "answer", "also_accept", "distractors", "fact", "template", "kind", "evidence"}
    assert all(wanted <= question.keys() for question in data["questions"])
    assert run("export", str(target), "--to", "csv").stdout.count("\n") > len(deck.questions)
    explained = run("explain", str(target), deck.questions[0].id).stdout
    assert deck.questions[0].stem in explained
    assert "evidence" in explained


def test_standard_input_and_output() -> None:
    text = SEEDS[0].read_text("utf-8")
    result = run("make", "--quiet", "-", text=text)
    assert result.exit_code == 0
    assert deck_file.loads(result.stdout).questions


BAD_ARTICLES = {
    "empty.txt": (b"", "no article"),
    "binary.txt": (b"PK\x03\x04\x00\x00" * 50, "binary"),
    "french.txt": ("Émile Zola naquit à Paris en avril 1840, où il vécut longtemps.".encode("latin-1"), "French"),
    "noise.txt": (bytes(range(128, 256)) * 3, "encoding"),
    "nothing.txt": (
        b"It was nice. They liked it. We will see what happens then, and that is all there is to it.",
        "no facts",
    ),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_gets_one_clear_line(name: str, tmp_path: Path) -> None:
    content, word = BAD_ARTICLES[name]
    path = tmp_path / name
    path.write_bytes(content)
    result = run("make", str(path), "-o", str(tmp_path / "deck.toml"))
    assert result.exit_code == 1
    assert result.stderr.startswith("quizgen: ")
    assert word in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "deck.toml").exists()


def test_other_mistakes_get_one_clear_line(tmp_path: Path) -> None:
    missing = run("make", str(tmp_path / "gone.txt"))
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    unknown = run("make", str(SEEDS[0]), "--kinds", "rolle")
    assert unknown.exit_code == 2
    assert "unknown kind 'rolle'" in unknown.stderr
    precious = tmp_path / "precious.toml"
    precious.write_text("shopping = 'milk'\n")
    assert run("make", str(SEEDS[0]), "-o", str(precious)).exit_code == 1
    assert precious.read_text() == "shopping = 'milk'\n"


def test_a_broken_deck_is_refused_with_its_line(made: tuple[Path, Path, Deck]) -> None:
    text = made[1].read_text("utf-8")
    with pytest.raises(DeckError, match=r":3: unknown key 'titel'; did you mean title\?"):
        deck_file.loads(text.replace("title =", "titel =", 1).replace("titel =", 'title = "x"\ntitel =', 1))
    first = text.index("[[questions]]")
    block = text[first : text.index("[[questions]]", first + 5)]
    line = text.count("\n") + 2
    with pytest.raises(DeckError, match=rf":{line}: question id .* stands twice"):
        deck_file.loads(text + block)


def test_shipped_templates_keep_their_examples() -> None:
    assert check_examples(template_folder()) == []


def test_templates_written_in_toml_alone_ask(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(template_folder(), folder)
    with (folder / "questions" / "en" / "role.toml").open("a") as out:
        out.write(
            '\n[[question]]\nid = "role-mine"\nform = "short"\nstem = "Which post is or was held by {person}?"\nanswer = "{role}"\n'
        )
        out.write('needs = ["of"]\nworth = 5.0\n')
    read = examine(read_article(str(ROOT / "seeds" / "suez-canal.md")), load_templates(folder))
    assert any(offer.question.stem.startswith("Which post is or was held by") for offer in read.offers)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{person}", "{persn}", ["role.toml", "role-post", "stem", "unknown slot {persn}", "did you mean 'person'"]),
        ('form = "short"', 'form = "choice"', ["role.toml", "'choice' is made on demand", "--forms choice=5"]),
        ("{as_of:words}", "{as_of:wrods}", ["role.toml", "role-post", "unknown form 'wrods'", "did you mean 'words'"]),
        ("needs =", "nedes =", ["role.toml", "role-post", "nedes: unknown key", "did you mean 'needs'"]),
        ('form = "short"', 'form = "shrt"', ["role.toml", "role-post", "form", "did you mean 'short'"]),
        ('id = "role-who"', 'id = "role-post"', ["role.toml", "role-post", "ids are permanent and unique"]),
    ],
)
def test_a_broken_template_is_named(old: str, new: str, words: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(template_folder(), folder)
    path = folder / "questions" / "en" / "role.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(TemplateError) as error:
        load_templates(folder)
    assert all(word in str(error.value) for word in words), error.value


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from quizgen.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'pydantic', 'onnxruntime', 'genanki', 'typst', 'rich') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip().endswith("[]")


def test_the_kinds_are_those_of_the_models() -> None:
    assert tuple(model.model_fields["kind"].default for model in FACT_MODELS) == KINDS
