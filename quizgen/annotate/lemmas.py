"""Lemmas from word form and tag: closed classes by table, open classes by lemminflect's dictionary, names as they stand.

The lemmas follow Universal Dependencies (English): "better" -> "good", "n't" -> "not", "'s" -> "be" or "'s" by tag.
"""

from functools import cache

AUXILIARIES = {
    **dict.fromkeys(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "’s", "’re", "’m", "s", "re"], "be"),
    **dict.fromkeys(["have", "has", "had", "having", "'ve", "'d", "’ve", "’d", "ve"], "have"),
    **dict.fromkeys(["do", "does", "did", "done", "doing"], "do"),
    **dict.fromkeys(["will", "would", "'ll", "’ll", "wo", "ll"], "will"),
    **dict.fromkeys(["get", "gets", "got", "getting", "gotten"], "get"),
    "ca": "can", "could": "could", "would": "would", "sha": "shall",
}  # fmt: skip
PRONOUNS = {
    "me": "I", "i": "I", "him": "he", "them": "they", "us": "we", "’em": "they", "'em": "they", "these": "this", "those": "that",
    "whom": "who", "theirs": "theirs",
}  # fmt: skip
FUNCTION = {
    "n't": "not",
    "n’t": "not",
    "an": "a",
    "'d": "have",
    "these": "this",
    "those": "that",
    "’ll": "will",
    "'ll": "will",
}


@cache
def lemma(form: str, upos: str, xpos: str) -> str:
    """Lemma of a word with its universal and Penn tags."""
    lower = form.lower()
    if upos == "AUX":
        if lower in ("'d", "’d"):
            return "would" if xpos == "MD" else "have"
        if xpos == "MD" and lower == "would":
            return "would"
        return AUXILIARIES.get(lower, lower)
    if upos == "PRON":
        return PRONOUNS.get(lower, lower)
    if upos in ("PROPN", "X", "SYM", "PUNCT"):
        return form
    if upos == "NUM":
        return lower
    if upos == "PART":
        return FUNCTION.get(lower, lower)
    if upos in ("VERB", "NOUN", "ADJ", "ADV"):
        return _open_class(form, lower, upos, xpos)
    return FUNCTION.get(lower, lower)


def _open_class(form: str, lower: str, upos: str, xpos: str) -> str:
    if upos == "ADJ" and form[:1].isupper() and not form.isupper() and xpos == "JJ":
        return form if _is_proper_adjective(form) else lower
    if (upos, xpos) in (("NOUN", "NN"), ("VERB", "VB"), ("ADJ", "JJ"), ("ADV", "RB"), ("ADJ", "JJ")):
        return lower
    if upos == "VERB" and lower in AUXILIARIES:
        return AUXILIARIES[lower]
    import lemminflect

    known = lemminflect.getAllLemmas(lower, upos=upos).get(upos, ())
    if len(known) > 1:
        # "left": leave or left; the one that inflects to this very form under this tag
        known = (
            tuple(each for each in known if lower in lemminflect.getInflection(each, xpos, inflect_oov=False)) or known
        )
        known = tuple(each for each in known if each != lower) or known
    if known:
        return str(known[0])
    guess = lemminflect.getAllLemmasOOV(lower, upos=upos).get(upos, ())
    return str(guess[0]) if guess else lower


def _is_proper_adjective(form: str) -> bool:
    """Nationalities keep their capital."""
    from quizgen.gazetteer import country

    return country(form) is not None
