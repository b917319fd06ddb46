"""What a clause is worth: whether it says enough to be a fact, and whether a slot of it has one answer only."""

import re

from quizgen import gazetteer
from quizgen.annotated import Annotated, Entity
from quizgen.extract.nouns import Phrase
from quizgen.extract.posts import is_news
from quizgen.extract.records import Event

DULL = {
    "do",
    "get",
    "make",
    "let",
    "try",
    "happen",
    "go",
    "come",
    "seem",
    "appear",
    "use",
    "help",
    "continue",
    "begin",
    "start",
    "keep",
    "look",
    "see",
}


INTERVIEW = {"interview", "speak", "talk", "chat", "tell"}


STATIVE = {"be", "have", "own", "enjoy", "face", "boast", "offer", "live", "reside", "know", "speak", "remain", "seem", "appear", "include", "consist", "belong", "contain", "feel", "want", "need",
           "believe", "hope", "think", "love", "like", "exist", "lie", "stand"}  # fmt: skip


GAINING = {"win", "receive", "earn", "lose", "get", "sell", "buy", "lead", "offer", "accept", "announce", "describe"}


MAKING = {"study", "teach", "discover", "invent", "found", "publish", "write", "build", "design", "propose", "introduce", "establish", "launch",
          "create", "develop", "compose", "paint", "direct", "produce", "win", "receive", "earn", "lose", "sign", "cross", "export", "import",
          "demand", "abolish", "ban", "declare", "recommend", "describe", "measure", "dig", "sell", "buy", "rule", "lead", "adopt", "accept",
          "reject", "condemn", "announce", "offer", "fire", "name", "co-found", "edit", "translate", "finance", "promise", "abandon"}  # fmt: skip

# Verbs of which the article tells the one object: what is made, done, given, taken, or decided upon, once and for all.
TELLING = MAKING | {
    "acquire", "amend", "annex", "approve", "attack", "award", "besiege", "block", "bomb", "boycott", "break", "breed", "brew", "bring", "burn",
    "bury", "calculate", "cancel", "capture", "celebrate", "cede", "climb", "close", "collect", "commemorate", "commission", "complete",
    "conduct", "conquer", "copy", "deliver", "deny", "destroy", "detect", "dispatch", "donate", "downgrade", "draft", "dump", "earn",
    "endorse", "examine", "expand", "explain", "explore", "extract", "fabricate", "file", "film", "formulate", "fortify", "free", "grant", "grow",
    "hand", "hide", "host", "identify", "impose", "inherit", "inspect", "install", "introduce", "invade", "investigate", "isolate", "issue",
    "join", "liberate", "lift", "map", "manufacture", "mine", "nationalise", "nationalize", "observe", "occupy", "order", "organise", "organize",
    "oppose", "overthrow", "pass", "patent", "perform", "photograph", "pioneer", "plagiarise", "plagiarize", "plant", "postpone", "predict",
    "present", "privatise", "privatize", "promote", "prove", "purchase", "raise", "ratify", "rebuild", "recall", "record", "redeem", "refuse",
    "release", "remove", "rename", "repair", "repeal", "request", "rescue", "resolve", "restore", "reveal", "seek", "seize", "send", "sequence", "shut",
    "sink", "smuggle", "solve", "stage", "steal", "supply", "suspend", "synthesise", "synthesize", "test", "trade", "treat", "undertake", "unveil",
    "veto", "withdraw",
}  # fmt: skip
CAUSING = {"cause", "trigger", "prompt", "destroy", "spark", "kill", "inspire", "replace", "connect", "join", "separate", "link", "supply", "damage",
           "devastate", "flood", "delay", "halt", "disrupt", "bury", "engulf", "sink"}  # fmt: skip
GIVEN = {
    "award",
    "grant",
    "offer",
    "deny",
    "send",
    "promise",
    "assign",
    "give",
}  # what somebody was given is their object in the passive too
LIGHT = {"place", "part", "role", "debut", "career", "action", "step", "attention", "interest", "lead", "control", "attempt", "effort", "progress",
         "damage", "care", "advantage", "notice", "effect", "sight", "blow", "turn", "way", "thing", "something", "remark", "speech", "question",
         "point", "issue", "problem", "information", "detail", "time", "life", "lot", "number", "variety", "range", "series", "vote", "voice",
         "eye", "hand", "head", "face", "name", "game", "match", "ranks", "rank", "word", "support", "help", "work", "light", "study", "group"}  # fmt: skip


def worthy(annotated: Annotated, event: Event) -> bool:
    """Whether the clause names enough to be a fact: two names, or a name and a date or number; and its verb says something."""
    names = {id(p.entity) for p in event.phrases if p.entity is not None}
    inside = {
        id(entity)
        for p in event.phrases
        if p.part.role not in ("lead", "verb", "auxiliary")
        for entity in entities_in(annotated, p)
    }
    dated = tells_date(event)
    held = len(names | inside) + dated + any(p.part.type == "number" for p in event.phrases)
    if event.head.lemma_ in INTERVIEW or any(
        child.lemma_ == "up" and event.head.lemma_ == "catch" for child in event.head.children
    ):
        return False  # how the article came about is not its matter
    if event.head.lemma_ in DULL and len(names | inside) < 2:
        return False
    passive = event.head.tag_ == "VBN" and any(
        p.part.role == "auxiliary" and p.part.text in ("was", "were", "is", "are") for p in event.phrases
    )
    speech = gazetteer.cue_verbs().get(event.head.lemma_) in ("say", "claim", "think") and not passive
    if speech and (event.headed or not any(p.part.role == "object" for p in event.phrases)):
        return False  # who said what is a quotation
    if not any(
        p.entity is not None or p.part.type in ("countries", "persons", "organisations")
        for p in event.phrases
        if p.part.role in ("subject", "object", "oblique", "place")
    ) and not (
        dated
        and (
            len(names | inside) >= 2
            or (event.head.lemma_ in CAUSING and inside)
            or named_subject(annotated, event)
            or any(p.part.type == "number" for p in event.phrases)
        )
    ):
        return False  # no name is a part of its own: it hangs on an unnamed subject
    if _in_progress(event):
        return False
    if event.present and not dated and is_news(annotated) and len(names | inside) < 2:
        return False  # "As of May 2015, Thailand has cracked down ...": many countries may have
    return held >= 2


def telling(annotated: Annotated, event: Event) -> bool:
    """Whether the clause is a fact all the same, though nothing of it is worth asking: it names whom or what it is about."""
    subject = event.by_role("subject")
    speech = gazetteer.cue_verbs().get(event.head.lemma_) in ("say", "claim", "think")
    return subject is not None and (subject.entity is not None or named_subject(annotated, event)) and not speech


def tells_date(event: Event, without: Phrase | None = None) -> bool:
    """Whether the clause tells a date, or at least a year in one of its phrases."""
    return event.headed or bool(event.when()) or re.search(r"\b(?:1\d|20)\d\d\b", event.label(without)) is not None


def _in_progress(event: Event) -> bool:
    """ "was sharing a flat in Leeds": what was going on is a background to what happened."""
    verb = event.by_role("verb")
    being = verb is not None and "being" in verb.part.text.split()
    return being or (event.head.tag_ == "VBG" and event.by_role("auxiliary") is not None)


def named_subject(annotated: Annotated, event: Event) -> bool:
    """ "the container ship Ever Given": the subject holds a name, though it is none."""
    subject = event.by_role("subject")
    return subject is not None and any(entity.type != "NORP" for entity in entities_in(annotated, subject))


def entities_in(annotated: Annotated, phrase: Phrase) -> list[Entity]:
    """Those that a phrase names in its words, by a mention or in the place of "the country's" and "its"."""
    found: dict[int, Entity] = {}
    for token in phrase.head.subtree:
        entity = annotated.entity_at.get(token.i)
        if (
            entity is None
            and (meant := annotated.reference.get(token.i)) is not None
            and meant.name in phrase.part.text
        ):
            entity = meant
        if entity is not None and (token.text in phrase.part.text or entity.name in phrase.part.text):
            found[id(entity)] = entity
    return list(found.values())
