"""Role sheets as data: everything that a role does, from both sides of every reference."""

from __future__ import annotations

from typing import Any

import pytest

from cocreate_plugin.sheets import role
from cocreate_plugin.testing import handbook
from tests.sheets.reading import told

FILES = {
    "process/roles/facilitator.md": """---
title: Facilitator
purpose: Guides.
not_with: [evaluator]
---

Guide, do not decide.

## Frontstage
- Keep the time

## Backstage
### Before
- Rehearse

## On Monday
Rehearse ten minutes.
""",
    "process/roles/evaluator.md": "---\ntitle: Evaluator\npurpose: Measures.\n---\n",
    "process/roles/sponsor.md": "---\ntitle: Sponsor\npurpose: Decides.\n---\n",
    "process/phases/explore.md": """---
title: Explore
purpose: Understand.
decides: sponsor
---

## Steps

### Hear
- Backstage: pair people — facilitator
- Frontstage: explain — facilitator, evaluator

## Gate
- [ ] Heard {#heard} — facilitator
""",
    "process/checklists/opening.md": """---
title: Opening
purpose: All is said.
pause_point: At the door
reads: [evaluator]
---

- [ ] Purpose said {#said} — facilitator
""",
    "process/dialogue-models/cafe.md": """---
title: Café
purpose: Think together.
---

## Prepare
- [ ] Write questions {#questions} — facilitator

## Run sheet
| min | step | lead |
|---|---|---|
| 10 | Welcome | facilitator |
| 20 | Round | evaluator |
""",
}


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return {each.subject: told(each) for each in role.sheets(handbook(FILES))}


def test_steps_stand_by_phase_and_lane(data: dict[str, Any]) -> None:
    (phase,) = data["roles/facilitator"]["phases"]
    assert phase["phase"]["title"] == "Explore"
    assert phase["steps"] == [
        {
            "title": "Hear",
            "acts": [{"lane": "frontstage", "text": "explain"}, {"lane": "backstage", "text": "pair people"}],
        }
    ]
    assert [task["text"] for task in phase["gate"]] == ["Heard"]
    assert not phase["decides"]


def test_who_decides_is_said(data: dict[str, Any]) -> None:
    assert [each["decides"] for each in data["roles/sponsor"]["phases"]] == ["decides"]


def test_own_fields_keep_their_order(data: dict[str, Any]) -> None:
    front, back = data["roles/facilitator"]["lists"]
    assert [each["text"] for each in front["blocks"]] == ["Keep the time"]
    assert [(each["kind"], each["text"]) for each in back["blocks"]] == [
        ("heading", "Before"),
        ("item", "Rehearse"),
    ]
    assert data["roles/facilitator"]["free"] == [{"title": "On Monday", "text": "Rehearse ten minutes."}]


def test_lists_and_models_name_the_role(data: dict[str, Any]) -> None:
    facilitator, evaluator = data["roles/facilitator"], data["roles/evaluator"]
    cafe = {"title": "Café", "draft": False}
    assert facilitator["prepares"] == [{"model": cafe, "tasks": ["Write questions"]}]
    assert facilitator["leads"] == [{"model": cafe, "tasks": ["Welcome"]}]
    assert [task["text"] for task in facilitator["checklists"][0]["tasks"]] == ["Purpose said"]
    opening = evaluator["checklists"][0]
    assert (opening["checklist"]["title"], opening["pause_point"]) == ("Opening", "At the door")
    assert (opening["reads"], opening["answers"], opening["tasks"]) == (True, False, [])


def test_roles_are_kept_apart_from_both_sides(data: dict[str, Any]) -> None:
    apart = {ref: [each["title"] for each in sheet["not_with"]] for ref, sheet in data.items()}
    assert (apart["roles/facilitator"], apart["roles/evaluator"]) == (["Evaluator"], ["Facilitator"])
    assert apart["roles/sponsor"] == []


def test_role_in_many_models_only_names_them() -> None:
    model = "---\ntitle: {0}\npurpose: Talk.\n---\n## Run sheet\n| min | step | lead |\n|---|---|---|\n| 10 | Go | evaluator |\n"
    models = {f"process/dialogue-models/m{number}.md": model.format(f"Model {number}") for number in range(8)}
    sheets = {each.subject: each for each in role.sheets(handbook({**FILES, **models}))}
    assert sheets["roles/evaluator"].data.many
    assert not sheets["roles/facilitator"].data.many
