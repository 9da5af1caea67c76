"""How much room a text takes on paper, computed before it is laid out; the worker measures for certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import ceil

from .. import prose
from ..pdf.fonts import WIDTH_STEP, letters_by_width

POINT = 25.4 / 72
"""Millimetres in a point."""

WIDTHS: Mapping[str, float] = {
    **dict.fromkeys("ijlI.,:;'’‘|!", 0.26),
    **dict.fromkeys('ftr()[]/-“”"', 0.35),
    **dict.fromkeys("mwMW@%—", 0.84),
    " ": 0.2,
}
"""Widths of letters as a part of the type size, in our text face, rounded up."""

SMALL, CAPITAL, OTHER = 0.51, 0.6, 0.6
"""Widths of all other letters: small ones, capitals and digits, and those of other scripts."""

UNKNOWN = 1.2
"""Width of a letter of which nothing is known, at most."""


def width(text: str, size: float) -> float:
    """Give the width of a text in millimetres, at a type size in points."""
    return sum(map(_width, text)) * size * POINT


def width_at_most(text: str, size: float) -> float:
    """Give a width in millimetres that no text of so many points is wider than, letter by letter."""
    return sum(_widest().get(letter, UNKNOWN) for letter in text) * size * POINT


def lines(markdown: str, room: float, size: float, across: Callable[[str, float], float] = width) -> int:
    """Tell how many lines a text takes in so many millimetres, at a type size in points; at least one.

    `across` tells how wide words are.
    """
    used, count = 0.0, 1
    space = across(" ", size)
    for word in prose.plain(markdown).split():
        wide = across(word, size)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        if wide > room:
            count += ceil(wide / room) - 1
            wide %= room
        used += wide + (space if used else 0)
    return count


def shares(wants: Sequence[int], room: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Divide lines among rows by weight; what a row does not want goes to those that want more."""
    shared = [0] * len(wants)
    open_rows = set(range(len(wants)))
    left = room
    while open_rows:
        one_share = left / sum(weights[row] for row in open_rows)
        modest = [row for row in open_rows if wants[row] <= one_share * weights[row]]
        for row in modest or open_rows:
            shared[row] = wants[row] if modest else max(1, int(one_share * weights[row]))
        if not modest:
            break
        left -= sum(wants[row] for row in modest)
        open_rows -= set(modest)
    return tuple(shared)


@cache
def _widest() -> Mapping[str, float]:
    return {letter: wide / WIDTH_STEP for wide, letters in letters_by_width().items() for letter in letters}


def _width(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if letter.islower():
        return SMALL
    return CAPITAL if letter.isupper() or letter.isdigit() else OTHER
