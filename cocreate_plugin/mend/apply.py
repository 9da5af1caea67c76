"""Edits put into texts: those of one problem all or none, and of two that overlap only the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..problems import Edit, Move, Problem
from .lines import LINE_END


@dataclass
class Plan:
    """What can be done at once: edits that leave each other alone, and files that get a new name."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    done: list[Problem] = field(default_factory=list)


def planned(problems: Iterable[Problem]) -> Plan:
    """Take the edits of one problem after the other; what meets an earlier one waits for another round."""
    plan = Plan()
    for problem in problems:
        edits = [each for each in problem.edits if isinstance(each, Edit)]
        moves = [each for each in problem.edits if isinstance(each, Move)]
        taken = {*plan.moves, *plan.moves.values()}
        if not problem.edits or any({move.path, move.to} & taken for move in moves):
            continue
        if any(_meets(edit, plan.edits.get(edit.place.path, ())) for edit in edits):
            continue
        for edit in edits:
            plan.edits.setdefault(edit.place.path, []).append(edit)
        plan.moves |= {move.path: move.to for move in moves}
        plan.done.append(problem)
    return plan


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Put edits into a text; its line ends and its byte order mark stay as they are.

    Raises `ValueError` when an edit lies outside the text.
    """
    mark = text[:1] if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    ends = list(LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    lengths = [*(end.start() for end in ends), len(text)]
    line_end = ends[0][0] if ends else "\n"

    def offset(line: int, column: int) -> int:
        if (
            not 0 < line <= len(starts)
            or not starts[line - 1] <= starts[line - 1] + column - 1 <= lengths[line - 1]
        ):
            raise ValueError(f"no place {line}:{column}")
        return starts[line - 1] + column - 1

    for edit in sorted(edits, key=lambda each: (each.end_line, each.end_column, each.place), reverse=True):
        start, end = offset(edit.place.line, edit.place.column), offset(edit.end_line, edit.end_column)
        text = text[:start] + re.sub("\n", lambda _: line_end, edit.text) + text[end:]
    return mark + text


def applied_to(files: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Give all files, by path, after a plan."""
    after = {path: applied(text, plan.edits.get(path, ())) for path, text in files.items()}
    return {plan.moves.get(path, path): text for path, text in after.items()}


def _meets(edit: Edit, others: Iterable[Edit]) -> bool:
    """Tell whether two edits touch: at an edge too, for there the order would matter."""
    start, end = (edit.place.line, edit.place.column), (edit.end_line, edit.end_column)
    return any(
        start <= (other.end_line, other.end_column) and (other.place.line, other.place.column) <= end
        for other in others
    )
