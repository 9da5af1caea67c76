"""A3 sheets as data: places in millimetres, what each variant shows, halves that meet."""

from __future__ import annotations

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.a3 import BoxOnSheet
from cocreate_plugin.sheets.a3_blocks import parts_of
from cocreate_plugin.sheets.a3_geometry import foot_places, halves, places
from cocreate_plugin.sheets.a3_measures import MEASURES, Rectangle
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook

TEMPLATE = """---
title: Problem
purpose: From background to follow-up.
use: problem
order: 1
owner: Quality unit
coach_asks: ["How do *you* know?", "What else?"]
layout:
  - [background 40, current 75, goal 34, causes 76]
  - [plan 3, log 1]
---

## Background

- Why now?

## Current condition {#current}

- What happens?

## Goal

## Causes

- Why?

## Plan

What do we do?

| No | What | 1 | 2 |
|---|---|---|---|
| 1 |  |  |  |
| 2 |  |  |  |

Date and place:

## Log

| A | B |
|---|---|
| one | two |
"""

FILLED = """---
title: Ours
purpose: A sheet that is filled in.
order: 2
template: problem
owner: Ward 3
coach: Coach
version: "1.0"
versions: ["0.1, 2 March: begun", "1.0, 4 March: agreed"]
date: 2026-03-04
state: agreed
agreed_by:
  - {role: Head, date: 2026-03-05}
follow_up: 2026-06-01
---

## Background

Because.

## Current condition

As it is.[^1]

[^1]: Measured twice.

## Goal

Better.

## Causes

Many.

## Plan

Do it.

## Log

Kept.
"""


@pytest.fixture(scope="module")
def book() -> Handbook:
    return handbook({"process/a3/problem.md": TEMPLATE, "process/a3/ours.md": FILLED})


@pytest.fixture(scope="module")
def found(book: Handbook) -> dict[str, Sheet]:
    return {sheet.path.removeprefix("print/a3/").removesuffix(".pdf"): sheet for sheet in a3.sheets(book)}


def box(sheet: Sheet, id_: str) -> BoxOnSheet:
    return next(each for each in sheet.data.boxes if each.id == id_)


def test_every_sheet_there_is(found: dict[str, Sheet]) -> None:
    assert list(found) == ["problem", "problem-blank", "problem-form", "problem-2xa4", "ours", "ours-2xa4"]
    assert {sheet.pages for name, sheet in found.items() if "2xa4" not in name} == {1}
    assert found["ours-2xa4"].paper == "a4"
    for sheet in found.values():
        assert isinstance(sheet.data, a3.A3Data)


def test_boxes_lie_where_the_geometry_says(found: dict[str, Sheet]) -> None:
    """The measures of the handbook's problem-solving A3, in millimetres."""
    assert [box(found["problem"], id_).place for id_ in ("background", "current", "goal", "causes")] == [
        Rectangle(10, 38, 197, 40),
        Rectangle(10, 82, 197, 75),
        Rectangle(10, 161, 197, 34),
        Rectangle(10, 199, 197, 76),
    ]
    assert box(found["problem"], "plan").place.x == 213


def test_columns_are_equal_and_reach_the_margins() -> None:
    rectangles = places([("a",), ("b",), ("c",), ("d",)], dict.fromkeys("abcd", 1.0))
    assert [each.x for each in rectangles.values()] == [10, 111.5, 213, 314.5]
    assert {each.width for each in rectangles.values()} == {95.5}
    assert rectangles["d"].x + rectangles["d"].width == 410


def test_tabloid_keeps_its_margins() -> None:
    rectangles = places([("a", "b")], {"a": 1.0, "b": 3.0}, "us")
    assert rectangles["b"].y + rectangles["b"].height == pytest.approx(279.4 - 20.5)
    assert rectangles["a"].width == pytest.approx(411.8)


def test_a_template_without_layout_has_two_columns() -> None:
    text = "---\ntitle: T\npurpose: P.\n---\n\n## A\n\n- x\n\n## B\n\n- y\n\n## C\n\n- z\n"
    sheet = a3.sheets(handbook({"process/a3/t.md": text}))[0]
    assert [each.place.x for each in sheet.data.boxes] == [10, 10, 213]


def test_variants_show_what_they_are_for(found: dict[str, Sheet]) -> None:
    guided, ruled = box(found["problem"], "background"), box(found["problem-blank"], "background")
    assert [part.kind for part in guided.parts] == ["prompts"]
    assert (ruled.parts, ruled.lines, ruled.hint) == ((), 2, "Why now?")
    assert box(found["problem"], "goal").lines == 2, "an empty box is ruled on every variant"
    assert box(found["problem-form"], "background").field
    assert not box(found["problem-form"], "plan").field, "a table is filled in cell by cell"


def words(box: BoxOnSheet) -> list[list[str]]:
    return [[cell.markdown for cell in row.cells] for row in box.parts[0].rows]


def test_a_ruled_sheet_empties_tables_of_words_and_keeps_numbers(found: dict[str, Sheet]) -> None:
    plan, log = box(found["problem-blank"], "plan"), box(found["problem-blank"], "log")
    assert words(plan) == [["1", "", "", ""], ["2", "", "", ""]]
    assert words(log) == [["", ""]]


def test_columns_for_dots_are_narrow_and_widths_add_up(found: dict[str, Sheet]) -> None:
    plan = box(found["problem"], "plan")
    widths = [column.width for part in plan.parts for column in part.columns]
    assert widths[0] == 10
    assert widths[2:] == [14, 14]
    assert sum(widths) == pytest.approx(197 - 43 - 6 - a3.INSIDE)


def test_a_template_belongs_to_others_than_the_sheet(found: dict[str, Sheet]) -> None:
    assert found["problem"].data.head.owner == ""
    assert found["ours"].data.head.owner == "Ward 3"


def test_a_filled_in_sheet_takes_boxes_by_id_or_heading(found: dict[str, Sheet]) -> None:
    assert box(found["ours"], "current").text.markdown == "As it is.[^1]"
    assert found["ours"].places["current"].line == 21
    assert found["ours"].names["current"] == "Current condition"
    assert "Measured twice." in box(found["ours"], "current").text.definitions
    assert found["ours"].data.agreed == ("Head, 5 Mar 2026",)
    assert len(found["ours"].data.places.agreed) == 3


def test_halves_meet_and_no_box_is_heard_twice(found: dict[str, Sheet]) -> None:
    left, right = found["problem-2xa4"].data.places.halves
    assert not set(left.boxes) & set(right.boxes)
    assert left.frames == right.boxes
    seam = 210 - MEASURES["iso"].overlap / 2
    assert left.sheet[0] + seam * left.scale == pytest.approx(left.seam.x, abs=0.01)
    assert right.window.x + right.sheet[0] + seam * right.scale == pytest.approx(right.seam.x, abs=0.01)
    assert 10 * left.scale >= 9, "the smallest running text on A4"
    assert 8 * left.scale >= 7.5, "the smallest caption"


@pytest.mark.parametrize("size", ["iso", "us"])
def test_a_box_across_the_middle_stands_on_both_halves(size: str) -> None:
    left, right = halves(size, places([("a",), ("b",), ("c",)], dict.fromkeys("abc", 1.0), size))
    assert (left.boxes, right.boxes, right.again) == (("a", "b"), ("b", "c"), ("b",))


def test_more_agreements_than_three_share_the_foot() -> None:
    three, _ = foot_places("iso", 0)
    five, follow_up = foot_places("iso", 5)
    assert (len(three), len(five)) == (3, 5)
    assert all(one.right < other.x for one, other in zip(five, [*five[1:], follow_up], strict=True))


def test_blocks_of_a_box_are_told_apart() -> None:
    kinds = [
        part.kind for part in parts_of("Ask?\n\n- one\n- two\n\nPlace:\n\n![x](y.png)\n\n| a |\n|---|\n| b |")
    ]
    assert kinds == ["prompts", "prompts", "ask", "text", "table"]
    assert [part.kind for part in parts_of("A rule to read from afar.")] == ["text"]


def test_a_sheet_of_a_few_words_begins_large() -> None:
    text = "---\ntitle: Rules\npurpose: P.\n---\n\n## Listen\n\nLet people finish.\n"
    found = {sheet.kind: sheet.wanted for sheet in a3.sheets(handbook({"process/a3/rules.md": text}))}
    assert found["a3-guided"] == a3.POSTER
    assert found["a3-blank"] == a3.WANTED


def test_a_filled_in_sheet_begins_larger_than_a_template(book: Handbook):
    sizes = {sheet.path: sheet.wanted for sheet in a3.sheets(book)}
    assert sizes["print/a3/ours.pdf"] == sizes["print/a3/ours-2xa4.pdf"] > sizes["print/a3/problem.pdf"]


@pytest.mark.parametrize(("size", "width"), [("iso", 210), ("us", 215.9)])
def test_what_office_paper_leaves_white_is_at_the_outer_edges_and_the_seam(size: str, width: float) -> None:
    left, right = halves(size, places([("a",), ("b",)], {"a": 1.0, "b": 1.0}, size))
    assert (left.window.x, left.window.right) == (0, pytest.approx(width - 6))
    assert (right.window.x, right.window.right) == (6, pytest.approx(width))


@pytest.mark.parametrize(
    ("form", "cells", "agreed"),
    [
        ("full", ["owner", "coach", "version", "date", "participants", "state"], 3),
        ("short", ["date"], 0),
        ("none", [], 0),
    ],
)
def test_a_title_block_asks_for_what_its_use_needs(form: str, cells: list[str], agreed: int) -> None:
    """A survey without names has nowhere to write one; the room of the foot goes to its boxes."""
    text = f"---\ntitle: Survey\npurpose: Ask.\nhead: {form}\n---\n\n## Liked\n\n- Why?\n"
    made = handbook({"process/a3/survey.md": text})
    places = {sheet.path: sheet.data.places for sheet in a3.sheets(made)}
    for where in places.values():
        assert (list(where.cells), len(where.agreed), where.follow_up is not None) == (
            cells,
            agreed,
            form == "full",
        )
        assert (where.topic is None) == (form == "none")
        lowest = max(box.bottom for box in where.boxes.values())
        assert lowest == pytest.approx(275 if form == "full" else 283, abs=0.1)


def test_the_coach_has_a_column_with_room_to_write(found: dict[str, Sheet]) -> None:
    template, filled = found["problem"].data.coach, found["ours"].data.coach
    for coach in (template, filled):
        assert [ask.markdown for ask in coach.asks] == ["How do *you* know?", "What else?"]
        assert coach.lines >= 8
    assert (template.versions, template.version_lines) == ((), 3)
    assert [version.markdown for version in filled.versions] == [
        "0.1, 2 March: begun",
        "1.0, 4 March: agreed",
    ]
    assert filled.version_lines == 0
    assert found["ours"].places["_coach_asks"].line == FILLED[: FILLED.index("versions")].count("\n") + 1


def test_questions_of_the_sheet_take_the_place_of_its_template(book: Handbook) -> None:
    own = FILLED.replace("owner: Ward 3", 'owner: Ward 3\ncoach_asks: ["And now?"]')
    sheets = a3.sheets(handbook({"process/a3/problem.md": TEMPLATE, "process/a3/ours.md": own}))
    coach = next(sheet for sheet in sheets if sheet.path.endswith("ours.pdf")).data.coach
    assert [ask.markdown for ask in coach.asks] == ["And now?"]


@pytest.mark.parametrize("form", ["short", "none"])
def test_a_sheet_that_asks_for_no_coach_has_no_column(form: str) -> None:
    template = TEMPLATE.replace("order: 1", f"order: 1\nhead: {form}")
    sheets = a3.sheets(handbook({"process/a3/problem.md": template}))
    assert [sheet.data.coach for sheet in sheets] == [None] * 4


def test_a_template_of_cards_shows_where_to_cut() -> None:
    text = (
        "---\ntitle: Cards\npurpose: To cut out.\nlayout: [[one 1]]\nhead: none\n{}---\n\n## One\n\nTell.\n"
    )
    for more, cut in (("", 0), ("cut_out: yes\n", 4)):
        found = {
            sheet.data.variant: sheet.data
            for sheet in a3.sheets(handbook({"process/a3/cards.md": text.format(more)}))
        }
        assert {len(data.places.cuts) for data in found.values()} == {cut}
