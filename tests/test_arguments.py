"""Which phrases of hand-built trees are asked for, with which words, and which are not."""

import pytest
from hand_built import annotated

from quizgen.ask.propose import propose
from quizgen.ask.templates import load_templates
from quizgen.extract import extract_facts
from quizgen.resources import template_folder

# A sentence, and what is asked of it; "-" and words that no question of the sentence has.
CASES = [
    ("The old tower is 40 metres tall.", "How tall is the old tower?", "40 metres"),
    ("The old tower is tall and wide.", "-", "How tall"),
    ("The workers travelled about 500 miles from Elling to Leeds.", "How far did the workers travel from Elling to Leeds?", "About 500 miles"),
    ("The council bought 500 miles of wire.", "-", "How far"),
    ("The council denied the request three times in 1931.", "How many times did the council deny the request in 1931?", "Three"),
    ("The council denied the request again in 1931.", "-", "How many times"),
    ("After ten days, the old mission was taken.", "After how many days was the old mission taken?", "Ten"),
    ("After some days, the old mission was taken.", "-", "how many"),
    ("Dana Hale served as minister of finance after the war.", "What did Dana Hale serve as after the war?", "Minister of finance"),
    ("The council saw the plan as a threat.", "-", "see the plan as?"),
    ("The bridge was made entirely of wood.", "What was the bridge made entirely of?", "Wood"),
    ("The bridge was made of late in Leeds.", "-", "made of?"),
    ("The elder sister, Vera Hale, later became the first president of the party.", "What did Vera Hale become?", "The first president of the party"),
    ("Dana Hale moved to Leeds, where she studied chemistry in 1931.", "What did Dana Hale study in 1931?", "Chemistry"),
    ("Dana Hale moved to the town where nobody studied chemistry.", "-", "Who studied"),
    ("The team won the cup in 1931, with the silver medal going to Norway.", "To which country did the silver medal go?", "Norway"),
    ("The team won the cup in 1931, with the fans singing.", "-", "sang"),
    ("Testing for antibodies requires knowledge of the blood.", "What does testing for antibodies require?", "Knowledge of the blood"),
    ("The town was called Nagdaha, as it was full of snakes.", "Why was the town called Nagdaha?", "As it was full of snakes"),
    ("The town was called Nagdaha, as it is known.", "-", "Why"),
    ("The mill has no more water, so the wheel of the old mill was sold.", "Why was the wheel of the old mill sold?", "Because the mill has no more water"),
    ("The judge wrote to an alcalde, an administrator who settled quarrels.", "What is an alcalde?", "An administrator who settled quarrels"),
    ("The judge wrote to a friend, a man of forty.", "-", "friend?"),
    ("The bite of an adder (a small snake with a dark band) is rarely deadly.", "What is an adder?", "A small snake with a dark band"),
    ("The bite of an adder (see the map) is rarely deadly.", "-", "What is an adder"),
    ("To dig beneath the river, Dana Hale designed two iron boxes.", "Why did Dana Hale design two iron boxes?", "To dig beneath the river"),
    ("To be fair, Dana Hale designed two iron boxes.", "-", "Why"),
    ("Wound fever is caused by dirt in the wound.", "What causes wound fever?", "Dirt in the wound"),
    ("The mill belonged to Dana Hale until 1931.", "Until when did the mill belong to Dana Hale?", "Until 1931"),
    ("Last fall, Dana Hale endorsed the plan of the council.", "When did Dana Hale endorse the plan of the council?", "Last fall"),
    ("Dana Hale had founded the school in Leeds.", "Who founded the school in Leeds?", "Dana Hale"),
    ("Dana Hale had already left the school in Leeds.", "-", "Who"),
    ("The law forbids the sale of the old mill.", "What forbids the sale of the old mill?", "The law"),
    ("The storm hit the town in 1931, flooding the old mill.", "What flooded the old mill?", "The storm"),
    ("The old mill was closed in 1931, making it hard for Dana Hale.", "-", "made it hard"),
    ("An artery is a vessel that conducts blood away from the heart.", "What does an artery conduct away from the heart?", "Blood"),
    ("An artery is no vessel that conducts water to the heart.", "-", "an artery conduct"),
    ("Dana Hale, an engineer who built the old mill, moved to Leeds.", "What did Dana Hale build?", "The old mill"),
    ("Dana Hale met Vera Lund and Per Berg, two engineers who built mills.", "-", "Per Berg build"),
    ("The town lies at an elevation of about 400 metres above the sea.", "At what elevation does the town lie?", "About 400 metres above the sea"),
    ("Vera Lund and Per Berg, two painters from Leeds, bought the mill.", "Who were Vera Lund and Per Berg?", "Two painters from Leeds"),
    ("Lawyer and soldier Per Berg led the men to Leeds.", "Who was Per Berg?", "Lawyer and soldier"),
    ("Mayor Per Berg and Vera Lund led the men to Leeds.", "-", "Who were"),
    ("The Romans perfected the arched bridge.", "What did the Romans perfect?", "The arched bridge"),
    ("The Romans had the arched bridge.", "-", "What did the Romans have"),
    ("Dana Hale asked the young engineers to repair the old dam.", "Who did Dana Hale ask to repair the old dam?", "The young engineers"),
    ("The rain caused the engineers to repair the old dam.", "-", "Who did the rain"),
    ("Dana Hale, whose work in Leeds gave her much spare time, collected insects.", "What gave Dana Hale much spare time?", "Dana Hale’s work in Leeds"),
    ("Dana Hale won the 1996 Gull Cup in Leeds.", "Which cup did Dana Hale win in Leeds?", "The 1996 Gull Cup"),
    ("Under the act, the number of judges drops to six.", "What does the number of judges drop to under the act?", "Six"),
    ("Many of the people who live in Leeds vote by mail.", "How do many of the people who live in Leeds vote?", "By mail"),
    ("Envoys of Norway held talks with the council in Leeds.", "Where did Envoys of Norway hold talks with the council?", "In Leeds"),
    ("The council gave the money to the people in Leeds.", "-", "Where"),
    ("The judges will be appointed by the council of Elling.", "Who will appoint the judges?", "The council of Elling"),
    ("The old mills have been closed by the owners of the land.", "Who has closed the old mills?", "The owners of the land"),
    ("The old mills have been closed by March.", "-", "Who has closed"),
    ("The number of seats is based on population.", "What is the number of seats based on?", "Population"),
    ("The law was left in place.", "-", "left in?"),
    ("The new field explores how biology shapes the acts of people.", "What does the new field explore?", "How biology shapes the acts of people"),
    ("The council consists of two chambers: the Assembly and the House.", "Of which two chambers does the council consist?", "The Assembly and the House"),
    ("The council consists of three chambers, the Assembly and the House.", "-", "which three"),
    ("Two senators, Per Berg and Vera Lund, wrote the law of the land.", "Which two senators wrote the law of the land?", "Per Berg and Vera Lund"),
    ("There were only two inns, the Gull and the Tern, in the town.", "-", "Which two"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stem", "answer"), CASES, ids=lambda value: value[:50])
def test_a_phrase_is_asked_for_or_left(text: str, stem: str, answer: str) -> None:
    found = annotated(text)
    templates = [each for each in load_templates(template_folder()) if each.kind == "argument"]
    asked = {each.stem: each.answer for each in propose(found, extract_facts(found), templates)}
    if stem == "-":
        assert not [each for each in asked if answer in each]
    else:
        assert asked.get(stem) == answer
