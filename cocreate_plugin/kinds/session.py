"""Session: one event with date, place, times, and what is printed for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from .base import Document, Entry, Listing, Ref, Row, Shaped, section


@dataclass(frozen=True, slots=True)
class Copies:
    """A sheet and how many copies of it are printed; None: one per group and a spare."""

    id: str
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Document):
    """One event: when, where, how many people, and its agenda."""

    kind: ClassVar[str] = "session"
    folder: ClassVar[str] = "sessions"
    prints: ClassVar[tuple[str, ...]] = ()

    date: dt.date | None = None
    """The day."""
    start: dt.time | None = None
    """When it begins, such as `13:10`."""
    place: str | None = None
    """Where."""
    people: Annotated[int | None, Shaped("count")] = None
    """How many take part."""
    groups: Annotated[int | None, Shaped("count")] = None
    """How many tables or groups."""
    phase: Annotated[str | None, Ref("phase")] = None
    """The phase that it belongs to."""
    facilitator: str | None = None
    """Who leads: a role or a unit."""
    a3: Annotated[tuple[Copies, ...], Ref("a3")] = ()
    """Sheets to print, with or without a number of copies."""
    checklists: Annotated[tuple[str, ...], Ref("checklist", generated=True)] = ()
    """Checklists due, also those that are made for you, such as `gate-explore` and `prepare-world-cafe`."""

    sign_in: bool = True
    """`no`: nobody signs in, so that no sign-in list and no name cards are printed."""
    consent: Annotated[str | None, Ref("text")] = None
    """The text whose items people agree to, one by one, on the sign-in list."""
    names: tuple[str, ...] = ()
    """Who is expected, each as `name, where from, group`, for the sign-in list and the name cards.

    Only where `publish: no` keeps the session from the site.
    """

    questions: Listing[Entry] | None = section()
    """What participants are asked; it is printed for them, with the questions of the dialogue models."""
    agenda: Listing[Row] | None = section(
        columns=("at", "min", "step", "how", "lead", "mode", "shorten_to"), required=("step",)
    )
    """The rows; a link to a dialogue model stands for that model's rows."""
