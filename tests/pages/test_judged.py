"""What the cleaner takes out of finished pages and sheets is an error, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pages.judged import on_paper
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import set_texts
from cocreate_plugin.sources.guard import Budget
from cocreate_plugin.testing import project, write

PHASE = "---\ntitle: A\npurpose: Why.\n---\n\n## Gate\n\n- [ ] {}\n\n    {}\n"


def said(task: str, below: str = "b") -> list[tuple[str, str, int, object]]:
    book = project({"process/phases/a.md": PHASE.format(task, below)}).handbook
    found = on_paper(Site(book, sheets(book)), Budget())
    return [(each.code, each.place.path, each.place.line, each.facts["what"]) for each in found]


@pytest.mark.parametrize("line", [8, 10])
def test_what_is_taken_out_of_a_sheet_is_said_once_at_its_text(line: int) -> None:
    picture = "![c](https://e.example/x.png)"
    found = said(*((picture, "b") if line == 8 else ("a", picture)))
    assert [(path, facts) for _, path, _, facts in found] == [("process/phases/a.md", "src")]
    assert found[0][2] <= line


def test_what_a_warning_names_is_not_said_again_on_paper() -> None:
    assert not said('<font color="red">a</font> <b>c</b> `<b onclick=x>` [d](https://e.example/) & <br>')


def test_the_texts_of_a_sheet_are_known_as_its_template_sets_them() -> None:
    book = project({"process/phases/a.md": PHASE.format("one", "two\n\n    three")}).handbook
    texts = {
        (text.markdown, text.line)
        for sheet in sheets(book)
        for text in set_texts(sheet, book.root)
        if text.place
    }
    assert ("one", True) in texts and any("three" in text for text, line in texts if not line)


def test_a_template_of_ones_own_that_breaks_is_said_with_its_line(tmp_path: Path) -> None:
    own = {"templates/sheets/checklist.html.jinja": "a\n{{ 1 / 0 }}\n"}
    book = load(
        write(tmp_path, {"process/phases/a.md": PHASE.format("<b>b</b>", "c"), **own}), changed={}
    ).handbook
    found = {
        (each.code, each.place.path, each.place.line) for each in on_paper(Site(book, sheets(book)), Budget())
    }
    assert found == {("bad-template", "templates/sheets/checklist.html.jinja", 2)}
