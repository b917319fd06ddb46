"""Lines that stand in an article without belonging to it: captions, prompts to read on, cookies, newsletters."""

import re

CAPTION = re.compile(
    r"^\[?(?:figure|illustration|fig\.|table|photo|image|picture|chart|map|graphic|video)\s*\d*\s*[.:|–—]\s", re.I
)
# What is a prompt whatever follows, and what is one where nothing does: “Related offices” is a heading like others.
PROMPT = re.compile(
    r"^(?:read (?:more|also|next)|see also|sign up|subscribe|follow us|share (?:this|on)|click here|continue reading"
    r"|also read|more (?:on this story|from|stories)|skip (?:to|past)|get (?:our|the) .{0,40}newsletter"
    r"|(?:we|this (?:web)?site) uses? cookies|©|\(c\)|copyright\b|all rights reserved)(?:\W|$)",
    re.I,
)
LABEL = re.compile(
    r"^(?:related(?: stor(?:y|ies)| articles?| topics| content| links| reading)?|advertisement|sponsored|watch|listen"
    r"|don['’]t miss|recommended(?: for you)?|most read|trending(?: now)?|(?:show|load|view) (?:more|less|all)|share|comments?)"
    r"(?:[:|]\s|\W*$)",
    re.I,
)
COOKIES = re.compile(r"(?i)^(?=.*\bcookies?\b)(?=.*\b(?:we|our|us)\b)(?=.*\byour?\b)")


def is_furniture(line: str) -> bool:
    """Whether a line is a caption or a prompt ("Read more: ..."), not text. Full sentences of an article are not."""
    words = len(line.split())
    if words <= 60 and CAPTION.match(line):
        return True
    if ("ookie" in line and COOKIES.match(line)) or (words <= 30 and LABEL.match(line)):
        return True
    if not (found := PROMPT.match(line)):
        return False
    if found.group().endswith((":", "|")) or words <= 3:
        return words <= 30
    return words <= 25 and (
        not line.endswith((".", "”", '"'))
        or re.search(r"(?i)cookie|newsletter|inbox|rights reserved|©", line) is not None
    )
