"""What lies open: texts as they stand in the editor, and the handbook that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from threading import Lock

from ...mend import Lines, lines_of
from ...mend.lines import LINE_END
from ...sources import Disk
from ..settings import read_settings, settings_file
from .checks import Checked


@dataclass(frozen=True)
class Opened:
    """A text that is open, saved or not."""

    uri: str
    file: Path
    text: str
    version: int | None = None

    @cached_property
    def lines(self) -> Lines:
        """Give its lines."""
        return Lines(str(self.file), tuple(LINE_END.split(self.text.removeprefix("\ufeff"))))


class Desk:
    """The open texts and what is known of their handbooks; two threads use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened: dict[Path, Opened] = {}
        self._checked: dict[Path, Checked] = {}

    def put(self, opened: Opened) -> None:
        """Lay a text on the desk, in place of an earlier one of the same file."""
        with self._lock:
            self._opened[opened.file] = opened

    def take(self, file: Path) -> None:
        """Take a text away: from now on its file counts."""
        with self._lock:
            self._opened.pop(file, None)

    def opened(self, file: Path) -> Opened | None:
        """Give the open text of a file."""
        return self._opened.get(file)

    def all_opened(self) -> dict[Path, Opened]:
        """Give all texts as they are now."""
        with self._lock:
            return dict(self._opened)

    def uri(self, file: Path) -> str:
        """Give the address of a file, as the editor writes it where it is open."""
        opened = self._opened.get(file)
        return opened.uri if opened else file.as_uri()

    def lines(self, file: Path) -> Lines:
        """Give the lines of a file as the editor has them."""
        opened = self._opened.get(file)
        return opened.lines if opened else lines_of(file.parent, file.name)

    def note(self, root: Path, checked: Checked | None) -> None:
        """Remember the last check of a handbook; None: there is none any more."""
        if checked is None:
            self._checked.pop(root, None)
        else:
            self._checked[root] = checked

    def checked(self, file: Path) -> Checked | None:
        """Give the last check of the handbook that a file belongs to."""
        root = self.root_of(file)
        return self._checked.get(root) if root else None

    def root_of(self, file: Path) -> Path | None:
        """Give the folder of the handbook that a file belongs to, if it belongs to one."""
        docs = ((root, checked.docs) for root, checked in self._checked.items())
        outside = (root for root, folder in docs if file.is_relative_to(folder))
        gone = (root for root in self._checked if file.is_relative_to(root) and not root.is_dir())
        return handbook_above(file.parents) or next(chain(outside, gone), None)


def handbook_above(folders: Iterable[Path]) -> Path | None:
    """Give the first folder that is a site or holds content, when it is one of ours."""
    for folder in folders:
        if settings_file(folder) or (folder / "process").is_dir():
            return folder if is_handbook(folder, Disk()) else None
    return None


def is_handbook(folder: Path, disk: Disk) -> bool:
    """Tell whether a folder holds content, or its settings name our plugin: others' sites are left alone."""
    settings = read_settings(folder, disk=disk)
    return (folder / settings.process).is_dir() or "cocreate" in settings.plugins
