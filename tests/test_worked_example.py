"""The worked examples hold together: sums, days, and every sheet that tells the same thing."""

import datetime as dt
import re

import pytest

from cocreate_plugin.facts.choice import result
from cocreate_plugin.kinds import A3, Choice, DialogueModel, Phase
from tests.reference import ROOT, book

MONTHS = "January February March April May June July August September October November December".split()


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def example():
    return page("docs/worked-example.md")


def sheet(id_):
    return page(f"process/a3/example-{id_}-a3.md")


def number(words):
    return int(words.strip("*").replace(",", ""))


def rows(text, heading):
    """Give the cells of the table below the row that begins with `heading`."""
    table = text.split(f"| {heading}", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_staff_hours_add_up_and_are_the_same_everywhere():
    *parts, total = rows(example(), "Staff |")
    before, after = (sum(number(row[column]) for row in parts) for column in (1, 2))
    assert [number(cell.strip("*")) for cell in total[1:]] == [before, after] == [1550, 690]
    assert f"{before + after:,} hours of staff" in example() and "1,550 of them before" in example()
    assert (before + after) * 35 == 78_400 and "78,400 euros" in example()
    assert f"staff {before + after:,}, of which {before:,} before the start" in sheet("evaluation")


def test_weeks_and_hours_of_those_who_are_paid_by_the_week():
    gate, start, reply = dt.date(2026, 2, 6), dt.date(2026, 10, 5), dt.date(2027, 4, 29)
    assert ((start - gate).days // 7, (reply - start).days // 7) == (34, 29)
    hours = {row[0]: (number(row[1]), number(row[2])) for row in rows(example(), "Staff |")}
    assert hours["process owner, 12 hours a week, then 6"] == (34 * 12, 29 * 6)
    assert hours["documenter and communicator, 8 hours a week together, then 4"] == (34 * 8, 29 * 4)
    assert hours["11 co-workers in the core group, 36 hours each, then 6"] == (11 * 36, 11 * 6)
    assert hours["training of hosts, 14 for 8 hours, then 10 more"] == (14 * 8, 10 * 8)
    assert hours["8 co-workers in the trials only, 4 hours each"] == (8 * 4, 0)


def test_participants_are_paid_for_the_hours_they_give():
    hours = 13 * (36 + 6) + 11 * 4
    assert (
        hours == 590
        and f"gave {hours} hours" in example()
        and f"participants {hours}, paid" in sheet("evaluation")
    )
    money = {row[0]: number(row[1].strip("*")) for row in rows(example(), "Money |")}
    assert money["pay for participants, 590 hours at 20"] == hours * 20
    assert money["facilitator, 100 hours at 60"] == (90 + 10) * 60
    total = money.pop("**Sum, of 38,000**")
    assert sum(money.values()) == total == 35_400
    assert "35,400 of 38,000 euros" in sheet("evaluation")


def test_people_add_up():
    assert 7 + 6 + 7 + 4 == 24 and 24 + 19 == 43 and 27 + 16 == 43 and 8 + 11 + 8 == 27
    assert 11 + 8 == 19, "others in the trials: participants and co-workers"
    assert "43 in all" in example() and "so 43 took part" in sheet("proposal")


def test_what_the_change_costs_is_measured():
    assert round(104 * 118 / 60) == 205 and round(128 * (6.2 - 2.4)) == 486 and round(486 * 6 / 60) == 49
    for text in (example(), sheet("evaluation")):
        assert "118 minutes" in text and "205 hours" in text and "486" in text and "49" in text
    assert round(32 * 12 * 105 / 60, -1) == 670 and round(32 * 12 * (6.2 - 3) * 6 / 60, -1) == 120


def test_shares_are_those_of_the_counts():
    assert [round(100 * part / whole) for part, whole in ((20, 96), (18, 96), (104, 128), (14, 128), (17, 26), (21, 26))] == [
        21, 19, 81, 11, 65, 81,
    ]  # fmt: skip
    assert "24 of 128" in sheet("feedback") and 128 - 104 == 24


def choice():
    return next(document for document in book().of(Choice) if document.id == "example-dialogue-choice")


def scores():
    """Give every middle score by rater, criterion and candidate."""
    return {
        (rating.rater, score.criterion, score.candidate): score.score
        for rating in choice().scores.items
        for score in rating.scores
    }


def test_the_sums_of_the_choice_stand_on_every_sheet():
    sums = {standing.candidate: round(standing.total, 1) for standing in result(choice()).standings}
    assert sums == {"a3-dialogue": 77.3, "example-two-short-talks": 67.0, "example-telephone-round": 60.0}
    assert rows(sheet("choice"), "Criterion, weight")[-1][1:] == ["**77.3**", "**67.0**", "**60.0**"]
    groups = [[number(cell) for cell in row[1:]] for row in rows(sheet("proposal"), "Weighted sum")[:3]]
    weights = {criterion.criterion: criterion.weight or 1 for criterion in choice().criteria.items}
    computed = [
        [
            sum(weight * scores()[rating.rater, name, candidate] for name, weight in weights.items())
            for candidate in sums
        ]
        for rating in choice().scores.items
    ]
    assert groups == computed
    heads = (8, 11, 8)
    by_head = [
        round(sum(map(float.__mul__, map(float, heads), map(float, column))) / 27, 1)
        for column in zip(*groups, strict=True)
    ]
    assert by_head == [77.9, 66.4, 61.0]
    assert "77.9, 66.4 and 61.0" in page("process/choices/example-dialogue-choice.md")


def test_ballots_below_three_fit_the_middle_scores():
    names = {
        "Citizen": "citizen-value",
        "Preparation": "preparation",
        "Documentation": "documentation",
        "Listening": "listening",
    }
    raters = [rating.rater for rating in choice().scores.items]
    for name, *cells in rows(page("process/choices/example-dialogue-choice.md"), "Below 3"):
        criterion = names[re.split("[ ,]", name)[0]]
        for candidate, cell in zip(choice().candidates, cells, strict=True):
            for rater, size, below in zip(raters, (8, 11, 8), map(int, cell.split(",")), strict=True):
                assert (below > size / 2) == (scores()[rater, criterion, candidate] < 3), (
                    name,
                    candidate,
                    rater,
                )


def test_the_leader_meets_every_must_have_and_the_others_do_not():
    standings = result(choice()).standings
    assert [standing.candidate for standing in standings if not standing.missed] == [choice().chosen]


def test_texts_and_sheets_count_as_many_must_haves_as_there_are():
    assert [len([each for each in choice().criteria if each.must]), len(choice().criteria)] == [3, 8]
    told = [page("process/choices/example-dialogue-choice.md"), page("process/sessions/example-choice-meeting.md")]
    assert all("three must-haves" in text for text in told)
    assert "Must-haves met, of 3" in sheet("proposal")
    compared = [row[0] for row in rows(sheet("choice"), "Criterion, weight |")]
    assert len([name for name in compared if name.endswith(", must")]) == 3


def test_no_candidate_is_a_straw_man():
    models = {model.id: model for model in book().of(DialogueModel)}
    for candidate in choice().candidates:
        people = models[candidate].people
        assert people and people.least <= 5 and people.most >= 6, "groups of five or six tried it"
    assert 5 * 5 <= 27 <= 5 * 6


def test_what_was_changed_was_tried_before_the_decision():
    tried, decided = dt.date(2026, 8, 20), dt.date(2026, 9, 3)
    assert choice().date < tried < decided
    for text in (
        page("process/choices/example-dialogue-choice.md"),
        page("process/dialogue-models/example-homecoming-talk.md"),
    ):
        assert "18 and 20 August" in text
    talk = next(model for model in book().of(DialogueModel) if model.id == "example-homecoming-talk")
    assert talk.minutes == 45


def test_the_test_plan_is_older_than_the_first_sheet():
    plan, sent, trial = dt.date(2026, 5, 26), dt.date(2026, 5, 27), dt.date(2026, 6, 3)
    assert "26 May" in sheet("choice") and "29 May" not in sheet("choice") + example()
    days = [sent + dt.timedelta(day) for day in range(1, (trial - sent).days + 1)]
    assert plan < sent and sum(day.weekday() < 5 for day in days) == 5


def test_one_factor_falls():
    profile = re.findall(r"\|[ *]*([A-Z][a-z ]+?)[ *]*\|[ *]*(\d\.\d)→(\d\.\d)", sheet("evaluation"))
    assert len(profile) == 18
    assert [name for name, before, after in profile if float(after) < float(before)] == ["Time"]
    assert "from 2.8 to 2.4" in example()


@pytest.mark.parametrize(
    ("file", "phase", "noes"), [("worked-example", "implement", 1), ("stopped-example", "initiate", 5)]
)
def test_a_gate_that_is_filled_in_is_the_gate_of_the_phase(file, phase, noes):
    table = rows(page(f"docs/{file}.md"), "Item | Answer")
    gate = next(document for document in book().of(Phase) if document.id == phase).gate
    assert [row[0] for row in table] == [item.text for item in gate]
    assert sum(row[1].strip("*").startswith("no") for row in table) == noes
    assert all(row[2] for row in table)


def test_threads_are_picked_up_again():
    for word in ("tablets", "weekends", "language", "Fridays"):
        assert word in sheet("feedback").split("## We did")[1], word
    assert "a day later" in sheet("feedback") and "two met the head nurse" in sheet("evaluation")


def test_two_principals_sign():
    for sheet_ in book().of(A3):
        if sheet_.id in ("example-proposal-a3", "example-status-a3"):
            assert any("hospital" in agreed.role for agreed in sheet_.agreed_by), sheet_.id


def test_the_days_of_the_example_that_stops():
    text = page("docs/stopped-example.md")
    first = dt.date(2026, 9, 14)
    days = rows(text, "Day | Date")
    for day, date, _ in days:
        weekday, number_, month = date.split()
        found = dt.date(2026, MONTHS.index(month) + 1, int(number_))
        assert (found - first).days + 1 == int(day) and found.strftime("%A") == weekday
    assert f"ends after {days[-1][0]} days" in text
    assert (dt.date(2026, 9, 22) - dt.date(2026, 8, 25)).days == 28
    assert 22 + 6 + 3 == 31 and "31 hours" in text


def test_the_rota_is_fair():
    rota = [row[1:4] for row in rows(page("docs/build-a-model.md"), "Day | Group 1")]
    for group in zip(*rota, strict=True):
        assert sorted(group) == ["model A"] * 2 + ["model B"] * 2 + ["model C"] * 2
    for day in rota:
        assert len(set(day)) == 3


def test_the_scores_to_repeat_the_case_are_those_of_the_evaluation():
    heard = {}
    for group, cells in re.findall(r"\| heard \| ([\w-]+) \| ([\d |]+) \|", page("docs/replication.md")):
        answers = [int(cell) for cell in cells.split(" | ")]
        heard[group] = round(
            sum(score * many for score, many in enumerate(answers, start=1)) / sum(answers), 1
        )
    assert heard == {"users": 4.4, "relatives": 3.8}
    assert "**Heard:** users 4.4,\nco-workers 4.1, relatives 3.8" in sheet("evaluation")
