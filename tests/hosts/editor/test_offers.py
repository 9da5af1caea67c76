"""What an editor offers where one writes, what it tells where one looks, and where a name leads."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.hosts.editor.checks import checked
from cocreate_plugin.hosts.editor.desk import Desk
from cocreate_plugin.hosts.editor.offers import completed
from cocreate_plugin.hosts.editor.positions import Positions
from cocreate_plugin.hosts.editor.spot import Spot
from cocreate_plugin.hosts.editor.told import defined, hovered
from cocreate_plugin.mend import Lines
from cocreate_plugin.sources import Disk
from cocreate_plugin.testing import write
from tests.hosts.editor.client import Editor

FILES = {
    "docs/index.md": "# Home\n",
    "process/handbook.yml": "title: T\n",
    "process/sources.bib": "@book{doe2020, author={Doe, Jane}, title={Talk}, year={2020}}\n",
    "process/kinds/personas.yml": "name: persona\nfields:\n  needs: {type: references, to: success-factors}\n  mood: {choices: [glad, sad]}\nsections:\n  day: list\n",
    "process/phases/listen.md": "---\ntitle: Listen\npurpose: To hear.\n---\n\n## Gate\n- [ ] Heard\n",
    "process/phases/brew.sv.md": "---\ntitle: Brygg\npurpose: Te.\n---\n",
    "process/phases/brew.md": "---\ntitle: Brew\npurpose: Tea.\n---\n",
    "process/roles/host.md": "---\ntitle: Tea lady\npurpose: To invite.\nformerly: [hostess]\n---\n",
    "process/roles/guest.md": "---\ntitle: Guest\npurpose: To drink.\n---\n",
    "process/success-factors/warmth.md": "---\ntitle: Värme\npurpose: To be welcome.\n---\n",
    "process/success-factors/time.md": "---\ntitle: Time\npurpose: To stay.\n---\n",
    "process/personas/anna.md": "---\ntitle: Anna\npurpose: To be somebody.\n---\n",
    "process/a3/plan.md": "---\ntitle: Plan\npurpose: To plan.\nlayout: [[goal, way]]\n---\n\n## Goal\n\n## Way\n",
    "process/a3/ours.md": "---\ntitle: Ours\npurpose: To do.\ntemplate: plan\n---\n\n## Goal\n\nTea.\n",
    "process/sessions/tea.md": "---\ntitle: Tea\npurpose: To meet.\n---\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("editor"), FILES).resolve()
    return checked(root, Disk(), {}, lambda: None)


def spot(found, path, text):
    """Stand in a text where `|` is, or `¦` in one with tables."""
    before, bar, after = text.partition("¦" if "¦" in text else "|")
    assert bar
    lines = Lines(path, tuple((before + after).split("\n")))
    return Spot(
        found, found.here.root / path, lines, before.count("\n") + 1, len(before) - before.rfind("\n")
    )


def offered(found, path, text):
    return [each.label for each in completed(spot(found, path, text), Positions())]


def written(found, path, text, label):
    """Give the line of the cursor after an offer was taken."""
    here = spot(found, path, text)
    (item,) = (each for each in completed(here, Positions("utf-32")) if each.label == label)
    where = item.text_edit.range
    return here.text[: where.start.character] + item.text_edit.new_text + here.text[where.end.character :]


PHASE, TOP = "process/phases/listen.md", "---\ntitle: Listen\npurpose: To hear.\n"


def test_fields_that_are_not_there_yet(found):
    names = offered(found, PHASE, f"{TOP}du|\n---\n")
    assert {"duration", "success_factors", "status"} <= {*names} and not {"title", "purpose"} & {*names}
    assert written(found, PHASE, f"{TOP}du|\n---\n", "duration") == "duration: "
    assert written(found, PHASE, f"{TOP}du|: 4 weeks\n---\n", "duration") == "duration: 4 weeks"
    assert "organisation" in offered(found, "process/handbook.yml", "title: T\n|")
    assert offered(found, "process/handbook.yml", "plain_language: |") == ["yes"]
    assert offered(found, "docs/index.md", "---\n|\n---\n") == []


@pytest.mark.parametrize(
    ("text", "labels", "line"),
    [
        ("success_factors:|", ["time", "warmth"], "success_factors: [time]"),
        ("success_factors: |", ["time", "warmth"], "success_factors: [time]"),
        ("success_factors: [|", ["time", "warmth"], "success_factors: [time"),
        ("success_factors: [warmth, ti|]", ["time"], "success_factors: [warmth, time]"),
        ("success_factors:\n  - |", ["time", "warmth"], "  - time"),
        ("decides: |", ["guest", "host"], "decides: guest"),
        ("status: d|", ["draft", "tested", "adopted"], "status: draft"),
        ("publish:|", ["yes", "no"], "publish: yes"),
        ("sources: [|]", ["doe2020"], "sources: [doe2020]"),
        ("duration: |", ["4-8 weeks", "90 minutes"], "duration: 4-8 weeks"),
        ("a3: [|]", ["ours", "plan"], "a3: [ours]"),
        ("nonsense: |", [], None),
    ],
)
def test_values_and_ids(found, text, labels, line):
    text = f"{TOP}{text}\n---\n"
    got = offered(found, PHASE, text)
    assert got[: len(labels)] == labels or sorted(got) == sorted(labels)
    assert line is None or written(found, PHASE, text, labels[0]) == line


def test_lists_that_others_generate_and_templates_alone(found):
    assert "gate-listen" in offered(found, "process/sessions/tea.md", f"{TOP}checklists: [|]\n---\n")
    assert offered(found, "process/a3/new.md", f"{TOP}template: |\n---\n") == ["plan"]


def test_kinds_of_ones_own(found):
    path = "process/personas/anna.md"
    assert {"needs", "mood"} <= {*offered(found, path, f"{TOP}|\n---\n")}
    assert offered(found, path, f"{TOP}mood: |\n---\n") == ["glad", "sad"]
    assert offered(found, path, f"{TOP}needs: [|\n---\n") == ["time", "warmth"]
    assert "## Day" in offered(found, path, f"{TOP}---\n\n## |")
    kinds = "process/kinds/personas.yml"
    assert "sections" in offered(found, kinds, "name: x\n|")
    assert "reference" in offered(found, kinds, "fields:\n  x: |")
    assert "table" in offered(found, kinds, "sections:\n  x:\n    shape: |")
    assert "phases" in offered(found, kinds, "fields:\n  x: {type: reference, to: |")
    assert "choices" in offered(found, kinds, "fields:\n  x: {|")
    assert offered(found, kinds, "print: |") == ["sheet", "checklist", "card", "pack", "no"]


def test_headings_in_the_language_of_the_document(found):
    english = offered(found, PHASE, f"{TOP}---\n\n## Gate\n- [ ] x\n\n##|")
    assert "## Steps" in english and "## Gate" not in english
    assert written(found, PHASE, f"{TOP}---\n\n## St|", "## Steps") == "## Steps"
    assert "## Grind" in offered(found, "process/phases/brew.sv.md", f"{TOP}---\n\n## |")
    assert offered(found, "process/a3/ours.md", f"{TOP}template: plan\n---\n\n## Goal\n\n## |") == ["## Way"]


def test_lanes_and_those_who_act(found):
    steps = f"{TOP}---\n\n## Steps\n\n### Sit\n"
    assert offered(found, PHASE, f"{steps}- |")[0] == "Evidence"
    assert written(found, PHASE, f"{steps}- Fr|", "Frontstage") == "- Frontstage: "
    assert "På scenen" in offered(found, "process/phases/brew.sv.md", f"{TOP}---\n\n## Steg\n\n### Sitt\n- |")
    assert offered(found, PHASE, f"{TOP}---\n\n## Gate\n- |") == []
    assert (
        written(found, PHASE, f"{steps}- Frontstage: pour — guest, te|", "host")
        == "- Frontstage: pour — guest, host"
    )


def test_cells_of_tables(found):
    path, rows = "process/sessions/tea.md", f"{TOP}---\n\n## Agenda\n\n"
    assert offered(found, path, f"{rows}| min | ¦|")[:2] == ["at", "step"]
    table = f"{rows}| min | step | lead | mode |\n|---|---|---|---|\n| 5 | a \\| b "
    assert offered(found, path, f"{table}| guest, ¦| |\n") == ["guest", "host"]
    assert written(found, path, f"{table}| guest, te¦", "host").endswith("| guest, host")
    assert offered(found, path, f"{table}| host | cr¦|")[:2] == ["understand", "create"]
    assert offered(found, path, f"{rows}| min |\n|---|\n| ¦|") == []


def test_sources_and_links(found):
    assert written(found, PHASE, f"{TOP}---\n\nSo it is [@d|]", "doe2020") == "So it is [@doe2020]"
    assert offered(found, PHASE, f"{TOP}---\n\nMail anna@d|") == []
    assert written(found, PHASE, f"{TOP}---\n\n[A](|)", "../roles/host.md") == "[A](../roles/host.md)"
    assert "../process/roles/host.md" in offered(found, "docs/index.md", "[A](|")


def told(found, path, text):
    hover = hovered(spot(found, path, text), Positions())
    return hover.contents.value if hover else ""


def test_fields_headings_and_names_are_explained(found):
    assert "How far it has come" in told(found, PHASE, f"{TOP}sta|tus: draft\n---\n")
    assert "`tested`" in told(found, PHASE, f"{TOP}sta|tus: draft\n---\n")
    assert "What must be true" in told(found, PHASE, f"{TOP}---\n\n## Ga|te\n")
    assert told(found, PHASE, f"{TOP}decides: ho|st\n---\n") == "**Tea lady**\n\nTo invite."
    assert told(found, PHASE, f"{TOP}---\n\nIt is so [@doe|2020].") == "**Talk**"
    assert told(found, PHASE, f"{TOP}---\n\nJust te|xt.") == ""


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("decides: ho|st\n---\n", "roles/host.md", 1),
        ("decides: hostess|\n---\n", "roles/host.md", 1),
        ("sources: [doe|2020]\n---\n", "sources.bib", 0),
        ("---\n\n[A](../roles/gu|est.md)\n", "roles/guest.md", 1),
        ("---\n\n## Gate\n- [ ] Tea — guest, tea la|dy\n", "roles/host.md", 1),
        ("---\n\n- [@do|e2020, p. 2]\n", "sources.bib", 0),
        ("---\n\nJust te|xt\n", None, 0),
    ],
)
def test_a_name_leads_to_what_it_names(found, text, path, line):
    location = defined(spot(found, PHASE, TOP + text), Desk(), Positions())
    assert (location and (location.uri, location.range.start.line)) == (
        path and ((found.here.process / path).as_uri(), line)
    )


def test_no_place_of_any_text_is_too_much(found):
    """Every place of texts that are cut off anywhere, with signs of all sorts."""
    for path, text in {
        **FILES,
        "process/phases/x.md": "---\n😀: [å\n\t- — ,\n# [@](",
        "process/a/b.md": "",
    }.items():
        for at in range(0, len(text) + 1, 3):
            here = spot(found, path, f"{text[:at]}|")
            completed(here, Positions()), hovered(here, Positions()), defined(here, Desk(), Positions())


def test_a_real_editor_is_answered(tmp_path):
    root = write(tmp_path, FILES)
    editor = Editor(root, more=("--stdio",))
    file = root / PHASE
    text = "---\ntitle: Lüsten 😀\npurpose: x\ndecides: \n---\n\n## Gaate\n- [ ] x\n"
    editor.open(file, text)
    labels = [each["label"] for each in editor.at("textDocument/completion", file, 3, len("decides: "))]
    assert labels == ["guest", "host"]
    assert "field-misspelt" in editor.at("textDocument/hover", file, 6, 4)["contents"]["value"]
    editor.write(file, text.replace("decides: ", "decides: host"), 2)
    assert editor.at("textDocument/definition", file, 3, 11)["uri"].endswith("roles/host.md")
    assert re.search("completionProvider", str(editor.greeting)) and editor.leave() == 0
