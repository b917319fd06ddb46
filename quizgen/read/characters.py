"""Characters that no reader sees, or that turn a line around: NULs, controls, bidi marks, lone surrogates."""

import re
import unicodedata

# Length must stay in plain text, where offsets count in the file; a space is the same length and shows nothing.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but for tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, overrides, isolates
    "\ud800-\udfff\ufffe\uffff\ufff9-\ufffb\ufdd0-\ufdef"  # surrogates, no characters
)
FORMULA = "\ufdd0"  # no character, by Unicode's own rules: stands where a formula stood until its sentence goes
_BLANKED = re.compile(f"[{_INVISIBLE}]")
_DROPPED = re.compile(f"[{_INVISIBLE}\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")
_LIGATURES = str.maketrans({chr(0xFB00 + i): s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))})


def blanked(text: str) -> str:
    """The text with harmful characters replaced by spaces, of the same length; other texts come back as they are."""
    return _BLANKED.sub(" ", text)


def tidy(text: str) -> str:
    """One line in Unicode's composed form (NFC), invisible characters and ligatures gone, any white space one space."""
    line = _DROPPED.sub("", text.replace("\x00", " ")).translate(_LIGATURES)
    return " ".join(unicodedata.normalize("NFC", line).split())
