"""Is what was typed the answer? In doubt it is not: a learner can overrule a "wrong", but would learn a false "right".

Everything compares comparable texts (`words.key`); dates, quantities, names and lists have their own rules, each of
which may accept only what leaves no other reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.study.amounts import judge_amount, read_amount
from quizgen.study.dates import compare, read_date, read_range
from quizgen.study.items import LONGEST, Item
from quizgen.study.names import NO_NAME, WHICH, as_name, asks_for_person, has_namesakes, judge_name, split_title
from quizgen.study.words import ARTICLES, bare, is_word, key, listed, words_of

SHORTEST_SLIP = 7  # letters a word must have before a slip in it is forgiven

_ORDER = ("wrong", "partly", "slip", "right")
_TRUE_FALSE = {"t": "true", "y": "true", "yes": "true", "f": "false", "n": "false", "no": "false"}
_NOT = listed("not no never none nobody nothing neither nor without or cannot can't didn't doesn't don't isn't wasn't")
# What may go when the question says it: "Which river ...?" - "the Nile".
_GENERIC = listed("river canal lake mount mountain strait ocean sea treaty battle siege war desert")
_SAYS_NOTHING = _GENERIC | NO_NAME | listed("city town peace street years world")


@dataclass(frozen=True)
class Mark:
    """The verdict: `right`, `slip` (right, with one slip of the keys), `partly` (not enough) or `wrong`; and why."""

    verdict: str
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts as right."""
        return self.verdict in ("right", "slip")


RIGHT, WRONG = Mark("right"), Mark("wrong")


def mark(item: Item, typed: str, shown: Sequence[str] = ()) -> Mark:
    """Mark an answer. `shown` are the lettered lines as they stood on the screen (choice, matching, ordering)."""
    typed = typed.strip()[:LONGEST]
    if not typed:
        return WRONG
    if item.form == "choice":
        return _mark_choice(item, typed, shown)
    if item.form == "true-false":
        plain = bare(typed).strip(" .!")
        return RIGHT if _TRUE_FALSE.get(plain, plain) == bare(item.answer) else WRONG
    if item.form in ("matching", "ordering"):
        return _mark_letters(right_letters(item, shown), typed)
    return _best(_mark_text(item, answer, typed) for answer in (item.answer, *item.also_accept))


def right_letters(item: Item, shown: Sequence[str]) -> str:
    """The letters that answer a matching or ordering question, in order: "bca"."""
    wanted = [right for _, right in item.pairs] if item.form == "matching" else [left for left, _ in item.pairs]
    return "".join(chr(ord("a") + shown.index(text)) for text in wanted)


def _mark_choice(item: Item, typed: str, shown: Sequence[str]) -> Mark:
    letter = bare(typed).strip(" .()")
    if len(letter) == 1 and 0 <= ord(letter) - ord("a") < len(shown):
        return RIGHT if shown[ord(letter) - ord("a")] == item.answer else WRONG
    return RIGHT if key(typed) == key(item.answer) else WRONG


def _mark_letters(wanted: str, typed: str) -> Mark:
    """Letters in order ("b c a", "bca"), or with their numbers ("1b 3a 2c")."""
    given = re.findall(r"[a-z]", bare(typed))
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    if numbers:
        if sorted(numbers) != list(range(1, len(given) + 1)):
            return WRONG
        given = [letter for _, letter in sorted(zip(numbers, given, strict=True))]
    hits = sum(mine == theirs for mine, theirs in zip(wanted, given, strict=False))
    if hits == len(wanted) == len(given):
        return RIGHT
    return Mark("partly", f"{hits} of {len(wanted)}") if hits else WRONG


def _mark_text(item: Item, answer: str, typed: str) -> Mark:
    if _same(answer, typed):
        return RIGHT
    if (found := _mark_date(item, answer, typed)) or (found := _mark_amount(item, answer, typed)):
        return found
    return _best((_mark_phrase(item, answer, typed), _mark_list(item, answer, typed)))


def _best(marks: Iterator[Mark] | Sequence[Mark]) -> Mark:
    return max(marks, key=lambda found: _ORDER.index(found.verdict))


# ----------------------------------------------------------------------------------------------------------- one phrase


def _same(answer: str, typed: str) -> bool:
    mine, theirs = key(answer), key(_without_lead(typed))
    if not mine or not theirs:  # signs only: compare them as they are
        return bare(answer).strip() == bare(typed).strip()
    if theirs in (mine, key(_without_lead(answer))):
        return True
    if any(letter.isdigit() for letter in mine + theirs):
        return False
    return mine.replace(" ", "") == theirs.replace(" ", "")  # al-Qaeda, alqaeda


def _without_lead(text: str) -> str:
    """Without "it was", "in" and the like at the start; "before" and "against" change the meaning and stay."""
    rest = re.sub(r"^(?:it (?:was|is)|it's|they (?:were|are)|s?he (?:was|is))\s+", "", text.strip(), flags=re.I)
    rest = re.sub(r"^(?:in|at|on|by(?! \d)|from|to|during)\s+", "", rest, flags=re.I)
    return rest if set(words_of(rest)) - ARTICLES else text


def _mark_phrase(item: Item, answer: str, typed: str) -> Mark:
    typed = _without_lead(typed)
    forms = list(_forms(item, answer, typed))
    if any(_same(form, typed) for form in forms):
        return RIGHT
    name = as_name(item, answer)
    if name and (judged := judge_name(item, answer, name, typed)):
        return Mark(*judged)
    for form in forms:
        if slip := _slip(item, form, typed):
            return slip
    if name and (slip := _slip(item, name[-1], split_title(typed)[1])):
        return Mark("partly", WHICH) if has_namesakes(item, name) else slip
    mine, theirs = key(answer).split(), key(typed).split()
    telling = any(len(word) > 2 for word in set(theirs) - _SAYS_NOTHING) and not _NOT & set(mine)
    if not name and telling and _holds(mine, theirs) and 2 * len(theirs) >= len(mine):
        return Mark("partly", "part of the answer")
    if _holds(theirs, mine) and not _NOT & set(theirs):
        return Mark("partly", "more than the answer, which cannot be checked")
    return WRONG


def _forms(item: Item, answer: str, typed: str) -> Iterator[str]:
    """Other ways to say the same: without brackets, X of Y for Y's X, without the words that the question says."""
    yield answer
    if match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", answer):
        yield match[1]
        if match[2].isupper():
            yield match[2]
    if match := re.fullmatch(r"(?:the )?([\w ]+?) of (?:the )?([\w ]+)", answer, re.I):
        if re.search("['’]", typed):  # only then: Washington University is not the University of Washington
            yield f"{match[2]}'s {match[1]}"
        if bare(match[1]) in _GENERIC:
            yield f"{match[2]} {match[1]}"
    if match := re.fullmatch(r"(.+?)['’]s? (.+)", answer):
        yield f"the {match[2]} of {match[1]}"
    said = _GENERIC & set(words_of(item.stem))
    for pattern in (
        r"(?:the )?(?P<generic>\w+) (?:of (?:the )?)?(?P<name>.+)",
        r"(?:the )?(?P<name>.+) (?P<generic>\w+)",
    ):
        match = re.fullmatch(pattern, answer, re.I)
        if match and bare(match["generic"]) in said and match["name"][0].isupper():
            yield match["name"]
    titles, rest = split_title(answer)
    mine, other = set(titles), set(split_title(typed)[0])
    if asks_for_person(item) and bool(mine) != bool(other):  # Queen Elizabeth II, Elizabeth II
        yield " ".join((*sorted(other), rest)) if other and len(other) == 1 else rest


def _holds(whole: list[str], part: list[str]) -> bool:
    return len(part) < len(whole) and any(whole[at : at + len(part)] == part for at in range(len(whole)))


def _slip(item: Item, answer: str, typed: str) -> Mark | None:
    """One slip of the keys in one long word, when what was typed is no word or name of its own."""
    mine, theirs = key(answer).split(), key(typed).split()
    if len(mine) != len(theirs):
        return None
    different = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(different) != 1:
        return None
    meant, found = different[0]
    if len(meant) < SHORTEST_SLIP or meant[0] != found[0] or not (meant + found).isalpha():
        return None
    from rapidfuzz.distance import OSA  # loaded only now: most answers are right or far off

    if OSA.distance(meant, found, score_cutoff=1) > 1 or is_word(found) or is_word(found.removesuffix("s")):
        return None
    if any(found in key(text).split() for text in (*item.evidence, *item.distractors, *item.people, item.stem)):
        return None
    return Mark("slip", f"one slip: {found} for {meant}")


# ------------------------------------------------------------------------------------------- dates, quantities, lists


def _mark_date(item: Item, answer: str, typed: str) -> Mark | None:
    """None when one of the two is no date."""
    if ends := read_range(answer):
        theirs = read_range(typed)
        if theirs is None:
            return Mark("partly", "one end only") if set(read_date(typed)) & set(ends) else WRONG
        found = [compare(mine, other)[0] for mine, other in zip(ends, theirs, strict=True)]
        return Mark(min(found, key=_ORDER.index))
    wanted, given = read_date(answer), read_date(typed)
    if len(wanted) != 1 or not given:
        return None
    years = frozenset(int(year) for year in re.findall(r"\b\d{4}\b", item.stem))
    best = _best([Mark(*compare(wanted[0], each, years)) for each in given])
    if best.verdict == "right" and len({(each.month, each.day) for each in given}) > 1:
        return Mark("partly", "this date can be read in two ways; write the month as a word")
    return best


def _mark_amount(item: Item, answer: str, typed: str) -> Mark | None:
    amount = read_amount(_without_lead(answer))
    return Mark(*judge_amount(amount, _without_lead(typed), item.stem)) if amount else None


def _mark_list(item: Item, answer: str, typed: str) -> Mark:
    """Lists in any order, each thing once."""
    wanted, given = _parts(answer), _parts(typed)
    if len(wanted) < 2 or not re.search(r"\band\b|[;&+]|,.*,", answer):  # "Washington, D.C." is no list
        return WRONG
    left, slips, extra = list(wanted), [], 0
    for piece in given:
        marks = [(_mark_text(item, each, piece), each) for each in left]
        found, hit = max(marks, key=lambda pair: _ORDER.index(pair[0].verdict), default=(WRONG, ""))
        if found.counts:
            left.remove(hit)
            slips += [found.note] if found.verdict == "slip" else []
        else:
            extra += 1
    hits = len(wanted) - len(left)
    if not left and not extra and len(slips) <= 1:
        return Mark("slip", slips[0]) if slips else RIGHT
    return Mark("partly", f"{hits} of {len(wanted)}" + (f", {extra} not" if extra else "")) if hits else WRONG


def _parts(text: str) -> list[str]:
    text = re.sub(r"^both\s+", "", re.sub(r"(?<=\d),(?=\d{3})", "", text), flags=re.I)
    return [piece for piece in re.split(r"\s*(?:[,;&+\n]|\band\b)\s*", text, flags=re.I) if piece]
