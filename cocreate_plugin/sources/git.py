"""Git, asked so that nothing of a repository runs: no program that it names, no filter, no hook, no network.

A repository can name programs for git to run, in its configuration and in its objects. What a stranger sent
is asked for dates, names and contents, and for nothing else.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer

from ..programs import found

SECONDS = 30
"""A history of a hundred thousand commits is read in a few seconds."""

MOST_BYTES = 64_000_000
"""So much is read of what git prints; the history of a large handbook takes some megabytes."""

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


class UnansweredError(Exception):
    """Git does not answer in a reasonable time or length; the reason is a word."""


def find_git(root: Path) -> str | None:
    """Find git on the machine, never in the handbook."""
    return found("git", root)


def answer(git: str, folder: Path, *words: str) -> str:
    """Give what git prints; nothing when it fails."""
    return (raw_answer(git, folder, *words) or b"").decode("utf-8", "replace")


def raw_answer(git: str, folder: Path, *words: str, told: bytes = b"") -> bytes | None:
    """Give what git prints when it is told something on its standard input; None when it fails.

    UnansweredError when git does not end or prints for ever.
    """
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    try:
        # What it is told lies in a file, so that neither waits for the other to read.
        with tempfile.TemporaryFile() if told else Path(os.devnull).open("rb") as given:
            if told:
                given.write(told)
                given.seek(0)
            process = subprocess.Popen(
                [git, "--no-pager", *settings, *words],
                cwd=folder,
                env=_environment(),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError:
        return None
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
    return printed if code == 0 else None


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
