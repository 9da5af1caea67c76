"""Conflict markers: what git leaves in a file when two people changed the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Place, Problem, problem

_MARKER = re.compile(
    r"^(?:(?P<ours><{7}(?: .*)?)|(?P<base>\|{7}(?: .*)?)|(?P<middle>={7})|(?P<theirs>>{7}(?: .*)?))\s*$"
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def one_side(text: str, path: str, first_line: int = 1) -> tuple[str, tuple[Problem, ...]]:
    """Give a text with the first version of each conflict, and one problem for each; lines keep their number.

    Code may show the markers. A line of seven `=` below words of another length is no heading of a person.
    """
    if not re.search(r"^(?:<{7}|\|{7}|={7}|>{7})", text, re.M):
        return text, ()
    lines = text.split("\n")
    marks = dict(_marks(lines))
    if set(marks.values()) == {"middle"}:
        marks = {at: mark for at, mark in marks.items() if _stands_alone(lines, at)}
    problems: list[Problem] = []
    side = ""
    for number, mark in marks.items():
        if mark == "ours" or not side:
            problems.append(problem("conflict", Place(path, number + first_line)))
        side = "" if mark == "theirs" else mark
    return "\n".join(_kept(lines, marks)), tuple(problems)


def _marks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines that are markers, outside code."""
    fence = ""
    for number, line in enumerate(lines):
        if match := _FENCE.match(line):
            if not fence:
                fence = match[1][:3]
            elif match[1].startswith(fence):
                fence = ""
        elif not fence and (mark := _MARKER.match(line)):
            yield number, str(mark.lastgroup)


def _stands_alone(lines: list[str], number: int) -> bool:
    above = lines[number - 1].strip() if number else ""
    return len(above) != len("=======")


def _kept(lines: list[str], marks: dict[int, str]) -> Iterator[str]:
    """Blank the markers, and what stands between the second and the last of a conflict."""
    side = ""
    opened = "ours" in marks.values()
    for number, line in enumerate(lines):
        mark = marks.get(number)
        if mark:
            side = "" if mark == "theirs" else mark
        left_out = mark or (opened and side in ("base", "middle") and _closes(marks, number))
        yield "" if left_out else line


def _closes(marks: dict[int, str], number: int) -> bool:
    """Tell whether the conflict that a line stands in is closed further down."""
    later = next((mark for at, mark in marks.items() if at > number and mark in ("ours", "theirs")), "")
    return later == "theirs"
