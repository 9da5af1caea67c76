"""Where templates come from: the package's own, and those that lie beside the handbook's content."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..handbook import TEMPLATES
from ..problems import Place, Problem, problem
from ..sources import leads_out
from .sandbox import Sandbox

OURS = Path(__file__).parents[1] / "templates"
_FILE_NAME = re.compile(r"""(?<=["'(=])[^"'()<>{}\s]+\.\w{2,5}(?=["')\s>])""")
"""What may be the address of a file in HTML or in a style."""


class _TheirLoader(FileSystemLoader):
    """Finds templates beside the handbook's content, and none through a link that leaves the handbook."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / TEMPLATES)
        self.root = root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give the text of a template, its file, and whether it is still the same."""
        text, file, fresh = super().get_source(environment, template)
        if leads_out(Path(file), self.root):
            raise TemplateNotFound(template)
        return text, file, fresh


def environment(root: Path) -> Sandbox:
    """Make the environment in which templates run; what they insert in HTML is escaped."""
    ours = FileSystemLoader(OURS)
    loaders: list[BaseLoader] = [_TheirLoader(root), ours, PrefixLoader({"built-in": ours})]
    return Sandbox(
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
    place = Place(TEMPLATES)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".jinja"):
            place = Place(_from(root, frame.filename), frame.lineno or 1)
    if isinstance(error, TemplateSyntaxError):
        place = Place(_from(root, error.filename or f"{TEMPLATES}/{error.name or ''}"), error.lineno)
    detail = " ".join(str(error).split()) or type(error).__name__
    return BrokenTemplate(problem("bad-template", place, detail=detail[:200]))


def _from(root: Path, name: str) -> str:
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def own_files(root: Path, but: str) -> tuple[str, ...]:
    """Name what lies with the own templates, but in one folder, and the files that those templates name."""
    folder = root / TEMPLATES
    files = sorted(file for file in folder.rglob("*") if file.is_file() and folder / but not in file.parents)
    texts = (file.read_text("utf-8", "replace") for file in files if file.suffix in (".jinja", ".css"))
    named = {name for text in texts for name in _FILE_NAME.findall(text) if (root / name).is_file()}
    return tuple(dict.fromkeys([*(file.relative_to(root).as_posix() for file in files), *sorted(named)]))


def _is_html(name: str | None) -> bool:
    return name is None or name.endswith(".html.jinja")


__all__ = [
    "BrokenTemplate",
    "Context",
    "Markup",
    "Sandbox",
    "broken",
    "environment",
    "escape",
    "own_files",
    "pass_context",
]
