"""The handbook's colour on the screen: its links can be read, light and dark, whatever it is."""

from __future__ import annotations

from ..contrast import LEAST_CONTRAST, TINT, contrast
from ..kinds import Identity

OURS = "#0b6e69"
"""Where a handbook names none."""

PAPER, NIGHT, GROUND, NIGHT_GROUND = "#ffffff", "#1e2129", TINT, "#262a34"
"""The theme's grounds, and the tints that our style sheet lays on them."""


def identity_styles(identity: Identity) -> str:
    """Write the style sheet of a handbook's colour; one that the author names under extra_css outdoes it."""
    colour = _whole(identity.accent or OURS)
    text = PAPER if contrast(colour) >= LEAST_CONTRAST else "#000000"
    light, dark = _towards("#000000", colour, GROUND), _towards("#ffffff", colour, NIGHT_GROUND)
    lines = [
        "[data-md-color-primary=custom] {",
        f"  --md-primary-fg-color: {colour};",
        f"  --md-primary-fg-color--light: {colour};",
        f"  --md-primary-fg-color--dark: {colour};",
        f"  --md-primary-bg-color: {text};",
        f"  --md-primary-bg-color--light: {text};",
        "}",
        "[data-md-color-accent=custom] {",
        f"  --md-accent-fg-color: {light};",
        "}",
        ":where([data-md-color-scheme=slate])[data-md-color-accent=custom] {",
        f"  --md-accent-fg-color: {dark};",
        "}",
        "[data-md-color-primary=custom] {",
        f"  --md-typeset-a-color: {light};",
        "}",
        ":where([data-md-color-scheme=slate])[data-md-color-primary=custom] {",
        f"  --md-typeset-a-color: {dark};",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _whole(colour: str) -> str:
    """Write a colour with six digits."""
    digits = colour.lstrip("#")
    return f"#{''.join(digit * 2 for digit in digits[:3])}" if len(digits) in (3, 4) else f"#{digits[:6]}"


def _towards(end: str, colour: str, ground: str) -> str:
    """Move a colour towards black or white until text in it can be read on a ground."""
    for step in range(21):
        mixed = _mixed(colour, end, step / 20)
        if contrast(mixed, ground) >= LEAST_CONTRAST:
            return mixed
    return end


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)
