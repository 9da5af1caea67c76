"""Sheets for the wall that an A3 does not hold: they are printed on the next larger paper, and a note says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Level
from cocreate_plugin.sheets import blueprint, matrix
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

LONG = "Bürgerbeteiligungsverfahren und Rechtsschutzversicherung"
LANES = ("Evidence", "Participants", "Frontstage", "Backstage", "Support")


def phase(number: int, entries: int) -> str:
    lanes = "".join(f"- {lane}: {LONG} besprechen\n" for lane in LANES for _ in range(entries))
    steps = "".join(f"### Schritt {step} {LONG}\n\n{lanes}\n" for step in range(4))
    factor = f"success_factors: [f{number}]"
    return f"---\ntitle: Phase {number} {LONG}\npurpose: Da.\n{factor}\n---\n\n## Steps\n\n{steps}"


def widths(file: Path | None) -> list[int]:
    assert file
    with pypdfium2.PdfDocument(file) as document:
        return [round(page.get_width() * 25.4 / 72) for page in document]


def test_an_overview_that_nobody_wrote_never_fails(
    tmp_path: Path, printed: Callable[..., list[Printed]]
) -> None:
    factor = f"---\ntitle: Faktor {{}} {LONG}\npurpose: Da.\n---\n\n## Signs\n\n- Da\n"
    files = {f"process/phases/p{number}.md": phase(number, 9) for number in range(3)}
    files |= {f"process/success-factors/f{number}.md": factor.format(number) for number in range(40)}
    book = load(write(tmp_path, files)).handbook
    sheets = (*blueprint.sheets(book)[-3:-1], *matrix.sheets(book)[:1])
    when: set[int] = set()
    for again in range(2):  # the second time from the cache
        results = {result.path: result for result in printed(*jobs(sheets, tmp_path))}
        files = [result.file for result in results.values() if result.file]
        when |= {file.stat().st_ino for file in files}
        assert all(result.file for result in results.values()), (again, results)
        for path in ("print/matrix.pdf", "print/blueprints/p2.pdf"):
            (note,) = results[path].problems
            assert note.level is Level.NOTE and path in phrases("en").sentence(note)
            paper, wide = {1: ("A2", 594), 2: ("A1", 841)}[results[path].larger]
            assert note.facts["larger"] == paper and widths(results[path].file) == [wide]
    assert len(when) == len(sheets), "printed anew, though nothing changed"


def test_each_paper_has_a_larger_one_and_its_name(tmp_path: Path) -> None:
    files = {"process/handbook.yml": "title: Wall\npaper: us\n", "process/phases/p1.md": phase(1, 1)}
    sheets = blueprint.sheets(load(write(tmp_path, files)).handbook)
    for job in jobs(sheets, tmp_path):
        assert job.papers == ("Tabloid", "ANSI C", "ANSI D", "ANSI E") and len(job.larger) == 3


def test_what_fits_on_an_a3_is_on_one(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    book = load(write(tmp_path, {"process/phases/p1.md": phase(1, 1)})).handbook
    for result in printed(*jobs(blueprint.sheets(book), tmp_path)):
        assert result.file and widths(result.file) == [420] and not result.larger and not result.problems
