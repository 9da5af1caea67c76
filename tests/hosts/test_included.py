"""Texts of the content that hand-written pages take in are judged by what they would do there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hosts.test_hand_written_text import said

BAD = "Some text\n\n<b onclick='x'>y</b>\n"
CODE = "Some text\n\n```\n    <b onclick='x'>y</b>\n```\n"
BAD_FOUND = ["process/notes/bad.txt:3:4 error[unsafe-html]"]
CODE_FOUND = ["process/notes/code.txt:4:4 error[unsafe-html]"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    notes = tmp_path / "process/notes"
    notes.mkdir(parents=True)
    (notes / "bad.txt").write_text(BAD)
    (notes / "code.txt").write_text(CODE)
    (notes / "good.txt").write_text("Some *text*, <b>bold</b>, `code`\n")
    return tmp_path


def unsafe(book: Path, page: str, settings: str = "") -> list[str]:
    return [
        line for line in said(book, {"index.md": page}, settings) if "notes/" in line and "unsafe" in line
    ]


@pytest.mark.parametrize(
    "page",
    [
        '--8<-- "process/notes/bad.txt"',
        '    --8<-- "process/notes/bad.txt:4:4"',
        '-8<- "notes/bad.txt:section"',
        "--8<--\nprocess/notes/good.txt\nprocess/notes/bad.txt\n--8<--",
        "{% include-markdown '../process/notes/bad.txt' start='a' %}",
        '| a |\n| --- |\n| {% include "process/notes/bad.txt" %} |',
        "{!process/notes/bad.txt!}",
    ],
)
def test_what_would_act_on_the_page_is_an_error_of_the_file(book: Path, page: str) -> None:
    assert unsafe(book, f"# Home\n\n{page}\n") == BAD_FOUND


@pytest.mark.parametrize(
    "page",
    [
        '--8<-- "process/notes/code.txt:4:4"',
        "--8<--\nprocess/notes/code.txt:part\n--8<--",
        "{% include 'process/notes/code.txt' %}",
    ],
)
def test_code_of_which_a_part_is_taken_in_may_be_code_no_more(book: Path, page: str) -> None:
    assert unsafe(book, f"# Home\n\n{page}\n") == CODE_FOUND


def test_what_is_put_under_every_page_is_judged(book: Path) -> None:
    settings = "markdown_extensions: [{pymdownx.snippets: {auto_append: [process/notes/bad.txt]}}]\n"
    assert unsafe(book, "# Home\n", settings) == BAD_FOUND
    settings = (
        "markdown_extensions: [{pymdownx.snippets: {base_path: [process/notes], auto_append: bad.txt}}]\n"
    )
    assert unsafe(book, "# Home\n", settings) == BAD_FOUND


@pytest.mark.parametrize(
    "page",
    [
        "process/notes/bad.txt",
        "[x](../process/notes/bad.txt)",
        '--8<-- "process/notes/good.txt"',
        '--8<-- "process/notes/code.txt"',
        '--8<-- "docs/index.md"',
        '--8<-- "process/notes/none.txt"',
        '--8<-- "../elsewhere.txt"',
    ],
)
def test_what_is_not_taken_in_or_harmless_is_not_told_of(book: Path, page: str) -> None:
    assert not unsafe(book, f"# Home\n\n{page}\n")


def test_what_no_reader_can_read_is_one_problem(book: Path) -> None:
    (book / "process/notes/long.txt").write_text("x " * 300_000)
    (book / "process/notes/signs.txt").write_text("[" * 19_000 + "\n")
    (book / "process/notes/odd.txt").write_bytes(b"\xff\0<b>x</b>\n")
    names = ("long", "signs", "odd", "x" * 190, "\0")
    page = "# Home\n\n" + "\n".join(f'--8<-- "process/notes/{name}.txt"' for name in names)
    found = [line for line in said(book, {"index.md": page}) if "error" in line]
    assert found == [
        "process/notes/long.txt:1:1 error[too-long]",
        "process/notes/signs.txt:1:1 error[tangled-signs]",
    ]


def test_a_mistake_of_a_document_is_said_once(book: Path) -> None:
    page = '# Home\n\n--8<-- "process/phases/walk.md"\n'
    walk = book / "process/phases/walk.md"
    walk.parent.mkdir()
    walk.write_text("---\ntitle: Walk\npurpose: Go.\n---\n\n<b onclick='x'>y</b>\n")
    found = said(book, {"index.md": page})
    assert found.count("process/phases/walk.md:6:4 error[unsafe-html]") == 1
