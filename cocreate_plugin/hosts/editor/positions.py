"""Places of a file as an editor counts them: from 0, in units of UTF-16 unless it asks for others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from ...mend import Lines
from ...problems import Edit

_WIDTH = {"utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4), "utf-8": ("utf-8", 1)}


@dataclass(frozen=True, slots=True)
class Positions:
    """Turns lines and columns, which count characters from 1, into positions of an editor and back."""

    encoding: str = "utf-16"

    def units(self, text: str) -> int:
        """Count the units that a text takes."""
        name, width = _WIDTH.get(self.encoding, _WIDTH["utf-16"])
        return len(text.encode(name, "surrogatepass")) // width

    def position(self, lines: Lines, line: int, column: int) -> types.Position:
        """Give the position of a place; one behind the end of its line is the end."""
        return types.Position(line - 1, self.units(lines[line][: column - 1]))

    def range(self, lines: Lines, line: int, column: int, end_column: int, end_line: int = 0) -> types.Range:
        """Give the range from a place to a column of the same line, or of a later one."""
        return types.Range(
            self.position(lines, line, column), self.position(lines, end_line or line, end_column)
        )

    def edit(self, lines: Lines, edit: Edit) -> types.TextEdit:
        """Give an edit as an editor takes it."""
        place = edit.place
        where = self.range(lines, place.line, place.column, edit.end_column, edit.end_line)
        return types.TextEdit(where, edit.text)

    def place(self, lines: Lines, position: types.Position) -> tuple[int, int]:
        """Give line and column of a position."""
        line, units = lines[position.line + 1], 0
        for column, sign in enumerate(line, 1):
            if units >= position.character:
                return position.line + 1, column
            units += self.units(sign)
        return position.line + 1, len(line) + 1


def file_of(uri: str) -> Path | None:
    """Give the file that an address names, links followed; None when it names none on this machine."""
    try:
        parts = urlsplit(uri)
        if parts.scheme != "file":
            return None
        host = f"//{parts.netloc}" if parts.netloc not in ("", "localhost") else ""
        return Path(os.path.realpath(url2pathname(host + parts.path)))
    except (OSError, ValueError):  # an address that is none, or a name that no file has
        return None
