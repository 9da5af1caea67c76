"""First measures of process quality: of all events, on a page, and on a board for the wall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate_plugin.facts.quality import pooled
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets import quality as board
from cocreate_plugin.testing import handbook

PROMISE = {
    "process/roles/documenter.md": "---\ntitle: Note taker\npurpose: Writes.\n---\n\n## Frontstage\n\n- Writes\n",
    "process/phases/explore.md": "---\ntitle: Explore\npurpose: Why.\n---\n\n## Participants receive\n\n- A photo — documenter, the same day\n",
}
MODEL = (
    "---\ntitle: Circle\npurpose: We talk.\n---\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 60 | Talk |\n"
)


def case(number: int, real: int, kept: str, more: str = "") -> str:
    return (
        f"---\ntitle: Evening {number}\npurpose: Hear.\ndate: 2026-{number:02}-01\n"
        f"perspectives_invited: [relatives, ward]\nperspectives_present: [ward]\n{more}---\n\n"
        f"## Time taken\n\n| model | planned | real |\n|---|---|---|\n| circle |  | {real} |\n\n"
        f"## Promises kept\n\n| promise | by | kept |\n|---|---|---|\n| A photo | the same day | {kept} |\n"
    )


def cases(*texts: str) -> dict[str, str]:
    told = {f"process/practice/evening-{number}.md": text for number, text in enumerate(texts, 1)}
    return {**PROMISE, "process/dialogue-models/circle.md": MODEL, **told}


def page_of(files: dict[str, str]) -> str:
    book = handbook(files)
    site = replace(Site(book), sheets=board.sheets(book))
    return next((page.markdown for page in pages(site) if page.path == "quality/index.md"), "")


def test_counts_are_added_up_and_days_and_minutes_stay_a_range() -> None:
    files = cases(case(1, 50, "2026-01-01"), case(2, 80, "2026-02-08"), case(3, 9, "no", "made_up: yes\n"))
    pool = pooled(handbook(files))
    assert [event.case.title for event in pool.events] == ["Evening 1", "Evening 2"]
    assert pool.together(phrases("en")) == {
        "kept_on_the_day": "1 of 2",
        "days_to_reply": "0–7 days",
        "perspectives_there": "2 of 4",
    }
    page = page_of(files)
    for words in (
        "[Evening 2](../practice/evening-2.md)",
        "All together",
        "took 50–80 minutes (planned: 1 hour)",
        "relatives",
    ):
        assert words in page
    assert "Evening 3" not in page and "quality.pdf" in page


def test_without_an_event_the_page_says_what_is_counted_and_the_board_is_empty() -> None:
    page = page_of(PROMISE)
    assert "No event has been told of yet." in page and "All together" not in page
    (sheet,) = board.sheets(handbook(PROMISE))
    assert not any(sheet.data.days) and not any(cell for row in sheet.data.measures for cell in row.cells)
    assert all("<circle" not in row.chart and "to draw in" in row.chart for row in sheet.data.measures)


def test_without_a_promise_or_an_event_there_is_neither() -> None:
    files = {"process/phases/explore.md": "---\ntitle: Explore\npurpose: Why.\n---\n"}
    assert not page_of(files) and not board.sheets(handbook(files))


def test_the_board_shows_the_last_twelve_events() -> None:
    every = [case(month, 50, f"2026-{month:02}-01") for month in range(1, 13)]
    (sheet,) = board.sheets(handbook(cases(*every, case(13, 50, "no").replace("2026-13", "2027-01"))))
    assert sheet.data.days[0].endswith("February 2026") and len(sheet.data.days) == board.EVENTS
    kept, days, there = sheet.data.measures
    assert kept.cells == ("1 of 1",) * 11 + ("0 of 1",) and kept.chart.count("<circle") == 12
    assert days.cells[-2:] == ("0 days", "1 not kept") and days.chart.count("<circle") == 11
    assert there.cells == ("1 of 2",) * 12


@pytest.mark.parametrize(
    ("kept", "highest"), [("2026-01-20", "28"), ("2026-02-20", "56"), ("2027-01-01", "392")]
)
def test_the_chart_of_days_has_room_for_the_longest(kept: str, highest: str) -> None:
    (sheet,) = board.sheets(handbook(cases(case(1, 50, kept))))
    chart = sheet.data.measures[1].chart
    assert f">{highest}<" in chart and "-" not in chart.split('cy="')[1][:5]
