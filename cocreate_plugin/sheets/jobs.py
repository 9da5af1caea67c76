"""Sheets as jobs: what is printed, from what, and what each box is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from ..pdf.jobs import Fit, Job, Part
from .html import html, key, pictures_of
from .sheet import PAPERS, Sheet

T = TypeVar("T")

REMEDIES = {
    "checklist": "list",
    "pocket": "list",
    "cards": "card",
    "blueprint": "titles",
    "blueprint-process": "titles",
    "calendar": "titles",
    "matrix": "titles",
}
"""What helps where a sheet of a template holds too much: the phrase `remedy.<word>` says it."""

OF_A3 = {"_agreed-": "agreements", "_coach_asks": "coach", "_": "title-block", "": "share"}
"""The same for the boxes of an A3, by how their names begin: only those of the content have shares."""


def jobs(sheets: Iterable[Sheet], root: Path) -> tuple[Job, ...]:
    """Make a job of each sheet; its HTML is written in the worker, and only when the sheet is new."""
    return tuple(
        Job(
            path=sheet.path,
            key=_key(sheet, root),
            html=partial(html, sheet, root),
            root=root,
            base=root,
            fit=Fit(sheet.wanted, sheet.smallest, sheet.pages),
            places=_by_box(sheet, lambda part: part.places),
            names=_by_box(sheet, lambda part: part.names),
            forms=sheet.forms,
            remedies=_by_box(sheet, _remedies),
            patience=1 if sheet.pages else 5,
            parts=tuple(
                Part(partial(html, part, root), Fit(part.wanted, part.smallest, part.pages))
                for part in sheet.parts
            ),
            larger=tuple(
                Part(partial(html, one, root), Fit(one.wanted, one.smallest, one.pages))
                for one in sheet.larger
            ),
            papers=_papers(sheet),
            drawings=tuple(dict.fromkeys(name for part in (sheet, *sheet.parts) for name in _drawings(part))),
            by_chapters=sheet.template == "book",
            weight=sum(len(str(part.data)) for part in (sheet, *sheet.parts)),
        )
        for sheet in sheets
    )


def _papers(sheet: Sheet) -> tuple[str, ...]:
    """Name the papers on which a sheet may be printed; none where it only takes more of the same."""
    found = tuple(PAPERS[one.frame.paper, one.paper] for one in (sheet, *sheet.larger))
    return found if len({*found}) > 1 or not sheet.larger else ()


def _remedies(sheet: Sheet) -> Mapping[str, str]:
    """Name what would help where a box holds too much, by box; `""` is any other one."""
    if sheet.template != "a3":
        return {"": REMEDIES.get(sheet.template, "")}
    of_boxes = {
        box: next(word for begin, word in OF_A3.items() if box.startswith(begin)) for box in sheet.names
    }
    return {**of_boxes, "": ""}


def _drawings(sheet: Sheet) -> Iterator[str]:
    return (name for name in pictures_of(sheet) if name.lower().endswith(".svg"))


def _key(sheet: Sheet, root: Path) -> str:
    """Hash what a sheet is made from, with those that follow in the same file, and those on larger paper."""
    others = (*sheet.parts, *sheet.larger)
    if not others:
        return key(sheet, root)
    fits = repr([(one.wanted, one.smallest, one.pages) for one in others])
    return sha256(
        "\n".join([key(sheet, root), fits, *(key(one, root) for one in others)]).encode()
    ).hexdigest()


def _by_box(sheet: Sheet, of: Callable[[Sheet], Mapping[str, T]]) -> dict[str, T]:
    """Join what is known of the boxes of a sheet and of those that follow it."""
    known = dict(of(sheet))
    for number, part in enumerate(sheet.parts, 1):
        known |= {f"{number}/{box}": value for box, value in of(part).items()}
    return known
