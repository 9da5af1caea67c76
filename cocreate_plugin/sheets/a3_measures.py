"""The millimetres from which all places on an A3 follow, and a place on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on the sheet in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give its lower edge."""
        return self.y + self.height

    def rounded(self) -> Rectangle:
        """Give it to a hundredth of a millimetre."""
        return Rectangle(round(self.x, 2), round(self.y, 2), round(self.width, 2), round(self.height, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The millimetres from which all places on an A3 follow."""

    margin: float = 10.0
    title: float = 24.0
    """Height of the title block."""
    gap: float = 4.0
    """Between boxes of a column, and between lines of the foot."""
    gutter: float = 6.0
    """Between columns."""
    foot: float = 8.0
    """Height of the foot; the lines for agreements lie in its middle."""
    overlap: float = 10.0
    """By which two taped halves lie on each other."""
    unprintable: float = 6.0
    """At the edge of office paper, which printers leave white."""
    lower: float = 0.0
    """By which a sheet is lower than an ISO A3 above its boxes, and as much below them."""

    rise: float = 1.0
    """By which type of the title block stands above its edge: letters have white above."""
    cell: float = 8.5
    between_cells: float = 2.0
    between_rows: float = 1.5
    topic: float = 9.8
    """Height of the line for the topic, which is filled in on a template."""
    line: float = 0.6
    """The line below the title block."""
    code: float = 20.0
    """A QR code with its quiet zone."""
    quiet: float = 1.5
    """Of the quiet zone, what may reach into the margin."""
    logo: float = 36.0
    write: float = 7.0
    """Height of a line to write on in the foot."""
    caption: float = 7.6
    """From there to the caption below."""
    imprint: float = 1.8
    """From the margin down to the imprint."""
    head: float = 6.8
    """Height of a box's title of one line."""
    head_line: float = 4.66
    """By which each further line makes it higher: 11 points with their leading."""
    source: float = 3.15
    """Height of a line below a card that is cut out, which says where it is from."""
    coach: float = 43.0
    """Width of the column of the coach."""
    below_head: float = 3.2
    """The white between the title of a box and its text, and the least below it."""

    @property
    def below(self) -> float:
        """Give what is between the boxes and the edge of the paper."""
        return self.gap + self.foot + self.margin - self.lower


MEASURES: Mapping[str, Measures] = {"iso": Measures(), "us": Measures(lower=1.5, head=6.0)}
"""By the handbook's `paper`."""
