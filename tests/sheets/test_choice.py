"""The sheets of a choice: everything from the same facts as its page, and ballots without a name."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.pages.print_page import print_page
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import choice
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import project
from tests.facts.test_choice import CRITERIA, FACTORS, MODELS, SCORES
from tests.sheets.reading import told

TOP = "---\ntitle: Ours\npurpose: Why.\ncandidates: [circle, bowl]\n"


def book(front: str = "", criteria: str = CRITERIA, scores: str = SCORES, **more: str):
    text = f"{TOP}{front}---\n## Criteria\n{criteria}\n## Scores\n{scores}\n## Minority view\n\nSome would rather wait.\n"
    return project({"process/choices/ours.md": text, **MODELS, **FACTORS, **more}).handbook


def test_the_a3_shows_means_spread_groups_sums_and_what_they_say():
    made, *_ = choice.sheets(book())
    assert (made.path, made.paper, made.pages) == ("print/choices/ours.pdf", "a3", 1)
    shown = told(made)
    trust, time, _ = shown["rows"]
    assert (trust["criterion"], trust["weight"], trust["must"]) == ("Trust", "3", True)
    assert trust["scores"][0] == {
        "mean": "4.5",
        "span": "4–5",
        "groups": [["Users", "4", False], ["Staff", "5", False]],
    }
    assert time["scores"][1] == {"mean": "4.75", "span": "4.5–5", "groups": []}
    assert (shown["totals"], shown["best"]) == (["21.5", "20.5"], "30")
    assert shown["outcome"][0].startswith("Circle has the highest sum")
    assert shown["minority_view"] == "Some would rather wait."


def test_a_must_have_that_one_group_misses_is_marked():
    low = SCORES.replace("| Trust | 4 | 3 |", "| Trust | 4 | 2 |")
    made, *_ = choice.sheets(book(scores=low))
    _, bowl = made.data.rows[0].scores
    assert bowl.missed
    assert [(str(group), mean, is_low) for group, mean, is_low in bowl.groups] == [
        ("Users", "2", True),
        ("Staff", "3", False),
    ]


def test_who_decided_and_what():
    role = {"process/roles/owner.md": "---\ntitle: Owner\npurpose: Decides.\n---\n"}
    made, *_ = choice.sheets(book("chosen: circle\ndecided_by: owner\ndate: 2026-06-30\n", **role))
    shown = told(made)
    assert (shown["chosen"], shown["decides"], shown["date"]) == ("Circle", ["Owner"], "30 June 2026")


def test_before_anybody_scores_the_sheet_is_there_to_write_on():
    made, ballots, _ = choice.sheets(book(scores=""))
    assert told(made)["rows"][0]["scores"][0] == {"mean": "", "span": "", "groups": []}
    assert (told(made)["totals"], told(made)["outcome"]) == (["", ""], [])
    assert told(ballots)["groups"] == []


def test_ballots_hold_criteria_candidates_and_marks_and_nothing_that_was_scored():
    _, made, _ = choice.sheets(book())
    shown = told(made)
    assert made.path == "print/choices/ours-ballots.pdf"
    assert (shown["criteria"], shown["candidates"]) == (["Trust", "Time", "Cost"], ["Circle", "Bowl"])
    assert (shown["groups"], shown["marks"]) == (["Users", "Staff"], [1, 2, 3, 4, 5])


def test_many_candidates_stand_in_several_tables_of_a_ballot():
    models = [f"model-{number}" for number in range(1, 18)]
    files = {
        f"process/dialogue-models/{each}.md": f"---\ntitle: {each}\npurpose: B.\n---\n" for each in models
    }
    text = f"{TOP.replace('circle, bowl', ', '.join(models))}---\n## Criteria\n{CRITERIA}"
    loaded = project({"process/choices/ours.md": text, **files, **FACTORS})
    _, made, _ = choice.sheets(loaded.handbook)
    ballot = html(made, loaded.handbook.root).split('<section class="ballot">')[1]
    heads = [
        re.findall(r'<th class="score" scope="col">([^<]*)', table) for table in ballot.split("<thead>")[1:]
    ]
    assert [len(each) for each in heads] == [6, 6, 5] and [name for each in heads for name in each] == models


@pytest.mark.parametrize("without", ["candidates", "criteria"])
def test_a_choice_of_nothing_prints_nothing(without: str):
    handbook = (
        book(criteria="" if without == "criteria" else CRITERIA, scores="")
        if without == "criteria"
        else project(
            {
                "process/choices/ours.md": f"{TOP.replace('candidates: [circle, bowl]', '')}---\n## Criteria\n{CRITERIA}",
                **FACTORS,
            }
        ).handbook
    )
    assert choice.sheets(handbook) == ()


def test_the_page_of_what_can_be_printed_lists_them():
    handbook = book()
    page = print_page(Site(handbook, sheets(handbook)))
    assert page is not None
    assert "choices/ours.pdf" in page.markdown
    assert "choices/ours-ballots.pdf" in page.markdown
