"""What a box of a template offers beside lines: a table of its own, or a drawing to write on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .. import prose
from ..phrases import Phrases
from .a3_blocks import SCORE, TABLE_HEAD, BoxBlock, grades, height_of, row_height
from .text_metrics import lines as lines_of

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

OF_DOTS = 0.62
"""The part of a pulse's width that its grades have where statements need no more: a room puts dots there."""

STATEMENT_TYPE, STATEMENT_LINE, BESIDE_STATEMENT = 11.0, 4.8, 3.4
"""Type size in points of a statement, the millimetres of its line, and of the white around it."""

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
    if surface in ("scale", "pulse") and not any(part.kind == "table" for part in parts):
        parts = (*(part for part in parts if part.kind != "prompts"), scale(parts, words, width))
    if surface == "pulse":
        row = row_height(parts, room, width, with_prompts=True)
        parts = tuple(
            with_room_for_dots(part, width, row) if part.kind == "table" else part for part in parts
        )
    if any(part.kind == "table" for part in parts):
        return parts
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


def with_room_for_dots(table: BoxBlock, width: float, row: float) -> BoxBlock:
    """Make the grades of a pulse as wide as what stands beside them allows, in rows so high."""
    count = max((len(cells) for cells in (table.head, *table.rows)), default=0)
    given, is_grade = dict(enumerate(table.widths)), grades(table.head, count)
    graded = [at for at in range(count) if is_grade[at]]
    worded = [at for at in range(count) if not is_grade[at] and not given.get(at)]
    if table.kind != "table" or not graded or not worded:
        return table
    room = width - sum(given.get(at, 0.0) for at in range(count) if not is_grade[at])
    least = given.get(graded[0]) or SCORE
    most = max(least, room * OF_DOTS / len(graded))

    def has_room(grade: float) -> bool:
        across = (room - grade * len(graded)) / len(worded) - BESIDE_STATEMENT
        cells = (cells[at] for cells in table.rows for at in worded if at < len(cells))
        return across > 0 and all(_tall(cell, across) <= row for cell in cells)

    tried = (most - step for step in range(int(most - least) + 1))
    grade = round(next((each for each in tried if has_room(each)), least), 1)
    return replace(table, widths=tuple(grade if is_grade[at] else given.get(at, 0.0) for at in range(count)))


def _tall(cell: str, across: float) -> float:
    """Estimate the height of a cell in millimetres."""
    rows = (lines_of(line, across, STATEMENT_TYPE) for line in prose.plain(cell).splitlines())
    return STATEMENT_LINE * sum(rows) + BESIDE_STATEMENT


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
