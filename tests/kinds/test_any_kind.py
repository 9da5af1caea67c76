"""A kind that the program has never heard of, once as a dataclass and once as a file: everything a kind gets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import jsonschema
import pytest

from cocreate_plugin.data import data, schema
from cocreate_plugin.kinds import (
    KINDS,
    Document,
    Entry,
    Listing,
    Phase,
    Record,
    Ref,
    Step,
    Task,
    Text,
    label,
    section,
)
from cocreate_plugin.load import Loaded, load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html, key
from cocreate_plugin.testing import report, write
from cocreate_plugin.validate.schema import schema as front_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Document):
    """Somebody the process is for."""

    kind: ClassVar[str] = "persona"
    folder: ClassVar[str] = "personas"
    prints: ClassVar[tuple[str, ...]] = ("sheet", "checklist", "card")

    age: float | None = None
    mood: Literal["calm", "hurried"] | None = None
    success_factors: Annotated[tuple[str, ...], Ref("success-factor")] = ()
    phase: Annotated[str | None, Ref("phase")] = None

    situation: Text | None = section()
    needs: Listing[Entry] | None = section()
    before_we_meet: Listing[Task] | None = section()
    signals: Listing[Record] | None = section(columns=("what", "where"))
    day: Listing[Step] | None = section()


DECLARED = """\
name: persona
about: Somebody the process is for.
print: [sheet, checklist, card]
fields:
  age: number
  mood: {choices: [calm, hurried]}
  success_factors: {to: success-factors}
  phase: {type: reference, to: phases}
sections:
  situation: text
  needs: list
  before_we_meet: tasks
  signals: {columns: [What, Where]}
  day: steps
"""

ADA = """\
---
title: Ada
purpose: Comes after work.
status: draft
age: 34.5
mood: calm
success_factors: [trust]
phase: listen
---
She reads [the phase](../phases/listen.md).

## Situation

A long day.

## Needs

- A quiet corner

## Before we meet

- [ ] Ask what she wants

## Signals

| Where | What |
|---|---|
| At the door | She waits |

## Day

### Morning

- Frontstage: Coffee
- Backstage: The key

## Something else

Free words.
"""


def short(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\npurpose: Why.\n{more}---\n"


FILES = {
    "process/personas/ada.md": ADA,
    "process/personas/secret.md": short("Secret Eve", "publish: no\nsuccess_factors: [trust]\n"),
    "process/phases/listen.md": short("Listen"),
    "process/success-factors/trust.md": short("Trust"),
}
WAYS = ("dataclass", "declared")


def loaded(folder: Path, way: str, files: dict[str, str] | None = None) -> Loaded:
    more = {"process/kinds/personas.yml": DECLARED} if way == "declared" else {}
    root = write(folder, {**FILES, **more, **(files or {})})
    return load(root, kinds=(*KINDS, Persona)) if way == "dataclass" else load(root)


@pytest.fixture(params=WAYS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    found = loaded(tmp_path, request.param)
    assert not found.problems, report(found)
    return Site(found.handbook, sheets(found.handbook))


def page(site: Site, path: str) -> str:
    return next(each.markdown for each in pages(site) if each.path == path)


def test_its_page_shows_every_field(site: Site) -> None:
    text = page(site, "personas/ada.md")
    assert "<dt>Age</dt>" in text and "34.5" in text and "<dt>Mood</dt>" in text
    for shown in (
        "A long day.", "## Needs { #needs }", "A quiet corner", "data-cc-tick", "Ask what she wants", "She waits",
        "### Morning", "The key", "Free words.", "cc-draft", "[the phase](../phases/listen.md)",
    ):  # fmt: skip
        assert shown in text, shown


def test_it_has_an_overview_and_a_place_on_the_page_of_what_it_names(site: Site) -> None:
    assert "[Ada](ada.md)" in page(site, "personas/index.md")
    assert "34.5" in page(site, "personas/index.md")
    assert "## Personas { #personas }" in page(site, "success-factors/trust.md")
    assert "[Ada](../personas/ada.md)" in page(site, "success-factors/trust.md")
    assert "[Trust](../success-factors/trust.md)" in page(site, "personas/ada.md")


def test_what_is_not_published_is_nowhere(site: Site) -> None:
    assert not any("Secret Eve" in each.markdown for each in pages(site))
    assert "Secret Eve" not in json.dumps(data(site))


def test_the_matrix_has_a_grid_for_it(site: Site) -> None:
    text = page(site, "matrix/index.md")
    assert "Ada names Trust" in text and "Ada names Listen" in text
    assert 'class="cc-sum">2<' not in text  # one is not published


def test_it_is_printed(site: Site) -> None:
    paths = {each.path: each for each in site.sheets}
    plain = html(paths["print/personas/ada.pdf"], site.handbook.root)
    for shown in (
        "Comes after work.",
        "34.5",
        "Trust",
        "A quiet corner",
        "She waits",
        "The key",
        "Free words.",
        "Draft",
    ):
        assert shown in plain, shown
    assert "Ask what she wants" in html(paths["print/personas/checklists/ada.pdf"], site.handbook.root)
    deck = html(paths["print/cards.pdf"], site.handbook.root)
    assert "1 persona" in deck and "34.5" in deck and "A quiet corner" in deck and "Secret Eve" not in deck
    assert not paths["print/personas/secret.pdf"].publish
    assert "personas/ada.pdf" in page(site, "personas/ada.md")
    assert "checklists/ada.pdf" in page(site, "print/index.md")


def test_the_book_has_a_chapter_of_it(site: Site) -> None:
    book = json.dumps(next(each for each in site.sheets if each.kind == "handbook").data, default=str)
    for said in ("Comes after work.", "A long day.", "A quiet corner", "She waits", "The key", "34.5"):
        assert said in book, said
    assert "Secret Eve" not in book


def test_its_data_follow_a_schema_that_knows_it(site: Site) -> None:
    given = json.loads(json.dumps(data(site)))
    jsonschema.Draft202012Validator(schema(site.handbook.kinds)).validate(given)
    assert given["personas"][0]["signals"] == [{"cells": ["She waits", "At the door"]}]


def test_editors_get_a_schema_of_its_front_matter(site: Site) -> None:
    kind = site.handbook.kind("persona")
    properties = front_schema(kind, phrases("en"))["properties"]
    assert properties["mood"]["enum"] == ["calm", "hurried", None]
    assert {"age", "success_factors", "phase"} <= set(properties)


def test_a_label_is_made_of_the_name_of_the_field(site: Site) -> None:
    assert label(site.handbook.kind("persona"), "before_we_meet", phrases("en")) == "Before we meet"


@pytest.mark.parametrize("way", WAYS)
def test_its_references_are_checked(way: str, tmp_path: Path) -> None:
    wrong = {"process/personas/bo.md": short("Bo", "success_factors: [trsut]\n")}
    assert report(loaded(tmp_path, way, wrong)) == [
        "process/personas/bo.md:4:19: error[unknown-reference]: No success factor is called “trsut”. "
        "Did you mean `trust`? Write the name of a file in success-factors/, without .md."
    ]


@pytest.mark.parametrize("way", WAYS)
def test_it_speaks_swedish(way: str, tmp_path: Path) -> None:
    swedish = {
        "process/handbook.yml": "language: sv\n",
        "process/personas/bo.md": short("Bo", "publish: nej\n") + "\n## Needs\n\nx\n",
    }
    if way == "declared":
        swedish["process/kinds/personas.yml"] = DECLARED.replace(
            "needs: list", "needs: {shape: list, label: {en: Needs, sv: Behov}}"
        )
    told = report(loaded(tmp_path, way, swedish), "sv")
    name = "Behov" if way == "declared" else "Needs"
    assert told == [
        f"process/personas/bo.md:7:1: error[wrong-shape]: ”{name}” behöver en punktlista, och det saknas."
    ]


def test_declaring_it_differently_changes_what_is_printed(tmp_path: Path) -> None:
    other = {
        "process/kinds/personas.yml": DECLARED.replace("needs: list", "needs: {shape: list, label: Wants}")
    }
    keys = []
    for name, files in (("a", {}), ("b", other)):
        book = loaded(tmp_path / name, "declared", files).handbook
        keys += [key(each, book.root) for each in sheets(book) if each.path == "print/personas/ada.pdf"]
    assert len(set(keys)) == 2


def test_fields_and_headings_are_added_to_a_kind_that_there_is(tmp_path: Path) -> None:
    files = {
        "process/kinds/phases.yml": "fields:\n  risk: {choices: [low, high]}\n  budget: number\n"
        "sections:\n  lessons: {shape: list, label: What we learned}\n",
        "process/phases/listen.md": short("Listen", "risk: high\nbudget: 1200\n")
        + "## What we learned\n\n- To wait\n",
    }
    book = load(write(tmp_path, files))
    assert not book.problems, report(book)
    site = Site(book.handbook, sheets(book.handbook))
    text = page(site, "phases/listen.md")
    assert "## What we learned { #lessons }" in text and "To wait" in text
    assert site.handbook.of(Phase)[0].kind == "phase"
    jsonschema.Draft202012Validator(schema(site.handbook.kinds)).validate(json.loads(json.dumps(data(site))))
