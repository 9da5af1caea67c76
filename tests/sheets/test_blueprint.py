"""Blueprints as data: lanes in order, gaps, and what a crowded process leaves to the phases' own sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Phase
from cocreate_plugin.sheets import blueprint
from cocreate_plugin.sheets.blueprint import CellText, Summary, shortened
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.text_metrics import lines, shares, width
from cocreate_plugin.testing import handbook, project
from tests.sheets.reading import told

EXPLORE = """---
title: Explore
purpose: Understand before solving.
order: 1
decides: owner
duration: 4-8 weeks
---

## Question

What is it like now?

## Steps

### Hear

- Evidence: a guide
- Participants: tell and ask — guest
- Frontstage: explain how — owner
- Frontstage: keep the time
- Backstage: pair people — owner
- Support: a room

### See

- Frontstage: walk along

## Participants receive

A photo the same day. A summary within ten days.

## Gate

- [ ] All are heard
"""
ROLE = "---\ntitle: {}\npurpose: Does things.\n---\n"
FILES = {
    "process/phases/explore.md": EXPLORE,
    "process/roles/owner.md": ROLE.format("Process owner"),
    "process/roles/guest.md": ROLE.format("Guest"),
}


def book(**files: str) -> Handbook:
    named = {f"process/phases/{name}.md": text for name, text in files.items()}
    return project({**FILES, **named}).handbook


def phase_data(handbook: Handbook) -> dict:
    return told(blueprint.phase_sheet(handbook, handbook.of(Phase)[0]))


def test_lanes_are_rows_and_steps_are_columns():
    data = phase_data(book())
    assert data["steps"] == ["Hear", "See"]
    assert [lane["name"] for lane in data["lanes"]] == [
        "evidence", "participants", "frontstage", "backstage", "support",
    ]  # fmt: skip
    assert [lane["line"] for lane in data["lanes"]] == ["", "", "interaction", "visibility", "internal"]
    assert [[entry["text"] for entry in cell["entries"]] for cell in data["lanes"][2]["cells"]] == [
        ["explain how", "keep the time"], ["walk along"],
    ]  # fmt: skip
    assert data["lanes"][1]["cells"][0]["entries"][0]["who"] == ["Guest"]


def test_a_gap_stands_backstage_of_its_step_only():
    data = phase_data(book())
    gaps = {lane["name"]: [cell["gap"] for cell in lane["cells"]] for lane in data["lanes"]}
    assert gaps.pop("backstage") == [False, True]
    assert not any(gap for row in gaps.values() for gap in row)


def test_the_frame_of_a_phase():
    data = phase_data(book())
    assert (data["duration"], data["decides"]) == ("4–8 weeks", ["Process owner"])
    assert [task["text"] for task in data["gate"]] == ["All are heard"]


def test_a_duration_of_parts_and_of_one():
    handbook = book(explore=EXPLORE.replace("4-8 weeks", "1.5 hours"))
    assert phase_data(handbook)["duration"] == "1.5 hours"


def test_sheets_are_promised_as_one_page_of_a3_in_plain_data():
    for sheet in blueprint.sheets(book()):
        assert (sheet.paper, sheet.landscape, sheet.pages, sheet.smallest) == ("a3", True, 1, 10.0)


def test_paths_and_places():
    sheets = {sheet.path: sheet for sheet in blueprint.sheets(book())}
    assert list(sheets) == ["print/blueprints/explore.pdf", "print/blueprint.pdf"]
    assert (
        sheets["print/blueprints/explore.pdf"].places[""].line == EXPLORE.split("## Steps")[0].count("\n") + 1
    )
    assert sheets["print/blueprints/explore.pdf"].subject == "phases/explore"


def test_a_phase_without_steps_has_a_column_and_no_sheet():
    handbook = book(plan="---\ntitle: Plan\npurpose: Plan it.\norder: 2\n---\n\n## Question\n\nHow?\n")
    assert [sheet.path for sheet in blueprint.sheets(handbook)][-2] == "print/blueprint.pdf"
    assert "print/blueprints/plan.pdf" not in [sheet.path for sheet in blueprint.sheets(handbook)]
    columns = told(blueprint.process_sheet(handbook))["columns"]
    assert [column["phase"]["title"] for column in columns] == ["Explore", "Plan"]


def test_a_handbook_without_phases_has_no_blueprint():
    assert blueprint.sheets(project({"process/roles/owner.md": ROLE.format("Owner")}).handbook) == ()


def test_what_is_not_published_is_not_in_the_process():
    handbook = book(secret=EXPLORE.replace("title: Explore", "title: Secret\npublish: no"))
    assert [column["phase"]["title"] for column in told(blueprint.process_sheet(handbook))["columns"]] == [
        "Explore"
    ]
    own = next(sheet for sheet in blueprint.sheets(handbook) if sheet.path == "print/blueprints/secret.pdf")
    assert not own.publish


def test_the_process_shows_everything_when_there_is_room():
    (column,) = told(blueprint.process_sheet(book()))["columns"]
    assert column["cells"]["frontstage"]["pieces"] == ["explain how", "walk along", "keep the time"]
    assert column["cells"]["backstage"] == {"pieces": ["pair people"], "more": 0, "gaps": [2], "marks": []}
    assert column["cells"]["receive"]["pieces"] == ["A photo the same day. A summary within ten days."]


@pytest.mark.parametrize("count", [2, 8, 14])
def test_a_crowded_process_says_how_much_more_there_is(count: int):
    long = "\n".join(
        f"### Step {number}\n\n"
        + "\n".join(
            f"- {lane}: entry {number} {lane} that takes its room in words, and then some more"
            for lane in ("Evidence", "Participants", "Frontstage", "Backstage", "Backstage", "Support")
        )
        + "\n"
        for number in range(1, 10)
    )
    text = f"---\ntitle: Long {{}}\npurpose: Long.\norder: {{}}\n---\n\n## Steps\n\n{long}"
    handbook = book(**{f"p{number}": text.format(number, number + 1) for number in range(count)})
    found = blueprint.columns(handbook, 42.0, 44)
    full = next(column for column in found if column.phase.id == "p0")
    for name in ("evidence", "participants", "frontstage", "backstage", "support", "steps"):
        cell = full.cells[name]
        assert len(cell.pieces) + cell.more == (18 if name == "backstage" else 9)
    assert sum(max(column.cells[name].lines for column in found) for name in blueprint.WEIGHTS) <= 44


def test_every_first_entry_comes_before_any_second_one():
    cell = Summary(tuple(CellText(text, 1) for text in "abcd"), gaps=(3,))
    assert shortened(cell, 5) == Summary((CellText("a", 1), CellText("b", 1)), 2, (3,))
    assert shortened(cell, 7) == cell
    assert shortened(Summary((CellText("long", 9), CellText("b", 1))), 4) == Summary((CellText("b", 1),), 1)


def test_us_paper_is_said_on_the_sheet():
    handbook = book()
    us = replace(handbook, identity=replace(handbook.identity, paper="us"))
    assert blueprint.process_sheet(us).frame.paper == "us"


def test_lines_are_reckoned_generously():
    assert lines("", 50, 10) == 1
    assert lines("one two three", 200, 10) == 1
    assert lines("word " * 40, 50, 10) >= 7
    assert lines("x" * 300, 20, 10) >= 25
    assert lines("**bold** [link](somewhere.md)", 30, 10) == 1
    assert width("MMMM", 10) > width("llll", 10)


def test_rows_share_what_others_do_not_want():
    assert shares((2, 3), 10, (1, 1)) == (2, 3)
    assert shares((2, 30, 30), 22, (1, 1, 1)) == (2, 10, 10)
    assert shares((30, 30), 12, (1, 2)) == (4, 8)
    assert shares((), 12, ()) == ()


def test_every_backstage_entry_has_a_mark_where_its_text_has_no_room():
    entries = "".join(f"- Backstage: prepare a long and careful thing {number}\n" for number in range(60))
    made = blueprint.process_sheet(
        book(
            crowded=f"---\ntitle: Crowded\npurpose: Full.\n---\n\n## Steps\n\n### One\n\n- Frontstage: ask\n\n### Two\n\n{entries}"
        )
    )
    cell = next(each for each in told(made)["columns"] if each["phase"]["title"] == "Crowded")["cells"][
        "backstage"
    ]
    assert cell["more"] and [(each["number"], each["entries"], each["gap"]) for each in cell["marks"]] == [
        (1, 0, True), (2, 60, False),
    ]  # fmt: skip
    printed = html(made, Path())
    assert printed.count("●") == 60 + 1  # the legend has one more
    assert '<span class="gap">1&nbsp;○</span>' in printed


@pytest.mark.parametrize(
    ("received", "shown"),
    [
        ("- A photo", "A photo"),
        ("- A photo\n- A list, soon.\n", "A photo. A list, soon."),
        ("A photo", "A photo"),
    ],
)
def test_what_participants_receive_is_one_paragraph_without_marks_of_a_list(received: str, shown: str):
    phase = f"---\ntitle: Explore\npurpose: Why.\n---\n\n## Participants receive\n\n{received}\n"
    sheet = blueprint.process_sheet(handbook({"process/phases/explore.md": phase}))
    (piece,) = sheet.data.columns[0].cells["receive"].pieces
    assert str(piece) == shown


@pytest.mark.parametrize(("count", "larger"), [(1, True), (8, False)])
def test_few_columns_have_larger_type(count: int, larger: bool):
    phases = {
        f"process/phases/p{number}.md": f"---\ntitle: P{number}\npurpose: Why.\norder: {number}\n---\n"
        for number in range(count)
    }
    assert (blueprint.process_sheet(handbook(phases)).wanted > blueprint.WANTED_OF_PROCESS) == larger
