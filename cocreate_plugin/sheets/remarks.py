"""What can be said of sheets before they are printed, such as of places smaller than a sticky note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ..problems import Problem, problem
from .a3 import A3Data
from .a3_surfaces import STICKY
from .sheet import Sheet


def remarks(sheets: Iterable[Sheet]) -> tuple[Problem, ...]:
    """Name each box whose places are too small, once, with the sheet on which they are smallest."""
    small: dict[tuple[str, int], tuple[float, Problem]] = {}
    for sheet in sheets:
        if sheet.template != "a3" or sheet.is_again:
            continue
        for box in cast("A3Data", sheet.data).boxes:
            drawing = box.drawing
            if drawing is None or drawing.surface != "sticky":
                continue
            side, place = min(drawing.width, drawing.height), sheet.places[box.id]
            known, _ = small.get((place.path, place.line), (STICKY, None))
            if side < known:
                name, note = sheet.names[box.id], int(STICKY)
                said = problem("small-notes", place, box=name, path=sheet.path, mm=int(side), note=note)
                small[place.path, place.line] = (side, said)
    return tuple(said for _, said in small.values())
