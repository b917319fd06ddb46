"""Deck -> printed handout: `layout` decides what stands where, `pages` has templates/handout/*.typ draw it."""

from quizgen.render.handout.layout import default_layout, lay_out, recorded
from quizgen.render.handout.pages import print_handout, render_handout, render_pages

__all__ = ["default_layout", "lay_out", "print_handout", "recorded", "render_handout", "render_pages"]
