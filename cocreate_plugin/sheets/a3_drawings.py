"""Surfaces to draw on, as SVG in millimetres: dots, squares, axes, a fishbone, rings, places for notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..phrases import phrases
from ..templating import Markup
from .a3_surfaces import STICKY, Drawing
from .svg import FIRM, PALE, THIN, drawing, ground, line, path, text
from .text_metrics import POINT, width as width_of

STEP = 5.0
"""Millimetres between dots and between the lines of squares."""

TYPE = 3.7
"""Size of the words in a drawing, in millimetres: more than 10 points on two A4 as well."""

LINE = 9.0
"""Millimetres between ruled lines: room for a broad pen."""

GAP = 4.0
"""Millimetres between two places for sticky notes."""

Part = str
Words = Callable[[str], str]


def drawn(surface: Drawing, language: str) -> Markup:
    """Draw a surface; what is read aloud says what it is for."""
    words = phrases(language)
    width, height = round(surface.width, 1), round(surface.height, 1)
    parts = _PARTS[surface.surface](width, height, words.t)
    title = words.t(f"surface.title.{surface.surface}")
    return drawing(width, height, title, parts)


def _lines(width: float, height: float, _: Words) -> Iterator[Part]:
    for number in range(1, int(height // LINE) + 1):
        yield line(0, number * LINE, width, number * LINE, THIN, 0.2)


def _dots(width: float, height: float, _: Words) -> Iterator[Part]:
    # A dash of almost no length with round ends is a dot: one line draws a row of them.
    left, top = (width % STEP) / 2, (height % STEP) / 2
    path = "".join(f"M{left:g} {top + row * STEP:g}H{width:g}" for row in range(int(height // STEP) + 1))
    yield (
        f'<path d="{path}" fill="none" stroke="{THIN}" stroke-width=".5" stroke-linecap="round" '
        f'stroke-dasharray=".01 {STEP - 0.01:g}"/>'
    )


def _grid(width: float, height: float, _: Words) -> Iterator[Part]:
    columns, rows = int(width // STEP), int(height // STEP)
    left, top = (width - columns * STEP) / 2, (height - rows * STEP) / 2
    path = "".join(f"M{left:g} {top + row * STEP:g}h{columns * STEP:g}" for row in range(rows + 1))
    path += "".join(f"M{left + column * STEP:g} {top:g}v{rows * STEP:g}" for column in range(columns + 1))
    yield f'<path d="{path}" fill="none" stroke="{PALE}" stroke-width=".15"/>'


def _axes(width: float, height: float, t: Words) -> Iterator[Part]:
    left, right, top, bottom = 10.0, width - 1.0, 6.0, height - 8.5
    squares = "".join(f"M{left:g} {y:g}H{right:g}" for y in _steps(bottom - STEP, top))
    squares += "".join(f"M{x:g} {top:g}V{bottom:g}" for x in _steps(left + STEP, right))
    yield f'<path d="{squares}" fill="none" stroke="{PALE}" stroke-width=".12"/>'
    baseline, target = top + (bottom - top) * 0.68, top + (bottom - top) * 0.3
    today = left + (right - left) * 0.62
    yield line(left, baseline, right, baseline, THIN, 0.25)
    yield line(left, target, right, target, FIRM, 0.4, "2.4 1.4")
    yield line(today, top, today, bottom, THIN, 0.3, ".6 1.2")
    yield _on_white(left + 1.5, baseline - 1.2, t("surface.before") + ": ")
    yield _on_white(left + 1.5, target - 1.2, t("surface.target") + ": ")
    yield _on_white(today + 1.2, top + TYPE, t("surface.today"))
    yield path(f"M{left:g} {top - 3:g}V{bottom:g}H{right:g}", 0.45)
    yield text(4.2, (top + bottom) / 2, t("surface.value"), TYPE, "middle", turned=True)
    yield text((left + right) / 2, height - 1.2, t("field.when"), TYPE, "middle")


def _on_white(x: float, y: float, words: str) -> Part:
    across = width_of(words, TYPE / POINT) + 0.8
    return ground(x - 0.4, y - TYPE, across, TYPE + 0.7) + text(x, y, words, TYPE)


def _steps(start: float, end: float) -> Iterator[float]:
    step = STEP if end > start else -STEP
    count = int(abs(end - start) // STEP)
    return (round(start + number * step, 2) for number in range(count + 1))


def _fishbone(width: float, height: float, t: Words) -> Iterator[Part]:
    head_width, head_height = min(46.0, width * 0.24), min(30.0, height * 0.45)
    middle, end = height / 2, width - head_width
    yield line(2, middle, end, middle, FIRM, 0.6)
    yield f'<path d="M{end:g} {middle:g}l-3.4 -1.7v3.4z" fill="{FIRM}"/>'
    yield _frame(end, middle - head_height / 2, head_width - 0.3, head_height)
    yield text(end + 2, middle - head_height / 2 + TYPE + 1.2, t("surface.fishbone.effect"), TYPE)
    bones = 3 if end > 120 else 2
    step, label_height = end / bones, 8.5
    slant = min(0.34 * step, 0.5 * (middle - label_height))
    for number in range(bones):
        foot = step * (number + 1) - 5
        left, label = foot - slant, step - slant * 0.4
        for tip, top in ((label_height, 0.3), (height - label_height, height - label_height)):
            yield line(left, tip, foot, middle, FIRM, 0.4)
            yield _frame(max(0.3, left - label * 0.62), top, label * 0.72, label_height - 0.3)
            for part in (0.36, 0.68):
                y = tip + (middle - tip) * part
                x = left + slant * part
                yield line(max(1.5, x - step * 0.52), y, x, y, THIN, 0.25)


def _frame(x: float, y: float, width: float, height: float, more: str = "") -> Part:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" rx=".9" fill="#fff" '
        f'stroke="{FIRM}" stroke-width=".3"{more}/>'
    )


def _map(width: float, height: float, t: Words) -> Iterator[Part]:
    x, y = width / 2, height / 2
    for part, name in ((1.0, "surface.map.far"), (0.66, "surface.map.near"), (0.3, "surface.map.middle")):
        across, down = (x - 0.5) * part, (y - 0.5) * part
        yield (
            f'<ellipse cx="{x:g}" cy="{y:g}" rx="{across:.2f}" ry="{down:.2f}" fill="none" stroke="{FIRM}" '
            f'stroke-width=".35"{"" if part < 0.5 else " stroke-dasharray=" + chr(34) + "2 1.4" + chr(34)}/>'
        )
        yield text(x, y - down + TYPE + 1, t(name), TYPE, "middle")


def _sticky(width: float, height: float, _: Words) -> Iterator[Part]:
    side = min(STICKY, width, height)
    across, down = (max(1, int((room + GAP) // (side + GAP))) for room in (width, height))
    left = (width - across * side) / (across + 1)
    top = (height - down * side) / (down + 1)
    for row in range(down):
        for column in range(across):
            place = (left + column * (side + left), top + row * (side + top))
            yield _frame(*place, side, side, ' stroke-dasharray="2 1.6"')


_PARTS: dict[str, Callable[[float, float, Words], Iterator[Part]]] = {
    "lines": _lines,
    "dots": _dots,
    "grid": _grid,
    "axes": _axes,
    "fishbone": _fishbone,
    "map": _map,
    "sticky": _sticky,
}
