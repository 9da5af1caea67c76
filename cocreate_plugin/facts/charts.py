"""What a filled-in box of an A3 draws: its table as points, bars, bones, rings or notes.

A surface of the template (`kinds.SURFACES`) says what a table means; one that cannot be read so stays a
table, and `unread` says which of its cells are the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import prose
from ..phrases import in_every_language
from .box_tables import NUMBER, Table, number

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_RINGS, MOST_NAMES, LONGEST_NAME = 3, 16, 40
"""Rings of a map, names on one of them, and letters of a name, for which there is room on paper."""

GRADES = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Series:
    """What is measured again and again; None where there is no number."""

    name: str
    values: tuple[float | None, ...]
    cells: tuple[str, ...]
    """What is written of each, with its unit."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """Values over time, with what they were before and what they are to be."""

    points: tuple[str, ...]
    series: tuple[Series, ...]
    target: Series | None = None
    before: Series | None = None

    @property
    def rows(self) -> tuple[Series, ...]:
        """Give all that is drawn, in the order of the table below."""
        return tuple(each for each in (*self.series, self.target, self.before) if each)


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a row that is drawn, as shares of its width from 0 to 1."""

    start: float
    end: float
    target: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class BarTable:
    """A table with a bar behind each row; `first` and `last` are the days at its ends, where it is a plan."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[Bar | None, ...]
    first: dt.date | None = None
    last: dt.date | None = None
    now: float | None = None
    """Where the day of the sheet lies."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A kind of causes, and the causes with the number of the first of them."""

    name: str
    causes: tuple[str, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Fishbone:
    """Causes by kind."""

    bones: tuple[Bone, ...]


@dataclass(frozen=True, slots=True)
class Whys:
    """What happens, and the answers to why, each with its question."""

    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands on sticky notes."""

    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rings:
    """Who or what is in the middle, near, further away."""

    rings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gave each grade to each statement."""

    statements: tuple[str, ...]
    grades: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    """What is written of each."""

    @property
    def means(self) -> tuple[float | None, ...]:
        """Give the mean grade of each statement; None where nobody answered."""
        weighed = (
            sum(number * (at + 1) for at, number in enumerate(row)) / sum(row) if sum(row) else None
            for row in self.counts
        )
        return tuple(weighed)

    @property
    def most(self) -> int:
        """Give the largest count."""
        return max((number for row in self.counts for number in row), default=0)


Chart = RunChart | BarTable | Fishbone | Whys | Notes | Rings | Counts


def chart_of(surface: str, table: Table, day: dt.date | None = None) -> Chart | None:
    """Read a table as its surface says; None when there is nothing to draw. `day` is that of the sheet."""
    reader = _READERS.get(surface)
    return reader(table, day) if reader else None


def unread(surface: str, table: Table) -> Iterator[tuple[int, int]]:
    """Give row and column of each cell that should be a number and is none; an empty one may be."""
    columns = {
        "axes": range(1, len(table.head)),
        "scale": _grades(table),
        "pulse": _grades(table),
    }.get(surface, ())
    for at, row in enumerate(table.rows):
        yield from ((at, column) for column in columns if row[column].strip() and number(row[column]) is None)


def cited_causes(table: Table) -> Iterator[tuple[int, int, int]]:
    """Give row, column and number of each cause that a table of countermeasures cites."""
    column = _named(table.head, "word.cause")
    if column is not None:
        for at, row in enumerate(table.rows):
            yield from ((at, column, int(cause)) for cause in re.findall(r"\d+", prose.plain(row[column])))


def causes_of(chart: Chart | None) -> int:
    """Count the causes of a drawing, which carry the numbers from 1."""
    return sum(len(bone.causes) for bone in chart.bones) if isinstance(chart, Fishbone) else 0


def _named(head: Sequence[str], key: str) -> int | None:
    """Find the column whose heading is a word of the catalogues, in any language."""
    words = in_every_language(key)
    return next((at for at, cell in enumerate(head) if prose.plain(cell).strip().casefold() in words), None)


def _run_chart(table: Table, _: dt.date | None) -> RunChart | None:
    target, before = (_named(table.head, key) for key in ("word.target", "word.before"))

    def series(column: int) -> Series:
        cells = tuple(row[column] for row in table.rows)
        return Series(prose.plain(table.head[column]), tuple(map(number, cells)), cells)

    found = {at: series(at) for at in range(1, len(table.head))}
    known = {at: each for at, each in found.items() if any(value is not None for value in each.values)}
    measured = tuple(each for at, each in known.items() if at not in (target, before))
    if not measured:
        return None
    points = tuple(prose.plain(row[0]) for row in table.rows)
    return RunChart(points, measured, known.get(target or 0), known.get(before or 0))


_MEASURED = ("word.before", "word.target", "word.now")


def _measures(table: Table) -> Mapping[str, int | None]:
    """Give the columns of before, target and now: by their headings, else by their place."""
    named = {key: _named(table.head, key) for key in _MEASURED}
    if named["word.target"] is None and named["word.now"] is None and len(table.head) >= 3:
        return {"word.before": None, "word.target": 1, "word.now": 2}
    return named


def _gaps(table: Table, _: dt.date | None) -> BarTable | None:
    columns = _measures(table)
    bars = tuple(
        _gap(*(row[at] if at is not None else "" for at in map(columns.get, _MEASURED))) for row in table.rows
    )
    return BarTable(table.head, table.rows, bars) if any(bars) else None


def _gap(before: str, target: str, now: str) -> Bar | None:
    """Draw where a measure is, where it was and where it should be, if all of it is in one unit."""
    known = [(value, _unit(cell)) for cell in (before, target, now) if (value := number(cell)) is not None]
    reached = number(now)
    if reached is None or number(target) is None or min(known)[0] < 0 or len({unit for _, unit in known}) > 1:
        return None
    scale = max(known)[0] * 1.06 or 1.0
    was, goal = (None if (value := number(cell)) is None else value / scale for cell in (before, target))
    return Bar(0.0, reached / scale, goal, was)


def _unit(cell: str) -> str:
    """Give what stands behind a number, without what stands in brackets."""
    plain = prose.plain(cell).strip()
    match = NUMBER.match(plain)
    return re.sub(r"\([^()]*\)", "", plain[match.end() :] if match else plain).strip(" .").casefold()


def _plan(table: Table, day: dt.date | None) -> BarTable | None:
    spans = [_span(row) for row in table.rows]
    known = [span for span in spans if span]
    if not known:
        return None
    first, last = min(start for start, _ in known), max(end for _, end in known)
    whole = (last - first).days + 1
    bars = tuple(
        Bar((span[0] - first).days / whole, ((span[1] - first).days + 1) / whole) if span else None
        for span in spans
    )
    now = (day - first).days / whole if day and first <= day <= last else None
    return BarTable(table.head, table.rows, bars, first, last, now)


def _span(row: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """Find the first and the last day that a row names, as `2026-03-02`; a single one is both."""
    days = []
    for cell in row:
        for word in DAY.findall(cell):
            try:
                days.append(dt.date.fromisoformat(word))
            except ValueError:  # the 31st of a short month
                return None
    return (min(days), max(days)) if days else None


def _fishbone(table: Table, _: dt.date | None) -> Fishbone | None:
    bones: dict[str, list[str]] = {}
    if any(cell.strip() for row in table.rows for cell in _beside(table, row)):
        return None
    for row in table.rows:
        if row[0].strip() or bones:
            name = row[0].strip() or list(bones)[-1]
            bones.setdefault(name, []).extend(cell.strip() for cell in row[1:] if cell.strip())
    made, first = [], 1
    for name, causes in bones.items():
        made.append(Bone(name, tuple(causes), first))
        first += len(causes)
    return Fishbone(tuple(made)) if first > 1 else None


def _beside(table: Table, row: Sequence[str]) -> Iterator[str]:
    """Give the cells that stand in no column of causes: a drawing has no place for them."""
    words = (*in_every_language("word.cause"), "")
    heads = [prose.plain(cell).strip().casefold() for cell in table.head]
    return (cell for cell, head in zip(row[2:], heads[2:], strict=False) if head not in words)


def _whys(table: Table, _: dt.date | None) -> Whys | None:
    steps = tuple((row[0], row[1]) for row in table.rows if len(row) > 1 and any(map(str.strip, row)))
    return Whys(steps) if steps and not any(cell.strip() for row in table.rows for cell in row[2:]) else None


def _notes(table: Table, _: dt.date | None) -> Notes | None:
    notes = tuple(cell for row in (table.head, *table.rows) for cell in row if cell.strip())
    return Notes(notes) if notes else None


def _rings(table: Table, _: dt.date | None) -> Rings | None:
    rings = tuple(
        (
            row[0],
            tuple(
                word
                for cell in row[1:]
                for word in re.split(r"\s*[,;]\s*", prose.plain(cell))
                if word.strip()
            ),
        )
        for row in table.rows
    )
    named = [name for _, names in rings for name in names]
    fits = (
        all(len(names) <= MOST_NAMES for _, names in rings)
        and max(map(len, named), default=0) <= LONGEST_NAME
    )
    return Rings(rings) if named and len(rings) <= MOST_RINGS and fits else None


def _grades(table: Table) -> range:
    """Find the columns of the grades, which number 1 to 5."""
    heads = tuple(prose.plain(cell).strip() for cell in table.head)
    start = next((at for at in range(len(heads)) if heads[at : at + len(GRADES)] == GRADES), None)
    return range(0) if start is None else range(start, start + len(GRADES))


def _counts(table: Table, _: dt.date | None) -> Counts | None:
    columns = _grades(table)
    if columns != range(1, len(table.head)):
        return None
    counts = tuple(tuple(int(max(0.0, number(row[at]) or 0)) for at in columns) for row in table.rows)
    cells = tuple(tuple(row[at] for at in columns) for row in table.rows)
    found = Counts(tuple(row[0] for row in table.rows), GRADES, counts, cells)
    return found if found.most else None


_READERS = {
    "axes": _run_chart,
    "target-actual": _gaps,
    "plan": _plan,
    "fishbone": _fishbone,
    "five-whys": _whys,
    "sticky": _notes,
    "map": _rings,
    "scale": _counts,
    "pulse": _counts,
}
