"""What is worked out of a session: one sum, one start, one list of what is due, for page, pack and book."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.event import Event
from cocreate_plugin.facts.schedule import material
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Entry, Session
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Place
from cocreate_plugin.testing import project

MODEL = """---
title: {title}
purpose: Talk.
---

## Prepare
- [ ] Ask {{#ask}}

## Materials
{materials}

## Run sheet
| min | step |
|---|---|
| 10 | Talk |
"""
SESSION = """---
title: Day
purpose: Meet.
{front}
---

## Agenda
| at | min | step |
|---|---|---|
{rows}
| | | [Cafe](../dialogue-models/cafe.md) |
| | | [Circle](../dialogue-models/circle.md) |
"""


def event(
    front: str = "groups: 3", rows: str = "| 9:05 | 5 | Hello |", cafe: str = "- 2 Pens × group"
) -> Event:
    book: Handbook = project(
        {
            "process/dialogue-models/cafe.md": MODEL.format(title="Cafe", materials=cafe),
            "process/dialogue-models/circle.md": MODEL.format(title="Circle", materials="- 3 pens × group"),
            "process/sessions/day.md": SESSION.format(front=front, rows=rows),
        }
    ).handbook
    return Event(book, book.of(Session)[0])


@pytest.mark.parametrize(
    ("front", "cafe", "amount"),
    [
        ("groups: 3", "- 2 Pens × group (used again)", "9"),
        ("groups: 3", "- 4 Pens × group (Used again)", "12"),
        ("", "- 2 pens × group (used again)", "3 per group"),
        ("groups: 3", "- 2 Pens × group", "15"),
        ("groups: 3", "- 2 **pens** × group", "15"),
        ("groups: 3", "- 2  Pens × group\n- 1 PENS × group", "18"),
        ("owner: x", "- 2 Pens × group", "5 per group"),
        ("owner: x", "- Pens × group", "4 per group"),
        ("groups: 3", "- 2 Pens × person", "9, 2 per person"),
        ("owner: x", "- 4 Pens", "4, 3 per group"),
    ],
)
def test_what_is_one_thing_is_one_line(front: str, cafe: str, amount: str) -> None:
    (supply,) = event(front, cafe=cafe).supplies
    assert supply.amount(phrases("en")) == amount
    assert [use.model.id for use in supply.uses] == ["cafe", "circle"]


@pytest.mark.parametrize(
    ("front", "rows", "when"),
    [
        ("groups: 3", "| 9:05 | 5 | Hello |", "09:05–09:30"),
        ("start: 9:05", "| | 5 | Hello |", "09:05–09:30"),
        ("groups: 3", "| | 5 | Hello |", "0:00–0:25"),
    ],
)
def test_a_start_is_a_clock_time_wherever_it_is_written(front: str, rows: str, when: str) -> None:
    assert str(event(front, rows).when) == when


def test_a_start_without_rows_is_told_alone() -> None:
    book = project(
        {"process/sessions/day.md": "---\ntitle: Day\npurpose: Meet.\nstart: 9:05\n---\n"}
    ).handbook
    assert str(Event(book, book.of(Session)[0]).when) == "09:05"


def test_lists_of_its_models_are_due() -> None:
    assert [view.id for view in event().lists] == ["prepare-cafe", "prepare-circle"]


@pytest.mark.parametrize(
    ("text", "language", "again", "left"),
    [
        ("2 pens × group (used again)", "en", True, "pens"),
        ("2 pennor × grupp (används igen)", "sv", True, "pennor"),
        ("Tape (Reused)", "en", True, "Tape"),
        ("2 pens × group (blue)", "en", False, "pens × group (blue)"),
    ],
)
def test_only_a_remark_that_says_so_is_taken_away(text: str, language: str, again: bool, left: str) -> None:
    found = material(Entry(text, Place("x")), phrases(language))
    assert (found.again, found.text) == (again, left)
