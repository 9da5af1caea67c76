"""What the numbers of a choice say, in sentences: nobody is averaged away, and nothing is finished that is not."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.outcome import outcome, sentence
from cocreate_plugin.kinds import Choice, Document, Text
from cocreate_plugin.phrases import phrases
from cocreate_plugin.testing import project

MODELS = {
    f"process/dialogue-models/{name}.md": f"---\ntitle: {name.title()}\npurpose: Why.\n---\n"
    for name in ("circle", "bowl")
}


def told(criteria: str, *groups: str) -> list[str]:
    """Give the sentences on a choice between circle and bowl; a group is `Name: 4 3, 5 2` by criterion."""
    rows = [row.split() for row in criteria.split(", ")]
    text = "---\ntitle: Ours\npurpose: Why.\ncandidates: [circle, bowl]\n---\n## Criteria\n"
    text += "| criterion | weight | must |\n|---|---|---|\n"
    text += "".join(f"| {name} | {weight} | {''.join(must)} |\n" for name, weight, *must in rows)
    text += "## Scores\n"
    for group in groups:
        rater, _, scores = group.partition(": ")
        text += f"### {rater}\n| | circle | bowl |\n|---|---|---|\n"
        for (name, *_), pair in zip(rows, scores.split(", "), strict=False):
            text += f"| {name} | {' | '.join(pair.replace('-', ' ').split(' '))} |\n"
    book = project({"process/choices/ours.md": text, **MODELS}).handbook

    def name(named: Document | Text) -> str:
        return named.markdown if isinstance(named, Text) else named.title

    return [sentence(each, phrases("en"), name) for each in outcome(book, book.of(Choice)[0])]


LEADS = "{} has the highest sum among those that meet every must-have."
FIRM = "Within the weights 1 to {}, no change of a single weight puts another candidate ahead."


def test_a_must_have_that_one_group_finds_missed_is_missed() -> None:
    assert told("Calm 3 yes", "Staff: 1 4", "Users: 5 3") == [
        LEADS.format("Bowl"),
        "Circle misses a must-have: Calm is below 3 for Staff (1).",
        "Without the scores of Staff, Circle has the highest sum.",
    ]


def test_every_group_that_finds_it_missed_is_named() -> None:
    said = told("Calm 3 yes, Cost 1", "Staff: 1 4, 4 4", "Users: 2 5, 4 4", "Board: 3 3, 4 4")
    assert said[1] == "Circle misses a must-have: Calm is below 3 for Staff (1) and Users (2)."


def test_what_is_no_must_have_is_averaged() -> None:
    assert told("Calm 3", "Staff: 1 2", "Users: 5 2")[0] == LEADS.format("Circle")


@pytest.mark.parametrize("scores", ["Us: 4 -, 5 3", "Us: 4 3", "Us: 4 3, 5 -"])
def test_an_incomplete_comparison_says_so_and_is_never_called_firm(scores: str) -> None:
    said = told("Calm 3, Cost 1", scores)
    assert any("the comparison is incomplete" in each for each in said)
    assert not any("Within the weights" in each or "draw level" in each for each in said)


def test_a_score_that_one_group_left_out_makes_it_incomplete() -> None:
    said = told("Calm 3, Cost 1", "Us: 4 3, 5 3", "Them: 4 3")
    assert len([each for each in said if "incomplete" in each]) == 2


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        # Circle leads by 7: Cost would have to weigh 1 + 7/2 to turn it, which nobody gives.
        ("Calm 3, Cost 1", FIRM.format(3)),
        # A weight of 5 is in use, so 4.5 is within reach.
        ("Calm 3, Cost 1, Time 5", "If the weight of Cost moved from 1 to 4.5, Bowl would draw level."),
    ],
)
def test_how_firm_it_is_within_the_weights_in_use(criteria: str, said: str) -> None:
    assert told(criteria, "Us: 5 2, 1 3, 3 3")[1:] == [said]


def test_of_which_group_it_hangs() -> None:
    said = told("Calm 3", "Staff: 5 3", "Users: 3 4")
    assert said[0] == LEADS.format("Circle")
    assert said[-1] == "Without the scores of Staff, Bowl has the highest sum."


def test_a_tie_without_a_group_is_told() -> None:
    assert told("Calm 3", "Staff: 5 3", "Users: 4 4")[-1] == (
        "Without the scores of Staff, no candidate is ahead."
    )


def test_nothing_is_said_without_scores() -> None:
    assert told("Calm 3") == []
