"""`project({...})` and `handbook({...})`: handbooks in a temporary folder, for our tests and others'."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .handbook import Handbook
from .load import Loaded, load
from .phrases import phrases
from .problems import Level

__all__ = ["handbook", "project", "report", "write"]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and give the folder; text is written as UTF-8 with LF."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def project(files: Mapping[str, str | bytes], today: dt.date | None = None) -> Loaded:
    """Load a handbook from texts by path, such as `{"process/phases/explore.md": "---..."}`."""
    with tempfile.TemporaryDirectory() as folder:
        return load(write(Path(folder), files), today=today)


def handbook(files: Mapping[str, str | bytes]) -> Handbook:
    """Load a handbook that must have no problem but notes."""
    loaded = project(files)
    if any(problem.level is not Level.NOTE for problem in loaded.problems):
        raise AssertionError("\n".join(report(loaded)))
    return loaded.handbook


def report(loaded: Loaded, language: str = "en") -> list[str]:
    """Write the problems as the commands show them."""
    return [phrases(language).line(problem) for problem in loaded.problems]
