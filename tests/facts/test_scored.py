"""What people scored is pooled by setting: never averaged into one number, and no group of fewer than five."""

from __future__ import annotations

from cocreate_plugin.facts.scored import pooled_scores, stopped
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import handbook, project

MODEL = (
    "---\ntitle: Circle\npurpose: We talk.\n---\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 60 | Talk |\n"
)
HEAD = "| model | measure | group | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|---|---|\n"


def case(rows: str, top: str = "") -> str:
    return f"---\ntitle: Evening\npurpose: Hear.\n{top}---\n\n## What people scored\n\n{HEAD}{rows}"


def files(*cases: str) -> dict[str, str]:
    named = {
        f"process/practice/case-{number}.md": text.replace("Evening", f"Evening {number}")
        for number, text in enumerate(cases)
    }
    return {"process/dialogue-models/circle.md": MODEL, **named}


def book(*cases: str) -> Handbook:
    return handbook(files(*cases))


A = case(
    "| circle | heard | users | 0 | 1 | 1 | 2 | 6 |\n| circle | Heard | relatives | 5 | | | | 5 |\n",
    "setting: a\n",
)
B = case("| circle | heard | users | 8 | 0 | 0 | 0 | 2 |\n|  | heard | users | 5 | | | | |\n", "setting: b\n")


def test_settings_stand_beside_each_other() -> None:
    first, before = pooled_scores(book(A, B))
    assert (first.by_setting, first.people, first.shares) == (((20, 13), (10, 2)), 30, (20, 65))
    assert first.model and first.model.id == "circle" and before.model is None and before.shares == (0, 0)


def test_two_cases_of_one_process_are_one_setting() -> None:
    (scores,) = pooled_scores(book(A, A))
    assert scores.by_setting == ((40, 26),)


def test_what_is_made_up_counts_nowhere_and_what_stopped_is_told() -> None:
    assert not pooled_scores(book(A.replace("setting: a", "made_up: yes")))
    ended = stopped(book(A, B.replace("setting: b", "setting: b\nstopped: yes"), case("", "made_up: yes\n")))
    assert (ended.stopped, ended.settings) == (1, 2)


def test_a_small_group_a_word_and_a_model_that_is_not_there_are_told() -> None:
    rows = "| circle | heard | users | 1 | | | | 2 |\n| circel | heard | users | many | | | | 9 |\n"
    found = project(files(case(rows))).problems
    told = [(one.code, one.facts.get("expected") or one.facts.get("suggestion")) for one in found]
    assert sorted(told) == [
        ("bad-cell", "five-people"), ("bad-cell", "whole-number"), ("unknown-reference", "circle"),
    ]  # fmt: skip
    assert not pooled_scores(project(files(case(rows))).handbook)


def test_the_page_shows_the_range() -> None:
    text = next(page.markdown for page in pages(Site(book(A, B))) if page.path == "quality/index.md")
    assert "20 % – 65 %" in text and "as it was before" in text and "0 of 2 processes" in text
