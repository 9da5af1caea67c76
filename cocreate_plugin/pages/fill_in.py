"""Filling in an A3 on its page: its boxes as they are on the sheet, and how wide letters are on paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from .. import prose
from ..facts.a3_layout import boxes_of, surfaces_of
from ..kinds import A3
from ..pdf.fonts import WIDTH_STEP, letters_by_width
from ..phrases import Phrases
from ..sheets.a3 import SMALLEST, A3Data, sheet
from ..sheets.a3_blocks import ShownPart
from ..sheets.a3_box import INSIDE, BoxOnSheet
from ..sheets.a3_measures import Rectangle
from ..sheets.a3_surfaces import items
from ..sources.files import DEVICE, RESERVED
from .script_words import attributes
from .writer import PageWriter

SAID = {
    "open": "fill.open",
    "new": "fill.new",
    "remove": "fill.remove",
    "save": "fill.save",
    "propose": "fill.propose",
    "print": "fill.print",
    "left": "fill.left",
    "over": "fill.over",
    "wide": "fill.wide",
    "signs": "fill.signs",
    "cannot": "fill.cannot",
    "saved": "fill.saved",
    "long": "fill.long",
    "which": "sheet.plain",
    "close": "hand.close",
    "title": "field.title",
    "purpose": "field.purpose",
    "owner": "field.owner",
    "coach": "field.coach",
    "version": "field.version",
    "participants": "field.participants",
    "date": "field.date",
    "follow-up": "field.follow_up",
    "undo": "event.undo",
    "nameless": "event.new-block",
    "kept": "event.kept",
    "not-kept": "event.not-kept",
}
"""Where the script finds each sentence, and its word of the catalogue."""

FORMS: Mapping[str, str] = {
    "plan": "bars",
    "target-actual": "bars",
    "scale": "counts",
    "pulse": "counts",
    "five-whys": "whys",
    "fishbone": "bones",
    "map": "rings",
}
"""As what the table of a surface is drawn on a filled-in sheet; others stay tables."""

NOT_HERE = frozenset(("axes", "sticky"))
"""Surfaces whose drawing nobody can foresee while writing."""

NAME, TEXT = "cc-name.md", "cc-text"
"""What stands in the address of a new file in place of its name and its text."""


def fill_in(writer: PageWriter, document: A3) -> str:
    """Write what the script needs as attributes; empty for a sheet that is not filled in on a screen."""
    handbook = writer.site.handbook
    if not document.is_template or document.cut_out or document.language:
        return ""
    data = cast("A3Data", sheet(handbook, document, "form").data)
    own, surfaces = {box.id: box for box in boxes_of(handbook, document)}, surfaces_of(document)
    boxes = [
        {**_box(box, data, surfaces.get(box.id, ""), writer.words), "heading": own[box.id].title}
        | ({"text": own[box.id].text.markdown} if _stays(box) else {})
        for box in data.boxes
    ]
    if data.poster or not any(each["parts"] for each in boxes):
        return ""
    told = {
        "id": document.id,
        "title": prose.plain(document.title),
        "purpose": prose.plain(document.purpose),
        "sheet": _place(data.places.sheet),
        "size": SMALLEST[handbook.identity.paper],
        "head": document.head or "full",
        "name": _place(data.places.title),
        "cells": {name: _place(place) for name, place in data.places.cells.items()},
        "boxes": boxes,
        "reserved": f"{RESERVED.pattern}|{DEVICE.pattern}",
        "step": WIDTH_STEP,
        "letters": letters_by_width(),
    }
    folder = f"{handbook.process}/{A3.folder}"
    return attributes(
        writer.words,
        SAID,
        sheet=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        new_file=writer.site.addresses.new_file(folder, NAME, TEXT),
    )


def _stays(box: BoxOnSheet) -> bool:
    """Tell a box whose text is that of the template, and is not written."""
    return any(part.kind == "text" for part in box.parts)


def _box(box: BoxOnSheet, data: A3Data, surface: str, words: Phrases) -> dict[str, Any]:
    """Give a box with what is filled in; one that is not has no parts."""
    lane = data.lanes.get(box.id)
    can = not _stays(box) and surface not in NOT_HERE
    parts = [_part(part, box, surface, words) for part in box.parts if part.kind in ("table", "ask")]
    if box.field:
        parts.insert(0, {"kind": "lines"})
    return {
        "id": box.id,
        "number": box.number,
        "title": prose.plain(box.title.markdown),
        "place": _place(box.place),
        "head": box.head,
        "room": box.room,
        "width": round(box.place.width - INSIDE, 2),
        "hint": _words_of(part for part in box.parts if part.kind == "prompts"),
        "parts": parts if can else [],
        "form": "lane" if lane else FORMS.get(surface, ""),
        "row": box.row,
    }


def _part(part: ShownPart, box: BoxOnSheet, surface: str, words: Phrases) -> dict[str, Any]:
    if part.kind == "ask":
        return {"kind": "ask", "text": _words_of((part,))}
    return {
        "kind": "table",
        "head": [prose.plain(cell.markdown) for cell in part.head],
        "rows": [list(_cells(part, row.cells)) for row in part.rows],
        "names": [_name(part, at, words) for at in range(len(part.rows))],
        "widths": [column.width for column in part.columns],
    }


def _cells(table: ShownPart, cells: tuple[Any, ...]) -> Iterator[list[Any]]:
    """Give each cell with its words, and whether they are to be filled in."""
    for cell in cells:
        words = prose.plain(cell.markdown)
        yield [words, 1 if table.worded or not words else 0]


def _name(table: ShownPart, at: int, words: Phrases) -> str:
    """Name a row by its first words, else by its number."""
    first = "" if table.worded else prose.plain(table.rows[at].cells[0].markdown)
    return first or words.t("sheet.a3.row", number=at + 1)


def _words_of(parts: Iterable[ShownPart]) -> str:
    """Give the words of parts in one line."""
    return " · ".join(item for part in parts for item in items(prose.plain(part.text.markdown)))


def _place(place: Rectangle) -> list[float]:
    return [place.x, place.y, place.width, place.height]
