"""Kinds that other packages bring, through the entry point group `cocreate.kinds`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from ..problems import Place, Problem, problem
from .base import Document

GROUP = "cocreate.kinds"
"""A package names its kinds in its pyproject.toml: `[project.entry-points."cocreate.kinds"]`."""


def with_installed(
    kinds: tuple[type[Document], ...], points: Iterable[EntryPoint] | None = None
) -> tuple[tuple[type[Document], ...], tuple[Problem, ...]]:
    """Give the kinds with those of installed packages, by name; one that cannot be used is reported."""
    found, problems = list(kinds), []
    every = entry_points(group=GROUP) if points is None else points
    for point in sorted(every, key=lambda point: (point.name, point.value)):
        try:
            kind = point.load()
            named = {word for each in found for word in (each.kind, each.folder)}
            if not issubclass(kind, Document) or {kind.kind, kind.folder} & {"", *named}:
                raise TypeError(f"{point.value} is no kind, or its name is taken")
            found.append(kind)
        except Exception as error:
            # Whatever a package of somebody else's does wrong when it is imported.
            detail = " ".join(str(error).split())[:200] or type(error).__name__
            problems.append(problem("bad-plug-in", Place(GROUP), name=point.name, detail=detail))
    return tuple(found), tuple(problems)
