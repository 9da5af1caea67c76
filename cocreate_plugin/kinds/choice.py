"""Choice: candidates, criteria, scores and a decision with reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from .base import Criterion, Document, Listing, ModelIds, Rating, Ref, Text, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Document):
    """Candidates compared by criteria that were agreed before the test, and what was chosen."""

    kind: ClassVar[str] = "choice"
    folder: ClassVar[str] = "choices"
    prints: ClassVar[tuple[str, ...]] = ()

    candidates: ModelIds = ()
    """Dialogue models that were tried."""
    chosen: Annotated[str | None, Ref("dialogue-model")] = None
    """The one that was chosen; none: not yet, or none of them."""
    decided_by: Annotated[str | None, Ref("role")] = None
    """The role that decides, once the numbers are known."""
    date: dt.date | None = None
    """When it was chosen."""

    question: Text | None = section()
    """What is chosen and why."""
    criteria: Listing[Criterion] | None = section(
        columns=("criterion", "weight", "must"), required=("criterion",)
    )
    """Success factors with their weight, and whether one must be met."""
    scores: Listing[Rating] | None = section()
    """What each rater gave, 1 to 5."""
    reasons: Text | None = section()
    """Why this one."""
    minority_view: Text | None = section()
    """What those thought who would have chosen otherwise."""
