"""What ten settings found is put together by rules that were fixed beforehand."""

import csv
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
spec = importlib.util.spec_from_file_location("pool", ROOT / "scripts/pool.py")
assert spec and spec.loader
pool = importlib.util.module_from_spec(spec)
sys.modules["pool"] = pool
spec.loader.exec_module(pool)


def norrvik():
    with (ROOT / "docs/replication/sheet.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_page_shows_the_sheets_that_are_there():
    assert pool.main(["--check"]) == 0


def test_the_empty_sheet_is_as_the_schema_has_it():
    assert [fault for row in norrvik() for fault in pool.faults(row)] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"country": "Sweden"}, "country"),
        ({"measure": "joy"}, "measure"),
        ({"n1": "many"}, "n1"),
        ({"n1": "1", "n2": "1", "n3": "1", "n4": "0", "n5": "0"}, "a group of 3"),
        ({"name": "Ann"}, "name"),
    ],
)
def test_what_a_sheet_must_not_hold_is_named(change, told):
    row = {**norrvik()[0], **change}
    assert any(fault.startswith(told) for fault in pool.faults(row))


def test_settings_are_counted_and_not_averaged():
    own = norrvik()
    others = [
        {**row, "setting": "b-town"} | ({"n4": "0", "n5": "0"} if row["measure"] == "heard" else {})
        for row in own
    ]
    (entry,) = pool.pool([*own, *others])
    assert entry.settings == ("b-town", "constructed-norrvik")
    assert len(entry.heard) == 2
    text = pool.table([entry])
    assert "| own | 2 |" in text and "0 % to 80 %" in text


def test_a_process_that_stopped_is_counted():
    (entry,) = pool.pool([{**row, "stopped": "yes"} for row in norrvik()])
    assert entry.stopped == 1
    assert "none so far" in pool.table(())
