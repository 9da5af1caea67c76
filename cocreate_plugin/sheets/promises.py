"""All promises on one sheet for the wall: what, who keeps it, by when, and room to say that it was kept."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts.promises import keeper_and_time, promises
from ..handbook import Handbook
from ..kinds import Text
from ..phrases import phrases
from .sheet import Sheet, sheet_of
from .texts import field_of

WANTED, SMALLEST = 12.0, 10.0
"""Type sizes of the sheet in points."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise as it stands on the sheet."""

    what: Text
    keeper: str
    by: str
    where: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesTable:
    """What the sheet is filled with."""

    purpose: str
    rows: tuple[PromiseRow, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the sheet, when somebody keeps something."""
    known = [promise for promise in promises(handbook) if promise.document.publish]
    if not any(promise.keepers or promise.within for promise in known):
        return ()
    words = phrases(handbook.language)
    rows = tuple(
        PromiseRow(each.text, *keeper_and_time(each, handbook.language), field_of(each.document, "title"))
        for each in known
    )
    made = sheet_of(
        handbook,
        None,
        PromisesTable(purpose=words.t("promises.lead"), rows=rows),
        *dict.fromkeys(promise.document for promise in known),
        path="print/promises.pdf",
        kind="promises",
        title=words.t("promises.title"),
        page="promises",
        paper="a3",
        landscape=True,
        pages=None,
        wanted=WANTED,
        smallest=SMALLEST,
    )
    return (made,)
