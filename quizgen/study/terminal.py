"""The terminal and the pipe: ways to show a text, to read a line, to read one key. Streams come in as arguments."""

import os
from typing import IO, TextIO

from rich.console import Console
from rich.text import Text

from quizgen.study.screen import Line
from quizgen.study.sitting import Talk


def talk_at_terminal(console: Console, keyboard: TextIO) -> Talk:
    """Lines with the usual editing keys, ratings by one key, colours as the terminal and NO_COLOR have it."""
    try:
        import readline

        readline.set_auto_history(False)  # the answers of other questions are no help
        readline.parse_and_bind("tab: self-insert")
    except (ImportError, AttributeError):
        pass

    def show(line: Line) -> None:
        first = Text(line.lead.ljust(line.indent))
        for part in line.text.wrap(console, max(console.width - line.indent, 10)):
            part.rstrip()
            console.print(first + part, soft_wrap=True)
            first = Text(" " * line.indent)

    return Talk(show, input, lambda: read_key(keyboard.fileno()))


def talk_over_pipe(out: IO[str], lines: TextIO, ask_ratings: bool = False) -> Talk:
    """One line in for each question, plain text out: for scripts, screen readers and tests.

    With `ask_ratings` a rating is a line as well.
    """

    def show(line: Line) -> None:
        out.write(f"{line.lead.ljust(line.indent)}{line.text.plain}".rstrip() + "\n")
        out.flush()

    def line(prompt: str) -> str:
        out.write(prompt)
        out.flush()
        typed = lines.readline()
        if not lines.isatty():
            out.write("\n")
        if not typed:
            raise EOFError
        return typed

    def key() -> str:
        return line("rating> ").strip()[:1].lower() or "\r"

    return Talk(show, line, key if ask_ratings else None, plain=True)


def read_key(keyboard: int) -> str:
    """One key from a terminal, without Enter. What was typed ahead is kept; a special key (arrows) is "".

    Raises KeyboardInterrupt for Ctrl-C (the terminal sends the signal), EOFError for Ctrl-D or a closed terminal.
    """
    import select
    import termios
    import tty

    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSADRAIN)
        first = os.read(keyboard, 1)
        if first in (b"", b"\x04"):
            raise EOFError
        if first == b"\x1b":  # the rest of the sequence comes at once, or it was Escape alone
            while select.select([keyboard], [], [], 0.01)[0]:
                os.read(keyboard, 16)
            return ""
        return first.decode("ascii", "replace").lower()
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
