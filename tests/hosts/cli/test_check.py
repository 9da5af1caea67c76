"""`cocreate check`: problems as a terminal, a pull request or a program reads them."""

from __future__ import annotations

import json
import re

import pytest

from cocreate_plugin.pdf.sandbox import obstacle
from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command, Said


class TestCheck:
    def test_nothing_wrong(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert run("check") == Said(0, "", "No problems.\n")

    def test_no_handbook_at_all(self, run: Command) -> None:
        said = run("check")
        assert said.code == 1
        assert said.out.startswith("process:1:1: error[no-process]: ")

    def test_from_a_folder_below(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert run("check", folder=run.folder / "process" / "phases").code == 0

    def test_an_error_with_its_place(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE.replace("purpose", "purpos")})
        said = run("check")
        assert said.code == 1
        assert "process/phases/explore.md:3:1: error[unknown-field]: " in said.out
        assert "\033" not in said.out
        assert said.err == "Found 2 errors.\n"

    def test_a_warning_fails_only_when_strict(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": f"{PHASE}\n## Pitfall\n\n- x\n"})
        assert run("check").code == 0
        assert run("check", "--strict").code == 1

    def test_in_swedish(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n", "process/phases/explore.md": ""})
        said = run("check")
        assert "error[empty-file]: Filen är tom." in said.out
        assert said.err == "Hittade 1 fel.\n"

    def test_as_json(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": ""})
        (one,) = json.loads(run("check", "--format", "json").out)
        assert (one["path"], one["line"], one["column"], one["level"], one["code"]) == (
            "process/phases/explore.md",
            1,
            1,
            "error",
            "empty-file",
        )
        assert one["message"].startswith("This file is empty.")

    def test_advice_on_plain_language_when_asked(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": f"{PHASE}\n## Notes\n\nThey must be sent.\n"})
        assert run("check").err == "No problems.\n"
        said = run("check", "--plain", "--strict")
        assert said.code == 0
        assert said.out.startswith("process/phases/explore.md:12:6: note[passive-voice]: ")

    def test_in_full_when_asked(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE.replace("purpose", "purpos")})
        said = run("check", "--format", "full").out
        assert "\n3 | purpos: Understand.\n  | ^^^^^^\n3 + purpose: Understand.\n" in said
        assert "\033" not in said

    def test_json_of_nothing_is_a_list(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert json.loads(run("check", "--format", "json").out) == []

    def test_as_annotations(self, run: Command) -> None:
        run.monkeypatch.setenv("GITHUB_WORKSPACE", str(run.folder))
        book = run.folder / "book, one"
        write(book, {"process/phases/explore.md": "---\ntitle: x\npurpose: y\nreviewed: 100%: soon\n---\n"})
        line = run("check", "--format", "github", folder=book).out.splitlines()[0]
        assert line.startswith("::error file=book%2C one/process/phases/explore.md,line=4,col=")
        head, _, message = line.removeprefix("::").partition("::")
        assert "%" not in re.sub(r"%(25|0D|0A|3A|2C)", "", head + message)

    def test_the_summary_of_the_job_from_behind_walls_too(self, run: Command) -> None:
        summary = run.folder / "summary.md"
        run.monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        write(run.folder / "book", {"process/phases/explore.md": ""})
        run("check", "--format", "github", folder=run.folder / "book")
        once = summary.read_text("utf-8")
        assert once.startswith("### Found 1 error.")
        if not obstacle():
            run("check", "--untrusted", "--format", "github", folder=run.folder / "book")
            assert summary.read_text("utf-8") == once * 2

    def test_settings_are_read_and_nothing_in_them_is_run(self, run: Command) -> None:
        write(
            run.folder,
            {
                "mkdocs.yml": "site_name: x\ntheme: {name: material, language: sv}\nmarkdown_extensions:\n"
                "  - pymdownx.emoji: {emoji_index: !!python/name:os.nothing }\n  - toc: !!python/object/apply:os.abort []\n"
                "plugins:\n  - search\n  - cocreate: {process_dir: content}\n",
                "content/phases/explore.md": PHASE,
            },
        )
        assert run("check") == Said(0, "", "Inga problem.\n")

    def test_broken_settings_are_a_problem(self, run: Command) -> None:
        write(run.folder, {"mkdocs.yml": "site_name: [x\n", "process/phases/explore.md": PHASE})
        said = run("check")
        assert said.code == 1
        assert said.out.startswith("mkdocs.yml:2:1: error[bad-yaml]: ")

    @pytest.mark.paper
    def test_sheets_are_tried_and_nothing_is_written(self, run: Command) -> None:
        """What does not fit and a sign that no font has, each once, the sign at its own line."""
        tasks = "".join(f"- [ ] {number} {'word ' * 30}\n" for number in range(40))
        write(run.folder, {"process/phases/explore.md": PHASE.replace("heard", "heard \U00013000")})
        write(run.folder, {"process/checklists/long.md": f"---\ntitle: Long\npurpose: x\n---\n\n{tasks}"})
        said = run("check", "--print")
        codes = [
            line.partition(": ")[0] + line.partition("[")[2].partition("]")[0]
            for line in said.out.splitlines()
        ]
        assert codes == [
            "process/checklists/long.md:1:1does-not-fit",
            "process/checklists/long.md:1:1long-checklist",
            "process/phases/explore.md:8:21missing-sign",
        ]
        assert said.code == 0 and run("check", "--print", "--strict").code == 1
        assert {each.name for each in run.folder.iterdir()} == {"process", ".cache"}

    def test_sheets_are_not_tried_before_errors_are_put_right(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": ""})
        said = run("check", "--print")
        assert said.code == 1 and "Sheets are tried when no error is left." in said.err

    def test_no_sheets_of_strangers(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert run("check", "--print", "--untrusted").code == 2
