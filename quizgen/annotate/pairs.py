"""A phrase and each of those before it, in numbers: distance, agreement, words shared, grammar."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from quizgen.annotate.phrases import KINDS, ROLES, TYPES, Array, Traits

REACH = 80  # phrases back that a phrase is held against


class Pairs(NamedTuple):
    """`asked` phrases against the REACH before each of them, the nearest first."""

    asked: Array  # (rows,) which phrase
    before: Array  # (rows, REACH) the phrases before it
    real: Array  # (rows, REACH) there is such a phrase
    features: Array  # (rows, REACH, FEATURES)
    own: Array  # (rows, OWN) what is told of the phrase alone


def make_pairs(told: Traits, asked: Sequence[int]) -> Pairs:
    """The rows of the phrases asked for. Distances are in sentences, paragraphs and phrases."""
    i = np.array(asked, np.int64)
    j = i[:, None] - 1 - np.arange(REACH)[None, :]
    real = j >= 0
    j = np.maximum(j, 0)
    back = told.sentence[i][:, None] - told.sentence[j]
    parts: list[Array] = [back == 0, back == 1, back == 2, (back > 2) & (back < 6), back > 5]
    parts.append(np.broadcast_to(np.log1p(np.arange(REACH)), j.shape))
    parts += [told.paragraph[i][:, None] == told.paragraph[j], told.paragraph[i][:, None] - told.paragraph[j] == 1]

    def one(column: Array) -> Array:
        return np.asarray(column[i])[:, None]

    def same(column: Array) -> Array:
        return np.asarray((one(column) == column[j]) & (one(column) >= 0))

    nested = told.role[i] == ROLES.index("nmod:poss")
    pronoun = (told.lemma[i] < 0) & ~nested & ~told.reflexive[i].astype(bool)
    real &= ~(pronoun[:, None] & same(told.governor))  # "visitors feed them": somebody else
    shared = _gather(told.words[i], told.words, j)
    size_i, size_j = told.words[i].sum(1)[:, None], told.words.sum(1)[j]
    noun = one(told.lemma) >= 0
    same_noun = same(told.lemma) & noun
    head_in = _holds(told.words, j, one(told.lemma)) & noun
    head_of = _holds_own(told.words[i], told.lemma[j]) & noun & (told.lemma[j] >= 0)
    parts += [
        same_noun,
        same(told.form),
        shared / np.maximum(1, size_i),
        noun & (size_i > shared),
        noun & (size_j > shared),
        head_in,
        head_of,
        _holds(told.called, j, one(told.lemma)) & noun,
        same(told.entity),
        same_noun & (told.bare[i][:, None] > 0),
        same_noun & (size_j > size_i),
    ]
    gender_i, gender_j = one(told.gender), told.gender[j]
    clash = (gender_i > 0) & (gender_j > 0) & (gender_i != gender_j)
    agrees = (gender_i > 0) & (gender_i == gender_j)
    person_i, person_j = one(told.person), told.person[j]
    alien = person_i * person_j < 0
    number = one(told.plural) == told.plural[j]
    fits = ~clash & ~alien & number & (told.kind[j] != KINDS.index("relative")) & real
    rank = np.cumsum(fits, 1) - fits  # how many nearer ones would fit as well
    parts += [clash, agrees, alien, (person_i > 0) & (person_j > 0), number, fits, np.log1p(rank), fits & (rank == 0)]
    inside = (told.left[j] <= one(told.word)) & (one(told.word) <= told.right[j])
    around = (one(told.left) <= told.word[j]) & (told.word[j] <= one(told.right))
    parts += [
        inside & (one(told.word) != told.word[j]),
        around & (one(told.word) != told.word[j]),
        same(told.governor) & (back == 0),
        one(told.governor) == told.word[j],
        told.governor[j] == one(told.word),
        (one(told.subject) == told.word[j]) & (one(told.subject) >= 0),
        (one(told.above) == told.word[j]) & (one(told.above) >= 0),
        same(told.role),
        told.main[j] > 0,
        (told.main[j] > 0) & (one(told.main) > 0) & (back == 1),
        one(told.quoted) == told.quoted[j],
        np.log1p(told.before[j]),
        told.titled[j] > 0,
        told.bare[j] > 0,
        told.entity[j] >= 0,
    ]
    parts += [told.lists[j][..., n] for n in range(told.lists.shape[1])]
    for column, size in ((told.kind, len(KINDS)), (told.type, len(TYPES)), (told.role, len(ROLES))):
        hot = column[j][..., None] == np.arange(size)
        parts += [hot[..., n] for n in range(size)]
    features = np.stack([np.asarray(part, np.float32) for part in np.broadcast_arrays(*parts)], -1)
    return Pairs(i, j, real, features, _own(told, i))


def _own(told: Traits, i: Array) -> Array:
    """What is told of a phrase without looking back."""
    hot = [
        told.kind[i][:, None] == np.arange(len(KINDS)),
        told.role[i][:, None] == np.arange(len(ROLES)),
        told.lists[i],
    ]
    plain = [told.plural, told.bare, told.main, told.quoted, told.titled, told.person > 0, told.sentence == 0]
    rest = [np.log1p(told.before[i]), np.log1p(told.sentence[i]), np.log1p(i)]
    columns = [*hot, *(np.asarray(each)[i][:, None] for each in plain), *(each[:, None] for each in rest)]
    return np.concatenate([np.asarray(each, np.float32) for each in columns], 1)


def _gather(left: Array, right: Array, places: Array) -> Array:
    """How many words each row of `left` shares with the rows of `right` at its places."""
    return np.take_along_axis(left @ right.T, places, 1)


def _holds(table: Array, rows: Array, word: Array) -> Array:
    """Whether the rows of a table hold a word."""
    return table[rows, np.maximum(word, 0)] > 0


def _holds_own(table: Array, words: Array) -> Array:
    """Whether each row of a table holds the words given for it."""
    return np.take_along_axis(table, np.maximum(words, 0), 1) > 0
