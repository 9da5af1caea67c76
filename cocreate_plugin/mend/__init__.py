"""Edits that put a problem right where only one answer is possible; one source for commands and editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..handbook import Handbook
from ..problems import Problem
from .body import BODY
from .context import Context, Mender
from .front import FRONT
from .lines import Lines, lines_of
from .references import REFERENCES

__all__ = ["MENDED", "Lines", "lines_of", "with_edits"]

_MENDERS: dict[str, Mender] = {**FRONT, **BODY, **REFERENCES}
MENDED = frozenset(_MENDERS)
"""Codes whose problems carry an edit where it is certain."""


def with_edits(problems: Iterable[Problem], book: Handbook, root: Path | None = None) -> tuple[Problem, ...]:
    """Give the problems with their edits; those that a check has given stay as they are."""
    folder = root or book.root

    @cache
    def read(path: str) -> Lines:
        return lines_of(folder, path, book.disk)

    found = []
    for problem in problems:
        mender = _MENDERS.get(problem.code)
        if mender and not problem.edits:
            edits = tuple(mender(Context(problem, read(problem.place.path), book, read)))
            problem = replace(problem, edits=edits) if edits else problem
        found.append(problem)
    return tuple(found)
