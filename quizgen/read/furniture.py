"""Lines that stand in an article without belonging to it: captions, prompts to read on, cookies, newsletters."""

import re

CAPTION = re.compile(
    r"^\[?(?:figure|illustration|fig\.|table|photo|image|picture|chart|map|graphic|video)\s*\d*\s*[.:|–—]\s", re.I
)
PROMPT = re.compile(
    r"^(?:read (?:more|also|next)|see also|related(?: stor(?:y|ies)| articles?| topics| content)?|more (?:on this story|from|stories)"
    r"|advertisement|sponsored|sign up|subscribe|follow us|share (?:this|on)|click here|continue reading|watch|listen|also read"
    r"|don['’]t miss|recommended|most read|trending|skip (?:to|past)|get (?:our|the) .{0,40}newsletter"
    r"|(?:we|this (?:web)?site) uses? cookies|©|\(c\)|copyright\b|all rights reserved)(?:\W|$)",
    re.I,
)


def is_furniture(line: str) -> bool:
    """Whether a line is a caption or a prompt ("Read more: ..."), not text. Full sentences of an article are not."""
    words = len(line.split())
    if CAPTION.match(line):
        return words <= 60
    if not (found := PROMPT.match(line)):
        return False
    if found.group().endswith((":", "|")) or words <= 3:
        return words <= 30
    return words <= 25 and (
        not line.endswith((".", "”", '"'))
        or re.search(r"(?i)cookie|newsletter|inbox|rights reserved|©", line) is not None
    )
