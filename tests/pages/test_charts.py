"""The page of a filled-in A3 draws what its tables mean, above the tables."""

from __future__ import annotations

import pytest

from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.judged import tried
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import handbook

TEMPLATE = """---
title: A run
purpose: Shows how it went.
layout:
  - [curve 50 SURFACE]
---

## Curve

- How did it go?
"""
FILLED = """---
title: How it went
purpose: Shows how it went in spring.
template: run
date: 2026-05-01
---

## Curve

Counted each month.

TABLE
"""
MONTHS = "| When | Falls <b>a</b> | Target |\n| --- | --- | --- |\n| March | 8 | 3 |\n| April | 5 | 3 |"
PEOPLE = "| Ring | Names |\n| --- | --- |\n| Middle | The patient |\n| Near | A daughter, a nurse |"


def site(surface: str, table: str) -> Site:
    files = {
        "process/a3/run.md": TEMPLATE.replace("SURFACE", surface),
        "process/a3/spring.md": FILLED.replace("TABLE", table),
    }
    return Site(handbook(files))


def page(surface: str, table: str, name: str = "spring") -> str:
    (found,) = [one for one in pages(site(surface, table)) if one.path == f"a3/{name}.md"]
    return found.markdown


@pytest.mark.parametrize(("surface", "table", "said"), [
    ("axes", MONTHS, "March 8, April 5; Target: 3."),
    ("map", PEOPLE, "Middle: The patient; Near: A daughter, a nurse"),
])  # fmt: skip
def test_a_table_is_drawn_above_itself_with_its_values_in_words(surface: str, table: str, said: str) -> None:
    text = page(surface, table)
    drawn, _, after = text.partition("</svg>")
    assert f"{said}</title>" in drawn and "| --- " not in drawn and "| --- " in after
    assert text.count("<svg") == 1 and "<b>" not in drawn.partition("<svg")[2]


def test_what_means_nothing_there_is_not_drawn() -> None:
    assert "<svg" not in page("lines", MONTHS) + page("axes", "No table yet.") + page("axes", MONTHS, "run")


def test_the_cleaner_takes_nothing_out_of_a_drawing() -> None:
    assert not tried(site("axes", MONTHS)).problems
