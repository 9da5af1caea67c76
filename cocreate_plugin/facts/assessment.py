"""The self-assessment: the statements of the success factors, by group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ..handbook import Handbook
from ..kinds import Entry, SuccessFactor


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
    found = [
        Assessed(factor, tuple(factor.statements))
        for factor in handbook.success_factors
        if factor.publish and factor.statements and len(factor.statements)
    ]
    order: dict[str, int] = {}
    for each in found:
        order.setdefault(each.factor.group or "", len(order))
    found.sort(key=lambda each: order[each.factor.group or ""])
    return tuple(
        FactorGroup(name, tuple(together))
        for name, together in groupby(found, lambda each: each.factor.group or "")
    )
