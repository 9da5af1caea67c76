"""Boxes of A3 sheets: those of the template, each with its place, and what one writes on there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..handbook import Handbook
from ..kinds import A3, SURFACES
from ..problems import Place, Problem, closest, problem


def boxes(handbook: Handbook, sheet: A3) -> Iterator[Problem]:
    """The boxes of a sheet are those of its template, and the template's layout has them all."""
    template = handbook.template_of(sheet)
    if template is None:
        return
    if not template.is_template:
        yield problem("not-a-template", sheet.where("template"), id=template.id)
        return
    known = {box.id: box for box in template.boxes}
    if sheet is template:
        yield from _layout(sheet, known)
        return
    titles = {box.title.casefold(): box.id for box in template.boxes}
    seen: dict[str, Place] = {}
    filled: set[str] = set()
    for box in sheet.boxes:
        id_ = box.id if box.id in known else titles.get(box.title.casefold(), box.id)
        if id_ not in known:
            yield problem(
                "unknown-box",
                box.place,
                box=box.title,
                template=template.id,
                suggestion=closest(box.title, (box.title for box in template.boxes), 0.5),
            )
        elif id_ in seen:
            yield problem("box-twice", box.place, box=box.title, first=seen[id_].line)
        if id_ not in known:
            id_ = titles.get((closest(box.title, titles) or "").casefold(), id_)
        seen.setdefault(id_, box.place)
        if box.text:
            filled.add(id_)
    for name in (*template.unasked, "title_block"):
        if name in sheet.place_of:
            yield problem("unprinted-field", sheet.where(name), name=name, template=template.id)
    if sheet.state in ("agreed", "closed"):
        for box in template.boxes:
            if box.id not in filled:
                yield problem("empty-box", sheet.where("state"), box=box.title)


def _layout(sheet: A3, known: Mapping[str, object]) -> Iterator[Problem]:
    placed: set[str] = set()
    for number, column in enumerate(sheet.layout):
        for row, share in enumerate(column):
            place = sheet.place_of.get(f"layout.{number}.{row}", sheet.where("layout"))
            if share.box not in known:
                yield problem(
                    "box-without-section", place, box=share.box, suggestion=closest(share.box, known)
                )
            elif share.box in placed:
                yield problem("box-twice", place, box=share.box, first=sheet.where("layout").line)
            if share.surface and share.surface not in SURFACES:
                yield problem(
                    "unknown-surface",
                    place,
                    box=share.box,
                    surface=share.surface,
                    known=SURFACES,
                    suggestion=closest(share.surface, SURFACES),
                )
            placed.add(share.box)
    if sheet.layout:
        for box in sheet.boxes:
            if box.id not in placed:
                yield problem("unknown-box", box.place, box=box.title, template=sheet.id)
