"""Large print: what participants hold, for those who see little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import run_sheet
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import LARGE
from cocreate_plugin.testing import write
from tests.pdf.reading import words_with_size

ROWS = "".join(
    f"| {number} | Samtal {number} om Bürgerbeteiligungsverfahren | Tala. |\n" for number in range(1, 25)
)
FILES = {
    "process/dialogue-models/cafe.md": (
        "---\ntitle: Ett samtal i många steg\npurpose: Att höra alla.\npeople: 8-20\nminutes: 300\n---\n\n"
        f"## Run sheet\n\n| min | step | how |\n|---|---|---|\n{ROWS}"
    )
}


@pytest.mark.paper
def test_nothing_that_participants_read_is_small(
    tmp_path: Path, printed: Callable[..., list[Printed]]
) -> None:
    sheets = run_sheet.sheets(load(write(tmp_path, FILES)).handbook)
    (result,) = printed(*jobs(sheets[2:], tmp_path))
    assert result.file and result.pages > 1 and not result.problems, result
    assert not validate_pdf(result.file, profile="ua1").failures
    with pypdfium2.PdfDocument(result.file) as document:
        foot = 31 / 25.4 * 72
        for page in document:
            height = page.get_height()
            page.set_mediabox(0, foot, page.get_width(), height)
            small = [word for size, word in words_with_size(page) if size < LARGE - 0.1]
            assert set(small) <= set("Ett samtal i många steg Page of 1 2 3 4 5".split()), small
