"""Where the boxes of an A3 lie, in millimetres, and how it is divided on two pages of the smaller paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .sheet import MILLIMETRES

MARGIN = 10.0
TITLE_HEIGHT = 24.0
GAP = 4.0
GUTTER = 6.0
FOOT_HEIGHT = 8.0

ABOVE_BODY = {"iso": 4.0, "us": 2.5}
"""Millimetres between the title block and the boxes; a Tabloid sheet is lower."""

BELOW_BODY = {"iso": 22.0, "us": 20.5}
"""Millimetres from the last box to the edge of the paper: the foot with its gap, and the imprint."""

OVERLAP = 10.0
"""Millimetres by which two taped halves lie on each other."""

UNPRINTABLE = 6.0
"""Millimetres at the edge of office paper that printers leave white."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on the sheet in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def as_data(self) -> dict[str, float]:
        """Give it as plain numbers."""
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


def places(
    layout: Iterable[tuple[str, ...]],
    shares: Mapping[str, float],
    size: str = "iso",
) -> dict[str, Rectangle]:
    """Place the boxes of each column: columns of equal width, heights by share."""
    height, width = MILLIMETRES[size, "a3"]
    columns = [column for column in layout if column]
    across = (width - 2 * MARGIN - GUTTER * (len(columns) - 1)) / max(1, len(columns))
    top = MARGIN + TITLE_HEIGHT + ABOVE_BODY[size]
    found: dict[str, Rectangle] = {}
    for number, column in enumerate(columns):
        room = height - BELOW_BODY[size] - top - GAP * (len(column) - 1)
        whole = sum(max(0.0, shares[box]) for box in column) or 1.0
        y = top
        for box in column:
            tall = room * max(0.0, shares[box]) / whole
            x = MARGIN + number * (across + GUTTER)
            found.setdefault(box, Rectangle(round(x, 2), round(y, 2), round(across, 2), round(tall, 2)))
            y += tall + GAP
    return found


def halves(size: str, rectangles: Mapping[str, Rectangle]) -> list[dict[str, Any]]:
    """Say what stands on each half and where it lies.

    A half has its own boxes in full. Of the others it shows the frames, as far as the overlap reaches: they
    help to lay the halves on each other, and nobody hears a box twice. Only one across the middle is on both.
    """
    height, width = MILLIMETRES[size, "a3"]
    page_width, page_height = MILLIMETRES[size, "a4"]
    seam, strip = width / 2 - OVERLAP / 2, width / 2 + OVERLAP / 2
    across = (page_width - 2 * UNPRINTABLE) / (strip - MARGIN)
    scale = int(1000 * min(across, (page_height - 2 * UNPRINTABLE) / (height - MARGIN))) / 1000
    top = round((page_height - height * scale) / 2, 3)
    edge = page_width - UNPRINTABLE
    on_left = [box for box, place in rectangles.items() if place.x < width / 2]
    on_right = [box for box, place in rectangles.items() if place.x + place.width > width / 2]
    return [
        {
            "name": "left",
            "scale": scale,
            "top": top,
            "left": round(edge - strip * scale, 3),
            "first": 0.0,
            "last": edge,
            "seam": round(edge - OVERLAP * scale, 3),
            "boxes": on_left,
            "again": [],
            "frames": [box for box in rectangles if box not in on_left],
        },
        {
            "name": "right",
            "scale": scale,
            "top": top,
            "left": round(UNPRINTABLE - seam * scale, 3),
            "first": UNPRINTABLE,
            "last": page_width,
            "seam": UNPRINTABLE,
            "boxes": on_right,
            "again": [box for box in on_right if box in on_left],
            "frames": [box for box in rectangles if box not in on_right],
        },
    ]


def foot_places(size: str, agreements: int) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Give start and width of the lines for agreements, three or more, and of that for the follow-up."""
    _, width = MILLIMETRES[size, "a3"]
    quarter = (width - 2 * MARGIN - GUTTER - 2 * GAP) / 4
    starts = [MARGIN, MARGIN + quarter + GAP, MARGIN + 2 * quarter + GAP + GUTTER]
    lines = [(start, quarter) for start in starts]
    if agreements > len(lines):
        across = (3 * quarter + GUTTER - GAP * (agreements - 2)) / agreements
        lines = [(MARGIN + number * (across + GAP), across) for number in range(agreements)]
    rounded = [(round(start, 2), round(across, 2)) for start, across in lines]
    return rounded, (round(width - MARGIN - quarter, 2), round(quarter, 2))
