"""`cocreate check --fix`: what is certain is put right; `--diff` shows it and changes nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command

WRONG = PHASE.replace("---\n\n", "reviewed: 1 March 2026\n---\n\n", 1).replace("purpose", "purpos")
RIGHT = PHASE.replace("---\n\n", "reviewed: 2026-03-01\n---\n\n", 1)
FILE = "process/phases/explore.md"


class TestFix:
    def test_says_what_it_did_and_what_needs_a_person(self, run: Command) -> None:
        write(
            run.folder,
            {FILE: WRONG, "process/phases/two.md": PHASE.replace("Explore", "Two") + "\n## Gate\n"},
        )
        said = run("check", "--fix")
        assert (run.folder / FILE).read_text() == RIGHT
        assert f"{FILE}:4:11: mended[wrong-type]: reviewed must be a date" in said.err
        assert "Mended 2 problems in 1 file." in said.err
        assert "error[field-twice]" in said.out and "wrong-type" not in said.out
        assert said.code == 1

    def test_nothing_to_mend(self, run: Command) -> None:
        write(run.folder, {FILE: PHASE})
        assert run("check", "--fix").err == "Nothing could be mended without asking.\nNo problems.\n"

    @pytest.mark.parametrize(("text", "times"), [(PHASE, 1), (WRONG, 3)])
    def test_no_folder_is_read_twice_as_it_is(
        self, run: Command, monkeypatch: pytest.MonkeyPatch, text: str, times: int
    ) -> None:
        """To show what would be mended takes the folder, its copy, and the copy after each round."""
        roots: list[Path] = []
        monkeypatch.setattr(
            "cocreate_plugin.load.load",
            lambda root, *rest, **more: roots.append(root) or load(root, *rest, **more),
        )
        write(run.folder, {FILE: text})
        run("check", "--fix", "--diff")
        assert len(roots) == times

    def test_the_difference_first(self, run: Command) -> None:
        write(run.folder, {FILE: WRONG, "process/roles/Tea Lady.md": "---\ntitle: T\npurpos: P.\n---"})
        said = run("check", "--fix", "--diff")
        assert (run.folder / FILE).read_text() == WRONG
        assert "Would mend 4 problems in 2 files." in said.err and said.code == 1
        subprocess.run(("git", "apply", "-"), input=said.out.encode(), cwd=run.folder, check=True)
        assert (run.folder / FILE).read_text() == RIGHT
        assert (run.folder / "process/roles/tea-lady.md").read_text() == "---\ntitle: T\npurpose: P.\n---"

    def test_in_swedish(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n", FILE: WRONG.replace("March", "mars")})
        assert "Rättade 2 problem i 1 fil." in run("check", "--fix").err
        assert (run.folder / FILE).read_text() == RIGHT

    def test_a_shut_in_process_writes_nothing(self, run: Command) -> None:
        write(run.folder, {FILE: WRONG})
        assert run("check", "--fix", "--untrusted").code in (1, 2)
        assert (run.folder / FILE).read_text() == WRONG

    def test_json_gives_the_edits(self, run: Command) -> None:
        write(run.folder, {FILE: WRONG})
        found = {one["code"]: one["edits"] for one in json.loads(run("check", "--format", "json").out)}
        assert found["wrong-type"] == [
            {
                "path": FILE,
                "start": {"line": 4, "column": 11},
                "end": {"line": 4, "column": 23},
                "text": "2026-03-01",
            }
        ]
        assert found["missing-field"] == []
