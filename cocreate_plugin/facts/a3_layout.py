"""The boxes of an A3: in which columns they stand, how the height is shared, and what is in each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..handbook import Handbook
from ..kinds import A3, Box, Text

Layout = tuple[tuple[tuple[str, ...], ...], dict[str, float]]
"""Columns of ids of boxes, and the share of each box."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its share of the height of its column."""

    box: Box
    share: float


def layout_of(template: A3) -> Layout:
    """Give the columns of a template and the share of each box; without a layout, two columns of equals."""
    known = {box.id for box in template.boxes}
    columns = tuple(tuple(share.box for share in column if share.box in known) for column in template.layout)
    shares = {share.box: share.share for column in template.layout for share in column}
    if not any(columns):
        ids = tuple(box.id for box in template.boxes)
        half = (len(ids) + 1) // 2
        columns, shares = (ids[:half], ids[half:]), dict.fromkeys(ids, 1.0)
    return columns, shares


def surfaces_of(template: A3) -> dict[str, str]:
    """Give what one writes and draws on in each box that names it."""
    return {share.box: share.surface for column in template.layout for share in column if share.surface}


def marks_of(template: A3) -> dict[str, str]:
    """Give the letters that stand in the margin beside boxes, such as P, D, C and A."""
    divided = (mark.rpartition(" ") for mark in template.marks)
    return {box.strip(): letter for box, _, letter in divided if box}


def boxes_of(handbook: Handbook, sheet: A3) -> tuple[Box, ...]:
    """Give the boxes of a sheet in reading order with their text; those that it does not fill are empty."""
    template = handbook.template_of(sheet)
    if template is None:
        return ()
    return boxes_like(template, sheet)


def boxes_like(template: A3, sheet: A3) -> tuple[Box, ...]:
    """Give the boxes of a template in reading order, with the text of a sheet that follows it."""
    columns, _ = layout_of(template)
    by_id = {box.id: box for box in template.boxes}
    ordered = tuple(by_id[id_] for id_ in dict.fromkeys(id_ for column in columns for id_ in column))
    return ordered if sheet is template else tuple(_filled(box, sheet) for box in ordered)


def columns_of(handbook: Handbook, sheet: A3) -> tuple[tuple[Placed, ...], ...]:
    """Give the columns that hold boxes; those that the layout leaves out follow in one of their own."""
    template = handbook.template_of(sheet)
    columns, shares = layout_of(template) if template is not None else ((), {})
    boxes = {box.id: box for box in boxes_of(handbook, sheet)}
    seen: set[str] = set()
    placed: list[tuple[Placed, ...]] = []
    for column in columns:
        ids = tuple(id_ for id_ in dict.fromkeys(column) if id_ not in seen)
        seen |= {*ids}
        placed.append(tuple(Placed(boxes[id_], shares[id_]) for id_ in ids))
    shown = {box.place for box in boxes.values()}
    placed.append(tuple(Placed(box, 1) for box in sheet.boxes if box.place not in shown))
    return tuple(column for column in placed if column)


def _filled(box: Box, sheet: A3) -> Box:
    """Give a box of the template as a sheet fills it: found by its id, else by its title."""
    by_id = (filled for filled in sheet.boxes if filled.id == box.id)
    by_title = (filled for filled in sheet.boxes if filled.title.casefold() == box.title.casefold())
    own = next(by_id, None) or next(by_title, None)
    if own is None:
        return replace(box, text=Text("", sheet.first_line), place=sheet.first_line)
    return replace(own, id=box.id)
