"""Lanes: boxes below each other whose tables have the same columns; heads once, lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..kinds import LANES, Box, Text
from ..phrases import Phrases, phrases
from .a3_blocks import BETWEEN_ROWS, TABLE_HEAD, BoxBlock
from .a3_box import INSIDE, BoxOnSheet, Variant, shared_heads
from .a3_measures import Rectangle
from .a3_surfaces import hint
from .blueprint import LINE_ABOVE

NARROWEST = 200.0
"""Width in millimetres of a box, below which its title has no room beside its table."""

LABEL, BESIDE_LABEL = 34.0, 2.0
"""Width in millimetres of the title and the prompts at the left of a lane, and of the white beside them."""

AROUND = 4.0
"""Millimetres of the height of a lane that are above and below its table."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A box whose title stands beside its table."""

    name: str
    """One of the lanes of a blueprint, or empty."""
    has_heads: bool
    """Whether the heads of the columns are seen; those below stand in line with them."""
    line: str = ""
    """The line of a blueprint that is drawn above it."""
    gap: Rectangle | None = None
    """Where that is."""
    label: float = LABEL


def lanes_of(
    columns: Iterable[Sequence[str]],
    boxes: Mapping[str, Box],
    parts: Mapping[str, tuple[BoxBlock, ...]],
    places: Mapping[str, Rectangle],
    words: Phrases,
) -> dict[str, Lane]:
    """Find the lanes: every box of a wide column has one table, with the columns of all the others."""
    found: dict[str, Lane] = {}
    for column in columns:
        if len(column) < 2 or not _is_like(column, parts) or places[column[0]].width < NARROWEST:
            continue
        names = {box: _name(boxes[box], words) for box in column}
        found[column[0]] = Lane(names[column[0]], has_heads=True)
        for above, box in pairwise(column):
            line = LINE_ABOVE.get(names[box], "") if names[above] else ""
            place, bottom = places[box], places[above].bottom
            gap = Rectangle(place.x, bottom, place.width, place.y - bottom).rounded()
            found[box] = Lane(names[box], False, line, gap if line else None)
    return found


def in_lane(
    box: BoxOnSheet, lane: Lane, variant: Variant, text: Text, parts: tuple[BoxBlock, ...]
) -> BoxOnSheet:
    """Put the title of a box and what it asks beside its table, whose rows share the height."""
    width = max(1.0, box.place.width - INSIDE - LABEL - BESIDE_LABEL)
    rows = sum(len(part.rows) for part in parts)
    room = box.place.height - AROUND - (TABLE_HEAD if lane.has_heads else 0.0)
    row = round(max(0.0, room / max(1, rows) - BETWEEN_ROWS), 1)
    small = hint(parts) if variant == "blank" else ""
    if variant == "blank":
        parts = tuple(part.emptied() for part in parts if part.kind == "table")
    shown = tuple(part.shown(text, width, True, row) for part in parts)
    return replace(box, row=row, hint=small, parts=shown)


def _is_like(column: Sequence[str], parts: Mapping[str, tuple[BoxBlock, ...]]) -> bool:
    """Tell whether boxes have nothing but prompts and one table each, all with the same columns."""
    kinds = [[part.kind for part in parts[box] if part.kind != "prompts"] for box in column]
    heads = {part.head for box in column for part in parts[box] if part.kind == "table"}
    alike = all(each == ["table"] for each in kinds) and len(heads) == 1
    return alike and bool(shared_heads(parts[box] for box in column))


def _name(box: Box, words: Phrases) -> str:
    """Give the lane that a box is, by its id, or by its title in the handbook's language or in English."""
    languages = (phrases("en"), words)
    known = {each.t(f"lane.{lane}").casefold(): lane for each in languages for lane in LANES}
    known |= {lane: lane for lane in LANES}
    return known.get(box.id, known.get(box.title.strip().casefold(), ""))
