"""Paper for the site: printed before the old site is cleaned away, or on demand while serving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..handbook import Handbook
from ..problems import Problem
from ..render.site import Site
from ..views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """What was printed: files by their place on the site, and what was found on the way."""

    files: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give every sheet that the site offers."""
    return ()


def printed(site: Site, cache: Path, workers: int | None) -> Paper:
    """Print everything."""
    return Paper()


def on_demand(app: Any, mount: str, site_dir: Path, make: Any) -> Any:
    """Make a PDF when somebody asks for it."""
    return app
