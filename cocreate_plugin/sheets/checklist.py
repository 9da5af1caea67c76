"""Checklists: those that stand alone, and those that phases and dialogue models generate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from ..facts.checklists import ChecklistItem, ChecklistView, checklists, tasks
from ..handbook import Handbook
from ..kinds import Text
from .sheet import Sheet, sheet_of
from .texts import titles

TALLEST, LOWEST = 20.0, 7.4
"""Height of an item in millimetres: as much room for a remark as the page gives, never less than a line."""

RECORDS = ("list", "gate")
"""Lists of which a filled-in one is kept; the others are worked through, on paper or on their page."""

FIELDS: Mapping[str, str] = {"gate": "gate", "phase": "steps", "prepare": "prepare", "list": "items"}
"""In which field of its document the items of a list stand."""

ROOM = 165.0
"""Millimetres that the items of a page share, when title and foot are set."""


@dataclass(frozen=True, slots=True)
class PartOfList:
    """Some rows under a heading, with the text above them."""

    title: Text
    text: Text
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadOfList:
    """What stands above the items of a list, whatever it is printed on."""

    kind: str
    aim: Text
    pause_point: Text
    style: str
    reads: tuple[str, ...]
    answers: tuple[str, ...]
    decides: tuple[str, ...]
    decides_with: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistData(HeadOfList):
    """What the sheet of a list is filled with."""

    introduction: Text
    parts: tuple[PartOfList, ...]
    row: float
    """Least height of a row in millimetres."""
    occasion: str = ""
    """What it is used for: the event in whose pack it is, its place and date."""
    form: bool = False
    """Whether it is filled in on the screen."""
    fields: tuple[str, ...] = ()
    """In a form: how the names of the fields of each item end."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for every list."""
    own = (tasks(handbook, document) for document in handbook.documents if "checklist" in document.prints)
    lists = (*checklists(handbook), *(each for each in own if each.items))
    return tuple(made for view in lists for made in _of_list(handbook, view))


def _of_list(handbook: Handbook, view: ChecklistView) -> Iterator[Sheet]:
    """Give the sheet of a list, and a form of one that is kept as a record."""
    printed = sheet(handbook, view)
    yield printed
    if view.kind in RECORDS:
        yield form(printed, view)


def form(printed: Sheet, view: ChecklistView) -> Sheet:
    """Give a sheet to be filled in on the screen: boxes to tick, initials, remarks."""
    fields = tuple(_field(item, number) for number, item in enumerate(view.items, 1))
    data = replace(cast("ChecklistData", printed.data), form=True, fields=fields)
    path = printed.path.replace(".pdf", "-form.pdf")
    return replace(printed, path=path, kind="checklist-form", data=data, forms=True, is_again=True)


def _field(item: ChecklistItem, number: int) -> str:
    """Name the fields of an item by its permanent id, else by number; a dot would make a group of fields."""
    return f"_{item.id.replace('.', '-')}" if item.given_id else f"-{number}"


def head_of(handbook: Handbook, view: ChecklistView) -> dict[str, Any]:
    """Give the fields of `HeadOfList`."""
    where = view.document.where
    return {
        "kind": view.kind,
        "aim": Text(view.aim, where("purpose")),
        "pause_point": Text(view.pause_point, where("pause_point")),
        "style": view.style,
        "reads": titles(handbook, view.reads),
        "answers": titles(handbook, view.answers),
        "decides": titles(handbook, (view.decides,)),
        "decides_with": titles(handbook, view.decides_with),
    }


def sheet(handbook: Handbook, view: ChecklistView, occasion: str = "") -> Sheet:
    """Give the sheet of a list: one page, unless it is that of a phase."""
    document = view.document
    long = view.kind in ("phase", "tasks")
    data = ChecklistData(
        **head_of(handbook, view),
        introduction=Text(view.introduction, document.first_line),
        parts=tuple(
            PartOfList(
                Text(part.title, document.first_line), Text(part.text, document.first_line), part.items
            )
            for part in view.parts
        ),
        row=LOWEST if long else _row(view),
        occasion=occasion,
    )
    made = sheet_of(
        handbook,
        document,
        data,
        path=view.path,
        kind="checklist",
        title=view.title,
        # Tasks stand on the page of their document.
        uri="" if view.kind == "tasks" else handbook.addresses.checklist(view.id),
        place=FIELDS.get(view.kind, ""),
        pages=None if long else 1,
        wanted=10.0 if long else 12.0,
    )
    return replace(made, subject=view.subject)


def _row(view: ChecklistView) -> float:
    return round(min(TALLEST, max(LOWEST, ROOM / max(1, len(view.items)) - 1)), 1)
