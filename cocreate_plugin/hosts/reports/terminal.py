"""Problems for people at a terminal: the sentence, the line, a caret, and what would mend it."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping

from ...mend import Lines
from ...mend.apply import applied
from ...problems import Edit, Level, Place, Problem
from .report import Report, also

COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.NOTE: "36"}
_MENDED, _QUIET = "32", "2"
_TAB = "    "
_LEAST, _MOST = 20, 160
"""Columns of a line that are shown at least, and at most."""


def line(report: Report, problem: Problem, colour: bool = False, links: bool = False) -> str:
    """Write a problem in one line; nothing in it can move the cursor or change a colour."""
    written = seen(report.words.line(problem))
    label = f"{problem.level}[{problem.code}]"
    shown = label
    if links:
        shown = f"\033]8;;{report.address(problem.code)}\033\\{shown}\033]8;;\033\\"
    if colour:
        shown = f"\033[1;{COLOURS[problem.level]}m{shown}\033[0m"
    return written.replace(label, shown, 1)


def excerpt(report: Report, problem: Problem, colour: bool = False) -> Iterator[str]:
    """Show the line of a problem with a caret below, the line as it would be mended, and second places."""
    place, lines = problem.place, report.lines(problem.place.path)
    others = also(problem)
    last = max([place.line, *(each.place.line for each in others)])
    gutter, painter = len(str(last)), _Painter(colour)
    if lines[place.line].strip():
        mark = painter("^", COLOURS[problem.level])
        yield from _pointed(lines, place, report.end(problem), gutter, mark, painter)
        better = mended(lines, problem)
        if better is not None:
            window = _window(better, place.column, place.column, gutter)
            yield painter(f"{place.line:>{gutter}} + ", _MENDED) + painter(window[0], _MENDED)
    for each in others:
        label = report.words.t(f"also.{each.what}", path=each.place.path, line=each.place.line)
        yield " " * gutter + painter(" = ", _QUIET) + seen(label)
        found = report.lines(each.place.path)
        if found[each.place.line].strip("- "):  # a file as a whole is named by its first line
            yield from _pointed(found, each.place, each.place.column, gutter, painter("-", _QUIET), painter)


class _Painter:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        """Paint a text, where there is colour."""
        return f"\033[{code}m{text}\033[0m" if self.colour and text else text


def _pointed(
    lines: Lines, place: Place, end: int, gutter: int, mark: str, painter: _Painter
) -> Iterator[str]:
    text, before, below = _window(lines[place.line], place.column, end, gutter)
    yield painter(f"{place.line:>{gutter}} | ", _QUIET) + text
    sign = re.sub(r"(\033\[\d+m)?(.)(\033\[0m)?", lambda match: _times(match, below), mark)
    yield painter(f"{'':>{gutter}} | ", _QUIET) + " " * before + sign


def _times(match: re.Match[str], number: int) -> str:
    return (match[1] or "") + match[2] * number + (match[3] or "")


def _window(line: str, column: int, end: int, gutter: int) -> tuple[str, int, int]:
    """Cut a line around a column: what is shown, how wide it is before the column, how wide the mark is."""
    room = max(_LEAST, min(_MOST, shutil.get_terminal_size().columns) - gutter - 4)
    cells = [seen(sign) for sign in line.rstrip("\r\n")]
    column = min(column, len(cells) + 1)
    start, stop = 0, len(cells)
    if _width(cells) > room:
        start = column - 1
        while start > 0 and _width(cells[start - 1 : column - 1]) < room // 3:
            start -= 1
        stop = start
        while stop < len(cells) and _width(cells[start : stop + 1]) <= room - 2:
            stop += 1
    left, right = "…" if start else "", "…" if stop < len(cells) else ""
    before = _width(cells[start : column - 1]) + len(left)
    marked = _width(cells[column - 1 : max(min(end, stop + 1), column) - 1])
    return left + "".join(cells[start:stop]) + right, before, max(marked, 1)


def mended(lines: Lines, problem: Problem) -> str | None:
    """Give the problem's line as it would be mended, where only that line changes."""
    edits = [each for each in problem.edits if isinstance(each, Edit)]
    number = problem.place.line
    alone = all(
        each.place.path == lines.path and each.place.line == each.end_line == number for each in edits
    )
    if not edits or len(edits) < len(problem.edits) or not alone or any("\n" in each.text for each in edits):
        return None
    return applied("\n" * (number - 1) + lines[number], edits).rpartition("\n")[2]


def seen(text: str) -> str:
    """Give a text whose every sign only shows itself: a tab as spaces, what steers a terminal as a mark."""
    if text.isprintable():
        return text
    return "".join(_TAB if sign == "\t" else sign if sign.isprintable() else "\ufffd" for sign in text)


def _width(cells: list[str]) -> int:
    """Count the columns of a terminal that signs take: two for wide ones, none for marks above others."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for cell in cells
        for sign in cell
    )


def follows_links(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a terminal is known to show links (OSC 8); an unknown one would be asked too much."""
    names = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "FORCE_HYPERLINK")
    program = environment.get("TERM_PROGRAM") in (
        "iTerm.app",
        "WezTerm",
        "vscode",
        "ghostty",
        "Hyper",
        "Tabby",
    )
    vte = environment.get("VTE_VERSION", "")
    term = environment.get("TERM", "").startswith(("xterm-kitty", "alacritty", "foot", "xterm-ghostty"))
    return program or term or any(map(environment.get, names)) or (vte.isdigit() and int(vte) >= 5000)
