"""The simple past of verbs, looked up in the word lists of lemminflect, which takes a quarter of a second to load them itself."""

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FIRST = re.compile(r"[^,/\n]*")  # of several spellings
MODALS = {"can": "could", "may": "might", "will": "would", "shall": "should", "must": "must", "ought": "ought"}


@cache
def past_of(verb: str) -> str:
    """`go` -> "went"; by the rules of lemminflect where no list has the verb, and "" where those do not help."""
    if verb in MODALS:
        return MODALS[verb]
    lists = _lists()
    for row in (f"\n{verb},VBD,", f"\n{verb},verb,") if verb.islower() else ():
        place = lists.find(row)
        if place >= 0 and (past := FIRST.match(lists, place + len(row))) is not None and past[0]:
            return past[0]
    import lemminflect

    return next(iter(lemminflect.getInflection(verb, "VBD")), "")


@cache
def _lists() -> str:
    """Rows "verb,VBD,past", which go before the others, and "verb,verb,past,...", of all verbs."""
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lemminflect")
    folder = Path(spec.origin).parent / "resources"
    words = gzip.decompress((folder / "infl_lu.csv.gz").read_bytes()).decode()
    return f"\n{(folder / 'infl_overrides.csv').read_text('utf-8')}\n{words}"
