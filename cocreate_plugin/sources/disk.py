"""What files hold: a text that an editor has not saved yet is read in place of its file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Disk:
    """The files of a handbook, as somebody sees them who has some of them open.

    Which files there are, the disk alone says: a text whose file is not there, or no longer, is not read.
    """

    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    """Texts that stand in place of files, by the full path of each, links followed."""

    parsed: dict[object, tuple[str, Any]] | None = None
    """What texts were read as, by their place, for who reads the same handbook again and again; else None."""

    def read(self, file: Path, most: int = -1) -> bytes:
        """Give what a file holds, and no more than so many bytes of it; OSError when it cannot be read."""
        unsaved = self._unsaved(file)
        if unsaved is not None:
            return unsaved if most < 0 else unsaved[:most]
        if most < 0:
            return file.read_bytes()
        with file.open("rb") as opened:
            return opened.read(most)

    def text(self, file: Path) -> str:
        """Give a file as text, whatever bytes it holds, without a byte order mark; OSError as `read`."""
        return self.read(file).decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def size(self, file: Path) -> int:
        """Give the bytes that a file holds; OSError when it is not there."""
        unsaved = self._unsaved(file)
        return file.stat().st_size if unsaved is None else len(unsaved)

    def _unsaved(self, file: Path) -> bytes | None:
        return self.unsaved.get(os.path.realpath(file)) if self.unsaved else None


DISK = Disk()
"""Nothing is open: what is on the disk is all there is."""
