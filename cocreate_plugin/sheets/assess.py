"""Self-assessment: the statements of the success factors, to be scored alone and added up together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from ..facts.assessment import Assessed, FactorGroup, assessment
from ..handbook import Handbook
from ..phrases import phrases
from .sheet import Sheet, in_large_print, sheet_of

SCORES = (1, 2, 3, 4, 5)
"""From not at all to fully."""

ACTION, TALK = 3, 2
"""A mean below the first asks for an action, a spread from the second on for a talk: our own proposal."""

SIZE, SMALLEST = 10.0, 9.0
"""Type sizes of the form in points."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """How the fields of a factor are called: answers by name; what a group writes begins with the id."""

    factor: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form is filled with."""

    groups: tuple[FactorGroup, ...]
    scores: tuple[int, ...] = SCORES
    action: int = ACTION
    talk: int = TALK
    form: bool = False
    """Whether it is filled in on the screen."""
    fields: tuple[FieldNames, ...] = ()
    """In a form: the names of the fields, factor by factor."""
    large: bool = False
    """In large print there are the statements alone, which each person scores."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the form, when there is a statement to score: to print, in large print, and for the screen."""
    groups = assessment(handbook)
    if not groups:
        return ()
    printed = sheet(handbook, groups)
    fields = tuple(_fields(scored) for group in groups for scored in group.factors)
    data = replace(cast("Form", printed.data), form=True, fields=fields)
    path = "print/assess-form.pdf"
    on_screen = replace(printed, path=path, kind="assess-form", data=data, forms=True, is_again=True)
    return printed, in_large_print(printed, "assess-large", "print/assess-large.pdf"), on_screen


def _fields(scored: Assessed) -> FieldNames:
    """Name the fields by permanent ids, else by number; a dot would make a group of fields."""
    factor = scored.factor.id
    return FieldNames(
        factor,
        tuple(
            f"{factor}_is_{each.id.replace('.', '-')}" if each.given_id else f"{factor}_number_{number}"
            for number, each in enumerate(scored.statements, 1)
        ),
    )


def sheet(handbook: Handbook, groups: tuple[FactorGroup, ...]) -> Sheet:
    """Give the form: how to, then each factor with boxes to tick and a row for the group's score."""
    return sheet_of(
        handbook,
        None,
        Form(groups),
        path="print/assess.pdf",
        kind="assess",
        title=phrases(handbook.language).t("assess.title"),
        page="assess",
        place="success-factors",
        wanted=SIZE,
        smallest=SMALLEST,
    )
