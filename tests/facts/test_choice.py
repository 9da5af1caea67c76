"""A choice in numbers: all expectations are computed by hand."""

import pytest

from cocreate_plugin.facts.choice import GroupMean, Missed, result
from cocreate_plugin.kinds import Choice
from cocreate_plugin.testing import project, report
from tests.steps import steps

MODELS = {f"process/dialogue-models/{name}.md": f"---\ntitle: {name.title()}\npurpose: Why.\n---\n"
          for name in ("circle", "bowl", "cafe")}  # fmt: skip
FACTORS = {f"process/success-factors/{name}.md": f"---\ntitle: {name.title()}\npurpose: Why.\n---\n"
           for name in ("trust", "time")}  # fmt: skip
CRITERIA = "| criterion | weight | must |\n|---|---|---|\n| trust | 3 | yes |\n| [When](../success-factors/time.md) | 2 | |\n| Cost | | no |\n"
SCORES = """### Users
| | Circle | [b](../dialogue-models/bowl.md) |
|---|---|---|
| Trust | 4 | 3 |
| time | 2 | 5 |
| Cost | 3 | 3 |

They agreed.

### Staff
| criterion | circle | bowl |
|---|---|---|
| trust | 5 | 3 |
| Time | 3 | 4,5 |
| Cost | 3 | 1 |
"""


def choice(criteria=CRITERIA, scores=SCORES, candidates="[circle, bowl]", problems=(), front=""):
    text = f"---\ntitle: Ours\npurpose: Why.\ncandidates: {candidates}\n{front}---\n## Criteria\n{criteria}\n## Scores\n{scores}\n"
    loaded = project({"process/choices/ours.md": text, **MODELS, **FACTORS})
    assert [each.code for each in loaded.problems] == list(problems), report(loaded)
    return loaded.handbook.of(Choice)[0]


def test_sums_means_and_spread():
    found = result(choice())
    # Circle: 3 × 4.5 + 2 × 2.5 + 1 × 3 = 21.5. Bowl: 3 × 3 + 2 × 4.75 + 1 × 2 = 20.5. At most 5 × 6 = 30.
    assert [(each.candidate, each.total, each.missed, each.complete) for each in found.standings] == [
        ("circle", 21.5, (), True), ("bowl", 20.5, (), True),
    ]  # fmt: skip
    assert found.best == 30
    assert found.leader == "circle"
    mark = found.mark("trust", "circle")
    assert (mark.mean, mark.least, mark.most, mark.spread) == (4.5, 4, 5, 1)
    assert found.mark("nothing", "circle") is None


def test_how_far_a_weight_must_move():
    turns = result(choice()).turns
    # The lead is 1. Trust: bowl gains -1.5 a point: 3 - 1/1.5. Time: 2.25 a point: 2 + 1/2.25. Cost: -1 a point: 1 - 1, below the weights in use.
    assert [(each.criterion, round(each.needed, 4), each.winner) for each in turns] == [
        ("time", 2.4444, "bowl"), ("trust", 2.3333, "bowl"),
    ]  # fmt: skip


def test_a_weight_cannot_fall_below_nothing():
    # Circle leads by 9 through trust alone; without cost it still leads.
    scores = "### Us\n| | circle | bowl |\n|-|-|-|\n| trust | 5 | 3 |\n| time | 4 | 3 |\n| Cost | 4 | 3 |\n"
    assert not result(choice(scores=scores)).turns


def test_a_missed_must_have_puts_a_candidate_last():
    scores = "### Us\n| | circle | bowl |\n|-|-|-|\n| trust | 2 | 3 |\n| time | 5 | 1 |\n| Cost | 5 | 1 |\n"
    found = result(choice(scores=scores))
    assert [(each.candidate, each.missed) for each in found.standings] == [
        ("bowl", ()),
        ("circle", (Missed("trust", (GroupMean("Us", 2),)),)),
    ]
    assert found.leader == "bowl"
    assert found.turns == ()


def test_a_tie_has_no_leader():
    scores = "### Us\n| | circle | bowl |\n|-|-|-|\n| trust | 4 | 4 |\n| time | 3 | 3 |\n| Cost | 2 | 2 |\n"
    found = result(choice(scores=scores))
    assert found.leader is None
    assert found.turns == ()


def test_missing_scores_are_told_and_left_out():
    scores = "### Us\n| | circle | bowl |\n|-|-|-|\n| trust | 4 | |\n| time | 3 |\n"
    found = result(choice(scores=scores, problems=["missing-score"]))
    assert [(each.candidate, each.total, each.complete) for each in found.standings] == [
        ("circle", 18, False), ("bowl", 0, False),
    ]  # fmt: skip
    assert found.mark("trust", "bowl").spread is None


def test_a_choice_without_numbers():
    found = result(choice(scores="### Nobody yet\n", problems=["missing-score"]))
    assert found.leader is None
    assert [each.total for each in found.standings] == [0, 0]


@pytest.mark.parametrize("given", ["0", "6", "5,5", "-1", "4 of 5", "٣", "1/2"])
def test_a_score_is_a_number_from_1_to_5(given):
    scores = (
        f"### Us\n| | circle | bowl |\n|-|-|-|\n| trust | {given} | 1 |\n| time | 1 | 1 |\n| Cost | 1 | 1 |\n"
    )
    choice(scores=scores, problems=["score-out-of-range"])


def test_a_wrong_heading_is_one_fault():
    scores = "### Us\n| | circel | bowl |\n|-|-|-|\n| trust | 1 | 1 |\n| time | 1 | 1 |\n| Cosd | 1 | 1 |\n"
    choice(scores=scores, problems=["missing-score", "not-a-candidate", "unknown-criterion"])


def test_nothing_is_scored_twice():
    choice(criteria=CRITERIA + "| Trust | 1 | |\n", problems=["duplicate-reference"])
    scores = SCORES.replace("| Time | 3 | 4,5 |", "| Time | 3 | 4,5 |\n| Time | 3 | 4,5 |")
    choice(scores=scores, problems=["duplicate-reference"] * 2)


def test_text_below_a_table_stays_behind_its_rater():
    blocks = choice().scores.blocks
    assert [getattr(each, "rater", "") or each.markdown for each in blocks] == [
        "Users",
        "They agreed.",
        "Staff",
    ]


def test_the_chosen_one_is_a_candidate():
    assert choice(front="chosen: bowl\n").chosen == "bowl"
    choice(front="chosen: cafe\n", problems=["not-a-candidate"])


def test_those_that_are_level_already_need_no_weight_to_move():
    assert (
        result(
            choice(
                criteria="| criterion | weight |\n|---|---|\n| trust | 0 |\n| time | 0 |\n| Cost | 0 |\n",
                problems=["no-weight"],
            )
        ).turns
        == ()
    )


def test_the_work_grows_with_the_scores_and_not_with_their_square():
    def book(raters: int) -> Choice:
        rows = "\n".join(f"| C{number} | 3 | 4 |" for number in range(20))
        criteria = "| criterion | weight |\n| --- | --- |\n" + rows.replace(" | 4", "")
        tables = (
            f"### R{rater}\n\n| criterion | circle | bowl |\n| --- | --- | --- |\n{rows}\n"
            for rater in range(raters)
        )
        return choice(criteria=criteria, scores="\n".join(tables))

    few, many = book(5), book(20)
    result(few)
    assert steps(lambda: result(many)) < 6 * steps(lambda: result(few))
