"""Which phase and which dialogue model serves which success factor, and where nothing does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import DialogueModel, Document, Phase, SuccessFactor


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
            handbook.naming(factor, Phase, "success_factors"),
            handbook.naming(factor, DialogueModel, "success_factors"),
        )
        for factor in handbook.published(SuccessFactor)
    )


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor with the columns that serve it."""

    cover: Coverage
    marks: tuple[bool, ...]
    """One for each phase, then one for each dialogue model."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Factors down, phases and dialogue models across."""

    phases: tuple[Phase, ...]
    models: tuple[DialogueModel, ...]
    lines: tuple[FactorLine, ...]

    @property
    def columns(self) -> tuple[Document, ...]:
        """Give phases, then models."""
        return (*self.phases, *self.models)

    @property
    def served(self) -> tuple[int, ...]:
        """Count the factors that each column serves."""
        return tuple(sum(line.marks[at] for line in self.lines) for at in range(len(self.columns)))

    @property
    def holes(self) -> int:
        """Count what is served by nothing, and what serves nothing."""
        factors = sum((not line.cover.phases) + (not line.cover.models) for line in self.lines)
        return factors + sum(not number for number in self.served)


def dialogues(handbook: Handbook) -> tuple[DialogueModel, ...]:
    """Give the published dialogue models that are held with participants."""
    return tuple(model for model in handbook.published(DialogueModel) if not model.is_backstage)


def matrix(handbook: Handbook) -> Matrix:
    """Give the matrix of what is published."""
    phases, models = handbook.published(Phase), dialogues(handbook)
    rows = []
    for cover in coverage(handbook):
        serving = {column.ref for column in (*cover.phases, *cover.models)}
        rows.append(FactorLine(cover, tuple(column.ref in serving for column in (*phases, *models))))
    return Matrix(phases, models, tuple(rows))


def by_group(factors: Iterable[SuccessFactor]) -> dict[str, list[SuccessFactor]]:
    """Put factors by their group, groups in the order of their first factor; the name may be empty."""
    groups: dict[str, list[SuccessFactor]] = {}
    for factor in factors:
        groups.setdefault(factor.group or "", []).append(factor)
    return groups
