"""Reading in a child process: a file that makes a parser hang, swell or crash costs one clear line, not the program."""

import json
import subprocess
import sys

from pydantic import ValidationError

from quizgen.errors import ReadError
from quizgen.read.blocks import Extracted
from quizgen.read.limits import raise_it
from quizgen.read.order import Order

MEMORY = 2_000_000_000  # bytes of address space that the child may take


def read_guarded(order: Order, raw: bytes) -> Extracted:
    """What the reader of `order.form` makes of `raw`. Raises ReadError: its own, and for a crash, a hang or too much memory."""
    seconds = order.limits.seconds
    command = [sys.executable, "-P", "-m", "quizgen.read.worker"]
    head = order.model_dump_json().encode() + b"\n"
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            answer, _ = child.communicate(head + raw, timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            raise ReadError(
                f"{order.name}: reading took longer than {seconds} s; {raise_it('seconds')}, or copy the article into a .txt file"
            ) from None
        except BaseException:
            child.kill()  # Ctrl-C
            raise
    try:
        status, content = json.loads(answer)
        if status == "found":
            return Extracted.model_validate(content)
    except (ValueError, TypeError, ValidationError):
        status, content = "crash", ""
    if status == "error":
        raise ReadError(content)
    raise ReadError(
        f"{order.name}: it cannot be read (damaged, or too much for {MEMORY // 1_000_000_000} GB of memory);"
        " save it again, or copy the article into a .txt file"
    )
