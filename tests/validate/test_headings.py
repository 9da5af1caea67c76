"""Headings of the body as fields."""

import pytest

from cocreate_plugin.sources import read_body
from cocreate_plugin.testing import project, report
from tests.validate.bodies import PHASE, document, phase


@pytest.mark.parametrize(
    "heading",
    ["## Participants receive", "## PARTICIPANTS RECEIVE", "##  participants  receive ", "## Participants receive ##",
     "## **Participants receive**", "## Participants receive:", "   ## Participants receive", "##\u00a0Participants receive",
     "## Participants\u00a0receive", "## What they get {#participants-receive}", "Participants receive\n---",
     "## What they get {: #participants-receive }"],
)  # fmt: skip
def test_a_heading_that_is_a_label_opens_its_field(heading):
    found = phase(f"{heading}\nA photo.\n")
    assert found.participants_receive.markdown == "A photo."
    assert not found.free


@pytest.mark.parametrize("heading", ["## Grind", "## Gate", "## gate", "## GRIND", "## Villkor {#gate}"])
def test_a_label_stands_in_english_or_in_the_language_of_the_document(heading):
    assert len(phase(f"{heading}\n- [ ] Klart\n", language="sv").gate) == 1


def test_a_label_of_another_language_is_a_free_section():
    found = phase("## Grind\n- [ ] Klart\n", problems=["field-misspelt"])
    assert found.gate is None
    assert [each.title for each in found.free] == ["Grind"]


def test_a_translation_is_read_with_the_words_of_its_language():
    files = {PHASE: document(), "process/phases/explore.sv.md": document("## Grind\n- [ ] Klart\n")}
    loaded = project(files)
    assert not loaded.problems
    assert len(loaded.handbook.translations[0].gate) == 1


def test_text_before_the_first_heading_is_the_introduction():
    found = phase("\nBefore.\n\n- a list\n\n## Question\n\nWhat?\n\n## Other\n\nFree.\n")
    assert found.introduction.markdown == "Before.\n\n- a list"
    assert found.introduction.place.line == 6
    assert found.question.markdown == "What?"
    assert [(each.title, each.id, each.text.markdown) for each in found.free] == [("Other", "other", "Free.")]


def test_an_id_of_ones_own_makes_a_free_section_of_a_label():
    found = phase("## Steps {#our-steps}\n\nText.\n")
    assert found.steps is None
    assert [each.id for each in found.free] == ["our-steps"]


def test_a_line_equal_to_the_title_is_ignored_wherever_it_stands():
    assert phase("# Explore\n\nBefore.\n").introduction.markdown == "Before."
    assert phase("# **explore** #\n").introduction is None
    found = phase("Before.\n\n# Explore\n\nAfter.\n\n## Entry\n\n- one\n\n# Explore\n\n- two\n")
    assert found.introduction.markdown == "Before.\n\nAfter."
    assert [each.text for each in found.entry] == ["one", "two"]


def test_another_title_proposes_a_field():
    loaded = project({PHASE: document("# Question\n\nWhat?\n")})
    assert report(loaded) == [
        "process/phases/explore.md:5:1: error[extra-title]: “Question” would be a second title; "
        "the first stands at the top of the file. Write it like this: ## Question"
    ]


def test_deeper_headings_are_counted_from_the_one_above():
    phase("## Other\n\n#### Deep\n\n## More\n\n### Fine\n\n#### Fine\n", problems=["skipped-level"])


def test_headings_inside_something_else_open_nothing_and_stay_where_they_stand():
    body = "## Question\n\n> ## Entry\n\n<div>\n\n## Inputs\n\n</div>\n\n<details>\n## Outputs\n</details>\n\nEnd.\n"
    found = phase(body, problems=["field-inside"] * 3)
    assert found.question.markdown.endswith("End.")
    assert "## Inputs" in found.question.markdown
    assert found.entry is found.inputs is found.outputs is None


@pytest.mark.parametrize("inside", ["<https://example.org>", "a < b", "<br>", "<p>", "`<div>`", "<!-- <div> -->",
                                    "<img alt=\"a>b\" src=\"files/a.png\"/>", "<div title=\"x > <div>\">\n</div>"])  # fmt: skip
def test_what_is_no_open_element_hides_no_heading(inside):
    body, _ = read_body(f"{inside}\n\n## Gate\n", "x.md")
    assert [each.title for each in body.sections] == ["", "Gate"]


def test_markdown_extensions_in_text_open_no_field():
    body = '## Question\n!!! note "x"\n    ## Gate\n    - [ ] a\n\n=== "Tab"\n\n    - [ ] b\n\n::: x\n\n## Entry\n- one\n'
    found = phase(body, problems=["field-inside", "foreign-signs"])
    assert found.gate is None
    assert "- [ ] b" in found.question.markdown
