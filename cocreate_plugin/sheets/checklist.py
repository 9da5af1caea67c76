"""Checklists: those that stand alone, and those that phases and dialogue models generate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..facts.checklists import ChecklistView, Part, checklists, tasks
from ..handbook import Handbook
from ..kinds import Role
from ..problems import Place
from .footnotes import notes
from .sheet import Sheet, frame
from .writer import paper

TALLEST, LOWEST = 20.0, 7.4
"""Height of an item in millimetres: as much room for a remark as the page gives, never less than a line."""

ROOM = 165.0
"""Millimetres that the items of a page share, when title and foot are set."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for every list."""
    own = (tasks(handbook, each) for each in handbook.documents if "checklist" in each.prints)
    lists = (*checklists(handbook), *(each for each in own if each.items))
    return tuple(sheet(handbook, each) for each in lists)


def sheet(handbook: Handbook, view: ChecklistView) -> Sheet:
    """Give the sheet of a list: one page, unless it is that of a phase."""
    document = view.document
    long = view.kind in ("phase", "tasks")
    parts = [_part(handbook, part, document.path) for part in view.parts]
    introduction = paper(handbook, view.introduction, document.path)
    data = {
        "frame": frame(handbook, view.title, document, _address(handbook, view)),
        "kind": view.kind,
        "aim": paper(handbook, view.aim, document.path),
        "pause_point": paper(handbook, view.pause_point, document.path),
        "style": view.style,
        "reads": _titles(handbook, view.reads),
        "answers": _titles(handbook, view.answers),
        "decides": _titles(handbook, (view.decides,)),
        "introduction": introduction,
        "definitions": paper(handbook, document.definitions, document.path),
        "parts": parts,
        "notes": notes(handbook, document, *(item["text"] for part in parts for item in part["items"])),
        "row": LOWEST if long else _row(view),
    }
    return Sheet(
        path=view.path,
        kind="checklist",
        template="checklist",
        title=view.title,
        subject=view.subject,
        pages=None if long else 1,
        wanted=10.0 if long else 12.0,
        smallest=9.0,
        data=data,
        places={"": _place(view)},
        names={"": view.title},
        publish=document.publish,
    )


def _address(handbook: Handbook, view: ChecklistView) -> str:
    """Give the page of a list; tasks stand on the page of their document."""
    return "" if view.kind == "tasks" else handbook.addresses.checklist(view.id)


def _row(view: ChecklistView) -> float:
    return round(min(TALLEST, max(LOWEST, ROOM / max(1, len(view.items)) - 1)), 1)


def _place(view: ChecklistView) -> Place:
    names = {"gate": "gate", "phase": "steps", "prepare": "prepare", "list": "items"}
    return view.document.where(names.get(view.kind, ""))


def _titles(handbook: Handbook, ids: Iterable[str]) -> list[str]:
    return [role.title for role in handbook.found(Role, ids)]


def _part(handbook: Handbook, part: Part, path: str) -> dict[str, Any]:
    return {
        "title": paper(handbook, part.title, path),
        "text": paper(handbook, part.text, path),
        "items": [
            {
                "text": paper(handbook, item.text, path),
                "why": paper(handbook, item.why, path),
                "who": _titles(handbook, item.who),
                "lane": item.lane,
                "amount": item.amount,
            }
            for item in part.items
        ],
    }
