"""Colours that can be read: contrast as WCAG 2.2 measures it."""

from __future__ import annotations

LEAST_CONTRAST = 4.5
"""Text and paper differ at least so much (WCAG 2.2, 1.4.3)."""


TINT = "#f3f5f6"
"""The darkest ground on which the handbook's colour is text: `--cc-tint` in tokens.css."""


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
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
