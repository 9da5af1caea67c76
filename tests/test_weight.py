"""How much of our own a page loads at most."""

from __future__ import annotations

from cocreate_plugin.hosts.mkdocs.theme import OFFLINE
from cocreate_plugin.site_assets import SHIPPED, SHIPPED_IN

MOST = 120_000
"""Bytes, not compressed."""


def test_scripts_and_styles_together_are_light() -> None:
    assert sum((SHIPPED_IN / name).stat().st_size for name in (*SHIPPED, OFFLINE, "worker.js")) < MOST
