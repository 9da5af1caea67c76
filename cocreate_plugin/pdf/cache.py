"""What was printed before: a PDF and a small verdict per key, or the verdict alone that it does not fit."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .files import write_whole
from .fonts import edition
from .jobs import Finding, Job, Outcome

PASSABLE = frozenset({"missing-sign"})
"""What may be found on a sheet that is handed out all the same."""

FINAL = frozenset({"does-not-fit", "too-wide", "missing-sign"})
"""What the same input leads to every time, so that it need not be tried again."""


DAY = 24 * 60 * 60

KEPT = 60 * DAY
"""What nobody asked for in so many seconds is thrown away."""

_OURS = re.compile(r"[0-9a-f]{40}\.(pdf|json)|\..*\.part")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a key: a file, or the findings that say why there is none."""

    file: Path | None
    pages: int
    findings: tuple[Finding, ...] = ()


def digest(job: Job) -> str:
    """Give the name under which a job is kept: what it is made from, and what it is printed with."""
    parts = (edition(), job.key, repr(job.fit), repr(job.forms))
    return sha256("\n".join(parts).encode()).hexdigest()[:40]


class Cache:
    """A folder of printed sheets; when it cannot be written to, new ones go to a passing folder."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, made on first need."""
        self._folder = folder
        self._home: Path | None = None

    @property
    def home(self) -> Path:
        """The folder that takes what is printed now."""
        if self._home is None:
            self._home = self._folder if _is_writable(self._folder) else _passing_folder()
        return self._home

    def look_up(self, name: str) -> Verdict | None:
        """Give what is known of a name; a file that is missing or of another size counts as unknown."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _read(self._folder, name)
        return None

    def keep(self, name: str, outcome: Outcome) -> Verdict:
        """Store what a worker made, the verdict last, so that a verdict always has its file."""
        codes = {finding.code for finding in outcome.findings}
        file = None
        try:
            if outcome.pdf is not None and codes <= PASSABLE:
                file = self.home / f"{name}.pdf"
                write_whole(file, outcome.pdf)
            if codes <= FINAL:
                write_whole(self.home / f"{name}.json", _verdict_text(file, outcome))
        except OSError as error:
            return Verdict(None, 0, (*outcome.findings, self._unwritable(error)))
        return Verdict(file, outcome.pages, outcome.findings)

    def throw_away(self, now: float | None = None) -> None:
        """Remove what was not used for long, and halves that a killed build left; other files are not ours.

        Several builds may do so at once, and one may be reading: what somebody has just asked for is young.
        """
        oldest = (now or time.time()) - KEPT
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if _OURS.fullmatch(entry.name) and Path(entry).stat().st_mtime < oldest:
                        Path(entry).unlink()

    def _unwritable(self, error: OSError) -> Finding:
        reason = error.strerror or type(error).__name__
        return Finding("cannot-write", facts={"path": str(self.home), "reason": reason})


def _read(folder: Path, name: str) -> Verdict:
    for suffix in ("json", "pdf"):
        _note_use(folder / f"{name}.{suffix}")
    said: Mapping[str, Any] = json.loads((folder / f"{name}.json").read_bytes())
    findings = tuple(finding(one) for one in said["findings"])
    if said["size"] is None:
        return Verdict(None, said["pages"], findings)
    file = folder / f"{name}.pdf"
    if file.stat().st_size != said["size"]:
        raise ValueError(name)
    return Verdict(file, said["pages"], findings)


def _note_use(file: Path) -> None:
    """Make a file young before it is read; once a day is enough."""
    with suppress(OSError):
        if time.time() - file.stat().st_mtime > DAY:
            os.utime(file)


def finding(said: Mapping[str, Any]) -> Finding:
    """Read a finding as JSON tells it, where a tuple became a list."""
    facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in said["facts"].items()}
    return Finding(said["code"], said["box"], facts)


def _verdict_text(file: Path | None, outcome: Outcome) -> bytes:
    size = len(outcome.pdf) if file and outcome.pdf else None
    findings = [asdict(one) for one in outcome.findings]
    return json.dumps({"pages": outcome.pages, "size": size, "findings": findings}).encode()


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _passing_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="cocreate-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
