"""QR codes as drawings of one path, and colours that can be read."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno
from markupsafe import Markup, escape

QUIET = 4
"""White modules around a code, as its standard demands (ISO/IEC 18004)."""

LEAST_CONTRAST = 4.5
"""Text and paper differ at least so much (WCAG 2.2, 1.4.3)."""

TINT = "#f3f5f6"
"""The darkest ground on which the handbook's colour is text: `--tint` in tokens.css."""


@lru_cache(maxsize=1024)
def qr(text: str, title: str) -> Markup:
    """Draw a QR code; its title is what is read aloud."""
    if not text:
        return Markup("")
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=QUIET)[0]
    path = "".join(_runs(row, y) for y, row in enumerate(code.matrix_iter(border=QUIET)))
    return Markup(  # noqa: S704 - the parts are numbers, or escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(title)}</title><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: object, y: int) -> str:
    """Draw the dark modules of a row as few rectangles: seams between neighbours would show."""
    parts, x = [], 0
    for dark, run in groupby(row):  # type: ignore[call-overload]
        width = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(parts)


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Tell how much two colours differ, from 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, otherwise: str) -> str:
    """Give a colour if text in it can be read on white and on a tint."""
    try:
        return colour if colour and contrast(colour, TINT) >= LEAST_CONTRAST else otherwise
    except ValueError:
        return otherwise


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) in (3, 4):
        digits = "".join(each * 2 for each in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
