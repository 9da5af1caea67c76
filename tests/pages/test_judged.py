"""What the cleaner takes out of finished pages and sheets is an error, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pages import judged as judging
from cocreate_plugin.pages.judged import Harmless, judged, on_paper
from cocreate_plugin.pages.page import Page
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


def judge(harmless: Harmless, task: str, markdown: str) -> tuple[list[str], list[str], list[str]]:
    """Gives what was said, and which pages and sheets were read for that."""
    book = project({"process/phases/a.md": PHASE.format(task, "b")}).handbook
    site = Site(book, sheets(book))
    pages, papers = [], []
    with pytest.MonkeyPatch.context() as patch:
        on_sheet = judging._on_sheet
        patch.setattr(
            judging, "_on_sheet", lambda site, sheet: papers.append(sheet.path) or on_sheet(site, sheet)
        )
        found = judged(
            site,
            [Page(path="a.md", title="A", markdown=markdown)],
            lambda text: pages.append(text) or text,
            harmless=harmless,
        )
    return [str(each.facts["what"]) for each in found.problems], pages, papers


def test_what_was_harmless_is_not_read_again_and_harm_is_said_every_time() -> None:
    safe_task = "<b>b</b>"
    first = Harmless("toc")
    said, pages, papers = judge(first, safe_task, "<i class='x'>a</i>")
    assert not said and pages and papers
    again = Harmless("toc", frozenset(first.still))
    assert judge(again, safe_task, "<i class='x'>a</i>") == ([], [], [])
    assert again.still == first.still
    assert judge(Harmless("toc, tables", frozenset(first.still)), safe_task, "<i class='x'>a</i>")[1], (
        "read otherwise"
    )
    assert judge(Harmless("", frozenset(first.still)), safe_task, "<i class='x'>a</i>")[1], "nobody knows how"
    for _ in range(2):
        harmful = Harmless("toc", frozenset(first.still))
        said, pages, _ = judge(harmful, safe_task, "<video></video>")
        assert said and pages
        first = harmful
    picture = "![c](https://e.example/x.png)"
    for _ in range(2):
        said, _, papers = judge(first, picture, "a")
        assert said == ["src"] and papers
