"""When each file was last changed, by the repository's history.

A repository can name programs for git to run, in its configuration and in its objects. None of them is run
here: what a stranger sent is asked for its dates and for nothing else.
"""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Timer

SECONDS = 30
"""A history of a hundred thousand commits is read in a few seconds."""

MOST_BYTES = 64_000_000
"""So much is read of what git prints; the history of a large handbook takes some megabytes."""

MOST_REPOSITORIES = 20
"""One for each kind of document is more than enough."""

SETTINGS = {
    "safe.bareRepository": "explicit",  # A folder that looks like a repository, beside mkdocs.yml, is none.
    "log.showSignature": "false",  # A signature is checked by a program that the configuration names.
    "log.showRoot": "true",
    "log.follow": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.alternateRefsCommand": "",
    "core.sshCommand": "false",
    "core.askPass": "",
    "credential.helper": "",
    "diff.external": "",
    "protocol.allow": "never",
    "core.quotepath": "off",
}
"""What a repository's own configuration is not asked about."""

SURROUNDINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # Objects that are missing are not fetched: fetching starts programs.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C.UTF-8",
}

KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
"""Where the user's own settings are, as which repositories are safe; no other variable of git goes on."""

_LOG = (
    "log --format=@%cs --name-only --relative --no-show-signature --no-ext-diff --no-textconv --no-color --"
)
_DAY = re.compile("^@[0-9]{4}-[0-9]{2}-[0-9]{2}$")


class UnansweredError(Exception):
    """Git does not answer in a reasonable time or length; the reason is a word."""


def last_changes(root: Path, process: str) -> Mapping[str, dt.date]:
    """Give the day of each file's last commit, by path from the root; empty when history cannot tell.

    The folder of the content, or one within it, may be a repository of its own (a submodule). A shallow copy
    of a repository is no history: every file would bear the date of the newest commit.
    UnansweredError when git does not end or prints for ever.
    """
    git = _git(root)
    content = root / process
    if git is None or not content.is_dir():
        return {}
    changes: dict[str, dt.date] = {}
    for folder in (content, *_repositories_in(content)):
        below = folder.relative_to(root).as_posix()
        changes |= {posixpath.join(below, path): day for path, day in _changes_in(git, folder)}
    return changes


def _repositories_in(content: Path) -> list[Path]:
    """Find the folders that are repositories of their own; a link could lead to one outside."""
    try:
        with os.scandir(content) as entries:
            folders = [Path(entry) for entry in entries if entry.is_dir(follow_symlinks=False)]
        return [folder for folder in sorted(folders) if (folder / ".git").exists()][:MOST_REPOSITORIES]
    except OSError:  # The reader of files says that a folder cannot be read.
        return []


def _changes_in(git: str, folder: Path) -> Iterator[tuple[str, dt.date]]:
    """Name the files of a folder, by path from it, with the day of their last commit in its repository."""
    if _answer(git, folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return
    day: dt.date | None = None
    seen: set[str] = set()
    for line in _answer(git, folder, *_LOG.split(), ".").split("\n"):
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


def _git(root: Path) -> str | None:
    """Find git on the machine, never in the handbook: a search path may name the folder one stands in."""
    own = root.resolve()
    folders = [Path(name) for name in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    trusted = [
        folder for folder in folders if folder.is_absolute() and not folder.resolve().is_relative_to(own)
    ]
    git = shutil.which("git", path=os.pathsep.join(map(str, trusted)))
    # Windows looks in the folder one stands in first, whatever the search path says.
    return git if git and Path(git).is_absolute() and Path(git).parent in trusted else None


def _answer(git: str, folder: Path, *words: str) -> str:
    """Give what git prints; nothing when it fails."""
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    try:
        process = subprocess.Popen(
            [git, "--no-pager", *settings, *words],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return ""
    began = time.monotonic()
    clock = Timer(SECONDS, _end, (process,))
    clock.daemon = True
    clock.start()
    try:
        printed = process.stdout.read(MOST_BYTES + 1) if process.stdout else b""
        if len(printed) > MOST_BYTES:
            raise UnansweredError("git-too-much")
        code = process.wait()
    finally:
        clock.cancel()
        if process.poll() is None:
            _end(process)
            process.wait()
        if process.stdout:
            process.stdout.close()
    if time.monotonic() - began >= SECONDS:
        raise UnansweredError("git-too-slow")
    return printed.decode("utf-8", "replace") if code == 0 else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and what it started, which may hold the other end of the pipe."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name in KEPT or not name.startswith("GIT_")}
    return {**own, **SURROUNDINGS}
