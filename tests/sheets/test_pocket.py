"""The booklet of a checklist: its pages lie on the sheet so that folding puts them in order."""

from __future__ import annotations

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets import pocket
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook, project

HEAD = "---\ntitle: Opening\npurpose: All is ready.\n---\n\n"


def book(
    items: int, text: str = "Somebody has opened the door and looked round.", more: str = ""
) -> Handbook:
    tasks = "".join(f"- [ ] {number}. {text}\n" for number in range(1, items + 1))
    return project({"process/checklists/opening.md": HEAD + tasks, "process/handbook.yml": more}).handbook


def only(handbook: Handbook) -> Sheet:
    (sheet,) = pocket.sheets(handbook)
    return sheet


def folded(sheet: Sheet) -> list[tuple[int, int]]:
    """Fold it as people do, and give the two pages of each leaf.

    Folded lengthwise, the outer columns are leaves: what lies above each other is back to back. The cut lets
    the inner columns open to the front and the back: there, what lies beside each other is back to back.
    """
    lies = {(round(each.x / each_width(sheet)), each.turned): each.number for each in sheet.data.panels}
    leaves = [
        (lies[0, False], lies[0, True]),
        (lies[1, False], lies[2, False]),
        (lies[3, False], lies[3, True]),
        (lies[1, True], lies[2, True]),
    ]
    return sorted((min(leaf), max(leaf)) for leaf in leaves)


def each_width(sheet: Sheet) -> float:
    return float(sheet.data.width)


@pytest.mark.parametrize("size", ["iso", "us"])
def test_leaves_have_pages_that_follow_each_other(size: str) -> None:
    sheet = only(book(12, more=f"paper: {size}\n"))
    assert folded(sheet) == [(1, 2), (3, 4), (5, 6), (7, 8)]
    front, back = sheet.data.panels[0], sheet.data.panels[-1]
    assert (front.kind, back.kind) == ("cover", "back")
    assert back.x + sheet.data.width == pytest.approx(front.x) and back.y == front.y, "they share the spine"


def test_panels_cover_the_sheet_and_are_read_in_the_order_of_pages() -> None:
    data = only(book(12)).data
    assert [panel.number for panel in data.panels] == [*range(1, 9)]
    assert {(panel.x, panel.y) for panel in data.panels} == {
        (round(column * 74.25, 2), row * 105.0) for column in range(4) for row in range(2)
    }
    assert {panel.number for panel in data.panels if panel.turned} == {4, 5, 6, 7}


@pytest.mark.parametrize("items", [1, 2, 7, 20])
def test_every_item_is_there_once_and_in_order(items: int) -> None:
    panels = only(book(items)).data.panels
    numbers = [item.number for panel in panels for item in panel.items]
    assert numbers == [*range(1, items + 1)]
    kinds = [panel.kind for panel in panels[1:-1]]
    assert kinds == sorted(kinds), "what is left is ruled, behind the items"


def test_a_long_list_takes_the_larger_paper_and_a_longer_one_has_no_booklet() -> None:
    assert only(book(20)).paper == "a4"
    assert only(book(70)).paper == "a3"
    assert pocket.sheets(book(400)) == ()


def test_what_reckoning_gets_wrong_goes_to_the_larger_paper() -> None:
    sheet = only(book(12))
    assert [each.paper for each in sheet.larger] == ["a3"]
    assert [item.number for panel in sheet.larger[0].data.panels for item in panel.items] == [*range(1, 13)]


def test_headings_roles_and_amounts_stand_with_their_items() -> None:
    made = handbook(
        {
            "process/roles/host.md": "---\ntitle: Host\npurpose: Receives.\n---\n",
            "process/checklists/opening.md": HEAD
            + "## Items\n\n### Door\n\n- [ ] Open it — host\n\n### Room\n\n- [ ] Air it\n",
        }
    )
    items = [item for panel in only(made).data.panels for item in panel.items]
    assert [(item.heading.markdown if item.heading else "", item.who) for item in items] == [
        ("Door", ("Host",)),
        ("Room", ()),
    ]


@pytest.mark.parametrize(
    ("heights", "room", "shared"),
    [
        ([1.0, 1.0, 1.0, 1.0], 3.0, ((0, 2), (2, 4))),
        ([5.0, 1.0, 1.0, 1.0], 5.0, ((0, 1), (1, 4))),
        ([1.0, 1.0, 5.0], 5.0, ((0, 2), (2, 3))),
        ([1.0, 1.0, 1.0, 1.0], 4.0, ((0, 4),)),
        ([1.0], 5.0, ((0, 1),)),
        ([9.0], 5.0, ((0, 1),)),
        ([], 5.0, ()),
    ],
)
def test_few_pages_are_used_and_the_fullest_is_as_empty_as_can_be(
    heights: list[float], room: float, shared: tuple[tuple[int, int], ...]
) -> None:
    assert pocket.balanced(heights, room) == shared


def test_where_text_runs_from_right_to_left_the_spine_is_at_the_right() -> None:
    tasks = "".join(f"- [ ] {number}. דלת\n" for number in range(1, 9))
    files = {"process/handbook.yml": "language: he\n", "process/checklists/opening.md": HEAD + tasks}
    sheet = only(project(files).handbook)
    front, back = sheet.data.panels[0], sheet.data.panels[-1]
    assert folded(sheet) == [(1, 2), (3, 4), (5, 6), (7, 8)]
    assert front.x + sheet.data.width == pytest.approx(back.x) and back.y == front.y
