"""What is not to be published is named by nothing that is: no page, no sheet, no data."""

from __future__ import annotations

import json
from functools import cache

import pytest

from cocreate_plugin.data import handbook_json
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import project, report

WORD = "Hushhush"
"""Stands in the title and in the text of every document that is not published."""

FRONT = {
    "phases": "success_factors: [it]\ndecides: it\n",
    "dialogue-models": "success_factors: [it]\n",
    "roles": "",
    "success-factors": "",
    "checklists": "",
    "a3": "layout: [[a 1]]\n",
    "choices": "",
    "sessions": "date: 2026-05-01\nstart: '9:00'\n",
}
BODY = {
    "phases": "## Steps\n\n### One\n\n- Frontstage: ask — it\n- Backstage: book — it\n\n## Gate\n\n- [ ] Heard — it\n",
    "dialogue-models": "## Run sheet\n\n| min | step | lead |\n|---|---|---|\n| 5 | Talk | it |\n\n## Preparation\n\n- [ ] Tea — it\n",
    "roles": "## Frontstage\n\n- Welcomes\n",
    "success-factors": "## Signs\n\n- One sees it\n\n## Statements\n\n- It is so.\n",
    "checklists": "- [ ] One thing — it\n",
    "a3": "## A {#a}\n\n- Why?\n",
    "choices": "",
    "sessions": "## Agenda\n\n| min | step |\n|---|---|\n| 5 | Talk |\n",
}


def document(folder: str, name: str, hidden: bool) -> str:
    front = FRONT[folder].replace("[it]", "[open, secret]").replace(" it\n", f" {name}\n")
    title = f"{WORD} {folder}" if hidden else f"Open {folder}"
    words = f"\n\n## More\n\n{WORD}\n" if hidden and folder not in ("a3", "checklists") else "\n"
    hide = "publish: no\n" if hidden else ""
    return f"---\ntitle: {title}\npurpose: {title}.\n{hide}{front}---\n\n{BODY[folder].replace(' it', f' {name}')}{words}"


@cache
def made() -> Site:
    files = {
        f"process/{folder}/{name}.md": document(folder, name, name == "secret")
        for folder in FRONT
        for name in ("open", "secret")
    }
    loaded = project(files)
    errors = [line for line in report(loaded) if ": error[" in line]
    assert not errors, errors
    return Site(loaded.handbook, tuple(sheet for sheet in sheets(loaded.handbook) if sheet.publish))


@pytest.mark.parametrize("path", sorted(page.path for page in pages(made())))
def test_no_page_names_it(path: str) -> None:
    (page,) = (page for page in pages(made()) if page.path == path)
    assert WORD not in page.markdown


@pytest.mark.parametrize("path", sorted(sheet.path for sheet in made().sheets))
def test_no_sheet_names_it(path: str) -> None:
    (sheet,) = (sheet for sheet in made().sheets if sheet.path == path)
    assert WORD not in json.dumps(sheet.data, default=str)


def test_the_data_does_not_name_it() -> None:
    assert WORD not in handbook_json(made())


def test_the_data_holds_no_id_of_what_is_not_published() -> None:
    files = {
        "process/roles/secret.md": "---\ntitle: Secret\npurpose: P.\npublish: no\n---\n",
        "process/dialogue-models/secret.md": "---\ntitle: Secret\npurpose: P.\npublish: no\n---\n",
        "process/phases/open.md": (
            "---\ntitle: Open\npurpose: P.\ndecides: secret\ndecides_with: [secret]\nroles: [secret]\ndialogue_models: [secret]\n---\n\n"
            "## Steps\n\n### One\n\n- Frontstage: ask — secret\n- Backstage: book — secret\n\n"
            "## Gate\n\n- [ ] Heard — secret\n"
        ),
        "process/sessions/open.md": (
            "---\ntitle: Open\npurpose: P.\n---\n\n## Agenda\n\n| min | step | lead |\n|---|---|---|\n| 5 | Talk | secret |\n"
        ),
    }
    loaded = project(files)
    published = json.loads(handbook_json(Site(loaded.handbook)))
    assert published["phases"][0]["gate"][0]["text"] == "Heard"
    assert '"secret"' not in json.dumps(published)
