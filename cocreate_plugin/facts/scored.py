"""What people scored at events: how many gave 1 to 5, pooled by process, never averaged into one number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from .. import prose
from ..handbook import Handbook
from ..kinds import DialogueModel, Practice
from ..problems import Place
from .practice import filled, model_named, told

GRADES = ("n1", "n2", "n3", "n4", "n5")
"""Columns of how many gave each grade."""

HIGH = 2
"""So many grades from the top are high: 4 and 5."""

SMALLEST_GROUP = 5
"""People; of fewer one could find out who they are."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A row of a case: what a group of people gave on one measure."""

    place: Place
    written: str
    """The model as the case names it; empty: the talk as it was before."""
    model: DialogueModel | None
    measure: str
    group: str
    counts: tuple[int, ...]
    refused: tuple[tuple[str, str], ...] = ()
    """Column and cell of what is no number of people."""

    @property
    def people(self) -> int:
        """Count those who gave a grade."""
        return sum(self.counts)

    @property
    def is_too_small(self) -> bool:
        """Tell whether somebody could be recognised."""
        return 0 < self.people < SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class PooledScores:
    """One measure of one model over all settings."""

    model: DialogueModel | None
    measure: str
    by_setting: tuple[tuple[int, int], ...]
    """Of each setting: how many gave a grade, and how many of them a high one."""

    @property
    def people(self) -> int:
        """Count those who gave a grade in all settings."""
        return sum(people for people, _ in self.by_setting)

    @property
    def shares(self) -> tuple[int, int]:
        """Give the lowest and the highest share of high grades, in per cent."""
        shares = sorted(round(100 * high / people) for people, high in self.by_setting)
        return shares[0], shares[-1]


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many of the processes that have a name were stopped before what was chosen came into use."""

    stopped: int
    settings: int


def scored(handbook: Handbook, case: Practice) -> tuple[Scored, ...]:
    """Give the rows of a case in their order."""
    return tuple(_row(handbook, row.place, *row.cells) for row in filled(case.scored))


def pooled_scores(handbook: Handbook) -> tuple[PooledScores, ...]:
    """Pool what was told of all events: by model in the order of the handbook, the talk as it was last."""
    order = {model.id: number for number, model in enumerate(handbook.of(DialogueModel))}
    rows = [
        ((order[row.model.id] if row.model else len(order), _folded(row.measure)), setting(one.case), row)
        for one in told(handbook)
        for row in scored(handbook, one.case)
        if row.people >= SMALLEST_GROUP and bool(row.model) == bool(row.written)
    ]
    rows.sort(key=lambda row: row[:2])
    return tuple(_pooled(list(together)) for _, together in groupby(rows, key=lambda row: row[0]))


def stopped(handbook: Handbook) -> Stopped:
    """Count the settings, and those of which a case says that they stopped."""
    cases = [one.case for one in told(handbook) if one.case.setting]
    return Stopped(len({setting(case) for case in cases if case.stopped}), len({*map(setting, cases)}))


def setting(case: Practice) -> str:
    """Give the process that a case belongs to; one that names none stands for itself."""
    return _folded(case.setting or "") or f"case {case.id}"


def _pooled(rows: list[tuple[tuple[int, str], str, Scored]]) -> PooledScores:
    first = rows[0][2]
    by_setting = (
        _added(row for *_, row in together) for _, together in groupby(rows, key=lambda row: row[1])
    )
    return PooledScores(first.model, first.measure, tuple(by_setting))


def _added(rows: Iterable[Scored]) -> tuple[int, int]:
    counts = [row.counts for row in rows]
    return sum(map(sum, counts)), sum(sum(each[-HIGH:]) for each in counts)


def _row(handbook: Handbook, place: Place, model: str, measure: str, group: str, *cells: str) -> Scored:
    named = model_named(handbook, model, place.path) if model else None
    wrong = tuple((name, cell) for name, cell in zip(GRADES, cells, strict=True) if not _is_count(cell))
    counts = tuple(int(cell) if cell and _is_count(cell) else 0 for cell in cells)
    return Scored(place, model, named, measure, group, counts, wrong)


def _is_count(cell: str) -> bool:
    return not cell or (cell.isascii() and cell.isdigit() and len(cell) < 6)


def _folded(words: str) -> str:
    return prose.plain(words).strip().casefold()
