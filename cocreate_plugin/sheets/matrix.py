"""The matrix: which phase and which dialogue model serves which success factor, and where nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from ..facts.coverage import FactorLine, Matrix, by_group, matrix
from ..handbook import Handbook
from ..kinds import Document
from ..phrases import phrases
from .joined import Joined, first_that_fits, forms_of, shared, tiles
from .sheet import LARGER, MILLIMETRES, Paper, Sheet, sheet_of
from .text_metrics import POINT, lines, width
from .texts import field_of
from .writer import writer

WANTED, SMALLEST = 12.5, 10.0
"""Type sizes of the sheet in points."""

SIDES, NAMES, COUNT = 26.0, 84.0, 17.0
"""Millimetres that the margins take, the names of the factors, and each of the two columns that count."""

HEAD = 10.5
"""Type size of the headings that stand upright, in points: it does not shrink."""

LEADING = 1.15
"""Height of a line in them, as a part of the type size."""

LINE = HEAD * LEADING * POINT
"""The same in millimetres."""

BOLD = 1.06
"""How much wider bold type is."""

LOWEST, TALLEST = 26.0, 110.0
"""Millimetres within which the row of headings is high."""

AROUND, GROUP, ROW = 88.0, 6.4, (5.2, 13.0)
"""Millimetres above and below the rows, of a group's name, and of a row: the least and the most."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the matrix on one sheet and on several that are glued, when there is something to cross."""
    found = matrix(handbook)
    if not found.lines or not found.columns:
        return ()
    return sheet(handbook, found), *joined_sheets(handbook, found)


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A phase or a dialogue model above its column."""

    document: Document
    lines: int
    """How many lines it takes, set upright."""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Factors that stand together; the name may be empty."""

    name: str
    lines: tuple[FactorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """What the matrix is filled with; measures are millimetres, type sizes points."""

    purpose: str
    heads: tuple[ColumnHead, ...]
    tiles: tuple[Joined, ...]
    groups: tuple[LineGroup, ...]
    served: tuple[int, ...]
    phases: int
    factors: int
    holes: int
    height: float
    """Of the headings."""
    column: float
    row: float
    line: float = round(LINE, 3)
    names: float = NAMES
    count: float = COUNT
    head_size: float = HEAD
    leading: float = LEADING


def sheet(handbook: Handbook, found: Matrix) -> Sheet:
    """Give the matrix on one sheet."""
    made = _on(handbook, found, "a3")
    return replace(made, larger=tuple(_on(handbook, found, paper) for paper in LARGER))


def joined_sheets(handbook: Handbook, found: Matrix) -> tuple[Sheet, ...]:
    """Give the matrix on sheets that are glued, as few as hold it by measure; none: it has one cell."""
    forms = forms_of(len(found.columns), len(found.lines))
    return (first_that_fits([_on(handbook, found, "a3", *form) for form in forms]),) if forms else ()


def _on(handbook: Handbook, found: Matrix, paper: Paper, across: int = 1, down: int = 1) -> Sheet:
    words, write = phrases(handbook.language), writer(handbook)
    high, wide = MILLIMETRES[handbook.identity.paper, paper]
    heads = tuple(write(field_of(column, "title")).markdown for column in found.columns)
    parts = tiles(shared(len(heads), across), shared(len(found.lines), down))
    column = (wide - SIDES - NAMES - 2 * COUNT) / parts[0].columns[1]
    height = head_height(heads, column)
    of_factor = {line.cover.factor.id: line for line in found.lines}
    groups = tuple(
        LineGroup(name, tuple(of_factor[factor.id] for factor in factors))
        for name, factors in by_group(line.cover.factor for line in found.lines).items()
    )
    table = MatrixTable(
        purpose=words.t("matrix.lead"),
        heads=tuple(
            ColumnHead(each, lines(head, height - 4, HEAD * BOLD))
            for head, each in zip(heads, found.columns, strict=True)
        ),
        tiles=parts,
        groups=groups,
        served=found.served,
        phases=len(found.phases),
        factors=len(found.lines),
        holes=found.holes,
        height=height,
        column=round(column, 3),
        row=row_height(high - AROUND - height - GROUP * len(groups), parts[0].rows[1]),
    )
    return sheet_of(
        handbook,
        None,
        table,
        path="print/matrix-joined.pdf" if len(parts) > 1 else "print/matrix.pdf",
        kind="matrix-joined" if len(parts) > 1 else "matrix",
        template="matrix",
        title=words.t("poster.matrix.title"),
        page="matrix",
        place="success-factors",
        paper=paper,
        landscape=True,
        pages=len(parts),
        wanted=WANTED,
        smallest=SMALLEST,
    )


def head_height(heads: Sequence[str], column: float) -> float:
    """Give the height in millimetres at which every heading, set upright, has room in a column so wide."""
    most = max(1, int((column - 1) / LINE))
    longest_word = max(width(word, HEAD * BOLD) for head in heads for word in head.split() or [""])
    height = max(LOWEST, float(ceil(longest_word) + 4))
    while height < TALLEST and any(lines(head, height - 4, HEAD * BOLD) > most for head in heads):
        height += 2
    return height


def row_height(room: float, rows: int) -> float:
    """Give the height of a row: as much as there is, within reason."""
    least, most = ROW
    return round(min(most, max(least, room / rows)), 2)
