"""What documents still lack, and which step comes first."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.asks import ASKS
from cocreate_plugin.facts.completeness import by_kind, completeness
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import KINDS, front_fields, section_fields
from cocreate_plugin.phrases import phrases
from cocreate_plugin.testing import project
from tests.test_words import catalogue

ROLE = "---\ntitle: Host\npurpose: Hosts.\n---\n\n## Frontstage\n\n- Greets\n\n## Backstage\n\n- Washes up\n"
STEP = "## Steps\n\n### Hear\n\n- Frontstage: ask — host\n"


def document(title: str = "A", front: str = "", body: str = "") -> str:
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n\n{body}"


def lacks(book: Handbook, path: str) -> dict[str, dict[str, object]]:
    """Give what the document at a path lacks, in order, each with its facts."""
    (one,) = (each for each in completeness(book) if each.document and each.document.path == path)
    return {lack.ask.name: dict(lack.facts) for lack in one.lacks}


def book(files: dict[str, str]) -> Handbook:
    return project({f"process/{name}": text for name, text in files.items()}).handbook


def test_the_step_that_most_depends_on_comes_first() -> None:
    found = lacks(book({"phases/a.md": document(), "roles/host.md": ROLE}), "process/phases/a.md")
    assert list(found)[:3] == ["gate", "steps", "decides"]
    assert list(found)[-2:] == ["inputs", "pitfalls"]


def test_nothing_to_name_is_not_asked_for() -> None:
    found = lacks(book({"phases/a.md": document()}), "process/phases/a.md")
    assert not {"decides", "success_factors", "dialogue_models", "doers", "sources"} & found.keys()


def test_a_step_without_backstage_and_tasks_without_a_role() -> None:
    text = document(body=f"{STEP}\n### Tell\n\n- Backstage: print\n\n## Gate\n\n- [ ] Heard — host\n")
    found = lacks(book({"phases/a.md": text, "roles/host.md": ROLE}), "process/phases/a.md")
    assert found["prepared"] == {"number": 1, "title": "Hear"}
    assert found["doers"] == {"number": 1, "total": 2}


@pytest.mark.parametrize("gate", ["- [ ] …", "- [ ] TODO", "<!-- what must be true -->\n- [ ] ...", ""])
def test_a_place_to_write_is_not_written(gate: str) -> None:
    text = document(front="status: draft\n", body=f"## Gate\n\n{gate}\n")
    assert "gate" in lacks(book({"phases/a.md": text}), "process/phases/a.md")


def test_a_factor_that_no_phase_serves() -> None:
    files = {
        "success-factors/a.md": document("A"),
        "success-factors/b.md": document("B"),
        "phases/one.md": document("One", "success_factors: [b]\n"),
    }
    assert lacks(book(files), "process/success-factors/a.md")["phases"] == {"named": "success_factors"}
    assert "phases" not in lacks(book(files), "process/success-factors/b.md")


def test_a_model_without_times_sizes_and_materials() -> None:
    rows = "## Run sheet\n\n| min | step |\n|---|---|\n| | Talk |\n| 5 | End |\n"
    found = lacks(book({"dialogue-models/a.md": document(body=rows)}), "process/dialogue-models/a.md")
    assert list(found)[:2] == ["minutes", "people"]
    assert found["minutes"] == {"number": 1}
    assert {"materials", "lead"} <= found.keys()


def test_a_sheet_that_is_filled_in_half_and_has_no_owner() -> None:
    layout = "layout: [[one 1, two 1]]\n"
    files = {
        "a3/t.md": document("T", layout, "## One\n\n- Why?\n\n## Two\n\n- How?\n"),
        "a3/f.md": document("F", "template: t\n", "## One\n\nSo.\n"),
    }
    found = lacks(book(files), "process/a3/f.md")
    assert next(iter(found)) == "owner"
    assert found["boxes"] == {"boxes": ("Two",)}
    assert "agreed_by" not in found


def test_what_a_text_leads_to_is_used() -> None:
    files = {
        "a3/t.md": document("T", "layout: [[one 1]]\n", "## One\n\n- Why?\n"),
        "checklists/c.md": document("C", "", "- [ ] Tea\n"),
        "roles/host.md": ROLE + "\nSee [T](../a3/t.md).\n",
    }
    assert "used" not in lacks(book(files), "process/a3/t.md")
    assert "used" in lacks(book(files), "process/checklists/c.md")


def test_what_most_of_a_kind_have_is_asked_of_the_others() -> None:
    files = {
        f"roles/r{number}.md": document(f"R{number}", "owner: Us\n", "## Signs\n\nSo.\n")
        for number in range(3)
    }
    files["roles/other.md"] = document("Other")
    found = lacks(book(files), "process/roles/other.md")
    assert found["usual"] == {"heading": "Signs"}
    assert "owner" in found
    del files["roles/r2.md"]
    assert not {"owner", "usual"} & lacks(book(files), "process/roles/other.md").keys()


def test_a_kind_of_your_own_is_asked_for_what_it_declares() -> None:
    files = {
        "kinds/personas.yml": "fields: {age: number, lead: text}\nsections: {used: text, needs: list}\n",
        "personas/anna.md": document("Anna", "age: 70\n", "## Needs\n\n- …\n"),
        "personas/bo.md": document("Bo", "age: 50\nlead: x\n", "## Needs\n\n- Tea\n\n## Used\n\nYes.\n"),
    }
    assert list(lacks(book(files), "process/personas/anna.md")) == ["lead", "used", "needs"]
    assert not lacks(book(files), "process/personas/bo.md")


def test_fields_added_to_a_kind_are_asked_for() -> None:
    files = {
        "kinds/phases.yml": "fields: {budget: number}\nsections: {risks: list}\n",
        "phases/a.md": document(),
        "phases/b.md": document("B", "budget: 3\n", "## Risks\n\n- Rain\n"),
    }
    assert {"budget", "risks"} <= lacks(book(files), "process/phases/a.md").keys()
    assert not {"budget", "risks"} & lacks(book(files), "process/phases/b.md").keys()


def test_of_two_equal_steps_the_one_in_the_document_that_more_others_name() -> None:
    files = {
        "roles/a.md": document("A", "", "## Frontstage\n\n- x\n"),
        "roles/b.md": document("B", "", "## Frontstage\n\n- x\n"),
        "phases/one.md": document("One", "roles: [a, b]\n"),
        "phases/two.md": document("Two", "roles: [b]\n"),
    }
    order = [each.document.id for each in completeness(book(files)) if each.document]
    assert order == ["one", "two", "b", "a"]


def test_an_empty_folder_has_a_first_step() -> None:
    (whole,) = completeness(project({}).handbook)
    assert whole.document is None
    assert whole.lacks[0].ask.name == "organisation"
    assert {"kind": "phase"} in [lack.facts for lack in whole.lacks]


def test_the_sum_of_a_kind() -> None:
    read = book({"roles/host.md": ROLE, "roles/guest.md": document("Guest")})
    whole, roles = by_kind(completeness(read), read.kinds)
    assert (whole.kind, whole.documents) == (None, 1)
    assert (roles.documents, roles.complete, roles.met, roles.asked) == (2, 1, 6, 8)


def test_every_row_has_words_and_no_word_is_without_a_row() -> None:
    rows = {ask.name for asks in ASKS.values() for ask in asks}
    said = {key.removeprefix("ask.") for key in catalogue("en") if key.startswith("ask.")}
    assert said - rows == {"first", "usual"}
    fields = {name for kind in KINDS for name in (*front_fields(kind), *section_fields(kind))}
    words = phrases("en")
    assert all(name in said | fields or words.has(f"manual.handbook.{name}") for name in rows)
