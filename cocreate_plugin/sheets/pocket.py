"""A checklist to carry: one side of one sheet, folded to a booklet of eight pages.

The sheet is folded into eight, cut along its middle between the four inner panels, folded lengthwise and
pushed together. Panels of the upper row stand on their heads. The sides of a leaf are panels that meet at the
long fold or beside the cut, so the pages lie like this, the front page being the second of the lower row:

    7 6 5 4   (turned)
    8 1 2 3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..facts.checklists import ChecklistItem, ChecklistView, checklists
from ..handbook import Handbook
from ..kinds import Text
from ..phrases import phrases
from .checklist import FIELDS, HeadOfList, head_of
from .sheet import MILLIMETRES, Paper, Sheet, sheet_of
from .text_metrics import POINT, lines
from .texts import titles

PANELS = 8
ORDER = ((7, 6, 5, 4), (8, 1, 2, 3))
"""Page numbers of both rows, from the left."""

INNER = range(2, PANELS)
"""Pages that hold items."""

MARGIN = 6.5
"""Millimetres of a panel that stay white: no printer reaches the edge, no fold is exact."""

HEADING, BELOW_ITEM, TICK = 6.5, 2.4, 8.5
"""Millimetres of a heading, of the white below an item, and of the width that its box and number take."""

WANTED, SMALLEST = {"a4": 11.0, "a3": 15.0}, {"a4": 9.0, "a3": 10.0}
"""Type sizes in points, by paper."""

LEADING = 1.3
FULL = 0.9
"""How full a panel is by reckoning, at most: the worker measures for certain."""

LINE = 9.0
"""Distance of ruled lines in millimetres."""


@dataclass(frozen=True, slots=True)
class ItemInPocket:
    """An item with its number, and the heading that stands above it."""

    number: int
    text: Text
    who: tuple[str, ...]
    heading: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A page of the booklet where it lies on the sheet; measures are millimetres."""

    number: int
    kind: Literal["cover", "items", "ruled", "back"]
    x: float
    y: float
    turned: bool
    items: tuple[ItemInPocket, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket(HeadOfList):
    """What the sheet is filled with; measures are millimetres."""

    panels: tuple[Panel, ...]
    """In the order of the pages."""
    width: float
    height: float
    """Of a panel."""
    lines: int
    """On a page for notes."""
    margin: float = MARGIN
    line: float = LINE


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the fold of every list that has room on it."""
    made = (pocket(handbook, view) for view in checklists(handbook))
    return tuple(sheet for sheet in made if sheet is not None)


def pocket(handbook: Handbook, view: ChecklistView) -> Sheet | None:
    """Give a list as a booklet, on the smaller paper if it holds it; None: the larger one does not either."""
    items = tuple(_items(handbook, view))
    size = handbook.identity.paper
    papers: tuple[Paper, ...] = ("a4", "a3")
    for number, paper in enumerate(papers):
        divided = _divided(items, _panel(size, paper), paper)
        if divided.pages:
            made = _on(handbook, view, paper, divided)
            rest = papers[number + 1 :]
            larger = [_on(handbook, view, one, _divided(items, _panel(size, one), one)) for one in rest]
            return replace(made, larger=tuple(larger))
    return None


def _items(handbook: Handbook, view: ChecklistView) -> Iterator[ItemInPocket]:
    number = 0
    for part in view.parts:
        heading = Text(part.title, view.document.first_line) if part.title else None
        for item in part.items:
            number += 1
            yield ItemInPocket(number, Text(item.text, item.place), _who(handbook, item), heading)
            heading = None


def _who(handbook: Handbook, item: ChecklistItem) -> tuple[str, ...]:
    if item.amount:
        return (f"{phrases(handbook.language).t('label.how-many')}: {item.amount}",)
    return titles(handbook, item.who)


def _panel(size: str, paper: Paper) -> tuple[float, float]:
    """Give width and height of a panel; the sheet lies on its long side."""
    one, other = MILLIMETRES[size, paper]
    return max(one, other) / 4, min(one, other) / 2


@dataclass(frozen=True, slots=True)
class Divided:
    """Items page by page, at a type size in points; without pages they have no room."""

    pages: tuple[tuple[ItemInPocket, ...], ...] = ()
    size: float = 0.0


def _divided(items: Sequence[ItemInPocket], panel: tuple[float, float], paper: Paper) -> Divided:
    """Share items among as few pages as hold them at the largest size that does; none: too much."""
    width, room = panel[0] - 2 * MARGIN, (panel[1] - 2 * MARGIN) * FULL
    for size in (WANTED[paper], (WANTED[paper] + SMALLEST[paper]) / 2, SMALLEST[paper]):
        heights = [_height(item, width, size) for item in items]
        shared = balanced(heights, room)
        if max(heights, default=0.0) <= room and 0 < len(shared) <= len(INNER):
            return Divided(tuple(tuple(items[a:b]) for a, b in shared), size)
    return Divided()


def _height(item: ItemInPocket, width: float, size: float) -> float:
    count = lines(item.text.markdown, width - TICK, size) + bool(item.who)
    heading = HEADING * lines(item.heading.markdown, width, size * 1.1) if item.heading else 0.0
    return count * size * LEADING * POINT + BELOW_ITEM + heading


def balanced(heights: Sequence[float], room: float) -> tuple[tuple[int, int], ...]:
    """Divide heights, in their order, among as few pages as hold them, the fullest as empty as can be.

    Gives the start and end of each page; a height that is more than the room has a page of its own.
    """
    fewest = _filled(heights, room)
    least, most = 0.0, room
    for _ in range(20):  # to a ten thousandth of a millimetre
        middle = (least + most) / 2
        least, most = (least, middle) if len(_filled(heights, middle)) <= len(fewest) else (middle, most)
    return _filled(heights, most)


def _filled(heights: Sequence[float], room: float) -> tuple[tuple[int, int], ...]:
    """Fill pages of a height one after the other."""
    starts, used = [0] if heights else [], 0.0
    for number, height in enumerate(heights):
        if used and used + height > room:
            starts.append(number)
            used = 0.0
        used += height
    return tuple(zip(starts, [*starts[1:], len(heights)], strict=False))


def _on(handbook: Handbook, view: ChecklistView, paper: Paper, divided: Divided) -> Sheet:
    document = view.document
    width, height = _panel(handbook.identity.paper, paper)
    data = Pocket(
        **head_of(handbook, view),
        panels=tuple(_panels(divided.pages, width, height, phrases(handbook.language).runs_left)),
        width=width,
        height=height,
        lines=int((height - 2 * MARGIN - 10) // LINE),
    )
    made = sheet_of(
        handbook,
        document,
        data,
        path=view.path.replace(".pdf", "-pocket.pdf"),
        kind="pocket",
        title=view.title,
        uri=handbook.addresses.checklist(view.id),
        place=FIELDS[view.kind],
        paper=paper,
        landscape=True,
        pages=1,
        wanted=divided.size,  # the one that the reckoning chose: others cost a layout each
        smallest=SMALLEST[paper],
    )
    names = {f"page-{number}": view.title for number in range(1, PANELS + 1)}
    return replace(made, subject=view.subject, names={**made.names, **names}, is_again=True)


def _panels(
    pages: tuple[tuple[ItemInPocket, ...], ...], width: float, height: float, runs_left: bool
) -> Iterator[Panel]:
    """Place the pages; where text runs from right to left, the spine is at the right of the front page."""
    order = [numbers[::-1] if runs_left else numbers for numbers in ORDER]
    for number in range(1, PANELS + 1):
        row = next(row for row, numbers in enumerate(order) if number in numbers)
        at = number - INNER.start
        inside = number in INNER
        items = pages[at] if inside and at < len(pages) else ()
        yield Panel(
            number=number,
            kind="items" if items else "ruled" if inside else "cover" if number == 1 else "back",
            x=round(order[row].index(number) * width, 2),
            y=round(row * height, 2),
            turned=row == 0,
            items=items,
        )
