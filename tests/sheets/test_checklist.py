"""Checklists as data: those that stand alone, and those that other documents generate."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.checklists import ChecklistView, checklists
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets.checklist import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import handbook
from tests.sheets.reading import told

HANDBOOK = (
    "title: Ours\nlanguage: en\nedition: '1'\nlicence: CC-BY-4.0\nsite_url: https://example.org/book/\n"
)

ROLE = "---\ntitle: {title}\npurpose: Does it.\n---\n"

LIST = """---
title: Opening
purpose: Everyone knows why.
style: do-confirm
pause_point: When five minutes have passed
reads: [documenter]
answers: [facilitator]
revised: 2026-01-02
---

Open in your own words.

- [ ] The purpose has been said.[^1] {#purpose-said} — facilitator

    Nobody listens before that. See [the phase](../phases/explore.md).

## Afterwards

- [ ] The *rules* are agreed.

[^1]: In one sentence.
"""

PHASE = """---
title: Explore
purpose: Understanding first.
decides: facilitator
style: read-do
pause_point: Before ideas
---

## Entry

- People are invited

## Steps

### Hear each other

- Evidence: a guide
- Participants: tell and ask
- Frontstage: explain how — facilitator
- Backstage: pair people — documenter, facilitator

## Gate

All together.

- [ ] Every story is heard
- [ ] The summary is confirmed {#confirmed} — documenter
"""

MODEL = """---
title: Café
purpose: Think together.
---

## Prepare

- [ ] Find hosts {#hosts}

## Materials

- 2 pens × person
- large sheet × group
- 1 bell
- tape
"""


@pytest.fixture(scope="module")
def book() -> Handbook:
    return handbook(
        {
            "process/handbook.yml": HANDBOOK,
            "process/roles/facilitator.md": ROLE.format(title="Facilitator"),
            "process/roles/documenter.md": ROLE.format(title="Documenter"),
            "process/checklists/opening.md": LIST,
            "process/phases/explore.md": PHASE,
            "process/dialogue-models/cafe.md": MODEL,
        }
    )


@pytest.fixture(scope="module")
def views(book: Handbook) -> dict[str, ChecklistView]:
    return {view.id: view for view in checklists(book)}


def test_every_list_has_its_name_and_place(views: dict[str, ChecklistView]) -> None:
    assert list(views) == ["opening", "gate-explore", "phase-explore", "prepare-cafe"]
    assert views["gate-explore"].path == "print/checklists/gate-explore.pdf"


def test_a_list_of_its_own_keeps_order_subheadings_ids_and_reasons(views: dict[str, ChecklistView]) -> None:
    view = views["opening"]
    assert [part.title for part in view.parts] == ["", "Afterwards"]
    assert view.items[0].id == "purpose-said"
    assert view.items[0].who == ("facilitator",)
    assert view.items[0].more.strip().startswith("Nobody listens")
    assert (view.reads, view.answers) == (("documenter",), ("facilitator",))


def test_a_gate_has_the_text_above_its_items_and_who_decides(views: dict[str, ChecklistView]) -> None:
    view = views["gate-explore"]
    assert view.parts[0].text == "All together."
    assert [item.id for item in view.items][1] == "confirmed"
    assert (view.decides, view.style, view.pause_point) == ("facilitator", "read-do", "Before ideas")


def test_a_phase_list_has_entry_what_is_seen_and_unseen_and_the_gate(views: dict[str, ChecklistView]) -> None:
    view = views["phase-explore"]
    assert [part.title for part in view.parts] == ["Before we begin", "Hear each other", "Gate"]
    assert [(item.lane, item.who) for item in view.parts[1].items] == [
        ("frontstage", ("facilitator",)),
        ("backstage", ("documenter", "facilitator")),
    ]


def test_a_preparation_counts_the_materials(views: dict[str, ChecklistView]) -> None:
    assert [(item.text, item.amount) for item in views["prepare-cafe"].items] == [
        ("Find hosts", ""),
        ("pens", "2 per person"),
        ("large sheet", "1 per group"),
        ("bell", "1"),
        ("tape", ""),
    ]


def test_sheets_are_plain_data_with_words_for_paper(book: Handbook) -> None:
    found = {sheet.path: sheet for sheet in sheets(book)}
    opening = found["print/checklists/opening.pdf"]
    assert opening.pages == 1
    assert found["print/checklists/phase-explore.pdf"].pages is None
    assert "https://example.org/book/phases/explore/" in told(opening)["parts"][0]["items"][0]["more"]
    assert '<div class="notes"><div><sup>1</sup>' in html(opening, book.root)
    assert told(opening)["frame"]["address"] == "https://example.org/book/checklists/opening/"
    assert told(opening)["reads"] == ["Documenter"]


def test_a_phase_with_nothing_in_it_makes_no_list() -> None:
    empty = handbook({"process/phases/bare.md": "---\ntitle: Bare\npurpose: Nothing yet.\n---\n"})
    assert checklists(empty) == ()


def test_fewer_items_have_more_room(book: Handbook) -> None:
    rows = {sheet.path: told(sheet)["row"] for sheet in sheets(book)}
    assert rows["print/checklists/opening.pdf"] == 20.0
    assert rows["print/checklists/phase-explore.pdf"] < 10
