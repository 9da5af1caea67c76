"""How people come together in a dialogue model, drawn: a circle for all, dots for those who are alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin

from ..facts.gathering import Scene, read_aloud, time_of
from ..phrases import phrases
from ..templating import Markup, escape
from .svg import FIRM, THIN, disc, drawing, ring, text

TYPE = 3.2
"""Size of the words in millimetres: nine points."""

LARGEST = 22.0
"""Millimetres of the largest scene."""

GAP = 1.6
"""Millimetres between two scenes."""

IN_ROW, ROWS = 6, 2
"""Scenes beside each other, and rows of them; what is more is counted."""

WORDS = 2.6 * TYPE
"""Millimetres below a scene for its two lines."""

Point = tuple[float, float]
Places = tuple[tuple[float, float], ...]


def gathered(shown: tuple[Scene, ...], language: str, width: float) -> Markup:
    """Draw scenes for paper, so many millimetres wide; nothing where there are none."""
    if not shown:
        return Markup("")
    title = read_aloud(phrases(language), shown)
    return drawing(width, height_of(shown, width), title, _drawn(shown, language, width, FIRM, THIN))


def gathered_on_page(shown: tuple[Scene, ...], language: str) -> Markup:
    """Draw the same for a page, in the colour of its text."""
    if not shown:
        return Markup("")
    width = min(len(shown), IN_ROW) * (LARGEST + GAP)
    height, title = height_of(shown, width), escape(read_aloud(phrases(language), shown))
    parts = "".join(_drawn(shown, language, width, "currentColor", "currentColor"))
    return Markup(  # noqa: S704 - numbers, and words that are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cc-gathering" viewBox="0 0 {width:g} {height:g}" '
        f'role="img" aria-label="{title}">{parts}</svg>'
    )


def height_of(shown: Sequence[Scene], width: float) -> float:
    """Give how high the drawing is in millimetres; 0 where there is none."""
    rows = min(-(-len(shown) // IN_ROW), ROWS)
    return round(rows * (_size(len(shown), width) + WORDS), 2)


def _size(number: int, width: float) -> float:
    return min(LARGEST, width / min(max(number, 1), IN_ROW) - GAP)


def _drawn(shown: Sequence[Scene], language: str, width: float, ink: str, pale: str) -> Iterator[str]:
    words, size = phrases(language), _size(len(shown), width)
    room = IN_ROW * ROWS
    kept = shown if len(shown) <= room else shown[: room - 1]
    for at, scene in enumerate(kept):
        x, y = _middle(at, size)
        yield from _SCENES.get(scene.together, _groups)(scene, (x, y), size, ink, pale)
        label = scene.together.replace("-", "–") if scene.size else words.t(f"together.{scene.together}")
        yield text(x, y + size / 2 + TYPE, label, TYPE, "middle", ink)
        yield text(x, y + size / 2 + 2.15 * TYPE, time_of(scene), TYPE, "middle", ink)
    if len(kept) < len(shown):
        x, y = _middle(len(kept), size)
        yield text(x, y, f"+ {len(shown) - len(kept)}", TYPE * 1.5, "middle", ink)


def _middle(at: int, size: float) -> Point:
    row, column = divmod(at, IN_ROW)
    return column * (size + GAP) + size / 2, row * (size + WORDS) + size / 2


def _around(middle: Point, radius: float, number: int) -> Places:
    """Give places on a circle, the first at the top."""
    turns = (2 * pi * at / number - pi / 2 for at in range(number))
    return tuple((middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns)


def _circle(middle: Point, size: float, number: int, ink: str, pale: str) -> Iterator[str]:
    """Draw people around a table."""
    person = min(size * 0.1, size * 0.95 / number)
    radius = size / 2 - person
    yield ring(*middle, max(radius - person * 1.7, size * 0.12), pale, 0.25)
    yield from (disc(*place, person, ink) for place in _around(middle, radius, number))


def _all(scene: Scene, middle: Point, size: float, ink: str, pale: str) -> Iterator[str]:
    yield from _circle(middle, size, scene.people, ink, pale)


def _some(_: Scene, middle: Point, size: float, ink: str, pale: str) -> Iterator[str]:
    """Draw a few in the middle, and those around them as rings: they do not speak."""
    yield from (ring(*place, size * 0.055, ink, 0.3) for place in _around(middle, size * 0.43, 12))
    yield from (disc(*place, size * 0.085, ink) for place in _around(middle, size * 0.17, 4))
    yield ring(*middle, size * 0.31, pale, 0.2)


def _alone(scene: Scene, middle: Point, size: float, ink: str, _: str) -> Iterator[str]:
    side = 2 if scene.people <= 4 else 3
    number = min(scene.people, side * side)
    places = _grid(middle, size, side, side)[:number]
    yield from (disc(*place, size * 0.075, ink) for place in places)


def _pairs(_: Scene, middle: Point, size: float, ink: str, pale: str) -> Iterator[str]:
    half, person = size * 0.12, size * 0.09
    for x, y in _grid(middle, size, 2, 3):
        yield f'<path d="M{x - half:.2f} {y:.2f}h{2 * half:.2f}" stroke="{pale}" stroke-width="0.3"/>'
        yield disc(x - half, y, person, ink)
        yield disc(x + half, y, person, ink)


def _groups(scene: Scene, middle: Point, size: float, ink: str, pale: str) -> Iterator[str]:
    if scene.groups == 1:
        yield from _circle(middle, size, scene.people, ink, pale)
        return
    places = _grid(middle, size, 2, -(-scene.groups // 2))[: scene.groups]
    for place in places:
        yield from _circle(place, size * 0.44, scene.people, ink, pale)


def _grid(middle: Point, size: float, columns: int, rows: int) -> Places:
    """Give the middles of equal parts of a square, row by row."""
    left, top = middle[0] - size / 2, middle[1] - size / 2
    return tuple(
        (left + (column + 0.5) * size / columns, top + (row + 0.5) * size / rows)
        for row in range(rows)
        for column in range(columns)
    )


_SCENES: dict[str, Callable[[Scene, Point, float, str, str], Iterator[str]]] = {
    "alone": _alone,
    "pairs": _pairs,
    "some": _some,
    "all": _all,
}
