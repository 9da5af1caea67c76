"""Colours of paper: read in grey as well, and told apart by more than their hue."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from cocreate_plugin.contrast import LEAST_CONTRAST, TINT, contrast, readable

PACKAGE = Path(__file__).parents[1] / "cocreate_plugin"
ASSETS = PACKAGE / "assets"
SHARED, PRINT, SCREEN = (
    (ASSETS / f"{name}.css").read_text("utf-8") for name in ("tokens", "print", "screen")
)
TOKENS = SHARED + PRINT
COLOURS = {
    name.removeprefix("cc-"): colour
    for name, colour in re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", TOKENS)
}
NIGHT = {
    name.removeprefix("cc-"): colour
    for name, colour in re.findall(
        r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", re.findall(r"scheme=\"slate\"\] \{([^}]*)", SCREEN)[0]
    )
}
EDGES = tuple(name for name in COLOURS if name.startswith("lane-edge-"))
STYLES = {file: file.read_text("utf-8") for file in sorted(ASSETS.rglob("*.css"))}
TEMPLATES = "\n".join(file.read_text("utf-8") for file in sorted(PACKAGE.glob("templates/sheets/*.jinja")))
GREY = {
    name.removeprefix("cc-"): int(number)
    for name, number in re.findall(r"--([\w-]+):\s*#[0-9a-fA-F]{6};\s*/\*\s*(\d+)", TOKENS)
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
    rules = [rule for text in STYLES.values() for rule in re.findall(r"[^{}]*\{([^{}]*)\}", text)]
    filled = [rule for rule in rules if re.search(r"background:\s*var\(--(lane|mode)-(?!edge)", rule)]
    assert len(filled) > len(LANES)
    for rule in filled:
        assert not re.search(r"(?<![-\w])color:\s*var\(--(ink-3|accent|cc-warn)", rule), rule


@pytest.mark.parametrize("name", [*EDGES, "warn"])
@pytest.mark.parametrize(("colours", "grounds"), [(COLOURS, ("paper", "tint")), (NIGHT, ("tint",))])
def test_colours_of_screen_and_paper_are_text_on_both(
    name: str, colours: dict[str, str], grounds: tuple[str, ...]
) -> None:
    """Badges on the screen are written in the colours that edge the lanes on paper, by day and by night."""
    for ground in grounds:
        assert contrast(colours[name], colours[ground]) >= LEAST_CONTRAST


def test_what_screen_and_paper_share_is_said_once() -> None:
    """A colour by day stands in one file; by night each has another."""
    shared = set(re.findall(r"--[\w-]+(?=:)", SHARED))
    day = SCREEN.split('body[data-md-color-scheme="slate"]')[0] + PRINT
    assert not [name for name in shared if f"{name}:" in day]
    for name in shared:
        assert f"var({name})" in SCREEN, name
        assert any(f"var({name})" in text for file, text in STYLES.items() if file.name != "screen.css"), name


def test_every_token_is_used() -> None:
    everything = "\n".join((*STYLES.values(), TEMPLATES))
    assert [name for name in re.findall(r"--[\w-]+(?=:)", TOKENS) if f"var({name})" not in everything] == []


def test_small_type_has_the_sizes_of_the_tokens() -> None:
    """Margin boxes of the book are set apart: they have no variables."""
    small = re.compile(r"font-size:\s*(?:[0-8](?:\.\d+)?|9)pt")
    for file, text in STYLES.items():
        if file.parent.name == "sheets":
            odd = [found[0] for found in small.finditer(text)]
            assert set(odd) <= {"font-size: 8.2pt"}, file.name


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
