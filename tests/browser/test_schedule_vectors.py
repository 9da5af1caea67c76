"""The pages' script works out times as Python does: both are held to the same numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate_plugin.site_assets import SHIPPED_IN
from tests.browser.conftest import Desk

pytestmark = [pytest.mark.browser]

VECTORS = json.loads((Path(__file__).parents[1] / "facts" / "schedule_vectors.json").read_text())

WORKED_OUT = """vectors => ({
  timed: vectors.timed.map(({ name, start, rows }) => {
    const all = cocreateTimes.timed(rows, start)
    return { name, start, rows, blocks: all.blocks.map(one => [one.start, one.minutes, one.late, one.free]),
      end: all.end, minutes: all.minutes, shortest: all.shortest, breaks: all.breaks, stretch: all.stretch }
  }),
  shortened: vectors.shortened.map(one => ({ ...one, minutes: cocreateTimes.shortened(one.rows, one.room) })),
  amounts: vectors.amounts.map(one => ({ ...one, amount: cocreateTimes.amount(one.number, one.of) })),
  elapsed: vectors.elapsed.map(([minutes]) => [minutes, cocreateTimes.elapsed(minutes)]),
  before: vectors.before.map(([day, number]) => [day, number, cocreateElements.workingDaysBefore(day, number)]),
  clocks: vectors.clocks.map(([minutes]) => [minutes, cocreateTimes.clock(minutes)]),
})"""


def test_the_script_gives_the_same_numbers(desk: Desk) -> None:
    for name in ("elements.js", "times.js"):
        desk.page.add_script_tag(path=SHIPPED_IN / name)
    worked_out = desk.page.evaluate(WORKED_OUT, VECTORS)
    assert worked_out == VECTORS
