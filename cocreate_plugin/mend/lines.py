"""The lines of a file as places count them, and edits of stretches of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..problems import Edit, Place
from ..sources import DISK, Disk, leads_out

LINE_END = re.compile("\r\n|\r|\n")
"""Lines end as editors end them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text file: its lines without their ends, counted from 1."""

    path: str
    lines: tuple[str, ...] = ()

    def __getitem__(self, line: int) -> str:
        """Give a line; empty when there is none."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def part(self, line: int, start: int, end: int, text: str) -> Edit:
        """Replace columns of a line, from 1, up to but without the end."""
        return Edit(Place(self.path, line, start), line, end, text)

    def whole(self, line: int, text: str) -> Edit:
        """Replace what stands on a line behind its indentation."""
        lead = len(self[line]) - len(self[line].lstrip(" "))
        return self.part(line, lead + 1, len(self[line].rstrip()) + 1, text)

    def gone(self, line: int) -> Edit:
        """Take a line out."""
        if line < len(self.lines):
            return Edit(Place(self.path, line), line + 1, 1, "")
        return Edit(Place(self.path, line - 1, len(self[line - 1]) + 1), line, len(self[line]) + 1, "")

    def added(self, line: int, text: str) -> Edit:
        """Put a line in before one."""
        return Edit(Place(self.path, line), line, 1, f"{text}\n")

    def word(self, place: Place, old: str, new: str) -> Edit | None:
        """Replace a word at a place or behind it on the same line, or where it stands once on that line."""
        line = self[place.line]
        found = list(re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", line)) if old else []
        behind = [match for match in found if match.start() >= place.column - 1]
        match = behind[0] if behind else found[0] if len(found) == 1 else None
        return self.part(place.line, match.start() + 1, match.end() + 1, new) if match else None


def lines_of(root: Path, path: str, disk: Disk = DISK, most: int = 1 << 21) -> Lines:
    """Read a file of a handbook; no lines when it cannot be read as text, or is larger than any document.

    What a link leads to outside the handbook is not read: a report would show a line of it.
    """
    file = root / path
    try:
        if (_is_linked(root, path) and leads_out(file, root)) or disk.size(file) > most:
            return Lines(path)
        text = disk.read(file).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Lines(path)
    return Lines(path, tuple(LINE_END.split(text)))


def _is_linked(root: Path, path: str) -> bool:
    """Tell whether a file, or a folder above it, is a link; hand-written pages may lie beside the root."""
    return Path(os.path.realpath(root / path)) != Path(os.path.normpath(root.resolve() / path))
