"""A meeting behind the scene has a run sheet like a dialogue, and nobody who looks for a dialogue is led to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate_plugin.facts.coverage import matrix
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import cards, run_sheet
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import handbook, project, report

MODEL = (
    "---\ntitle: {title}\npurpose: We talk.\npeople: 3-8\n{more}---\n\n## Use when\n\n- Often\n\n## Prepare\n\n- [ ] A room\n\n"
    "## Run sheet\n\n| min | step |\n|---|---|\n| 20 | Promises |\n"
)
FILES = {
    "process/success-factors/trust.md": "---\ntitle: Trust\npurpose: We dare.\n---\n",
    "process/dialogue-models/circle.md": MODEL.format(title="Circle", more="success_factors: [trust]\n"),
    "process/dialogue-models/weekly.md": MODEL.format(title="Weekly", more="lane: backstage\n"),
}


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    book = handbook(FILES)
    return {page.path: page.markdown for page in pages(replace(Site(book), sheets=sheets(book)))}


def test_who_chooses_a_dialogue_does_not_meet_it(shown: dict[str, str]) -> None:
    assert "circle.md" in shown["choose/index.md"] and "weekly.md" not in shown["choose/index.md"]
    assert "weekly.md" not in shown["matrix/index.md"]
    assert [column.id for column in matrix(handbook(FILES)).columns] == ["circle"]


def test_the_overview_tells_them_apart(shown: dict[str, str]) -> None:
    before, _, behind = shown["dialogue-models/index.md"].partition("## Backstage { #backstage }")
    assert "circle.md" in before and "weekly.md" not in before
    assert "weekly.md" in behind and "circle.md" not in behind


def test_its_page_says_where_it_is_held(shown: dict[str, str]) -> None:
    text = shown["dialogue-models/weekly.md"]
    assert "<dt>Lane</dt>" in text and "\nBackstage\n" in text
    assert "Lane" not in shown["dialogue-models/circle.md"]


def test_it_has_one_run_sheet_for_those_who_hold_it() -> None:
    book = handbook(FILES)
    assert [sheet.path.removeprefix("print/run-sheets/") for sheet in run_sheet.sheets(book)] == [
        "circle.pdf",
        "circle-participants.pdf",
        "circle-large.pdf",
        "weekly.pdf",
    ]
    assert [card.kicker for card in cards.deck(book) if card.kind == "model"] == [
        "Dialogue model",
        "Dialogue model · Backstage",
    ]


def test_there_is_no_page_to_choose_where_all_meetings_are_behind_the_scene() -> None:
    only = {"process/dialogue-models/weekly.md": FILES["process/dialogue-models/weekly.md"]}
    assert "choose/index.md" not in {page.path for page in pages(Site(handbook(only)))}


def test_another_word_is_told_with_those_that_there_are() -> None:
    wrong = {"process/dialogue-models/weekly.md": MODEL.format(title="Weekly", more="lane: backstge\n")}
    (line,) = report(project(wrong))
    assert "process/dialogue-models/weekly.md:5:7" in line and "backstage" in line
