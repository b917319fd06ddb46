"""Writes the tokenizer's rules: `python -m training.tokenizer`. They are spaCy's for English (MIT), with our changes.

Hyphens are split off and titles kept whole, as the treebanks have them.
"""

import json

from spacy.attrs import ORTH
from spacy.lang.en import English, EnglishDefaults

from quizgen.annotate.sentences import LEADING
from quizgen.annotate.tokenizer import RULES

INSIDE = (r"(?<=[A-Za-z0-9])[-–—](?=[A-Za-z0-9])", r"(?<=[a-z])[.](?=[A-Z][a-z])")
ADDRESS = r"(?u)^(?:https?://|www\.)\S+$"
WHOLE = (*LEADING, "etc.", "Univ.", "Dept.")


class Defaults(EnglishDefaults):
    """spaCy's English rules with ours."""

    infixes = [*EnglishDefaults.infixes, *INSIDE]
    tokenizer_exceptions = EnglishDefaults.tokenizer_exceptions | {
        form: [{"ORTH": form}] for word in WHOLE for form in (word, word.upper())
    }


class Treebank(English):  # type: ignore[no-untyped-call]
    """spaCy's English with those rules: the reference that the tests compare with."""

    Defaults = Defaults


def _orth(piece: dict[int | str, str]) -> str:
    return piece.get(ORTH) or piece["ORTH"]


def main() -> None:
    """Write the rules where the tokenizer reads them."""
    tokenizer = Treebank().tokenizer
    patterns = {
        "before": tokenizer.prefix_search.__self__.pattern,
        "behind": tokenizer.suffix_search.__self__.pattern,
        "inside": tokenizer.infix_finditer.__self__.pattern,
        "whole": ADDRESS,
    }
    forms = {form: [_orth(piece) for piece in pieces] for form, pieces in sorted(tokenizer.rules.items())}
    split = [
        form for form in forms
        if tokenizer.find_prefix(form) or tokenizer.find_infix(form) or tokenizer.find_suffix(form) or " " in form
    ]  # fmt: skip
    rules = {"patterns": patterns, "forms": forms, "long_forms": [form for form in split if form != " "]}
    RULES.write_text(json.dumps(rules, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
