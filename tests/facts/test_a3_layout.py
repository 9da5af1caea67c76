"""The boxes of an A3: one layout for page, sheet and thumbnail."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.facts.a3_layout import boxes_of, columns_of
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import A3
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import a3
from cocreate_plugin.testing import project

FRONT = "---\ntitle: {title}\npurpose: Carry.\n{more}---\n"
BOXES = "## One\n- ?\n## Two\n- ?\n## Three\n- ?\n## Four\n- ?\n"


def book(layout: str = "", filled: str = "## One\nNow.\n") -> Handbook:
    return project(
        {
            "process/a3/plan.md": FRONT.format(title="Plan", more=layout) + BOXES,
            "process/a3/ours.md": FRONT.format(title="Ours", more="template: plan\n") + filled,
        }
    ).handbook


def columns(handbook: Handbook, id_: str) -> list[list[str]]:
    (sheet,) = (each for each in handbook.of(A3) if each.id == id_)
    return [[placed.box.id for placed in column] for column in columns_of(handbook, sheet)]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("", [["one", "two"], ["three", "four"]]),
        ("layout: [[one 1, two 2], [three 1], [four 1]]\n", [["one", "two"], ["three"], ["four"]]),
        ("layout: [[four 1, three 1], [two 1, one 1]]\n", [["four", "three"], ["two", "one"]]),
        ("layout: [[one 1, two 1], [three 1]]\n", [["one", "two"], ["three"], ["four"]]),
        ("layout: [[one 1, one 1], [one 1, two 1, three 1, four 1]]\n", [["one"], ["two", "three", "four"]]),
    ],
)
def test_a_template_has_one_layout(layout: str, expected: list[list[str]]) -> None:
    assert columns(book(layout), "plan") == expected


@pytest.mark.parametrize("id_", ["plan", "ours"])
def test_page_and_sheet_show_the_same_columns(id_: str) -> None:
    made = book()
    markdown = next(each.markdown for each in pages(Site(made)) if each.path == f"a3/{id_}.md")
    page = [re.findall(r"\{ #(\w+) \}", part) for part in markdown.split("cc-a3__column")[1:]]
    sheet = next(each for each in a3.sheets(made) if each.subject == f"a3/{id_}")
    by_column: dict[float, list[str]] = {}
    for box in sheet.data.boxes:
        by_column.setdefault(box.place.x, []).append(box.id)
    assert page == list(by_column.values()) == columns(made, id_)


@pytest.mark.parametrize(
    ("filled", "text"),
    [("## One\nNow.\n", "Now."), ("## ONE\nNow.\n", "Now."), ("## Ett {#one}\nNow.\n", "Now."), ("", "")],
)
def test_a_box_is_filled_by_its_id_or_its_title(filled: str, text: str) -> None:
    made = book(filled=filled)
    (sheet,) = (each for each in made.of(A3) if each.id == "ours")
    first = boxes_of(made, sheet)[0]
    assert (first.id, first.text.markdown.strip()) == ("one", text)


def test_what_the_template_does_not_know_is_shown_last() -> None:
    made = book(filled="## One\nNow.\n## Extra\nMore.\n")
    assert columns(made, "ours")[-1] == ["extra"]
