"""Drawings of filled-in boxes: a chart of values over time, and rings with names, as SVG in millimetres."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from .. import prose
from ..facts.charts import Chart, Rings, RunChart
from ..phrases import Phrases, phrases
from ..templating import Markup
from .svg import FIRM, PALE, THIN, dashes, drawing, line, path, text
from .text_metrics import POINT, width as width_of

LABELS = 26.0
"""Width in millimetres of the names of rows below a chart, and of the numbers beside it."""

NARROWEST = 9.0
"""Width of a column of numbers below a chart; with more points there are no numbers below it."""

ROW = 5.6
"""Height in millimetres of a row of numbers below a chart."""

LEAST, MOST = 30.0, 110.0
"""Height of a chart in millimetres."""

TYPE = 3.7
"""Size of the words in a drawing, in millimetres: more than 10 points on two A4 as well."""

MARKS = ("circle", "square", "triangle", "diamond")
BESIDE_LINE, BESIDE_MARK, LEGEND_GAP = 8.2, 3.6, 4.0
"""Millimetres from the beginning of a sign in the legend to its name, and between two of them."""

DASHES = ("", "4 1.4", "1.2 1.2", "6 1.4 1.2 1.4")
"""How the lines of several measures are told apart, in grey as well."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of a filled-in box; measures are millimetres."""

    chart: Chart
    width: float
    height: float
    labels: float = LABELS
    numbers: bool = True
    """Whether the numbers stand below it in a table, each below its point; else it names the points."""
    on_page: bool = False
    """Whether it is for a page of the site, as wide as there is room, with its table somewhere below."""

    @property
    def column(self) -> float:
        """Give the width of a column of numbers."""
        points = len(self.chart.points) if isinstance(self.chart, RunChart) else 1
        return round((self.width - self.labels) / max(1, points), 2)


def plot(chart: Chart | None, width: float, room: float) -> Plot | None:
    """Give room to a chart in a box so wide and so high; `room` is what is left for it."""
    if isinstance(chart, RunChart):
        made = Plot(chart, width, 0)
        rows = 1 + len(chart.rows)
        numbers = made.column >= NARROWEST
        height = room - (ROW * rows + 2 if numbers else 0)
        return Plot(chart, width, round(max(LEAST, min(MOST, height)), 1), numbers=numbers)
    if isinstance(chart, Rings):
        return Plot(chart, width, round(max(LEAST * 2, min(room, width * 0.8)), 1))
    return None


def plotted(plot: Plot, language: str) -> Markup:
    """Draw a chart; what is read aloud are its values in words."""
    words = phrases(language)
    if isinstance(plot.chart, RunChart):
        return drawing(
            plot.width,
            plot.height,
            _said(plot.chart, words, plot.numbers or plot.on_page),
            _curves(plot, plot.chart, words),
            sized=not plot.on_page,
        )
    if isinstance(plot.chart, Rings):
        said = "; ".join(
            f"{prose.plain(name)}: {', '.join(map(prose.plain, names))}" for name, names in plot.chart.rings
        )
        return drawing(plot.width, plot.height, said, _rings(plot, plot.chart), sized=not plot.on_page)
    return Markup("")


def _said(chart: RunChart, words: Phrases, briefly: bool) -> str:
    """Say what a chart shows: its measures, from what to what; all values where no table has them."""
    told = []
    for series in chart.series:
        known = [(point, n) for point, n in zip(chart.points, series.values, strict=True) if n is not None]
        shown = (known[0], known[-1]) if briefly and len(known) > 1 else known
        values = ", ".join(f"{point} {words.number(n)}" for point, n in shown)
        told.append(f"{series.name}: {values}")
    targets = [n for n in chart.target.values if n is not None] if chart.target else []
    if targets:
        told.append(f"{words.t('surface.target')}: {words.number(targets[-1])}")
    return words.t("surface.chart", values="; ".join(told))


def _curves(plot: Plot, chart: RunChart, words: Phrases) -> Iterator[str]:
    styles = ((chart.before, ".8 1", 0.4), (chart.target, "2.4 1.2", 0.5))
    levels = [(series, dash, wide) for series, dash, wide in styles if series]
    ticks = _ticks([value for series in chart.rows for value in series.values if value is not None])
    left, right, top = plot.labels, plot.width - 0.5, 9.0 if len(chart.series) > 1 or levels else 4.0
    bottom = plot.height - (2.0 if plot.numbers else 6.5)

    def at(point: int, value: float) -> tuple[float, float]:
        share = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return left + plot.column * (point + 0.5), bottom - share * (bottom - top)

    for tick in ticks:
        _, y = at(0, tick)
        yield line(left, y, right, y, PALE, 0.15)
        yield text(left - 1.5, y + TYPE * 0.35, words.number(tick), TYPE, "end")
    yield path(f"M{left:g} {top - 2:g}V{bottom:g}H{right:g}", 0.4)
    if not plot.numbers:
        step = max(1, math.ceil(len(chart.points) * 14 / (right - left)))
        for point in range(0, len(chart.points), step):
            yield text(at(point, 0)[0], plot.height - 1.5, chart.points[point][:12], TYPE, "middle")
    beside = BESIDE_LINE * len(levels) + BESIDE_MARK * len(chart.series)
    names = [_across(each.name) for each in (*(level[0] for level in levels), *chart.series)]
    legend = _Legend(
        left + 2, _longest(names, right - left - 2 - beside - LEGEND_GAP * (len(names) - 1)), top > 5
    )
    for series, dash, wide in levels:
        known = [at(point, n) for point, n in enumerate(series.values) if n is not None]
        level = len({y for _, y in known}) == 1
        yield path(f"M{left:g} {known[0][1]:.2f}H{right:g}" if level else _way(known), wide, dash=dash)
        yield legend.entry(series.name, partial(_stroke, wide, dash), BESIDE_LINE)
    for number, series in enumerate(chart.series):
        mark, dash = MARKS[number % len(MARKS)], DASHES[number % len(DASHES)]
        points = [at(point, n) for point, n in enumerate(series.values) if n is not None]
        yield path(_way(points), 0.6, dash=dash)
        yield from (_mark(mark, *point) for point in points)
        yield legend.entry(series.name, partial(_mark, mark, y=3), BESIDE_MARK)


def _stroke(wide: float, dash: str, x: float) -> str:
    return line(x - 1, 3, x + 6, 3, FIRM, wide, dash)


@dataclass(slots=True)
class _Legend:
    """Names above a chart, side by side; none where there is one measure alone."""

    x: float
    longest: float
    """Millimetres that a name may take."""
    shown: bool

    def entry(self, name: str, sign: Callable[[float], str], beside: float) -> str:
        """Write the next name behind its sign, in as many letters as there is room for."""
        short = name
        while len(short) > 4 and _across(short) > self.longest:
            short = f"{short[:-2].rstrip()}…"
        start, self.x = self.x, self.x + beside + _across(short) + LEGEND_GAP
        return f"{sign(start)}{text(start + beside, 3 + TYPE * 0.35, short, TYPE)}" if self.shown else ""


def _longest(needs: Sequence[float], room: float) -> float:
    """Give the most that one may take so that all have room: the short stay whole, the long are cut alike."""
    left = room
    for number, need in enumerate(sorted(needs)):
        share = left / (len(needs) - number)
        if need > share:
            return share
        left -= need
    return room


def _across(words: str) -> float:
    return width_of(words, TYPE / POINT) * 1.12  # the fonts of a page are a little wider than those of paper


def _way(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _ticks(values: Sequence[float]) -> list[float]:
    """Choose four to seven round numbers from nought, or from below it, to above the largest value."""
    most, least = max([*values, 0.0]), min([*values, 0.0])
    span = (most - least) or 1.0
    rough = span / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(step * number, 10) for number in range(first, max(last, first + 1) + 1)]


def _mark(kind: str, x: float, y: float) -> str:
    if kind == "circle":
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.1" fill="{FIRM}"/>'
    path = {"square": "h2v2h-2z", "triangle": "l-1.2 2.2h2.4z", "diamond": "l1.4 1.4l-1.4 1.4l-1.4 -1.4z"}[
        kind
    ]
    start = {"square": (x - 1, y - 1), "triangle": (x, y - 1.3), "diamond": (x, y - 1.4)}[kind]
    return f'<path d="M{start[0]:.2f} {start[1]:.2f}{path}" fill="#fff" stroke="{FIRM}" stroke-width=".5"/>'


def _rings(plot: Plot, chart: Rings) -> Iterator[str]:
    x, y, count = plot.width / 2, plot.height / 2, len(chart.rings)
    size = max(TYPE, min(5.0, plot.width / 40))
    for number, (name, people) in enumerate(chart.rings):
        outer, inner = (number + 1) / count, number / count
        across, down = (x - 0.5) * outer, (y - 0.5) * outer
        yield (
            f'<ellipse cx="{x:g}" cy="{y:g}" rx="{across:.2f}" ry="{down:.2f}" fill="none" stroke="{FIRM}" '
            f'stroke-width=".35"{dashes("2 1.4" if number else "")}/>'
        )
        yield text(x, y - down + size + 1.2, prose.plain(name), size, "middle", THIN)
        for at, person in enumerate(people):
            turn = 2 * math.pi * (at / len(people) + _turned(len(people)))
            middle = (outer + inner) / 2 if number else 0.35 / count * (len(people) > 1)
            px, py = x + (x - 0.5) * middle * math.cos(turn), y + (y - 0.5) * middle * math.sin(turn)
            lines = _two_lines(prose.plain(person))
            for row, words in enumerate(lines):
                below = size * (0.35 + 1.15 * (row - (len(lines) - 1) / 2))
                yield text(px, py + below, words, size, "middle")


def _turned(names: int) -> float:
    """Choose by which part of a turn so many names on a ring begin.

    They stand clear of its own name above, and of its narrow sides, left and right.
    """

    def crowding(start: float) -> float:
        turns = (2 * math.pi * (at / names + start) for at in range(names))
        return sum(math.cos(turn) ** 4 + (math.sin(turn) < -0.92) for turn in turns)

    return min((step / 24 for step in range(24)), key=crowding)


def _two_lines(text: str) -> tuple[str, ...]:
    words = text.split()
    if len(text) <= 16 or len(words) < 2:
        return (text,)
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(text) / 2))
    return " ".join(words[:cut]), " ".join(words[cut:])
