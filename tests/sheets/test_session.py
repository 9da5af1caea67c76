"""Session packs as data: what is enclosed, in which order, how many copies, and times and things added up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Session
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import session
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.book_links import BookLinks
from cocreate_plugin.sheets.chapter import ChapterWriter
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook, project
from tests.sheets.reading import told

TASKS = "- [ ] Done {#done}\n"
FILES = {
    "process/roles/facilitator.md": "---\ntitle: Facilitator\npurpose: Guides.\n---\n",
    "process/phases/explore.md": "---\ntitle: Explore\npurpose: Understand.\n---\n",
    "process/checklists/opening.md": f"---\ntitle: Opening\npurpose: Said.\n---\n{TASKS}",
    "process/a3/problem.md": "---\ntitle: Problem A3\npurpose: Carry.\n---\n## Background\n- Why?\n",
    "process/dialogue-models/cafe.md": """---
title: Café
purpose: Think together.
---

## Prepare
- [ ] Write questions {#questions}

## Materials
- 2 pens × person
- 1 cloth × group
- Tape

## Run sheet
| min | step | how | lead |
|---|---|---|---|
| 10 | Welcome | Secret | facilitator |
| 20 | Round | Quiet | |
""",
    "process/dialogue-models/circle.md": """---
title: Circle
purpose: Listen.
---

## Materials
- 1 pens × person

## Run sheet
| min | step |
|---|---|
| 15 | Sit down |
""",
}
SESSION = """---
title: Kick-off
purpose: Begin.
date: 2026-03-12
start: 13:10
place: Library
people: {people}
groups: {groups}
phase: explore
facilitator: Somebody from next door
a3: [problem]
checklists: [opening]
---

Bring a coat.

## Agenda

| at | min | step | how |
|---|---|---|---|
| | 10 | Hello | Smile |
| 13:30 | | [Café](../dialogue-models/cafe.md) | |
| | | [Circle](../dialogue-models/circle.md) | |

## If it rains
Stay inside.
"""


def book(people: str = "13", groups: str = "4", **more: str) -> Handbook:
    text = SESSION.format(people=people, groups=groups)
    text = "\n".join(line for line in text.split("\n") if line not in ("people: ", "groups: "))
    return handbook({**FILES, "process/sessions/kick-off.md": text, **more})


@pytest.fixture(scope="module")
def packs() -> tuple[Sheet, ...]:
    return session.sheets(book())


def test_each_session_has_two_packs(packs: tuple[Sheet, ...]) -> None:
    assert [each.path for each in packs] == ["print/sessions/kick-off.pdf", "print/sessions/kick-off-a4.pdf"]


def test_cover_lists_what_is_enclosed_in_order(packs: tuple[Sheet, ...]) -> None:
    lines = [(line["what"], line["copies"], line["paper"]) for line in told(packs[0])["contents"]]
    assert lines == [
        ("Run sheet for the facilitator", "1", "A4"),
        ("Agenda for participants", "13", "A4"),
        ("Agenda in large print", "1", "A4"),
        ("Materials and room", "1", "A4"),
        ("Sign-in list", "1", "A4, landscape"),
        ("Name cards", "2", "A4"),
        ("Prepare: Café", "1", "A4"),
        ("Prepare: Circle", "1", "A4"),
        ("Opening", "1", "A4"),
        ("Problem A3", "5", "A3, landscape"),
    ]
    assert len(packs[0].parts) == len(lines)


def test_the_event_stands_on_every_list_and_sheet_that_is_enclosed(packs: tuple[Sheet, ...]) -> None:
    """Nobody writes by hand what the agenda knows; outside a pack there is room to write it."""
    for pack in packs:
        lists = [told(part)["occasion"] for part in pack.parts if part.kind == "checklist"]
        assert lists == ["Kick-off, Library, 12 March 2026"] * 3
        heads = [told(part)["head"] for part in pack.parts if part.template == "a3"]
        assert [(head["topic"], head["date"]) for head in heads] == [("Kick-off", "12 Mar 2026")]
    alone = [sheet for sheet in sheets(book()) if sheet.path == "print/a3/problem.pdf"]
    assert [told(sheet)["head"]["topic"] for sheet in alone] == [""]


def test_lists_that_are_made_are_enclosed_once() -> None:
    text = SESSION.format(people="13", groups="4").replace("[opening]", "[gate-explore, prepare-cafe]")
    phase = FILES["process/phases/explore.md"] + "\n## Gate\n- [ ] Heard {#heard}\n"
    files = {**FILES, "process/phases/explore.md": phase, "process/sessions/kick-off.md": text}
    made = handbook(files)
    lines = [line["what"] for line in told(session.sheets(made)[0])["contents"]]
    assert lines[6:-1] == ["Prepare: Café", "Prepare: Circle", "Gate: Explore"]
    site = Site(made, sheets(made))
    page = next(each.markdown for each in pages(site) if each.path == "sessions/kick-off.md")
    assert "[Gate: Explore](../checklists/gate-explore.md)" in page
    assert "../print/checklists/prepare-cafe.pdf" in page
    (fact,) = (fact for fact in writer(made).facts() if "Prepare: Café" in str(fact.text))
    assert str(fact.text) == "Prepare: Café, Prepare: Circle, Gate: Explore"


def writer(made: Handbook) -> ChapterWriter:
    document = made.of(Session)[0]
    return ChapterWriter(made, document, BookLinks(made, (document,)))


def test_small_pack_has_no_a3(packs: tuple[Sheet, ...]) -> None:
    assert {part.paper for part in packs[1].parts} == {"a4"}
    assert packs[1].parts[-1].kind == "a3-2xa4"
    assert told(packs[1])["contents"][-1]["paper"] == "A4"


def test_run_sheet_has_clock_times_and_the_models_rows(packs: tuple[Sheet, ...]) -> None:
    data = told(packs[0].parts[0])
    said = [
        (row["kind"], row.get("time", row.get("text")), row.get("step", row.get("span")))
        for row in data["rows"]
    ]
    assert said == [
        ("row", "13:10", "Hello"),
        ("heading", "Café", "13:30–14:00"),
        ("row", "13:30", "Welcome"),
        ("row", "13:40", "Round"),
        ("heading", "Circle", "14:00–14:15"),
        ("row", "14:00", "Sit down"),
    ]
    assert data["rows"][2]["free"] == 10
    assert data["ends"] == "14:15"
    assert [each["text"] for each in data["said"]] == ["Bring a coat.", "Stay inside."]


def test_agenda_has_no_notes(packs: tuple[Sheet, ...]) -> None:
    said = str(told(packs[0].parts[1]))
    assert "Welcome" in said
    for note in ("Secret", "Quiet", "Smile", "coat", "rains", "Somebody"):
        assert note not in said


def test_things_are_added_up_over_models(packs: tuple[Sheet, ...]) -> None:
    found = {each["text"]: (each["number"], each["used"]) for each in told(packs[0].parts[3])["things"]}
    assert found == {
        "pens": ("39", "Café (26), Circle (13)"),
        "cloth": ("4", "Café (4)"),
        "Tape": ("", "Café"),
    }


def test_room_needs_tables_for_all(packs: tuple[Sheet, ...]) -> None:
    assert told(packs[0].parts[3])["tables"] == "4 tables with 4 chairs each"


def test_unknown_numbers_are_said_in_words() -> None:
    pack = session.sheets(book("", ""))[0]
    assert told(pack)["contents"][1]["copies"] == "one per person"
    assert told(pack)["contents"][-1]["copies"] == "one per group and a spare"
    numbers = {each["text"]: each["number"] for each in told(pack.parts[3])["things"]}
    assert numbers == {"pens": "3 per person", "cloth": "1 per group", "Tape": ""}


def test_session_with_nothing_but_a_name() -> None:
    pack = session.sheets(handbook({"process/sessions/x.md": "---\ntitle: X\npurpose: Y.\n---\n"}))[0]
    assert [line["what"] for line in told(pack)["contents"]] == [
        "Run sheet for the facilitator", "Agenda for participants", "Agenda in large print", "Materials and room",
        "Sign-in list", "Name cards",
    ]  # fmt: skip
    assert told(pack)["facts"] == []


def test_overrun_is_said() -> None:
    table = "## Agenda\n| at | min | step |\n|---|---|---|\n| 9:00 | 30 | A |\n| 9:20 | 10 | B |\n"
    loaded = project({"process/sessions/x.md": f"---\ntitle: X\npurpose: Y.\nstart: 9:00\n---\n{table}"})
    run = session.sheets(loaded.handbook)[0].parts[0]
    assert told(run)["rows"][1]["late"] == 10
    assert "runs over by 10 minutes" in told(run)["remarks"][0]


def test_a_facilitator_named_by_a_roles_id_is_shown_by_its_title():
    book = handbook(
        {
            "process/roles/facilitator.md": "---\ntitle: Facilitator of talks\npurpose: Leads.\n---\n",
            "process/sessions/day.md": "---\ntitle: Day\npurpose: Meet.\nfacilitator: facilitator\n---\n",
            "process/sessions/eve.md": "---\ntitle: Eve\npurpose: Meet.\nfacilitator: the neighbours\n---\n",
        }
    )
    assert [book.who(each.facilitator) for each in book.of(Session)] == [
        "Facilitator of talks",
        "the neighbours",
    ]
    pack = next(each for each in session.sheets(book) if each.path == "print/sessions/day.pdf")
    assert "Facilitator of talks" in str(told(pack))


def test_no_fact_of_an_event_stands_alone_in_a_row(packs: tuple[Sheet, ...], tmp_path: Path) -> None:
    (job,) = jobs(packs[:1], tmp_path)
    for html in (job.html(), *(part.html() for part in job.parts)):
        for table in re.findall(r'<table class="facts" role.*?</table>', html, re.DOTALL):
            counts = [row.count('class="label"') for row in table.split("</tr>")[:-1]]
            assert 1 not in counts[1:], counts


def test_what_a_material_links_is_enclosed_once_in_as_many_copies_as_it_says() -> None:
    cafe = FILES["process/dialogue-models/cafe.md"].replace(
        "- Tape\n",
        "- 1 [note](../texts/note.md) × person\n- 2 [note](../texts/note.md) for the wall\n"
        "- 1 [A3](../a3/problem.md) × group\n- 1 [list](../a3/list.md)\n",
    )
    files = {
        "process/dialogue-models/cafe.md": cafe,
        "process/texts/note.md": "---\ntitle: Note\npurpose: Say it.\n---\n\nHello.\n",
        "process/a3/list.md": "---\ntitle: List\npurpose: Keep it.\n---\n## All\n- Who?\n",
    }
    found = book(**files)
    (pack, small) = (sheet for sheet in session.sheets(found) if sheet.template == "session")
    for sheet in (pack, small):
        copies = {each.what: each.copies for each in sheet.data.contents}
        assert (copies["Note"], copies["List"], copies["Problem A3"]) == ("13", "1", "5"), (
            "the session says five"
        )
        assert [each.what for each in sheet.data.contents].count("Problem A3") == 1
