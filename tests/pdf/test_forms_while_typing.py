"""What somebody types into a form, by the engine of the viewer that most people have: nothing of it is cut."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

TEMPLATE = """---
title: Pulse
purpose: One sheet.
layout:
  - [evidence 1, scores 1]
  - [notes]
---

## Evidence

| Prepare | Explore |
|---|---|
| Notes of a talk | Photos |

## Scores

| Statement | 1 | 2 | 3 |
|---|---|---|---|
| We were heard | | | |
| We know what follows | | | |

## Notes

- What did we see?
"""
Box = tuple[float, float, float, float]
SCALE = 4
"""Pixels of a point."""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory, printed: Callable[..., list[Printed]]) -> Path:
    folder = write(tmp_path_factory.mktemp("pulse"), {"process/a3/pulse.md": TEMPLATE})
    sheets = [sheet for sheet in a3.sheets(load(folder).handbook) if sheet.forms]
    (result,) = printed(*jobs(sheets, folder))
    assert result.file, result.problems
    return result.file


def places(form: Path) -> dict[str, Box]:
    """Where each field is, in points from the lower left corner."""
    annotations = (each.get_object() for each in pypdf.PdfReader(form).pages[0]["/Annots"])
    return {str(each["/T"]): tuple(map(float, each["/Rect"])) for each in annotations if "/T" in each}  # type: ignore[misc]


@contextmanager
def opened(form: Path) -> Iterator[tuple[pypdfium2.PdfDocument, pypdfium2.PdfPage]]:
    with pypdfium2.PdfDocument(form) as document:
        document.init_forms()
        page = document[0]
        yield document, page


def typed(form: Path, box: Box, text: str, saved: Path | None = None) -> tuple[Image.Image, str]:
    """Type into a field, and give how it looks when somebody goes on, and what it then holds."""
    left, bottom, right, top = box
    with opened(form) as (document, page):
        handle = document.formenv
        assert handle
        pdfium.FORM_OnLButtonDown(handle, page, 0, (left + right) / 2, (bottom + top) / 2)
        pdfium.FORM_OnLButtonUp(handle, page, 0, (left + right) / 2, (bottom + top) / 2)
        for letter in text:
            pdfium.FORM_OnChar(handle, page, ord(letter), 0)
        size = pdfium.FORM_GetFocusedText(handle, page, None, 0)
        content = ctypes.create_string_buffer(size)
        pdfium.FORM_GetFocusedText(handle, page, content, size)
        pdfium.FORM_ForceToKillFocus(handle)
        picture = drawn(page)
        if saved:
            document.save(saved)
        return picture, content.raw.decode("utf-16-le").rstrip("\0")


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    return page.render(scale=SCALE, may_draw_forms=True, grayscale=True).to_pil()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("owner", "Ägare gjpqy Örjan"),
        ("owner", "Head of the unit for dialogue, eastern district, Åsa"),
        ("date", "12 ågjpqy"),
        (
            "participants",
            "Anna, Bo, Cecilia, David, Eva, Fredrik, Gunilla, Hans, Ingrid, Johan, Karin, Åke, gjpqy",
        ),
        ("box-notes", "What we saw, and what people told us on the way. " * 60 + "gjpqÅ"),
        ("agreed-1", "Ägjpqy, chair of the board for participation, Östra förvaltningen, 12 May 2026"),
    ],
)
def test_all_that_is_typed_is_seen(form: Path, name: str, text: str) -> None:
    """With the marks above letters and the tails below them, and white around: nothing meets the edge."""
    box = places(form)[name]
    picture, content = typed(form, box, text)
    assert text in content
    with opened(form) as (_, page):
        height = page.get_height()
        left, top, right, bottom = inked(picture, drawn(page))
    assert left > box[0] * SCALE and right < box[2] * SCALE - 2
    assert top > (height - box[3]) * SCALE + 2 and bottom < (height - box[1]) * SCALE - 2
    assert picture != typed(form, box, f"{text}.")[0], "the last sign is seen"


@pytest.mark.parametrize(
    "text", ["Žižka, ĄĘŁ, ő ů ř", "Ελληνικά λόγια", "Кириллица, ґ ї", "“Hello”, ‘so’ – and — …", "Ägjpqy"]
)
def test_every_script_is_written_in_the_font_of_the_field(form: Path, tmp_path: Path, text: str) -> None:
    """The viewer that most people have takes no other face for a letter."""
    typed(form, places(form)["owner"], text, tmp_path / "typed.pdf")
    annotations = (each.get_object() for each in pypdf.PdfReader(tmp_path / "typed.pdf").pages[0]["/Annots"])
    field = next(each for each in annotations if each.get("/T") == "owner")
    appearance = field["/AP"]["/N"]
    used = set(re.findall(rb"/(\S+) [\d.]+ Tf", appearance.get_data()))
    fonts = appearance["/Resources"]["/Font"]
    assert field["/V"] == text
    assert {str(fonts[f"/{name.decode()}"]["/BaseFont"]).partition("+")[2] for name in used} == {"Inter"}


@pytest.mark.parametrize("name", ["owner", "participants", "box-notes"])
def test_what_has_no_room_is_not_taken(form: Path, name: str) -> None:
    """Not one letter more than is seen: no viewer cuts what a field takes."""
    annotations = (each.get_object() for each in pypdf.PdfReader(form).pages[0]["/Annots"])
    most = next(int(each["/MaxLen"]) for each in annotations if each.get("/T") == name)
    _, content = typed(form, places(form)[name], "Anna Bo " * (most // 8 + 20))
    assert most * 0.8 < len(content) <= most


def test_one_state_and_one_grade_can_be_chosen(form: Path) -> None:
    """A choice is one field, called as what is asked; it can be taken back."""
    fields = pypdf.PdfReader(form).get_fields() or {}
    assert fields["state"]["/TU"] == "State"
    assert fields["scores_1_1"]["/TU"] == "Scores, We were heard"
    for name, count in (("state", 4), ("scores_1_1", 3), ("scores_1_2", 3)):
        assert fields[name]["/Ff"] == 1 << 15 and len(fields[name]["/Kids"]) == count


def test_a_field_is_named_by_its_box_its_row_and_its_column(form: Path) -> None:
    """Not by the sample text of its neighbour; where there is one row, nobody needs its number."""
    fields = pypdf.PdfReader(form).get_fields() or {}
    assert fields["evidence_1_1_2"]["/TU"] == "Evidence, Explore"


def inked(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int]:
    """Where two pictures differ."""
    changed = ImageChops.difference(one, other).point(lambda value: 255 if value > 60 else 0)
    return changed.getbbox() or (0, 0, 0, 0)
