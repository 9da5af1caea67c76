"""Practice: what happened at one event, told afterwards by those who held it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from .base import A3Ids, Document, Entry, Listing, Record, Ref, Shaped, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Document):
    """An event that was held: where, when, how long it took, which promises were kept, who was there."""

    kind: ClassVar[str] = "practice"
    folder: ClassVar[str] = "practice"

    made_up: bool = False
    """`yes` for an example that did not happen: it is shown, and counted nowhere."""
    date: dt.date | None = None
    """The day on which it was held; days to reply are counted from it."""
    setting: str | None = None
    """The process that it belonged to: a name of its own, the same in each of its cases; nobody’s name."""
    stopped: bool = False
    """`yes` when the process ended before what was chosen came into use."""
    place: str | None = None
    """Where, no smaller than a municipality if people could be known by it."""
    people: Annotated[int | None, Shaped("count")] = None
    """How many took part."""
    phase: Annotated[str | None, Ref("phase")] = None
    """The phase that it belonged to."""
    a3: A3Ids = ()
    """Sheets that were used."""
    perspectives_invited: tuple[str, ...] = ()
    """Whose perspectives were invited, such as `[relatives, home care]`; no names."""
    perspectives_present: tuple[str, ...] = ()
    """Which of them somebody was there for."""

    time_taken: Listing[Record] | None = section(columns=("model", "planned", "real"), required=("model",))
    """Each dialogue model that was used, with the minutes planned and the minutes it took."""
    promises_kept: Listing[Record] | None = section(
        columns=("promise", "by", "kept"), required=("promise", "kept")
    )
    """What was promised, by when (a date, or `within 10 working days`), and the day on which it was kept.

    `no` for one that was not kept; an empty cell for one that is still open.
    """
    scored: Listing[Record] | None = section(
        columns=("model", "measure", "group", "n1", "n2", "n3", "n4", "n5"),
        required=("model", "measure", "n1", "n2", "n3", "n4", "n5"),
    )
    """How many people gave 1 to 5, by dialogue model, measure and group; no model: as it was before."""
    what_we_would_change: Listing[Entry] | None = section()
    """What you would do in another way."""
