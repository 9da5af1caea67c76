"""What a box of an A3 template holds: prompts, tables to fill in, lines to write on, and text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from .. import prose
from ..kinds import Text
from ..sources.structure import Token, structure

LETTER = 1.8
"""Mean width of a letter in millimetres at the size of prompts, a little on the safe side."""

BETWEEN_ROWS = 0.4
"""Millimetres of the line between two rows of a table."""

PROMPT_LINE = 4.9
PARAGRAPH = 6.2
TABLE_HEAD = 6.6
ASK = 11.0
TALLEST_ROW = 44.0
SCORE, NUMBER = 14.0, 10.0
"""Widths in millimetres of a column for a dot or a digit, and of one that numbers the rows."""


LONGEST_WORD, NARROW_LETTER, CELL_EDGE = 16, 1.6, 1.6
"""Letters of the longest piece of a word, millimetres that a letter of a table needs, and those beside it."""


ASK_FIELD, LINE = 5.6, 9.0
"""Height in millimetres of a field below what it is asked for, and of a line that is written by hand."""

AROUND_FIELD, LEAST_FIELD = 2.2, 8.0
"""Millimetres of a row around the field in it, and the least height of a field."""

TYPED_LETTER, TYPED_LINE, INSIDE_FIELD = 2.05, 4.1, 6.0
"""Millimetres of a letter and of a line that is typed in a field, and the white beside it."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its width in millimetres, and what it is for."""

    width: float
    score: bool
    """For a dot or a digit."""
    grade: bool = False
    """For one of the grades of a scale."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table; a tight one has more in it than a field shows at the usual size."""

    cells: tuple[Text, ...]
    tight: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A block of a box as it is printed; measures are millimetres."""

    kind: str
    text: Text
    head: tuple[Text, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    field: float = 0.0
    """Height of a field in a row, or of the one that is asked for."""
    lines: int = 0
    """How many lines are ruled below what is asked for."""
    wide: float = 0.0
    """Width of a table that is wider than its box."""
    worded: bool = False


@dataclass(frozen=True, slots=True)
class BoxBlock:
    """A block of a box."""

    kind: Literal["prompts", "table", "ask", "text"]
    text: str
    """Markdown of the block."""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    fixed: bool = False
    """Of a table: its words are those of a surface, and only what is empty is filled in."""
    widths: tuple[float, ...] = ()
    """Widths of its columns in millimetres, where they are given; 0: a share of what is left."""

    def shown(self, whole: Text, width: float, even: bool, row: float, left: float = 0.0) -> ShownPart:
        """Give it as it is printed, in a box so wide, in rows so high; `whole` is the text that it is of.

        `left` is the height that nothing else in its box needs.
        """

        def text(markdown: str) -> Text:
            return replace(whole, markdown=markdown)

        if self.kind == "ask":
            field = round(ASK_FIELD + left, 1)
            return ShownPart(self.kind, text(self.text), field=field, lines=int(left // LINE))
        if self.kind != "table":
            return ShownPart(self.kind, text(self.text))
        widths, field = _widths(self, width, even), max(row - AROUND_FIELD, LEAST_FIELD)
        return ShownPart(
            self.kind,
            text(self.text),
            head=tuple(map(text, self.head)),
            rows=tuple(
                ShownRow(tuple(map(text, cells)), _is_tight(cells, widths, field)) for cells in self.rows
            ),
            columns=tuple(
                TableColumn(wide, grade or wide <= SCORE, grade)
                for wide, grade in zip(widths, grades(self.head, len(widths)), strict=True)
            ),
            field=field,
            wide=sum(widths) if sum(widths) > width + 0.1 else 0.0,
            worded=self.is_worded,
        )

    @property
    def is_worded(self) -> bool:
        """Tell a table of words from one whose cells, beside the first of a row, are to be filled in."""
        return not self.fixed and any(cell for row in self.rows for cell in row[1:])

    def emptied(self) -> BoxBlock:
        """Give a table to write in: without words, or with the first of each row where others are empty."""
        if self.kind != "table" or self.fixed:
            return self
        kept = 0 if self.is_worded else 1
        rows = tuple(row[:kept] + ("",) * (len(row) - kept) for row in self.rows)
        return replace(self, rows=rows)


def _is_tight(cells: Iterable[str], widths: Iterable[float], field: float) -> bool:
    """Tell a row of which some cell has more lines than a field is high."""
    needs = (
        math.ceil(len(prose.plain(cell)) * TYPED_LETTER / max(width - INSIDE_FIELD, 1)) * TYPED_LINE + 1
        for cell, width in zip(cells, widths, strict=False)
    )
    return any(need > field for need in needs)


def parts_of(markdown: str) -> tuple[BoxBlock, ...]:
    """Divide a text into its blocks; paragraphs beside lists and tables are prompts as well."""
    lines = markdown.split("\n")
    found = [_part(tokens, lines) for tokens in _blocks(structure(markdown).tokens)]
    is_form = any(part.kind in ("prompts", "table") for part in found)
    return tuple(BoxBlock("prompts", part.text) if is_form and _is_question(part) else part for part in found)


def is_poster(boxes: Iterable[tuple[BoxBlock, ...]]) -> bool:
    """Tell a sheet that is read from a wall: text alone, nothing to fill in."""
    kinds = {part.kind for parts in boxes for part in parts}
    return kinds == {"text"}


def height_of(parts: Iterable[BoxBlock], width: float) -> float:
    """Estimate the height of the prompts above a field, in millimetres, never too little."""
    return sum(_height(part, width) for part in parts if part.kind != "table") + 1.5


def row_height(parts: tuple[BoxBlock, ...], room: float, width: float, with_prompts: bool) -> float:
    """Share the room of a box among the rows of its tables."""
    rows = sum(len(part.rows) for part in parts if part.kind == "table")
    if not rows:
        return 0.0
    share = _room_of_rows(parts, room, width, with_prompts) / rows - BETWEEN_ROWS
    return round(max(0.0, min(TALLEST_ROW, share)), 1)


def left_below(
    parts: tuple[BoxBlock, ...], room: float, width: float, with_prompts: bool, row: float
) -> float:
    """Give the height that is left in a box when its rows are so high."""
    rows = sum(len(part.rows) for part in parts if part.kind == "table")
    return max(0.0, _room_of_rows(parts, room, width, with_prompts) - rows * (row + BETWEEN_ROWS))


def _room_of_rows(parts: tuple[BoxBlock, ...], room: float, width: float, with_prompts: bool) -> float:
    """Give the height of a box that is left for the rows of its tables and for what is written below."""
    heads = sum(TABLE_HEAD for part in parts if part.kind == "table" and any(part.head))
    asks = sum(ASK for part in parts if part.kind == "ask")
    above = height_of((part for part in parts if part.kind != "ask"), width) if with_prompts else 1.5
    return room - heads - asks - above - 2


def _blocks(tokens: tuple[Token, ...]) -> list[list[Token]]:
    found: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            found.append([])
        found[-1].append(token)
    return [block for block in found if block[0].map]


def _part(block: list[Token], lines: list[str]) -> BoxBlock:
    first, after = block[0].map or [0, 0]
    text = "\n".join(lines[first:after]).strip("\n")
    kind = block[0].type
    if kind in ("bullet_list_open", "ordered_list_open"):
        return BoxBlock("prompts", text)
    if kind == "table_open":
        return _table(block, text)
    if kind == "paragraph_open" and text.rstrip().endswith(":"):
        return BoxBlock("ask", text)
    return BoxBlock("text", text)


def _table(block: list[Token], text: str) -> BoxBlock:
    rows: list[list[str]] = []
    heads = 0
    for token in block:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
        elif token.type == "thead_close":
            heads = len(rows)
    return BoxBlock("table", text, tuple(rows[0]) if heads else (), tuple(tuple(row) for row in rows[heads:]))


def is_score(head: str) -> bool:
    """Tell a column for a dot by its heading of one or two signs."""
    return 0 < len(prose.plain(head)) <= 2


def grades(head: tuple[str, ...], count: int) -> list[bool]:
    """Tell which columns are the grades of one scale, such as 1 to 5: one of them is ticked in a row."""
    numbers = [int(plain) if (plain := prose.plain(cell).strip()).isdecimal() else None for cell in head]
    numbers += [None] * (count - len(numbers))

    def beside(at: int, by: int) -> bool:
        number, other = numbers[at], numbers[at + by] if 0 <= at + by < count else None
        return number is not None and other is not None and other == number + by

    return [beside(at, 1) or beside(at, -1) for at in range(count)]


def _widths(table: BoxBlock, width: float, even: bool) -> list[float]:
    """Share the width of a table: little for dots and numbers, the rest by the length of what it holds."""
    count = max((len(row) for row in (table.head, *table.rows)), default=0)
    given = dict(enumerate(table.widths))
    fixed = {} if even else {at: wide for at in range(count) if (wide := given.get(at) or _narrow(table, at))}
    weights = {at: 1.0 if even else _weight(table, at) for at in range(count) if at not in fixed}
    least = [fixed.get(at) or _longest_word(table, at) for at in range(count)]
    if sum(least) > width:
        return [round(each, 2) for each in least]  # Wider than the box, and found to be by the worker.
    return [round(each, 2) for each in _shared(width, least, weights)]


def _shared(width: float, least: list[float], weights: Mapping[int, float]) -> list[float]:
    """Share a width by weight, but give no column less than it needs."""
    widths = dict(enumerate(least))
    open_ = set(weights)
    while open_:
        room = width - sum(widths[at] for at in widths if at not in open_)
        whole = sum(weights[at] for at in open_)
        shares = {at: room * weights[at] / whole for at in open_}
        tight = {at for at in open_ if shares[at] < least[at]}
        if not tight:
            widths.update(shares)
            break
        open_ -= tight
    return [widths[at] for at in range(len(least))]


def _longest_word(table: BoxBlock, at: int) -> float:
    """Give the width in millimetres that a column needs for its longest word; very long ones are divided."""
    cells = [prose.plain(row[at]) for row in (table.head, *table.rows) if at < len(row)]
    longest = max((len(word) for cell in cells for word in re.split(r"[\s\u00ad-]", cell)), default=0)
    return min(longest, LONGEST_WORD) * NARROW_LETTER + 2 * CELL_EDGE


def _narrow(table: BoxBlock, at: int) -> float:
    """Give the width of a column that numbers the rows or is ticked; a word such as *by* alone is no tick."""
    head = table.head[at] if at < len(table.head) else ""
    if not is_score(head):
        return 0.0
    if at == 0:
        return NUMBER
    others = (other for number, other in enumerate(table.head) if number not in (0, at))
    is_word = len(prose.plain(head)) > 1 and prose.plain(head).isalpha()
    return 0.0 if is_word and not any(map(is_score, others)) else SCORE


def _weight(table: BoxBlock, at: int) -> float:
    cells = [prose.plain(row[at]) for row in (table.head, *table.rows) if at < len(row)]
    return math.sqrt(max([12, *map(len, cells)]))


def _is_question(part: BoxBlock) -> bool:
    return part.kind == "text" and not part.text.startswith(("#", "!", "<")) and "\n\n" not in part.text


def _height(part: BoxBlock, width: float) -> float:
    if part.kind == "ask":
        return ASK
    lines = [line for line in prose.plain(part.text).split("\n") if line]
    rows = sum(max(1, math.ceil(len(line) * LETTER / max(1.0, width - 5))) for line in lines)
    return rows * PROMPT_LINE + (PARAGRAPH - PROMPT_LINE) * (1 if part.kind == "text" else 0) + 0.6
