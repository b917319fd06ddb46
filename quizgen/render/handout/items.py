"""Question -> Item: what it is in every version, and what in this one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quizgen import dates
from quizgen.errors import RenderError
from quizgen.models import BLANK, Deck, Pair, Question
from quizgen.placing import placing_line
from quizgen.render.handout.data import Option, Place, Quote, Row, clean, letter
from quizgen.render.handout.order import hashed, shuffled
from quizgen.sizes import by_size


def common(question: Question, deck: Deck, places: tuple[Place, ...]) -> dict[str, Any]:
    """What an item is in every version. RenderError for a question that would come out with a hole."""
    _check(question)
    asked = clean(question.stem)
    stem, _, rest = asked.partition(BLANK) if question.form == "cloze" else (asked, "", "")
    rights = (question.answer, *question.also_accept, *(pair.right for pair in question.pairs))
    sentences = dict.fromkeys(proof.text for proof in deck.proofs(question))
    return {
        "id": clean(question.id),
        "form": question.form,
        "placing": clean(placing_line(deck, question)),
        "article": clean(deck.article(question).title),
        "stem": stem,
        "rest": rest,
        "key": clean(question.answer),
        "answer": clean(question.answer),
        "also_accept": tuple(clean(each) for each in question.also_accept if not dates.is_typed(each)),
        "note": clean(question.note),
        "evidence": tuple(_quote(clean(sentence), rights) for sentence in sentences),
        "places": places,
    }


def lacking(question: Question) -> Iterator[str]:
    """What a question needs and does not have, without which it would come out with a hole."""
    paired = question.form in ("matching", "ordering")
    needs = {
        "a stem": clean(question.stem).strip(),
        f"one {BLANK} in its stem": question.form != "cloze" or question.stem.count(BLANK) == 1,
        "an answer": paired or clean(question.answer).strip(),
        "the answer True or False": question.form != "true-false" or question.answer in ("True", "False"),
        "distractors, none of them empty": question.form != "choice"
        or (question.distractors and all(clean(each).strip() for each in question.distractors)),
        "two pairs or more, no side empty": not paired
        or (len(question.pairs) > 1 and all(clean(p.left).strip() and clean(p.right).strip() for p in question.pairs)),
    }
    yield from (what for what, there in needs.items() if not there)


def _check(question: Question) -> None:
    for what in lacking(question):
        raise RenderError(
            f"question {question.id}: a {question.form} question needs {what}; change it in the deck file"
        )


def own(
    question: Question, version: int, words: Mapping[str, Any], points: int, used: Counter[int], key: str
) -> dict[str, Any]:
    """What an item is in this version, with another key than the version before where that can be."""
    match question.form:
        case "choice":
            made = _choice(question, version, used, key)
        case "matching":
            made = _matching(question, version, key)
        case "ordering":
            made = _ordering(question, version, key)
        case "true-false":
            right = question.answer.lower()
            made = {"key": words[f"{right}_letter"], "answer": words[right]}
        case _:
            made = {}
    return made | {"points": points * len(made.get("rows", ".")), "form": question.form}


def _choice(question: Question, version: int, used: Counter[int], before: str) -> dict[str, Any]:
    """Options in an order of the question's own, figures and dates in that of size: upwards, in the next version downwards.
    Of the others the right one stands in each place about equally often."""
    sized = by_size(sorted({question.answer, *question.distractors}))
    if sized is not None:
        sized = sized[::-1] if version % 2 else sized
        used[sized.index(question.answer)] += 1
        return _lettered(sized, question.answer)
    wrong = sorted(set(question.distractors) - {question.answer}, key=lambda text: hashed(question.id, version, text))
    free = [place for place in range(len(wrong) + 1) if letter(place) != before] or [0]
    rare = min(used[place] for place in free)
    # One more than the rarest place may be used: a strict round would tell the last questions' letters.
    fit = [place for place in free if used[place] <= rare + 1]
    place = min(fit, key=lambda place: hashed(question.id, version, place))
    used[place] += 1
    return _lettered([*wrong[:place], question.answer, *wrong[place:]], question.answer)


def _lettered(texts: Sequence[str], right: str) -> dict[str, Any]:
    options = tuple(Option(letter=letter(n), text=clean(text)) for n, text in enumerate(texts))
    return {"options": options, "key": letter(texts.index(right))}


def _matching(question: Question, version: int, before: str) -> dict[str, Any]:
    pairs = list(question.pairs)
    if version:
        pairs = shuffled(question.pairs, lambda order: order != list(question.pairs), question.id, version)

    def key(rights: Sequence[str]) -> str:
        return " ".join(letter(rights.index(pair.right)) for pair in pairs)

    known = list(dict.fromkeys(pair.right for pair in question.pairs))
    rights = shuffled(known, lambda rights: key(rights) not in (before, key(known)), question.id, "rights", version)
    rows = (Row(text=clean(p.left), key=letter(rights.index(p.right)), right=clean(p.right)) for p in pairs)
    options = tuple(Option(letter=letter(n), text=clean(right)) for n, right in enumerate(rights))
    return {"options": options} | _rows(rows)


def _ordering(question: Question, version: int, before: str) -> dict[str, Any]:
    def keys(order: Sequence[tuple[int, Pair]]) -> str:
        return " ".join(str(place) for place, _ in order)

    known = list(enumerate(question.pairs, 1))
    solved = (before, keys(known))
    order = shuffled(known, lambda order: keys(order) not in solved, question.id, version)
    return _rows(Row(text=clean(pair.left), key=str(place), right=clean(pair.right)) for place, pair in order)


def _rows(rows: Iterable[Row]) -> dict[str, Any]:
    rows = tuple(rows)
    return {"rows": rows, "key": " ".join(row.key for row in rows)}


def _quote(sentence: str, answers: Iterable[str]) -> Quote:
    """A sentence cut at the first answer that it holds as whole words."""
    for answer in answers:
        words = re.sub(r"^(the|an?) ", "", clean(answer).strip(), flags=re.IGNORECASE)
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence, re.IGNORECASE) if words else None
        if found:
            before, after = sentence[: found.start()], sentence[found.end() :]
            return Quote(before=before, answer=found[0], after=after)
    return Quote(before=sentence)
