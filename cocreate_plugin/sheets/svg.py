"""The few parts of SVG that drawings on sheets are made of, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable

from ..templating import Markup, escape

PALE, THIN, FIRM = "#b6bec4", "#6b767e", "#2b3338"
"""Greys of what one writes over, of lines that help, and of those that carry a drawing."""


FAMILY = "Source Sans 3, DejaVu Sans"


def drawing(width: float, height: float, title: str, parts: Iterable[str], sized: bool = True) -> Markup:
    """Give a drawing of exactly this size, or of this shape; its title is what is read aloud."""
    size = f'style="width: {width:g}mm; height: {height:g}mm" data-placed="" ' if sized else ""
    return Markup(  # noqa: S704 - numbers, and words that are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="{FAMILY}" '
        f'{size}role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str = FIRM, width: float = 0.3, dash: str = ""
) -> str:
    """Draw a straight line."""
    ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{width:g}"{dashes(dash)}/>'


def path(way: str, width: float = 0.3, stroke: str = FIRM, dash: str = "") -> str:
    """Draw a path that is not filled."""
    return f'<path d="{way}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashes(dash)}/>'


def text(
    x: float, y: float, words: str, size: float, anchor: str = "start", fill: str = FIRM, turned: bool = False
) -> str:
    """Write a line of text, or one that is read from the right when it is `turned`."""
    turn = f' transform="rotate(-90 {x:g} {y:g})"' if turned else ""
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{size:g}"'
    return f'<text {place} fill="{fill}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'


def disc(x: float, y: float, radius: float, fill: str = FIRM) -> str:
    """Draw a filled circle."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}"/>'


def ring(x: float, y: float, radius: float, stroke: str = FIRM, width: float = 0.3) -> str:
    """Draw a circle that is not filled."""
    line_of = f'fill="none" stroke="{stroke}" stroke-width="{width:g}"'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" {line_of}/>'


def ground(x: float, y: float, width: float, height: float) -> str:
    """Draw white below words, so that lines do not cross them."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="#fff"/>'


def dashes(dash: str) -> str:
    """Give the attribute of a line that is dashed."""
    return f' stroke-dasharray="{dash}"' if dash else ""
