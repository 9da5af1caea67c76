"""DialogueModel: a described way to hold a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .base import (
    A3Ids,
    ChecklistIds,
    Document,
    Entry,
    FactorIds,
    Listing,
    ModelIds,
    Row,
    Span,
    Task,
    Text,
    section,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueModel(Document):
    """A described way to hold a conversation: purpose, people, steps with minutes, material."""

    kind: ClassVar[str] = "dialogue-model"
    folder: ClassVar[str] = "dialogue-models"
    prints: ClassVar[tuple[str, ...]] = ()

    lane: Literal["frontstage", "backstage"] | None = None
    """`backstage`: a meeting of the organisation behind the scene.

    Who looks for a dialogue with participants is not led to it.
    """
    people: Span | None = None
    """How many people it suits, such as `2-8` or `12+`."""
    success_factors: FactorIds = ()
    """Factors that it serves."""
    before: ModelIds = ()
    """Dialogue models that may come before it; what may come after is worked out from theirs."""
    a3: A3Ids = ()
    """A3 sheets used with it."""
    checklists: ChecklistIds = ()
    """Stand-alone checklists used with it."""

    use_when: Listing[Entry] | None = section()
    """When it is the right choice."""
    not_when: Listing[Entry] | None = section()
    """When it is the wrong one."""
    prepare: Listing[Task] | None = section()
    """What is done before; a checklist is made of it."""
    materials: Listing[Entry] | None = section()
    """What lies on the table; `× person` or `× group` multiplies. `(used again)` at the end counts it once
    for all models of an event."""
    questions: Listing[Entry] | None = section()
    """What participants are asked; a page that they hold is made of it."""
    run_sheet: Listing[Row] | None = section(
        columns=("min", "step", "how", "lead", "mode", "together", "shorten_to"),
        required=("min", "step"),
    )
    """The steps with their minutes."""
    goes_wrong: Listing[Entry] | None = section()
    """What usually goes wrong."""
    online: Text | None = section()
    """How it is held online."""

    @property
    def is_backstage(self) -> bool:
        """Tell a meeting behind the scene from a dialogue with participants."""
        return self.lane == "backstage"

    @property
    def minutes(self) -> int:
        """Add up the run sheet, in minutes."""
        return sum(row.min or 0 for row in self.run_sheet or ())
