"""Checklist: a list that no other document generates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from .base import Document, Listing, RoleIds, Shaped, Task, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Document):
    """A short list read at one pause point; all tasks of the body form it, in order."""

    kind: ClassVar[str] = "checklist"
    folder: ClassVar[str] = "checklists"
    prints: ClassVar[tuple[str, ...]] = ()

    pause_point: str | None = None
    """Exactly when it is read."""
    working_days_before: Annotated[int | None, Shaped("count")] = None
    """How many working days before an event it is read: an event with a date then gives its day."""
    style: Literal["read-do", "do-confirm"] | None = None
    """Each item read, then done; or done first from memory, then confirmed (Gawande 2009)."""
    reads: RoleIds = ()
    """Who reads it aloud."""
    answers: RoleIds = ()
    """Who answers."""
    revised: dt.date | None = None
    """When it was last changed after use."""

    items: Listing[Task] | None = section(whole_body=True)
    """The tasks of the body; a `##` above some of them is a subheading."""
