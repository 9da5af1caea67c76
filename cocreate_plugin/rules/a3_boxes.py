"""Boxes of A3 sheets: those of the template, each with its place, and what one writes on there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import prose
from ..facts.a3_layout import boxes_like, surfaces_of
from ..facts.box_tables import Table, place_in, source_of
from ..facts.charts import causes_of, chart_of, cited_causes, unread
from ..handbook import Handbook
from ..kinds import A3, SURFACES, Box
from ..problems import Place, Problem, closest, problem
from .a3_advice import advice


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
    yield from _charts(template, sheet)
    yield from advice(handbook, template, sheet)
    for name in (*template.unasked, "head"):
        if name in sheet.place_of:
            yield problem("unprinted-field", sheet.where(name), name=name, template=template.id)
    if sheet.state in ("agreed", "closed"):
        for box in template.boxes:
            if box.id not in filled:
                yield problem("empty-box", sheet.where("state"), box=box.title)


def _charts(template: A3, sheet: A3) -> Iterator[Problem]:
    """What a box draws of its table are numbers, and a countermeasure meets causes that there are."""
    surfaces = surfaces_of(template)
    found = (
        (surface, box, source_of(surface, box.text.markdown))
        for box in boxes_like(template, sheet)
        for surface in (surfaces.get(box.id, ""),)
    )
    tables = [(surface, box, table) for surface, box, table in found if table is not None]
    for surface, box, table in tables:
        for row, column in unread(surface, table):
            cell, head = table.rows[row][column], prose.plain(table.head[column])
            yield problem(
                "chart-number", place_in(box.text, table, row, cell), cell=prose.plain(cell), column=head
            )
    for surface, box, table in tables:
        if surface == "fishbone":
            others = [(other, cited) for name, other, cited in tables if name != surface]
            yield from _causes(box, causes_of(chart_of(surface, table)), others)


def _causes(bones: Box, count: int, tables: Iterable[tuple[Box, Table]]) -> Iterator[Problem]:
    met: set[int] = set()
    for box, table in tables:
        for row, column, number in cited_causes(table):
            met.add(number)
            if not 1 <= number <= count:
                place = place_in(box.text, table, row, table.rows[row][column])
                yield problem("unknown-cause", place, number=number, box=bones.title, count=count)
    for number in range(1, count + 1) if met else ():
        if number not in met:
            yield problem("cause-not-met", bones.place, number=number)


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
    for number, mark in enumerate(sheet.marks):
        box_id = mark.rpartition(" ")[0].strip() or mark
        if box_id not in known:
            place = sheet.where(f"marks.{number}")
            yield problem("box-without-section", place, box=box_id, suggestion=closest(box_id, known))
    if sheet.layout:
        for box in sheet.boxes:
            if box.id not in placed:
                yield problem("unknown-box", box.place, box=box.title, template=sheet.id)
