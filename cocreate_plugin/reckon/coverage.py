"""Which phase and which dialogue model serves which success factor, and where nothing does."""

from __future__ import annotations

from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import DialogueModel, Phase, SuccessFactor


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where one factor is served."""

    factor: SuccessFactor
    phases: tuple[Phase, ...]
    models: tuple[DialogueModel, ...]

    @property
    def hole(self) -> bool:
        """Tell whether no phase, or no dialogue model, serves it."""
        return not self.phases or not self.models


def coverage(handbook: Handbook) -> tuple[Coverage, ...]:
    """Give every factor, in order, with the published phases and models that serve it."""
    return tuple(
        Coverage(
            factor,
            tuple(each for each in handbook.naming(factor, Phase, "success_factors") if each.publish),
            tuple(each for each in handbook.naming(factor, DialogueModel, "success_factors") if each.publish),
        )
        for factor in handbook.success_factors
        if factor.publish
    )
