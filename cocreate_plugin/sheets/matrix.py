"""The matrix: which phase and which dialogue model serves which success factor, and where nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from ..facts.coverage import Line, Matrix, matrix
from ..handbook import Handbook
from ..phrases import phrases
from ..problems import Place
from .sheet import MILLIMETRES, Sheet, frame
from .text_metrics import POINT, lines, width
from .writer import paper

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

AROUND, GROUP, ROW = 88.0, 6.4, (5.2, 9.5)
"""Millimetres above and below the rows, of a group's name, and of a row: the least and the most."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the sheet of the matrix, when there is something to cross."""
    found = matrix(handbook)
    return (sheet(handbook, found),) if found.lines and found.columns else ()


def sheet(handbook: Handbook, found: Matrix) -> Sheet:
    """Give the matrix on one A3."""
    words = phrases(handbook.language)
    title = words.t("poster.matrix.title")
    high, wide = MILLIMETRES[handbook.identity.paper, "a3"]
    heads = tuple(paper(handbook, each.title, each.path) for each in found.columns)
    column = (wide - SIDES - NAMES - 2 * COUNT) / len(heads)
    height = head_height(heads, column)
    groups = [_group(handbook, group, rows) for group, rows in _grouped(found.lines)]
    data = {
        "frame": frame(handbook, title, None, handbook.addresses.page("matrix")),
        "purpose": words.t("poster.matrix.purpose"),
        "heads": [
            {"title": head, "lines": lines(head, height - 4, HEAD * BOLD), "draft": each.status == "draft"}
            for head, each in zip(heads, found.columns, strict=True)
        ],
        "phases": len(found.phases),
        "groups": groups,
        "served": list(found.served),
        "holes": found.holes,
        "factors": len(found.lines),
        "names": NAMES,
        "head_size": HEAD,
        "leading": LEADING,
        "row": row_height(high - AROUND - height - GROUP * len(groups), len(found.lines)),
        "count": COUNT,
        "height": height,
        "column": round(column, 3),
        "line": round(LINE, 3),
    }
    return Sheet(
        path="print/matrix.pdf",
        kind="matrix",
        template="matrix",
        title=title,
        subject="matrix",
        paper="a3",
        landscape=True,
        pages=1,
        wanted=WANTED,
        smallest=SMALLEST,
        data=data,
        places={"": Place(f"{handbook.process}/success-factors")},
        names={"": title},
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


def _grouped(rows: Iterable[Line]) -> Iterable[tuple[str, tuple[Line, ...]]]:
    """Give the factors by group, in the order of the factors; a group stands together."""
    order: dict[str, int] = {}
    kept = list(rows)
    for row in kept:
        order.setdefault(row.cover.factor.group or "", len(order))
    kept.sort(key=lambda row: order[row.cover.factor.group or ""])
    return ((name, tuple(found)) for name, found in groupby(kept, lambda row: row.cover.factor.group or ""))


def _group(handbook: Handbook, name: str, rows: Sequence[Line]) -> dict[str, Any]:
    return {"name": name, "rows": [_row(handbook, row) for row in rows]}


def _row(handbook: Handbook, row: Line) -> dict[str, Any]:
    factor = row.cover.factor
    return {
        "title": paper(handbook, factor.title, factor.path),
        "draft": factor.status == "draft",
        "marks": list(row.marks),
        "phases": len(row.cover.phases),
        "models": len(row.cover.models),
    }
