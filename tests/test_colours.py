"""Colours of paper: read in grey as well, and told apart by more than their hue."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from cocreate_plugin.contrast import LEAST_CONTRAST, TINT, contrast, readable

TOKENS = (Path(__file__).parents[1] / "cocreate_plugin" / "assets" / "tokens.css").read_text("utf-8")
COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", TOKENS))
GREY = {
    name: int(number) for name, number in re.findall(r"--([\w-]+):\s*#[0-9a-fA-F]{6};\s*/\*\s*(\d+)", TOKENS)
}

GROUNDS = ("paper", "tint", "tint-2")
LANES = tuple(name for name in COLOURS if name.startswith("lane-") and "edge" not in name)
MODES = tuple(name for name in COLOURS if name.startswith("mode-"))


def grey(colour: str) -> str:
    """Give the grey that a printer without colour sets (ITU-R BT.601, as PDF's own conversion)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"


def lightness(colour: str) -> float:
    """Give the lightness of a grey in per cent (CIE L*)."""
    value = int(grey(colour)[1:3], 16) / 255
    linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear


PAIRS = [
    *product(("ink", "ink-2", "ink-3", "accent", "accent-text", "warn"), GROUNDS),
    *product(("ink", "ink-2"), (*LANES, *MODES)),
]
"""Which colours of text stand on which grounds."""


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_in_colour_and_in_grey(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= LEAST_CONTRAST
    assert contrast(grey(COLOURS[text]), grey(COLOURS[ground])) >= LEAST_CONTRAST


def test_colours_of_text_are_used_on_no_other_grounds() -> None:
    """Light type stands on white and tints only: the lanes and modes carry ink."""
    sheets = Path(__file__).parents[1] / "cocreate_plugin" / "templates" / "sheets"
    for file in sheets.glob("*.jinja"):
        for rule in re.findall(r"[^{}]*\{([^{}]*)\}", file.read_text("utf-8")):
            if re.search(r"background:\s*var\(--(lane|mode)-(?!edge)", rule):
                assert not re.search(r"(?<![-\w])color:\s*var\(--(ink-3|accent|warn)", rule), (
                    file.name,
                    rule,
                )


@pytest.mark.parametrize(("name", "said"), GREY.items())
def test_the_grey_that_is_noted_beside_a_colour_is_its_grey(name: str, said: int) -> None:
    assert lightness(COLOURS[name]) == pytest.approx(said, abs=4)


def test_lanes_that_stand_below_each_other_differ_in_grey_or_have_a_line_between() -> None:
    """Evidence and participants are before the line of interaction; the others have lines or steps of grey."""
    shades = [lightness(COLOURS[name]) for name in LANES]
    assert len(shades) == 5
    assert abs(shades[2] - shades[3]) > 6, "frontstage and backstage"
    assert abs(shades[3] - shades[4]) > 6, "backstage and support"


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#0b6e69", "#0b6e69"),
        ("#767676", "#000000"),
        ("#ffcc00", "#000000"),
        ("", "#000000"),
        ("teal", "#000000"),
    ],
)
def test_a_colour_of_the_handbook_is_text_only_where_it_can_be_read(colour: str, shown: str) -> None:
    """The third grey is just enough on white, and not on the tint of a box's title."""
    assert readable(colour, "#000000") == shown
    assert COLOURS["tint"] == TINT
