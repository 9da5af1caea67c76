"""Every millimetre of an A3: title block, boxes, foot, imprint, and its halves on two smaller pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .sheet import MILLIMETRES


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

CELLS: Mapping[str, frozenset[str]] = {
    "full": frozenset(("owner", "coach", "version", "date", "participants", "state")),
    "short": frozenset(("date",)),
    "none": frozenset(),
}
"""Cells of the title block, by its form."""

OWNER_AND_COACH, VERSION, DATE = 69, 12, 19
"""Shares of the upper row of cells, in per cent."""

CAPTION = 3.4
"""Height of a line of captions and of the imprint: 8 points with their leading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One of two pages to be taped together: a window through which a part of the reduced sheet is seen."""

    name: Literal["left", "right"]
    scale: float
    sheet: tuple[float, float]
    """Where the corner of the reduced sheet lies in the window."""
    window: Rectangle
    seam: Rectangle
    """The line along which it is cut or laid."""
    edge: float
    """Distance of the hints from the edges of the page."""
    boxes: tuple[str, ...]
    again: tuple[str, ...]
    """Boxes that the other half has as well."""
    frames: tuple[str, ...]
    """Boxes of the other half, of which the frame alone is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Where everything on an A3 is."""

    sheet: Rectangle
    bars: tuple[Rectangle, Rectangle]
    """The title block, left and right; they lie on each other in the middle."""
    title: Rectangle
    topic: Rectangle | None
    """Where nothing is asked for, there is none, as there are no cells, agreements and follow-up."""
    cells: Mapping[str, Rectangle]
    code: Rectangle | None
    logo: Rectangle | None
    boxes: Mapping[str, Rectangle]
    agreed: tuple[Rectangle, ...]
    follow_up: Rectangle | None
    coach: Rectangle | None
    """The column of the coach, at the right edge."""
    captions: tuple[Rectangle, ...]
    """Below the lines for agreements, then below that for the follow-up."""
    imprints: tuple[Rectangle, Rectangle]
    halves: tuple[Half, ...] = ()

    @property
    def middle(self) -> float:
        """Give where the right half begins."""
        return self.sheet.width / 2


TitleBlockForm = Literal["full", "short", "none"]
"""What a sheet asks for in its head and foot: all of it, topic and date, or nothing of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What there is to be placed."""

    columns: tuple[tuple[str, ...], ...]
    shares: Mapping[str, float]
    """Of the height, by box."""
    agreements: int = 0
    owner: float = 0.52
    """Share of the owner in the room for owner and coach."""
    title_block: TitleBlockForm = "full"
    has_coach: bool = False
    has_topic: bool = False
    has_logo: bool = False
    has_code: bool = False


def geometry(size: str, wanted: Wanted, measures: Measures | None = None) -> Geometry:
    """Place everything on an A3 of the handbook's paper."""
    m = measures or MEASURES[size]
    if wanted.title_block != "full":  # nobody signs it, and the boxes take the room of the foot
        m = replace(m, foot=0.0)
    height, width = MILLIMETRES[size, "a3"]
    half = width / 2 - m.margin - m.gutter / 2
    right = width / 2 + m.gutter / 2
    bar = width / 2 + m.overlap / 2 - m.margin
    top, floor = m.margin - m.rise, m.margin + m.title - m.line
    topic = (
        Rectangle(m.margin, floor - m.topic, half, m.topic)
        if wanted.has_topic and wanted.title_block != "none"
        else None
    )
    across = half - (m.logo + 2 if wanted.has_logo else 0)
    below_title = topic.y - 0.2 if topic else floor - m.rise
    lines, follow_up = foot_places(size, wanted.agreements, m) if wanted.title_block == "full" else ((), None)
    imprint = height - m.margin + m.imprint
    boxes = places(wanted.columns, wanted.shares, size, m)
    return Geometry(
        sheet=Rectangle(0, 0, width, height),
        bars=(
            Rectangle(m.margin, m.margin, bar, m.title),
            Rectangle(width / 2 - m.overlap / 2, m.margin, bar, m.title),
        ),
        title=Rectangle(m.margin, top, across, below_title - top).rounded(),
        topic=topic.rounded() if topic else None,
        cells={
            name: place
            for name, place in _cells(m, right, half - (m.code + 3 if wanted.has_code else 0), wanted.owner)
            if name in CELLS[wanted.title_block]
        },
        code=Rectangle(width - m.margin - m.code + m.quiet, m.margin - m.quiet, m.code, m.code)
        if wanted.has_code
        else None,
        logo=Rectangle(m.margin + half - m.logo, top, m.logo, 10) if wanted.has_logo else None,
        boxes=beside_the_coach(boxes, width, m) if wanted.has_coach else boxes,
        coach=Rectangle(
            width - m.margin - m.coach,
            m.margin + m.title + m.gap - m.lower,
            m.coach,
            height - m.below - (m.margin + m.title + m.gap - m.lower),
        ).rounded()
        if wanted.has_coach
        else None,
        agreed=lines,
        follow_up=follow_up,
        captions=tuple(
            Rectangle(line.x, round(line.bottom - m.write + m.caption, 2), line.width, CAPTION)
            for line in (*lines, *((follow_up,) if follow_up else ()))
        ),
        imprints=(
            Rectangle(m.margin, round(imprint, 2), half, CAPTION),
            Rectangle(right, round(imprint, 2), half, CAPTION),
        ),
    )


def _cells(m: Measures, x: float, width: float, owner: float) -> Iterator[tuple[str, Rectangle]]:
    """Place the cells of the title block: four above, participants and state below them."""
    y, unit = m.margin - m.rise, (width - 3 * m.between_cells) / 100
    first = OWNER_AND_COACH * owner
    upper = (("owner", first), ("coach", OWNER_AND_COACH - first), ("version", VERSION), ("date", DATE))
    starts = {}
    at = x
    for name, share in upper:
        starts[name] = at
        yield name, Rectangle(at, y, unit * share, m.cell).rounded()
        at += unit * share + m.between_cells
    lower, state = y + m.cell + m.between_rows, starts["version"]
    bottom = m.margin + m.title
    participants = state - m.between_cells - x
    yield "participants", Rectangle(x, lower, participants, bottom - 0.4 - lower).rounded()
    yield "state", Rectangle(state, lower, x + width - state, bottom - m.rise - lower).rounded()


def places(
    layout: Iterable[tuple[str, ...]],
    shares: Mapping[str, float],
    size: str = "iso",
    measures: Measures | None = None,
) -> dict[str, Rectangle]:
    """Place the boxes of each column: columns of equal width, heights by share."""
    m = measures or MEASURES[size]
    height, width = MILLIMETRES[size, "a3"]
    columns = [column for column in layout if column]
    across = (width - 2 * m.margin - m.gutter * (len(columns) - 1)) / max(1, len(columns))
    top = m.margin + m.title + m.gap - m.lower
    found: dict[str, Rectangle] = {}
    for number, column in enumerate(columns):
        room = height - m.below - top - m.gap * (len(column) - 1)
        whole = sum(max(0.0, shares[box]) for box in column) or 1.0
        y = top
        for box in column:
            tall = room * max(0.0, shares[box]) / whole
            x = m.margin + number * (across + m.gutter)
            found.setdefault(box, Rectangle(x, y, across, tall).rounded())
            y += tall + m.gap
    return found


def beside_the_coach(boxes: Mapping[str, Rectangle], width: float, m: Measures) -> dict[str, Rectangle]:
    """Make room for the column of the coach.

    The boxes of the right half alone give way, so that the sheet still parts in its middle; where none begins
    there, all do. `width` is that of the sheet.
    """
    right = {box: place for box, place in boxes.items() if place.x > width / 2}
    moved = right or boxes
    first = min((place.x for place in moved.values()), default=m.margin)
    across = width - m.margin - first

    def narrowed(place: Rectangle) -> Rectangle:
        # Gutters keep their width: a column is reckoned with the one that follows it.
        x = first + (place.x - first) * (across - m.coach) / (across + m.gutter)
        column = (place.width + m.gutter) * (across - m.coach) / (across + m.gutter) - m.gutter
        return Rectangle(x, place.y, column, place.height).rounded()

    return {box: narrowed(place) if box in moved else place for box, place in boxes.items()}


def foot_places(
    size: str, agreements: int, measures: Measures | None = None
) -> tuple[tuple[Rectangle, ...], Rectangle]:
    """Place the lines for agreements, three or more, and that for the follow-up."""
    m = measures or MEASURES[size]
    height, width = MILLIMETRES[size, "a3"]
    y = height - m.margin - m.foot / 2 + m.lower / 3 - m.write
    quarter = (width - 2 * m.margin - m.gutter - 2 * m.gap) / 4
    starts = [m.margin, m.margin + quarter + m.gap, m.margin + 2 * quarter + m.gap + m.gutter]
    across = quarter
    if agreements > len(starts):
        across = (3 * quarter + m.gutter - m.gap * (agreements - 2)) / agreements
        starts = [m.margin + number * (across + m.gap) for number in range(agreements)]
    lines = tuple(Rectangle(start, y, across, m.write).rounded() for start in starts)
    return lines, Rectangle(width - m.margin - quarter, y, quarter, m.write).rounded()


def halves(
    size: str, rectangles: Mapping[str, Rectangle], measures: Measures | None = None
) -> tuple[Half, Half]:
    """Say what stands on each half and where it lies.

    A half has its own boxes in full. Of the others it shows the frames, as far as the overlap reaches: they
    help to lay the halves on each other, and nobody hears a box twice. Only one across the middle is on both.
    """
    m = measures or MEASURES[size]
    height, width = MILLIMETRES[size, "a3"]
    page_width, page_height = MILLIMETRES[size, "a4"]
    seam, strip = width / 2 - m.overlap / 2, width / 2 + m.overlap / 2
    across = (page_width - 2 * m.unprintable) / (strip - m.margin)
    scale = int(1000 * min(across, (page_height - 2 * m.unprintable) / (height - m.margin))) / 1000
    top = round((page_height - height * scale) / 2, 3)
    edge = page_width - m.unprintable
    on_left = tuple(box for box, place in rectangles.items() if place.x < width / 2)
    on_right = tuple(box for box, place in rectangles.items() if place.right > width / 2)
    cut = m.unprintable + 5

    def half(name: Literal["left", "right"], corner: float, window: Rectangle, line: float) -> Half:
        boxes = on_left if name == "left" else on_right
        return Half(
            name=name,
            scale=scale,
            sheet=(round(corner, 3), top),
            window=window,
            seam=Rectangle(line, cut, 0, page_height - 2 * cut),
            edge=m.unprintable,
            boxes=boxes,
            again=() if name == "left" else tuple(box for box in on_right if box in on_left),
            frames=tuple(box for box in rectangles if box not in boxes),
        )

    return (
        half(
            "left",
            edge - strip * scale,
            Rectangle(0, 0, edge, page_height),
            round(edge - m.overlap * scale, 3),
        ),
        half(
            "right",
            -seam * scale,
            Rectangle(m.unprintable, 0, page_width - m.unprintable, page_height),
            m.unprintable,
        ),
    )
