"""`cocreate explain`: the paragraph about a code, in the language of the handbook."""

from __future__ import annotations

from cocreate_plugin.testing import write
from tests.hosts.cli.command import Command


class TestExplain:
    def test_says_what_the_reference_says(self, run: Command) -> None:
        said = run("explain", "needs-quotes")
        assert said.code == 0 and said.out.startswith("needs-quotes: error\n\nA colon followed by a space")
        assert "cocreate check --fix" in said.out
        assert said.out.endswith("/reference/problems/#needs-quotes\n")

    def test_takes_a_code_as_a_message_shows_it(self, run: Command) -> None:
        assert run("explain", "error[needs-quotes]").code == 0

    def test_in_the_language_of_the_handbook(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        said = run("explain", "empty-file").out
        assert said.startswith("empty-file: fel\n\n") and said.endswith(
            "/reference/problems-sv/#empty-file\n"
        )
        assert "--fix" not in said

    def test_a_misspelt_code_is_answered_with_the_near_one(self, run: Command) -> None:
        said = run("explain", "need-quotes")
        assert said.code == 2
        assert "No problem has the code need-quotes. Did you mean `needs-quotes`?" in said.err
