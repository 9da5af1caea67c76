"""Times of run sheets and agendas, and the materials that they need: all expectations are computed by hand."""

import pytest

from cocreate_plugin.facts.schedule import agenda, material, run_sheet
from cocreate_plugin.facts.units import clock, elapsed
from cocreate_plugin.kinds import DialogueModel, Entry, Session
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Place
from cocreate_plugin.testing import project, report

CIRCLE = """---
title: Circle
purpose: Understanding.
---
## Run sheet
| min | step | mode | shorten to |
|---|---|---|---|
| 10 | Open | | 5 |
| 35 | Tell | understand | 25 |
| 15 | Rest | break | |
| 20 | Close | decide | |
"""


def session(rows, front="start: 13:10", problems=(), model=CIRCLE):
    table = "| at | min | step | mode |\n|---|---|---|---|\n" + "\n".join(rows)
    text = f"---\ntitle: Day\npurpose: Why.\n{front}\n---\n## Agenda\n{table}\n"
    loaded = project({"process/sessions/day.md": text, "process/dialogue-models/circle.md": model})
    assert [each.code for each in loaded.problems] == list(problems), report(loaded)
    return agenda(loaded.handbook, loaded.handbook.of(Session)[0])


def times(schedule):
    return [(clock(each.start), each.minutes, each.row.step) for each in schedule.blocks]


def test_a_run_sheet_adds_up():
    schedule = run_sheet(project({"process/dialogue-models/circle.md": CIRCLE}).handbook.of(DialogueModel)[0])
    assert [(elapsed(each.start), elapsed(each.end)) for each in schedule.blocks] == [
        ("0:00", "0:10"), ("0:10", "0:45"), ("0:45", "1:00"), ("1:00", "1:20"),
    ]  # fmt: skip
    assert (schedule.minutes, schedule.shortest, schedule.longest_stretch) == (80, 65, 45)
    assert [each.row.step for each in schedule.breaks] == ["Rest"]


def test_a_link_to_a_dialogue_model_stands_for_its_rows():
    schedule = session(
        ["| | 5 | Welcome | |", "| | | [Ours](../dialogue-models/circle.md) | |", "| | 5 | Thanks | |"]
    )
    assert times(schedule) == [
        ("13:10", 5, "Welcome"), ("13:15", 10, "Open"), ("13:25", 35, "Tell"), ("14:00", 15, "Rest"),
        ("14:15", 20, "Close"), ("14:35", 5, "Thanks"),
    ]  # fmt: skip
    assert [each.model.id if each.model else "" for each in schedule.blocks] == ["", *["circle"] * 4, ""]
    assert (clock(schedule.end), schedule.minutes) == ("14:40", 90)


@pytest.mark.parametrize("step", ["**[Ours](../dialogue-models/circle.md)**", "[Ours][c]", "[C]",
                                  "[Ours](../dialogue-models/circle.md#run-sheet 'Circle')"])  # fmt: skip
def test_a_link_may_be_written_in_any_way(step):
    schedule = session([f"| | | {step} | |", "", "[c]: ../dialogue-models/circle.md"])
    assert len(schedule.blocks) == 4


def test_words_around_a_link_and_a_bare_name_are_a_row_of_their_own():
    rows = ["| | 5 | See [it](../dialogue-models/circle.md) | |", "| | 5 | Circle | |"]
    schedule = session(rows, problems=["model-not-linked"])
    assert len(schedule.blocks) == 2


def test_a_link_to_a_model_without_rows_is_a_row():
    model = "---\ntitle: Circle\npurpose: Why.\n---\n"
    schedule = session(["| | 40 | [Ours](../dialogue-models/circle.md) | |"], model=model)
    assert times(schedule) == [("13:10", 40, "[Ours](../dialogue-models/circle.md)")]
    assert schedule.blocks[0].model.id == "circle"


def test_a_locked_time_leaves_a_gap_or_is_overrun():
    schedule = session(
        ["| 13:10 | 20 | One | |", "| 13:45 | 30 | Two | |", "| 14.00 | 10 | Three | |"], problems=["overrun"]
    )
    assert times(schedule) == [("13:10", 20, "One"), ("13:45", 30, "Two"), ("14:15", 10, "Three")]
    assert [(each.free, each.late) for each in schedule.blocks] == [(0, 0), (15, 0), (0, 15)]
    assert schedule.minutes == 75


def test_a_locked_time_holds_the_first_row_of_a_model():
    schedule = session(["| | 5 | Welcome | |", "| 13:30 | | [Ours](../dialogue-models/circle.md) | |"])
    assert times(schedule)[1] == ("13:30", 10, "Open")
    assert schedule.blocks[1].free == 15


def test_a_session_without_a_start_begins_at_its_first_locked_time():
    assert times(session(["| 9:00 | 10 | One | |"], "place: Here"))[0][0] == "09:00"
    assert times(session(["| | 10 | One | |"], "place: Here"))[0][0] == "00:00"


def test_an_evening_goes_on_after_midnight():
    schedule = session(["| | 90 | One | |", "| 00:15 | 30 | Two | |"], "start: 22:30")
    assert times(schedule) == [("22:30", 90, "One"), ("00:15", 30, "Two")]
    assert (schedule.minutes, schedule.blocks[1].free, clock(schedule.end)) == (135, 15, "00:45")


def test_a_gap_and_a_break_end_a_stretch():
    rows = ["| | 60 | One | |", "| 14:30 | 60 | Two | |", "| | 0 | Stretch | break |", "| | 80 | Three | |"]
    assert session(rows, problems=["row-without-time"]).longest_stretch == 80
    assert session(["| | 60 | One | |", "| | 31 | Two | |"], problems=["no-break"]).longest_stretch == 91


def test_nothing_takes_no_time():
    schedule = run_sheet(
        project({"process/dialogue-models/c.md": CIRCLE.split("##")[0]}).handbook.of(DialogueModel)[0]
    )
    assert (schedule.blocks, schedule.minutes, schedule.longest_stretch) == ((), 0, 0)


@pytest.mark.parametrize(
    ("text", "language", "read", "people", "groups", "amount"),
    [
        ("2 pens × person", "en", ("pens", 2, "person"), 12, 3, 24),
        ("pens × person", "en", ("pens", None, "person"), 12, 3, 12),
        ("1 flip chart × group", "en", ("flip chart", 1, "group"), 12, 3, 3),
        ("0.5 l water x person", "en", ("l water", 0.5, "person"), 5, 3, 3),
        ("0,5 l vatten × deltagare", "sv", ("l vatten", 0.5, "person"), 5, 3, 3),
        ("blad×bord", "sv", ("blad", None, "group"), 5, 3, 3),
        ("3 sheets × table", "en", ("sheets", 3, "group"), None, None, None),
        ("4 rolls of tape", "en", ("rolls of tape", 4, ""), None, None, 4),
        ("tape", "en", ("tape", None, ""), 12, 3, None),
        ("2 boards × room", "en", ("boards × room", 2, ""), 12, 3, 2),
        ("Lunch box person", "en", ("Lunch box person", None, ""), 12, 3, None),
        ("2 × 3 m of paper × Group", "en", ("× 3 m of paper", 2, "group"), 12, 3, 6),
        ("2 pennor × person", "de", ("pennor", 2, "person"), 2, 1, 4),
    ],
)  # fmt: skip
def test_materials_are_multiplied(text, language, read, people, groups, amount):
    found = material(Entry(text, Place("x.md")), phrases(language))
    assert (found.text, found.number, found.per) == read
    assert found.amount(people, groups) == amount


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "00:00"), (790, "13:10"), (1439, "23:59"), (1440, "00:00"), (1500, "01:00")]
)
def test_a_clock_begins_again_at_midnight(minutes, shown):
    assert clock(minutes) == shown


def test_a_row_without_minutes_tells_none_and_adds_nothing_to_tell():
    schedule = session(["| 9:05 | | Talk | |"], front="order: 1")
    assert [block.told for block in schedule.blocks] == [None]
    assert schedule.totals == ()
