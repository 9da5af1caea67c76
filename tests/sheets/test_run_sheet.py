"""Run sheets as data: what a facilitator holds, and what participants do not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets import run_sheet
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook, project
from tests.sheets.reading import told

ROLE = "---\ntitle: Facilitator\npurpose: Guides.\n---\n"
MODEL = """---
title: Café
purpose: Think together.
people: 12+
---

## Prepare
- [ ] Write the questions {#questions} — facilitator

  Try them on two outsiders.

## Materials
- 2 pens × person
- 1 bell

## Run sheet

Read this first.

| min | step | how | lead | mode | shorten to |
|---|---|---|---|---|---|
| 10 | Welcome | Secret of the host | facilitator | understand | 8 |
| 5 | Rest | Ring the bell | | break | |
| 30 | Round | See [a guide](https://example.org)[^1] | the hosts | create | 20 |

## Goes wrong
- Too many questions

## Online
Rooms of four.

[^1]: Written by nobody.
"""


@pytest.fixture(scope="module")
def sheets() -> tuple[Sheet, ...]:
    return run_sheet.sheets(book(MODEL))


def book(model: str, name: str = "cafe") -> Handbook:
    return handbook({"process/roles/facilitator.md": ROLE, f"process/dialogue-models/{name}.md": model})


def test_each_model_has_three_sheets(sheets: tuple[Sheet, ...]) -> None:
    assert [each.path for each in sheets] == [
        "print/run-sheets/cafe.pdf",
        "print/run-sheets/cafe-participants.pdf",
        "print/run-sheets/cafe-large.pdf",
    ]
    assert {each.subject for each in sheets} == {"dialogue-models/cafe"}


def test_facilitators_rows_have_everything(sheets: tuple[Sheet, ...]) -> None:
    text, *rows = told(sheets[0])["rows"]
    assert (text["kind"], text["text"]) == ("text", "Read this first.")
    assert [(row["time"], row["min"], row["step"], row["shorten"]) for row in rows] == [
        ("0:00", 10, "Welcome", 8),
        ("0:10", 5, "Rest", None),
        ("0:15", 30, "Round", 20),
    ]
    assert [row["lead"] for row in rows] == ["Facilitator", "", "the hosts"]
    assert all(row.known_mode for row in sheets[0].data.rows[1:])
    assert rows[0]["how"] == "Secret of the host"
    assert told(sheets[0])["ends"] == "0:45"


def test_head_and_foot_say_what_to_know(sheets: tuple[Sheet, ...]) -> None:
    data = told(sheets[0])
    assert [each["text"] for each in data["facts"]] == ["12+ people", "45 minutes", "33 minutes"]
    assert [(each["text"], each["who"]) for each in data["prepare"]] == [
        ("Write the questions", ["Facilitator"])
    ]
    assert [(each["text"], each["amount"]) for each in data["materials"]] == [
        ("pens", "2 per person"),
        ("bell", "1"),
    ]
    assert [each["text"] for each in data["goes_wrong"]] == ["Too many questions"]
    assert data["online"] == "Rooms of four."
    assert "<sup>1</sup>" in html(sheets[0], Path())


def test_participants_see_steps_and_times_only(sheets: tuple[Sheet, ...]) -> None:
    said = str(told(sheets[1]))
    rows = [(row["time"], row["step"], row["min"], row["is_break"]) for row in told(sheets[1])["rows"]]
    assert rows == [("0:00", "Welcome", 10, False), ("0:10", "Rest", 5, True), ("0:15", "Round", 30, False)]
    for note in ("Secret", "bell", "the hosts", "understand", "outsiders", "Too many", "Rooms of four"):
        assert note not in said


def test_long_stretch_without_break_is_said() -> None:
    table = "## Run sheet\n| min | step |\n|---|---|\n| 95 | Talk |\n"
    loaded = project({"process/dialogue-models/talk.md": f"---\ntitle: Talk\npurpose: Talk.\n---\n{table}"})
    facilitator, *_ = run_sheet.sheets(loaded.handbook)
    assert told(facilitator)["remarks"] == ["95 minutes without a break. Put one in."]


def test_model_without_steps_has_no_run_sheet() -> None:
    assert run_sheet.sheets(book("---\ntitle: Idea\npurpose: Not written yet.\n---\n")) == ()


def test_long_agenda_is_set_closer() -> None:
    rows = "".join(f"| 2 | Step {number} |\n" for number in range(20))
    model = f"---\ntitle: Many\npurpose: Many steps.\n---\n## Run sheet\n| min | step |\n|---|---|\n{rows}"
    _, agenda, _ = run_sheet.sheets(book(model))
    assert told(agenda)["close"]
    assert agenda.wanted < 13
