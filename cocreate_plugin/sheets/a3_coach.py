"""The column of the coach at the right edge of an A3: questions with room to write, and versions."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds import A3, Text
from .a3_measures import Rectangle
from .text_metrics import lines

TYPE, LEADING = 10.0, 4.4
"""Type size of the column in points, and the height of its lines in millimetres."""

HEADING, BETWEEN = 9.0, 3.2
"""Millimetres that a heading takes, and the white above and below a question or a version."""

INSIDE = 3.0
"""Millimetres between the line at its left and its text."""

LINE = 8.0
"""Distance of its ruled lines in millimetres."""

VERSIONS = 3
"""How many lines a sheet that is to be filled in has for its versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachColumn:
    """What stands beside the boxes; measures are millimetres."""

    place: Rectangle
    asks: tuple[Text, ...]
    lines: int
    """Ruled below each question, or how high the field is in lines."""
    versions: tuple[Text, ...]
    version_lines: int
    line: float = LINE


def has_coach_column(document: A3, template: A3) -> bool:
    """Tell whether a sheet has the column: one that asks nobody for a coach has none."""
    return (template.head or "full") == "full" and bool(asks_of(document, template) or document.versions)


def asks_of(document: A3, template: A3) -> tuple[Text, ...]:
    """Give the questions of the sheet, or else those of its template."""
    source = document if document.coach_asks else template
    return tuple(
        Text(ask, source.where(f"coach_asks.{number}")) for number, ask in enumerate(source.coach_asks)
    )


def coach_column(document: A3, template: A3, place: Rectangle) -> CoachColumn:
    """Fill the column: what questions and versions leave is ruled, the same for each question."""
    asks = asks_of(document, template)
    versions = tuple(
        Text(text, document.where(f"versions.{number}")) for number, text in enumerate(document.versions)
    )
    version_lines = VERSIONS if document.is_template else 0
    width = place.width - INSIDE
    used = sum(LEADING * lines(text.markdown, width, TYPE) + BETWEEN for text in (*asks, *versions))
    used += HEADING * (bool(asks) + bool(versions or version_lines)) + LINE * version_lines
    free = (place.height - used) / LINE
    return CoachColumn(
        place=place,
        asks=asks,
        lines=max(0, int(free // len(asks))) if asks else 0,
        versions=versions,
        version_lines=version_lines,
    )
