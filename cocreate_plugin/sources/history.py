"""When each file was last changed, by the repository's history."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_DAY = re.compile("^@[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def last_changes(root: Path, process: str) -> Mapping[str, dt.date]:
    """Give the day of each file's last commit, by path from the root; empty when history cannot tell.

    A shallow copy of a repository is no history: every file would bear the date of the newest commit.
    """
    git = shutil.which("git")
    if git is None or _said(git, root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    found: dict[str, dt.date] = {}
    day: dt.date | None = None
    log = _said(
        git,
        root,
        "-c",
        "core.quotepath=off",
        "log",
        "--format=@%cs",
        "--name-only",
        "--relative",
        "--",
        process,
    )
    for line in log.split("\n"):
        if _DAY.match(line):
            day = dt.date.fromisoformat(line[1:])
        elif line and day is not None:
            found.setdefault(line, day)
    return found


def source_date() -> dt.date | None:
    """Give the day that `SOURCE_DATE_EPOCH` names (reproducible-builds.org), if it does."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not re.fullmatch("[0-9]{1,12}", given):
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).date()
    except (OverflowError, ValueError, OSError):  # a year that no calendar has
        return None


def _said(git: str, root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            [git, *words],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
