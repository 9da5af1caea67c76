"""Overviews on sheets that are glued: on as few as hold them, their lanes on one height, each with its number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import blueprint, matrix
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.joined import forms_of, shared, tiles
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import write
from tests.pdf.posters import MM, place, text

Print = Callable[..., list[Printed]]


def phase(number: int, entries: int, more: str = "") -> str:
    lanes = "".join(
        f"- {lane}: {lane} {number} {entry} that somebody writes out{more}\n"
        for lane in ("Evidence", "Participants", "Frontstage", "Backstage", "Support")
        for entry in range(entries)
    )
    return (
        f"---\ntitle: Phase {number}\npurpose: Da.\norder: {number}\n---\n\n## Steps\n\n### Hear\n\n{lanes}"
    )


def blueprint_of(folder: Path, *entries: int, paper: str = "iso", more: str = "") -> Sheet:
    files = {f"process/phases/p{number}.md": phase(number, many, more) for number, many in enumerate(entries)}
    files["process/handbook.yml"] = f"title: Wall\npaper: {paper}\n"
    (sheet,) = blueprint.joined_sheets(load(write(folder, files)).handbook)
    return sheet


def test_columns_and_rows_are_shared_and_every_sheet_knows_its_neighbours() -> None:
    assert shared(8, 3) == ((0, 3), (3, 6), (6, 8)) and shared(9, 4)[-1] == (7, 9)
    assert forms_of(2, 2) == ((2, 1), (1, 2), (2, 2)) and forms_of(4, 1) == ((2, 1), (4, 1))
    assert forms_of(1, 1) == ()
    seen = tiles(shared(4, 2), shared(2, 2))
    assert [(each.number, each.left, each.right, each.above, each.below) for each in seen] == [
        (1, 0, 2, 0, 3), (2, 1, 0, 0, 4), (3, 0, 4, 1, 0), (4, 3, 0, 2, 0),
    ]  # fmt: skip


def test_a_process_of_one_phase_has_nothing_to_join(tmp_path: Path) -> None:
    book = load(write(tmp_path, {"process/phases/p0.md": phase(0, 1)})).handbook
    assert blueprint.joined_sheets(book) == ()


@pytest.mark.paper
@pytest.mark.parametrize("paper", ["iso", "us"])
def test_lanes_go_on_at_one_height_from_sheet_to_sheet(tmp_path: Path, printed: Print, paper: str) -> None:
    sheet = blueprint_of(tmp_path, 1, 4, paper=paper)  # the second phase makes every lane higher
    (result,) = printed(*jobs([sheet], tmp_path))
    assert result.file and result.pages == 2 and not result.problems
    assert not validate_pdf(result.file, profile="ua1").failures
    assert pypdf.PdfReader(result.file).outline
    with pypdfium2.PdfDocument(result.file) as document:
        one, two = document[0], document[1]
        assert round(one.get_width() * MM) == {"iso": 420, "us": 432}[paper]
        for words in ("Participants", "what we do unseen", "Line of visibility", "who and what"):
            assert place(one, words)[1] == pytest.approx(place(two, words)[1], abs=0.05), words
        first, second = (" ".join(page.get_textpage().get_text_bounded().split()) for page in (one, two))
    assert "Sheet 1 of 2" in first and "Sheet 2 covers this strip" in first
    assert "Sheet 2 of 2" in second and "lay it on sheet 1" in second


@pytest.mark.paper
def test_as_many_sheets_as_hold_every_entry(tmp_path: Path, printed: Print) -> None:
    found = []
    for number, entries in enumerate((1, 12, 30)):
        sheet = blueprint_of(
            tmp_path / str(number), entries, entries, more=" and tells in some words more" * 5
        )
        (result,) = printed(*jobs([sheet], tmp_path / str(number)))
        assert result.file and not result.problems, result
        whole = text(result)
        is_whole = all(f"Backstage {at} {entry} that" in whole for at in range(2) for entry in range(entries))
        found.append((result.pages, is_whole))
    assert found == [(2, True), (4, True), (2, False)]


@pytest.mark.paper
def test_a_matrix_of_many_factors_goes_on_below(tmp_path: Path, printed: Print) -> None:
    factor = "---\ntitle: Factor {}\npurpose: Da.\n---\n\n## Signs\n\n- Da\n"
    files = {f"process/success-factors/f{number:02}.md": factor.format(number) for number in range(50)}
    files["process/phases/p1.md"] = phase(1, 1).replace("order: 1", "order: 1\nsuccess_factors: [f03, f49]")
    sheets = matrix.sheets(load(write(tmp_path, files)).handbook)
    one, joined = printed(*jobs(sheets, tmp_path))
    assert one.problems[0].code == "larger-paper" and joined.pages == 2 and not joined.problems
    assert joined.file and not validate_pdf(joined.file, profile="ua1").failures
    first, second = (" ".join(page.extract_text().split()) for page in pypdf.PdfReader(joined.file).pages)
    assert "Factor 24" in first and "Factor 25" not in first and "Sheet 2 covers what is below" in first
    assert "Factor 49" in second and "Factor 24" not in second and "Factors served" in second
