"""Tables: run sheets, agendas, criteria and scores, their columns in any order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..kinds import (
    Criterion,
    Listing,
    Rating,
    Record,
    Row,
    Score,
    Session,
    Subheading,
    Text,
    column_label,
    columns,
    item_type,
    own_words,
    required_columns,
)
from ..phrases import yes_or_no
from ..problems import Place
from ..sources import Cell, Grid, Heading, Section
from .items import roles_in
from .labels import essence, folded
from .meant import suggestion
from .names import bare, target
from .reader import Reader, around, wrong_shape

MOST_ROWS = 100
"""Rows of a run sheet or an agenda: eight hours of five minutes; each may stand for a run sheet."""
MODES = ("understand", "create", "decide", "break")
TOGETHER = ("alone", "pairs", "groups", "some", "all")
"""How people may sit together in a step; groups are told by their size where it is known."""


def _grids(section: Section) -> list[Grid]:
    return [block for block in section.blocks if isinstance(block, Grid)]


def has_rows(section: Section) -> bool:
    """Tell whether lines of a section look like rows of a table, which has been said."""
    return bool(re.search(r"^\s*\|", section.markdown, re.M))


def table(section: Section, reader: Reader, name: str) -> Listing[Any] | None:
    """Read the tables of a section as one; None when there is none."""
    if not _grids(section):
        if not has_rows(section):
            wrong_shape(reader, name, section.place)
        return None
    kind_of_row = item_type(reader.kind, name)
    blocks: list[Any] = []
    rows = 0
    for block in section.blocks:
        if isinstance(block, Grid):
            heads = _columns(block, name, reader)
            for row in _rows(block, reader):
                cells = {column: cell for column, cell in zip(heads, row, strict=False) if column}
                place = row[0].place if row else Place(reader.path)
                rows += 1
                if kind_of_row is Row and rows > MOST_ROWS:
                    if rows == MOST_ROWS + 1:
                        reader.say("too-long", place, most=MOST_ROWS, reason="rows")
                    continue
                if kind_of_row is Record:
                    words = (_text_of(cells, column) for column in columns(reader.kind, name))
                    blocks.append(Record(place, tuple(words)))
                else:
                    read = _criterion if kind_of_row is Criterion else _row
                    blocks.append(read(cells, place, reader))
                    _forget_shifted(place, reader)
        else:
            blocks.append(around(block))
    return Listing(tuple(blocks), section.start)


def _forget_shifted(row: Place, reader: Reader) -> None:
    """Take back what was said of the cells of a row that has too many: they stand in the wrong columns."""
    said = [each for each in reader.problems if each.place.line == row.line]
    if any(each.code == "too-many-cells" for each in said):
        reader.problems[:] = [
            each for each in reader.problems if each not in said or each.code == "too-many-cells"
        ]


def known_columns(name: str, reader: Reader) -> dict[str, str]:
    """Give the column of each word that may head one, folded."""
    kind, phrases = reader.kind, reader.phrases
    return {
        word: column
        for column in columns(kind, name)
        for word in (
            *phrases.words(f"column.{column}"),
            *own_words(kind, f"column.{name}.{column}", phrases),
            column.replace("_", " "),
        )
    }


def _columns(grid: Grid, name: str, reader: Reader) -> list[str | None]:
    kind, known = reader.kind, known_columns(name, reader)
    found: list[str | None] = []
    for cell in grid.header:
        column = known.get(folded(cell.text))
        if column is None:
            near = suggestion(cell.text, columns(kind, name), "column")
            reader.say(
                "unknown-column",
                cell.place,
                word=cell.text,
                column=tuple(_named(reader, name, each) for each in columns(kind, name)),
                suggestion=column_label(kind, name, near, reader.phrases) if near else None,
            )
            # What it means is read all the same: its cells are not to seem empty as well.
            column = near if near not in found else None
        elif column in found:
            reader.say("column-twice", cell.place, word=cell.text)
        found.append(column)
    for column in required_columns(kind, name):
        if column not in found and None not in found:
            reader.say("missing-column", grid.place, column=_named(reader, name, column))
    return found


def _named(reader: Reader, name: str, column: str) -> str:
    """Give a column as a problem names it."""
    known = reader.phrases.has(f"column.{column}")
    return column if known else column_label(reader.kind, name, column, reader.phrases)


def _rows(grid: Grid, reader: Reader) -> Iterator[tuple[Cell, ...]]:
    for row in grid.rows:
        if len(row) > len(grid.header):
            reader.say("too-many-cells", row[len(grid.header)].place, cells=len(row), wanted=len(grid.header))
        yield row[: len(grid.header)]


def _text_of(cells: dict[str, Cell], column: str) -> str:
    return cells[column].text if column in cells else ""


def _whole(cells: dict[str, Cell], column: str, reader: Reader) -> int | None:
    text = _text_of(cells, column)
    if not text:
        return None
    match = re.match(r"^([0-9]{1,4})(?:\s*(?:min|′|'))?\.?$", text)
    if not match:
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="whole-number")
        return None
    return int(match[1])


def _clock(cells: dict[str, Cell], reader: Reader) -> int | None:
    text = _text_of(cells, "at")
    if not text:
        return None
    match = re.match(r"^([0-9]{1,2})[:.]([0-9]{2})$", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        reader.say("bad-cell", cells["at"].place, column="at", given=text, expected="time")
        return None
    return int(match[1]) * 60 + int(match[2])


def _row(cells: dict[str, Cell], place: Place, reader: Reader) -> Row:
    lead, lead_text = roles_in(cells["lead"], reader) if "lead" in cells else ((), "")
    step = _text_of(cells, "step")
    linked = issubclass(reader.kind, Session) and target(bare(step), reader.references) is not None
    model = reader.named(step, "dialogue-model", cells["step"].place) if linked else None
    row = Row(
        place,
        step,
        _whole(cells, "min", reader),
        _clock(cells, reader),
        _text_of(cells, "how"),
        lead,
        lead_text,
        _mode(cells, reader),
        _whole(cells, "shorten_to", reader),
        model or "",
        _together(cells, reader),
    )
    _say_idle(row, cells, reader)
    return row


def _say_idle(row: Row, cells: dict[str, Cell], reader: Reader) -> None:
    """Say of a row that it says nothing, takes no time, or names a dialogue model without a link to it."""
    timed = _text_of(cells, "min").strip("0 ") or _text_of(cells, "at")
    model = None
    if issubclass(reader.kind, Session) and row.step and not row.model:
        kinds = ("dialogue-model",)
        model = reader.names.find(row.step, kinds) or reader.names.find(essence(row.step), kinds, titles=True)
    if "step" in cells and not row.step:
        reader.say("row-without-step", row.place)
    elif model:
        path = posixpath.relpath(model.path, posixpath.dirname(reader.path))
        reader.say("model-not-linked", row.place, words=row.step, correction=f"[{model.title}]({path})")
    elif "min" in cells and not timed and not row.model:
        linked = target(bare(row.step), reader.references)
        if linked is None or not issubclass(reader.kind, Session):
            reader.say("row-without-time", row.place)


def _mode(cells: dict[str, Cell], reader: Reader) -> str:
    return _one_of(MODES, "mode", cells, reader)


def _together(cells: dict[str, Cell], reader: Reader) -> str:
    """Read how people sit together: a word, or the size of the groups."""
    size = re.match(r"^([1-9][0-9]?)(?:\s*[-–]\s*([1-9][0-9]?))?$", _text_of(cells, "together"))
    if size and int(size[1]) <= int(size[2] or size[1]):
        return "-".join(part for part in size.groups() if part)
    return _one_of(TOGETHER, "together", cells, reader, ("4", "6–8"))


def _one_of(
    known: tuple[str, ...],
    column: str,
    cells: dict[str, Cell],
    reader: Reader,
    examples: tuple[str, ...] = (),
) -> str:
    """Read a cell that takes one of a few words; `examples` are told as well."""
    text = _text_of(cells, column)
    if not text:
        return ""
    word = next((each for each in known if text.casefold() in reader.phrases.words(f"{column}.{each}")), None)
    if word is None:
        word = suggestion(text, known, column)
        reader.say(
            "not-a-choice",
            cells[column].place,
            name=reader.phrases.t(f"column.{column}"),
            given=text,
            choices=(*(reader.phrases.t(f"{column}.{each}") for each in known), *examples),
            suggestion=reader.phrases.t(f"{column}.{word}") if word else None,
        )
    return word or ""


def _criterion(cells: dict[str, Cell], place: Place, reader: Reader) -> Criterion:
    word = _text_of(cells, "criterion")
    factor = reader.named(word, "success-factor", place)
    close = None if factor else reader.names.close_to(word, ("success-factor",), 0.8)
    if close:
        reader.say(
            "unknown-reference",
            place,
            kind="success-factor",
            id=word,
            folder="success-factors",
            suggestion=close,
        )
    must = _text_of(cells, "must").casefold()
    yes = yes_or_no(must)
    if must and yes is None:
        reader.say("bad-cell", cells["must"].place, column="must", given=must, expected="yes-or-no")
    return Criterion(place, factor or close or word, _number(cells, "weight", 1.0, reader), bool(yes))


def _number(cells: dict[str, Cell], column: str, default: float, reader: Reader) -> float:
    text = _text_of(cells, column).replace(",", ".")
    if not text:
        return default
    if not re.match(r"^[0-9]{1,4}(\.[0-9]{1,3})?$", text):
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="number")
        return default
    return float(text)


def scores_of(section: Section, reader: Reader, name: str) -> Listing[Rating] | None:
    """Read the tables of all raters; None when there is no rater."""
    blocks: list[Rating | Text | Subheading] = []
    at: int | None = None
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            at = len(blocks)
            blocks.append(Rating(block.text, block.place))
        elif isinstance(block, Grid) and at is not None and isinstance(rating := blocks[at], Rating):
            found = tuple(_rated(block, reader))
            refused = tuple((each.criterion, each.candidate) for each in found if not each.score)
            scores = rating.scores + tuple(each for each in found if each.score)
            blocks[at] = replace(rating, scores=scores, refused=rating.refused + refused)
        elif isinstance(block, Grid):
            wrong_shape(reader, name, block.place)
        else:
            blocks.append(around(block))
    if not any(isinstance(block, Rating) for block in blocks):
        if not _grids(section) and not has_rows(section):
            wrong_shape(reader, name, section.place)
        return None
    return Listing(tuple(blocks), section.start)


def _rated(grid: Grid, reader: Reader) -> Iterator[Score]:
    """Read a rater's table: the first column is the criterion, the others are candidates; 0 is no score."""
    candidates = [reader.named(cell.text, "dialogue-model", cell.place) or cell.text for cell in grid.header]
    for row in _rows(grid, reader):
        word = row[0].text if row else ""
        criterion = (reader.named(word, "success-factor", row[0].place) if word else None) or word
        heads = [cell.place for cell in grid.header[1:]]
        for candidate, head, cell in zip(candidates[1:], heads, row[1:], strict=False):
            if not cell.text:
                continue
            if (
                not re.match(r"^[1-5](?:[.,][0-9]{1,2})?$", cell.text)
                or float(cell.text.replace(",", ".")) > 5
            ):
                reader.say("score-out-of-range", cell.place, given=cell.text)
                yield Score(cell.place, criterion, candidate, 0)
                continue
            score = float(cell.text.replace(",", "."))
            yield Score(cell.place, criterion, candidate, score, row[0].place, head)
