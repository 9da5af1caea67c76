"""When each file was last changed, by the repository's history."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from .git import answer, find_git

MOST_REPOSITORIES = 20
"""One for each kind of document is more than enough."""

_LOG = "log --format=@%cs --name-only --relative --no-show-signature --no-ext-diff --no-textconv --no-color"
_DAY = re.compile("^@[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def last_changes(root: Path, process: str, until: str = "") -> Mapping[str, dt.date]:
    """Give the day of each file's last commit, by path from the root; empty when history cannot tell.

    `until` is the commit that is the last to count; none: the one that is checked out.

    The folder of the content, or one within it, may be a repository of its own (a submodule). A shallow copy
    of a repository is no history: every file would bear the date of the newest commit.
    UnansweredError when git does not end or prints for ever.
    """
    git = find_git(root)
    content = root / process
    if git is None or not content.is_dir():
        return {}
    changes: dict[str, dt.date] = {}
    for folder in (content, *_repositories_in(content)):
        below = folder.relative_to(root).as_posix()
        changes |= {posixpath.join(below, path): day for path, day in _changes_in(git, folder, until)}
    return changes


def _repositories_in(content: Path) -> list[Path]:
    """Find the folders that are repositories of their own; a link could lead to one outside."""
    try:
        with os.scandir(content) as entries:
            folders = [Path(entry) for entry in entries if entry.is_dir(follow_symlinks=False)]
        return [folder for folder in sorted(folders) if (folder / ".git").exists()][:MOST_REPOSITORIES]
    except OSError:  # The reader of files says that a folder cannot be read.
        return []


def _changes_in(git: str, folder: Path, until: str) -> Iterator[tuple[str, dt.date]]:
    """Name the files of a folder, by path from it, with the day of their last commit in its repository."""
    if answer(git, folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return
    day: dt.date | None = None
    seen: set[str] = set()
    for line in answer(git, folder, *_LOG.split(), *([until] if until else []), "--", ".").split("\n"):
        if _DAY.match(line):
            day = _date(line[1:])
        elif line and day is not None and line not in seen:
            seen.add(line)
            yield line, day


def source_date() -> dt.date | None:
    """Give the day that `SOURCE_DATE_EPOCH` names (reproducible-builds.org), if it does."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not re.fullmatch("[0-9]{1,12}", seconds):
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    except (OverflowError, ValueError, OSError):  # a year that no calendar has
        return None


def _date(written: str) -> dt.date | None:
    with suppress(ValueError):  # a day that no calendar has
        return dt.date.fromisoformat(written)
    return None
