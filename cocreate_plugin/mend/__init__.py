"""Edits that put a problem right where only one answer is possible; one source for commands and editors."""

from __future__ import annotations

from collections import Counter
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


MOST_OF_A_CODE = 300
"""Problems of one code that are mended at once; each is held against all that it may mean."""


def with_edits(problems: Iterable[Problem], book: Handbook, root: Path | None = None) -> tuple[Problem, ...]:
    """Give the problems with their edits; those that a check has given stay as they are.

    Of thousands with one code the first get theirs; mending goes in rounds, so the next have their turn.
    """
    folder = root or book.root

    @cache
    def read(path: str) -> Lines:
        return lines_of(folder, path, book.disk)

    found = []
    tried: Counter[str] = Counter()
    for problem in problems:
        mender = _MENDERS.get(problem.code)
        if mender and not problem.edits and tried[problem.code] < MOST_OF_A_CODE:
            tried[problem.code] += 1
            edits = tuple(mender(Context(problem, read(problem.place.path), book, read)))
            problem = replace(problem, edits=edits) if edits else problem
        found.append(problem)
    return tuple(found)
