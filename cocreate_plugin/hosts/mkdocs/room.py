"""Room for the new site: asked for before the old one is cleared away, and a sentence when it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from errno import EACCES, ENOSPC
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ...pdf.files import unwritable
from ...problems import Place, Problem, problem

NOT_COPIED = (".html", ".md", ".py", ".pyc", ".yml")


def obstacle(config: MkDocsConfig, name: str, paper: Iterable[Path], content: Path) -> Problem | None:
    """Say why the new site cannot be written: no room, no right to write, or a file that nobody may read.

    `name` is the folder in which readers find it. The size of pages is not counted, so nothing that fits is
    refused.
    """
    site = Path(config.site_dir)
    for folder in (Path(config.docs_dir), content):
        closed = next(
            (path for path in _files(folder) if not os.access(path, os.R_OK) and path.exists()), None
        )
        if closed:
            return told(PermissionError(EACCES, os.strerror(EACCES), str(closed)), config.site_dir)
    reason = unwritable(site)
    if not reason and _needed(config, paper) > _free(site):
        reason = os.strerror(ENOSPC)
    return _unwritten(Path(name), reason) if reason else None


def told(error: OSError, site_dir: str, written_into: str = "") -> Problem:
    """Put an error of the system into a problem: MkDocs itself stops at one with a traceback.

    A site may be written into another folder than the one in which it is found.
    """
    reason = error.strerror or str(error)
    path = Path(os.fsdecode(error.filename or site_dir))
    if written_into and path.is_relative_to(written_into):
        path = Path(site_dir, path.relative_to(written_into))
    if error.filename is None or path.is_relative_to(site_dir):
        return _unwritten(path, reason)
    return problem("unreadable-file", Place(_shown(path)), detail=reason)


def _unwritten(path: Path, reason: str) -> Problem:
    return problem("cannot-write", Place(_shown(path)), path=_shown(path), reason=reason)


def _shown(path: Path) -> str:
    return os.path.relpath(path).encode(errors="replace").decode()


def _needed(config: MkDocsConfig, paper: Iterable[Path]) -> int:
    there = (path for folder in (*config.theme.dirs, config.docs_dir) for path in _files(Path(folder)))
    copied = (path for path in there if not path.name.lower().endswith(NOT_COPIED))
    return sum(_size(path) for path in (*copied, *paper))


def _free(site: Path) -> int:
    """Count what is free and what the old site will give back."""
    there = next(folder for folder in (site, *site.parents) if folder.exists())
    return shutil.disk_usage(there).free + sum(_size(path) for path in _files(site))


def _files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(above, name) for name in names)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
