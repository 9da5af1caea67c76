"""On a terminal: the line, a caret under the place, what would mend it, and nothing that steers the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.hosts.reports import terminal
from cocreate_plugin.hosts.reports.report import Report
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Also, Edit, Place, problem
from cocreate_plugin.testing import write

ENGLISH = phrases("en")
FILE = "process/a.md"


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


def shown(folder: Path, text: str, one, colour: bool = False) -> list[str]:
    write(folder, {FILE: text})
    return list(terminal.excerpt(Report((one,), ENGLISH, folder), one, colour))


def test_the_line_and_a_caret_under_what_the_problem_names(tmp_path: Path) -> None:
    one = problem("unknown-reference", Place(FILE, 2, 10), id="hots", kind="role", folder="roles")
    assert shown(tmp_path, "a\ndecides: hots\n", one) == ["2 | decides: hots", "  |          ^^^^"]


def test_a_heading_is_marked_whole(tmp_path: Path) -> None:
    one = problem("field-misspelt", Place(FILE, 1, 1), heading="Gates", id="gates")
    assert shown(tmp_path, "## Gates\n", one) == ["1 | ## Gates", "  | ^^^^^^^^"]


def test_the_line_as_it_would_be_mended(tmp_path: Path) -> None:
    edit = Edit(Place(FILE, 1, 4), 1, 9, "14:00")
    one = problem("wrong-type", Place(FILE, 1, 4), edits=(edit,), name="at", expected="time", given="2 pm.")
    assert shown(tmp_path, "at: 2 pm.\n", one)[-1] == "1 + at:14:00."


def test_wide_signs_and_marks_take_the_room_that_a_terminal_gives_them(tmp_path: Path) -> None:
    one = problem("unknown-reference", Place(FILE, 1, 6), id="x", kind="role", folder="roles")
    assert shown(tmp_path, "你好e\u0301 x\n", one) == ["1 | 你好e\u0301 x", "  |       ^"]


def test_a_tab_is_shown_as_spaces(tmp_path: Path) -> None:
    one = problem("tab-in-yaml", Place(FILE, 1, 1))
    assert shown(tmp_path, "\tx: y\n", one)[0] == "1 |     x: y"


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    one = problem("unknown-reference", Place(FILE, 1, 501), id="here", kind="role", folder="roles")
    line, caret = shown(tmp_path, "a" * 500 + "here" + "b" * 500 + "\n", one)
    assert line.startswith("1 | …a") and line.endswith("b…") and len(line) <= 40
    assert line[caret.index("^") :].startswith("here") and caret.count("^") == 4


def test_a_place_behind_the_end_of_its_line(tmp_path: Path) -> None:
    one = problem("bad-yaml", Place(FILE, 1, 99), detail="x")
    assert shown(tmp_path, "ab\n", one) == ["1 | ab", "  |   ^"]


def test_a_line_or_a_file_that_is_not_there_shows_nothing(tmp_path: Path) -> None:
    assert shown(tmp_path, "ab\n", problem("bad-yaml", Place(FILE, 9, 1), detail="x")) == []
    assert shown(tmp_path, "ab\n", problem("bad-yaml", Place("process/b.md"), detail="x")) == []


@pytest.mark.parametrize(
    "sign", ["\x1b[31m", "\x1b]8;;http://x\x07", "\u202e", "\x9b31m", "\r", "\x08", "\u2028"]
)
def test_what_steers_a_terminal_never_reaches_it(tmp_path: Path, sign: str) -> None:
    write(tmp_path, {FILE: f"a{sign}b\n"})
    one = problem("bad-yaml", Place(f"process/{sign}.md", 1, 1), detail=f"x{sign}y", correction=f"u{sign}v")
    report = Report((one,), ENGLISH, tmp_path)
    assert terminal.line(report, one).isprintable()
    here = problem("bad-yaml", Place(FILE, 1, 1), detail="x")
    assert all(line.isprintable() for line in terminal.excerpt(Report((here,), ENGLISH, tmp_path), here))


def test_a_second_place(tmp_path: Path) -> None:
    write(tmp_path, {"process/b.md": "first\n"})
    one = problem(
        "same-order", Place(FILE, 1, 1), also=(Also(Place("process/b.md"), "same"),), order=1, other="B"
    )
    assert shown(tmp_path, "order: 1\n", one)[2:] == [
        "  = The other is in process/b.md, line 1.",
        "1 | first",
        "  | -",
    ]


def test_a_second_file_as_a_whole_is_named_only(tmp_path: Path) -> None:
    write(tmp_path, {"process/b.md": "---\n"})
    one = problem(
        "page-taken", Place(FILE), also=(Also(Place("process/b.md"), "same"),), file="a", page="b", source="c"
    )
    assert shown(tmp_path, "a\n", one)[2:] == ["  = The other is in process/b.md, line 1."]


def test_the_first_of_two_on_its_own_line(tmp_path: Path) -> None:
    one = problem("duplicate-key", Place(FILE, 2, 1), key="a", first=1)
    assert shown(tmp_path, "a: 1\na: 2\n", one)[2:] == [
        "  = The first is in process/a.md, line 1.",
        "1 | a: 1",
        "  | -",
    ]


def test_colour_stands_around_words_only(tmp_path: Path) -> None:
    one = problem("bad-yaml", Place(FILE, 1, 1), detail="x")
    plain, painted = shown(tmp_path, "ab\n", one), shown(tmp_path, "ab\n", one, colour=True)
    assert plain != painted
    assert [terminal.re.sub("\033\\[[0-9;]*m", "", line) for line in painted] == plain


def test_a_code_links_to_its_paragraph() -> None:
    one = problem("bad-yaml", Place(FILE, 1, 1), detail="x")
    line = terminal.line(Report((one,), phrases("sv"), Path()), one, links=True)
    assert (
        "\033]8;;https://" in line
        and "/reference/problems-sv/#bad-yaml\033\\error[bad-yaml]\033]8;;\033\\" in line
    )


@pytest.mark.parametrize(
    ("environment", "follows"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4200"}, False),
        ({"TERM": "xterm-kitty"}, True),
    ],
)
def test_links_only_where_they_are_known_to_work(environment, follows) -> None:
    assert terminal.follows_links(environment) is follows
