"""Weeks of the whole process: each phase begins when the one before it ends, at the earliest and at the latest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate_plugin.facts.calendar import calendar
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets import calendar as on_paper
from cocreate_plugin.testing import handbook


def phase(title: str, order: int, more: str = "") -> str:
    return f"---\ntitle: {title}\npurpose: We do.\norder: {order}\n{more}---\n"


MODEL = "---\ntitle: {title}\npurpose: We talk.\n{more}---\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 20 | Talk |\n"
FILES = {
    "process/roles/host.md": "---\ntitle: Host\npurpose: Decides.\n---\n",
    "process/dialogue-models/circle.md": MODEL.format(title="Circle", more=""),
    "process/dialogue-models/weekly.md": MODEL.format(title="Weekly", more="lane: backstage\n"),
    "process/phases/begin.md": phase("Begin", 1, "duration: 2-4 weeks\n"),
    "process/phases/hear.md": phase(
        "Hear", 2, "duration: 14 days\ndialogue_models: [circle, weekly]\ndecides: host\n"
    ),
    "process/phases/use.md": phase("Use", 3, "duration: 1-2 months\n"),
    "process/phases/end.md": phase("End", 4),
}


def test_weeks_add_up_at_the_earliest_and_at_the_latest() -> None:
    words = phrases("en")
    assert [each.when(words) for each in calendar(handbook(FILES))] == [
        "begins in week 1, ends in week 2–4",
        "begins in week 3–5, ends in week 4–6",
        "begins in week 5–7, ends in week 9–15",
        "begins in week 9–15, ends in week 9–15",
    ]


def test_what_is_held_in_front_and_behind_and_who_decides() -> None:
    hear = calendar(handbook(FILES))[1]
    assert [model.id for model in hear.in_front] == ["circle"] and [model.id for model in hear.behind] == [
        "weekly"
    ]
    assert hear.decides and hear.decides.title == "Host"


def test_bars_lie_within_the_process() -> None:
    (sheet,) = on_paper.sheets(handbook(FILES))
    for row in sheet.data.rows:
        assert 0 <= row.possible.left <= row.likely.left + 0.01
        assert row.possible.left + row.possible.length <= 100.01
        assert row.likely.length <= row.possible.length + 0.01
    assert sheet.data.rows[-1].possible.left + sheet.data.rows[-1].possible.length == pytest.approx(100)


def test_the_page_links_all_that_it_names() -> None:
    book = handbook(FILES)
    site = replace(Site(book), sheets=on_paper.sheets(book))
    text = next(page.markdown for page in pages(site) if page.path == "calendar/index.md")
    for link in ("phases/hear.md", "dialogue-models/circle.md", "dialogue-models/weekly.md", "roles/host.md"):
        assert f"(../{link})" in text
    assert "calendar.pdf" in text


@pytest.mark.parametrize("kept", [(), ("begin",), ("end",)])
def test_without_two_times_there_is_no_calendar(kept: tuple[str, ...]) -> None:
    files = {
        path: text for path, text in FILES.items() if "phases" not in path or path[15:-3] in (*kept, "end")
    }
    book = handbook(files)
    assert calendar(book) == () and on_paper.sheets(book) == ()
    assert "calendar/index.md" not in {page.path for page in pages(Site(book))}


def test_hours_take_no_week() -> None:
    book = handbook(
        {
            "process/phases/a.md": phase("A", 1, "duration: 3 hours\n"),
            "process/phases/b.md": phase("B", 2, "duration: 1 week\n"),
        }
    )
    assert [each.ends.latest for each in calendar(book)] == [0, 1]
    assert calendar(book)[0].when(phrases("en")) == "begins in week 1, ends in week 1"


def test_a_column_that_no_phase_fills_is_left_out() -> None:
    bare = {
        "process/phases/a.md": FILES["process/phases/begin.md"],
        "process/phases/b.md": FILES["process/phases/use.md"],
    }
    assert [sheet.data.columns for sheet in on_paper.sheets(handbook(bare))] == [()]
    assert [sheet.data.columns for sheet in on_paper.sheets(handbook(FILES))] == [
        ("in_front", "behind", "decides")
    ]
