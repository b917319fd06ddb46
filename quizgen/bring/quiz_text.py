"""GIFT and Aiken, the two text formats of Moodle -> Cards (as Moodle's documentation and gift-pegjs read them)."""

import re
from collections.abc import Iterator

from quizgen.bring.card import Card, CardError, make_card, plain
from quizgen.models import BLANK, Pair

OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
KEY = re.compile(r"\s*ANSWER:\s*([A-Z])\s*", re.IGNORECASE)
ESCAPED = re.compile(r"\\([\\~=#{}:])")
PART = re.compile(r"(?<!\\)([=~])")


def read_aiken(text: str, name: str) -> Iterator[Card]:
    """Cards of Aiken: a stem, options `A.` or `A)`, `ANSWER: B`. Raises CardError with the line."""
    stem: list[str] = []
    options: dict[str, str] = {}
    begun = 0
    for number, line in enumerate(text.splitlines(), 1):
        if key := KEY.fullmatch(line):
            if not stem or key[1].upper() not in options:
                raise CardError(f"{name}:{number}: ANSWER: {key[1]} names no option above it")
            yield make_card(" ".join(stem), options[key[1].upper()], list(options.values()), begun)
            stem, options = [], {}
        elif option := OPTION.fullmatch(line):
            options[option[1]] = option[2]
        elif line.strip():
            if options:
                raise CardError(f"{name}:{number}: expected another option or ANSWER: before this line")
            begun = begun if stem else number
            stem.append(line)
    if options:
        raise CardError(f"{name}:{begun}: this question has no ANSWER: line")


def read_gift(text: str, name: str) -> Iterator[Card]:
    """Cards of GIFT; essays and descriptions, which have no answer, are passed over. Raises CardError with the line."""
    for line, block in _blocks(text):
        block = re.sub(r"^\s*::.*?(?<!\\)::", "", block, count=1, flags=re.DOTALL)
        match = re.search(r"(?<!\\)\{(.*?)(?<!\\)\}", block, re.DOTALL)
        if match is None:
            continue
        before, inside, after = block[: match.start()], match[1].strip(), block[match.end() :].strip()
        stem = _text(before) + (f" {BLANK} {_text(after)}" if after else "")
        if inside:
            yield _card(stem.replace(f"{BLANK} .", f"{BLANK}."), inside, line, name)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Questions with the line on which each begins: blank lines part them, comments and categories are no part of them."""
    block: list[str] = []
    begun = depth = 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if not depth and line.lstrip().startswith(("//", "$CATEGORY")):
            continue
        if not line.strip() and not depth:
            if block:
                yield begun, "\n".join(block)
            block = []
            continue
        begun = begun if block else number
        block.append(line)
        depth = max(0, depth + len(re.findall(r"(?<!\\)\{", line)) - len(re.findall(r"(?<!\\)\}", line)))
    if block:
        yield begun, "\n".join(block)


def _text(raw: str) -> str:
    """Words of GIFT: format marks off, escapes resolved."""
    return plain(ESCAPED.sub(r"\1", re.sub(r"\[(?:html|moodle|plain|markdown)\]", "", raw)).replace("\\n", " "))


def _card(stem: str, inside: str, line: int, name: str) -> Card:
    truth = re.match(r"(TRUE|FALSE|T|F)\s*(?:#|$)", inside)
    if truth:
        return Card(question=stem, answer="True" if truth[1][0] == "T" else "False", form="true-false", line=line)
    if inside.startswith("#"):
        number = re.match(r"#\s*=?(?:%\d+%)?\s*(-?[\d.]+)", inside)
        if number is None:
            raise CardError(f"{name}:{line}: a number is expected behind {{#")
        return make_card(stem, number[1], (), line)
    pieces = PART.split(inside)
    right, wrong = list[str](), list[str]()
    for mark, raw in zip(pieces[1::2], pieces[2::2], strict=True):
        text = re.split(r"(?<!\\)#", raw)[0]
        share = re.match(r"\s*%(-?[\d.]+)%", text)
        text = text[share.end() :] if share else text
        good = mark == "=" or (share is not None and float(share[1]) > 0)
        (right if good else wrong).append(text)
    if not right:
        raise CardError(f"{name}:{line}: no right answer; mark it with =")
    if all("->" in each for each in right) and not wrong:
        sides = [each.split("->", 1) for each in right]
        pairs = tuple(Pair(left=_text(left), right=_text(answer)) for left, answer in sides if left.strip())
        return Card(question=stem, form="matching", pairs=pairs, line=line)
    answers = [_text(each) for each in right]
    if wrong:
        return make_card(
            stem,
            ", ".join(answers),
            [*answers, *map(_text, wrong)] if len(answers) == 1 else [_text(each) for each in wrong],
            line,
        )
    return make_card(stem, answers[0], (), line, answers[1:])
