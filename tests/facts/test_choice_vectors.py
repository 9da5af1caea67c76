"""Choices by the numbers that Python and the pages' script share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cocreate_plugin.facts.choice import result
from cocreate_plugin.facts.outcome import Statement, outcome
from cocreate_plugin.kinds import Choice, DialogueModel, Text
from cocreate_plugin.testing import project

VECTORS = json.loads(Path(__file__).with_name("choice_vectors.json").read_text())


def written(case: dict[str, Any]) -> str:
    criteria = [
        f"| {each['criterion']} | {each['weight']} | {'yes' if each['must'] else ''} |"
        for each in case["criteria"]
    ]
    lines = ["---", "title: Ours", "purpose: Why.", f"candidates: [{', '.join(case['candidates'])}]", "---"]
    lines += ["## Criteria", "| criterion | weight | must |", "|---|---|---|", *criteria, "## Scores"]
    for rating in case["ratings"]:
        lines += [f"### {rating['rater']}", f"| | {' | '.join(case['candidates'])} |"]
        lines += ["|---" * (len(case["candidates"]) + 1) + "|"]
        for criterion, row in zip(case["criteria"], rating["scores"], strict=True):
            cells = ("" if score is None else str(score) for score in row)
            lines.append(f"| {criterion['criterion']} | {' | '.join(cells)} |")
    return "\n".join(lines)


def plain(value: object) -> object:
    if isinstance(value, DialogueModel):
        return value.id
    if isinstance(value, Text):
        return value.markdown
    if isinstance(value, tuple):
        return [[group.markdown, round(mean, 6)] for group, mean in value]
    return round(value, 6) if isinstance(value, float) else value


def said(statement: Statement) -> list[object]:
    return [statement.key, {key: plain(value) for key, value in statement.values.items()}]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_a_choice_comes_to_these_numbers(case: dict[str, Any]) -> None:
    models = {
        f"process/dialogue-models/{name}.md": f"---\ntitle: {name.title()}\npurpose: Why.\n---\n"
        for name in case["candidates"]
    }
    book = project({"process/choices/ours.md": written(case), **models}).handbook
    choice = book.of(Choice)[0]
    found = result(choice)
    means = [
        [
            [mark.mean, mark.least, mark.most]
            for one in case["candidates"]
            if (mark := found.mark(each["criterion"], one))
        ]
        for each in case["criteria"]
    ]
    assert means == [[[pytest.approx(part) for part in mark] for mark in row] for row in case["marks"]]
    assert [[each.candidate, each.complete] for each in found.standings] == case["standings"]
    assert [each.total for each in found.standings] == pytest.approx(case["totals"])
    assert found.best == case["best"]
    assert [said(each) for each in outcome(book, choice)] == case["outcome"]
