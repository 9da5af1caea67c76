"""Programs of this machine: found on its search path, never in the handbook, and run within limits."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks at a program that runs."""
_GRACE = 2.0
"""Seconds in which a program that is asked to end may end what it has started: a browser, for instance."""
_SHOWN = 200
"""Letters of what a failed program printed that its error gives."""


class ProgramError(Exception):
    """A program did not do what it was started for; the reason is a word, `detail` what the program said."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.detail = detail


def found(name: str, root: Path) -> str | None:
    """Find a program on the machine, never in the handbook: a search path may name a folder of it."""
    own = root.resolve()
    folders = [Path(each) for each in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    trusted = [
        folder for folder in folders if folder.is_absolute() and not folder.resolve().is_relative_to(own)
    ]
    program = shutil.which(name, path=os.pathsep.join(map(str, trusted)))
    # Windows looks in the folder one stands in first, whatever the search path says.
    return program if program and Path(program).is_absolute() and Path(program).parent in trusted else None


def printed(
    command: Sequence[str], folder: Path, surroundings: Mapping[str, str], *, seconds: float, most: int
) -> bytes:
    """Give what a program prints that runs in a folder; ProgramError when it fails, or does not end.

    It gets no shell and nothing to read, and prints into files, so that nobody waits for anybody.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=dict(surroundings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        except OSError as error:
            raise ProgramError("program-missing") from error
        try:
            end = time.monotonic() + seconds
            while process.poll() is None:
                if time.monotonic() > end:
                    raise ProgramError("program-too-slow")
                if max(os.fstat(file.fileno()).st_size for file in (out, err)) > most:
                    raise ProgramError("program-too-much")
                time.sleep(_EVERY)
        finally:
            _end(process)
        if os.fstat(out.fileno()).st_size > most:
            raise ProgramError("program-too-much")
        out.seek(0)
        content = out.read(most)
        if process.returncode:
            err.seek(0)
            raise ProgramError("program-failed", first_line(err.read(most)) or first_line(content))
        return content


def first_line(content: bytes) -> str:
    """Give the first line with words, not too long for a sentence."""
    lines = (" ".join(line.split()) for line in content.decode("utf-8", "replace").splitlines())
    return next(filter(None, lines), "")[:_SHOWN]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, then end it and all that it started and left behind."""
    has_groups = hasattr(os, "killpg")
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    with suppress(OSError):
        if has_groups:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
