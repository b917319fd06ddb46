"""The statistics as a picture: what was known against what was expected, and the load of the coming weeks."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from quizgen.study.stats import Stats, Week, headline

WIDTH, HEIGHT = 720, 530
LEFT, RIGHT, TOP, MIDDLE, PLOT = 56, 24, 96, 340, 150  # edges of the two plots, pixels; PLOT is the height of each


class Palette(NamedTuple):
    """Colours of one look."""

    paper: str
    ink: str
    faint: str
    line: str
    known: str
    load: str
    today: str


PALETTES = {
    "light": Palette("#ffffff", "#1d2733", "#5b6775", "#dfe4ea", "#1b6ca8", "#8fb8d8", "#1b6ca8"),
    "dark": Palette("#14181d", "#e8edf2", "#9aa7b4", "#2c343d", "#7cc0f0", "#2f5f82", "#7cc0f0"),
}


def to_svg(found: Stats, look: str = "light") -> str:
    """The two plots as SVG, 720 x 530 pixels; `look` is "light" or "dark". No fonts of its own."""
    of = PALETTES[look]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="{of.ink}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{of.paper}"/>',
        f'<text x="{LEFT}" y="36" font-size="17" font-weight="bold">{escape(headline(found))}</text>',
        f'<text x="{LEFT}" y="{TOP - 22}" font-weight="bold">Known again, week by week</text>',
        *_retention(found.weeks, of),
        f'<text x="{LEFT}" y="{MIDDLE - 22}" font-weight="bold">Questions due in the coming four weeks</text>',
        *_load(found.forecast, of),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _retention(weeks: Sequence[Week], of: Palette) -> Iterator[str]:
    """A dot for each week with answers, larger the more there were; a dashed line for what was expected."""
    step = (WIDTH - LEFT - RIGHT) / len(weeks)

    def at(number: int, share: float) -> tuple[float, float]:
        return LEFT + step * (number + 0.5), TOP + PLOT * (1 - share)

    for percent in (0, 50, 100):
        y = TOP + PLOT * (1 - percent / 100)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{of.line}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{of.faint}">{percent} %</text>'
    held = [(number, week) for number, week in enumerate(weeks) if week.asked]
    if not held:
        middle = TOP + PLOT / 2 - 8
        yield f'<text x="{(LEFT + WIDTH) / 2}" y="{middle}" text-anchor="middle" fill="{of.faint}">nothing was asked again yet</text>'
    expected = " ".join("{:.1f},{:.1f}".format(*at(number, week.expected / week.asked)) for number, week in held)
    known = " ".join("{:.1f},{:.1f}".format(*at(number, week.known / week.asked)) for number, week in held)
    yield f'<polyline points="{expected}" fill="none" stroke="{of.faint}" stroke-width="1.5" stroke-dasharray="5 4"/>'
    yield f'<polyline points="{known}" fill="none" stroke="{of.known}" stroke-width="2.5"/>'
    most = max((week.asked for _, week in held), default=1)
    for number, week in held:
        x, y = at(number, week.known / week.asked)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 4 * (week.asked / most) ** 0.5:.1f}" fill="{of.known}"/>'
    for number in range(len(weeks)):
        back = len(weeks) - 1 - number
        name = "this week" if not back else f"−{back}"
        yield f'<text x="{at(number, 0)[0]:.1f}" y="{TOP + PLOT + 18}" text-anchor="middle" fill="{of.faint}">{name}</text>'
    legend = WIDTH - RIGHT - 170
    yield f'<line x1="{legend}" x2="{legend + 22}" y1="{TOP - 26}" y2="{TOP - 26}" stroke="{of.known}" stroke-width="2.5"/>'
    yield f'<text x="{legend + 28}" y="{TOP - 22}" fill="{of.faint}">known</text>'
    yield f'<line x1="{legend + 82}" x2="{legend + 104}" y1="{TOP - 26}" y2="{TOP - 26}" stroke="{of.faint}" stroke-dasharray="5 4"/>'
    yield f'<text x="{legend + 110}" y="{TOP - 22}" fill="{of.faint}">expected</text>'


def _load(forecast: Sequence[int], of: Palette) -> Iterator[str]:
    """A bar for each day, today's stronger; a number above each, and a name below the first of each week."""
    longest = max(forecast, default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / len(forecast)
    floor = MIDDLE + PLOT
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}" stroke="{of.line}"/>'
    for day, number in enumerate(forecast):
        height = (PLOT - 16) * number / longest
        x = LEFT + step * day + 2
        colour = of.load if day else of.today
        yield f'<rect x="{x:.1f}" y="{floor - height:.1f}" width="{step - 4:.1f}" height="{height:.1f}" rx="2" fill="{colour}"/>'
        if number:
            yield f'<text x="{x + step / 2 - 2:.1f}" y="{floor - height - 5:.1f}" text-anchor="middle" font-size="11">{number}</text>'
        if day % 7 == 0:
            name = "today" if not day else f"in {day} days"
            yield f'<text x="{x:.1f}" y="{floor + 18}" fill="{of.faint}">{name}</text>'
