"""Who may answer at a gate: the one who decides, and those who decide with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cocreate_plugin.facts.checklists import gate
from cocreate_plugin.kinds import Phase
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import blueprint, calendar, checklist, role
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import handbook, project

ROLE = "---\ntitle: {title}\npurpose: Decides.\n---\n\n## Frontstage\n\n- Answers\n"
PHASE = (
    "---\ntitle: Decide\npurpose: Why.\ndecides: sponsor\ndecides_with: [board, sponsor]\n---\n\n"
    "## Gate\n\n- [ ] There is money. {#money} — sponsor\n"
)
FILES = {
    "process/phases/decide.md": PHASE,
    **{
        f"process/roles/{name}.md": ROLE.format(title=name.capitalize())
        for name in ("sponsor", "board", "host")
    },
}
TOGETHER = "Must say yes too, where there is one"


def test_page_list_and_role_say_who_decides_with_another() -> None:
    book = handbook(FILES)
    text = {page.path: page.markdown for page in pages(replace(Site(book)))}
    for path in ("phases/decide.md", "checklists/gate-decide.md"):
        assert TOGETHER in text[path] and "[Board](../roles/board.md)" in text[path]
    assert "all say yes, or it is a no" in text["roles/board.md"]
    assert (
        "all say yes" not in text["roles/sponsor.md"]
        and "Decides at the gate of this phase." in text["roles/sponsor.md"]
    )
    assert "Decides with others at the gate of" not in text["roles/host.md"]


def test_gate_list_and_role_sheet_say_it_on_paper() -> None:
    book = handbook(FILES)
    sheet: Any = checklist.sheet(book, gate(book, book.of(Phase)[0])).data
    assert (sheet.decides, sheet.decides_with) == (("Sponsor",), ("Board",))
    by_role = {sheet.subject: sheet.data for sheet in role.sheets(book)}
    named = {name: [each.decides for each in data.phases] for name, data in by_role.items()}
    assert named["roles/board"] == ["decides_with"] and named["roles/sponsor"] == ["decides"]


def test_a_role_that_is_not_there_is_told() -> None:
    found = project({**FILES, "process/phases/decide.md": PHASE.replace("board", "bord")}).problems
    assert ("unknown-reference", "board") in {(each.code, each.facts.get("suggestion")) for each in found}


def test_calendar_and_blueprint_say_who_must_say_yes_too() -> None:
    timed = PHASE.replace("decides: sponsor", "duration: 2 weeks\ndecides: sponsor")
    steps = "\n## Steps\n\n### Meet\n- Frontstage: talk — sponsor\n- Backstage: book — sponsor\n"
    two = {"process/phases/decide.md": timed + steps, "process/phases/use.md": timed.replace("Decide", "Use")}
    book = handbook({**FILES, **two})
    made = (*calendar.sheets(book), *blueprint.sheets(book))
    text = {page.path: page.markdown for page in pages(replace(Site(book), sheets=made))}
    for path in ("calendar/index.md", "blueprint/index.md"):
        assert "[Sponsor](../roles/sponsor.md) with [Board](../roles/board.md)" in text[path], path
    for sheet in made:
        if sheet.path != "print/blueprints/use.pdf":
            assert "with Board, where there is one" in html(sheet, book.root), sheet.path
