"""The review's page in a real browser: by keyboard alone, on a phone, in the dark, while the server is killed."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import chromium, plain_screen, screen, violations
from reviewing import FERRY, Page, asked_in, ferry, long_deck, saved, served, started
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from quizgen import deck_file
from quizgen.deck_file import stamped
from quizgen.models import Deck

Browser = webdriver.Chrome
MARKED = "return document.querySelector('mark strong').textContent"
PHONE, DESK = (360, 740), (1400, 900)
SOON = 20  # seconds in which what is waited for must have come; the engine has longer


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture
def review(browser: Browser, tmp_path: Path) -> Iterator[Callable[[Deck], Browser]]:
    """Opens the review of a deck; at the end the page asked nobody else, and its policy had nothing to stop."""
    running = []

    def opened(deck: Deck, wanted: int | None = None) -> Browser:
        context = served(saved(deck, tmp_path), wanted)
        running.append(context)
        show(browser, context.__enter__())
        return browser

    yield opened
    hosts = "return [...new Set(performance.getEntriesByType('resource').map((each) => new URL(each.name).hostname))]"
    assert browser.execute_script(hosts) in ([], ["127.0.0.1"])
    browser.get("about:blank")
    assert [entry["message"] for entry in browser.get_log("browser") if "409" not in entry["message"]] == []
    for context in running:
        context.__exit__(None, None, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deck.toml"


def show(browser: Browser, page: Page) -> None:
    browser.get("about:blank")
    browser.get(page.address)
    until(browser, lambda: text(browser, "card-title").startswith("Question"))


def press(browser: Browser, *keys: str) -> None:
    """One key after the other; a capital letter is pressed with Shift."""
    actions = webdriver.ActionChains(browser)
    for key in keys:
        if key.isalpha() and key.isupper():
            actions.key_down(Keys.SHIFT).send_keys(key.lower()).key_up(Keys.SHIFT)
        else:
            actions.send_keys(key)
    actions.perform()


def chord(browser: Browser, held: str, key: str) -> None:
    webdriver.ActionChains(browser).key_down(held).send_keys(key).key_up(held).perform()


def until(browser: Browser, what: Callable[[], Any], seconds: float = SOON) -> Any:
    return WebDriverWait(browser, seconds, 0.03).until(lambda _: what())


def text(browser: Browser, id: str) -> str:
    return str(browser.execute_script("return document.getElementById(arguments[0]).textContent", id))


def put(browser: Browser, id: str, words: str) -> None:
    browser.find_element(By.ID, id).send_keys(Keys.CONTROL, "a", Keys.NULL, words or Keys.BACKSPACE)


def focused(browser: Browser) -> str:
    return str(browser.execute_script("return document.activeElement.id || document.activeElement.tagName"))


def settled(browser: Browser) -> None:
    """Once the page has heard of all that it asked."""
    browser.execute_async_script("const told = arguments[0]; queue.then(() => requestAnimationFrame(() => told()))")


# ---------------------------------------------------------------------------------------------------------- keyboard


def test_thirty_decisions_by_keyboard_an_edit_a_reload_and_an_undo_of_all(
    review: Callable[..., Browser], path: Path
) -> None:
    page = review(long_deck(30, 1000), 15)
    first = path.read_bytes()
    press(page, *"kkdkC", *"kdkkF", *"kkkkd")
    settled(page)
    assert text(page, "counter") == "10 of 15 wanted, 5 dropped, 15 not decided"
    assert text(page, "card-title") == "Question 16 of 30"
    page.refresh()
    until(page, lambda: text(page, "card-title") == "Question 16 of 30")
    press(page, *"kd3", "e")
    until(page, lambda: focused(page) == "e-stem")
    put(page, "e-stem", "When was a mill built at the river Tarn17?")
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: not page.find_element(By.ID, "editor").is_displayed())
    chord(page, Keys.SHIFT, Keys.ARROW_UP)
    press(page, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, *"kkkk", Keys.HOME, "o", Keys.END, *"kppD", Keys.HOME, *"12od")
    settled(page)
    assert page.execute_script("return deck.undo") == 30
    there = asked_in(path)
    assert list(there)[16:19] == ["q17", "q16", "q18"]
    assert (there["q17"].points, there["q17"].stem) == (3, "When was a mill built at the river Tarn17?")
    assert (there["q17"].kept, there["q16"].dropped, there["q0"].kept) == (True, True, False)
    assert (there["q4"].letter, there["q9"].letter) == ("C", "F")
    press(page, *"u" * 31)
    settled(page)
    assert "nothing to undo" in text(page, "alert")
    assert path.read_bytes() == first
    assert focused(page) != "BODY"


def test_focus_is_never_lost(review: Callable[..., Browser]) -> None:
    page = review(ferry())
    for id in ("keep", "drop", "next", "undo"):
        page.execute_script("document.getElementById(arguments[0]).focus()", id)
        press(page, Keys.ENTER)
        settled(page)
        assert focused(page) == id
    for key, dialog in (("?", "help"), ("v", "preview")):
        before = focused(page)
        press(page, key)
        until(page, lambda dialog=dialog: page.find_element(By.ID, dialog).is_displayed())
        press(page, Keys.ESCAPE)
        until(page, lambda before=before: focused(page) == before)
    press(page, "e")
    until(page, lambda: focused(page) == "e-stem")
    press(page, Keys.ESCAPE)
    assert focused(page) == "undo"


def test_everything_is_reached_by_tab_and_told_to_a_screen_reader(review: Callable[..., Browser]) -> None:
    page = review(ferry())
    press(page, "k")
    settled(page)
    page.execute_script("window.seen = []; addEventListener('focusin', (event) => seen.push(event.target.id))")
    press(page, *[Keys.TAB] * 45)
    seen = page.execute_script("return window.seen")
    assert {
        "undo",
        "new",
        "open-drawer",
        "open-preview",
        "open-over",
        "article",
        "keep",
        "drop",
        "edit",
        "points",
    } <= set(seen)
    press(page, "k")
    until(page, lambda: "Kept. Question" in text(page, "status"))
    assert page.find_element(By.ID, "status").aria_role == "status"


def test_single_keys_can_be_turned_off(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    press(page, "?")
    page.find_element(By.ID, "keys-on").click()
    press(page, Keys.ESCAPE)
    press(page, *"kkd")
    settled(page)
    assert not any(each.kept or each.dropped for each in asked_in(path).values())


# -------------------------------------------------------------------------------------------------------------- typing


def test_guards_speak_beside_the_field_while_she_types(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    press(page, "e")
    put(page, "e-answer", "it")
    until(page, lambda: "pronoun-answer" in text(page, "f-answer"))
    put(page, "e-answer", "")
    until(page, lambda: "it needs an answer" in text(page, "f-answer"))
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: "needs an answer" in text(page, "alert"))
    assert page.find_element(By.ID, "editor").is_displayed()  # and what she typed is still there
    put(page, "e-answer", "4 May 1931")
    until(page, lambda: text(page, "f-answer") == "")
    Select(page.find_element(By.ID, "e-form")).select_by_value("choice")
    put(page, "e-distractors", "3 May 1931\n4 June 1931\n4 May 1913")
    page.find_element(By.CSS_SELECTOR, "#editor [type=submit]").click()
    until(page, lambda: "Saved" in text(page, "status"))
    saved_ = asked_in(path)["q1"]
    assert (saved_.form, saved_.distractors, saved_.edited, saved_.kept) == (
        "choice", ("3 May 1931", "4 June 1931", "4 May 1913"), True, True,
    )  # fmt: skip


def test_a_selection_becomes_a_question_with_a_draft(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    select = """const nodes = document.createTreeWalker(document.querySelector('#text p'), NodeFilter.SHOW_TEXT);
    const ends = []; let before = 0;
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      for (const at of arguments) if (ends.length < 2 && at >= before && at < before + node.length) ends.push([node, at - before]);
      before += node.length;
    }
    getSelection().setBaseAndExtent(ends[0][0], ends[0][1], ends[1][0], ends[1][1]);"""
    start = FERRY.index("4 May 1931")
    page.execute_script(select, start - 1, start + 10)  # with the space before it
    until(page, lambda: page.find_element(By.ID, "ask-words").is_displayed())
    press(page, "n")
    assert page.find_element(By.ID, "e-answer").get_attribute("value") == "4 May 1931"
    until(page, lambda: "Goes along: “The first ferry" in text(page, "proof"))
    assert page.execute_script(MARKED) == "4 May 1931"
    draft = until(page, lambda: page.find_elements(By.CSS_SELECTOR, "#drafts button"), 60)[0]
    assert "ferry" in draft.text
    draft.click()
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: not page.find_element(By.ID, "editor").is_displayed())
    assert len(asked_in(path)) == 5
    made = next(each for each in asked_in(path).values() if each.id.startswith("own-"))
    assert (made.asked, made.kept, made.answer) == ((start, start + 10), True, "4 May 1931")
    press(page, "r")  # the drawer has been read meanwhile
    until(page, lambda: "candidates" in text(page, "drawer-state"))
    taken = page.find_element(By.CSS_SELECTOR, "#candidates li")
    id = taken.get_attribute("data-id")
    assert taken.find_element(By.CLASS_NAME, "why").text.count(":")
    press(page, Keys.ARROW_DOWN, Keys.ARROW_UP, "t")
    until(page, lambda: id in asked_in(path))
    assert asked_in(path)[str(id)].kept
    assert violations(page) == []
    assert stamped(deck_file.load(path)) == deck_file.load(path)  # nobody takes it for an edit
    assert focused(page) == "BUTTON"


def test_a_question_of_ones_own_without_a_mouse(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    press(page, "n")
    until(page, lambda: focused(page) == "e-stem")
    press(page, "Who drew the bridge to Elling?", Keys.TAB, "Per Lund")
    until(page, lambda: "Goes along: “Per Lund, who drew the bridge" in text(page, "proof"))
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: not page.find_element(By.ID, "editor").is_displayed())
    assert len(asked_in(path)) == 5
    made = next(each for each in asked_in(path).values() if each.id.startswith("own-"))
    assert made.evidence is not None
    assert made.evidence.text.startswith("Per Lund, who drew the bridge")
    press(page, "u")
    until(page, lambda: len(asked_in(path)) == 4)


def test_leaving_what_she_typed_is_asked_twice(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    before = path.read_bytes()
    press(page, "e")
    until(page, lambda: focused(page) == "e-stem")
    press(page, "Oh, ", Keys.ESCAPE)
    assert "Escape once more" in until(page, lambda: text(page, "status"))
    assert page.find_element(By.ID, "editor").is_displayed()
    page.find_element(By.CSS_SELECTOR, "#questions li:nth-child(2) button").click()
    until(page, lambda: "Save or cancel" in text(page, "status"))
    assert text(page, "card-title") == "Question 1 of 4"
    press(page, Keys.ESCAPE)
    assert not page.find_element(By.ID, "editor").is_displayed()
    assert path.read_bytes() == before


# -------------------------------------------------------------------------------------------------------------- showing


def test_it_shows_the_evidence_and_filters(review: Callable[..., Browser]) -> None:
    page = review(ferry())
    assert page.find_element(By.TAG_NAME, "mark").text == "The first ferry to Elling ran on 4 May 1931."
    assert page.execute_script(MARKED) == "4 May 1931"
    press(page, "j")
    assert page.find_element(By.TAG_NAME, "mark").text == "Ida Norell steered it."
    assert text(page, "line") == "The ferry of Elling"
    page.find_element(By.TAG_NAME, "summary").click()
    Select(page.find_element(By.ID, "by-doubt")).select_by_value("3")
    assert [each.text for each in page.find_elements(By.CSS_SELECTOR, "#questions li:not([hidden]) .number")] == ["3"]
    assert text(page, "card-title") == "Question 3 of 4"
    Select(page.find_element(By.ID, "by-form")).select_by_value("cloze")
    assert page.find_element(By.ID, "none").is_displayed()


def in_view(page: Browser, panel: str, part: str, words: str) -> bool:
    """Whether a part of a panel that has some words is seen."""
    script = """const [panel, part] = [arguments[0], arguments[1]].map((each) => document.querySelector(each));
    const box = panel.getBoundingClientRect(), at = part.getBoundingClientRect();
    return at.top >= box.top && at.bottom <= box.bottom && part.textContent.includes(arguments[2]);"""
    return bool(page.execute_script(script, panel, part, words))


def test_evidence_and_list_are_scrolled_to_on_a_long_deck(review: Callable[..., Browser]) -> None:
    page = review(long_deck())
    for key, town in ((Keys.END, "Elling499 "), ("k", "Elling499 "), (Keys.HOME, "Elling0 "), ("j", "Elling1 ")):
        press(page, key)
        until(page, lambda town=town: in_view(page, "#article", "mark", town))
        time.sleep(0.2)  # and it stays there
        assert in_view(page, "#article", "mark", town)
        assert in_view(page, "#list", "[aria-current=true]", town)


def test_a_phone_does_not_jump(review: Callable[..., Browser]) -> None:
    page = review(long_deck(60, 2000))
    screen(page, *PHONE, "light")
    try:
        keep = page.find_element(By.ID, "keep")
        page.execute_script("arguments[0].scrollIntoView({ block: 'end' })", keep)
        for n in range(20):
            before = page.execute_script("return scrollY")
            keep.click()
            until(page, lambda n=n: text(page, "card-title") == f"Question {n + 2} of 60")
            assert page.execute_script("return scrollY") == before
            assert in_view(page, "#article", "mark", f"Elling{n + 1} ")
        page.execute_script("scrollTo(0, document.body.scrollHeight)")
        page.find_elements(By.CSS_SELECTOR, "#questions button")[-1].click()
        until(page, lambda: text(page, "card-title") == "Question 60 of 60")
        assert page.execute_script("return document.getElementById('card-title').getBoundingClientRect().top") >= 0
    finally:
        plain_screen(page)


def test_nasty_texts_are_shown_as_they_are(review: Callable[..., Browser], path: Path) -> None:
    deck = ferry()
    nasty = "</script><img src=x onerror=alert(1)> “𝔽erry” 𝟙 & <b>"
    first = deck.articles[0].paragraphs[0]
    paragraphs = (first.model_copy(update={"text": f"𝔸𝔹 {nasty} ran in 1931."}), *deck.articles[0].paragraphs[1:])
    asked = deck.questions[1].model_copy(update={"stem": f"{nasty} ____?", "asked": None, "evidence": None})
    deck = deck.model_copy(
        update={"questions": (asked,), "articles": (deck.articles[0].model_copy(update={"paragraphs": paragraphs}),)}
    )
    page = review(deck)
    assert text(page, "stem") == f"{nasty} ____?"
    press(page, "n", "When did it run?", Keys.TAB, "1931")
    until(page, lambda: "1931" in text(page, "proof"))
    assert page.execute_script(MARKED) == "1931"
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: len(asked_in(path)) == 2)
    made = next(each for each in asked_in(path).values() if each.id.startswith("own-"))
    assert made.asked is not None
    assert paragraphs[0].text[slice(*made.asked)] == "1931"


def test_a_deck_without_text_says_so(review: Callable[..., Browser]) -> None:
    bare = ferry().articles[0].model_copy(update={"paragraphs": ()})
    page = review(ferry().model_copy(update={"articles": (bare,)}))
    assert "does not hold its article's text" in text(page, "text")
    assert page.find_element(By.TAG_NAME, "blockquote").text == "The first ferry to Elling ran on 4 May 1931."
    press(page, "r")
    until(page, lambda: "does not hold" in text(page, "drawer-state"))


def test_another_programs_edit_comes_to_the_page(review: Callable[..., Browser], path: Path) -> None:
    page = review(ferry())
    path.write_text(path.read_text().replace("On what date did the first", "When did the first"))
    until(page, lambda: text(page, "stem").startswith("When did the first"))
    press(page, "k")
    settled(page)
    path.write_text(path.read_text() + "]")
    press(page, "k")
    until(page, lambda: "until it is mended" in text(page, "alert"))


def test_an_edit_under_another_programs_edit_is_told_and_hers_to_decide(
    review: Callable[..., Browser], path: Path
) -> None:
    page = review(ferry())
    press(page, "e")
    until(page, lambda: focused(page) == "e-stem")
    press(page, "Tell: ")
    path.write_text(path.read_text().replace("On what date did the first", "When did the first"))
    until(page, lambda: "Another program changed" in text(page, "status"))
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: "It now reads: “When did the first" in text(page, "alert"))
    assert asked_in(path)["q1"].stem.startswith("When did")
    chord(page, Keys.CONTROL, Keys.ENTER)
    until(page, lambda: "Tell:" in asked_in(path)["q1"].stem)
    assert text(page, "alert") == ""


def test_without_its_token_the_page_shows_nothing(review: Callable[..., Browser]) -> None:
    page = review(ferry())
    address = page.current_url.partition("#")[0]
    page.get("about:blank")
    page.get(address)
    until(page, lambda: "address that quizgen review printed" in text(page, "alert"))
    assert "ferry" not in page.page_source
    page.get("about:blank")


def test_done_says_what_is_not_decided_and_ends_it(browser: Browser, tmp_path: Path) -> None:
    running = started(saved(ferry(), tmp_path))
    show(browser, running.page)
    press(browser, "k")
    settled(browser)
    browser.find_element(By.ID, "open-over").click()
    assert "3 not decided: they go along" in text(browser, "over-state")
    browser.find_element(By.ID, "done").click()
    until(browser, lambda: "You can close this page" in browser.page_source)
    assert running.process.wait(10) == 0
    running.kill()


@pytest.mark.slow  # a bar in seconds: whoever else is at work on the machine counts
def test_a_long_deck_is_there_at_once(review: Callable[..., Browser]) -> None:
    page = review(long_deck())
    assert len(page.find_elements(By.CSS_SELECTOR, "#questions li")) == 500
    marks = (
        """return ["first-contentful-paint", "shown"].map((each) => performance.getEntriesByName(each)[0].startTime)"""
    )
    took = []
    while len(took) < 10 and min(took, default=500) >= 500:
        page.refresh()
        until(page, lambda: text(page, "card-title").startswith("Question"))
        took.append(max(until(page, lambda: page.execute_script(marks))))
    assert min(took) < 500  # milliseconds: the whole deck with its first question


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (PHONE, "dark"),
        (DESK, "light"),
        pytest.param(PHONE, "light", marks=pytest.mark.slow),
        pytest.param(DESK, "dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(review: Callable[..., Browser], size: tuple[int, int], scheme: str) -> None:
    page = review(ferry(), 3)
    screen(page, *size, scheme)

    def look() -> None:
        assert page.execute_script("return document.documentElement.scrollWidth") <= size[0]
        assert violations(page) == []

    try:
        press(page, *"kD")
        settled(page)
        page.find_element(By.TAG_NAME, "summary").click()
        look()
        press(page, "e")
        put(page, "e-answer", "it")
        until(page, lambda: text(page, "f-answer"))
        look()
        press(page, Keys.ESCAPE, Keys.ESCAPE)
        for opener in ("open-help", "open-over", "open-preview") if size == DESK else ():
            page.find_element(By.ID, opener).click()
            until(page, lambda: text(page, "preview-state").endswith("layouts.") or opener != "open-preview")  # noqa: B023
            look()
            press(page, Keys.ESCAPE)
        small = (
            "return [...document.querySelectorAll('button, select, textarea, input[type=number]')].filter((each) => "
        )
        small += "each.offsetHeight && each.offsetHeight < 40).map((each) => each.id)"
        assert page.execute_script(small) == []
    finally:
        plain_screen(page)


# ------------------------------------------------------------------------------------------------------------- kills


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_no_decision_is_lost_when_the_server_is_killed(browser: Browser, tmp_path: Path, kills: int) -> None:
    path = saved(long_deck(kills + 2, 1000), tmp_path)
    wanted = []
    for n in range(kills):
        running = started(path)
        show(browser, running.page)
        assert text(browser, "card-title") == f"Question {n + 1} of {kills + 2}"
        key = "kdkC"[n % 4]
        press(browser, key)
        until(browser, lambda n=n: text(browser, "card-title") == f"Question {n + 2} of {kills + 2}")
        running.kill()
        wanted.append("C" if key == "C" else key)
        decided = list(asked_in(path).values())[: n + 1]
        assert ["k" if each.kept else each.letter or "d" for each in decided] == wanted
    press(browser, "k")
    until(browser, lambda: "does not answer any more" in text(browser, "alert"))


@pytest.mark.slow
def test_a_kill_in_the_middle_of_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    path = saved(long_deck(200, 4000), tmp_path)
    for n in range(30):
        running = started(path)
        stamps = [(each["id"], each["stamp"]) for each in running.page.ask("GET", "/deck")[1]["questions"]]
        before = {id for id, each in asked_in(path).items() if each.kept}
        answered = set()
        deadline = time.monotonic() + 0.002 * n
        for id, stamp in stamps:
            if id in before:
                continue
            if time.monotonic() > deadline:
                break
            if running.page.ask("POST", "/decide", {"do": "keep", "id": id, "stamp": stamp})[0] == 200:
                answered.add(id)
        running.kill()
        assert {id for id, each in asked_in(path).items() if each.kept} >= before | answered
