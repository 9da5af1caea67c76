"""The board of process quality: three measures of each event, to write on and to draw, on one A3."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from ..facts.practice import Told
from ..facts.quality import MEASURES, is_measured, pooled
from ..handbook import Handbook
from ..kinds import Practice, label
from ..phrases import Phrases, phrases
from .sheet import Sheet, sheet_of
from .svg import FIRM, PALE, THIN, drawing, line, path, text

WANTED, SMALLEST = 12.0, 10.0
"""Type sizes of the sheet in points."""

EVENTS = 12
"""Columns: the last events that were held, then empty ones to write on."""

AXIS, COLUMN, HEIGHT = 12.0, 25.0, 46.0
"""Millimetres of a chart: its numbers, a column, and its whole height."""

TOP, BOTTOM = 3.0, 43.0
"""Millimetres from the top of a chart to its highest and to its lowest line."""

WEEKS = 4
"""Lines of the chart of days: weeks, or as many of them as the longest reply asks for."""

_SHARES: dict[str, Callable[[Told], tuple[int, int]]] = {
    "kept_on_the_day": lambda event: event.on_the_day,
    "perspectives_there": lambda event: event.perspectives,
}


@dataclass(frozen=True, slots=True)
class BoardMeasure:
    """A row of the board: a measure with its chart, and what each event has of it."""

    name: str
    how: str
    chart: str
    """A drawing, as HTML."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What the sheet is filled with."""

    purpose: str
    days: tuple[str, ...]
    """The day of each event; empty where one writes it."""
    measures: tuple[BoardMeasure, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the board, when there is something to measure."""
    if not is_measured(handbook):
        return ()
    words, events = phrases(handbook.language), pooled(handbook).events[-EVENTS:]
    empty = ("",) * (EVENTS - len(events))
    days = tuple(words.date(event.case.date) if event.case.date else "" for event in events)
    made = sheet_of(
        handbook,
        None,
        Board(
            purpose=words.t("quality.lead"),
            days=(*days, *empty),
            measures=tuple(_measure(words, name, events, empty) for name in MEASURES),
        ),
        *(event.case for event in events),
        path="print/quality.pdf",
        kind="quality",
        title=words.t("quality.title"),
        page="quality",
        place="practice" if events else "phases",
        paper="a3",
        landscape=True,
        pages=1,
        wanted=WANTED,
        smallest=SMALLEST,
    )
    return (made,)


def _measure(words: Phrases, name: str, events: tuple[Told, ...], empty: tuple[str, ...]) -> BoardMeasure:
    written = tuple(event.measures(words)[name] for event in events)
    title = label(Practice, name, words)
    told = ", ".join(cell for cell in written if cell)
    parts = (
        _days(events)
        if name == "days_to_reply"
        else _shares(words, [_SHARES[name](event) for event in events])
    )
    chart = drawing(
        AXIS + EVENTS * COLUMN,
        HEIGHT,
        words.t("quality.chart", measure=title, told=told or words.t("quality.empty")),
        parts,
        sized=False,
    )
    return BoardMeasure(title, words.t(f"quality.how.{name}"), str(chart), (*written, *empty))


def _shares(words: Phrases, pairs: list[tuple[int, int]]) -> Iterator[str]:
    yield from _frame([f"{percent} %" for percent in range(0, 101, 25)])
    yield from _points([part / whole if whole else None for part, whole in pairs])


def _days(events: tuple[Told, ...]) -> Iterator[str]:
    """Draw the longest time that a reply took at each event."""
    longest = [max(event.days) if event.days else None for event in events]
    step = 7 * max(1, ceil(max((day for day in longest if day), default=0) / (7 * WEEKS)))
    yield from _frame([str(number * step) for number in range(WEEKS + 1)])
    yield from _points([None if day is None else max(0.0, day / (WEEKS * step)) for day in longest])


def _frame(numbers: list[str]) -> Iterator[str]:
    """Draw lines with their numbers, the lowest first, and the columns."""
    for at, number in enumerate(numbers):
        y = _height(at / (len(numbers) - 1))
        yield line(AXIS, y, AXIS + EVENTS * COLUMN, y, FIRM if at == 0 else THIN, 0.3 if at == 0 else 0.15)
        yield text(AXIS - 1.5, y + 1.3, number, 3.7, "end")
    for column in range(EVENTS):
        x = _middle(column)
        yield line(x, TOP, x, BOTTOM, PALE, 0.15, "1 1")


def _points(shares: list[float | None]) -> Iterator[str]:
    """Draw a point for each event that has one, and a line through those that follow each other."""
    at = [(_middle(column), _height(share)) for column, share in enumerate(shares) if share is not None]
    if len(at) > 1:
        yield path("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in at), 0.5)
    for x, y in at:
        yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.4" fill="{FIRM}"/>'


def _middle(column: int) -> float:
    return AXIS + (column + 0.5) * COLUMN


def _height(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)
