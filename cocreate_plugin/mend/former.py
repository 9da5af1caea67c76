"""A document that was renamed, and what names it still does: the new file is told its former id."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ..handbook import Handbook
from ..problems import Edit, Problem
from ..sources import ID
from .lines import Lines, lines_of

LIKE, ALONE = 0.6, 0.15
"""How much of a lost file another must hold to be it, and how much less any other may."""


def with_former_ids(
    problems: Iterable[Problem], book: Handbook, root: Path, last_text: Callable[[str], str | None]
) -> tuple[Problem, ...]:
    """Let what names a lost document carry the edit that leads on from it: `formerly` in the file it became.

    `last_text` gives what a file held that is no longer there, by its path from the root; None: never there.
    """

    @cache
    def edit(path: str) -> Edit | None:
        folder, id_ = posixpath.dirname(path), posixpath.basename(path).removesuffix(".md")
        if not ID.match(id_) or (root / path).exists():
            return None
        text = last_text(path)
        there = [each.path for each in book.documents if posixpath.dirname(each.path) == folder]
        became = _like(text, {each: lines_of(root, each, book.disk) for each in there}) if text else None
        return _told(became, id_) if became else None

    told: set[str] = set()
    found = []
    for problem in problems:
        path = "" if problem.edits else _lost(problem, book)
        if path and path not in told and (new := edit(path)):
            told.add(path)
            problem = replace(problem, edits=(new,))
        found.append(problem)
    return tuple(found)


def _lost(problem: Problem, book: Handbook) -> str:
    """Give the path of the document that a problem misses; empty when it misses none."""
    word = {"unknown-reference": "id", "broken-link": "target"}.get(problem.code, "")
    named, folder = problem.facts.get(word), problem.facts.get("folder")
    if not isinstance(named, str):
        return ""
    if isinstance(folder, str):
        return f"{book.process}/{folder}/{named.rpartition('/')[2]}.md"
    leads = posixpath.join(posixpath.dirname(problem.place.path), unquote(named.partition("#")[0]))
    path = posixpath.normpath(leads)
    return path if path.endswith(".md") and path.startswith(f"{book.process}/") else ""


def _like(text: str, files: dict[str, Lines]) -> Lines | None:
    """Give the only file that holds most of what a lost one held."""
    lost = text.splitlines()
    ranked = sorted(
        ((difflib.SequenceMatcher(None, lost, each.lines).ratio(), path) for path, each in files.items()),
        reverse=True,
    )
    if not ranked or ranked[0][0] < LIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < ALONE):
        return None
    return files[ranked[0][1]]


def _told(file: Lines, id_: str) -> Edit | None:
    """Write a former id at the top of a file: into its list, or as a line of its own."""
    end = next((at for at, line in enumerate(file.lines[1:], 2) if line.rstrip() == "---"), 0)
    for number in range(2, end):
        if match := re.match(r"^formerly:\s*\[(.*)\]\s*$", file[number]):
            before = f"{match[1]}, " if match[1].strip() else ""
            return file.whole(number, f"formerly: [{before}{id_}]")
        if file[number].startswith("formerly:"):
            return None
    return file.added(end, f"formerly: [{id_}]") if end else None
