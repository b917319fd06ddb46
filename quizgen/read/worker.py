"""The child process of `guard`: order and bytes on standard input, blocks as JSON on standard output."""

import contextlib
import json
import os
import sys

from quizgen.errors import ReadError
from quizgen.read.blocks import Extracted
from quizgen.read.guard import MEMORY
from quizgen.read.limits import count_words, raise_it
from quizgen.read.order import Order


def read_blocks(order: Order, raw: bytes) -> Extracted:
    """What the reader of the order's form finds in `raw`. Raises ReadError."""
    if order.form == "html":
        from quizgen.read.html import read_html

        found = read_html(raw, order.name, order.address, order.charset)
    elif order.form == "pdf":
        from quizgen.read.pdf import read_pdf

        found = read_pdf(raw, order.name, order.limits)
    elif order.form == "docx":
        from quizgen.read.docx import read_docx

        found = read_docx(raw, order.name, order.limits)
    elif order.form == "odt":
        from quizgen.read.odt import read_odt

        found = read_odt(raw, order.name, order.limits)
    elif order.form == "pptx":
        from quizgen.read.pptx import read_pptx

        found = read_pptx(raw, order.name, order.limits)
    elif order.form == "rtf":
        from quizgen.read.rtf import read_rtf

        found = read_rtf(raw, order.name)
    elif order.form == "subtitles":
        from quizgen.read.subtitles import read_subtitles

        found = read_subtitles(raw, order.name)
    else:
        from quizgen.read.epub import read_epub

        found = read_epub(raw, order.name, order.chapter, order.limits)
    words = sum(count_words(block.text) for block in found.blocks)
    if words > order.limits.words:
        raise ReadError(
            f"{order.name}: {words:,} words, more than {order.limits.words:,}; {raise_it('words', words)}, or cut it"
        )
    return found


def main() -> None:
    """Read one order, answer once. Standard output is kept from libraries that print."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no limits, macOS does not hold them
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    order = Order.model_validate_json(sys.stdin.buffer.readline())
    raw = sys.stdin.buffer.read()
    try:
        json.dump(["found", read_blocks(order, raw).model_dump(mode="json")], answer)
    except ReadError as error:
        json.dump(["error", str(error)], answer)
    answer.flush()


if __name__ == "__main__":
    main()
