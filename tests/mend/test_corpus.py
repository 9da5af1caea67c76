"""Every edit of every broken project: its problem is gone, no other comes, and nothing else has changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from cocreate_plugin.mend.apply import applied_to, planned
from cocreate_plugin.problems import Level
from cocreate_plugin.testing import project

CASES = sorted((Path(__file__).parents[1] / "broken").glob("*.yml"))


def read(case):
    with case.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def weighed(loaded):
    return Counter(each.level for each in loaded.problems if each.level is not Level.NOTE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_edit_puts_its_problem_right_and_nothing_wrong(case):
    files = read(case)["files"]
    loaded = project(files)
    before, codes = weighed(loaded), Counter(each.code for each in loaded.problems)
    for problem in loaded.problems:
        if not problem.edits:
            continue
        after = project(applied_to(files, planned([problem])))
        assert Counter(each.code for each in after.problems)[problem.code] < codes[problem.code], problem
        if problem.code not in HIDING:
            assert weighed(after)[Level.ERROR] <= before[Level.ERROR], (problem, after.problems)
            assert weighed(after).total() <= before.total(), (problem, after.problems)


HIDING = {
    "needs-quotes",
    "bad-yaml",
    "tab-in-yaml",
    "no-front-matter",
    "unclosed-front-matter",
    "open-bracket",
}
"""Where these stand, the rest of the file was not read: what is wrong there comes up now."""
