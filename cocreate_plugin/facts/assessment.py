"""The self-assessment: the statements of the success factors, by group."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..handbook import Handbook
from ..kinds import Phase, Statement, SuccessFactor
from .coverage import by_group


@dataclass(frozen=True, slots=True)
class Assessed:
    """A factor with its statements as they are scored: what stands below one is left to the factor's page."""

    factor: SuccessFactor
    statements: tuple[Statement, ...]
    since: tuple[Phase | None, ...]
    """Of each statement: the phase from which on it can be answered; None: from the beginning."""


@dataclass(frozen=True, slots=True)
class FactorGroup:
    """Factors that stand together; the name may be empty."""

    name: str
    factors: tuple[Assessed, ...]


def assessment(handbook: Handbook) -> tuple[FactorGroup, ...]:
    """Give the published factors that have statements, by group in the order of the factors."""
    factors = [factor for factor in handbook.published(SuccessFactor) if factor.statements]
    return tuple(
        FactorGroup(name, tuple(_assessed(handbook, factor) for factor in together))
        for name, together in by_group(factors).items()
    )


def _assessed(handbook: Handbook, factor: SuccessFactor) -> Assessed:
    statements = tuple(replace(statement, more="") for statement in factor.statements or ())
    since = (handbook.find(Phase, statement.since) for statement in statements)
    return Assessed(factor, statements, tuple(phase if phase and phase.publish else None for phase in since))
