"""Steps with their lanes, and tables with their columns in any order."""

import pytest

from cocreate_plugin.kinds import DialogueModel, Text
from cocreate_plugin.testing import project
from tests.validate.bodies import MODEL, ROLES, document, model, phase, told


def test_a_step_has_lanes_in_any_spelling_and_an_explanation():
    body = """## Steps
Before all.
### Hear *each* other
In pairs.

- Evidence: guide
- **Participants:** tell
- **Frontstage**: explain — facilitator
- __Backstage:__ pair {#pair}
- support : room
- Frontstage: thank

After.
### Rest
"""
    one, two = phase(body, problems=["empty-step"]).steps
    assert [(each.lane, each.entry.text) for each in one.lanes] == [
        ("evidence", "guide"), ("participants", "tell"), ("frontstage", "explain"), ("backstage", "pair"),
        ("support", "room"), ("frontstage", "thank"),
    ]  # fmt: skip
    assert one.title == "Hear *each* other"
    assert one.in_lane("frontstage")[0].who == ("facilitator",)
    assert one.in_lane("backstage")[0].id == "pair"
    assert one.explanation.markdown == "In pairs.\n\nAfter."
    assert (two.title, two.lanes, two.backstage_gap) == ("Rest", (), False)


def test_lanes_in_swedish():
    body = "## Steg\n### Lyssna\n- På\u00a0scenen: lyssna\n- Bakom scenen: boka\n- Synligt: guide\n- Deltagare: berättar\n- Stöd: rum\n"
    lanes = phase(body, language="sv").steps.items[0].lanes
    assert [each.lane for each in lanes] == ["frontstage", "backstage", "evidence", "participants", "support"]


def test_what_is_nested_below_a_lane_is_one_more_entry_and_nothing_is_lost():
    body = "## Steps\n### Talk\n- Backstage: book — facilitator\n\n  Early.\n\n  - a room — process-owner\n  - food\n\n    Warm.\n- Support:\n  - chairs\n- Evidence:\n\n  A photo.\n"
    lanes = phase(body).steps.items[0].lanes
    assert [(each.lane, each.entry.text, each.entry.more, each.entry.who) for each in lanes] == [
        ("backstage", "book", "Early.", ("facilitator",)),
        ("backstage", "a room", "", ("process-owner",)),
        ("backstage", "food", "Warm.", ()),
        ("support", "chairs", "", ()),
        ("evidence", "A photo.", "", ()),
    ]


def test_a_promise_that_nobody_prepares_is_a_gap():
    body = "## Steps\n### Talk\n- Frontstage: talk\n- Backstage:\n"
    assert phase(body, problems=["backstage-gap"]).steps.items[0].backstage_gap


def test_columns_stand_in_any_order_and_cells_hold_what_they_say():
    body = """## Run sheet
Before.

| Shorten to | **Step** | MIN | lead | mode | how |
|---|:-:|---|---|---|---|
| 5 | Say \\| hear | 10 min | facilitator, Owner, and more | Decide | one<br>two |
| | Rest |15
Not a row.
"""
    found = model(body.replace("Not a row.\n", "\nAfter.\n"))
    one, two = found.run_sheet
    assert (one.step, one.min, one.shorten_to, one.mode) == ("Say | hear", 10, 5, "decide")
    assert one.how == "one<br>two"
    assert (two.step, two.min, two.how, two.lead, two.shorten_to) == ("Rest", 15, "", (), None)
    assert [each.markdown for each in found.run_sheet.blocks if isinstance(each, Text)] == [
        "Before.",
        "After.",
    ]
    assert found.minutes == 25


@pytest.mark.parametrize("cell", ["facilitator, process-owner", "Group host<br>process-owner",
                                  "[a](../roles/facilitator.md), [b][o]"])  # fmt: skip
def test_a_cell_names_documents_by_id_title_or_link(cell):
    body = f"## Run sheet\n| min | step | lead |\n|-|-|-|\n| 5 | Talk | {cell} |\n\n[o]: ../roles/process-owner.md\n"
    assert model(body).run_sheet.items[0].lead == ("facilitator", "process-owner")


def test_other_words_in_a_cell_of_roles_stay_text():
    row = model("## Run sheet\n| min | step | lead |\n|-|-|-|\n| 5 | Talk | each group |\n").run_sheet.items[
        0
    ]
    assert (row.lead, row.lead_text) == ((), "each group")


def test_several_tables_are_read_as_one_and_a_blank_line_ends_a_table():
    body = "## Run sheet\n| min | step |\n|-|-|\n| 5 | Talk |\n\n### Part two\n\n| step | min |\n|-|-|\n| Rest | 10 |\n"
    assert [(each.min, each.step) for each in model(body).run_sheet] == [(5, "Talk"), (10, "Rest")]


def test_columns_in_swedish():
    body = "## Körschema\n| min | steg | hur | leder | läge | korta till |\n|-|-|-|-|-|-|\n| 9 | Prata | i par | facilitator | förstå | 5 |\n"
    loaded = project({MODEL: document(body), **ROLES, "process/handbook.yml": "language: sv\n"})
    row = loaded.handbook.of(DialogueModel)[0].run_sheet.items[0]
    assert not told(loaded)
    assert (row.min, row.step, row.how, row.lead, row.mode, row.shorten_to) == (
        9, "Prata", "i par", ("facilitator",), "understand", 5,
    )  # fmt: skip


def test_the_place_of_a_cell_is_where_its_words_begin():
    found = project({MODEL: document("## Run sheet\n| min | step |\n|-|-|\n|  x  | Talk |\n")})
    assert [(each.place.line, each.place.column) for each in found.problems] == [(8, 4)]
