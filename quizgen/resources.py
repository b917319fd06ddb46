"""Where the files lie that a user may change: the checkout's folder, else the packaged copy."""

from pathlib import Path


def template_folder() -> Path:
    """The folder `templates`, of a checkout or of the installed package."""
    package = Path(__file__).parent
    checkout = package.parent / "templates"
    return checkout if checkout.is_dir() else package / "templates"
