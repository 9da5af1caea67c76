"""The index of the theme's search, with what pages are found by beside their words, which nobody sees."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ...facts.found_by import FoundBy
from ...handbook import Handbook

INDEX = Path("search", "search_index.json")
FIELDS = {"also": 100.0, "unmarked": 1.0}
"""Fields of ours and how much a hit counts; the theme gives a title 1000 and a text 1."""

LAST = 0.001
"""How much a hit counts on a page that comes last: its titles as much as the texts of others."""


def come_last(page: Page, folders: list[str]) -> None:
    """Let a page that is one of these, or lies below one, come last, unless it says itself where it comes."""
    path = f"{page.file.src_uri.removesuffix('.md')}/"
    if any(path.startswith(f"{folder.strip('/').removesuffix('.md')}/") for folder in folders):
        page.meta["search"] = {"boost": LAST, **(page.meta.get("search") or {})}


def finish(config: MkDocsConfig, handbook: Handbook, on_disk: bool) -> None:
    """Add what pages are found by; on a disk the theme asks for the index as a script."""
    widen(config, handbook)
    index = Path(config.site_dir, INDEX)
    if on_disk and index.is_file():
        index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')}", "utf-8")


def widen(config: MkDocsConfig, handbook: Handbook) -> None:
    """Add to the index, if it is one of the theme's, what its pages are found by."""
    path = Path(config.site_dir, INDEX)
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    fields = index.get("config", {}).get("fields")
    if not fields:  # MkDocs' own search knows no fields
        return
    fields |= {name: {"boost": boost} for name, boost in FIELDS.items()}
    found_by = FoundBy(handbook)
    for entry in index["docs"]:
        title = " ".join((entry["title"], *entry.get("tags", ())))
        told = zip(FIELDS, (found_by.others_of_title(title), found_by.unmarked(entry["text"])), strict=True)
        entry |= {name: " ".join(words) for name, words in told if words}
    path.write_text(json.dumps(index, separators=(",", ":")), "utf-8")
