"""Handout -> PDF, PNG, SVG: typst draws it with templates/handout/*.typ."""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, Unpack

import typst

from quizgen.errors import RenderError
from quizgen.models import Deck
from quizgen.render.handout.data import Handout, Options
from quizgen.render.handout.layout import lay_out
from quizgen.resources import template_folder

MOST_MISSING = 20  # letters: what lacks more is written in another script, and wants a font
JOINERS = "\ufe0e\ufe0f\u200d\u20e3"  # between and behind emoji


class Printed(NamedTuple):
    """The files: one PDF, or a picture of each page. `missing` are letters that no font has: signs left out, others a box."""

    files: list[bytes]
    missing: str


def render_handout(
    deck: Deck, *, template: Path | None = None, font_paths: Sequence[Path] = (), **options: Unpack[Options]
) -> bytes:
    """A PDF (tagged, PDF/UA-1) of the quiz and its key, or of other layouts; the same bytes each time.

    `options` are those of `lay_out`; `template` is a design of one's own (templates/handout/README.md), `font_paths`
    are folders of further fonts. RenderError, beside that of `lay_out`, for a text in a script that no font has and for a
    broken template.
    """
    return print_handout(lay_out(deck, **options), template=template, font_paths=font_paths).files[0]


def render_pages(
    deck: Deck,
    to: Literal["png", "svg"],
    *,
    ppi: float = 144,
    template: Path | None = None,
    font_paths: Sequence[Path] = (),
    **options: Unpack[Options],
) -> list[bytes]:
    """The same pages as pictures. Options and errors are those of `render_handout`."""
    handout = lay_out(deck, **options)
    return print_handout(handout, to, ppi=ppi, template=template, font_paths=font_paths).files


def print_handout(
    handout: Handout,
    to: Literal["pdf", "png", "svg"] = "pdf",
    *,
    ppi: float = 144,
    template: Path | None = None,
    font_paths: Sequence[Path] = (),
) -> Printed:
    """The pages of a handout that is laid out; options and errors are those of `render_handout`.

    Of the system's fonts only those in `font_paths` count, so that other machines make the same bytes.
    """
    folder = template_folder() / "handout"
    if template is not None and not template.is_file():
        raise RenderError(f"{template}: there is no such file; a design of your own is a .typ file")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder / "fonts", *font_paths])
    data, missing = json.dumps(handout.model_dump(mode="json"), ensure_ascii=False), ""
    while True:
        compiler = typst.Compiler(template or folder / "handout.typ", font_paths=fonts, sys_inputs={"handout": data})
        try:
            # A picture would show a box for a letter that no font has; the PDF finds it.
            files = _files(compiler.compile(timestamp=0, format="pdf", pdf_standards=["ua-1"]))
            if to != "pdf":
                files = _files(compiler.compile(timestamp=0, format=to, ppi=ppi))
            return Printed(files, missing)
        except typst.TypstError as error:
            char = _missing(error)
            if char is None or char in missing or len(missing) == MOST_MISSING:
                raise RenderError(_explained(error, char)) from None
        missing += char
        data = _without(data, char)


def _without(data: str, char: str) -> str:
    """The data without a sign that no font has, and the space beside it; a letter becomes a box."""
    if unicodedata.category(char) in ("So", "Sk", "Cn", "Co", "Mn"):
        return re.sub(rf" ?{re.escape(char)}[{JOINERS}]*", "", data)
    return data.replace(char, "□")


def _files(made: Any) -> list[bytes]:
    return made if isinstance(made, list) else [made]


def _missing(error: typst.TypstError) -> str | None:
    """The letter that no font has, when that is the error."""
    found = re.search(r'the text `"(.*?)"` could not be displayed', error.message, re.DOTALL)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])[0] if found else None


def _explained(error: typst.TypstError, char: str | None) -> str:
    if char is None:
        place = re.search(r"┌─ (\S+)", error.diagnostic)
        return f"{place[1] if place else 'typst'}: {error.message}"
    name = unicodedata.name(char, "a character without a name").lower()
    return f"no font has {char} (U+{ord(char):04X}, {name}); name a folder with a font that has it: --font-path DIR"
