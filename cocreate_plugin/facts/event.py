"""An event: the dialogue models, materials, copies and lists of a session."""

from __future__ import annotations

from ..kinds import DialogueModel
from .schedule import Schedule


def models_of(schedule: Schedule) -> tuple[DialogueModel, ...]:
    """Give the dialogue models of an agenda, each once."""
    return tuple({block.model.id: block.model for block in schedule.blocks if block.model}.values())
