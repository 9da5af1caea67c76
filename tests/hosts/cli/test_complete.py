"""`cocreate check --complete`: what is still missing, in words for people and as data for programs."""

from __future__ import annotations

import json

from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command

ROLE = "---\ntitle: Host\npurpose: Hosts.\n---\n"


def test_a_line_for_each_document_and_the_best_step_first(run: Command) -> None:
    write(
        run.folder,
        {"process/phases/explore.md": PHASE, "process/handbook.yml": "organisation: We\nlicence: CC\n"},
    )
    said = run("check", "--complete")
    first, second, *rest = said.out.splitlines()
    assert said.code == 0
    assert first.startswith("process/phases/explore.md: 3 of 12. ")
    assert "Next: write `## Steps`: what happens, each step in the five lanes (" in first
    assert second.startswith("process/handbook.yml: 3 of 13. Next: ")
    assert "Phases: 3 of 12; complete: 0 of 1" in rest


def test_everything_that_one_document_lacks(run: Command) -> None:
    write(run.folder, {"process/phases/explore.md": PHASE, "process/roles/host.md": ROLE})
    from_root = run("check", "--complete", "process/phases/explore.md")
    below = run("check", "--complete", "explore.md", folder=run.folder / "process" / "phases")
    assert from_root.out == below.out
    write(run.folder, {"process/phases/explore.sv.md": PHASE})
    assert run("check", "--complete", "process/phases/explore.sv.md").out == from_root.out
    assert "\n1. write `## Steps`" in from_root.out
    assert "say who does it: 1 task backstage or at the gate, of 1, names no role" in from_root.out
    assert "host.md" not in from_root.out


def test_it_never_fails(run: Command) -> None:
    write(run.folder, {"process/phases/explore.md": PHASE.replace("purpose", "purpos")})
    said = run("check", "--complete", "--strict")
    assert said.code == 0
    assert said.err.splitlines()[1:] == ["Found 2 errors."]


def test_in_swedish(run: Command) -> None:
    write(run.folder, {"process/handbook.yml": "language: sv\n", "process/phases/explore.md": PHASE})
    said = run("check", "--complete", "process/phases/explore.md")
    assert said.out.startswith("process/phases/explore.md har 3 av 12. Det bästa nästa steget först:\n")
    assert "skriv `## Steg`: vad som händer" in said.out


def test_as_data(run: Command) -> None:
    write(run.folder, {"process/phases/explore.md": PHASE})
    told = json.loads(run("check", "--complete", "--format", "json").out)
    phase = next(each for each in told["documents"] if each["kind"] == "phase")
    assert (phase["met"], phase["asked"], phase["steps"][0]["name"]) == (3, 12, "steps")
    assert phase["steps"][0]["heading"] == "Steps"
    assert [each["kind"] for each in told["kinds"]] == [None, "phase"]


def test_as_markdown_in_which_no_author_acts(run: Command) -> None:
    kind = (
        "name: persona\nplural: '@team | <b>'\nsections:\n  needs: {shape: list, about: 'See @all | <img>'}\n"
    )
    text = "---\ntitle: A\npurpose: Why.\n---\n"
    write(run.folder, {"process/kinds/personas.yml": kind, "process/personas/a.md": text})
    said = run("check", "--complete", "--format", "markdown").out
    assert "| `process/personas/a.md` | 2/3 |" in said
    assert "<img>" not in said
    assert "<b>" not in said
    assert "@all" not in said
    assert all(row.replace("\\|", "").count("|") == 4 for row in said.splitlines() if row.startswith("|"))


def test_what_is_not_understood(run: Command) -> None:
    write(run.folder, {"process/phases/explore.md": PHASE})
    assert "`nowhere.md`" in run("check", "--complete", "nowhere.md").err
    assert run("check", "--complete", "--format", "sarif").code == 2
    assert run("check", "--format", "markdown").code == 2


def test_it_says_where_nothing_can_be_judged(run: Command) -> None:
    said = run("check", "--complete")
    assert (said.code, said.out) == (2, "") and "There is no folder process/ here." in said.err
    write(run.folder, {"process/phases/explore.md": PHASE.replace("purpose", "purpos")})
    assert "What has an error counts as missing here." in run("check", "--complete").err
    write(run.folder, {"process/phases/explore.md": PHASE})
    assert "counts as missing" not in run("check", "--complete").err
