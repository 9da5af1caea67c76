"""Jobs: of each kind of sheet it is said what would help where it holds too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.pdf.jobs import Finding, Job, located, once_a_box
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import project

A3 = """---
title: Our sheet
purpose: Holds what we know.
layout:
  - [facts]
coach_asks: [What have you seen]
agreed_by:
  - {role: Owner, date: 2026-05-01}
---

## Facts

- What is known?
"""
FILES = {
    "process/a3/ours.md": A3,
    "process/checklists/opening.md": "---\ntitle: Opening\npurpose: All is ready.\n---\n\n- [ ] Doors.\n",
    "process/phases/explore.md": "---\ntitle: Explore\npurpose: We know.\n---\n\n## Gate\n\n- [ ] Told.\n",
    "process/roles/owner.md": "---\ntitle: Owner\npurpose: Answers for it.\n---\n\n## Tasks\n\n- Answers.\n",
    "process/success-factors/value.md": "---\ntitle: Value\npurpose: It helps somebody.\n---\n",
    "process/sessions/kick-off.md": "---\ntitle: Kick-off\npurpose: We begin.\nchecklists: [opening]\n---\n",
}
HIGH = {"mm": 3.5, "lines": 1}


@pytest.fixture(scope="module")
def book() -> Handbook:
    return project(FILES).handbook


def job(book: Handbook, path: str) -> Job:
    (found,) = [one for one in jobs(sheets(book), Path()) if one.path == f"print/{path}.pdf"]
    return found


def list_in_pack(book: Handbook) -> str:
    """Name the box that is the list in the pack, by its number in the file."""
    (pack,) = [sheet for sheet in sheets(book) if sheet.path == "print/sessions/kick-off.pdf"]
    return f"{[part.template for part in pack.parts].index('checklist') + 1}/"


def said(book: Handbook, path: str, box: str = "") -> str:
    box = list_in_pack(book) if box == "list/" else box
    return phrases("en").sentence(located(Finding("does-not-fit", box, HIGH), job(book, path)))


@pytest.mark.parametrize(
    ("path", "box", "help_"),
    [
        ("a3/ours", "facts", "a larger share"),
        ("a3/ours", "_owner", "The title block has no more room"),
        ("a3/ours", "_coach_asks", "fewer questions"),
        ("a3/ours", "_agreed-1", "name fewer"),
        ("checklists/opening", "", "two lists"),
        ("checklists/opening-pocket", "page-2", "two lists"),
        ("checklists/gate-explore", "", "two lists"),
        ("cards", "success-factors-value-front", "A card holds"),
        ("blueprint", "", "shorter titles"),
        ("roles/owner", "", "Shorten the text."),
        ("sessions/kick-off", "list/", "two lists"),
    ],
)
def test_it_says_what_would_help_there(book: Handbook, path: str, box: str, help_: str) -> None:
    sentence = said(book, path, box)
    assert help_ in sentence and ("larger share" in sentence) == (help_ == "a larger share"), sentence


def test_what_is_too_wide_is_not_to_be_shortened(book: Handbook) -> None:
    problem = located(Finding("too-wide", "", {"mm": 2.0}), job(book, "checklists/opening"))
    assert "narrower table" in phrases("en").sentence(problem)


def test_a_box_on_several_sheets_is_told_of_the_worst_one_and_the_others_are_counted(book: Handbook) -> None:
    one = job(book, "checklists/opening")
    pack = job(book, "sessions/kick-off")
    less = located(Finding("does-not-fit", "", HIGH), one)
    more = located(Finding("does-not-fit", list_in_pack(book), {"mm": 9.5, "lines": 2}), pack)
    (told,) = once_a_box([less, more, more])
    assert (told.place.path, told.facts["path"]) == (
        "process/checklists/opening.md",
        "print/sessions/kick-off.pdf",
    )
    assert "9.5 mm" in phrases("en").sentence(told)
    assert phrases("en").parts(told)[0].endswith("It is too large on 1 other sheet as well.")
    assert "other sheet" not in phrases("en").sentence(*once_a_box([less]))
