"""Deck -> printed handout. `handout_data` decides what stands where, templates/handout/*.typ draw it with typst."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Unpack

import typst

from quizgen.errors import RenderError
from quizgen.models import Deck
from quizgen.render.handout_data import Handout, Options
from quizgen.render.handout_layout import lay_out
from quizgen.resources import template_folder


def render_handout(
    deck: Deck, *, template: Path | None = None, font_paths: Sequence[Path] = (), **options: Unpack[Options]
) -> bytes:
    """A PDF (tagged, PDF/UA-1) of the quiz and its key, or of other layouts; the same bytes each time.

    `options` are those of `lay_out`; `template` is a design of one's own (templates/handout/README.md), `font_paths`
    are folders of further fonts. RenderError, beside that of `lay_out`, for a letter that no font has and for a broken
    template.
    """
    return _pdf(_compiler(lay_out(deck, **options), template, font_paths))


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
    compiler = _compiler(lay_out(deck, **options), template, font_paths)
    _pdf(compiler)  # a picture would show a box for a letter that no font has; the PDF finds it
    return _compile(compiler, format=to, ppi=ppi)


def _compiler(handout: Handout, template: Path | None, font_paths: Sequence[Path]) -> typst.Compiler:
    """Of the system's fonts only those in `font_paths` count, so that other machines make the same bytes."""
    folder = template_folder() / "handout"
    if template is not None and not template.is_file():
        raise RenderError(f"{template}: there is no such file; a design of your own is a .typ file")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder / "fonts", *font_paths])
    inputs = {"handout": handout.model_dump_json()}
    return typst.Compiler(template or folder / "handout.typ", font_paths=fonts, sys_inputs=inputs)


def _pdf(compiler: typst.Compiler) -> bytes:
    return _compile(compiler, format="pdf", pdf_standards=["ua-1"])[0]


def _compile(compiler: typst.Compiler, **options: Any) -> list[bytes]:
    """The files that typst makes: one PDF, or a picture of each page."""
    try:
        made = compiler.compile(timestamp=0, **options)
    except typst.TypstError as error:
        raise RenderError(_explained(error)) from None
    assert made is not None  # there was no path to write to
    return made if isinstance(made, list) else [made]


def _explained(error: typst.TypstError) -> str:
    missing = re.search(r'the text `"(.*?)"` could not be displayed', error.message, re.DOTALL)
    if missing is None:
        place = re.search(r"┌─ (\S+)", error.diagnostic)
        return f"{place[1] if place else 'typst'}: {error.message}"
    char = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), missing[1])[0]
    name = unicodedata.name(char, "a character without a name").lower()
    return f"no font has {char} (U+{ord(char):04X}, {name}); name a folder with a font that has it: --font-path DIR"
