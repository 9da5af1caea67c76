"""Dialogue models that go well one after another: how long they take together, and whom they suit."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cocreate_plugin.data import data, schema
from cocreate_plugin.facts.strings import strings
from cocreate_plugin.kinds import DialogueModel
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import handbook, project, report


def model(title: str, front: str = "", minutes: int = 20, shorten_to: str = "") -> str:
    return (
        f"---\ntitle: {title}\npurpose: We talk.\n{front}---\n\n## Run sheet\n\n"
        f"| min | step | shorten to |\n|---|---|---|\n| {minutes} | Talk | {shorten_to} |\n"
    )


FILES = {
    f"process/dialogue-models/{name}.md": text
    for name, text in {
        "pairs": model("Pairs", "people: 4+\n", 15),
        "circle": model("Circle", "people: 6-25\nbefore: [pairs, secret]\n", 60, "45"),
        "ranking": model("Ranking", "people: 5-9\nbefore: [circle]\n"),
        "crowd": model("Crowd", "people: 30-90\nbefore: [circle]\n"),
        "secret": model("Secret", "publish: no\n"),
    }.items()
}


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(handbook(FILES))


def told(site: Site, id_: str) -> list[tuple[list[str], int, int, object, bool]]:
    found = site.handbook.find(DialogueModel, id_)
    assert found
    return [
        (
            [each.id for each in string.models],
            string.minutes,
            string.shortest,
            string.people and (string.people.least, string.people.most),
            string.suits_nobody,
        )
        for string in strings(site.handbook, found)
    ]


def test_time_is_added_up_and_sizes_suit_all(site: Site) -> None:
    assert told(site, "circle") == [
        (["pairs", "circle", "crowd"], 95, 80, None, True),
        (["pairs", "circle", "ranking"], 95, 80, (6, 9), False),
    ]
    assert told(site, "pairs") == [(["pairs", "circle"], 75, 60, (6, 25), False)]


def test_where_there_would_be_many_pairs_tell_the_same() -> None:
    more = {f"process/dialogue-models/m{at}.md": model(f"M{at}", "before: [circle]\n") for at in range(9)}
    found = told(Site(handbook({**FILES, **more})), "circle")
    assert len(found) == 12 and {len(string[0]) for string in found} == {2}


def test_page_and_data_tell_them(site: Site) -> None:
    page = next(page.markdown for page in pages(site) if page.path == "dialogue-models/circle.md")
    assert "Goes well after" in page and "Goes well before" in page and "secret" not in page
    table = page.partition("{ #strings }")[2]
    assert "[Pairs](pairs.md) → Circle → [Ranking](ranking.md)" in table
    assert "6–9 people" in table and "80–95 minutes" in table and "sizes differ" in table
    assert "](../event/index.md?then=circle,ranking#add-pairs)" in table
    everything = json.loads(json.dumps(data(site)))
    jsonschema.validate(everything, schema(site.handbook.kinds))
    circle = next(each for each in everything["dialogue-models"] if each["id"] == "circle")
    assert circle["before"] == ["pairs"]
    assert circle["strings"][1]["people"] == {"least": 6, "most": 9}


def test_a_model_that_is_not_there_is_reported_and_a_former_name_resolves() -> None:
    files = {**FILES, "process/dialogue-models/ranking.md": model("Ranking", "before: [pears, trio]\n")}
    files["process/dialogue-models/pairs.md"] = model("Pairs", "formerly: [trio]\n")
    said = "\n".join(report(project(files)))
    assert "unknown-reference" in said and "`pairs`" in said and "former-id" in said
