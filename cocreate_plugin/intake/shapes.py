"""What stands below a heading, written in the shape that its field takes; words stay as they are."""

from __future__ import annotations

import re

from ..kinds import Document, column_label, columns, own_words, required_columns
from ..mend.values import minutes
from ..phrases import Phrases, in_every_language
from ..sources import Grid, read_body
from ..sources.structure import Token, tokens
from ..validate.labels import essence, folded
from ..validate.meant import suggestion

_MARK = re.compile(r"^(\s*)([-*+]|\d{1,9}[.)])(\s+)(\[[ xX]\]\s+|[☐☑☒□]\s*)?(?=\S)")
_RANGE = re.compile(r"^(\d{1,2})[.:](\d{2})\s*[-–—]\s*(\d{1,2})[.:](\d{2})$")
_CLOCK = re.compile(r"^\d{1,2}[.:]\d{2}$")
_TICKED = ("[x]", "[X]", "☑", "☒")


def as_list(text: str, mark: str) -> str | None:
    """Write paragraphs as a list where a text is nothing but paragraphs; None where it is more, or a list."""
    read = [token for token in tokens(text) if token.level == 0 and token.map]
    if not read or any(token.type != "paragraph_open" for token in read):
        return None
    lines = text.split("\n")
    width = " " * 2
    items = []
    for token in read:
        first, *rest = lines[slice(*token.map)] if token.map else [""]
        items.append("\n".join([f"{mark}{first.strip()}", *(f"{width}{line.strip()}" for line in rest)]))
    return "\n".join(items)


def as_tasks(text: str, every_list: bool) -> tuple[str, int, int]:
    """Give the items of lists their boxes: the text, how many got one, and how many below others lost theirs.

    Without `every_list`, only lists that have boxes already are lists of tasks.
    """
    lines = text.split("\n")
    given = lost = 0
    for depth, line, is_task in _items(tokens(text), lines):
        match = _MARK.match(lines[line])
        if match is None:
            continue
        box = (match[4] or "").strip()
        rest = lines[line][match.end() :]
        if depth and box:
            lines[line] = f"{match[1]}{match[2]}{match[3]}{rest}"
            lost += 1
        elif not depth and (every_list or is_task):
            lines[line] = f"{match[1]}- [{'x' if box in _TICKED else ' '}] {rest}"
            given += not box
    return "\n".join(lines), given, lost


def _items(read: list[Token], lines: list[str]) -> list[tuple[int, int, bool]]:
    """Give each item of the outer lists: how deep it is, its line, and whether its list has boxes."""
    found: list[tuple[int, int, bool]] = []
    depth = 0
    start = 0
    inside = 0
    for token in read:
        if token.type in ("blockquote_open", "blockquote_close"):
            inside += token.nesting
        if token.type in ("bullet_list_open", "ordered_list_open"):
            start = len(found) if not depth else start
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if not depth:
                boxed = any(
                    not deep and (mark := _MARK.match(lines[line])) and mark[4]
                    for deep, line, _ in found[start:]
                )
                found[start:] = [(deep, line, bool(boxed)) for deep, line, _ in found[start:]]
        elif token.type == "list_item_open" and token.map and not inside:
            found.append((depth - 1, token.map[0], False))
    return found


def as_table(
    text: str, kind: type[Document], name: str, words: Phrases
) -> tuple[str, tuple[str, ...]] | None:
    """Write the tables of a field with its own columns, and give the words that were others before.

    None where there is no table, where a column means none of the field's, or where two mean the same.
    """
    body, _ = read_body(text, "")
    grids = [block for section in body.sections for block in section.blocks if isinstance(block, Grid)]
    if not grids:
        return None
    replaced: list[str] = []
    for grid in grids:
        heads = [_column(at, grid, kind, name, words) for at in range(len(grid.header))]
        if None in heads or len({*heads}) < len(heads) or not {*required_columns(kind, name)} <= {*heads}:
            return None
        rows = ["| " + " | ".join(column_label(kind, name, head or "", words) for head in heads) + " |"]
        rows.append("|" + " --- |" * len(heads))
        changed: list[str] = []
        for row in grid.rows:
            cells = [
                _in_minutes(cell.text, words) if at < len(heads) and heads[at] == "min" else cell.text
                for at, cell in enumerate(row)
            ]
            changed += [cell.text for cell, new in zip(row, cells, strict=True) if new != cell.text]
            rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        named = _own_heads(kind, name, words)
        if changed or not all(named.get(folded(cell.text)) for cell in grid.header):
            replaced += [*(cell.text for cell in grid.header), *changed]
            text = text.replace(grid.markdown, "\n".join(rows), 1)
    return text, tuple(replaced)


def _own_heads(kind: type[Document], name: str, words: Phrases) -> dict[str, str]:
    """Give the column of each word that heads one without being changed."""
    known = columns(kind, name)
    return {
        word: column
        for column in known
        for word in (*words.words(f"column.{column}"), *own_words(kind, f"column.{name}.{column}", words))
    }


def _column(at: int, grid: Grid, kind: type[Document], name: str, words: Phrases) -> str | None:
    """Give the column that a head means; a time is one of day or of minutes, as all its cells are."""
    known = columns(kind, name)
    head = essence(grid.header[at].text)
    if head not in in_every_language("word.time"):
        return suggestion(head, known, "column")
    cells = [row[at].text for row in grid.rows if at < len(row) and row[at].text.strip()]
    if "min" in known and all(_in_minutes(cell, words).isdigit() for cell in cells):
        return "min"
    return "at" if "at" in known and all(_CLOCK.match(cell) for cell in cells) else None


def _in_minutes(cell: str, words: Phrases) -> str:
    """Give the minutes of a cell that names them, or from when until when; else the cell as it is."""
    if match := _RANGE.match(cell.strip()):
        hours = [int(number) for number in match.groups()]
        lasting = (hours[2] - hours[0]) * 60 + hours[3] - hours[1]
        return str(lasting) if 0 < lasting < 24 * 60 else cell
    return minutes(cell, words) or cell if cell else cell
