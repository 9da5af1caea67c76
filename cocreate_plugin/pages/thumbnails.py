"""A small picture of an A3: its boxes where they lie on the paper, each with its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .. import prose
from ..facts.a3_layout import boxes_of, layout_of
from ..handbook import Handbook
from ..kinds import A3
from ..phrases import Phrases
from ..sheets.a3_geometry import places
from ..sheets.a3_measures import MEASURES, Rectangle
from ..sheets.sheet import MILLIMETRES
from ..templating import Markup, escape

LARGEST, SMALLEST = 17, 5
"""Type sizes of titles in millimetres of the sheet: legible where the picture is a seventh of it."""

LETTER, LEADING = 0.56, 1.15
"""Width of a letter, on the wide side of what fonts have, and distance of lines, both in em."""


class Title(NamedTuple):
    """A title as lines of one type size."""

    lines: tuple[str, ...]
    size: float


def picture(handbook: Handbook, sheet: A3, words: Phrases) -> Markup:
    """Draw a sheet; what is read aloud is its title and those of its boxes."""
    template = handbook.template_of(sheet)
    if template is None:
        return Markup("")
    size = handbook.identity.paper
    height, width = MILLIMETRES[size, "a3"]
    titles = {box.id: prose.plain(box.title) for box in boxes_of(handbook, sheet)}
    found = places(*layout_of(template), size)
    title = prose.plain(sheet.title)
    description = words.t("print.picture", title=title, boxes=words.all_of(tuple(titles.values())))
    drawn = [_head(title, width), *_boxes(found, titles)]
    return Markup(  # noqa: S704 - numbers, and text that is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cc-picture" viewBox="0 0 {width:g} {height:g}" '
        f'role="img" aria-label="{escape(description)}">{"".join(drawn)}</svg>'
    )


def _head(title: str, width: float) -> str:
    margin = MEASURES["iso"].margin
    place = Rectangle(margin, margin, width - 2 * margin, MEASURES["iso"].title)
    return _text(place, title, "cc-picture__title")


def _boxes(found: Mapping[str, Rectangle], titles: Mapping[str, str]) -> list[str]:
    drawn = []
    for box, place in found.items():
        if box in titles:
            drawn.append(
                f'<rect x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}"/>'
            )
            drawn.append(_text(place, titles[box]))
    return drawn


def _text(place: Rectangle, title: str, name: str = "") -> str:
    """Write a title into its box, in as many lines as it needs."""
    gap = MEASURES["iso"].gap
    fitted = fit(title, place.width - 2 * gap, place.height - gap)
    step = fitted.size * LEADING
    # Letters stand on their line: its middle is a third of an em above it.
    y = place.y + place.height / 2 - (len(fitted.lines) - 1) * step / 2 + fitted.size * 0.36
    x, kind = place.x + place.width / 2, f' class="{name}"' if name else ""
    lines = "".join(
        f'<tspan x="{x:g}" y="{y + number * step:.2f}">{escape(line)}</tspan>'
        for number, line in enumerate(fitted.lines)
    )
    return f'<text{kind} font-size="{fitted.size:g}" text-anchor="middle">{lines}</text>'


def fit(title: str, width: float, height: float) -> Title:
    """Choose the largest type at which a title fits its box; a very long one is set smaller still."""
    lines: tuple[str, ...] = (title,)
    for size in range(LARGEST, SMALLEST - 1, -1):
        lines = _lines(title, width / (size * LETTER))
        wide = max(len(line) for line in lines) * size * LETTER
        if wide <= width and len(lines) * size * LEADING <= height:
            return Title(lines, size)
    letters = max(1, *(len(line) for line in lines))
    return Title(lines, round(min(width / (letters * LETTER), height / (len(lines) * LEADING)), 2))


def _lines(title: str, letters: float) -> tuple[str, ...]:
    """Break a title between words so that each line has so many letters at most."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)
