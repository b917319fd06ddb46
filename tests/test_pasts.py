"""The past forms that are looked up are those that lemminflect gives."""

import lemminflect
import pytest

from quizgen.extract.pasts import past_of

VERBS = ["go", "withdraw", "walk", "stop", "travel", "lie", "hang", "fit", "leap", "focus", "can", "may", "will", "must", "be", "have",
         "say", "tell", "unfriend", "OK"]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_the_past_is_the_first_that_lemminflect_gives(verb: str) -> None:
    assert past_of(verb) == lemminflect.getInflection(verb, "VBD")[0]


def test_no_word_is_taken_for_another() -> None:
    assert past_of("alk") != past_of("walk")
