"""A hook for MkDocs: every PDF is there and holds one blank page, since only links to it are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cocreate_plugin.hosts.mkdocs import paper
from cocreate_plugin.sheets.sheet import Sheet

BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def _printed(wanted: Sequence[Sheet], handbook: Any, cache: Path, workers: int) -> paper.Paper:
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / "blank.pdf"
    file.write_bytes(BLANK)
    return paper.Paper({each.path: file for each in wanted}, {each.path: each.pages or 2 for each in wanted})


paper.printed = _printed
