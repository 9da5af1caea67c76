"""Lines of a text: cut, indented, and without blank ones at their ends."""

from __future__ import annotations

from .code_spans import indent_of

Lines = list[str]


def cut(line: str, width: int) -> str:
    """Take away up to so many spaces from the front of a line."""
    return line[min(width, indent_of(line)) :]


def indented(lines: Lines, by: str = "    ") -> Lines:
    """Indent every line that is not blank."""
    return [by + line if line.strip() else "" for line in lines]


def without_blank_ends(lines: Lines) -> Lines:
    """Drop blank lines before and after."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []
