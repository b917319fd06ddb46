"""What `propose` asks of invented texts, and what it does not."""

from datetime import date

import pytest

from quizgen.annotate.layers import annotate
from quizgen.ask.inversion import question_words_of
from quizgen.ask.propose import propose, proposed_and_refused
from quizgen.ask.smooth import rough
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts, unasked
from quizgen.models import Frame, Proposal
from quizgen.read.text import read_text
from quizgen.resources import template_folder

TITLE = "Port Elling repairs its dam"


def proposals(text: str, published: date | None = None, title: str = TITLE) -> list[Proposal]:
    annotated = annotate(read_text(f"{title}\n\n{text}", "test", published))
    return propose(annotated, extract_facts(annotated), load_templates(template_folder()))


def asked(text: str, published: date | None = None) -> dict[str, str]:
    return {each.stem: each.answer for each in proposals(text, published) if each.template.startswith("argument")}


ASKED = [
    ("Engineers repaired the dam in 1931.", "Who repaired the dam in 1931?", "Engineers"),
    ("Engineers repaired the dam in 1931.", "In what year did engineers repair the dam?", "1931"),
    ("The old dam was designed by Dana Hale.", "Who designed the old dam?", "Dana Hale"),
    ("The mill closed because the river had dried up.", "Why did the mill close?", "Because the river had dried up"),
    ("Dana Hale moved to Leeds to study chemistry.", "Why did Dana Hale move to Leeds?", "To study chemistry"),
    ("Cells in the root multiply by dividing.", "How do cells in the root multiply?", "By dividing"),
    ("The council agreed to repair the bridge.", "What did the council agree to do?", "Repair the bridge"),
    ("More than 200 people work at the mill.", "How many people work at the mill?", "More than 200"),
    ("Dana Hale said that the plan would kill the salmon in the bay.", "According to Dana Hale, what would the plan kill in the bay?", "The salmon"),
    ("Muscular arteries lead to smaller vessels.", "Which arteries lead to smaller vessels?", "Muscular arteries"),
    ("The strike lasted for three weeks.", "How long did the strike last?", "Three weeks"),
    ("However, the plan depends on the weather.", "What does the plan depend on?", "The weather"),
]  # fmt: skip

ASKED += [
    ("Dana Hale, a pioneer of tidal power, moved to Leeds.", "Who was Dana Hale?", "A pioneer of tidal power"),
    ("About 62% of the islanders live in towns.", "What percentage of the islanders live in towns?", "About 62%"),
    ("At the age of 14 Dana Hale left school.", "At what age did Dana Hale leave school?", "14"),
    ("Most people in Port Elling vote through the mail.", "How do most people in Port Elling vote?", "Through the mail"),
    ("Dana Hale retired after the fire.", "When did Dana Hale retire?", "After the fire"),
    ("The council passed a law. This law closed the old mill.", "What closed the old mill?", "The law"),
    ("The council agreed to repair the bridge.", "What did the council agree to repair?", "The bridge"),
    ("The first settlers were poor farmers from the north of Norway.", "Who were poor farmers from the north of Norway?", "The first settlers"),
    ("The dam is more likely to burst in spring.", "What is the dam more likely to do?", "Burst in spring"),
    ("There were 40 houses in the village in 1931.", "How many houses were there in the village in 1931?", "40"),
]  # fmt: skip

LEFT = [
    ("Did engineers repair the dam in 1931?", "repair"),  # nothing is asserted
    ("They repaired the dam in 1931.", "they"),  # nobody knows who
    ("The dam did not burst in 1931.", "What"),  # what is not so
    ("In contrast, the old mill is closed.", "contrast"),
    ("Dana Hale moved to Leeds yesterday.", "yesterday"),
    ("Dana Hale took place in the row of speakers.", "What did Dana Hale take"),  # an idiom
    ("The bay froze five years later.", "later"),
    ("He said that the dam would burst in May.", "said"),
]


# Kinds of faults that readers refused: beside each what is sound and what is left.
SOUND = [
    ("a thing is no who, whatever name follows", "Dana Hale discovered the seventh planet, Per Lund, in 1931.", "What did Dana Hale discover in 1931?", "Who did Dana Hale"),
    ("no passive with an object", "The engineer was awarded a medal in Port Elling in 1931.", "In what year was the engineer awarded a medal in Port Elling?", "Who was viewed"),
    ("a past before another past", "The old mill had closed in 1931.", "In what year did the old mill close?", "had"),
    ("an idiom", "The council drew attention to the old dam in 1931.", "Who drew attention to the old dam in 1931?", "What did the council draw"),
    ("a subject only now introduced", "A storm destroyed the old mill in 1931.", "What destroyed the old mill in 1931?", "did a storm"),
    ("since wants a perfect", "Dana Hale has led the council since 1931.", "Since when has Dana Hale led the council?", "does"),
    ("two directions", "Dana Hale moved from Leeds to Port Elling in 1931.", "In what year did Dana Hale move from Leeds to Port Elling?", "Where did Dana Hale move"),
    ("as is no sure reason", "The mill closed as the river was dry. The inn closed because the river was dry.", "Why did the inn close?", "Why did the mill"),
    ("only what sort is asked with what kind", "The council of Elling sent severe warnings. The large arteries of the leg have muscular walls.", "What kind of walls do the large arteries of the leg have?", "What kind of warnings"),
    ("a common noun is no class behind a preposition", "The repair led to long legal disputes.", "What did the repair lead to?", "To which disputes"),
    ("a description that fits many", "The old mill is a building in Elling. The old inn is the oldest building in Elling.", "What is the oldest building in Elling?", "What is a building"),
    ("how many of a unit", "The water rose by 40 degrees. The council bought 40 boats in 1931.", "How many boats did the council buy in 1931?", "How many degrees"),
    ("a fund is no who", "The fund bought 40 boats in 1931. The council bought 30 houses in 1932.", "Who bought 30 houses in 1932?", "Who bought 40 boats"),
    ("a way is no what", "The council moved the mill ten miles to Elling. The council moved the old inn to Leeds.", "What did the council move to Leeds?", "What did the council move to Elling"),
    ("a purpose tells something", "Dana Hale moved to Leeds to study chemistry. Anna Berg moved to Elling to help.", "Why did Dana Hale move to Leeds?", "Why did Anna"),
    ("a name is said once", "Dana Hale left Elling before Hale sold the mill. Dana Hale left Leeds before the fire.", "When did Dana Hale leave Leeds?", "Hale sold"),
    ("a clause that only tells which asserts nothing", "A firm based in Elling built the dam. The old mill, based in Leeds, sold the dam in 1931.", "Where was the old mill based?", "was a firm"),
    ("jobs that require it are some jobs", "The council offered jobs that require good knowledge of the sea. The dam requires good knowledge of the sea.", "What requires good knowledge of the sea?", "do jobs require"),
    ("a verb that wants an object has one", "In 1931, Dana Hale comforted and praised the families of Elling. Dana Hale founded the mill in 1935.", "In what year did Dana Hale found the mill?", "In what year did Dana Hale comfort?"),
    ("a feast has no one date", "The feast is held on 8 March 2020 in Elling. The mill was closed on 9 March 2020.", "On what date was the mill closed?", "On what date is the feast"),
    ("nobody in particular", "Astronomers discovered the seventh planet. Dana Hale discovered the old mill.", "Who discovered the old mill?", "seventh planet"),
    ("people who are counted are asked by number", "In 1931, 528 people crossed the new bridge. Farmers from Leeds crossed the old bridge in 1931.", "Who crossed the old bridge in 1931?", "Who crossed the new bridge"),
    ("a mission is no who", "An extended mission completed the great map of Elling. Dana Hale completed the small map of Elling.", "Who completed the small map of Elling?", "Who completed the great map"),
    ("an identity in the perfect", "Dana Hale has been the mayor of Elling for ten years. Per Lund was the mayor of Leeds.", "Who was Per Lund?", "Who has Dana Hale been"),
    ("relations are no class to pick from", "The council resumed full trade relations with Leeds in 1931.", "What did the council resume in 1931?", "Which relations"),
    ("until is no when", "Dana Hale led the council until 1931. Dana Hale left the council after the fire.", "When did Dana Hale leave the council?", "When did Dana Hale lead"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "stem", "fault"), SOUND, ids=lambda value: value[:40])
def test_kinds_of_faults_are_left_and_what_is_sound_beside_them_is_asked(
    kind: str, text: str, stem: str, fault: str
) -> None:
    found = asked(text)
    assert stem in found, found
    assert not [each for each in found if fault in each], kind


@pytest.mark.parametrize(
    ("stem", "answer", "why"),
    [
        ("Who closed the mill before after the fire?", "Dana Hale", "a doubled word|two times in one"),
        ("Who condemned anti- dam protests?", "Dana Hale", "a cut word"),
        ("Who condemned pre- and post-war protests?", "Dana Hale", ""),
        ("What covers eleven towns, namely?", "The bay", "words left hanging"),
        ("What is the bay known as?", "Gull Bay", ""),
        ("Where did they go where the mill stood?", "Leeds", "where, and where again"),
        ("What can they use to with the dam?", "A tool", "words left hanging"),
        ("What can can help?", "The dam", "a doubled word"),
        ("Who had had enough?", "Dana Hale", ""),
        ("When was Dana Hale born?", "1873–1902", "a span of years as an answer"),
        ("When did the fight last until the fight ended?", "In May", "a phrase said twice"),
        ("When did the dam burst?", "Especially in May", "an answer that leans on its sentence"),
        ("Since what year did Dana Hale lead the council?", "1931", "since, with a tense that is no perfect"),
        ("Since what year has Dana Hale led the council?", "1931", ""),
        ("Who was accused?", "Dana Hale", "nothing but a verb"),
        ("Who was accused of theft?", "Dana Hale", ""),
    ],
)
def test_broken_words_show(stem: str, answer: str, why: str) -> None:
    assert rough(stem, answer) in why.split("|")


@pytest.mark.parametrize(("text", "stem", "answer"), ASKED, ids=lambda value: value[:40])
def test_a_part_of_a_clause_is_asked(text: str, stem: str, answer: str) -> None:
    found = asked(text)
    assert found.get(stem) == answer, found


@pytest.mark.parametrize(("text", "word"), LEFT, ids=lambda value: value[:40])
def test_what_the_grammar_is_not_sure_of_is_left(text: str, word: str) -> None:
    assert not [stem for stem in asked(text) if word in stem]


def test_a_day_becomes_its_date() -> None:
    found = asked(
        "Port Elling repaired the dam on Tuesday. The council thanked the engineers yesterday.", date(2023, 5, 12)
    )
    assert found.get("On what date did the council thank the engineers?") == "11 May 2023", found


def test_a_proposal_names_its_evidence_and_the_asked_words() -> None:
    text = "Dana Hale opened the Gull Point bridge in 1931."
    annotated = annotate(read_text(f"{TITLE}\n\n{text}", "test"))
    for each in propose(annotated, extract_facts(annotated), load_templates(template_folder())):
        source = annotated.article.text
        assert source[each.evidence.start : each.evidence.end] == each.evidence.text == text
        if each.template == "argument-year":
            assert each.asked is not None
            assert source[slice(*each.asked)] == "1931"


def test_proposals_are_the_same_each_time_and_stand_in_order() -> None:
    text = "Dana Hale opened the bridge in 1931. Engineers repaired the dam. The council paid 200 workers."
    assert proposals(text) == proposals(text)
    starts = [each.evidence.start for each in proposals(text)]
    assert starts == sorted(starts)


def test_phrases_that_are_not_asked_are_kept_with_the_reason() -> None:
    annotated = annotate(
        read_text(f"{TITLE}\n\nThe old dam did not burst in 1931. They repaired the old wall in two months.", "test")
    )
    whys = {each.why for each in unasked(annotated)}
    assert any(why.startswith("what is not so") for why in whys)
    assert any(why.startswith("pronoun") for why in whys)


def test_margins_are_probabilities() -> None:
    annotated = annotate(read_text(f"{TITLE}\n\nDana Hale opened the bridge in 1931, and the mill closed.", "test"))
    margins = [token.margin for token in annotated.doc]
    assert all(0 <= margin <= 1 for margin in margins)
    assert min(margins) < 1


FRAMES = [
    (Frame(subject="Troops", verb="withdrew", base="withdraw", tense="past"), False, "did Troops withdraw"),
    (Frame(subject="it", auxiliaries=("has",), negation="not", verb="closed"), False, "has it not closed"),
    (Frame(verb="carry out", base="carry out", tense="present", plural=True), True, "carries out"),
    (Frame(verb="carry out", base="carry out", tense="present", plural=True), False, "carry out"),
    (Frame(auxiliaries=("were",), complements=("rich",)), True, "was rich"),
    (Frame(auxiliaries=("were",), complements=("farmers",), several=True), True, "were farmers"),
    (Frame(subject="the mill", verb="is", base="be", tense="present"), False, "is the mill"),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "singular", "words"), FRAMES, ids=lambda value: str(value)[:30])
def test_a_frame_is_turned_into_a_question(frame: Frame, singular: bool, words: str) -> None:
    assert question_words_of(frame, singular) == words


def test_refusals_have_reasons() -> None:
    annotated = annotate(
        read_text(f"{TITLE}\n\nPer Lund opened a mill at Gull Point. Dana Hale opened a mill at Gull Point.", "test")
    )
    _, refused = proposed_and_refused(annotated, extract_facts(annotated), load_templates(template_folder()))
    assert any(each.code == "Q08" and each.why for each in refused)


NEAR = [
    ("“The dam will not hold the water of another winter,” said Dana Hale.", True),
    ("“This wall will not hold the water of another winter,” said Dana Hale.", True),
    ("“We look forward to working with the council,” said Dana Hale.", False),  # a courtesy
    ("“They ran,” said Dana Hale.", False),  # says too little
    ("“The wall is weak, and nobody knows why,” said a neighbour.", False),  # nobody with a name
]


@pytest.mark.parametrize(("text", "whole"), NEAR, ids=lambda value: str(value)[:40])
def test_words_that_the_article_explains_are_asked_beside_it(text: str, whole: bool) -> None:
    found = [each for each in proposals(text) if each.template.startswith("quotation") and each.answer == "Dana Hale"]
    assert bool(found) == whole
    assert "this wall" not in text.lower() or found[0].context == "article"


def test_one_answer_in_other_words_is_no_second_one() -> None:
    found = [each for each in proposals("Dana Hale moved to Leeds in June 1931.") if each.stem.startswith("When")]
    assert [each.answer for each in found] == ["June 1931"]


def test_the_context_is_the_least_that_is_needed() -> None:
    found = {
        each.stem: each.context
        for each in proposals(
            "Dana Hale opened the Gull Point bridge in 1931. The mayor thanked Per Lund for the repair."
        )
    }
    assert found["Who opened the Gull Point bridge in 1931?"] == "alone"
    assert found["Who did the mayor thank for the repair?"] == "article"
