"""A loose page says what it belongs to: running heads, and heads of tables and phases that are repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import checklist, role
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

STEPS = "".join(
    f"### Step {number}\n\n- Frontstage: say thing {number} — owner\n- Backstage: prepare {number} — owner\n\n"
    for number in range(30)
)
FILES = {
    "process/phases/explore.md": f"---\ntitle: Explore\npurpose: To see.\n---\n\n## Steps\n\n{STEPS}",
    "process/roles/owner.md": "---\ntitle: Owner\npurpose: Decides.\n---\n",
    "process/checklists/start.md": (
        "---\ntitle: Start\npurpose: To begin.\nreads: [owner]\n---\n\n## Items\n\n"
        "- [ ] Say “welcome” — owner\n- [ ] Ask why? — owner\n- [ ] Begin — owner\n"
    ),
}


def test_the_second_page_names_its_sheet_and_its_phase(
    tmp_path: Path, printed: Callable[..., list[Printed]]
) -> None:
    book = load(write(tmp_path, FILES)).handbook
    sheets = (role.sheets(book)[0], next(one for one in checklist.sheets(book) if "phase-" in one.path))
    for sheet, heads, result in zip(
        sheets,
        (["Owner", "Explore"], [sheets[1].title, "Item"]),
        printed(*jobs(sheets, tmp_path)),
        strict=True,
    ):
        assert result.file and result.pages > 1, result
        assert not validate_pdf(result.file, profile="ua1").failures
        with pypdfium2.PdfDocument(result.file) as document:
            text = document[1].get_textpage().get_text_range()
        assert text.count(heads[0]) == 2, (sheet.path, text)  # above the text, and in the foot
        assert heads[1] in text.split("thing")[0].split("prepare")[0]


def test_tasks_of_a_role_are_parted(tmp_path: Path) -> None:
    book = load(write(tmp_path, FILES)).handbook
    assert "Say “welcome”. Ask why? Begin.</li>" in html(role.sheets(book)[0], tmp_path)


def test_a_list_says_its_heads_once(tmp_path: Path) -> None:
    book = load(write(tmp_path, FILES)).handbook
    assert all(html(sheet, tmp_path).count("<thead>") == 1 for sheet in checklist.sheets(book))
