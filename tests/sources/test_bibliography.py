"""BibTeX as reference managers export it becomes plain text, and what is wrong in it has a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from cocreate_plugin.problems import Place
from cocreate_plugin.sources.bibliography import (
    Contributor,
    plain_text,
    read_bibliography,
    read_name,
    read_names,
    used,
)
from cocreate_plugin.testing import project
from tests.steps import steps

PATH = "process/sources.bib"


def found(text: str) -> list[tuple[int, str, dict[str, object]]]:
    return [(each.place.line, each.code, dict(each.facts)) for each in read_bibliography(text, PATH)[1]]


def test_an_empty_file_is_an_empty_bibliography() -> None:
    for text in ("", "\n\n", "\ufeff", "% only a comment, a@b.se\n"):
        assert read_bibliography(text, PATH) == ({}, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_of_any_editor_are_read(end: str) -> None:
    text = "\ufeff% sources\n\n@book{a,\n  title = {A},\n}\n\n@book{b, title = {B}}\n".replace("\n", end)
    entries, problems = read_bibliography(text, PATH)
    assert problems == ()
    assert [(key, each.place) for key, each in entries.items()] == [
        ("a", Place(PATH, 3)),
        ("b", Place(PATH, 7)),
    ]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Sm{\aa}land och {\"O}land, \'{e}t\'e", "Småland och Öland, été"),
        (r"{OECD} guide -- {B}asics", "OECD guide – Basics"),
        (r"50\% \& more, 50% & less", "50% & more, 50% & less"),
        (r"A~B {\textit{c}} #1", "A B c #1"),
        ("``quoted''", "“quoted”"),
        ("Åäö are Åäö", "Åäö are Åäö"),
        ("two\n   lines", "two lines"),
    ],
)
def test_latex_is_resolved(latex: str, text: str) -> None:
    assert plain_text(latex) == text


def test_addresses_keep_their_signs() -> None:
    entries, _ = read_bibliography(
        r"@misc{a, title={A}, url={https://e.se/~a?b=1&c=%20_d#e}, doi={10.1/a\_b}}", PATH
    )
    assert entries["a"].fields["url"] == "https://e.se/~a?b=1&c=%20_d#e"
    assert entries["a"].fields["doi"] == "10.1/a_b"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mårtensson, Anna", Contributor("Mårtensson", "Anna")),
        (r"M{\aa}rtensson, Anna", Contributor("Mårtensson", "Anna")),
        ("Anna Maria Mårtensson", Contributor("Mårtensson", "Anna Maria")),
        ("Ludwig van Beethoven", Contributor("Beethoven", "Ludwig", "van")),
        ("van der Berg, Jan", Contributor("Berg", "Jan", "van der")),
        ("King, Jr., Martin", Contributor("King", "Martin", suffix="Jr.")),
        ("{Sveriges Kommuner och Regioner}", Contributor(literal="Sveriges Kommuner och Regioner")),
        ("OECD", Contributor(literal="OECD")),
    ],
)
def test_names_are_divided(text: str, name: Contributor) -> None:
    assert read_name(text) == name


def test_names_stand_between_and() -> None:
    assert [each.short for each in read_names("{Health and Care} and A, B\n  and others")] == [
        "Health and Care",
        "A",
        "et al.",
    ]


def test_entries_of_any_type_are_read() -> None:
    entries, problems = read_bibliography(
        "@weird{a, title={A}}\n@online{b, title={B}, date={2020-01-01}}", PATH
    )
    assert [each.type for each in entries.values()] == ["weird", "online"] and not problems


def test_what_is_wrong_has_a_line() -> None:
    assert found("@book{a, title={A}}\n\n@book{a, title={B}}") == [
        (3, "duplicate-source", {"key": "a", "line": 1})
    ]
    assert found("\n@book{a,\n title={A},\n title={B}}") == [
        (2, "bad-bibliography", {"key": "a", "reason": "field-twice", "what": "title"})
    ]
    assert found("@book{a, title={A\n\n@book{b, title={B}}") == [
        (1, "bad-bibliography", {"reason": "unreadable", "what": "@book{a, title={A"})
    ]
    assert found("@book{a, author={B}}") == [(1, "bad-bibliography", {"key": "a", "reason": "no-title"})]
    assert found("@book{, title={B}}") == [
        (1, "bad-bibliography", {"key": "", "reason": "no-key", "what": ""})
    ]
    assert found("@book{a,\n title={A}\n year={2020}\n}") == [
        (2, "bad-bibliography", {"key": "a", "reason": "no-comma", "what": "title"})
    ]


def test_an_entry_after_a_broken_one_still_counts() -> None:
    assert list(read_bibliography("@book{a, title={A\n\n@book{b, title={B}}", PATH)[0]) == ["b"]
    assert list(read_bibliography("@book{a, title={A}, title={B}}", PATH)[0]) == ["a"]


def test_the_handbook_s_own_sources_are_read() -> None:
    path = Path(__file__).parents[2] / PATH
    entries, problems = read_bibliography(path.read_text("utf-8"), PATH)
    assert entries and not problems


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="@book{},=\"'\\ \n%#~$&abåÅ12and", max_size=60))
def test_reading_never_fails(text: str) -> None:
    read_bibliography(text, PATH)
    read_bibliography("@book{a, title={" + text + "}, author={" + text + "}}", PATH)


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title={" + "{" * 30_000 + "}" * 30_000 + "}}",
        "@book{k, title={t}, author={" + "a and " * 50_000 + "b}}",
        "@book{k, title={t}, author={{" + "a and " * 50_000 + "b}}}",
        "@book{" * 40_000,
        "@book{k, title={" + "\\'a" * 50_000 + "}}",
    ],
)
def test_what_is_endless_is_refused_at_once(text):
    _, problems = read_bibliography(text, "sources.bib")
    assert "too-long" in [each.code for each in problems]
    assert steps(lambda: read_bibliography(text, "sources.bib")) < 60 * len(text)


def test_braces_within_braces_are_no_crash():
    entries, _ = read_bibliography("@book{k, title={" + "{" * 900 + "x" + "}" * 900 + "}}", "sources.bib")
    assert "x" in entries["k"].fields["title"]


@pytest.mark.parametrize(
    "command", ["href", "frac", "sqrt", "part", "textcolor", "item", "begin", "input", "verb"]
)
@pytest.mark.parametrize("around", ["%s", "$%s$", "$$%s{x}$$", "{%s", "%s%%"])
def test_a_command_that_lacks_what_belongs_to_it_is_no_crash(command, around):
    assert isinstance(plain_text(around % f"\\{command}"), str)


def test_names_are_divided_outside_braces_only():
    entries, _ = read_bibliography(r"@book{k, title={t}, author={{A and B} and C \{ and D AND E}}", "s.bib")
    assert [each.short for each in entries["k"].names["author"]] == ["A and B", "{", "D", "E"]


def test_of_a_whole_library_only_what_is_named_is_kept():
    text = "\n".join(f"@book{{k{number}, title = {{T}}}}" for number in range(1_001))
    entries, problems = read_bibliography(text, "sources.bib")
    named, told = used(entries, ["Said [@k1, p. 2; @k2].", "k3"], "sources.bib")
    assert [*named] == ["k1", "k2", "k3"]
    assert [(each.code, each.facts["number"]) for each in (*problems, *told)] == [("unlisted-sources", 998)]
    few = dict([*entries.items()][:1_000])
    assert used(few, [], "sources.bib") == (few, ())


def test_what_a_hand_written_page_cites_is_kept():
    files = {
        "process/sources.bib": "\n".join(f"@book{{k{number}, title = {{T}}}}" for number in range(1_001)),
        "process/phases/x.md": "---\ntitle: X\npurpose: Why.\nsources: [k1]\n---\n\nSaid [@k2].\n",
        "docs/about.md": "Said [@k3].",
        "templates/pages/role.md.jinja": "[@k4]",
    }
    assert [*project(files).handbook.bibliography] == ["k1", "k2", "k3", "k4"]
