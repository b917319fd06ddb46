"""What can go wrong for a user. Each message is one line that says what to do next."""


class QuizgenError(Exception):
    """A failure with a message for the user: exit status 1."""


class ReadError(QuizgenError):
    """The article cannot be read."""


class TemplateError(QuizgenError):
    """A template file is broken; the message names file, question and key."""


class DeckError(QuizgenError):
    """A deck file is broken; the message names file and line."""


class RenderError(QuizgenError):
    """The output cannot be made."""
