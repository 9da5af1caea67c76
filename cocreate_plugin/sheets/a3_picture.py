"""A small picture of an A3: its boxes where they lie on the paper, each with its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .. import prose
from ..facts.a3_layout import boxes_of, layout_of
from ..handbook import Handbook
from ..kinds import A3
from ..phrases import Phrases
from ..templating import Markup, escape
from .a3_geometry import places
from .a3_measures import MEASURES, Rectangle
from .sheet import MILLIMETRES

IN_BOOK, POINT = 110.0, 25.4 / 72
"""Width of the picture in the book, and a point, in millimetres."""

LARGEST_IN_BOOK, SMALLEST_IN_BOOK = 11, 7.5
"""Type sizes of titles there in points; nothing on paper is smaller."""

LOOKS = {
    "<rect ": '<rect fill="#fff" stroke="#7d858c" stroke-width="1" ',
    "<text ": '<text fill="#16191c" font-family="Source Sans 3, DejaVu Sans" ',
    ' class="cc-picture__title"': ' font-weight="700"',
}
"""What styles say of a drawing on a page, as attributes: a text of the book has no styles within it."""

LETTER, LEADING = 0.56, 1.15
"""Width of a letter, on the wide side of what fonts have, and distance of lines, both in em."""


class Sizes(NamedTuple):
    """Largest and smallest type size in millimetres of the sheet, and whether long titles shrink further."""

    largest: float
    smallest: float
    may_shrink: bool


ON_PAGE = Sizes(17, 5, may_shrink=True)
"""Legible where the picture is a seventh of the sheet."""


class Title(NamedTuple):
    """A title as lines of one type size."""

    lines: tuple[str, ...]
    size: float


def picture(handbook: Handbook, sheet: A3, words: Phrases) -> Markup:
    """Draw a sheet for a page; what is read aloud is its title and those of its boxes."""
    drawn = _drawn(handbook, sheet, words, ON_PAGE)
    return Markup(  # noqa: S704 - numbers, and text that is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cc-picture" viewBox="0 0 {drawn.width:g} '
        f'{drawn.height:g}" role="img" aria-label="{drawn.description}">{drawn.parts}</svg>'
        if drawn
        else ""
    )


def in_book(handbook: Handbook, sheet: A3, words: Phrases) -> str:
    """Draw a sheet for the book, where styles of the page do not reach into it."""
    width = MILLIMETRES[handbook.identity.paper, "a3"][1]
    points = POINT * width / IN_BOOK
    drawn = _drawn(
        handbook, sheet, words, Sizes(LARGEST_IN_BOOK * points, SMALLEST_IN_BOOK * points, may_shrink=False)
    )
    if drawn is None:
        return ""
    parts = f'<rect width="{drawn.width:g}" height="{drawn.height:g}"/>{drawn.parts}'
    for plain, dressed in LOOKS.items():
        parts = parts.replace(plain, dressed)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{IN_BOOK:g}mm" '
        f'height="{IN_BOOK * drawn.height / drawn.width:.2f}mm" viewBox="-1 -1 {drawn.width + 2:g} '
        f'{drawn.height + 2:g}"><title>{drawn.description}</title>{parts}</svg>'
    )


class Drawn(NamedTuple):
    """A sheet as parts of an SVG in millimetres, and in words."""

    width: float
    height: float
    description: str
    parts: str


def _drawn(handbook: Handbook, sheet: A3, words: Phrases, sizes: Sizes) -> Drawn | None:
    template = handbook.template_of(sheet)
    if template is None:
        return None
    size = handbook.identity.paper
    height, width = MILLIMETRES[size, "a3"]
    titles = {box.id: prose.plain(box.title) for box in boxes_of(handbook, sheet)}
    found = places(*layout_of(template), size)
    title = prose.plain(sheet.title)
    description = words.t("print.picture", title=title, boxes=words.all_of(tuple(titles.values())))
    parts = "".join((_head(title, width, sizes), *_boxes(found, titles, sizes)))
    return Drawn(width, height, escape(description), parts)


def _head(title: str, width: float, sizes: Sizes) -> str:
    margin = MEASURES["iso"].margin
    place = Rectangle(margin, margin, width - 2 * margin, MEASURES["iso"].title)
    return _text(place, title, sizes, "cc-picture__title")


def _boxes(found: Mapping[str, Rectangle], titles: Mapping[str, str], sizes: Sizes) -> list[str]:
    drawn = []
    for box, place in found.items():
        if box in titles:
            drawn.append(
                f'<rect x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}"/>'
            )
            drawn.append(_text(place, titles[box], sizes))
    return drawn


def _text(place: Rectangle, title: str, sizes: Sizes, name: str = "") -> str:
    """Write a title into its box, in as many lines as it needs."""
    gap = MEASURES["iso"].gap
    fitted = fit(title, place.width - 2 * gap, place.height - gap, sizes)
    step = fitted.size * LEADING
    # Letters stand on their line: its middle is a third of an em above it.
    y = place.y + place.height / 2 - (len(fitted.lines) - 1) * step / 2 + fitted.size * 0.36
    x, kind = place.x + place.width / 2, f' class="{name}"' if name else ""
    lines = "".join(
        f'<tspan x="{x:g}" y="{y + number * step:.2f}">{escape(line)}</tspan>'
        for number, line in enumerate(fitted.lines)
    )
    return f'<text{kind} font-size="{fitted.size:g}" text-anchor="middle">{lines}</text>'


def fit(title: str, width: float, height: float, sizes: Sizes = ON_PAGE) -> Title:
    """Choose the largest type at which a title fits its box; a very long one is set smaller still, or cut."""
    lines: tuple[str, ...] = (title,)
    size = sizes.largest
    for step in range(int(sizes.largest - sizes.smallest) + 1):
        size = sizes.largest - step
        lines = _lines(title, width / (size * LETTER))
        wide = max(len(line) for line in lines) * size * LETTER
        if wide <= width and len(lines) * size * LEADING <= height:
            return Title(lines, size)
    if not sizes.may_shrink:
        room, most = int(width / (size * LETTER)), max(1, int(height / (size * LEADING)))
        shown = (*lines[: most - 1], f"{lines[most - 1]} …") if len(lines) > most else lines
        cut = (line if len(line) <= room else f"{line[: room - 1]}…" for line in shown)
        return Title((*cut,), size)
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
