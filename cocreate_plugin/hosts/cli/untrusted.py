"""`check --untrusted`: the check in a process that is shut in before it reads a word of the handbook."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from ...pdf.sandbox import libraries, obstacle, shut_in
from ...phrases import phrases
from ..project import folder_of, spoken
from ..reports.github import Summary, opened_summary
from .report import tell

MEMORY = 2 << 30
SECONDS = 300
"""The check of a large handbook takes some seconds."""

WRONG, MISUSED = 1, 2


def guarded(arguments: Sequence[str], run: Callable[[Sequence[str]], int]) -> int:
    """Run a command in a process of its own that is shut in; without walls nothing is run or read."""
    # The system's language: what the handbook says of its own is not read out here.
    words = phrases(spoken())
    reason = obstacle()
    if reason:
        tell(words.t("untrusted.no-walls", reason=reason))
        return MISUSED
    try:
        folder = folder_of(Path.cwd())
    except OSError as error:
        tell(words.t("failed.file", path=".", detail=error.strerror or str(error)))
        return WRONG
    _flush()
    child = os.fork()
    if not child:
        _run_shut_in(folder, arguments, run)
    code = _waited_for(child)
    if code is None or code < 0:
        tell(words.t("untrusted.stopped", seconds=SECONDS))
        return WRONG
    return code


def _run_shut_in(folder: Path, arguments: Sequence[str], run: Callable[[Sequence[str]], int]) -> NoReturn:
    code = MISUSED
    try:
        if "github" in arguments:
            Summary.kept = opened_summary()  # files can be opened now only
        shut_in((folder, *libraries()), MEMORY)
        code = run(arguments)
    except BaseException as error:
        tell(f"{type(error).__name__}: {error}")
    finally:
        with suppress(OSError, ValueError):
            _flush()
        os._exit(code)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _waited_for(child: int) -> int | None:
    """Give the exit code, minus the signal that ended it, or nothing when the time was up."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
