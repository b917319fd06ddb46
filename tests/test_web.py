"""The web quiz is taken from start to end in a real browser, offline, from a file; and marks no more than `study` does."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import chromium, plain_screen, screen, violations
from deck_samples import canals
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from test_lms import NASTY, joined, offering
from test_marking import table

from quizgen.models import Deck, KeptParagraph
from quizgen.render.formats import render
from quizgen.render.lms.entries import clean
from quizgen.resources import template_folder
from quizgen.study.marking import mark

TEMPLATES = template_folder() / "web"


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    yield from chromium()


@pytest.fixture
def take(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[Callable[[Deck], webdriver.Chrome]]:
    """Opens the quiz of a deck; at the end nothing was fetched and the policy had nothing to stop."""

    def opened(deck: Deck) -> webdriver.Chrome:
        page = tmp_path / "quiz.html"
        page.write_bytes(render(deck, "html").content)
        browser.get(page.as_uri())
        browser.execute_script("localStorage.clear()")
        browser.refresh()
        return browser

    yield opened
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def questions(page: webdriver.Chrome) -> list[WebElement]:
    return page.find_elements(By.CLASS_NAME, "question")


def score(page: webdriver.Chrome) -> str:
    return page.find_element(By.ID, "score").text


def pick(question: WebElement, text: str) -> WebElement:
    return next(each for each in question.find_elements(By.TAG_NAME, "label") if each.text.strip() == text)


def click(question: WebElement, name: str = "check") -> None:
    question.find_element(By.CLASS_NAME, name).click()


def answer_all(page: webdriver.Chrome) -> None:
    """Answer the six questions of `canals`, all rightly."""
    short, cloze, choice, statement, matching, ordering = questions(page)
    short.find_element(By.TAG_NAME, "input").send_keys("november 1869")
    cloze.find_element(By.TAG_NAME, "input").send_keys("Ten")
    pick(choice, "the Ancon").click()
    pick(statement, "False").click()
    for box, year in zip(matching.find_elements(By.TAG_NAME, "select"), ("1869", "1914", "1895"), strict=True):
        next(each for each in box.find_elements(By.TAG_NAME, "option") if each.text == year).click()
    wanted = [pair.left for pair in canals().questions[5].pairs]
    for place, text in enumerate(wanted):
        while (now := lines_of(ordering)).index(text) > place:
            ordering.find_elements(By.CSS_SELECTOR, "[data-step='-1']")[now.index(text)].click()


def lines_of(question: WebElement) -> list[str]:
    return [each.text for each in question.find_elements(By.CSS_SELECTOR, ".lines span")]


def test_taken_by_mouse_each_answer_checked(take: Callable[[Deck], webdriver.Chrome]) -> None:
    page = take(canals())
    answer_all(page)
    for question in questions(page):
        assert not question.find_element(By.CLASS_NAME, "feedback").is_displayed()
        click(question)
        assert question.find_element(By.CLASS_NAME, "verdict").text == "Right."
        assert question.find_element(By.TAG_NAME, "blockquote").is_displayed()
    assert score(page) == "6 of 6 right"
    assert "The Suez Canal opened to ships in November 1869" in questions(page)[0].text


def test_what_was_missed_can_be_tried_again(take: Callable[[Deck], webdriver.Chrome]) -> None:
    page = take(canals())
    page.find_element(By.CSS_SELECTOR, "[value=end]").click()
    answer_all(page)
    short, _, choice, *_ = questions(page)
    pick(choice, "the Titanic").click()
    short.find_element(By.TAG_NAME, "input").send_keys(" at the latest")
    assert not short.find_element(By.CLASS_NAME, "check").is_displayed()
    page.find_element(By.ID, "check-all").click()
    assert score(page) == "4 of 6 right"
    assert choice.find_element(By.CLASS_NAME, "verdict").text == "Not right."
    click(short, "overrule")
    assert score(page) == "5 of 6 right"
    page.refresh()  # what was answered is kept on the device
    assert score(page) == "5 of 6 right"
    page.find_element(By.ID, "again").click()
    assert score(page) == "5 of 6 right, 1 to go"
    pick(questions(page)[2], "the Ancon").click()
    page.find_element(By.ID, "check-all").click()
    assert score(page) == "6 of 6 right"
    page.find_element(By.ID, "over").click()
    assert score(page) == ""


def test_taken_by_keyboard_alone(take: Callable[[Deck], webdriver.Chrome]) -> None:
    page = take(canals())

    def press(*keys: str) -> None:
        webdriver.ActionChains(page).send_keys(*keys).perform()

    def to(is_it: Callable[[WebElement], bool]) -> None:
        for _ in range(60):
            press(Keys.TAB)
            if is_it(page.switch_to.active_element):
                return
        raise AssertionError("not to be reached by the tab key")

    def a(kind: str) -> Callable[[WebElement], bool]:
        return lambda each: each.get_attribute("type") == kind and each.get_attribute("name") != "mode"

    def to_check() -> None:
        to(lambda each: each.get_attribute("class") == "check")
        press(Keys.ENTER)

    to(a("text"))
    press("1869", Keys.ENTER)
    to(a("text"))
    press("ten", Keys.ENTER)
    for right in ("the Ancon", "False"):
        to(a("radio"))
        press(Keys.SPACE)
        label = "return document.activeElement.parentElement.textContent.trim()"
        for _ in range(4):
            if page.execute_script(label) == right:
                break
            press(Keys.ARROW_DOWN)
        to_check()
    for year in ("1869", "1914", "1895"):
        to(lambda each: each.tag_name == "select")
        press(year)
    to_check()
    ordering = questions(page)[5]
    for place, pair in enumerate(canals().questions[5].pairs):
        for _ in range(lines_of(ordering).index(pair.left) - place):
            name = f"Move up: {pair.left}"
            page.execute_script("document.querySelectorAll('.question')[5].querySelector('button').focus()")
            if page.switch_to.active_element.get_attribute("aria-label") != name:
                to(lambda each, name=name: each.get_attribute("aria-label") == name)
            press(Keys.ENTER)
            assert page.switch_to.active_element.get_attribute("aria-label") == name
    to_check()
    assert score(page) == "6 of 6 right"


def with_article() -> Deck:
    deck = canals()
    article = deck.articles[0].model_copy(
        update={"paragraphs": (KeptParagraph(start=0, text="The Suez Canal opened in 1869."),)}
    )
    asked = (q.model_copy(update={"context": "article"}) for q in deck.questions)
    return deck.model_copy(update={"articles": (article,), "questions": tuple(asked)})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_whole_and_axe_finds_nothing(take: Callable[[Deck], webdriver.Chrome], scheme: str) -> None:
    page = take(with_article())
    screen(page, 360, 740, scheme)
    try:
        for checked in (False, True):
            if checked:
                page.find_element(By.TAG_NAME, "summary").click()
                page.find_element(By.ID, "check-all").click()
            assert page.execute_script("return document.documentElement.scrollWidth") == 360
            assert violations(page) == []
        small = "return [...document.querySelectorAll('button, select, input[type=text]')].filter((each) => "
        small += "each.offsetHeight && each.offsetHeight < 44).length"
        assert page.execute_script(small) == 0
    finally:
        plain_screen(page)


def test_nasty_strings_are_shown_as_they_are(take: Callable[[Deck], webdriver.Chrome]) -> None:
    page = take(joined([offering(text) for text in NASTY]))
    shown = page.execute_script("return [...document.querySelectorAll('legend')].map((each) => each.textContent)")
    for text in NASTY:
        assert any(each.endswith(f" {clean(text)} stem") for each in shown)
    options = page.execute_script("return [...document.querySelectorAll('.options label')].map((e) => e.textContent)")
    for text in NASTY:
        assert f" {clean(text)} answer" in options


def test_the_same_deck_is_the_same_page() -> None:
    assert render(canals(), "html") == render(canals(), "html")


# -------------------------------------------------------------------------------------------------------------- marking

MARK = """
const rows = JSON.parse(require("fs").readFileSync(0, "utf-8"));
console.log(JSON.stringify(rows.map(([accepted, typed]) => isRight(accepted, typed))));
"""


def marked(rows: list[tuple[list[str], str]]) -> list[bool]:
    """What the page's own script says of answers."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    script = (TEMPLATES / "marking.js").read_text("utf-8") + MARK
    done = subprocess.run(["node", "-e", script], input=json.dumps(rows).encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return list(json.loads(done.stdout))


def test_nothing_is_right_on_the_page_that_study_refuses() -> None:
    rows = [row for row in table() if row[0].form in ("short", "cloze")]
    said = marked([([item.answer, *item.also_accept], typed) for item, typed, _ in rows])
    lenient = [
        (item.answer, typed)
        for (item, typed, _), right in zip(rows, said, strict=True)
        if right > mark(item, typed).counts
    ]
    assert lenient == []
    hits = sum(right for (_, _, verdict), right in zip(rows, said, strict=True) if verdict == "right")
    assert hits > 0.25 * sum(verdict == "right" for _, _, verdict in rows)


@pytest.mark.parametrize(
    ("answer", "typed", "right"),
    [
        ("the Suez Canal", "suez canal", True),
        ("São Paulo", "Sao Paulo", True),
        ("28 June 1919", "June 28, 1919", True),
        ("28 June 1919", "the 28th June 1919.", True),
        ("1,500", "1500", True),
        ("a container ship", "Container ship", True),
        ("28 June 1919", "27 June 1919", False),
        ("1.5 million", "15 million", False),
        ("-4", "4", False),
        ("$5", "€5", False),
        ("Paris", "not Paris", False),
        ("Paris", "", False),
    ],
)
def test_what_is_typed_is_compared_fairly(answer: str, typed: str, right: bool) -> None:
    assert marked([([answer], typed)]) == [right]
