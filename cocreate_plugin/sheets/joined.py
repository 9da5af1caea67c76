"""Overviews on several sheets that are glued together: what stands on each, and where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .sheet import Sheet

FORMS = ((2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (4, 1), (1, 4))
"""How many sheets lie side by side and how many below each other: the fewest first."""

Span = tuple[int, int]
"""The first of what stands on a sheet, and the first that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A sheet among those that are glued: its columns, its rows, and the numbers of its neighbours."""

    number: int = 1
    of: int = 1
    columns: Span = (0, 0)
    rows: Span = (0, 0)
    left: int = 0
    """The sheet that it is laid on with its left side; 0: there is none."""
    right: int = 0
    """The sheet that covers a strip at its right."""
    above: int = 0
    below: int = 0
    level: int = 1
    """What stands beside it is equally high."""


def tiles(columns: Sequence[Span], rows: Sequence[Span] = ((0, 0),)) -> tuple[Joined, ...]:
    """Number the sheets as they are read: from the left, then from above, each with its neighbours."""
    return tuple(_tiles(columns, rows))


def _tiles(columns: Sequence[Span], rows: Sequence[Span]) -> Iterator[Joined]:
    across, down = len(columns), len(rows)
    for number in range(1, across * down + 1):
        row, column = divmod(number - 1, across)
        yield Joined(
            number=number,
            of=across * down,
            columns=columns[column],
            rows=rows[row],
            left=number - 1 if column else 0,
            right=number + 1 if column + 1 < across else 0,
            above=number - across if row else 0,
            below=number + across if row + 1 < down else 0,
            level=row + 1,
        )


def shared(count: int, among: int) -> tuple[Span, ...]:
    """Share so many things among sheets as evenly as can be, the first sheets having more."""
    least, more = divmod(count, among)
    starts = [number * least + min(number, more) for number in range(among + 1)]
    return tuple(pairwise(starts))


def forms_of(columns: int, rows: int) -> tuple[tuple[int, int], ...]:
    """Give the forms among which so many columns and rows can be shared: each sheet gets fewer of them."""
    return tuple(
        (across, down) for across, down in FORMS if _is_less(columns, across) and _is_less(rows, down)
    )


def _is_less(count: int, among: int) -> bool:
    """Tell whether one sheet more leaves fewer things on each."""
    return among == 1 or (among <= count and -(-count // among) < -(-count // (among - 1)))


def first_that_fits(forms: Sequence[Sheet]) -> Sheet:
    """Give the first form; the others are printed when those before them do not fit."""
    first, *others = forms
    return replace(first, larger=tuple(others), is_again=True)
