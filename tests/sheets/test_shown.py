"""What a sheet shows is what it hashes: pictures wherever they stand, and no others."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.load import load
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html, key
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.sheets.texts import pictures
from cocreate_plugin.testing import write

EXAMPLE = Path(__file__).parents[1] / "example"
SRC = re.compile(r'<img\b[^>]*\bsrc="([^"]*)"')

PHASE = """---
title: Explore @title@
purpose: Understand @purpose@
pause_point: After @pause@
decides: owner
success_factors: [trust]
dialogue_models: [talk]
---

Introduction @introduction@

## Question

What is it? @question@ Noted.[^n]

## Entry

- [ ] Begin @entry@

## Steps

### Step @step@

Explained @explanation@

- Evidence: see @evidence@
- Participants: tell @participants@
- Frontstage: ask @frontstage@ — owner

    More @more@

- Backstage: pair @backstage@ — owner
- Support: room @support@

## Participants receive

A summary @receive@

## Gate

- [ ] Heard ![reference][seal] — owner

    Because <img src="../files/raw.png" alt="raw">

## Free

Some text @free@

[^n]: A note @note@
[^unused]: Nobody refers to it @unused@

[seal]: ../files/seal.png
"""
MODEL = """---
title: Talk @model-title@
purpose: Speak @model-purpose@
people: 2-8
success_factors: [trust]
---

## Use when

- often @when@

## Prepare

- [ ] Tables @prepare@

## Materials

- Pens @material@ × group

## Run sheet

| min | step | how | lead |
|---|---|---|---|
| 10 | Hello @row@ | Smile @how@ | owner |

Between @between@

## Goes wrong

- Silence @wrong@

## Online

A call @online@
"""
FILES = {
    "process/phases/explore.md": PHASE,
    "process/dialogue-models/talk.md": MODEL,
    "process/roles/owner.md": "---\ntitle: Owner @role-title@\npurpose: Owns @role-purpose@\n---\n\n"
    "## Frontstage\n\n- Speaks @role-front@\n\n## More\n\nText @role-free@\n",
    "process/success-factors/trust.md": "---\ntitle: Trust @factor-title@\npurpose: Is there @factor@\n---\n\n"
    "## Signs\n\n- A sign @sign@\n\n## Statements\n\n- I trust @statement@\n",
    "process/checklists/opening.md": "---\ntitle: Opening @list-title@\npurpose: Begin @list-purpose@\n---\n\n"
    "Before @list-introduction@\n\n## Items\n\n- [ ] Doors @item@\n\n    Why @why@\n",
    "process/a3/problem.md": "---\ntitle: Problem @a3-title@\npurpose: Solve @a3-purpose@\n---\n\n"
    "## Background @box-title@ {#background}\n\n- Why? @prompt@\n\n## Plan\n\n| What @head@ | Who |\n|---|---|\n| @cell@ | |\n\nWhen @ask@:\n",
    "process/a3/ours.md": "---\ntitle: Ours\npurpose: Filled in.\ntemplate: problem\n---\n\n## Background {#background}\n\nIt is so. @filled@\n\n"
    "## Plan\n\nDo it.\n",
    "process/sessions/day.md": "---\ntitle: Day @session-title@\npurpose: Meet @session-purpose@\na3: [problem]\n"
    "checklists: [opening]\n---\n\nCome @session-introduction@\n\n## Agenda\n\n| min | step | how |\n|---|---|---|\n"
    "| 5 | Welcome @agenda@ | Warm @agenda-how@ |\n| | [Talk](../dialogue-models/talk.md) | |\n\n## Rain\n\nInside @rain@\n",
    "process/glossary.md": "# Glossary\n\nWords @glossary@\n\n## Trust\n\nA word @term@\n",
    "process/phases/index.md": "# Phases\n\nAll of them @index@\n",
    "process/handbook.yml": "title: Ours\nlogo: files/logo.png\n",
    "docs/index.md": "# Home\n\n@page@\n",
    "templates/sheets/role.html.jinja": '{% extends "built-in/sheets/role.html.jinja" %}\n'
    '{% block head %}{{ super() }}<img src="process/files/stamp.png" alt="stamp">{% endblock %}\n',
    "templates/pages/role.md.jinja": '{% extends "built-in/pages/role.md.jinja" %}\n',
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001737501180000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with a picture in every place, each a file of its own."""
    folder = tmp_path_factory.mktemp("shown")
    names = {name for text in FILES.values() for name in re.findall("@([a-z0-9-]+)@", text)}
    write(folder, {f"process/files/{name}.png": PICTURE for name in (*names, "seal", "raw", "logo", "stamp")})
    for path, text in FILES.items():
        up = "../process/files" if path.startswith("docs") else "files" if "/" not in path[8:] else "../files"
        write(folder, {path: re.sub("@([a-z0-9-]+)@", rf"![\1]({up}/\1.png)", text)})
    return folder


@pytest.fixture(scope="module")
def book(root: Path) -> Handbook:
    loaded = load(root)
    assert [each.code for each in loaded.problems] == []
    return loaded.handbook


def shown(sheet: Sheet, root: Path) -> set[str]:
    """Name the pictures in the HTML of a sheet."""
    return {unquote(name) for name in SRC.findall(html(sheet, root)) if not name.startswith("data:")}


def everything(handbook: Handbook) -> list[Sheet]:
    return [one for sheet in sheets(handbook) for one in (sheet, *sheet.parts)]


def test_every_picture_of_the_made_up_handbook_is_on_some_sheet(book: Handbook, root: Path):
    names = {name for sheet in everything(book) for name in shown(sheet, root)}
    files = {file.relative_to(root).as_posix() for file in (root / "process/files").iterdir()}
    assert files - names == {"process/files/unused.png", "process/files/page.png"}
    assert names <= files, "every address is one from the root"


def test_the_key_changes_with_each_picture_that_is_shown_and_with_no_other(book: Handbook, root: Path):
    found = everything(book)
    keys = [key(sheet, root) for sheet in found]
    shown_on = [shown(sheet, root) for sheet in found]
    for file in sorted((root / "process/files").iterdir()):
        name = file.relative_to(root).as_posix()
        file.write_bytes(PICTURE + b"changed")
        changed = [key(sheet, root) != before for sheet, before in zip(found, keys, strict=True)]
        file.write_bytes(PICTURE)
        if not name.endswith("stamp.png"):  # A template may show it on any sheet.
            assert changed == [name in names for names in shown_on], name


def test_what_lies_with_own_templates_is_hashed(book: Handbook, root: Path):
    (sheet, *_) = sheets(book)
    before = key(sheet, root)
    for name in ("templates/sheets/role.html.jinja", "process/files/stamp.png"):
        text = (root / name).read_bytes()
        (root / name).write_bytes(text + b" ")
        assert key(sheet, root) != before, name
        (root / name).write_bytes(text)
    (root / "templates/pages/role.md.jinja").write_bytes(b"{# of pages #}")
    assert key(sheet, root) == before, "a template of pages is on no sheet"


def test_exactly_the_pictures_of_the_example_are_hashed():
    book = load(EXAMPLE).handbook
    for sheet in everything(book):
        logo = {sheet.frame.logo} - {""}
        assert shown(sheet, EXAMPLE) | logo == {*pictures(sheet.data), *pictures(sheet.frame), *logo}, (
            sheet.path
        )
