"""Text for paper: where its links lead."""

from __future__ import annotations

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Text
from cocreate_plugin.problems import Place
from cocreate_plugin.sheets.writer import writer
from cocreate_plugin.testing import handbook

FRONT = "---\ntitle: It\npurpose: Why.\n---\n"
FILES = {
    "process/handbook.yml": "site_url: https://example.org/h/\n",
    "process/phases/it.md": FRONT,
    "process/phases/other.md": FRONT.replace("It", "Other") + "\n## Gate\n\n- [ ] Heard\n",
}


def paper(book: Handbook, markdown: str, path: str) -> str:
    return writer(book)(Text(markdown, Place(path))).markdown


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("other.md", "https://example.org/h/phases/other/"),
        ("other.md#gate", "https://example.org/h/phases/other/#gate"),
        ("#gate", "https://example.org/h/phases/it/#gate"),
        ("https://e.se/a#b", "https://e.se/a#b"),
    ],
)
def test_a_printed_link_leads_to_the_public_place(target: str, address: str) -> None:
    assert paper(handbook(FILES), f"[a]({target})", "process/phases/it.md") == f"[a]({address})"


def test_without_a_public_address_a_link_leads_nowhere() -> None:
    files = {name: text for name, text in FILES.items() if "handbook" not in name}
    assert paper(handbook(files), "[a](other.md#gate)", "process/phases/it.md") == "[a](./)"
