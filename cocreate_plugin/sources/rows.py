"""Rows that stand in no table: after a blank line, or without the line of hyphens below the headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..problems import Place, Problem, problem
from .structure import Token

_PIPE = re.compile(r"(?<!\\)\|")


def rows_apart(
    tops: Sequence[Token], lines: Sequence[str], place: Callable[[int], Place]
) -> Iterator[tuple[int, int | None, Problem | None]]:
    """Give the line of each paragraph that looks like rows, the line of its table, and what to say of it.

    `tops` are the opening tokens of the outermost level, in order. Several such paragraphs are told once.
    """
    table: int | None = None
    columns, said = 0, False
    for token in tops:
        first, after = token.map or (0, 0)
        if token.type == "table_open":
            table, columns, said = first, len(cells(lines[first])), False
        elif token.type == "heading_open":
            table, columns, said = None, 0, False
        elif token.type != "paragraph_open" or not _is_row(lines[first], columns):
            said = False
        elif table is not None:
            yield first, table, None if said else problem("row-apart", place(first))
            said = True
        elif not said and (after - first > 1 or _looks_ruled(lines, after)):
            line = "|" + "---|" * max(len(cells(lines[first])), 1)
            yield first, None, problem("not-a-table", place(first), correction=line)
            said = True


def cells(line: str) -> list[str]:
    """Split a row at its strokes; one after a backslash belongs to the text."""
    inner = line.strip()
    inner = inner[inner.startswith("|") : len(inner) - (inner.endswith("|") and not inner.endswith("\\|"))]
    return _PIPE.split(inner)


def _is_row(line: str, columns: int) -> bool:
    """Tell whether a line looks like a row; one that begins without a stroke must fit the table."""
    count = len(_PIPE.findall(line))
    return count > 1 and (line.lstrip().startswith("|") or len(cells(line)) == columns)


def _looks_ruled(lines: Sequence[str], after: int) -> bool:
    """Tell whether the next line of text, after a blank one, begins with a stroke as well."""
    following = next((line for line in lines[after:] if line.strip()), "")
    return following.lstrip().startswith("|")
