"""What events tell: use and minutes of models, promises kept and days to reply, perspectives present."""

from __future__ import annotations

import datetime as dt

import pytest

from cocreate_plugin.facts.practice import Told, in_practice, told
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import A3, DialogueModel, Practice
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.rules import broken_rules
from cocreate_plugin.testing import handbook, project

MODEL = "---\ntitle: Talk circle\npurpose: We talk.\nformerly: [ring]\n---\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 60 | Talk |\n"
SHEET = "---\ntitle: Sheet\npurpose: We write.\n---\n\n## Goal\n\nWhat?\n"
FILES = {"process/dialogue-models/circle.md": MODEL, "process/a3/sheet.md": SHEET}


def case(top: str = "", minutes: str = "", promises: str = "") -> str:
    body = f"\n## Time taken\n\n| model | planned | real |\n|---|---|---|\n{minutes}" if minutes else ""
    body += f"\n## Promises kept\n\n| promise | by | kept |\n|---|---|---|\n{promises}" if promises else ""
    return f"---\ntitle: An evening\npurpose: Hear.\n{top}---\n{body}"


def book(*cases: str) -> Handbook:
    return handbook(
        {
            **FILES,
            **{
                f"process/practice/case-{n}.md": text.replace("An evening", f"Evening {n}")
                for n, text in enumerate(cases)
            },
        }
    )


def used(*cases: str) -> str:
    there = book(*cases)
    known = in_practice(there, there.of(DialogueModel)[0])
    return known.written(phrases("en")) if known else ""


def only(text: str) -> Told:
    there = book(text)
    return Told(there, there.of(Practice)[0])


@pytest.mark.parametrize(
    "cell",
    [
        "circle",
        "Talk circle",
        "[here](../dialogue-models/circle.md)",
        "[it](../dialogue-models/circle.md#run-sheet)",
    ],
)
def test_a_model_is_linked_or_named(cell: str) -> None:
    assert used(case(minutes=f"| {cell} |  | 75 |\n")) == (
        "used in 1 event; took 75 minutes (planned: 1 hour)"
    )


def test_minutes_are_a_range_with_the_number_of_events() -> None:
    rows = (
        "| circle | 50 | 45 |\n| circle | 60 | 80 min |\n",
        "| circle | 55 | 70 |\n",
        "| circle |  |  |\n",
    )
    assert used(*(case(minutes=row) for row in rows)) == (
        "used in 3 events; took 45–80 minutes in 2 events (planned: 50–60 minutes)"
    )


def test_events_of_one_process_are_one_setting() -> None:
    settings = ("setting: Norrvik\n", "setting: norrvik\n", "setting: Söderby\n", "")
    assert used(*(case(top, "| circle |  | 75 |\n") for top in settings)) == (
        "used in 2 settings, 4 events; took 75 minutes (planned: 1 hour)"
    )


def test_what_is_made_up_or_unpublished_is_shown_and_not_counted() -> None:
    row = "| circle |  | 75 |\n"
    made_up = case("made_up: yes\na3: [sheet]\n", row)
    assert not used(case("status: draft\na3: [sheet]\n", row))
    assert not used(made_up) and not used(case("publish: no\n", row)) and not told(book(made_up))
    text = {page.path: page.markdown for page in pages(Site(book(made_up)))}
    assert "This case is made up" in text["practice/case-0.md"] and "Made up" in text["practice/index.md"]
    assert "practice/case-0" not in text["dialogue-models/circle.md"] + text["a3/sheet.md"]


def test_models_and_sheets_show_and_link_the_events() -> None:
    there = book(case("a3: [sheet]\n", "| circle |  | 75 |\n"))
    text = {page.path: page.markdown for page in pages(Site(there))}
    assert "took 75 minutes" in text["dialogue-models/circle.md"]
    for path in ("dialogue-models/circle.md", "a3/sheet.md"):
        assert "used in 1 event" in text[path] and "(../practice/case-0.md)" in text[path]
    (sheet,) = there.of(A3)
    assert in_practice(there, sheet).cases[0].id == "case-0"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("by", "kept", "on_the_day", "days"),
    [
        ("the same day", "2026-11-27", True, 0),
        ("within 10 working days", "2026-12-11", True, 14),
        ("inom 10 arbetsdagar", "2026-12-12", False, 15),
        ("2026-12-24", "no", False, None),
        ("2026-12-24", "nej", False, None),
        ("2026-12-24", "–", None, None),
        ("2026-12-24", "", None, None),
        ("", "2026-12-01", None, 4),
    ],
)
def test_a_promise_is_kept_on_its_day_or_not(
    by: str, kept: str, on_the_day: bool | None, days: int | None
) -> None:
    (outcome,) = only(case("date: 2026-11-27\n", promises=f"| A photo | {by} | {kept} |\n")).outcomes
    assert (outcome.on_the_day, outcome.days) == (on_the_day, days)


def test_days_beyond_the_calendar_are_nobodys() -> None:
    one = only(case("date: 9999-12-30\n", promises="| A photo | within 10 months | 9999-12-31 |\n"))
    assert (one.outcomes[0].due, one.outcomes[0].days) == (None, 1)


def test_the_page_says_the_three_measures() -> None:
    top = "date: 2026-11-27\nperspectives_invited: [relatives, Ward 3, hemtjänst]\nperspectives_present: [Relatives, HEMTJÄNST, uninvited]\n"
    rows = (
        "| A photo | the same day | 2026-11-27 |\n| A summary | 2026-12-01 | 2026-12-02 |\n| More |  |  |\n"
    )
    assert only(case(top, promises=rows)).measures(phrases("en")) == {
        "kept_on_the_day": "1 of 2",
        "days_to_reply": "0–5 days",
        "perspectives_there": "2 of 3",
        "perspectives_missing": "Ward 3",
    }
    assert not any(only(case()).measures(phrases("en")).values())


def test_the_earliest_event_comes_first() -> None:
    cases = told(book(case("date: 2026-02-01\n"), case("date: 2026-01-01\n"), case()))
    assert [one.case.date for one in cases] == [None, dt.date(2026, 1, 1), dt.date(2026, 2, 1)]


def test_what_cannot_be_counted_is_told_at_its_row() -> None:
    text = case(minutes="| ring |  | 75 |\n| circel | long |  |\n", promises="| A photo | soon | perhaps |\n")
    problems = project({**FILES, "process/practice/one.md": text}).problems
    assert [(each.code, each.place.line, each.facts.get("given")) for each in problems] == [
        ("bad-cell", 11, "long"),
        ("unknown-reference", 11, None),
        ("bad-cell", 17, "soon"),
        ("bad-cell", 17, "perhaps"),
    ]


def test_a_link_to_another_site_or_kind_names_no_model() -> None:
    rows = "".join(
        f"| {cell} |  | 7 |\n"
        for cell in ("[x](https://e.org/circle.md)", "[x](../a3/sheet.md)", "[x](circle.md)")
    )
    loaded = project({**FILES, "process/practice/one.md": case(minutes=rows)})
    assert not in_practice(loaded.handbook, loaded.handbook.of(DialogueModel)[0])
    # The last leads nowhere, which is said as of every link.
    assert sorted(each.code for each in loaded.problems) == [
        "broken-link",
        "unknown-reference",
        "unknown-reference",
    ]


def test_an_event_that_lies_ahead_did_not_happen_yet() -> None:
    files = {**FILES, "process/practice/one.md": case("date: 2026-11-27\n")}
    for today, told_of in ((dt.date(2026, 11, 26), ["doubtful-date"]), (dt.date(2026, 11, 27), [])):
        there = project(files).handbook
        assert [each.code for each in broken_rules(there, today)] == told_of
