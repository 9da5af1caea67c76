"""What a practice case says can be counted: models that are there, minutes, days."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.practice import Outcome, Told, Use
from ..handbook import Handbook
from ..kinds import DialogueModel, Practice
from ..problems import Problem, closest, problem

EXPECTED = {"planned": "whole-number", "real": "whole-number", "by": "day-or-time", "kept": "day-or-no"}
"""What each column holds."""


def cases(handbook: Handbook, case: Practice) -> Iterator[Problem]:
    """Say of a row that it names no dialogue model, or holds no number or day."""
    told = Told(handbook, case)
    for use in told.uses:
        if use.model is None:
            ids = [model.id for model in handbook.of(DialogueModel)]
            yield problem(
                "unknown-reference",
                use.place,
                kind="dialogue-model",
                id=use.written,
                folder="dialogue-models",
                suggestion=closest(use.written, ids),
            )
    rows: tuple[Use | Outcome, ...] = (*told.uses, *told.outcomes)
    for row in rows:
        for column, cell in row.refused:
            yield problem("bad-cell", row.place, column=column, given=cell, expected=EXPECTED[column])
