"""The self-assessment: the statements of the success factors, by group."""

from __future__ import annotations

from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Entry, SuccessFactor
from .coverage import by_group


@dataclass(frozen=True, slots=True)
class Assessed:
    """A factor with its statements, each known by its permanent id or its place."""

    factor: SuccessFactor
    statements: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FactorGroup:
    """Factors that stand together; the name may be empty."""

    name: str
    factors: tuple[Assessed, ...]


def assessment(handbook: Handbook) -> tuple[FactorGroup, ...]:
    """Give the published factors that have statements, by group in the order of the factors."""
    factors = [factor for factor in handbook.of(SuccessFactor) if factor.publish and factor.statements]
    return tuple(
        FactorGroup(name, tuple(Assessed(factor, tuple(factor.statements or ())) for factor in together))
        for name, together in by_group(factors).items()
    )
