"""Options that are figures or dates stand in order of size, others do not."""

import pytest

from quizgen.sizes import by_size


@pytest.mark.parametrize(
    "ordered",
    [
        ["1798", "1801", "1812"],
        ["600", "800", "1,000"],
        ["$2.5 million", "$3 million", "$10 million"],
        ["Four", "Six", "Eleven"],
        ["December 1939", "February 1940", "July 1940"],
        ["9 March 1908", "12 March 1908", "1 May 1908"],
        ["March 9", "May 1", "May 16"],
        ["the 9th century", "the 12th century", "the 21st century"],
        ["2500 BC", "2000 BC", "800 BC"],
        ["1588 to 1590", "1591 to 1593"],
    ],
)
def test_figures_and_dates_of_one_form_are_sorted(ordered: list[str]) -> None:
    assert by_size(ordered[::-1]) == ordered


@pytest.mark.parametrize(
    "options", [["Oslo", "Bergen"], ["1801", "Oslo"], ["Henry VII", "Edward IV"], ["3 days", "2 weeks"]]
)
def test_others_are_not(options: list[str]) -> None:
    assert by_size(options) is None
