"""What a box of a template offers beside lines: a table of its own, or a drawing to write on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import prose
from ..phrases import Phrases
from .a3_blocks import TABLE_HEAD, BoxBlock, height_of

DRAWN = frozenset(("lines", "dots", "grid", "axes", "fishbone", "map", "sticky"))
"""Surfaces that are drawings on paper."""

LEAST_DRAWING = 18.0
"""Millimetres of height below which nobody can draw: the prompts have the box alone."""

ROW, LEAST_ROW, MOST_ROWS = 13.0, 10.8, 10
"""Millimetres of a row that is written by hand with a pencil, the least of one with a field, and how many."""

STICKY = 76.0
"""Side of a sticky note in millimetres."""

WEEK, LEAST_WEEKS, MOST_WEEKS, WORDS_OF_PLAN = 5.2, 4, 12, 96.0
"""Width of a week of a plan in millimetres, how many there are, and the room that its words need."""

POINTS = 14
"""Rows of a form for the points of a chart."""

GRADES = ("1", "2", "3", "4", "5")
_NUMBER, _END, _LEAST_END, _STATEMENT = 8.5, 30.0, 15.0, 40.0
"""Widths in millimetres of a column for a grade, of the words at both ends, and of the statement at least."""

_ENDS = re.compile(r"^(?P<statement>.*\S)\s*:\s+(?P<left>[^:]*?\S)\s+[-–—]\s+(?P<right>\S.*)$")
"""`The talk was: too slow – too fast`: a statement and the words at both ends of its scale."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn below the prompts of a box; width and height in millimetres."""

    surface: str
    width: float
    height: float
    top: float
    """Where it begins, in millimetres from the upper edge of the box."""


def on_surface(
    surface: str, parts: tuple[BoxBlock, ...], words: Phrases, room: float, width: float, form: bool
) -> tuple[BoxBlock, ...]:
    """Add the table of a surface to what stands in a box; a form asks in a table for what one would draw.

    `room` and `width` are those of the box in millimetres. A box that has a table of its own keeps it.
    """
    if any(part.kind == "table" for part in parts):
        return parts
    if surface in ("scale", "pulse"):
        return (*(part for part in parts if part.kind != "prompts"), scale(parts, words, width))
    left = room - height_of(parts, width) - TABLE_HEAD
    table = _table(surface, words, left, width, form)
    return (*parts, table) if table else parts


def scale(parts: Iterable[BoxBlock], words: Phrases, width: float) -> BoxBlock:
    """Make a row of each prompt: the statement, and five grades between the words at both ends.

    `width` is that of the table in millimetres.
    """
    usual = (words.t("surface.scale.left"), words.t("surface.scale.right"))
    rows = []
    for item in (item for part in parts if part.kind == "prompts" for item in items(part.text)):
        match = _ENDS.match(item)
        statement, *ends = match.group("statement", "left", "right") if match else (item, *usual)
        rows.append((statement, ends[0], *("" for _ in GRADES), ends[1]))
    end = round(min(_END, max(_LEAST_END, (width - len(GRADES) * _NUMBER - _STATEMENT) / 2)), 1)
    widths = (0.0, end, *(_NUMBER for _ in GRADES), end)
    return BoxBlock("table", "", ("", "", *GRADES, ""), tuple(rows), fixed=True, widths=widths)


def items(markdown: str) -> list[str]:
    """Give the items of a list that has no lists in it, else its lines."""
    lines = (re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line).strip() for line in markdown.split("\n"))
    return [line for line in lines if line]


def hint(parts: Iterable[BoxBlock]) -> str:
    """Join the prompts of a box into one small paragraph, for the head of a sheet to write on."""
    said = (item for part in parts if part.kind == "prompts" for item in items(prose.plain(part.text)))
    return " · ".join(said)


def _table(surface: str, words: Phrases, left: float, width: float, form: bool) -> BoxBlock | None:
    """Give the table of a surface with empty rows; `left` is the height for them in millimetres."""
    rows = max(2, min(MOST_ROWS, int(left // ROW) if left >= 3 * ROW else int(left // LEAST_ROW)))

    def head(*keys: str) -> tuple[str, ...]:
        return tuple(map(words.t, keys))

    if surface == "plan":
        weeks = 0 if form else int((width - WORDS_OF_PLAN) // WEEK)
        weeks = min(weeks, MOST_WEEKS) if weeks >= LEAST_WEEKS else 0
        names = (
            *head("label.what", "checklist.who", "field.when", "surface.status"),
            *map(str, range(1, weeks + 1)),
        )
        widths = (0.0, 0.0, 0.0, 0.0, *(WEEK for _ in range(weeks)))
        return BoxBlock("table", "", names, _empty(rows, len(names)), fixed=True, widths=widths)
    if surface == "target-actual":
        names = head("surface.measure", "surface.before", "surface.target", "print.now", "surface.gap")
        return BoxBlock("table", "", names, _empty(min(rows, 6), len(names)), fixed=True)
    if surface == "five-whys":
        first, why = words.t("surface.whys.what"), words.t("surface.whys.why")
        chain = ((first, ""), *((why, "") for _ in range(5)))
        return BoxBlock("table", "", (), chain, fixed=True, widths=(28.0, 0.0))
    if not form:
        return None
    if surface == "axes":
        names = head("field.when", "surface.value", "surface.target")
        return BoxBlock("table", "", names, _empty(min(POINTS, max(rows, int(left // 11))), 3), fixed=True)
    if surface == "fishbone":
        names = (words.t("surface.fishbone.bone"), *(words.t("surface.fishbone.cause"),) * 3)
        return BoxBlock("table", "", names, _empty(min(rows, 6), 4), fixed=True)
    if surface == "map":
        rings = tuple(
            (name, "") for name in head("surface.map.middle", "surface.map.near", "surface.map.far")
        )
        return BoxBlock("table", "", (), rings, fixed=True, widths=(38.0, 0.0))
    if surface == "sticky":
        across = max(2, int(width // STICKY))
        return BoxBlock("table", "", (), _empty(max(2, int(left // 30)), across), fixed=True)
    return None


def _empty(rows: int, columns: int) -> tuple[tuple[str, ...], ...]:
    return (("",) * columns,) * rows
