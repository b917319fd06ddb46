"""Other ways to say a date."""

import pytest

from quizgen.ask.accept import date_variants


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2021-10-20", ["2021-10-20", "October 20, 2021"]),
        ("0079-08-24", ["0079-08-24", "August 24, AD 79"]),
        ("2021-10", ["2021-10"]),
        ("2021", []),
    ],
)
def test_a_day_is_said_in_other_ways(when: str, said: list[str]) -> None:
    assert date_variants(when) == said
