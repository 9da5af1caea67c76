"""Surfaces of boxes: what the sheet to write on offers, what its form asks, and what stays of the prompts."""

from __future__ import annotations

import pytest

from cocreate_plugin.kinds import SURFACES
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.a3 import BoxOnSheet
from cocreate_plugin.sheets.a3_blocks import ASK, SCORE, TABLE_HEAD
from cocreate_plugin.sheets.a3_charts import plotted
from cocreate_plugin.sheets.a3_drawings import drawn
from cocreate_plugin.sheets.a3_surfaces import DRAWN, STICKY, Drawing
from cocreate_plugin.sheets.remarks import remarks
from cocreate_plugin.testing import handbook, project


def boxes(surface: str, prompts: str = "- Why?\n- What else?\n", height: int = 4) -> dict[str, BoxOnSheet]:
    """Give the box of each variant of a template whose only wide column has it."""
    text = (
        "---\ntitle: One\npurpose: Because.\nlayout:\n"
        f"  - [here {height} {surface}, there {10 - height}]\n---\n\n## Here\n\n{prompts}\n## There\n\n- Then?\n"
    )
    sheets = a3.sheets(handbook({"process/a3/one.md": text}))
    return {sheet.data.variant: sheet.data.boxes[0] for sheet in sheets if "2xa4" not in sheet.path}


@pytest.mark.parametrize("surface", sorted(DRAWN))
def test_a_drawing_lies_below_the_prompts_and_inside_the_box(surface: str) -> None:
    found = boxes(surface)
    for variant in ("guided", "blank"):
        drawing = found[variant].drawing
        assert drawing and drawing.surface == surface
        assert drawing.top >= found[variant].head
        assert drawing.top + drawing.height <= found[variant].place.height
        assert drawing.width <= found[variant].place.width - 4.8
        assert not found[variant].lines
    assert found["blank"].drawing.height > found["guided"].drawing.height


@pytest.mark.parametrize("surface", SURFACES)
def test_every_form_has_something_to_fill_in(surface: str) -> None:
    form = boxes(surface)["form"]
    tables = [part for part in form.parts if part.kind == "table"]
    assert not form.drawing
    assert form.field != bool(tables)
    for table in tables:
        assert any(not cell for row in table.rows for cell in row.cells)


def test_the_sheet_to_write_on_keeps_its_prompts_small() -> None:
    found = boxes("fishbone")
    assert found["blank"].hint == "Why? · What else?"
    assert not found["guided"].hint
    assert boxes("", "- Draw **it**.\n")["blank"].hint == "Draw it."


def test_a_line_to_write_on_keeps_its_room_below_a_drawing() -> None:
    prompts = "- Why?\n\nWho went to see it, when, where:\n"
    without, with_line = boxes("grid", "- Why?\n")["blank"], boxes("grid", prompts)["blank"]
    assert [part.kind for part in with_line.parts] == ["ask"]
    assert without.drawing.height - with_line.drawing.height == pytest.approx(ASK)


def test_letters_stand_beside_the_boxes_that_they_name() -> None:
    text = (
        "---\ntitle: One\npurpose: Why.\nlayout: [[here 1, there 1]]\nmarks: [here P, there D C]\n---\n\n"
        "## Here\n\n- Why?\n\n## There\n\n- Then?\n"
    )
    loaded = project({"process/a3/one.md": text})
    assert [each.facts["box"] for each in loaded.problems if each.code == "box-without-section"] == [
        "there D"
    ]
    sheet = a3.sheets(loaded.handbook)[0]
    assert [box.mark for box in sheet.data.boxes] == ["P", ""]


def test_prompts_that_fill_the_box_leave_no_room_to_draw() -> None:
    found = boxes("grid", "- A long prompt.\n" * 11, height=2)
    assert found["guided"].drawing is None
    assert found["blank"].drawing


def test_a_scale_has_the_words_at_both_ends_of_each_statement() -> None:
    found = boxes("scale", "- I was heard\n- The talk was: too slow – too fast\n- Two: signs: low - high\n")
    rows = [[str(cell.markdown) for cell in row.cells] for row in found["guided"].parts[0].rows]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("I was heard", "not at all", "fully"),
        ("The talk was", "too slow", "too fast"),
        ("Two: signs", "low", "high"),
    ]
    assert [column.grade for column in found["form"].parts[0].columns] == [False, False, *[True] * 5, False]
    assert found["blank"].parts[0].rows[1].cells[0].markdown == "The talk was"


def test_a_plan_has_weeks_where_there_is_room_for_them() -> None:
    assert [str(cell) for cell in boxes("plan")["guided"].parts[-1].head][-3:] == ["10", "11", "12"]
    assert [str(cell) for cell in boxes("plan")["form"].parts[-1].head] == ["What", "Who", "When", "Status"]


def test_a_table_of_ones_own_stays() -> None:
    table = "| a long one | b long one |\n|---|---|\n|  |  |\n"
    for surface in ("table", "plan", "axes"):
        assert [part.kind for part in boxes(surface, table)["guided"].parts] == ["table"]
        assert [str(cell) for cell in boxes(surface, table)["form"].parts[0].head] == [
            "a long one",
            "b long one",
        ]


def test_a_place_for_a_note_is_as_large_as_a_note() -> None:
    drawing = drawn(Drawing("sticky", 190, 170, 0), "en")
    assert drawing.count("<rect") == 4
    assert drawing.count(f'width="{STICKY:.2f}" height="{STICKY:.2f}"') == 4
    assert drawn(Drawing("sticky", 190, 50, 0), "en").count('width="50.00" height="50.00"') == 3


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("surface", sorted(DRAWN))
@pytest.mark.parametrize("size", [(60, 18), (197, 90), (400, 250)])
def test_a_drawing_says_what_it_is_and_stays_inside(
    surface: str, size: tuple[float, float], language: str
) -> None:
    svg = str(drawn(Drawing(surface, *size, 0), language))
    assert "<title>" in svg and "</title>" in svg
    numbers = [part.split('"')[0] for name in ("x2=", "x=", "cx=") for part in svg.split(f' {name}"')[1:]]
    assert all(-0.5 <= float(number) <= size[0] for number in numbers), numbers
    assert svg == str(drawn(Drawing(surface, *size, 0), language))


def filled(surface: str, body: str) -> BoxOnSheet:
    """Give the first box of a filled-in sheet."""
    template = f"---\ntitle: One\npurpose: Why.\nlayout:\n  - [here 4 {surface}, there 6]\n---\n\n## Here\n\n## There\n"
    own = f"---\ntitle: Two\npurpose: Why.\ntemplate: one\n---\n\n## Here\n\n{body}"
    sheets = a3.sheets(handbook({"process/a3/one.md": template, "process/a3/two.md": own}))
    return next(sheet.data.boxes[0] for sheet in sheets if sheet.path == "print/a3/two.pdf")


def test_a_chart_keeps_what_stands_around_its_table() -> None:
    box = filled("axes", "Before it.\n\n| Week | Falls |\n|---|---|\n| 1 | 8 |\n| 2 | 4 |\n\nBehind it.\n")
    assert box.kind == "RunChart" and box.plot and box.plot.numbers
    assert (str(box.before), str(box.after)) == ("Before it.", "Behind it.")
    assert box.plot.labels + 2 * box.plot.column == pytest.approx(box.plot.width, abs=0.1)
    svg = str(plotted(box.plot, "en"))
    assert "<title>Chart: Falls: 1 8, 2 4.</title>" in svg


def test_many_points_are_read_aloud_from_the_drawing() -> None:
    rows = "".join(f"| {number} | {number * 2} |\n" for number in range(1, 61))
    box = filled("axes", f"| Week | Falls |\n|---|---|\n{rows}")
    assert box.plot and not box.plot.numbers
    assert "59 118, 60 120." in str(plotted(box.plot, "en"))


def test_a_table_that_says_nothing_of_its_surface_stays_a_table() -> None:
    box = filled("fishbone", "| a |\n|---|\n| c |\n")
    assert box.chart is None and "| c |" in str(box.text)


def test_the_words_above_a_fishbone_are_its_head() -> None:
    box = filled("fishbone", "Nobody knows\n\n| Bone | Cause |\n|---|---|\n| People | Late |\n")
    assert (box.kind, str(box.effect), box.before) == ("Fishbone", "Nobody knows", None)


def test_a_chart_has_round_numbers_and_two_measures_a_legend() -> None:
    box = filled(
        "axes", "| W | Falls | Near | Target |\n|---|---|---|---|\n| 1 | 8.3 | -2 | 4 |\n| 2 | 4 | 1 | 4 |\n"
    )
    svg = str(plotted(box.plot, "sv"))
    for words in (">-2,5<", ">0<", ">10<", ">Falls<", ">Near<", ">Target<"):
        assert words in svg.replace("−", "-"), words


PULSE = "| Statement | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n| **Heard**<br>They listened. |  |  |  |  |  |\n"


@pytest.mark.parametrize("prompts", [PULSE, "- I was heard\n- The talk was: too slow – too fast\n"])
def test_the_dots_of_a_room_have_more_width_than_what_is_said_of_them(prompts: str) -> None:
    for variant, box in boxes("pulse", prompts, height=8).items():
        columns = box.parts[0].columns
        grades = [column.width for column in columns if column.grade]
        assert len(grades) == 5 and min(grades) == max(grades) > 15, variant
        assert columns[0].width < sum(grades)
        assert sum(column.width for column in columns) <= box.place.width


def test_a_long_statement_takes_width_from_dots_before_it_takes_height_from_its_row() -> None:
    def grade(statement: str) -> float:
        table = PULSE.replace("They listened.", statement) + "| a |  |  |  |  |  |\n" * 3
        return boxes("pulse", table, height=5)["guided"].parts[0].columns[1].width

    assert grade("They listened.") > grade("They listened to all of it. " * 20) >= SCORE


def test_what_a_table_leaves_of_its_box_is_for_the_last_line_that_asks() -> None:
    found = boxes("pulse", f"{PULSE}\nWhen and where:\n\nWhat to do differently:\n", height=7)
    for variant in ("guided", "blank"):
        asks = [part for part in found[variant].parts if part.kind == "ask"]
        assert (asks[0].lines, asks[1].lines > 3) == (0, True), variant
    first, last = (part.field for part in found["form"].parts if part.kind == "ask")
    assert first < ASK < 4 * first < last
    box, (table, *_) = found["form"], found["form"].parts
    assert TABLE_HEAD + len(table.rows) * box.row + first + last < box.room


@pytest.mark.parametrize(
    ("height", "prompts", "small"),
    [(3, "- Why?\n", True), (6, "- Why?\n", False), (6, "- Why?\n" * 14, True)],
)
def test_the_check_tells_of_places_that_are_smaller_than_a_note(
    height: int, prompts: str, small: bool
) -> None:
    text = (
        "---\ntitle: One\npurpose: Because.\nlayout:\n"
        f"  - [here {height} sticky, there {10 - height}]\n---\n\n## Here\n\n{prompts}\n## There\n\n- Then?\n"
    )
    found = remarks(a3.sheets(handbook({"process/a3/one.md": text})))
    assert [(one.code, one.place.path, one.place.line) for one in found] == [
        ("small-notes", "process/a3/one.md", 8)
    ] * small
    assert all(int(str(one.facts["mm"])) < one.facts["note"] == STICKY for one in found)


@pytest.mark.parametrize(
    ("head", "ticks"),
    [
        ("No | What | By", [True, False, False]),
        ("What | Sí | No", [False, True, True]),
        ("What | ! | 10", [False, True, True]),
    ],
)
def test_a_short_word_alone_is_a_column_to_write_in(head: str, ticks: list[bool]) -> None:
    table = f"| {head} |\n|---|---|---|\n|  |  |  |\n"
    assert [column.score for column in boxes("", table)["form"].parts[0].columns] == ticks
