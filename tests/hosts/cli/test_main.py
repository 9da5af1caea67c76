"""The command line: help, versions, and words that are misspelt."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cocreate_plugin import __version__
from cocreate_plugin.hosts.cli.main import cocreate
from cocreate_plugin.testing import write
from tests.hosts.cli.command import Command, Said


def test_it_says_its_version(run: Command) -> None:
    assert run("--version") == Said(0, f"cocreate {__version__}\n", "")


def test_what_a_check_keeps_is_not_looked_through_again_and_again(run: Command) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        run("--version")
        assert gc.get_threshold()[0] > 100_000
    finally:
        gc.set_threshold(*before)


def test_without_a_word_it_shows_what_there_is(run: Command) -> None:
    said = run()
    assert said.code == 0
    assert re.findall(r"^  (\w+)", said.out.split("Commands:")[1], re.MULTILINE) == list(cocreate.commands)
    assert "..." not in said.out  # a sentence that is cut tells nothing


def test_every_option_is_explained_in_both_languages(run: Command) -> None:
    for language, usage in (("en", "Usage: "), ("sv", "Användning: ")):
        run.monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
        for name, command in cocreate.commands.items():
            said = run(name, "--help")
            assert said.code == 0
            assert said.out.startswith(usage)
            assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_click_s_own_runner_can_call_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cocreate, ["check"]).exit_code == 1


class TestMisuse:
    def test_an_unknown_command(self, run: Command) -> None:
        said = run("chek")
        assert said.code == 2
        assert "There is no command `chek`. Did you mean `check`?" in said.err

    def test_an_unknown_option(self, run: Command) -> None:
        said = run("check", "--strikt")
        assert (said.code, said.out) == (2, "")
        assert "Did you mean `--strict`?" in said.err

    def test_an_unknown_format(self, run: Command) -> None:
        said = run("check", "--format", "xml")
        assert said.code == 2
        assert "--format is one of full, text, github" in said.err

    def test_a_missing_word(self, run: Command) -> None:
        said = run("add", "phase")
        assert said.code == 2
        assert "ID is missing." in said.err

    def test_in_swedish(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        said = run("chek")
        assert "Det finns inget kommando `chek`. Menade du `check`?" in said.err
        assert said.err.startswith("Användning: cocreate")
