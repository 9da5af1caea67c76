"""The largest type size at which a sheet holds its content, and by how much it fails at the smallest.

Only the documented places of elements on a page are read. The sentinel at the end of a box is the proof that
all of it is there: the box's own height may have been cut, and a sentinel that is missing fell off the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf, log
from typing import Protocol, TypeVar

from .jobs import MEASURED, Finding, Fit

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

PATIENCE = 2
"""So many sizes are tried where the text seems to lead, before what is left is halved."""

LINE = 1.3
"""Height of a line of running text, as a multiple of the type size."""

SPILL = 0.27
"""A last page that is filled to here at most, with its upper margin, is worth a smaller type."""

MUCH_WHITE = 20 * MM
"""So much at the end of a sheet is shared out among what may grow; to lay it out again takes its time."""

SHEET = ""
"""The box that stands for the whole sheet."""


Place = tuple[float, float, float, float]
"""Left, top, right, bottom, in CSS pixels."""


class LaidOutPage(Protocol):
    """A laid out page: its size, and where its elements with an id are (left, top, right, bottom)."""

    @property
    def width(self) -> float:
        """Its width with margins."""

    @property
    def height(self) -> float:
        """Its height with margins."""

    @property
    def anchors(self) -> Mapping[str, Place]:
        """The places by id."""


class LaidOut(Protocol):
    """A laid out document."""

    @property
    def pages(self) -> Sequence[LaidOutPage]:
        """Its pages in order."""


Laid = TypeVar("Laid", bound=LaidOut)


@dataclass(frozen=True, slots=True)
class Excess:
    """What does not fit: pixels too high and too wide, per box."""

    high: Mapping[str, float]
    wide: Mapping[str, float]

    def __bool__(self) -> bool:
        """Tell whether anything is too much."""
        return bool(self.high or self.wide)


def excess(document: LaidOut, pages: int | None, marks: Mapping[str, str]) -> Excess:
    """Find the boxes that hold too much; `marks` names the box of each thing that is measured."""
    high = {box: over for page in document.pages for box, over in _too_high(page)}
    there = {name for page in document.pages for name in page.anchors}
    high |= {box: inf for name, box in marks.items() if name == f"fit-{box}" and name not in there}
    if pages is not None and len(document.pages) > pages:
        high[SHEET] = inf
    wide: dict[str, float] = {}
    for page in document.pages:
        for box, over in _too_wide(page, marks):
            wide[box] = max(over, wide.get(box, 0))
    return Excess(high, wide)


def largest(
    lay: Callable[[float], Laid], fit: Fit, marks: Mapping[str, str], first: Laid | None = None
) -> tuple[Laid, float, Excess]:
    """Lay out at the wanted size or, when that is too much, at the largest that is not; say the size too.

    When even the smallest is too much, give that layout and what is too much. How full a sheet is at one size
    leads to the next that is tried; when that was the wrong way, the search halves what is left. A sheet that
    may run on has a page less where a smaller size brings its last few lines back. `first` is the layout at
    the wanted size, if there is one.
    """
    document = first or lay(fit.wanted)
    if fit.pages is None and _spills(document):
        fewer, size, too_long = largest(lay, replace(fit, pages=len(document.pages) - 1), marks, document)
        return (document, fit.wanted, excess(document, None, marks)) if too_long else (fewer, size, too_long)
    too_much = excess(document, fit.pages, marks)
    bad = round((fit.wanted - fit.smallest) / STEP)
    if not too_much or bad <= 0:
        return document, fit.wanted, too_much
    good, fitting = -1, document
    seen = {bad: (fit.wanted, fullness(document, fit.pages))}
    while bad - good > 1:
        step = _next_step(fit, good, bad, seen)
        size = fit.smallest + step * STEP
        document = lay(size)
        seen[step] = size, fullness(document, fit.pages)
        excessive = excess(document, fit.pages, marks)
        if excessive:
            bad, too_much = step, excessive
        else:
            good, fitting = step, document
    if good < 0:
        return document, fit.smallest, too_much
    return fitting, seen[good][0], Excess({}, {})


def _spills(document: LaidOut) -> bool:
    """Tell whether the last page holds a few lines only."""
    last = document.pages[-1]
    end = last.anchors.get("end-")
    return len(document.pages) > 1 and end is not None and end[1] < SPILL * last.height


def fullness(document: LaidOut, pages: int | None) -> float:
    """Tell how much of the room of the fullest box is needed: 1 is full, 0 is unknown."""
    parts = [_part(page, box) for page in document.pages for box in _boxes(page)]
    last = document.pages[-1]
    if pages is not None and "end-" in last.anchors:
        parts.append((len(document.pages) - 1 + last.anchors["end-"][1] / last.height) / pages)
    return max(parts, default=0)


def white(document: LaidOut) -> float:
    """Give the pixels that a sheet of one page leaves empty, where they are worth to be used."""
    page = document.pages[0]
    end, foot = (page.anchors.get(name) for name in ("end-", "foot-"))
    left = foot[1] - end[1] - FOOT if foot and end and len(document.pages) == 1 else 0.0
    return left if left >= MUCH_WHITE else 0.0


def levels(document: LaidOut, names: Mapping[str, str]) -> str:
    """Give the style in which what is on the same level is as high on every page as where it is highest.

    `names` tells the level of each thing by its id; the style is empty where all are equally high already.
    """
    seen: dict[str, list[float]] = {}
    for page in document.pages:
        for name, place in page.anchors.items():
            if name in names:
                seen.setdefault(names[name], []).append(_height(place))
    uneven = {level: max(found) for level, found in seen.items() if max(found) - min(found) > GRAIN}
    return "".join(
        f'[data-level="{level}"] {{ height: {height:.3f}px !important }}' for level, height in uneven.items()
    )


def measures(document: LaidOut, size: float) -> Iterator[Finding]:
    """Tell of each box how many lines of running text at a type size its content takes and its room holds."""
    line = size * LINE * 96 / 72
    for page in document.pages:
        for box in _boxes(page):
            part, room = _part(page, box), _room(page, box)
            if part and room > 0:
                facts = {"used": round(part * room / line, 1), "room": round(room / line, 1)}
                yield Finding(MEASURED, box, {**facts, "size": round(size, 1)})


def _next_step(fit: Fit, good: int, bad: int, seen: Mapping[int, tuple[float, float]]) -> int:
    """Choose the step to try between one that fits and one that does not; good may be -1, not tried yet."""
    half = (good + bad) // 2
    size, full = seen[bad]
    if len(seen) > PATIENCE or full <= 0:
        return max(0, half)
    other = next((seen[step] for step in sorted(seen, key=lambda each: abs(each - bad)) if step != bad), None)
    power = 2.0  # The area of a text grows as its type size squared.
    if other and other[1] > 0 and other[1] != full:
        power = min(8.0, max(1.0, log(full / other[1]) / log(size / other[0])))
    step = int((size * full ** (-1 / power) - fit.smallest) / STEP + GRAIN)
    return min(bad - 1, max(good + 1, step))


def _boxes(page: LaidOutPage) -> list[str]:
    names = (name.removeprefix("fit-") for name in page.anchors if name.startswith("fit-"))
    return [name for name in names if f"box-{name}" in page.anchors]


def _place(page: LaidOutPage, part: str, box: str) -> Place | None:
    """Give where a part of a box is, seen with its text upright."""
    name = f"{part}-{box}"
    return _upright(page, name, box) if name in page.anchors else None


def _part(page: LaidOutPage, box: str) -> float:
    """Tell how much of the room of a box its content needs; when its end fell off the page, nobody knows."""
    end, fit, room = _place(page, "end", box), _place(page, "fit", box), _room(page, box)
    return (end[1] - fit[1]) / room if end and fit and room > 0 else 0


def _room(page: LaidOutPage, box: str) -> float:
    whole, fit = _place(page, "box", box), _place(page, "fit", box)
    return whole[3] - FOOT - fit[1] if whole and fit else 0


def findings(too_much: Excess, document: LaidOut, tall: LaidOut, fit: Fit) -> tuple[Finding, ...]:
    """Say in millimetres and lines what is too much; `tall` is the same on endless sheets."""
    seen = _all_anchors(tall)
    found = []
    for box in too_much.high:
        over = _box_surplus(box, document, tall) if box else _flow_surplus(document, tall, fit.pages or 1)
        line = _height(seen.get(f"line-{box}")) or fit.smallest * LINE * 96 / 72
        over = over if over > GRAIN else line
        facts = {"mm": _millimetres(over), "lines": ceil(over / line - 0.01)}
        found.append(Finding("does-not-fit", box, facts))
    for box, over in too_much.wide.items():
        found.append(Finding("too-wide", box, {"mm": _millimetres(over)}))
    return tuple(found)


def _too_high(page: LaidOutPage) -> list[tuple[str, float]]:
    found = []
    for name in page.anchors:
        box = name.removeprefix("fit-")
        if name == box or f"box-{box}" not in page.anchors:
            continue
        end, whole = _place(page, "end", box), _place(page, "box", box)
        over = end[1] - (whole[3] - FOOT) if end and whole else inf
        if over > GRAIN:
            found.append((box, over))
    return found


def _too_wide(page: LaidOutPage, marks: Mapping[str, str]) -> list[tuple[str, float]]:
    found = []
    for name, box in marks.items():
        if name in page.anchors:
            room = _place(page, "fit", box) if box else None
            right = room[2] if room else page.width - EDGE
            over = _upright(page, name, box)[2] - right
            if over > GRAIN:
                found.append((box, over))
    return found


def _box_surplus(box: str, document: LaidOut, tall: LaidOut) -> float:
    real, free = _all_anchors(document), _all_anchors(tall)
    start = free[f"fit-{box}"][1]
    head = start - free[f"box-{box}"][1]
    room = _height(real.get(f"box-{box}")) - FOOT - head
    end = free[f"end-{box}"][1] if f"end-{box}" in free else tall.pages[0].height
    return end - start - room


def _flow_surplus(document: LaidOut, tall: LaidOut, pages: int) -> float:
    """Measure a text that runs over its pages, between the top and the foot that fixed marks show."""
    ends = [number for number, page in enumerate(tall.pages) if "end-" in page.anchors]
    last = ends[0] if ends else len(tall.pages) - 1
    page = tall.pages[last]
    top, foot = page.anchors["top-"][1], page.anchors["foot-"][1]
    end = page.anchors["end-"][1] if ends else foot
    room = document.pages[0].height - (page.height - (foot - top))
    return last * (foot - top) + end - top - pages * room


def _all_anchors(document: LaidOut) -> dict[str, Place]:
    return {
        name: _upright(page, name, name.partition("-")[2])
        for page in reversed(document.pages)
        for name in page.anchors
    }


def _upright(page: LaidOutPage, name: str, box: str) -> Place:
    """Give where something in a box is: one that stands on its head has its top below its foot."""
    place = page.anchors[name]
    whole = page.anchors.get(f"box-{box}")
    if not whole or whole[1] <= whole[3]:
        return place
    return -place[0], -place[1], -place[2], -place[3]


def _height(place: Place | None) -> float:
    return place[3] - place[1] if place else 0


def _millimetres(pixels: float) -> float:
    return ceil(pixels / MM * 10 - 0.001) / 10
