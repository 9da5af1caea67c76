"""Times by the numbers that Python and the pages' script share, all of them computed by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cocreate_plugin.facts.event import working_days_before
from cocreate_plugin.facts.schedule import Material, shortened, timed
from cocreate_plugin.facts.units import clock, elapsed
from cocreate_plugin.kinds import Row
from cocreate_plugin.problems import Place

VECTORS = json.loads(Path(__file__).with_name("schedule_vectors.json").read_text())


def rows(case: dict[str, Any]) -> list[Row]:
    return [Row(Place("a.md", 1), **row) for row in case["rows"]]


@pytest.mark.parametrize("case", VECTORS["timed"], ids=lambda case: case["name"])
def test_rows_get_their_times(case: dict[str, Any]) -> None:
    schedule = timed([(row, None) for row in rows(case)], case["start"])
    assert [[one.start, one.minutes, one.late, one.free] for one in schedule.blocks] == case["blocks"]
    breaks = sum(block.minutes for block in schedule.breaks)
    counted = (schedule.end, schedule.minutes, schedule.shortest, breaks, schedule.longest_stretch)
    assert counted == tuple(case[name] for name in ("end", "minutes", "shortest", "breaks", "stretch"))


@pytest.mark.parametrize("case", VECTORS["shortened"], ids=lambda case: case["name"])
def test_rows_are_shortened_to_the_room_there_is(case: dict[str, Any]) -> None:
    assert list(shortened(rows(case), case["room"])) == case["minutes"]


def test_amounts_and_clocks() -> None:
    for case in VECTORS["amounts"]:
        assert Material("pens", case["number"], "person").amount(case["of"], None) == case["amount"]
    assert [elapsed(minutes) for minutes, _ in VECTORS["elapsed"]] == [text for _, text in VECTORS["elapsed"]]
    assert [clock(minutes) for minutes, _ in VECTORS["clocks"]] == [text for _, text in VECTORS["clocks"]]


@pytest.mark.parametrize(("day", "number", "before"), VECTORS["before"])
def test_a_list_is_read_some_working_days_before(day: str, number: int, before: str) -> None:
    assert working_days_before(dt.date.fromisoformat(day), number) == dt.date.fromisoformat(before)
