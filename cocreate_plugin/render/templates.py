"""Where templates come from: the package's own, and those that lie beside the handbook's content."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

OURS = Path(__file__).parent.parent / "templates"
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
