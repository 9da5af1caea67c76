"""How much a field takes: what people write is on paper to the last letter, in every script and every viewer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import ImageFont

import cocreate_plugin
from cocreate_plugin.pdf.field_room import EDGE, LETTERS, PITCH_ROUNDED, SIZES, room

FONT = Path(cocreate_plugin.__file__).parent / "assets/fonts/inter/Inter-Regular.ttf"

SENTENCES = (
    "We agreed to meet again on Friday and to ask the people who were not here what they would need.",
    "Vi kom överens om att träffas igen på fredag och att fråga dem som inte var här vad de behöver.",
    "Wir haben vereinbart, uns am Freitag wieder zu treffen und die Betroffenen nach Hilfe zu fragen.",
    "Dohodli jsme se, že se znovu sejdeme v pátek a zeptáme se těch, kteří tu nebyli, co potřebují.",
    "Συμφωνήσαμε να συναντηθούμε ξανά την Παρασκευή και να ρωτήσουμε όσους δεν ήταν εδώ τι θέλουν.",
    "Мы договорились встретиться снова в пятницу и спросить тех, кого здесь не было, что им нужно.",
)
FIELDS = ((540.9, 100.3), (540.9, 46.2), (540.9, 29.2), (402, 62.4), (327.5, 29.8), (229, 38.6))
NARROW = ((148, 30.9), (119.1, 34.6), (105.9, 61.2))
"""Width and height in points of fields with several lines, as sheets have them."""


@cache
def font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, 1000)


def broken(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font().getlength(longer) / 1000 * size > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@pytest.mark.parametrize(
    ("width", "height", "sentence"),
    [(*field, sentence) for field in FIELDS for sentence in SENTENCES]
    + [(*field, sentence) for field in NARROW for sentence in SENTENCES[:2]],
)
def test_as_many_letters_as_a_field_takes_are_seen(width: float, height: float, sentence: str) -> None:
    """pdf.js (Firefox) shows a rounded number of lines and leaves out the others.

    In a narrow column long words lose more of a line than can be foreseen.
    """
    taken = room(width, height, has_lines=True)
    text = (f"{sentence} " * 40)[: taken.letters]
    assert len(broken(text, width - 2 * EDGE, taken.size)) <= round(height / (PITCH_ROUNDED * taken.size))


def test_type_is_large_where_there_is_room_and_never_too_small_for_paper() -> None:
    sizes = [room(width, height, has_lines=True) for width, height in (*FIELDS, *NARROW)]
    assert [each.size for each in sizes] == [10, 10, 8, 10, 8, 8, 8, 8, 8]
    assert all((each.size == min(SIZES)) or each.letters >= LETTERS for each in sizes)


def test_one_line_is_set_smaller_and_ends_where_it_could_not_be_read() -> None:
    assert room(164, 12.5, has_lines=False) == room(164, 40, has_lines=False)
    assert room(164, 12.5, has_lines=False).size == 0
    assert room(164, 12.5, has_lines=False).letters == 53


@pytest.mark.parametrize("has_lines", [True, False])
def test_a_field_that_is_too_small_takes_a_letter(has_lines: bool) -> None:
    assert room(1, 1, has_lines).letters == 1


def test_type_that_is_settled_stays() -> None:
    assert room(123, 43.7, has_lines=True, size=8.5).size == 8.5
