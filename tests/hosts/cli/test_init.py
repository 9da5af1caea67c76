"""`cocreate init`: a handbook of one's own that builds at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate_plugin.hosts.cli import init as making
from cocreate_plugin.hosts.cli.main import cocreate
from cocreate_plugin.testing import write
from tests.hosts.building import built
from tests.hosts.cli.command import Command


class TestInit:
    @pytest.mark.parametrize(
        ("source", "language"), [("empty", "en"), ("empty", "sv"), ("empty", "de"), ("reference", "en")]
    )
    def test_what_is_made_has_no_problem(self, run: Command, source: str, language: str) -> None:
        assert run("init", "our-handbook", "--from", source, "--language", language).code == 0
        home = run.folder / "our-handbook"
        assert {
            "mkdocs.yml",
            "docs",
            "process",
            ".gitignore",
            ".github",
            ".gitlab-ci.yml",
            ".vscode",
            "requirements.txt",
        } == {each.name for each in home.iterdir()}
        assert [each.name for each in run.folder.iterdir()] == ["our-handbook"]
        said = run("check", "--strict", folder=home)
        assert said.code == 0, said.out
        assert "%" not in (home / "mkdocs.yml").read_text("utf-8")
        assert {"/site/", "/.cache/"} <= set((home / ".gitignore").read_text().splitlines())

    @pytest.mark.parametrize("language", ["sv", "de"])
    def test_a_start_in_another_language_has_the_same_parts(self, language: str) -> None:
        """One document of each kind, with as many fields, headings and entries as the English one."""

        def parts(of: str) -> list[tuple[str, list[int]]]:
            folder = making.PACKAGE / "starters" / of / "process"
            texts = ((path.parent.name, path.read_text("utf-8")) for path in sorted(folder.glob("*/*.md")))
            begins = ("## ", "### ", "- ", "| ", "purpose:", "success_factors:", "dialogue_models:", "a3:")
            return [
                (kind, [sum(line.startswith(begin) for line in text.splitlines()) for begin in begins])
                for kind, text in texts
            ]

        assert parts(language) == parts("en")

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_an_editor_finds_the_server_and_what_starts_it(self, run: Command, language: str) -> None:
        run("init", "ours", "--from", "empty", "--language", language)
        settings, extensions = (
            json.loads((run.folder / "ours/.vscode" / f"{name}.json").read_text())
            for name in ("settings", "extensions")
        )
        assert settings["glspc.server.command"] == "cocreate"
        assert settings["glspc.server.commandArguments"] == ["lsp"] and "lsp" in cocreate.commands
        assert extensions["recommendations"] == ["zsol.vscode-glspc"]
        assert "[lsp," in (run.folder / "ours/requirements.txt").read_text()

    @pytest.mark.site
    @pytest.mark.parametrize(
        ("source", "language"), [("empty", "en"), ("empty", "sv"), ("empty", "de"), ("reference", "en")]
    )
    def test_what_is_made_builds_at_once(self, run: Command, source: str, language: str) -> None:
        run("init", "ours", "--from", source, "--language", language)
        settings = run.folder / "ours" / "mkdocs.yml"
        settings.write_text(
            settings.read_text("utf-8").replace("cocreate]", "cocreate: {pdf: false}]"), "utf-8"
        )
        assert (built(settings.parent) / "index.html").is_file()

    def test_links_that_leave_the_copy_lead_to_the_published_handbook(self, run: Command) -> None:
        run("init", "ours", "--from", "reference")
        home = run.folder / "ours"
        assert not any((home / "docs" / name).exists() for name in ("guide", "reference", "about"))
        assert f"]({making.HOME}guide/" in (home / "docs" / "adapt.md").read_text("utf-8")
        assert "CC BY 4.0" in (home / "docs" / "index.md").read_text("utf-8")

    def test_without_a_source_the_language_decides(self, run: Command) -> None:
        run("init", "english")
        run("init", "svenska", "--language", "sv")
        assert (run.folder / "english/process/phases/initiate.md").exists()
        assert [each.name for each in (run.folder / "svenska/process/phases").iterdir()] == ["utforska.md"]

    def test_a_folder_that_is_not_empty_stays(self, run: Command) -> None:
        write(run.folder, {"ours/notes.txt": "mine"})
        said = run("init", "ours", "--from", "empty")
        assert said.code == 2
        assert "is not empty" in said.err
        assert [each.name for each in (run.folder / "ours").iterdir()] == ["notes.txt"]

    def test_the_folder_one_stands_in(self, run: Command) -> None:
        home = run.folder / "new"
        (home / ".git").mkdir(parents=True)
        assert run("init", ".", "--from", "empty", folder=home).code == 0
        assert (home / "mkdocs.yml").exists()
        assert (home / ".git").exists()

    def test_it_is_made_inside_a_folder_that_may_be_a_disk_of_its_own(self, run: Command) -> None:
        seen: list[Path] = []
        run.monkeypatch.setattr(making, "_move", lambda made, home: seen.append(made))
        (run.folder / "disk").mkdir()
        assert run("init", "disk", "--from", "empty").code == 0
        assert seen[0].parent == run.folder / "disk"
        assert not list((run.folder / "disk").iterdir())

    def test_where_nothing_can_be_written(self, run: Command) -> None:
        write(run.folder, {"file": "mine"})
        said = run("init", "file/ours", "--from", "empty")
        assert said.code == 1
        assert said.err == "file/ours cannot be written: Not a directory. Choose a folder you may write to.\n"

    def test_an_interruption_leaves_nothing(self, run: Command) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        run.monkeypatch.setattr(making, "_move", interrupted)
        assert run("init", "ours", "--from", "empty").code == 130
        assert not list(run.folder.iterdir())

    def test_a_title_with_signs_is_quoted(self, run: Command) -> None:
        run("init", "a: b #c", "--from", "empty", "--language", "en")
        assert 'site_name: "A: b #c"\n' in (run.folder / "a: b #c" / "mkdocs.yml").read_text("utf-8")
        assert run("check", folder=run.folder / "a: b #c").code == 0

    def test_a_language_is_a_code(self, run: Command) -> None:
        assert run("init", "ours", "--language", "svenska").code == 2
        assert run("init", "ours", "--language", "xx").code == 2

    def test_the_workflow_is_read_by_a_yaml_reader(self, run: Command) -> None:
        for language in ("en", "sv", "de"):
            run("init", language, "--from", "empty", "--language", language)
            text = (run.folder / language / ".github/workflows/handbook.yml").read_text("utf-8")
            assert "cocreate check --strict --untrusted --format github" in text
            assert "mkdocs build --strict" in text
            assert "${{ steps.published.outputs.page_url }}" in text


def test_the_folder_where_one_stands_is_called_this_folder(run: Command) -> None:
    said = run("init", ".", "--from", "empty").err
    assert said.startswith("The handbook is in this folder. ") and "cd " not in said
