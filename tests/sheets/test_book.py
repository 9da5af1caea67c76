"""The book as data: every part, every field, and links that stay inside."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from cocreate_plugin.kinds import A3
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets import all as all_sheets, book
from cocreate_plugin.sheets.a3_picture import in_book
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import handbook, project
from tests.sheets.reading import told

FILES = {
    "process/handbook.yml": "title: Our book\norganisation: A town\nedition: '2'\nsite_url: https://x.example/\n",
    "process/phases/index.md": "# The way\n\nBegin with [Explore](explore.md).\n",
    "process/phases/explore.md": """---
title: Explore
purpose: Understand.
duration: 4-8 weeks
decides: facilitator
dialogue_models: [cafe]
basis: proposal
sources: [doe2020]
tags: [early]
---

See [the café](../dialogue-models/cafe.md), [gate](../glossary.md#gate), [all phases](index.md) and
[the web](https://example.org). It works [@doe2020, p. 3]: often.

## Question
What is it like?

## Steps

### Hear
- Frontstage: explain — facilitator

## Gate
- [ ] Heard {#heard} — facilitator

  Why it matters.

## Own words
### A heading below
Text.
""",
    "process/dialogue-models/cafe.md": """---
title: Café
purpose: Talk.
people: 4
---

## Run sheet
| min | step | how | shorten to |
|---|---|---|---|
| 10 | Talk | Softly | 5 |
""",
    "process/dialogue-models/circle.md": "---\ntitle: Circle\npurpose: Listen.\n---\n",
    "process/roles/facilitator.md": "---\ntitle: Facilitator\npurpose: Guides.\n---\n",
    "process/roles/secret.md": "---\ntitle: Hidden role\npurpose: Nothing.\npublish: no\n---\n",
    "process/success-factors/calm.md": "---\ntitle: Calm\npurpose: Quiet.\n---\n## Statements\n- It is quiet. {#quiet}\n",
    "process/a3/problem.md": "---\ntitle: Problem\npurpose: Carry.\n---\n## Background\n- Why?\n",
    "process/a3/ours.md": """---
title: Ours
purpose: Our problem.
template: problem
agreed_by:
  - {role: Manager, date: 2026-01-02}
---
## Background
Because.
""",
    "process/choices/which.md": """---
title: Which
purpose: Choose.
candidates: [cafe, circle]
chosen: cafe
---

## Criteria
| criterion | weight | must |
|---|---|---|
| calm | 2 | yes |

## Scores

### Users
| criterion | cafe | circle |
|---|---|---|
| calm | 4 | 2 |
""",
    "process/sessions/first.md": """---
title: First
purpose: Meet.
start: 9:00
a3: [{id: problem, copies: 2}]
---

## Agenda
| min | step |
|---|---|
| 5 | Hello |
| | [Café](../dialogue-models/cafe.md) |
""",
    "process/glossary.md": "# Words\n\n## Gate\n\nA stop. See [Explore](phases/explore.md).\n",
    "process/sources.bib": "@book{doe2020, author={Doe, Jane}, title={Talk}, year={2020}, publisher={Press}}\n",
}


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    (made,) = book.sheets(project(FILES).handbook)
    return made


@pytest.fixture(scope="module")
def chapters(sheet: Sheet) -> dict[str, Any]:
    return {each["ref"]: each for part in told(sheet)["parts"] for each in part["chapters"]}


def blocks(chapter: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in chapter["blocks"] if each["kind"] == kind]


def facts(chapter: dict[str, Any]) -> dict[str, str]:
    return {each["label"]: each["text"] for each in chapter["facts"]}


def test_parts_stand_in_the_order_of_the_navigation(sheet: Sheet) -> None:
    assert [part["title"] for part in told(sheet)["parts"]] == [
        "The way", "Success factors", "Dialogue models", "Roles", "A3 sheets", "Choices", "Sessions",
    ]  # fmt: skip
    assert told(sheet)["map"][0]["question"] == "What is it like?"


def test_what_is_not_published_is_not_there(sheet: Sheet) -> None:
    assert "Hidden role" not in str(told(sheet))


def test_links_lead_inside_the_book(chapters: dict[str, Any]) -> None:
    text = blocks(chapters["phases/explore"], "text")[0]["text"]
    assert "[the café](#dialogue-models-cafe)" in text
    assert "[gate](#term-gate)" in text
    assert "[all phases](#part-phases)" in text
    assert "[the web](https://example.org)" in text


def test_citations_are_written_out(sheet: Sheet, chapters: dict[str, Any]) -> None:
    text = blocks(chapters["phases/explore"], "text")[0]["text"]
    assert "(Doe, 2020, p. 3): often" in text
    assert facts(chapters["phases/explore"])["Sources"] == "Doe, 2020"
    assert len(told(sheet)["sources"]) == 1
    assert "Doe" in told(sheet)["sources"][0]


def test_everything_that_is_filled_in_is_there(chapters: dict[str, Any]) -> None:
    phase = chapters["phases/explore"]
    told = facts(phase)
    assert told["Duration"] == "4–8 weeks"
    assert told["Dialogue models"] == "[Café](#dialogue-models-cafe)"
    assert told["Tags"] == "early"
    assert told["Rests on"] == "Our proposal"
    assert [each["text"] for each in blocks(phase, "heading")] == ["Question", "Steps", "Gate", "Own words"]
    (step,) = blocks(phase, "step")
    seen, missed = step["lanes"]
    assert [(each["text"], each["who"]) for each in seen["entries"]] == [("explain", ["Facilitator"])]
    assert (missed["name"], missed["gap"], missed["entries"]) == ("backstage", True, [])
    (tasks,) = blocks(phase, "list")
    assert tasks["ticks"]
    assert tasks["items"][0]["more"].strip() == "Why it matters."


def test_run_sheets_and_agendas_have_their_times(chapters: dict[str, Any]) -> None:
    (plan,) = blocks(chapters["dialogue-models/cafe"], "run")
    assert [(row["time"], row["step"], row["how"], row["shorten"]) for row in plan["rows"]] == [
        ("0:00", "Talk", "Softly", 5)
    ]
    (agenda,) = blocks(chapters["sessions/first"], "run")
    assert [(row["time"], row["step"]) for row in agenda["rows"]] == [("09:00", "Hello"), ("09:05", "Talk")]
    assert facts(chapters["sessions/first"])["A3 sheets"] == "[Problem](#a3-problem) (2 copies)"


def test_a3_sheets_stand_with_their_boxes(chapters: dict[str, Any]) -> None:
    assert blocks(chapters["a3/problem"], "text")[0]["text"].strip() == "- Why?"
    assert blocks(chapters["a3/ours"], "text")[0]["text"].strip() == "Because."
    told = facts(chapters["a3/ours"])
    assert told["Template"] == "[Problem](#a3-problem)"
    assert told["Agreed by"] == "Manager, 2 January 2026"


def test_choices_are_reckoned(chapters: dict[str, Any]) -> None:
    criteria, given, means = blocks(chapters["choices/which"], "table")
    # As on the page.
    assert (criteria["head"], criteria["rows"]) == (
        ["Criterion", "Weight", "Must be met"],
        [["Calm", "2", "yes"]],
    )
    assert given["rows"] == [["Calm", "4", "2"]]
    assert means["rows"] == [["Calm", "4", "2"], ["**Weighted sum**", "**8 of 10**", "**4 of 10**"]]
    (said,) = blocks(chapters["choices/which"], "list")
    assert [each["text"] for each in said["items"]] == [
        "Café has the highest sum among those that meet every must-have.",
        "Circle misses a must-have: Calm is below 3 for Users (2).",
    ]


def test_a_short_book_leaves_no_page_empty(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts of a long one begin on right-hand pages, and phases on pages of their own."""
    short, whole = html(sheet, Path()), html(replace(sheet, data=replace(sheet.data, is_long=True)), Path())
    assert not sheet.data.is_long and "<!--chapter right-->" not in short
    assert (
        whole.count("<!--chapter right-->") == short.count("<!--chapter page-->") - 2 + 1
    )  # cover, imprint; a phase
    monkeypatch.setattr(book, "LONG", 10)
    assert book.sheets(project(FILES).handbook)[0].data.is_long and not sheet.data.index


def test_a_long_book_has_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "LONG", 10)
    glossary = (
        "# Words\n\n## 10 steps\nA.\n\n## Facilitator\nSee there.\n\n## Överblick\nB.\n\n## 9 *lives*\nC.\n"
    )
    files = {**FILES, "process/handbook.yml": "language: sv\n", "process/glossary.md": glossary}
    (made,) = book.sheets(project(files).handbook)
    entries = {each.title: each for each in made.data.index}
    assert [*entries][:4] == ["9 lives", "10 steps", "Café", "Calm"] and [*entries][-1] == "Överblick"
    assert "Hidden role" not in entries
    assert entries["Café"].is_first and not entries["Calm"].is_first
    assert entries["Café"].places == ("phases-explore",)
    assert entries["Facilitator"].anchor == "roles-facilitator"
    assert entries["Facilitator"].places == ("phases-explore", "term-facilitator")
    assert '<a class="page" href="#phases-explore"></a>' in html(made, Path()).split('id="index"')[1]


def test_the_heading_of_a_part_does_not_stand_alone(sheet: Sheet) -> None:
    whole = html(replace(sheet, data=replace(sheet.data, is_long=True)), Path())
    models = whole[whole.index('id="part-dialogue-models"') :]
    assert "<!--chapter" not in models[: models.index("Café</h2>")]
    assert "<!--chapter page-->" in models[: models.index("Circle</h2>")]


def test_the_blueprint_counts_what_is_seen_and_unseen(sheet: Sheet) -> None:
    text = html(sheet, Path())
    table = text[text.index('id="blueprint"') : text.index("</table>", text.index('id="blueprint"'))]
    marks = re.findall(r'<td class="([a-z ]+)">(.*?)</td>', table)
    # Something is promised in front, and nobody prepares it.
    assert marks == [
        ("evidence", ""), ("participants", ""), ("frontstage", "●"), ("backstage gap", "○"), ("support", "")
    ]  # fmt: skip
    assert 'scope="rowgroup"' in table and '<th scope="row">Hear</th>' in table


def test_without_steps_there_is_no_blueprint() -> None:
    (made,) = book.sheets(project({"process/phases/up.md": "---\ntitle: Up\npurpose: Why.\n---\n"}).handbook)
    assert 'id="blueprint"' not in html(made, Path())


def test_a_template_is_shown_as_a_picture(chapters: dict[str, Any]) -> None:
    (picture,) = blocks(chapters["a3/problem"], "picture")
    root = ElementTree.fromstring(picture["svg"])
    assert [each.text for each in root.iterfind(".//{*}title")] == [
        "Problem: a sheet with the boxes Background"
    ]
    assert [each.text for each in root.iterfind(".//{*}tspan")] == ["Problem", "Background"]
    assert not blocks(chapters["a3/ours"], "picture")


def test_titles_in_a_picture_are_never_too_small_to_read() -> None:
    sections = "".join(
        f"## Box {number} with a very long title of many words & more\n" for number in range(24)
    )
    files = {"process/a3/full.md": f"---\ntitle: Full\npurpose: Why.\n---\n{sections}"}
    loaded = project(files).handbook
    root = ElementTree.fromstring(in_book(loaded, loaded.of(A3)[0], phrases("en")))
    texts = [*root.iterfind(".//{*}text")]
    width = float(root.attrib["viewBox"].split()[2])
    points = [float(each.attrib["font-size"]) * 110 / width / 25.4 * 72 for each in texts]
    assert len(points) == 25 and min(points) > 7.4
    assert "".join(texts[1].itertext()).endswith("…")


def test_titles_on_the_cover_are_not_divided() -> None:
    files = {"process/phases/up.md": "---\ntitle: Follow up\npurpose: Why.\n---\n"}
    (made,) = book.sheets(project(files).handbook)
    assert '<p class="stations">Follow\u00a0up</p>' in html(made, Path())


def test_imprint_says_how_to_cite(sheet: Sheet) -> None:
    text = html(sheet, Path())
    assert '<td class="name">Published by</td><td>A town</td>' in text
    assert re.search(
        r'class="cite">A town \(.+\)\. <em>Our book</em>.*\. <a class="way" href="https://x\.example/">https://x\.example/</a></p>',
        text,
    )


def test_glossary_keeps_its_title(sheet: Sheet) -> None:
    glossary = told(sheet)["glossary"]
    assert glossary["title"] == "Words"
    assert glossary["terms"] == [
        {"title": "Gate", "id": "gate", "text": "A stop. See [Explore](#phases-explore)."}
    ]


def test_problems_are_placed_in_the_document(sheet: Sheet) -> None:
    assert sheet.places["phases/explore"].path == "process/phases/explore.md"
    assert sheet.names["phases/explore"] == "Explore"


def test_swedish_book_speaks_swedish() -> None:
    phase = "---\ntitle: Utforska\npurpose: Förstå.\nduration: 4-8 veckor\n---\n## Fråga\nHur är det?\n"
    (made,) = book.sheets(
        handbook({"process/handbook.yml": "language: sv\n", "process/phases/utforska.md": phase})
    )
    (chapter,) = told(made)["parts"][0]["chapters"]
    assert facts(chapter) == {"Tid": "4–8 veckor"}
    assert blocks(chapter, "heading")[0]["text"] == "Fråga"


def test_empty_handbook_has_no_book() -> None:
    assert book.sheets(project({"process/handbook.yml": "title: X\n"}).handbook) == ()
    assert all_sheets.listed(project({"process/handbook.yml": "title: X\n"}).handbook) == ()


def test_those_who_only_list_sheets_see_the_book_as_well() -> None:
    made = project(FILES).handbook
    whole = {each.path: (each.title, each.kind, each.publish) for each in all_sheets.sheets(made)}
    assert {each.path: (each.title, each.kind, each.publish) for each in all_sheets.listed(made)} == whole
