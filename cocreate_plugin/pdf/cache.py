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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from . import findings
from .files import read_plain, write_whole
from .fonts import edition
from .jobs import Finding, Job, Outcome

PASSABLE = frozenset({"missing-sign", "filled", "larger-paper", "placed"})
"""What may be found on a sheet that is handed out all the same."""

FINAL = frozenset({"does-not-fit", "too-wide", "missing-sign", "filled", "placed", "larger-paper"})
"""What the same input leads to every time, so that it need not be tried again."""


DAY = 24 * 60 * 60

KEPT = 60 * DAY
"""What nobody asked for in so many seconds is thrown away."""

MOST_VERDICT, MOST_BYTES = 16_000_000, 1_000_000_000
KEYS = ("pages", "pdf", "findings")
_OURS = re.compile(r"[0-9a-f]{40}(?:\.(pdf|chapter|json|svg))?|\..*\.part")


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
            self._home = self._folder if _is_writable(self._folder) else passing_folder()
        return self._home

    def look_up(self, name: str, ending: str = "pdf") -> Verdict | None:
        """Give what is known of a name; what is missing, changed or a link counts as unknown."""
        with suppress(OSError, ValueError):
            return _read(self._folder, name, ending)
        return None

    def keep(self, name: str, outcome: Outcome, ending: str = "pdf") -> Verdict:
        """Store what a worker made, the verdict last, so that a verdict always has its file.

        A chapter that was drawn is no PDF yet, and has another `ending`.
        """
        codes = {finding.code for finding in outcome.findings}
        file = None
        try:
            if outcome.pdf is not None and codes <= PASSABLE:
                file = self.home / f"{name}.{ending}"
                _write(file, outcome.pdf)
            if codes <= FINAL:
                _write(self.home / f"{name}.json", _verdict_text(name, file, outcome))
        except OSError as error:
            return Verdict(None, 0, (*outcome.findings, self._unwritable(error)))
        return Verdict(file, outcome.pages, outcome.findings)

    def throw_away(self, now: float | None = None) -> None:
        """Remove what was not used for long."""
        thrown_away(self._folder, now)

    def _unwritable(self, error: OSError) -> Finding:
        reason = error.strerror or type(error).__name__
        return Finding("cannot-write", facts={"path": str(self.home), "reason": reason})


def _read(folder: Path, name: str, ending: str) -> Verdict:
    """Read a verdict and its file; ValueError or OSError when anything is not as it was written."""
    verdict, file = folder / f"{name}.json", folder / f"{name}.{ending}"
    for path in (verdict, file):
        note_use(path)
    text = read_plain(verdict, MOST_VERDICT)
    content = findings.parsed(text)
    if text != _sealed(name, {key: content.get(key) for key in KEYS}):
        raise ValueError("another verdict, or a changed one")
    found, pages, digest = (
        findings.read(content["findings"]),
        findings.count(content["pages"]),
        content["pdf"],
    )
    codes = {finding.code for finding in found}
    if digest is None:
        if not codes or not codes <= FINAL or codes <= PASSABLE:
            raise ValueError("no file and no reason")
        return Verdict(None, pages, found)
    if not codes <= PASSABLE or not pages or sha256(read_plain(file, MOST_BYTES)).hexdigest() != digest:
        raise ValueError("another file, or a changed one")
    return Verdict(file, pages, found)


def thrown_away(folder: Path, now: float | None = None) -> None:
    """Remove what was not used for long, and halves that a killed build left; other files are not ours.

    Several builds may do so at once, and one may be reading: what somebody has just asked for is young.
    """
    oldest = (now or time.time()) - KEPT
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if _OURS.fullmatch(entry.name) and Path(entry).stat().st_mtime < oldest:
                    Path(entry).unlink()


def note_use(file: Path) -> None:
    """Make a file young before it is read; once a day is enough."""
    with suppress(OSError):
        if not file.is_symlink() and time.time() - file.stat().st_mtime > DAY:
            os.utime(file)


def _sealed(name: str, content: Mapping[str, object]) -> bytes:
    """Write a verdict with the hash of it and of its name, so that neither is taken for another."""
    seal = sha256(json.dumps([name, content], sort_keys=True).encode()).hexdigest()
    return json.dumps({**content, "seal": seal}).encode()


def _verdict_text(name: str, file: Path | None, outcome: Outcome) -> bytes:
    digest = sha256(outcome.pdf).hexdigest() if file and outcome.pdf else None
    content = {"pages": outcome.pages, "pdf": digest, "findings": findings.written(outcome.findings)}
    return _sealed(name, content)


def _write(file: Path, content: bytes) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)  # Nobody but us gives such a name, and we give it to files.
    write_whole(file, content)


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def passing_folder() -> Path:
    """Make a folder that is there until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="cocreate-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
