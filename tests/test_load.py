"""The whole core: a handbook in, typed documents and every problem out."""

import pytest
from hypothesis import example, given, settings, strategies as st

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.kinds import KINDS, Phase
from cocreate_plugin.load import load
from cocreate_plugin.phrases import languages, phrases
from cocreate_plugin.testing import handbook, project, report, write

OK = "---\ntitle: It\npurpose: Why.\n---\n"
EXPLORE = """---
title: Explore
purpose: Shared understanding before any solution.
order: 3
duration: 4-8 weeks
decides: sponsor
success_factors: [citizen-value, listening]
dialogue_models: [appreciative-interviews, world-cafe]
a3: [problem-a3]
checklists: [opening, closing]
---

What it is like to be in this phase, and how to go back.

## Question
What is it like now, and what works when it works?

## Entry
- Participants are invited and confirmed

## Steps

### Hear each other in pairs
- Evidence: interview guide, one page
- Participants: tell and ask, in pairs
- Frontstage: explain how to interview: curious, no advice — facilitator
- Backstage: pair people across units beforehand — process-owner
- Support: a room for twenty, with quiet corners

## Participants receive
A photo of the wall the same day, a summary within ten working days.

## Gate
- [ ] Stories from every mapped perspective are heard
- [ ] Participants have confirmed the summary {#summary-confirmed}

## Pitfalls
- Experts speak first
"""
OTHERS = {
    "success-factors": "citizen-value listening", "dialogue-models": "appreciative-interviews world-cafe",
    "roles": "sponsor facilitator process-owner", "a3": "problem-a3",
}  # fmt: skip


def test_the_phase_of_the_contract_is_read_as_it_promises():
    files = {
        f"process/{folder}/{name}.md": OK.replace("It", name)
        for folder, names in OTHERS.items()
        for name in names.split()
    }
    files |= {
        f"process/checklists/{name}.md": OK.replace("It", name) + "- [ ] a\n"
        for name in ("opening", "closing")
    }
    (found,) = handbook({"process/phases/explore.md": EXPLORE, **files}).of(Phase)
    assert found.decides == "sponsor"
    assert found.introduction.markdown == "What it is like to be in this phase, and how to go back."
    assert (
        found.steps.items[0].in_lane("frontstage")[0].text == "explain how to interview: curious, no advice"
    )
    assert found.steps.items[0].in_lane("backstage")[0].who == ("process-owner",)
    assert [each.id for each in found.gate][1] == "summary-confirmed"
    assert found.where("gate").line == 33


def test_identity_comes_from_the_handbook_else_from_the_host(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK})
    found = load(
        tmp_path, language="sv", title="Ours", addresses=Addresses(base="https://example.org/")
    ).handbook
    assert (found.language, found.identity.title) == ("sv", "Ours")
    assert found.addresses.public("phases/x.md") == "https://example.org/phases/x/"
    write(
        tmp_path,
        {"process/handbook.yml": "title: Theirs\nlanguage: en\nsite_url: https://example.com/\npaper: us\n"},
    )
    found = load(
        tmp_path, language="sv", title="Ours", addresses=Addresses(base="https://example.org/")
    ).handbook
    assert (found.language, found.identity.title, found.identity.paper) == ("en", "Theirs", "us")
    assert found.addresses.public("phases/x.md") == "https://example.com/phases/x/"


def test_the_content_may_lie_in_another_folder(tmp_path):
    write(tmp_path, {"content/ours/phases/x.md": OK, "content/ours/roles/y.md": OK + "[x](../phases/x.md)"})
    loaded = load(tmp_path, "content/ours")
    assert not loaded.problems
    assert [each.path for each in loaded.handbook.documents] == [
        "content/ours/phases/x.md",
        "content/ours/roles/y.md",
    ]


def test_a_handbook_of_an_unknown_language_speaks_english():
    loaded = project(
        {"process/handbook.yml": "language: fy\n", "process/phases/x.md": OK + "## Gate\n- [ ] a\n"}
    )
    assert [each.code for each in loaded.problems] == ["missing-words"]
    assert len(loaded.handbook.of(Phase)[0].gate) == 1


def test_one_problem_is_told_once_and_in_order():
    loaded = project({"process/phases/b.md": "x", "process/phases/a.md": OK + "[x](no.md)\n\n[x](no.md)\n"})
    assert [(each.place.path[-4:], each.place.line) for each in loaded.problems] == [
        ("a.md", 5),
        ("a.md", 7),
        ("b.md", 1),
    ]


# Any text is read, or refused with a line inside the file

SIGNS = st.sampled_from(
    ["#", "##", "###", "- ", "* ", "1. ", "[ ]", "[x] ", "|", "|-|-|", ">", "---", "```", "~~~", "    ", "\t", "\n", "\n", "\n\n",
     "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\xa0", "\u200b", "\u202e", "\ufeff", "\U0001f600", "é", "ש",
     "<!--", "-->", "<div>", "</div>", "<p", ">", "<a href='", "'", '"', "[a](b.md)", "[a][b]", "[b]: c", "[^1]", "[^1]: n", "*[A]: b",
     "![", "](", ")", "{#x}", "{: a=b }", "{", "}", " — ", "--", ": ", "!!! note", '=== "t"', "???", "\\", "`", "``", "$", "&amp;", "&#0;",
     "[@k]", "[@", "Gate", "Steps", "Entry", "Question", "Frontstage:", "min", "step", "10", "title: x", "purpose: y", "order: 1",
     "tags: [a", "x: {", "? ", "- - - ", "***", "a", "b ", " ", "%20", "%", "http://x", "javascript:", "\x01", "\x7f", "\ud7ff", "\uffff"]
)  # fmt: skip
COMPOSED = st.lists(SIGNS, max_size=25).map("".join)
ANYTHING = st.one_of(COMPOSED, st.text(max_size=60))
FRONT = st.one_of(
    st.just(OK),
    COMPOSED.map(lambda text: f"---\n{text}\n---\n"),
    st.just("---\ntitle: It\npurpose: W\n---\n## Gate\n"),
)
FOLDERS = [kind.folder for kind in KINDS]


def lines_of(data):
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def assert_read_or_refused(files):
    loaded = project(files)
    for each in loaded.problems:
        lines = lines_of(files.get(each.place.path, b""))
        assert 1 <= each.place.line <= len(lines), each
        assert 1 <= each.place.column <= len(lines[each.place.line - 1]) + 2, each
        for language in languages():
            assert phrases(language).line(each)


@settings(max_examples=60)
@given(st.sampled_from(FOLDERS), FRONT, ANYTHING)
@example("phases", OK, "## Gate")
@example("phases", OK, "")
@example("checklists", "---\ntitle: It\npurpose: W\n---", "")
def test_any_text_is_read_or_refused_with_a_line_inside_the_file(folder, front, body):
    assert_read_or_refused({f"process/{folder}/it.md": (front + body).encode("utf-8", "replace")})


@settings(max_examples=25)
@given(COMPOSED)
def test_any_front_matter_is_read_or_refused(text):
    data = text.encode("utf-8", "replace")
    assert_read_or_refused({"process/phases/it.md": b"---\n" + data, "process/handbook.yml": data})


@settings(max_examples=25)
@given(st.binary(max_size=40), ANYTHING)
def test_any_bytes_are_read_or_refused(data, text):
    assert_read_or_refused({"process/phases/it.md": data, "process/glossary.md": text.encode("utf-8", "replace"),
                            "process/roles/index.md": OK.encode() + data, "process/sources.bib": data})  # fmt: skip


@settings(max_examples=25)
@given(
    st.lists(ANYTHING.map(lambda text: text.replace("\n", " ")), max_size=6),
    st.sampled_from(["Gate", "Steps", "Entry", "Run sheet", "Agenda", "Criteria", "Scores"]),
)
def test_any_item_of_any_field_is_read_or_refused(items, field):
    marks = {"Gate": "- [ ] ", "Steps": "### ", "Scores": "### "}
    rows = "| min | step |\n|-|-|\n" if field in ("Run sheet", "Agenda", "Criteria") else ""
    body = f"## {field}\n{rows}" + "".join(
        f"{marks.get(field, '| ' if rows else '- ')}{item}\n" for item in items
    )
    files = {f"process/{folder}/it.md": (OK + body).encode("utf-8", "replace") for folder in FOLDERS}
    assert_read_or_refused(files)


@pytest.mark.parametrize("language", languages())
def test_every_report_can_be_written_in_every_language(language):
    loaded = project({"process/phases/x.md": OK + "## Gate\n\nx\n\n## Stepps\n", "process/roles/Ö.md": OK})
    assert len(report(loaded, language)) == 3


def test_a_fault_in_handbook_yml_is_one_fault():
    phase = "---\ntitle: Lyssna\npurpose: Hör.\nduration: 4-8 veckor\n---\n\n## Grind\n\n- [ ] Klart\n"
    loaded = project({"process/handbook.yml": "title: [\nlanguage: sv\n", "process/phases/lyssna.md": phase})
    assert [each.code for each in loaded.problems] == ["open-bracket"]
    assert loaded.handbook.of(Phase)[0].gate
