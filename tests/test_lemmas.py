"""Lemmas follow the treebanks, keep the capitals of names, and are words."""

import pytest

from quizgen import gazetteer
from quizgen.annotate.lemmas import lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("was", "AUX", "VBD", "be"),
        ("’s", "AUX", "VBZ", "be"),
        ("’d", "AUX", "MD", "would"),
        ("n’t", "PART", "RB", "not"),
        ("’", "PART", "POS", "'s"),
        ("her", "PRON", "PRP", "she"),
        ("her", "PRON", "PRP$", "her"),
        ("Them", "PRON", "PRP", "they"),
        ("those", "DET", "DT", "that"),
        ("people", "NOUN", "NNS", "person"),
        ("spokespeople", "NOUN", "NNS", "spokesperson"),
        ("policewomen", "NOUN", "NNS", "policewoman"),
        ("galleries", "NOUN", "NNS", "gallery"),
        ("houses", "NOUN", "NNS", "house"),
        ("heroes", "NOUN", "NNS", "hero"),
        ("analyses", "NOUN", "NNS", "analysis"),
        ("headquarters", "NOUN", "NNS", "headquarters"),
        ("newspapers", "NOUN", "NNS", "newspaper"),
        ("vlogs", "NOUN", "NNS", "vlog"),
        ("1990s", "NOUN", "NNS", "1990s"),
        ("left", "VERB", "VBD", "leave"),
        ("lay", "VERB", "VBD", "lie"),
        ("lay", "VERB", "VB", "lay"),
        ("found", "VERB", "VBD", "find"),
        ("found", "VERB", "VB", "found"),
        ("reopened", "VERB", "VBD", "reopen"),
        ("cyberattacked", "VERB", "VBD", "cyberattack"),
        ("re-elected", "VERB", "VBN", "re-elect"),
        ("blogging", "VERB", "VBG", "blog"),
        ("digitalized", "VERB", "VBN", "digitalize"),
        ("wealthier", "ADJ", "JJR", "wealthy"),
        ("better", "ADJ", "JJR", "good"),
        ("better", "ADV", "RBR", "well"),
        ("more", "ADJ", "JJR", "more"),
        ("later", "ADV", "RBR", "late"),
        ("12,500", "NUM", "CD", "12500"),
        ("XIV", "NUM", "CD", "XIV"),
        ("Three", "NUM", "CD", "three"),
        ("“", "PUNCT", "``", '"'),
    ],
)
def test_lemma(form: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("Nations", "PROPN", "NNPS", "Nation"),
        ("McNallys", "PROPN", "NNPS", "McNally"),
        ("Netherlands", "PROPN", "NNPS", "Netherlands"),
        ("Paris", "PROPN", "NNP", "Paris"),
        ("Sept.", "PROPN", "NNP", "September"),
        ("National", "ADJ", "NNP", "National"),
        ("United", "VERB", "NNP", "Unite"),
        ("Recent", "ADJ", "JJ", "recent"),
        ("Many", "ADJ", "JJ", "many"),
        ("Buddhist", "ADJ", "JJ", "Buddhist"),
        ("Workers", "NOUN", "NNS", "worker"),
        ("TV", "NOUN", "NN", "TV"),
        ("NGOs", "NOUN", "NNS", "NGO"),
        ("PRESIDENTS", "NOUN", "NNS", "president"),
    ],
)
def test_capitals(form: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(form, upos, xpos) == expected


def test_adjectives_of_countries_keep_their_capitals() -> None:
    lost = [
        word
        for country in gazetteer.countries()
        for word in country.adjectives
        if " " not in word and lemma(word, "ADJ", "JJ") != word
    ]
    assert lost == []


@pytest.mark.parametrize("word", ["Studies", "bas", "Taliban", "Hamas", "Wikinews", "Reuters"])
def test_a_name_is_its_own_lemma(word: str) -> None:
    assert lemma(word, "PROPN", "NNP") == word


def test_every_form_of_anything_has_a_lemma() -> None:
    odd = ["", "-", "’", "s", "es", "ies", "eds", "ing", "@home", "日本", "🙂", "x" * 500, "ÉCOLES", "'s"]
    for form in odd:
        for upos, xpos in [
            ("NOUN", "NNS"),
            ("VERB", "VBD"),
            ("PROPN", "NNPS"),
            ("ADJ", "JJS"),
            ("NUM", "CD"),
            ("X", "FW"),
        ]:
            assert form == "" or lemma(form, upos, xpos)
