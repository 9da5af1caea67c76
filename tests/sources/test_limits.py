"""No text keeps the program busy for long: it is read in steps as many as it has signs, or refused in a sentence."""

from __future__ import annotations

import pytest

from cocreate_plugin.mend import MOST_OF_A_CODE
from cocreate_plugin.prose import links, refusals, relinked
from cocreate_plugin.sources.limits import LARGEST_PAGE, MOST_LINES, too_much
from cocreate_plugin.testing import project, report
from tests.steps import steps

FRONT = "---\ntitle: Explore\npurpose: Why.\n---\n"
PATH = "process/phases/explore.md"


def problems(body: str) -> list[str]:
    """Loads a handbook of one phase and names its problems: line, column and code."""
    loaded = project({PATH: FRONT + body})
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in loaded.problems]


TANGLED = {
    "addresses": "[a](" * 20_000,
    "pictures": "![a](" * 20_000,
    "tags": "<a " * 20_000,
    "tags with quotes": '<a b="' * 10_000,
    "comments": "<!--" * 10_000,
    "addresses in angle brackets": "<http://a" * 10_000,
    "brackets": "[" * 20_000,
    "brackets in brackets": "[" * 9_000 + "]" * 9_000,
    "citations": "[@a; " * 15_000,
    "entities": "&#1;" * 25_000,
    "backslashes": "\\a" * 25_000,
    "cells": "| a " * 20_001,
    "one note, named again and again": "[^1]" * 4_000,
    "a number of no sign": "&#" + "9" * 6_000 + ";",
    "brackets over blank lines in an element": '<p markdown="span">' + "[\n\n" * 4_000 + "</p>",
}


@pytest.mark.parametrize("name", TANGLED)
def test_signs_that_wait_for_others_are_refused_at_once(name: str) -> None:
    text = TANGLED[name]
    (found,) = problems("\n" + text)
    assert found.endswith("tangled-signs") and found.startswith("6:")
    assert steps(lambda: problems("\n" + text)) < 10 * len(text)


READ = {
    "closing brackets": "]" * 19_000,
    "emphasis": "*a **b " * 2_800,
    "pipes": "|" * 19_000,
    "notes": "".join(f"[^{number}]" for number in range(2_500)),
    "backticks": " a".join("`" * number for number in range(190)),
    "ampersands": "&" * 19_000,
    "spaces in an address": "[a](b" + " " * 19_000 + "c)",
    "backslashes in an address": "[a](" + "\\" * 19_000,
    "parentheses in an address": "[a](" + "()" * 9_900,
    "drawings": "<svg></svg>" * 1_800,
    "headings": "## a\n" * 9_000,
    "abbreviations": "".join(f"*[A{number}]: x\n" for number in range(5_000)),
}


LISTED = {"items": "- a\n" * 9_000}
"""More of a list than may be."""


@pytest.mark.parametrize("name", READ)
def test_much_of_one_kind_is_read(name: str) -> None:
    assert not any(each.endswith(("tangled-signs", "too-long", "too-deep")) for each in problems(READ[name]))


@pytest.mark.parametrize("name", [*READ, *LISTED])
def test_twice_as_much_takes_twice_as_many_steps(name: str) -> None:
    text = (READ | LISTED)[name]
    once, twice = text[: len(text) // 20], text[: len(text) // 10]
    problems(twice[::-1])
    problems(text[:40])  # what is loaded once counts for neither
    # The shorter first: what it leaves in caches is a part of the longer, which would leave all of the shorter.
    few = steps(lambda: problems(once))
    assert steps(lambda: problems(twice)) < 2.2 * few


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "- > "])
def test_what_no_page_can_show_within_each_other_is_refused(sign: str) -> None:
    assert problems(sign * 4_000 + "x") == ["5:1 too-deep"]
    assert problems("".join("  " * depth + "- a\n" for depth in range(500))) == ["17:1 too-deep"]
    assert problems(sign * 6 + "x") == []


def test_a_file_that_is_too_long_says_so() -> None:
    most = MOST_LINES + 1
    assert problems("a\n" * MOST_LINES) == [f"{most}:1 too-long"]
    assert problems("a" * LARGEST_PAGE) == ["1:1 too-long"]
    loaded = project({PATH: FRONT, "process/handbook.yml": "title: " + "a " * 10_000})
    assert report(loaded) == [
        "process/handbook.yml:1:1: error[too-long]: This is too long: at most 20000 characters are read. "
        "Divide it, or take out what was pasted by accident."
    ]
    loaded = project({PATH: "---\ntitle: A\n" + "# a\n" * 5_001 + "---\n"})
    assert [each.code for each in loaded.problems] == ["too-long"]


def test_a_long_line_is_told_and_the_rest_is_read() -> None:
    assert problems("\n" + "a" * 30_000 + "\n\n## Gate\n\nprose\n") == ["6:1 too-long", "8:1 wrong-shape"]
    assert problems(f"![a](data:image/png;base64,{'A' * 30_000})") != ["5:1 too-long"]


def test_a_list_that_nobody_reads_through_is_refused() -> None:
    assert problems("\n" + LISTED["items"]) == ["2006:1 too-long"]
    assert problems(">  12) a\n" * 2_001) == ["2005:1 too-long"]
    assert too_much("- a\n" * 2_000, PATH) is None


def test_of_too_many_documents_the_first_are_read_and_the_others_exist() -> None:
    files = {
        f"process/roles/r{number:04}.md": FRONT.replace("Explore", f"R{number}") for number in range(4_002)
    }
    loaded = project({**files, PATH: FRONT.replace("---\n", "---\ndecides: r4001\n", 1)})
    assert [each.place.path for each in loaded.problems if each.code == "too-long"] == [
        "process/roles/r3999.md"
    ]
    assert len(loaded.handbook.documents) == 1_000
    assert not [each for each in loaded.problems if each.code == "unknown-reference"]


def test_of_a_run_sheet_the_first_rows_are_read() -> None:
    rows = "| 5 | a |\n" * 101
    text = f"{FRONT}## Run sheet\n\n| min | step |\n| - | - |\n{rows}"
    loaded = project({"process/dialogue-models/it.md": text})
    assert "109:3 too-long" in [
        f"{each.place.line}:{each.place.column} {each.code}" for each in loaded.problems
    ]


def test_a_file_that_is_refused_still_exists() -> None:
    role = "---\ntitle: Sponsor\npurpose: Decides.\n---\n" + "[" * 9_000
    phase = "---\ntitle: Explore\npurpose: Why.\ndecides: sponsor\n---\n"
    loaded = project({PATH: phase, "process/roles/sponsor.md": role})
    assert [each.place.path for each in loaded.problems] == ["process/roles/sponsor.md"]


def test_ordinary_text_is_not_refused() -> None:
    text = "A range [0, 1) and a smile :( in a < b, x <y> and a [link](a.md) (so to say). " * 40
    assert too_much("\n\n".join([text] * 60), PATH) is None
    assert too_much("\n".join(f"| [0, {number}) | (a) | <br> |" for number in range(400)), PATH) is None


def test_links_are_found_as_before() -> None:
    source = "[a [b](c.md) ](d.md) \\[x](y.md) [e](f(g).md 'h(') ]\n\n](i) [j]( <k l> )"
    assert [each.target for each in links(source)] == ["d.md", "c.md", "f(g).md", "k l"]
    assert relinked(source, lambda target, image: "z") == (
        "[a [b](z) ](z) \\[x](y.md) [e](z 'h(') ]\n\n](i) [j]( <z> )"
    )


def test_each_of_many_findings_keeps_its_place() -> None:
    found = refusals("<svg></svg>\n\n" * 3)
    assert [(each.line, each.column) for each in found] == [(1, 1), (3, 1), (5, 1)]


def test_as_many_lines_as_may_be_are_read() -> None:
    assert too_much("\n" * MOST_LINES, PATH) is None
    assert too_much("\n" * (MOST_LINES + 1), PATH) is not None


def test_of_thousands_of_problems_the_first_are_mended_and_each_has_a_proposal() -> None:
    names = ", ".join(f"sponsor{number:03}x" for number in range(320))
    roles = {f"process/roles/sponsor{number:03}.md": FRONT for number in range(320)}
    loaded = project({**roles, PATH: FRONT.replace("---\n", f"---\nroles: [{names}]\n", 1)})
    unknown = [each for each in loaded.problems if each.code == "unknown-reference"]
    assert len(unknown) == 320 and all("suggestion" in each.facts for each in unknown)
    assert len([each for each in unknown if each.edits]) <= MOST_OF_A_CODE


def test_of_a_library_whose_entries_are_all_named_the_first_are_read() -> None:
    library = "".join(f"@book{{k{number}, title = {{T}}, year = 2020}}\n" for number in range(2_010))
    cited = "\n\n".join(f"[@k{number}]" for number in range(2_010))
    loaded = project({PATH: FRONT + cited, "process/sources.bib": library})
    assert [(each.code, each.place.path) for each in loaded.problems if each.level == "error"] == [
        ("too-long", "process/sources.bib")
    ]
    assert len(loaded.handbook.bibliography) == 2_000
