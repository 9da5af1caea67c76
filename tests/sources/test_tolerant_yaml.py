"""Settings are read as data: what strangers write gets nothing of the machine, and a huge file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.problems import Problem
from cocreate_plugin.sources.limits import LARGEST_SETTINGS
from cocreate_plugin.sources.tolerant_yaml import read_language, read_mapping
from cocreate_plugin.testing import write


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("language: sv\n", "sv"),
        ("{language: sv}\n", "sv"),
        ("language: sv # Swedish\ntitle: [\n", ""),
        ("language: sv\ntitle: [\n", "sv"),
        ("language: sv\n" + "k: v\n" * 100_000, "sv"),
        ("language: !ENV SECRET\n", ""),
        ("language: !ENV [NOTHING, sv]\n", ""),
        ("- language\n", ""),
        ("", ""),
    ],
)
def test_a_handbook_names_its_language_and_nothing_of_the_machine(text, language, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "en")
    assert read_language(write(tmp_path, {"handbook.yml": text}) / "handbook.yml") == language


def test_settings_that_are_huge_are_refused(tmp_path: Path):
    write(tmp_path, {"mkdocs.yml": "k: v\n" * (LARGEST_SETTINGS // 5 + 1)})
    problems: list[Problem] = []
    assert read_mapping(tmp_path / "mkdocs.yml", tmp_path, problems) == {}
    assert [each.code for each in problems] == ["too-long"]
