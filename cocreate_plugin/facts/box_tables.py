"""Tables and lists in a box of an A3: what stands in them, where, and which cells are numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .. import prose
from ..kinds import Text
from ..problems import Place
from ..sources.structure import structure

NUMBER = re.compile(
    r"^[^\d+−-]{0,3}"
    r"(?P<number>[+−-]?\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}|[+−-]?\d{1,12})(?P<part>[.,]\d{1,6})?(?!\d|e\d)"
)
"""A number at the beginning of a cell, with a sign of money before it or a unit behind."""


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table: its head, its rows, and the line of each row in the text, from 0."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    span: tuple[int, int]
    """The first of its lines, and the one behind the last."""


_LISTS = frozenset(("bullet_list_open", "ordered_list_open"))

LISTED = frozenset(("five-whys", "sticky"))
"""Surfaces of which a list says as much as a table."""


def source_of(surface: str, markdown: str) -> Table | None:
    """Find what a surface draws in a text: its first table, and where a list says as much, its first list."""
    return table_in(markdown) or (_list_in(markdown) if surface in LISTED else None)


def _list_in(markdown: str) -> Table | None:
    tokens = structure(markdown).tokens
    block = next(
        (t for t in tokens if t.type in ("bullet_list_open", "ordered_list_open") and t.level == 0), None
    )
    if block is None or not block.map:
        return None
    first, last = block.map
    items = [t for t in tokens if t.type == "inline" and t.level == 3 and t.map and first <= t.map[0] < last]
    deep = any(t.type.endswith("list_open") and t.level for t in tokens if t.map and first <= t.map[0] < last)
    if deep or not items:
        return None
    return Table(
        (), tuple(("", t.content) for t in items), tuple(t.map[0] for t in items if t.map), (first, last)
    )


def table_in(markdown: str) -> Table | None:
    """Find the first table of a text."""
    rows: list[list[str]] = []
    lines: list[int] = []
    heads, span = 0, None
    for token in structure(markdown).tokens:
        if token.type == "table_open" and token.map:
            if span:
                break
            span = (token.map[0], token.map[1])
        elif span and token.type == "tr_open":
            rows.append([])
            lines.append(token.map[0] if token.map else span[0])
        elif span and token.type == "inline" and rows and token.level > 2:
            rows[-1].append(token.content)
        elif token.type == "thead_close":
            heads = len(rows)
        elif token.type == "table_close":
            break
    if span is None or len(rows) <= heads:
        return None
    wide = max(map(len, rows))
    whole = [(*row, *[""] * (wide - len(row))) for row in rows]
    return Table(whole[0] if heads else (), tuple(whole[heads:]), tuple(lines[heads:]), span)


def place_in(text: Text, table: Table, row: int, cell: str) -> Place:
    """Give the place of a cell of a table in the source."""
    line = text.markdown.split("\n")[table.lines[row]]
    first = text.place.column if table.lines[row] == 0 else 1
    column = first + max(0, line.find(cell))
    return replace(text.place, line=text.place.line + table.lines[row], column=column)


def number(cell: str) -> float | None:
    """Read the number at the beginning of a cell: `1 200`, `4.5`, `4,5 h`, `21 %`, `€ 300`."""
    match = NUMBER.match(prose.plain(cell).strip())
    if not match:
        return None
    whole = re.sub(r"[ \u00a0\u202f]", "", match["number"]).replace("−", "-")
    return float(f"{whole}{(match['part'] or '').replace(',', '.')}")
