"""What a filled-in box draws of its table: numbers, days, causes, notes and counts."""

from __future__ import annotations

import datetime as dt

import pytest

from cocreate_plugin.facts.box_tables import number, source_of, table_in
from cocreate_plugin.facts.charts import (
    BarTable,
    Chart,
    Counts,
    Fishbone,
    Notes,
    Rings,
    RunChart,
    Series,
    Whys,
    causes_of,
    chart_of,
    unread,
)


def drawn(surface: str, markdown: str, day: dt.date | None = None) -> Chart | None:
    table = source_of(surface, markdown)
    return chart_of(surface, table, day) if table else None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("8", 8), ("4.5 h", 4.5), ("4,5 h", 4.5), ("1 200", 1200), ("1\u00a0200 kr", 1200), ("21 %", 21),
        ("20 (21 %)", 20), ("€ 300", 300), ("-3", -3), ("−3", -3), ("**7**", 7), ("many", None), ("", None),
        ("–", None), ("about 3", None), ("1e9", None), ("5h", 5), ("9" * 13, None), ("9" * 12, 999999999999),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_unit(cell: str, value: float | None) -> None:
    assert number(cell) == value


def test_values_over_time_with_target_and_before_in_any_language() -> None:
    table = "| Vecka | Fall | Mål | Förut |\n|---|---|---|---|\n| 1 | 8 | 4 | 9 |\n| 2 |  | 4 | 9 |\n"
    assert drawn("axes", table) == RunChart(
        ("1", "2"),
        (Series("Fall", (8, None), ("8", "")),),
        Series("Mål", (4, 4), ("4", "4")),
        Series("Förut", (9, 9), ("9", "9")),
    )
    assert drawn("axes", "| Week | Falls |\n|---|---|\n| 1 | many |\n") is None


def test_a_text_around_a_table_and_a_second_table_do_not_count() -> None:
    table = table_in(
        "Words.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMore.\n\n| C | D |\n|---|---|\n| 3 | 4 |\n"
    )
    assert table and (table.rows, table.lines, table.span) == ((("1", "2"),), (4,), (2, 5))
    assert table_in("No table.\n") is None
    assert table_in("| A | B |\n|---|---|\n") is None


def test_cells_that_are_no_numbers_are_named() -> None:
    table = table_in("| Week | Falls | Near |\n|---|---|---|\n| 1 | many | 2 |\n| 2 |  | few |\n")
    assert table and list(unread("axes", table)) == [(0, 1), (1, 2)]
    assert list(unread("plan", table)) == []


def test_a_bar_reaches_to_now_and_the_largest_has_the_width() -> None:
    made = drawn(
        "target-actual",
        "| M | Before | Target | Now |\n|---|---|---|---|\n| a | 20 | 80 | 40 |\n| b | | | ? |\n",
    )
    assert isinstance(made, BarTable)
    bar, none = made.bars
    assert none is None and bar
    assert bar.target and bar.before and round(bar.target, 3) == round(1 / 1.06, 3)
    assert round(bar.end / bar.target, 2) == 0.5 and round(bar.before / bar.target, 2) == 0.25


@pytest.mark.parametrize(
    ("row", "drawn_"),
    [
        ("21 % | 80 % | 65 %", True), ("2.3 | 4.0 | 3.9 (18 answers)", True), (" | 3 h | 2 h", True),
        ("21 % | 80 % | 17 (65 %)", False), ("none | all | 21", False), ("1 | 2 | ", False), ("-1 | 2 | 3", False),
    ],
)  # fmt: skip
def test_a_bar_compares_what_has_one_unit(row: str, drawn_: bool) -> None:
    table = table_in(f"| M | Baseline | Goal | Today |\n|---|---|---|---|\n| a | {row} |\n")
    assert table and bool(chart_of("target-actual", table)) == drawn_


def test_columns_of_target_and_now_are_found_by_place_where_they_have_other_names() -> None:
    made = drawn(
        "target-actual", "| 128 people | Expected | Found |\n|---|---|---|\n| Plan | 80 % | 75 % |\n"
    )
    assert isinstance(made, BarTable) and made.bars[0] and made.bars[0].target


def test_a_plan_lies_between_its_first_and_its_last_day() -> None:
    rows = "| a | 2026-03-01 – 2026-03-05 |\n| b | 2026-03-10 |\n| c | soon |\n| d | 2026-02-31 |\n"
    made = drawn("plan", f"| What | When |\n|---|---|\n{rows}", dt.date(2026, 3, 6))
    assert isinstance(made, BarTable)
    assert (made.first, made.last, made.now) == (dt.date(2026, 3, 1), dt.date(2026, 3, 10), 0.5)
    spans = [(bar.start, bar.end) if bar else None for bar in made.bars]
    assert spans == [(0, 0.5), (0.9, 1), None, None]
    assert drawn("plan", "| What | When |\n|---|---|\n| a | soon |\n") is None


def test_causes_are_numbered_through_all_bones() -> None:
    rows = "| People | Nobody is named |\n|  | Worries |\n| Time | Fridays |\n"
    made = drawn("fishbone", f"| Bone | Cause |\n|---|---|\n{rows}")
    assert isinstance(made, Fishbone)
    assert [(bone.name, bone.causes, bone.first) for bone in made.bones] == [
        ("People", ("Nobody is named", "Worries"), 1),
        ("Time", ("Fridays",), 3),
    ]
    assert causes_of(made) == 3 and causes_of(None) == 0


def test_a_table_with_more_than_a_drawing_can_say_stays_a_table() -> None:
    more = "| Bone | Cause | Known or guessed |\n|---|---|---|\n| People | Late | guess |\n"
    assert drawn("fishbone", more) is None
    assert drawn("fishbone", more.replace("| guess |", "|  |"))
    assert drawn("fishbone", more.replace("Known or guessed", "Cause"))
    assert drawn("five-whys", more) is None
    assert drawn("scale", "| S | 1 | 2 | 3 | 4 | 5 | Why |\n|-|-|-|-|-|-|-|\n| a | 1 | | | | | b |\n") is None


def test_a_list_says_as_much_as_a_table_where_it_can() -> None:
    assert drawn("five-whys", "1. It is late.\n2. Nobody asks.\n") == Whys(
        (("", "It is late."), ("", "Nobody asks."))
    )
    assert drawn("sticky", "- one\n- two\n") == Notes(("one", "two"))
    assert drawn("sticky", "- one\n    - below it\n") is None
    assert drawn("axes", "- one\n- two\n") is None


def test_rings_hold_names_between_commas() -> None:
    made = drawn("map", "| Ring | Who |\n|---|---|\n| Near | Åsa, a nurse |\n| Far | taxi; church |\n")
    assert made == Rings((("Near", ("Åsa", "a nurse")), ("Far", ("taxi", "church"))))


def test_a_map_with_more_names_than_a_ring_holds_stays_a_table() -> None:
    head = "| Ring | Who |\n|---|---|\n"
    assert drawn("map", f"{head}| Near | {', '.join('abcdefghijklmnop')} |\n")
    assert drawn("map", f"{head}| Near | {', '.join('abcdefghijklmnopq')} |\n") is None
    assert drawn("map", f"{head}| Near | {'a' * 41} |\n") is None
    assert drawn("map", head + "| a | b |\n" * 4) is None


def test_counts_have_a_mean() -> None:
    made = drawn(
        "scale",
        "| S | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n| a |  | 1 |  | 3 |  |\n| b | | | | | |\n",
    )
    assert isinstance(made, Counts)
    assert (made.counts, made.means, made.most) == (((0, 1, 0, 3, 0), (0, 0, 0, 0, 0)), (3.5, None), 3)
    assert drawn("pulse", "| S | a | b |\n|---|---|---|\n| x | 1 | 2 |\n") is None


@pytest.mark.parametrize(
    "surface", ["axes", "target-actual", "plan", "fishbone", "five-whys", "sticky", "map", "scale"]
)
@pytest.mark.parametrize(
    "table", ["| a |\n|---|\n| b |\n", "| a | b |\n|---|---|\n| |\n", "|  |\n|---|\n|  |\n"]
)
def test_a_table_of_too_little_trips_nothing(surface: str, table: str) -> None:
    drawn(surface, table)
    found = table_in(table)
    assert found is None or list(unread(surface, found)) in ([], [(0, 1)])
