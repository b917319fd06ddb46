"""Bytes -> text."""

import codecs
import re

from quizgen.errors import ReadError

_BOMS = (  # UTF-32 before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000  # bytes that the detection looks at


def decode(raw: bytes, name: str, *hints: str) -> str:
    """Text of bytes: by byte order mark, as UTF-8, by the hints (of a header, of a `meta`), then detected.

    UTF-8 comes before the hints, since text that is not UTF-8 hardly ever passes for it while headers are often wrong.
    Raises ReadError for binary files and where no encoding fits.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                return raw.decode(encoding, "replace")
    if b"\0" in raw[:4096]:
        raise ReadError(f"{name}: this is a binary file; save the article as text, HTML, PDF, DOCX or EPUB")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for hint in hints:
        try:
            return raw.decode(_as_browsers_do(hint))
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    if (nearly := raw.decode("utf-8", "replace")).count("�") * 2 < sum(ord(c) > 127 for c in nearly):
        return nearly  # UTF-8 with a few broken bytes
    return raw.decode(_detected(raw, name), "replace")


def _as_browsers_do(label: str) -> str:
    """The codec of a label; what is labelled Latin-1 is Windows-1252 in truth. Python-only codecs are refused."""
    codec = codecs.lookup(label.strip().lower())
    if not getattr(codec, "_is_text_encoding", True) or codec.name in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
    ):
        raise LookupError(label)
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _detected(raw: bytes, name: str) -> str:
    # Windows-1252 first: in English text its bytes above 127 are quotes, dashes and a few accents, which
    # detection by statistics confuses with its neighbours.
    high = re.findall(rb"[\x80-\xff]", raw[:_SAMPLE])
    if len(high) * 10 < len(raw[:_SAMPLE]) and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", raw):
        typical = sum(
            byte
            in b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa9\xe0\xe1\xe7\xe8\xe9\xea\xed\xf1\xf3\xf6\xfc\xe4\xef\xc9"
            for byte in b"".join(high)
        )
        if typical * 4 >= len(high) * 3:
            return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise ReadError(f"{name}: its encoding cannot be told; save it as UTF-8 and try again")
    return best.encoding
