"""How much can be typed into a field of a form: in type that paper can show, and no more than is seen there.

Viewers differ in what they do when a field is full. Some set smaller type, and pdf.js (Firefox) then prints
fewer lines than it has broken the text into, so the last ones are missing. Type of one size and a number of
letters are what all of them keep (ISO 32000-1, 12.7.3.3 and 12.7.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

SIZES, LETTERS = (10.0, 9.0, 8.0), 250
"""Sizes of type in points for several lines: the largest that has room for so many letters, else the last."""

SMALLEST = 6.0
"""Type of a single line becomes smaller with its text; in points what can just be read on paper."""

PITCH, PITCH_ROUNDED = 1.21, 1.35
"""Height of a line by the size of type: in PDFium, and in pdf.js, which rounds the number of lines."""

LETTER, LOST = 0.6, 2
"""Width of a letter by the size of type, where letters are wide; and how many the end of a line loses."""

NARROW = 0.5
"""Width of a letter in a single line, whose type becomes smaller before anything is lost."""

EDGE = 2.0
"""Points that viewers leave free at each side of a field."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a field takes."""

    size: float
    """Size of type in points; 0: as large as the text in it allows."""
    letters: int


def room(width: float, height: float, has_lines: bool, size: float = 0) -> Room:
    """Tell what a field of some width and height in points takes, with several lines or one.

    `size` is given where the type of a field is settled already.
    """
    wide = width - 2 * EDGE
    if not has_lines:
        smallest = size or SMALLEST
        return Room(size, max(1, int(wide / (NARROW * smallest))))
    for one in (size,) if size else SIZES:
        letters = max(1, int((wide / (LETTER * one) - LOST) * _lines(height, one)))
        if letters >= LETTERS:
            break
    return Room(one, letters)


def _lines(height: float, size: float) -> int:
    """Tell how many lines every viewer shows whole; one is there however low the field is."""
    inside = height - EDGE
    return max(1, min(int(inside / (PITCH * size)), round(height / (PITCH_ROUNDED * size))))
