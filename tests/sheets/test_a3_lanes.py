"""Lanes of an A3: where tables of several boxes have the same columns, their heads stand once."""

from __future__ import annotations

from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.a3 import A3Data
from cocreate_plugin.testing import handbook

TABLE = "| First | Then |\n|---|---|\n| {} | |\n\n"
LANES = "".join(
    f"## {name}\n\n- Who?\n\n{TABLE.format(name)}" for name in ("Deltagare", "Frontstage", "Backstage")
)
HEAD = "---\ntitle: One\npurpose: Why.\nlayout: {}\n---\n\n"
ONE_COLUMN = "[[deltagare 2, frontstage 3, backstage 4]]"


def sheets(body: str = LANES, layout: str = ONE_COLUMN, own: str = "") -> dict[str, A3Data]:
    """Give what stands on each sheet of a template, and of one that follows it, by variant."""
    files = {"process/handbook.yml": "language: sv\n", "process/a3/one.md": HEAD.format(layout) + body}
    if own:
        files["process/a3/own.md"] = f"---\ntitle: Two\npurpose: Why.\ntemplate: one\n---\n\n{own}"
    found = a3.sheets(handbook(files))
    return {sheet.data.variant: sheet.data for sheet in found if "2xa4" not in sheet.path}


def test_heads_that_boxes_share_stand_once_and_rows_get_their_room() -> None:
    parted = "[[deltagare 2], [frontstage 3], [backstage 4]]"
    for variant, data in sheets().items():
        lanes = [data.lanes[box.id] for box in data.boxes]
        assert [lane.has_heads for lane in lanes] == [True, False, False], variant
        columns = {tuple(part.columns for part in box.parts if part.kind == "table") for box in data.boxes}
        assert len(columns) == 1, variant
        for box, lane in zip(data.boxes, lanes, strict=True):
            written = box.row * sum(len(part.rows) for part in box.parts)
            assert box.place.height - (12 if lane.has_heads else 6) < written < box.place.height, variant
    assert not sheets(layout=parted)["guided"].lanes


def test_the_lines_of_a_blueprint_are_drawn_between_its_lanes() -> None:
    data = sheets()["guided"]
    lanes = list(data.lanes.values())
    assert [lane.name for lane in lanes] == ["participants", "frontstage", "backstage"]
    assert [lane.line for lane in lanes] == ["", "interaction", "visibility"]
    above, below = (box.place for box in data.boxes[:2])
    gap = lanes[1].gap
    assert gap and (gap.y, gap.bottom) == (above.bottom, below.y)
    others = sheets(LANES.replace("Deltagare", "Others"), ONE_COLUMN.replace("deltagare", "others"))
    assert [lane.line for lane in others["guided"].lanes.values()] == ["", "", "visibility"]


def test_other_columns_or_words_beside_a_table_leave_boxes_as_they_are() -> None:
    assert not sheets(LANES.replace("| First | Then |", "| Other | Then |", 1))["guided"].lanes
    assert not sheets(LANES + "When and where:\n")["guided"].lanes


def test_a_filled_in_sheet_has_lanes_when_all_of_its_boxes_are() -> None:
    assert list(sheets(own=LANES.replace("- Who?\n\n", ""))["filled"].lanes) == [
        "deltagare",
        "frontstage",
        "backstage",
    ]
    assert not sheets(own=LANES.replace("## Backstage", "## Backstage\n\nText.\n\n### Part"))["filled"].lanes
