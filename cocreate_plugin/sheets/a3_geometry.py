"""Every millimetre of an A3: title block, boxes, foot, imprint, and its halves on two smaller pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from .a3_measures import MEASURES, Measures, Rectangle
from .sheet import MILLIMETRES
from .text_metrics import lines as lines_of

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


CAPTION_TYPE = 8.0
"""Type size of captions in points; on two A4 they are a little smaller."""


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
    cuts: tuple[Rectangle, ...] = ()
    """Lines along which its boxes are cut out, without a height or without a width."""
    sources: Mapping[str, Rectangle] = field(default_factory=dict)
    """Below each box that is cut out: where it says where it is from."""
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
    cut_out: tuple[str, ...] = ()
    """What stands below each box that is cut out, each from a line of its own."""
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
    if wanted.has_coach:
        boxes = beside_the_coach(boxes, width, m)
    cards = boxes if wanted.cut_out else {}
    sources = {box: source_of(card, wanted.cut_out, m) for box, card in cards.items()}
    boxes = {
        box: replace(place, height=round(place.height - sources[box].height, 2)) if cards else place
        for box, place in boxes.items()
    }
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
        boxes=boxes,
        cuts=cuts(cards.values(), m),
        sources=sources,
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


def source_of(card: Rectangle, texts: Iterable[str], m: Measures) -> Rectangle:
    """Give the foot of a card, with room for some texts below each other."""
    tall = 1.0 + m.source * sum(lines_of(text, card.width, CAPTION_TYPE) for text in texts)
    return Rectangle(card.x, card.bottom - tall, card.width, tall).rounded()


def cuts(cards: Iterable[Rectangle], m: Measures) -> tuple[Rectangle, ...]:
    """Give the lines round cards, in the middle between two of them; each is there once."""
    lines: dict[Rectangle, None] = {}
    for card in cards:
        left, right = card.x - m.gutter / 2, card.right + m.gutter / 2
        top, bottom = card.y - m.gap / 2, card.bottom + m.gap / 2
        for y in (top, bottom):
            lines[Rectangle(left, y, right - left, 0).rounded()] = None
        for x in (left, right):
            lines[Rectangle(x, top, 0, bottom - top).rounded()] = None
    return tuple(lines)


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
