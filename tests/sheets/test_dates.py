"""The date of a sheet: the last change of all that it shows, never the day of an event or of today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook

FILES = {
    "process/phases/explore.md": "---\ntitle: Explore\npurpose: Understand.\nreviewed: 2026-05-01\ndecides: owner\n"
    "success_factors: [trust]\n---\n\n## Steps\n\n### Hear\n\n- Backstage: listen — owner\n\n## Gate\n\n- [ ] Heard\n",
    "process/phases/create.md": "---\ntitle: Create\npurpose: Make.\n---\n",
    "process/success-factors/trust.md": "---\ntitle: Trust\npurpose: Is there.\n---\n\n## Statements\n\n- I trust.\n",
    "process/dialogue-models/talk.md": "---\ntitle: Talk\npurpose: Speak.\n---\n\n## Run sheet\n\n"
    "| min | step |\n|---|---|\n| 10 | Hello |\n",
    "process/roles/owner.md": "---\ntitle: Owner\npurpose: Owns.\n---\n",
    "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Begin.\nrevised: 2026-07-07\n---\n\n- [ ] Doors\n",
    "process/a3/problem.md": "---\ntitle: Problem\npurpose: Solve.\n---\n\n## Why\n\n- Why?\n",
    "process/a3/ours.md": "---\ntitle: Ours\npurpose: Solved.\ntemplate: problem\ndate: 2026-12-24\n---\n\n## Why\n\nSo.\n",
    "process/choices/which.md": "---\ntitle: Which\npurpose: Choose.\ndate: 2026-12-30\n---\n",
    "process/sessions/day.md": "---\ntitle: Day\npurpose: Meet.\ndate: 2026-12-01\na3: [problem]\nchecklists: [opening]\n"
    "---\n\n## Agenda\n\n| min | step |\n|---|---|\n| | [Talk](../dialogue-models/talk.md) |\n",
    "process/sessions/other.md": "---\ntitle: Other\npurpose: Meet again.\ndate: 2026-12-02\n---\n",
}
COMMITTED = dict.fromkeys(FILES, dt.date(2026, 1, 1))


@pytest.fixture(scope="module")
def book() -> Handbook:
    return handbook(FILES)


def dates(book: Handbook, *names: str, **changed: str) -> dict[str, str | None]:
    """Give the dates of sheets when some files were committed later than the others."""
    paths = {
        next(path for path in FILES if path.endswith(f"/{name}.md")): day for name, day in changed.items()
    }
    committed = {**COMMITTED, **{path: dt.date.fromisoformat(day) for path, day in paths.items()}}
    found = {sheet.path: sheet for sheet in sheets(replace(book, changed=committed))}
    return {name: day(found[f"print/{name}.pdf"]) for name in names}


def day(sheet: Sheet) -> str | None:
    return sheet.frame.day.isoformat() if sheet.frame.day else None


def test_the_later_of_review_and_last_commit_counts(book: Handbook):
    name = "checklists/gate-explore"
    assert dates(book, name) == {name: "2026-05-01"}
    assert dates(book, name, explore="2026-11-25") == {name: "2026-11-25"}
    assert dates(book, "checklists/opening") == {"checklists/opening": "2026-07-07"}


def test_the_day_of_an_event_or_a_decision_is_no_revision(book: Handbook):
    names = ("sessions/other", "a3/ours", "a3/ours-2xa4", "sessions/other-a4")
    assert dates(book, *names) == dict.fromkeys(names, "2026-01-01")


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ("problem", ("a3/ours", "a3/problem-form", "sessions/day", "sessions/day-a4", "handbook")),
        ("talk", ("sessions/day", "run-sheets/talk-participants", "matrix", "cards", "handbook")),
        ("opening", ("sessions/day", "handbook")),
        ("trust", ("matrix", "assess", "cards", "handbook")),
        ("explore", ("roles/owner", "blueprint", "blueprints/explore", "matrix", "checklists/phase-explore")),
        ("create", ("blueprint", "matrix", "handbook")),
        ("which", ("handbook",)),
    ],
)
def test_a_sheet_is_as_old_as_the_youngest_document_it_shows(
    book: Handbook, changed: str, names: tuple[str, ...]
):
    everything = [sheet.path.removeprefix("print/").removesuffix(".pdf") for sheet in sheets(book)]
    found = dates(book, *everything, **{changed: "2026-11-30"})
    assert {name for name in names if found[name] != "2026-11-30"} == set()
    unconcerned = ("sessions/other", "run-sheets/talk") if changed != "talk" else ("sessions/other",)
    assert all(found[name] != "2026-11-30" for name in unconcerned)


def test_to_name_a_role_is_not_to_show_its_document(book: Handbook):
    assert (
        dates(book, "checklists/gate-explore", owner="2026-11-30")["checklists/gate-explore"] == "2026-05-01"
    )


def test_where_nothing_is_known_the_build_says_it_or_nobody(book: Handbook):
    built = replace(book, built=dt.date(2026, 3, 3))
    by_path = {sheet.path: day(sheet) for sheet in sheets(built)}
    assert by_path["print/sessions/other.pdf"] == "2026-03-03"
    assert by_path["print/checklists/gate-explore.pdf"] == "2026-05-01"
    assert {sheet.path: day(sheet) for sheet in sheets(book)}["print/sessions/other.pdf"] is None


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636000000002000148afa4710000000049454e44ae426082"
)
"""A picture of one pixel."""


def test_a_picture_is_a_part_of_what_is_shown():
    files = {
        "process/phases/a.md": "---\ntitle: A\npurpose: P.\n---\n\n## Gate\n\n- [ ] See ![it](../files/it.png)\n",
        "process/files/it.png": PIXEL,
    }
    committed = {"process/phases/a.md": dt.date(2026, 1, 1), "process/files/it.png": dt.date(2026, 2, 2)}
    found = sheets(replace(handbook(files), changed=committed))
    assert {sheet.path: day(sheet) for sheet in found}["print/checklists/gate-a.pdf"] == "2026-02-02"


def test_the_imprint_of_the_book_has_the_date_of_all_that_is_in_it(book: Handbook):
    (sheet,) = (sheet for sheet in sheets(replace(book, changed=COMMITTED)) if sheet.kind == "handbook")
    assert sheet.frame.revised == "7 July 2026"
    assert '<td class="name">Last changed</td><td>7 July 2026</td>' in html(sheet, book.root)


def test_the_parts_of_a_pack_have_dates_of_their_own(book: Handbook):
    found = sheets(replace(book, changed=COMMITTED))
    pack = next(sheet for sheet in found if sheet.path == "print/sessions/day.pdf")
    assert [(part.kind, day(part)) for part in pack.parts] == [
        ("session-run", "2026-01-01"),
        ("agenda", "2026-01-01"),
        ("agenda-large", "2026-01-01"),
        ("session-materials", "2026-01-01"),
        ("sign-in", "2026-01-01"),
        ("name-cards", "2026-01-01"),
        ("checklist", "2026-07-07"),
        ("a3-guided", "2026-01-01"),
    ]
    assert day(pack) == "2026-07-07"
