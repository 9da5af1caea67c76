"""What the page of an A3 template tells its script: the boxes of the sheet, and how wide letters are at most."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.kinds import A3
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.pdf.fonts import letters_by_width
from cocreate_plugin.sheets.a3 import sheet
from cocreate_plugin.sheets.text_metrics import lines, width_at_most
from cocreate_plugin.testing import handbook, project

SHEET = """---
title: Our A3 & more
purpose: Shows it.
head: short
FIELDS
layout:
  - [words 2 grid, plan 3 plan, curve 2 axes]
---

## Words {#words}

- What "is" it?

Who said so:

## Plan

## Curve

- How did it go?
"""
NEW = "https://github.com/a/b/new/main/{folder}?filename={name}&value={text}"


def told(fields: str = "", name: str = "ours", **more: str) -> dict[str, str]:
    """The attributes for the script on the page of a sheet, as a browser reads them."""
    files = {"process/a3/ours.md": SHEET.replace("FIELDS", fields)}
    files |= {f"process/a3/{id_}.md": text for id_, text in more.items()}
    site = Site(replace(project(files).handbook, addresses=Addresses(new_files=NEW)))
    (page,) = [one.markdown for one in pages(site) if one.path == f"a3/{name}.md"]
    (element,) = re.findall(r'<div class="cc-fill"([^>]*)>', page) or [""]
    return {name: unescape(value) for name, value in re.findall(r'data-cc-([\w-]+)="([^"]*)"', element)}


def test_a_page_tells_the_boxes_of_its_sheet() -> None:
    found = told()
    data: dict[str, Any] = json.loads(found["sheet"])
    book = handbook({"process/a3/ours.md": SHEET.replace("FIELDS", "")})
    (document,) = book.of(A3)
    on_paper = sheet(book, document, "filled").data
    places = [[box.place.x, box.place.y, box.place.width, box.place.height] for box in on_paper.boxes]
    assert [box["place"] for box in data["boxes"]] == places
    assert [box["room"] for box in data["boxes"]] == [box.room for box in on_paper.boxes]
    words, plan, curve = data["boxes"]
    assert [part["kind"] for part in words["parts"]] == ["lines", "ask"] and words["hint"] == 'What "is" it?'
    assert plan["form"] == "bars" and plan["parts"][0]["head"][:2] == ["What", "Who"]
    assert curve["parts"] == [], "a chart of what is written cannot be foreseen"
    assert (data["head"], data["size"], data["title"]) == ("short", 10.0, "Our A3 & more")
    assert found["new-file"].startswith("https://github.com/a/b/new/main/process/a3?filename=cc-name.md")


@pytest.mark.parametrize("fields", ["cut_out: yes", "template: other"])
def test_what_is_not_filled_in_on_a_screen_has_no_such_part(fields: str) -> None:
    assert not told(fields, other=SHEET.replace("FIELDS", ""))


def test_letters_are_never_wider_than_it_is_told() -> None:
    known = letters_by_width()
    assert known[25].count("0") == 1 and "w" in known[36] and "ω" in known[36]
    assert not {"\u0301", "\u200b"} & {*"".join(known.values())}
    assert lines("ωωωω ωωωω", width_at_most("ωωωω", 10), 10, width_at_most) == 2
