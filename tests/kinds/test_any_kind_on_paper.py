"""Sheets of a kind that the program has never heard of, as they come out of the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from page import validate_pdf

from cocreate_plugin.pdf import print_all
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from tests.kinds.test_any_kind import loaded

pytestmark = pytest.mark.paper


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[str], Path]:
    book = loaded(tmp_path / "book", "declared").handbook
    made = {each.path: each for each in sheets(book)}

    def one(path: str) -> Path:
        (result,) = print_all(jobs([made[path]], book.root), tmp_path / "cache", 1)
        assert result.file and not result.problems, list(result.problems)
        return result.file

    return one


@pytest.mark.parametrize("path", ["personas/ada", "personas/checklists/ada", "cards"])
def test_a_sheet_of_any_kind_is_accessible(path: str, printed: Callable[[str], Path]) -> None:
    assert not validate_pdf(printed(f"print/{path}.pdf"), profile="ua1").failures


def test_a_plain_sheet_is_an_a4_with_all_that_is_known(printed: Callable[[str], Path]) -> None:
    (page,) = pypdf.PdfReader(printed("print/personas/ada.pdf")).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    text = " ".join(page.extract_text().split())
    for shown in ("Persona Draft", "Ada", "Age 34.5", "Before we meet", "Ask what she wants", "At the door"):
        assert shown in text, shown
