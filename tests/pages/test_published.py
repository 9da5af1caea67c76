"""The register of an edition, and what the next one says of what is gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cocreate_plugin.hosts.hand_written import files_of
from cocreate_plugin.load import load
from cocreate_plugin.pages.published import register, register_json, vanished
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import write

PHASE = """\
---
title: Try out
purpose: Learn by doing.
{more}---

## Steps

### Walk
- Frontstage: walk along
- Backstage: book the street

## Gate

- [ ] It was tried. {{#tried}}
- [ ] It was told.
"""
FACTOR = "---\ntitle: Trust\npurpose: Why.\n---\n\n## Statements\n\n- We say what we think. {#open}\n"
TALK = (
    "---\ntitle: Talk\npurpose: Talk.\n---\n\n## Run sheet\n\n| min | step |\n| --- | --- |\n| 5 | Talk |\n"
)
FIRST = {
    "process/phases/try-out.md": PHASE.format(more=""),
    "process/success-factors/trust.md": FACTOR,
    "process/dialogue-models/talk.md": TALK,
    "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] Cups {#cups}\n",
}
GONE = [
    "checklists/gate-try-out/",
    "checklists/phase-try-out/",
    "phases/try-out/",
    "print/blueprints/try-out.pdf",
    "print/checklists/gate-try-out-form.pdf",
    "print/checklists/gate-try-out-pocket.pdf",
    "print/checklists/gate-try-out.pdf",
    "print/checklists/phase-try-out-pocket.pdf",
    "print/checklists/phase-try-out.pdf",
]


def site(folder: Path) -> Site:
    book = load(folder).handbook
    return Site(book, sheets(book))


def next_edition(folder: Path, changes: Mapping[str, str | None]) -> list[str]:
    """Publish the first edition, change files (None: delete), and give what the next one says is gone."""
    register_of_first = register_json(site(write(folder, FIRST)))
    write(folder, {"published.json": register_of_first})
    for name, text in changes.items():
        if text is None:
            (folder / name).unlink()
        else:
            write(folder, {name: text})
    made = site(folder)
    words = phrases("en")
    return [words.line(found) for found in vanished(made, "published.json", files_of(made.handbook))]


def addresses(lines: list[str]) -> list[str]:
    return sorted(line.partition("The address ")[2].partition(" was published")[0] for line in lines)


def test_what_an_edition_publishes(tmp_path: Path) -> None:
    known = register(site(write(tmp_path, FIRST)))
    phase, gate, factor = (
        known["phases/try-out"],
        known["checklists/gate-try-out"],
        known["success-factors/trust"],
    )
    assert phase.addresses == ("phases/try-out/", "print/blueprints/try-out.pdf") and phase.items == (
        "tried",
    )
    assert gate.addresses == (
        "checklists/gate-try-out/",
        "print/checklists/gate-try-out-form.pdf",
        "print/checklists/gate-try-out-pocket.pdf",
        "print/checklists/gate-try-out.pdf",
    )
    assert phase.file == gate.file == "process/phases/try-out.md" and factor.items == ("open",)
    assert known["matrix"].addresses == ("matrix/", "print/matrix-joined.pdf", "print/matrix.pdf")
    assert json.loads(register_json(site(tmp_path)))["published"]["checklists/opening"]["items"] == ["cups"]


def test_nothing_is_said_where_nothing_is_gone(tmp_path: Path) -> None:
    reworded = (
        PHASE.format(more="").replace("It was tried.", "We tried it.").replace("It was told.", "All know.")
    )
    assert not next_edition(tmp_path, {"process/phases/try-out.md": reworded})


def test_a_renamed_document_is_gone_until_it_says_what_it_was(tmp_path: Path) -> None:
    renamed = {"process/phases/try-out.md": None, "process/phases/trial.md": PHASE.format(more="")}
    lines = next_edition(tmp_path / "without", renamed)
    assert addresses(lines) == GONE
    assert lines[0].startswith("process/phases/try-out.md:1:1: error[address-gone]: The address ")
    renamed["process/phases/trial.md"] = PHASE.format(more="formerly: [try-out]\n")
    assert not next_edition(tmp_path / "with", renamed)


def test_former_addresses_are_kept_in_the_register(tmp_path: Path) -> None:
    write(tmp_path, {**FIRST, "process/phases/try-out.md": PHASE.format(more="formerly: [pilot]\n")})
    known = register(site(tmp_path))
    assert "phases/pilot/" in known["phases/try-out"].addresses
    assert "print/checklists/gate-pilot.pdf" in known["checklists/gate-try-out"].addresses
    write(tmp_path, {"published.json": register_json(site(tmp_path)), **FIRST})
    found = [each.facts["address"] for each in vanished(site(tmp_path), "published.json", ())]
    assert "phases/pilot/" in found and "print/blueprints/pilot.pdf" in found


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (None, GONE),
        (PHASE.format(more="publish: no\n"), GONE),
        (PHASE.format(more="").partition("## Gate")[0], [each for each in GONE if "gate" in each]),
    ],
    ids=["deleted", "unpublished", "no gate"],
)
def test_what_is_gone_is_an_error_each(tmp_path: Path, change: str | None, gone: list[str]) -> None:
    lines = [
        line
        for line in next_edition(tmp_path, {"process/phases/try-out.md": change})
        if "item-gone" not in line
    ]
    assert [each for each in addresses(lines) if "try-out" in each] == gone


@pytest.mark.parametrize(
    ("retired", "left"),
    [
        ("phases/try-out", []),
        ("checklists/gate-try-out", [each for each in GONE if "gate" not in each]),
        ("print/blueprints/try-out.pdf", [each for each in GONE if "blueprints" not in each]),
        ("/phases/try-out/", []),
    ],
)
def test_what_ended_on_purpose_is_no_error(tmp_path: Path, retired: str, left: list[str]) -> None:
    changes = {"process/phases/try-out.md": None, "process/handbook.yml": f"retired: ['{retired}']\n"}
    lines = next_edition(tmp_path, changes)
    assert [each for each in addresses(lines) if "try-out" in each] == left


def test_a_permanent_id_of_an_item_stays_or_is_retired(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {
        "process/phases/try-out.md": PHASE.format(more="").replace(" {#tried}", ""),
        "process/success-factors/trust.md": FACTOR.replace("open", "frank"),
    }
    lines = next_edition(tmp_path / "one", changes)
    assert [line.partition(" An item")[0] for line in lines] == [
        "process/phases/try-out.md:1:1: error[item-gone]: The item tried was published, and is no longer there.",
        "process/success-factors/trust.md:1:1: error[item-gone]: The item open was published, and is no longer there.",
    ]
    changes["process/handbook.yml"] = "retired: [phases/try-out#tried, success-factors/trust#open]\n"
    assert not next_edition(tmp_path / "two", changes)


def test_items_of_a_renamed_document_are_looked_for_in_it(tmp_path: Path) -> None:
    changed = PHASE.format(more="formerly: [try-out]\n").replace("{#tried}", "{#done}")
    lines = next_edition(tmp_path, {"process/phases/try-out.md": None, "process/phases/trial.md": changed})
    assert len(lines) == 1 and "process/phases/trial.md:1:1: error[item-gone]" in lines[0]


def test_a_hand_written_page_may_take_the_place_of_a_generated_one(tmp_path: Path) -> None:
    lines = next_edition(
        tmp_path, {"process/checklists/opening.md": None, "docs/checklists/opening.md": "# Opening\n"}
    )
    assert addresses(lines) == [f"print/checklists/opening{end}.pdf" for end in ("-form", "-pocket", "")]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "{}",
        '{"format": 2}',
        '{"format": 1, "published": {"a": 1}}',
        "[" * 100000,
        '"\\ud800"',
    ],
)
def test_a_file_that_is_no_register_is_one_error(tmp_path: Path, text: str | None) -> None:
    write(tmp_path, FIRST if text is None else {**FIRST, "old.json": text})
    assert [each.code for each in vanished(site(tmp_path), "old.json", ())] == ["bad-register"]
