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

pytestmark = pytest.mark.paper

SHEETS = (
    (
        ("dots 2 dots", "grid 2 grid", "axes 3 axes"),
        ("bones 3 fishbone", "whys 3 five-whys"),
        ("plan 3 plan", "mood 2 scale"),
    ),
    (("map 3 map", "target 1 target-actual"), ("notes 3 sticky", "pulse 2 pulse", "rest 1 lines")),
)
BOX = "## {name}\n\n- Vad händer, och för vem?\n- Ελληνικά: lite – mycket\n\n"


def test_every_surface_prints(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    files = {"process/handbook.yml": "title: Wall\npaper: us\nlanguage: sv\n"}
    for number, columns in enumerate(SHEETS):
        layout = "".join(f"  - [{', '.join(column)}]\n" for column in columns)
        bodies = "".join(BOX.format(name=box.split()[0]) for column in columns for box in column)
        files[f"process/a3/s{number}.md"] = (
            f"---\ntitle: Blad\npurpose: Därför.\nlayout:\n{layout}---\n\n{bodies}"
        )
    loaded = load(write(tmp_path, files))
    results = printed(*jobs(a3.sheets(loaded.handbook), tmp_path))
    assert [result.problems for result in results] == [()] * 8
    for result in results:
        assert result.file and not validate_pdf(result.file, profile="ua1").failures
