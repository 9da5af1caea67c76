"""The matrix as data: marks, holes, groups, and room for headings that stand upright."""

from __future__ import annotations

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets import matrix
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.matrix import head_height, row_height
from cocreate_plugin.testing import project
from tests.sheets.reading import told


def document(title: str, *more: str) -> str:
    return "\n".join(("---", f"title: {title}", "purpose: It is there.", *more, "---", ""))


FILES = {
    "process/success-factors/trust.md": document("Trust", "order: 1", "group: People"),
    "process/success-factors/time.md": document("Time", "order: 2", "group: Mandate"),
    "process/success-factors/voice.md": document("Voice", "order: 3", "group: People"),
    "process/phases/explore.md": document("Explore", "success_factors: [trust, time]"),
    "process/phases/rest.md": document("Rest"),
    "process/dialogue-models/circle.md": document("Circle", "success_factors: [trust, voice]"),
}


def book(**more: str) -> Handbook:
    return project({**FILES, **{f"process/{path}.md": text for path, text in more.items()}}).handbook


def test_marks_holes_and_counts():
    found = matrix.matrix(book())
    assert [each.title for each in found.columns] == ["Explore", "Rest", "Circle"]
    assert {line.cover.factor.id: line.marks for line in found.lines} == {
        "trust": (True, False, True), "time": (True, False, False), "voice": (False, False, True),
    }  # fmt: skip
    assert found.served == (2, 0, 2)
    assert found.holes == 3  # no model for time, no phase for voice, no factor in Rest


def test_groups_stand_together_in_the_order_of_their_first_factor():
    sheet, _ = matrix.sheets(book())
    assert [(group["name"], [line["cover"]["factor"]["title"] for line in group["lines"]]) for group in told(sheet)["groups"]] == [
        ("People", ["Trust", "Voice"]), ("Mandate", ["Time"]),
    ]  # fmt: skip


def test_the_sheet_is_one_a3_of_plain_data():
    sheet, _ = matrix.sheets(book())
    assert (sheet.path, sheet.paper, sheet.landscape, sheet.pages) == ("print/matrix.pdf", "a3", True, 1)


def test_what_is_not_published_is_absent():
    handbook = book(
        **{
            "success-factors/secret": document("Secret", "publish: no"),
            "dialogue-models/hidden": document("Hidden", "publish: no"),
        }
    )
    found = matrix.matrix(handbook)
    assert "Secret" not in [line.cover.factor.title for line in found.lines]
    assert "Hidden" not in [each.title for each in found.columns]


def test_without_factors_or_columns_there_is_no_sheet():
    assert matrix.sheets(project({"process/phases/explore.md": document("Explore")}).handbook) == ()
    assert matrix.sheets(project({"process/success-factors/a.md": document("A")}).handbook) == ()


def test_a_heading_has_room_for_its_longest_word_and_for_all_its_lines():
    assert head_height(("Short",), 14) == matrix.LOWEST
    assert head_height(("Unverwechselbarkeitsnachweisverfahren",), 14) > 60
    assert head_height(("a long title of many words that goes on",), 6) > head_height(
        ("a long title of many words that goes on",), 20
    )


def test_rows_fill_the_sheet_within_reason():
    assert row_height(160, 2) == matrix.ROW[1]
    assert row_height(160, 20) == 8
    assert row_height(160, 200) == matrix.ROW[0]


def test_the_name_of_a_group_is_read_as_markdown():
    handbook = book(**{"success-factors/a": document("A", "group: '*Mandate*'")})
    sheet, _ = matrix.sheets(handbook)
    assert ">Mandate</th>" in html(sheet, handbook.root)
