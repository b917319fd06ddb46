"""The English articles."""

import re


def indefinite(text: str) -> str:
    """`a` or `an` by the sound of the first word: "a European", "an hour", "an MP", "a U.S. senator"."""
    sound = re.match(
        r"(?i)(?:[aeio]|u(?!ni|se|\.|(?-i:[A-Z])|k\b|s\b)|hono|hour|heir|FBI|"
        r"(?-i:[FHLMNRSX][BCDFGHJKLMNPQRSTVWXZ]*\b)|NBA)",
        text,
    )
    return "an" if sound and not re.match(r"(?i)(?:one\b|once|eu|ewe)", text) else "a"
