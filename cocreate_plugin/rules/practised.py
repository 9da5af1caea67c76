"""What a practice case says can be counted: models that are there, minutes, days."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.practice import Outcome, Told, Use, linked
from ..facts.scored import Scored, scored
from ..handbook import Handbook
from ..kinds import DialogueModel, Practice
from ..problems import Problem, closest, problem

EXPECTED = {"planned": "whole-number", "real": "whole-number", "by": "day-or-time", "kept": "day-or-no"}
"""What each column holds."""


def cases(handbook: Handbook, case: Practice) -> Iterator[Problem]:
    """Say of a row that it names no dialogue model, or holds no number, no day or an odd one."""
    told = Told(handbook, case)
    scores = scored(handbook, case)
    named: tuple[Use | Scored, ...] = (*told.uses, *(row for row in scores if row.written))
    for use in named:
        link = linked(use.written, case.path)
        if use.model is None and not (link and handbook.at(link) is None):  # a broken link is told as one
            ids = [model.id for model in handbook.of(DialogueModel)]
            yield problem(
                "unknown-reference",
                use.place,
                kind="dialogue-model",
                id=use.written,
                folder="dialogue-models",
                suggestion=closest(use.written, ids),
            )
    for outcome in told.outcomes:
        if outcome.kept and case.date and outcome.kept < case.date:
            given = outcome.kept.isoformat()
            yield problem("doubtful-date", outcome.place, name="kept", given=given, reason="before-event")
    for score in scores:
        if score.is_too_small:
            given = str(score.people)
            yield problem("bad-cell", score.place, column="n1", given=given, expected="five-people")
    rows: tuple[Use | Outcome | Scored, ...] = (*told.uses, *told.outcomes, *scores)
    for row in rows:
        for column, cell in row.refused:
            yield problem(
                "bad-cell",
                row.place,
                column=column,
                given=cell,
                expected=EXPECTED.get(column, "whole-number"),
            )
