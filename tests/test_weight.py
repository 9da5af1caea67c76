"""How much of our own a page loads at most."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.hosts.mkdocs.theme import OFFLINE
from cocreate_plugin.site_assets import ONLY_WITH, SHIPPED, SHIPPED_IN, delivered

MOST = 120_000
"""Bytes, not compressed."""


@pytest.mark.parametrize("of_page", sorted({*ONLY_WITH.values()}))
def test_scripts_and_styles_of_a_page_are_light(of_page: str) -> None:
    names = (*SHIPPED, OFFLINE, "worker.js")
    loaded = (name for name in names if ONLY_WITH.get(name, of_page) == of_page)
    assert sum(len(delivered(name).encode()) for name in loaded) < MOST


@pytest.mark.parametrize("name", [*SHIPPED, OFFLINE, "worker.js"])
def test_pages_fetch_every_word_but_comments(name: str) -> None:
    written = re.sub(r"(?m)(?:^| )//.*$|/\*(?s:.*?)\*/", "", (SHIPPED_IN / name).read_text("utf-8"))
    assert re.findall(r"\w+", delivered(name)) == re.findall(r"\w+", written)
