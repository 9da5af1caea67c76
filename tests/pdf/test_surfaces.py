"""Surfaces on paper: every one of them blank, with prompts, as a form and on two A4, tagged and not too wide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.reading import text_of

pytestmark = pytest.mark.paper

SHEETS = (
    (
        ("dots 2 dots", "grid 2 grid", "axes 3 axes"),
        ("bones 3 fishbone", "whys 3 five-whys"),
        ("plan 3 plan", "mood 2 scale"),
    ),
    (("map 3 map", "target 1 target-actual"), ("notes 3 sticky", "pulse 2 pulse", "rest 1 lines")),
)
LANES = "## Synligt\n\n- Vad?\n\n| Först | Sedan |\n|---|---|\n| a | |\n\n## Osynligt\n\n| Först | Sedan |\n|---|---|\n| b | |\n"
BOX = "## {name}\n\n- Vad händer, och för vem?\n- Ελληνικά: lite – mycket\n\n"


def test_every_surface_prints(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    files = {"process/handbook.yml": "title: Wall\npaper: us\nlanguage: sv\n"}
    for number, columns in enumerate(SHEETS):
        layout = "".join(f"  - [{', '.join(column)}]\n" for column in columns)
        bodies = "".join(BOX.format(name=box.split()[0]) for column in columns for box in column)
        files[f"process/a3/s{number}.md"] = (
            f"---\ntitle: Blad\npurpose: Därför.\nlayout:\n{layout}---\n\n{bodies}"
        )
    layout = "layout: [[synligt 2, osynligt 3]]"
    files["process/a3/lanes.md"] = f"---\ntitle: Banor\npurpose: Därför.\n{layout}\n---\n\n{LANES}"
    loaded = load(write(tmp_path, files))
    results = printed(*jobs(a3.sheets(loaded.handbook), tmp_path))
    assert [result.problems for result in results] == [()] * 12
    for result in results:
        assert result.file and not validate_pdf(result.file, profile="ua1").failures


FILLED = {
    "axes": "| Vecka | Fall | Mål |\n|---|---|---|\n| 1 | 8 | 4 |\n| 2 | 5,5 | 4 |\n\nOch mer.\n",
    "bones": "Ingen vet\n\n| Ben | Orsak |\n|---|---|\n| Människor | Ingen är utsedd |\n| Tid | Fredagar |\n",
    "whys": "1. Det blir sent\n2. Ingen frågar\n",
    "plan": "| Vad | När |\n|---|---|\n| Prova | 2026-03-01 – 2026-03-20 |\n| Välj | 2026-04-01 |\n",
    "mood": "| Påstående | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n| Hörd |  | 1 | 2 | 4 |  |\n",
}


def test_every_chart_prints_and_reads_back(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    layout = "".join(f"  - [{', '.join(column)}]\n" for column in SHEETS[0])
    template = "".join(f"## {box.split()[0]}\n\n" for column in SHEETS[0] for box in column)
    own = "".join(f"## {name}\n\n{body}\n" for name, body in FILLED.items())
    files = {
        "process/handbook.yml": "title: Wall\nlanguage: sv\n",
        "process/a3/s.md": f"---\ntitle: Blad\npurpose: Därför.\nlayout:\n{layout}---\n\n{template}",
        "process/a3/vårt.md".replace(
            "å", "a"
        ): f"---\ntitle: Vårt\npurpose: Därför.\ntemplate: s\n---\n\n{own}",
    }
    book = load(write(tmp_path, files)).handbook
    sheets = [sheet for sheet in a3.sheets(book) if "vart" in sheet.path]
    results = printed(*jobs(sheets, tmp_path))
    assert [result.problems for result in results] == [(), ()]
    for result in results:
        assert result.file and not validate_pdf(result.file, profile="ua1").failures
    words = text_of(results[0].file)
    for said in (
        "Fall",
        "8",
        "5,5",
        "Ingen är utsedd",
        "Fredagar",
        "Det blir sent",
        "2026-04-01",
        "Medel",
        "3,4",
    ):
        assert said in words, said
