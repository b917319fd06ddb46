"""Coreference and attribution on hand-built Docs: links and speakers, with as many refusals as hits."""

import pytest
from hand_built import Case, check, parameters, read_cases


@pytest.mark.parametrize("case", parameters(read_cases("reference")))
def test_reference(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", parameters(read_cases("attribution")))
def test_attribution(case: Case) -> None:
    check(case)
