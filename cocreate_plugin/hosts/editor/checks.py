"""Checks while somebody writes: begun when the keys rest, left when a newer text comes, one at a time."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition

from ...load import Loaded
from ...mend.former import with_former_ids
from ...phrases import Phrases
from ...problems import Problem
from ...sources import Disk
from ...sources.lost import last_text
from ..project import Project, words_of
from ..reports.report import Report
from ..settings import read_settings

PAUSE = 0.2
"""Seconds without a key after which a check begins."""


class Superseded(BaseException):
    """A newer text has come, or the editor has gone. No guard may take it for a fault of a document."""


@dataclass(frozen=True)
class Checked:
    """A handbook as it was found, and what is wrong with it."""

    here: Project
    loaded: Loaded
    report: Report
    texts: Mapping[Path, int | None]
    """The open texts that were read, by file, each with its version."""

    @property
    def words(self) -> Phrases:
        """Give the words to speak about it."""
        return self.report.words

    @property
    def docs(self) -> Path:
        """Give the folder of the hand-written pages."""
        return Path(os.path.realpath(self.here.root / self.here.settings.docs))

    def file(self, path: str) -> Path:
        """Give the file at a path from the root; what is said of a folder is shown at the settings."""
        file = Path(os.path.realpath(self.here.root / path))
        if file.is_dir():
            known = (self.here.root / self.here.settings.file, self.here.process / "handbook.yml")
            return next((Path(os.path.realpath(each)) for each in known if each.is_file()), file)
        return file

    def path(self, file: Path) -> str:
        """Give the path of a file from the root, with slashes."""
        return Path(os.path.relpath(file, os.path.realpath(self.here.root))).as_posix()

    def problems(self, file: Path) -> tuple[Problem, ...]:
        """Give what is wrong with a file."""
        return tuple(each for each in self.report.problems if self.file(each.place.path) == file)


def checked(
    root: Path, disk: Disk, texts: Mapping[Path, int | None], going_on: Callable[[], None]
) -> Checked:
    """Check a handbook as `cocreate check` does, with texts that are not saved yet."""
    here = Project(root, read_settings(root, disk=disk), disk)
    loaded = here.tried(dt.date.today(), {}, going_on)
    problems = with_former_ids(
        loaded.problems, loaded.handbook, root, lambda path: last_text(here.root, path)
    )
    return Checked(here, loaded, Report(problems, words_of(here), root, disk), texts)


class Checks:
    """The checks that are due; whoever calls `work` does them."""

    def __init__(self, check: Callable[[Path, Callable[[], None]], None], pause: float = PAUSE) -> None:
        self._check, self._pause = check, pause
        self._changed = Condition()
        self._due: dict[Path, float] = {}
        self._asked: dict[Path, int] = {}
        self._stopped = False

    def ask(self, root: Path) -> None:
        """Ask for a check of a handbook; one that is under way is left, for it has read what is old."""
        with self._changed:
            self._due[root] = time.monotonic() + self._pause
            self._asked[root] = self._asked.get(root, 0) + 1
            self._changed.notify()

    def stop(self) -> None:
        """Let `work` come to an end."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def work(self) -> None:
        """Do what is due until somebody stops it."""
        while root := self._next():
            number = self._asked[root]
            with suppress(Superseded):
                self._check(root, lambda root=root, number=number: self._go_on(root, number))  # type: ignore[misc]

    def _go_on(self, root: Path, number: int) -> None:
        if self._stopped or self._asked[root] != number:
            raise Superseded

    def _next(self) -> Path | None:
        """Wait for the handbook whose check is due first; None when all is over."""
        with self._changed:
            while not self._stopped:
                root = min(self._due, key=self._due.__getitem__, default=None)
                wait = self._due[root] - time.monotonic() if root else None
                if root and wait is not None and wait <= 0:
                    del self._due[root]
                    return root
                self._changed.wait(wait)
        return None
