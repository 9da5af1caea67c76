"""Every edit of every broken project: its problem is gone, no other comes, and nothing else has changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from cocreate_plugin.load import load
from cocreate_plugin.mend import rounds
from cocreate_plugin.mend.apply import applied_to, planned
from cocreate_plugin.mend.rounds import mended, write as write_mended
from cocreate_plugin.problems import Level
from cocreate_plugin.testing import project, write

CASES = [
    *sorted((Path(__file__).parents[1] / "broken").glob("*.yml")),
    *sorted((Path(__file__).parent / "cases").glob("*.yml")),
]
MENDED = [case for case in CASES if "\nmended:\n" in case.read_text("utf-8")]


def read(case):
    with case.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def left(loaded):
    """Count the errors that need a person."""
    errors = [each for each in loaded.problems if each.level is Level.ERROR and not each.edits]
    return sum(each.code not in rounds.REVEALED for each in errors)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_edit_puts_its_problem_right_and_nothing_wrong(case):
    files = read(case)["files"]
    loaded = project(files)
    codes = Counter(each.code for each in loaded.problems)
    for problem in loaded.problems:
        if not problem.edits:
            continue
        after = project(applied_to(files, planned([problem])))
        assert Counter(each.code for each in after.problems)[problem.code] < codes[problem.code], problem
        if problem.code not in HIDING:
            assert left(after) <= left(loaded), (problem, after.problems)


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case.stem)
def test_all_that_is_certain_is_mended_and_a_second_time_nothing(case, tmp_path):
    """`mended` are the texts afterwards (null: gone), and `left` is what needs a person."""
    said = read(case)

    def check(root):
        return load(root, changed={}).problems

    result = mended(write(tmp_path, said["files"]), check)
    texts = {path: content if content is None else content.decode() for path, content in result.after.items()}
    assert texts == said["mended"]
    assert [f"{each.place.path}:{each.place.line}: {each.code}" for each in result.left] == said.get(
        "left", []
    )
    write_mended(tmp_path, result)
    assert not mended(tmp_path, check).after


HIDING = {"bad-file-name", "stray-file", "unknown-kind", *rounds.HIDING}
"""Where these stand, the rest of the file was not read: what is wrong there comes up now."""
