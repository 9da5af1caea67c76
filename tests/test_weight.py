"""How much of our own a page loads at most."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.hosts.mkdocs.theme import OFFLINE
from cocreate_plugin.site_assets import SHIPPED, SHIPPED_IN, delivered

MOST = 120_000
"""Bytes, not compressed."""


def test_scripts_and_styles_together_are_light() -> None:
    assert sum(len(delivered(name).encode()) for name in (*SHIPPED, OFFLINE, "worker.js")) < MOST


@pytest.mark.parametrize("name", [*SHIPPED, OFFLINE, "worker.js"])
def test_pages_fetch_every_word_but_comments(name: str) -> None:
    written = re.sub(r"(?m)(?:^| )//.*$|/\*(?s:.*?)\*/", "", (SHIPPED_IN / name).read_text("utf-8"))
    assert re.findall(r"\w+", delivered(name)) == re.findall(r"\w+", written)
