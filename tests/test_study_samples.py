"""A sample deck for the tests of the self-test: every form of question, well-known history, written by hand."""

from quizgen import deck_file
from quizgen.models import FORMS

SUEZ = """\
title = "The Suez Canal"

[[articles]]
id = "the-suez-canal"
title = "A short history of the Suez Canal"
published = 2021-03-25
source = "https://example.org/suez"

[[facts]]
id = "f1"
kind = "date"
statement = "The Suez Canal opened in 1869."
evidence = {text = "After ten years of digging, the Suez Canal opened in November 1869.", start = 0, end = 67}
event = "the opening of the Suez Canal"
when = "1869-11"

[[facts]]
id = "f2"
kind = "role"
statement = "Ferdinand de Lesseps led the company that built the Suez Canal."
evidence = {text = "Ferdinand de Lesseps, a French diplomat, led the company that dug it.", start = 68, end = 137}
person = "Ferdinand de Lesseps"
role = "head of the Suez Canal Company"

[[facts]]
id = "f3"
kind = "place"
statement = "The Suez Canal joins the Mediterranean Sea and the Red Sea."
evidence = {text = "The canal joins the Mediterranean Sea and the Red Sea.", start = 138, end = 192}
event = "the Suez Canal"
place = "Egypt"

[[questions]]
id = "q1"
form = "short"
stem = "In which year did the Suez Canal open?"
answer = "1869"
also_accept = ["November 1869"]
kind = "date"
fact = "f1"
template = "date-year"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q2"
form = "short"
stem = "Who led the company that built the Suez Canal?"
answer = "Ferdinand de Lesseps"
kind = "role"
fact = "f2"
template = "role-person"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q3"
form = "choice"
stem = "Which sea does the Suez Canal join to the Mediterranean Sea?"
answer = "the Red Sea"
distractors = ["the Black Sea", "the Caspian Sea", "the Arabian Sea"]
kind = "place"
fact = "f3"
template = "place-choice"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q4"
form = "cloze"
stem = "The Suez Canal joins the ____ and the Red Sea."
answer = "Mediterranean Sea"
also_accept = ["Mediterranean"]
kind = "place"
fact = "f3"
template = "place-cloze"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q5"
form = "true-false"
stem = "The Suez Canal opened in 1859."
answer = "False"
note = "It opened in 1869."
kind = "date"
fact = "f1"
template = "date-false"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q6"
form = "matching"
stem = "Match each canal with the year in which it opened."
pairs = [
    {left = "Suez Canal", right = "1869"},
    {left = "Panama Canal", right = "1914"},
    {left = "Kiel Canal", right = "1895"},
]
kind = "date"
fact = "f1"
template = "date-matching"
changed = 2021-04-01T00:00:00Z

[[questions]]
id = "q7"
form = "ordering"
stem = "Put these canals in order of their opening, earliest first."
pairs = [
    {left = "Suez Canal", right = "1869"},
    {left = "Kiel Canal", right = "1895"},
    {left = "Panama Canal", right = "1914"},
]
kind = "date"
fact = "f1"
template = "date-ordering"
changed = 2021-04-01T00:00:00Z
"""


def test_the_sample_is_a_deck_with_every_form() -> None:
    assert {question.form for question in deck_file.loads(SUEZ).questions} == set(FORMS)
