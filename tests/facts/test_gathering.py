"""How people come together: from the rows of a run sheet to scenes, words and a drawing."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.facts.gathering import read_aloud, scenes, time_of
from cocreate_plugin.kinds import DialogueModel
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.gathering import gathered, height_of
from cocreate_plugin.testing import project


def model(*rows: str, people: str = "12-60", language: str = "en") -> DialogueModel:
    table = "\n".join(f"| {row} |" for row in rows)
    heads = {"en": "| min | step | mode | together |", "sv": "| min | steg | läge | tillsammans |"}[language]
    heading = {"en": "Run sheet", "sv": "Körschema"}[language]
    text = f"---\ntitle: Café\npurpose: Think.\npeople: {people}\n---\n\n## {heading}\n\n{heads}\n|---|---|---|---|\n{table}\n"
    config = {"process/handbook.yml": f"language: {language}\n"}
    made = project({**config, "process/dialogue-models/cafe.md": text})
    assert [each.code for each in made.problems if each.code == "not-a-choice"] == []
    return made.handbook.of(DialogueModel)[0]


CAFE = (
    "10 | Welcome | understand | all", "5 | Explain | understand | all",
    "20 | One | create | 4-5", "5 | Move | break |", "20 | Two | create | 4–5", "20 | Three | create | 4-5",
    "15 | Harvest | create | all",
)  # fmt: skip


def test_steps_alike_are_one_scene_and_each_of_groups_is_a_round():
    told = [(scene.together, scene.lengths, scene.people, scene.groups) for scene in scenes(model(*CAFE))]
    assert told == [("all", (15,), 12, 1), ("4-5", (20, 20, 20), 5, 4), ("all", (15,), 12, 1)]


@pytest.mark.parametrize(
    ("lengths", "time"), [(("20", "20"), "2 × 20′"), (("20", "25"), "45′"), (("", ""), ""), (("7",), "7′")]
)
def test_rounds_of_one_length_are_told_as_such(lengths: tuple[str, ...], time: str):
    (scene,) = scenes(model(*(f"{minutes} | Talk | create | pairs" for minutes in lengths)))
    assert time_of(scene) == time


def test_a_small_circle_has_its_own_number_of_people():
    (scene,) = scenes(model("5 | Talk | create | all", people="4-5"))
    assert scene.people == 5
    (one,) = scenes(model("5 | Talk | create | 99", people="1"))
    assert (one.people, one.groups) == (12, 1)


def test_who_does_not_see_it_hears_it_in_the_language_of_the_handbook():
    said = read_aloud(phrases("en"), scenes(model(*CAFE)))
    assert said.endswith("all, 15 minutes; groups of 4–5, 3 rounds, 60 minutes; all, 15 minutes")
    swedish = model("5 | Prata | skapa | par", "5 | Prata | skapa | ensam", language="sv")
    said = read_aloud(phrases("sv"), scenes(swedish))
    assert said == "Så kommer människor samman: par, 5 minuter; ensam, 5 minuter"


def test_a_drawing_keeps_to_its_size_and_counts_what_it_leaves_out():
    rows = [f"5 | Step | create | {'all' if at % 2 else 'alone'}" for at in range(20)]
    shown = scenes(model(*rows))
    drawing = gathered(shown, "en", 88)
    assert "+ 9" in drawing and "<title>" in drawing and " id=" not in drawing
    assert drawing == gathered(shown, "en", 88)
    numbers = [float(each) for each in re.findall(r'c[xy]="([^"]*)"', drawing)]
    assert min(numbers) > 0 and max(numbers) < 88
    assert height_of(shown, 88) < 50


def test_no_word_of_it_no_drawing():
    shown = scenes(model("5 | Talk | create |"))
    assert gathered(shown, "en", 88) == "" and height_of(shown, 88) == 0
