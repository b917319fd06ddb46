"""What the finder returns: one time expression."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class TimeExpression(BaseModel):
    """A time expression of a text: its place (character offsets), its TIMEX3 type and its TIMEX3 value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    approximate: bool = False  # "about", "around" or "circa" stands before it or in it
    fiscal: bool = False  # a business year, which is not the calendar's
    vague: bool = False  # never a calendar date: "now", "recently", or a relative date that nothing resolves
    anchored: bool = False  # the value needed the publication date or an earlier date
