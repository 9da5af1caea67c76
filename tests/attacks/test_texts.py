"""No text runs, loads or wakes anything that no error has named: at every place, on every page and sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cocreate_plugin import prose
from cocreate_plugin.load import load
from cocreate_plugin.problems import Level
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import write

from .places import AROUND, PLACES, around, dangers, handbook_of, numbers, page_texts, sheet_texts

pytestmark = pytest.mark.site
TEXTS = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text("utf-8"))


def harm(folder: Path, files: dict[str, str]) -> list[str]:
    """Write a handbook, and give what would do something unseen though nobody was told of it."""
    loaded = load(write(folder, files))
    told = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR}
    told_numbers = {int(path.rpartition("/d")[2].removesuffix(".md")) for path in told if "/d" in path}
    harmful: list[str] = []
    printed = sheets(loaded.handbook)
    for path, html in page_texts(loaded.handbook, printed):
        assert not dangers(prose.clean_page(html)), path
        for tag in dangers(html) if not prose.changes(html) else ():
            if not (numbers(tag) & told_numbers or (99 in numbers(tag) and told)):
                harmful.append(f"{path}: {tag}")
    for path, html in sheet_texts(loaded.handbook, printed):
        shown = html.partition("</head>")[2]
        harmful += [f"{path}: {tag}" for tag in dangers(shown)]
    return harmful


def test_there_are_enough():
    assert len(TEXTS) * (len(PLACES) + len(AROUND)) >= 400
    assert len(PLACES) + len(AROUND) >= 20


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_does_anything_unseen_in_a_document(text, tmp_path):
    assert harm(tmp_path, handbook_of(text)) == []


@pytest.mark.parametrize("name", AROUND)
def test_no_text_does_anything_unseen_around_the_documents(name, tmp_path):
    assert [
        one for number, text in enumerate(TEXTS) for one in harm(tmp_path / str(number), around(text, name))
    ] == []
