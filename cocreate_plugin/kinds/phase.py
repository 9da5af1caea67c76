"""Phase: a stretch of the process with a question, steps in five lanes and a gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from .base import (
    A3Ids,
    ChecklistIds,
    Document,
    Duration,
    Entry,
    FactorIds,
    Listing,
    ModelIds,
    Ref,
    RoleIds,
    Step,
    Task,
    Text,
    section,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Document):
    """A stretch of the process with one question, steps seen and unseen, and a gate at its end."""

    kind: ClassVar[str] = "phase"
    folder: ClassVar[str] = "phases"
    prints: ClassVar[tuple[str, ...]] = ()

    duration: Duration | None = None
    """How long it takes, such as `4-8 weeks`."""
    decides: Annotated[str | None, Ref("role")] = None
    """The role that decides at the gate."""
    decides_with: RoleIds = ()
    """Roles that decide with it, where there is somebody in them: all say yes, or it is a no."""
    success_factors: FactorIds = ()
    """Factors that this phase serves most."""
    dialogue_models: ModelIds = ()
    """Dialogue models that suit it."""
    a3: A3Ids = ()
    """A3 sheets used in it."""
    checklists: ChecklistIds = ()
    """Stand-alone checklists used in it."""
    roles: RoleIds = ()
    """Roles that take part without being named in a step."""
    style: Literal["read-do", "do-confirm"] | None = None
    """How the gate is read: each item then done, or done first and then confirmed."""
    pause_point: str | None = None
    """Exactly when the gate is read."""

    question: Text | None = section()
    """The question that the phase answers."""
    entry: Listing[Entry] | None = section()
    """What must be in place before it begins."""
    inputs: Listing[Entry] | None = section()
    """What it works on."""
    steps: Listing[Step] | None = section()
    """What happens, each step in the five lanes."""
    outputs: Listing[Entry] | None = section()
    """What it leaves behind."""
    participants_receive: Text | None = section()
    """What those who took part hold in their hands afterwards."""
    gate: Listing[Task] | None = section()
    """What must be true before the next phase; a checklist is made of it."""
    pitfalls: Listing[Entry] | None = section()
    """What usually goes wrong."""
