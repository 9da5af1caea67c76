"""The largest type size at which a sheet holds its content, and by how much it fails at the smallest.

Only the documented places of elements on a page are read. The sentinel at the end of a box is the proof that
all of it is there: the box's own height may have been cut, and a sentinel that is missing fell off the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Protocol, TypeVar

from .jobs import Finding, Fit

MM = 96 / 25.4
"""A millimetre in CSS pixels."""

STEP = 0.1
"""The type size is searched in steps of a tenth of a point."""

FOOT = 1.15 * MM
"""The border of a box and the least white above it."""

EDGE = 4 * MM
"""What printers leave white at the edge of the paper."""

GRAIN = 0.01 * MM
"""What rounding may add."""

SHEET = ""
"""The box that stands for the whole sheet."""


class Page(Protocol):
    """A laid out page: its size, and where its elements with an id are (left, top, right, bottom)."""

    @property
    def width(self) -> float:
        """Its width with margins."""

    @property
    def height(self) -> float:
        """Its height with margins."""

    @property
    def anchors(self) -> Mapping[str, tuple[float, float, float, float]]:
        """The places by id."""


class Document(Protocol):
    """A laid out document."""

    @property
    def pages(self) -> Sequence[Page]:
        """Its pages in order."""


Laid = TypeVar("Laid", bound=Document)


@dataclass(frozen=True, slots=True)
class Excess:
    """What does not fit: pixels too high and too wide, per box."""

    high: Mapping[str, float]
    wide: Mapping[str, float]

    def __bool__(self) -> bool:
        """Tell whether anything is too much."""
        return bool(self.high or self.wide)


def excess(document: Document, pages: int | None, marks: Mapping[str, str]) -> Excess:
    """Find the boxes that hold too much; `marks` names the box of each thing that can be too wide."""
    high = {box: over for page in document.pages for box, over in _too_high(page)}
    if pages is not None and len(document.pages) > pages:
        high[SHEET] = inf
    wide: dict[str, float] = {}
    for page in document.pages:
        for box, over in _too_wide(page, marks):
            wide[box] = max(over, wide.get(box, 0))
    return Excess(high, wide)


def largest(lay: Callable[[float], Laid], fit: Fit, marks: Mapping[str, str]) -> tuple[Laid, Excess]:
    """Lay out at the wanted size or, when that is too much, at the largest that is not.

    When even the smallest is too much, give that layout and what is too much.
    """
    document = lay(fit.wanted)
    too_much = excess(document, fit.pages, marks)
    steps = round((fit.wanted - fit.smallest) / STEP)
    if not too_much or steps <= 0:
        return document, too_much
    document = lay(fit.smallest)
    too_much = excess(document, fit.pages, marks)
    if too_much:
        return document, too_much
    good, bad = 0, steps
    while bad - good > 1:
        middle = (good + bad) // 2
        tried = lay(fit.smallest + middle * STEP)
        if excess(tried, fit.pages, marks):
            bad = middle
        else:
            good, document = middle, tried
    return document, too_much


def findings(too_much: Excess, document: Document, tall: Document, fit: Fit) -> tuple[Finding, ...]:
    """Say in millimetres and lines what is too much; `tall` is the same on endless sheets."""
    seen = _all_anchors(tall)
    found = []
    for box in too_much.high:
        over = _box_surplus(box, document, tall) if box else _flow_surplus(document, tall, fit.pages or 1)
        line = _height(seen.get(f"line-{box}")) or fit.smallest * 1.3 * 96 / 72
        over = over if over > GRAIN else line
        facts = {"mm": _millimetres(over), "lines": ceil(over / line - 0.01)}
        found.append(Finding("does-not-fit", box, facts))
    for box, over in too_much.wide.items():
        found.append(Finding("too-wide", box, {"mm": _millimetres(over)}))
    return tuple(found)


def _too_high(page: Page) -> list[tuple[str, float]]:
    found = []
    for name in page.anchors:
        box = name.removeprefix("fit-")
        if name == box or f"box-{box}" not in page.anchors:
            continue
        end = page.anchors.get(f"end-{box}")
        over = end[1] - (page.anchors[f"box-{box}"][3] - FOOT) if end else inf
        if over > GRAIN:
            found.append((box, over))
    return found


def _too_wide(page: Page, marks: Mapping[str, str]) -> list[tuple[str, float]]:
    found = []
    for name, box in marks.items():
        if name in page.anchors:
            room = page.anchors.get(f"fit-{box}") if box else None
            right = room[2] if room else page.width - EDGE
            over = page.anchors[name][2] - right
            if over > GRAIN:
                found.append((box, over))
    return found


def _box_surplus(box: str, document: Document, tall: Document) -> float:
    real, free = _all_anchors(document), _all_anchors(tall)
    room = real[f"box-{box}"][3] - FOOT - real[f"fit-{box}"][1]
    start = free[f"fit-{box}"][1]
    end = free[f"end-{box}"][1] if f"end-{box}" in free else tall.pages[0].height
    return end - start - room


def _flow_surplus(document: Document, tall: Document, pages: int) -> float:
    """Measure a text that runs over its pages, between the top and the foot that fixed marks show."""
    ends = [number for number, page in enumerate(tall.pages) if "end-" in page.anchors]
    last = ends[0] if ends else len(tall.pages) - 1
    page = tall.pages[last]
    top, foot = page.anchors["top-"][1], page.anchors["foot-"][1]
    end = page.anchors["end-"][1] if ends else foot
    room = document.pages[0].height - (page.height - (foot - top))
    return last * (foot - top) + end - top - pages * room


def _all_anchors(document: Document) -> dict[str, tuple[float, float, float, float]]:
    return {name: place for page in reversed(document.pages) for name, place in page.anchors.items()}


def _height(place: tuple[float, float, float, float] | None) -> float:
    return place[3] - place[1] if place else 0


def _millimetres(pixels: float) -> float:
    return ceil(pixels / MM * 10 - 0.001) / 10
