"""Is what was typed the answer? In doubt it is not: a learner can overrule a "wrong", but would learn a false "right".

Everything compares comparable texts (`words.key`); dates, quantities, names and lists have their own rules, each of
which may accept only what leaves no other reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.study.amounts import judge_amount
from quizgen.study.dates import compare, has_era, read_date, read_range
from quizgen.study.hours import read_time
from quizgen.study.items import LONGEST, Item
from quizgen.study.names import NO_NAME, WHICH, as_name, has_namesakes, judge_name, split_title
from quizgen.study.phrases import (
    GENERIC,
    LITTLE,
    NAMED_FOR,
    SCHOOLS,
    numbered,
    same,
    same_phrase,
    spoken,
    without_lead,
    wordings,
)
from quizgen.study.slips import find_slips
from quizgen.study.words import bare, key, listed

_ORDER = ("wrong", "partly", "nearly", "slip", "right")
_TRUE_FALSE = dict.fromkeys(("t", "y", "yes", "right", "correct"), "true")
_TRUE_FALSE |= dict.fromkeys(("f", "n", "no", "wrong", "incorrect", "not true", "untrue"), "false")
_NOT = listed("not no never none nobody nothing neither nor without or cannot can't didn't doesn't don't isn't wasn't")
_JOINING = LITTLE | listed("for in on at by from to with and")
_SAYS_NOTHING = GENERIC | NAMED_FOR | SCHOOLS | NO_NAME | listed("city town peace street years world")


@dataclass(frozen=True)
class Mark:
    """The verdict, and why.

    `right`, `slip` (right, with one slip of the keys), `nearly` (right, with two), `partly` (not enough) or `wrong`.
    """

    verdict: str
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts as right."""
        return self.verdict in ("right", "slip", "nearly")


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
    typed = numbered(answer, typed)
    if same(answer, typed) and not _is_signed(answer) ^ _is_signed(typed):
        return RIGHT
    for marking in (_mark_time, _mark_date, _mark_amount):
        if found := marking(item, answer, typed):
            return found
    return _best((_mark_phrase(item, answer, typed), _mark_list(item, answer, typed)))


def _is_signed(text: str) -> bool:
    """Whether it is a negative number, of which the minus must not be lost."""
    return bool(re.match(r"\s*(?:-|minus )\s*[\d.]", bare(text)))


def _best(marks: Iterator[Mark] | Sequence[Mark]) -> Mark:
    return max(marks, key=lambda found: _ORDER.index(found.verdict))


# ----------------------------------------------------------------------------------------------------------- one phrase


def _mark_phrase(item: Item, answer: str, typed: str) -> Mark:
    typed = without_lead(typed)
    forms = list(dict.fromkeys([*wordings(item, answer, typed), without_lead(answer)]))
    heard = list(dict.fromkeys(spoken(item, answer, typed)))
    if any(same(form, each) for form in forms for each in heard):
        return RIGHT
    name = as_name(item, answer)
    if name and (judged := judge_name(item, answer, name, typed)):
        return Mark(*judged)
    if found := same_phrase(item, answer, typed):
        return RIGHT if found == "right" else Mark("partly", "whose?")
    slips = [_mark_slips(item, form, typed) for form in forms]
    if (best := _best(slips)) != WRONG:
        return best
    if name and (slip := _mark_slips(item, name[-1], split_title(typed)[1])).counts:
        return Mark("partly", WHICH) if has_namesakes(item, name) else slip
    mine, theirs = key(answer).split(), key(typed).split()
    known = set(theirs) - _JOINING
    telling = (len(known) > 1 or any(len(word) > 2 for word in known - _SAYS_NOTHING)) and not _NOT & set(mine)
    described = name and set(theirs) & {key(word) for word in name}  # of a name a part may be another's
    is_code = " " not in answer and any(letter.isdigit() for letter in answer)  # SARS-CoV-2 is whole or another
    if not described and not is_code and telling and (_holds(mine, theirs) or _is_part(mine, theirs)):
        return Mark("partly", "part of the answer")
    if _holds(theirs, mine) and not _NOT & set(theirs):
        return Mark("partly", "more than the answer, which cannot be checked")
    return WRONG


def _holds(whole: list[str], part: list[str]) -> bool:
    return len(part) < len(whole) and any(whole[at : at + len(part)] == part for at in range(len(whole)))


def _is_part(whole: list[str], part: list[str]) -> bool:
    """Whether half of the words that matter and more were typed, in whatever order, and no other."""
    given, all_ = set(part) - _JOINING, set(whole) - _JOINING
    return given < all_ and 2 * len(given) >= len(all_) and len(given) > 1


def _mark_slips(item: Item, answer: str, typed: str) -> Mark:
    """One slip counts as right, two in a long answer as nearly right; in a short word nobody can be sure."""
    taken = {
        word for text in (*item.evidence, *item.distractors, *item.people, item.stem) for word in key(text).split()
    }
    found = find_slips(answer, typed, taken)
    if found is None:
        return WRONG
    return Mark("partly" if not found.sure else "slip" if found.count == 1 else "nearly", found.note)


# ------------------------------------------------------------------------------------------- dates, quantities, lists


def _mark_time(item: Item, answer: str, typed: str) -> Mark | None:
    """None when one of the two is no time of the day."""
    wanted, given = read_time(answer), read_time(typed)
    if not wanted or not given or not re.search(r"\d:\d|\b[ap]\.?m\b|noon|midnight|o'clock|past|to", bare(answer)):
        return None
    if not wanted & given:
        return WRONG
    return RIGHT if given <= wanted else Mark("partly", "which half of the day?")


def _mark_date(item: Item, answer: str, typed: str) -> Mark | None:
    """None when one of the two is no date."""
    mine, answer = _day_part(answer)
    theirs, typed = _day_part(typed)
    if mine and theirs and mine != theirs:
        return WRONG
    if re.search(r"\bcentury\b", item.stem) and re.fullmatch(r"(?:the )?\w+", typed) and not read_date(typed):
        typed = f"{typed} century"
    if ends := read_range(answer):
        given_ends = read_range(typed)
        if given_ends is None:
            return Mark("partly", "one end only") if set(read_date(typed)) & set(ends) else WRONG
        found = [compare(end, other)[0] for end, other in zip(ends, given_ends, strict=True)]
        return Mark(min(found, key=_ORDER.index))
    wanted, given = read_date(answer), read_date(typed, small=has_era(answer))
    if len(wanted) != 1 or not given:
        return None
    years = frozenset(int(year) for year in re.findall(r"\b\d{4}\b", item.stem))
    best = _best([Mark(*compare(wanted[0], each, years)) for each in given])
    if best == WRONG and (wanted[0].year or 0) < 0 and not has_era(typed):
        before = (compare(wanted[0], replace(each, year=-(each.year or 0)), years)[0] for each in given)
        return Mark("partly", "before or after Christ?") if "right" in before else WRONG
    if best.verdict == "right" and len({(each.month, each.day) for each in given}) > 1:
        return Mark("partly", "this date can be read in two ways; write the month as a word")
    return best


def _day_part(text: str) -> tuple[str, str]:
    """The part of the day, and the date: "on the night of 2 May" -> ("night", "2 May")."""
    pattern = r"(?:(?:on|in|at|during) )?(?:the )?(?:early |late )?(morning|afternoon|evening|night) of (?:the )?(.+)"
    match = re.fullmatch(pattern, text.strip(), re.I)
    return (match[1].lower(), match[2]) if match else ("", text)


def _mark_amount(item: Item, answer: str, typed: str) -> Mark | None:
    judged = judge_amount(item, without_lead(answer), without_lead(typed))
    return Mark(*judged) if judged else None


def _mark_list(item: Item, answer: str, typed: str) -> Mark:
    """Lists in any order, each thing once."""
    between = bool(re.search(r"\bbetween\b", item.stem, re.I))  # "from Rome to Pisa" is a list, too
    wanted, given = _parts(answer), _parts(re.sub(r" to ", " and ", without_lead(typed)) if between else typed)
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
    note = f"{hits} of {len(wanted)}" + (f", {extra} not" if extra else "") if hits else ""
    return Mark("partly" if hits and not (left and extra) else "wrong", note)


def _parts(text: str) -> list[str]:
    text = re.sub(r"^both\s+", "", re.sub(r"(?<=\d),(?=\d{3})", "", text), flags=re.I)
    return [piece for piece in re.split(r"\s*(?:[,;&+\n]|\band\b)\s*", text, flags=re.I) if piece]
