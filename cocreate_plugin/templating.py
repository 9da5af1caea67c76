"""Where templates come from: the package's own, and those that lie beside the handbook's content."""

from __future__ import annotations

import traceback
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from .problems import Place, Problem, problem

OURS = Path(__file__).parent / "templates"
THEIRS = "templates"
"""A folder of this name at the handbook's root; a template in it takes the place of ours.

It may keep most of ours: `{% extends "built-in/sheets/a3.html.jinja" %}` and only the blocks that differ.
"""


def environment(root: Path) -> SandboxedEnvironment:
    """Make the environment in which templates run; what they insert in HTML is escaped."""
    ours = FileSystemLoader(OURS)
    loaders: list[BaseLoader] = [FileSystemLoader(root / THEIRS), ours, PrefixLoader({"built-in": ours})]
    return SandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=_is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


class BrokenTemplate(Exception):
    """A template cannot be filled; nearly always one of the handbook's own."""

    def __init__(self, problem: Problem) -> None:
        """Keep what is wrong, with its place."""
        super().__init__(problem.code)
        self.problem = problem


def broken(error: Exception, root: Path) -> BrokenTemplate:
    """Find the line of a template that an error comes from."""
    place = Place(THEIRS)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".jinja"):
            place = Place(_from(root, frame.filename), frame.lineno or 1)
    if isinstance(error, TemplateSyntaxError):
        place = Place(_from(root, error.filename or f"{THEIRS}/{error.name or ''}"), error.lineno)
    detail = " ".join(str(error).split()) or type(error).__name__
    return BrokenTemplate(problem("bad-template", place, detail=detail[:200]))


def _from(root: Path, name: str) -> str:
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def own_templates(root: Path, folder: str) -> str:
    """Hash the handbook's own templates of a folder; empty when there are none."""
    files = sorted(each for each in (root / THEIRS / folder).rglob("*.jinja") if each.is_file())
    if not files:
        return ""
    seen = sha256()
    for file in files:
        seen.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return seen.hexdigest()


def _is_html(name: str | None) -> bool:
    return name is None or name.endswith(".html.jinja")


__all__ = [
    "BrokenTemplate",
    "Markup",
    "SandboxedEnvironment",
    "broken",
    "environment",
    "escape",
    "own_templates",
]
